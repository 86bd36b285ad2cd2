// Hands on a picture: points to drag, marks to press; put between paint.js and stage.js.
// The pointer and the keyboard say the same few things to the kernel: move, add, remove, pick.

const REACH = 16; // layout pixels round a mark in which it can be taken hold of

class Hands {
  constructor(view) {
    Object.assign(this, { view, held: null });
    const plane = (this.plane = document.createElement("div"));
    plane.className = "hands";
    plane.tabIndex = 0;
    plane.setAttribute("role", "application");
    plane.setAttribute("data-lm-suppress-shortcuts", "true"); // arrow keys are ours here
    view.place.append(plane); // not in the picture, whose parts nobody hears of
    const on = (name, act, how) => plane.addEventListener(name, act.bind(this), how);
    on("pointerdown", this.down);
    on("pointermove", this.move);
    on("pointerup", this.up);
    on("pointercancel", this.release);
    on("touchstart", (event) => this.near(event.touches[0]) && event.preventDefault(), { passive: false });
    on("keydown", this.key);
  }

  // ------------------------------------------------ what there is to touch

  get director() {
    return this.view.director;
  }

  layers(how) {
    return this.director.specs.map((spec, i) => ({ spec, i })).filter(({ spec }) => spec.touch === how);
  }

  get points() {
    return this.layers("drag")[0];
  }

  rename() {
    const spec = this.points?.spec;
    if (!spec) return;
    const words = `${spec.name}: comma and full stop choose one, arrow keys move it, Shift moves it farther, plus adds one, Delete takes it away`;
    this.plane.setAttribute("aria-label", words);
    this.plane.title = "Drag a point, click on free ground for a new one. Or by keyboard: , and . choose, arrows move, + adds, Delete takes away.";
  }

  row({ spec, i }, index) {
    const rows = this.director.frame?.rows[i];
    return rows?.subarray(index * spec.width, (index + 1) * spec.width);
  }

  count({ spec, i }) {
    return (this.director.frame?.rows[i].length ?? 0) / spec.width;
  }

  chosen() {
    const points = this.points;
    for (let k = 0; k < this.count(points); k++) if (this.row(points, k)[6]) return k;
    return -1;
  }

  // ------------------------------------------------ where

  where(event) {
    const { left, top } = this.view.picture.getBoundingClientRect();
    return [(event.clientX - left) / this.view.scale, (event.clientY - top) / this.view.scale];
  }

  box(spec) {
    return this.view.layout.panels[spec.panel];
  }

  shares(spec, [px, py]) {
    const [left, top, width, height] = this.box(spec);
    return [(px - left) / width, 1 - (py - top) / height];
  }

  near(event) {
    const at = this.where(event);
    let best = null;
    for (const layer of [...this.layers("drag"), ...this.layers("pick")])
      for (let index = 0; index < this.count(layer); index++) {
        const [x, y] = place(this.box(layer.spec), ...this.row(layer, index));
        const far = Math.hypot(x - at[0], y - at[1]);
        if (far < (best?.far ?? REACH)) best = { layer, index, far };
      }
    return best;
  }

  free(event) {
    const points = this.points;
    if (!points) return null;
    const at = this.shares(points.spec, this.where(event));
    return at.every((share) => share >= 0 && share <= 1) ? at : null;
  }

  // ------------------------------------------------ the pointer

  down(event) {
    if (event.button) return;
    const found = this.near(event);
    this.began = [event.clientX, event.clientY];
    if (!found) return (this.pressed = this.free(event));
    if (found.layer.spec.touch === "pick") return this.tell(found.layer, "pick", found.index, [0, 0]);
    event.preventDefault();
    this.plane.focus({ preventScroll: true });
    this.plane.setPointerCapture(event.pointerId);
    const at = [...this.row(found.layer, found.index).subarray(0, 2)];
    this.held = { ...found, at };
    this.tell(found.layer, "pick", found.index, at);
  }

  move(event) {
    if (!this.held) {
      const found = this.near(event);
      const look = found ? (found.layer.spec.touch === "pick" ? "pointer" : "grab") : this.free(event) ? "copy" : "";
      this.plane.style.cursor = look;
      return;
    }
    this.plane.style.cursor = "grabbing";
    const at = this.shares(this.held.layer.spec, this.where(event)).map((v) => Math.min(1, Math.max(0, v)));
    this.carry(at);
  }

  up(event) {
    const still = Math.hypot(event.clientX - this.began?.[0], event.clientY - this.began?.[1]) < 5;
    if (this.pressed && still) this.tell(this.points, "add", this.count(this.points), this.pressed);
    this.release();
  }

  release() {
    this.pressed = null;
    if (this.held) this.held.let = true; // until the kernel has answered, it stays where it was put
    if (!this.waiting) this.held = null;
  }

  carry(at) {
    this.held.at = at;
    this.view.request();
    this.tell(this.held.layer, "move", this.held.index, at);
  }

  // What is held is painted where the hand is, whatever the kernel has not yet answered.
  lift(frame) {
    if (!this.held || this.held.index >= this.count(this.held.layer)) return frame;
    const { layer, index, at } = this.held;
    const rows = [...frame.rows];
    rows[layer.i] = rows[layer.i].slice();
    rows[layer.i].set(at, index * layer.spec.width);
    return { ...frame, rows };
  }

  // ------------------------------------------------ the keyboard

  key(event) {
    const points = this.points;
    if (!points || event.ctrlKey || event.metaKey || event.altKey) return;
    const count = this.count(points);
    const here = this.chosen();
    const step = event.shiftKey ? 0.1 : 0.02;
    const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] }[event.key];
    const turn = { ",": -1, "<": -1, ".": 1, ">": 1 }[event.key];
    const adds = event.key === "+" || event.key === "Insert";
    const takes = event.key === "Delete" || event.key === "Backspace";
    if (!by && !turn && !adds && !takes) return;
    event.preventDefault();
    event.stopPropagation();
    const at = here >= 0 ? this.spot(points, here) : [0.5, 0.5];
    if (turn) this.tell(points, "pick", (Math.max(here, turn < 0 ? 0 : -1) + turn + count) % count, at);
    if (adds) this.tell(points, "add", count, at.map((v) => (v < 0.95 ? v + 0.04 : v - 0.04)));
    if (takes && here >= 0) this.tell(points, "remove", here, at);
    if (by && here >= 0) {
      const to = at.map((v, i) => Math.min(1, Math.max(0, v + by[i])));
      this.held = { layer: points, index: here, at: to, let: true };
      this.view.request();
      this.tell(points, "move", here, to);
    }
  }

  spot(points, index) {
    return this.held?.index === index ? this.held.at : [...this.row(points, index).subarray(0, 2)];
  }

  // ------------------------------------------------ one thing at a time to the kernel, the latest first

  tell({ spec }, act, index, at) {
    const message = { do: "touch", layer: spec.key, act, index, at };
    if (!this.waiting) return this.send(message);
    const last = this.queue?.at(-1);
    if (last && last.act === "move" && act === "move" && last.index === index) this.queue.pop();
    (this.queue ??= []).push(message);
  }

  send(message) {
    this.director.model.send(message);
    this.waiting = setTimeout(() => this.answered(), 2000);
  }

  answered() {
    clearTimeout(this.waiting);
    this.waiting = null;
    const next = this.queue?.shift();
    if (next) this.send(next);
    else if (this.held?.let) this.held = null;
  }
}
