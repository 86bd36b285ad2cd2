// The camera: where the map is seen from. Dragging, pinching and the wheel move it; so do keys and buttons.

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true || value === false) node.toggleAttribute(name, value);
    else if (value !== undefined && value !== null) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

class Camera {
  constructor(view, moved, hint) {
    Object.assign(this, { view, moved, hint, x: 0, y: 0, k: 1, size: [1, 1], fingers: new Map(), dragged: false });
    view.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    view.addEventListener("pointerdown", (event) => this.down(event));
    view.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel"]) view.addEventListener(end, (event) => this.up(event));
  }

  get room() {
    return [this.view.clientWidth || 1, this.view.clientHeight || 1];
  }

  get least() {
    const [w, hgt] = this.room;
    return Math.min(w / this.size[0], hgt / this.size[1]);
  }

  place() {
    const [w, hgt] = this.room;
    const keep = (at, room, length) => Math.min(room * 0.5, Math.max(room * 0.5 - length, at));
    this.x = keep(this.x, w, this.size[0] * this.k);
    this.y = keep(this.y, hgt, this.size[1] * this.k);
    this.moved();
  }

  go(x, y, k, at_once = false) {
    cancelAnimationFrame(this.gliding);
    const from = [this.x, this.y, this.k];
    const begin = performance.now();
    const step = (now) => {
      const t = at_once || still() ? 1 : Math.min(1, Math.max(0, (now - begin) / 260));
      const s = t * t * (3 - 2 * t);
      [this.x, this.y, this.k] = [x, y, k].map((to, i) => from[i] + (to - from[i]) * s);
      this.place();
      if (t < 1) this.gliding = requestAnimationFrame(step);
    };
    step(begin);
  }

  fit(at_once) {
    const [w, hgt] = this.room;
    const k = this.least;
    this.go((w - this.size[0] * k) / 2, (hgt - this.size[1] * k) / 2, k, at_once);
  }

  zoom(by, at = this.room.map((side) => side / 2), at_once = false) {
    const k = Math.min(3.2, Math.max(this.least * 0.8, this.k * by));
    const scale = k / this.k;
    this.before = null;
    this.go(at[0] - (at[0] - this.x) * scale, at[1] - (at[1] - this.y) * scale, k, at_once);
  }

  pan(dx, dy, at_once = false) {
    this.go(this.x + dx, this.y + dy, this.k, at_once);
  }

  // Bring a place into what can be seen: the room without what the card covers.
  show(place, covered = [0, 0], k = this.k, at_once = false) {
    const [w, hgt] = this.room.map((side, i) => side - covered[i]);
    const [sx, sy] = place.map((at, i) => at * k + (k === this.k ? [this.x, this.y][i] : 0));
    if (k !== this.k) return this.go(w / 2 - sx, hgt / 2 - sy, k, at_once);
    const inside = (at, room) => (room < 160 ? room / 2 : Math.min(room - 70, Math.max(70, at)));
    this.go(this.x + inside(sx, w) - sx, this.y + inside(sy, hgt) - sy, k, at_once);
  }

  // A card that opens may move the map; when it closes, and nobody has moved it since, the map moves back.
  remember() {
    this.before = [this.x, this.y, this.k];
  }

  restore() {
    if (this.before) this.go(...this.before);
    this.before = null;
  }

  local(event) {
    const box = this.view.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  // The page keeps its wheel; with Ctrl (which is also what a pinched touchpad sends) it zooms.
  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return this.hint();
    event.preventDefault();
    this.zoom(Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) * 0.008), this.local(event), true);
  }

  down(event) {
    if (event.button) return;
    this.fingers.set(event.pointerId, this.local(event));
    if (this.fingers.size === 1) this.dragged = false;
  }

  move(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const now = this.local(event);
    const far = Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (!this.dragged && far < 5) return;
    if (!this.dragged) this.view.setPointerCapture(event.pointerId);
    this.dragged = true;
    const others = [...this.fingers].filter(([id]) => id !== event.pointerId);
    this.fingers.set(event.pointerId, now);
    this.before = null;
    if (!others.length) return this.pan(now[0] - before[0], now[1] - before[1], true);
    const other = others[0][1];
    const spread = (a) => Math.hypot(a[0] - other[0], a[1] - other[1]) || 1;
    this.zoom(spread(now) / spread(before), now.map((side, i) => (side + other[i]) / 2), true);
  }

  up(event) {
    this.fingers.delete(event.pointerId);
  }
}
