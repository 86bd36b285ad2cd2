// The stage: a vector backdrop drawn by matplotlib, a canvas for what moves, a sentence below.

// ---------------------------------------------------------------- the director: one for each model

class Director {
  constructor(model) {
    this.model = model;
    this.views = new Set();
    this.dials = [];
    this.reset();
    model.on("change:said", () => this.live());
    model.on("change:specs change:layouts", () => this.refurnish());
    model.on("msg:custom", (message, buffers) => this.hear(message, buffers));
    this.live();
    this.connect().then(() => model.send({ do: "hello", known: [...this.table.keys()] }));
  }

  reset(epoch = this.model.get("said").epoch) {
    this.epoch = epoch;
    this.table = new Map();
    this.rested = false;
  }

  get specs() {
    return (this.known ??= this.model.get("specs"));
  }

  refurnish() {
    this.known = null;
    this.views.forEach((view) => view.furnish());
  }

  // ------------------------------------------------ dials: other widgets, read here without the kernel

  async connect() {
    const manager = this.model.widget_manager;
    if (!manager?.get_model) return;
    const dials = [];
    for (const dial of this.model.get("dials")) {
      const model = await manager.get_model(dial.model);
      model.on(`change:${dial.trait}`, () => this.turned());
      dials.push({ ...dial, get: () => model.get(dial.trait) });
    }
    this.dials = dials; // all at once: a frame that comes meanwhile is compared with all or none
    for (const id of this.model.get("controls"))
      (await manager.get_model(id)).on("change:description", () => nameControls(this.model));
  }

  key() {
    return this.dials.map((dial) => dial.get()).join();
  }

  turned() {
    this.playing = null;
    const frame = this.table.get(this.key());
    if (frame) this.show(frame);
    this.prefetch();
  }

  // Ask for the frames that are not here yet, nearest first; answered a few at a time.
  // It stands back while the learner is doing something.
  prefetch() {
    clearTimeout(this.asking);
    this.asking = setTimeout(() => {
      if (performance.now() < Director.busyUntil) return this.prefetch();
      const keys = this.dials.length ? this.missing() : [];
      const waiting = keys.length > 0 || !this.rested;
      if (waiting) this.model.send({ do: "want", keys: keys.slice(0, 24), epoch: this.epoch });
      this.views.forEach((view) => view.root.toggleAttribute("data-complete", !waiting));
    }, Math.max(0, Director.busyUntil - performance.now()));
  }

  missing() {
    const here = this.dials.map((dial) => dial.get());
    const far = (key) => key.reduce((sum, v, i) => sum + Math.abs(v - here[i]) * (i ? 10 : 1), 0);
    let keys = [[]];
    for (const { range: [low, high] } of this.dials)
      keys = keys.flatMap((key) => Array.from({ length: high - low + 1 }, (_, i) => [...key, low + i]));
    return keys.filter((key) => !this.table.has(key.join())).sort((a, b) => far(a) - far(b)).slice(0, 512);
  }

  // ------------------------------------------------ frames from the kernel

  live() {
    const said = this.model.get("said");
    if (said.epoch !== this.epoch) this.reset(said.epoch);
    const rows = unpack(this.model.get("live"), this.specs);
    const at = said.at?.join();
    if (!rows) return this.turned();
    const frame = { rows, ...said };
    this.views.forEach((view) => view.hands?.answered());
    if (said.table) this.table.set(at, frame);
    if (this.dials.length && at !== undefined && at !== this.key()) return; // the learner has moved on
    this.playing = null;
    this.show(frame, said.glide ? 260 : 0);
    this.prefetch();
  }

  hear(message, buffers) {
    if (message.do === "pause") return this.stop();
    if (message.epoch !== this.epoch) return;
    const frames = unpackMany(message, buffers[0], this.specs);
    if (message.do === "play") return this.play(frames, message.rate);
    message.keys.forEach((key, i) => this.table.set(key.join(), frames[i]));
    this.rested = message.rested;
    this.prefetch();
  }

  // ------------------------------------------------ playing

  play(frames, rate) {
    const glide = rate <= 12 ? Math.min(400, 700 / rate) : 0;
    const begin = performance.now();
    const run = (this.playing = { frames, at: -1 });
    const step = (now) => {
      if (this.playing !== run) return;
      const due = still() ? Infinity : rate >= 50 ? run.at + 1 : Math.floor(((now - begin) * rate) / 1000);
      const next = Math.min(due, frames.length - 1);
      if (next !== run.at) this.show(frames[(run.at = next)], glide);
      if (next === frames.length - 1) return this.stop();
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  stop() {
    const run = this.playing;
    this.playing = null;
    if (run) this.model.send({ do: "played", index: run.at, done: run.at === run.frames.length - 1 });
    this.views.forEach((view) => view.request());
  }

  // ------------------------------------------------ showing

  show(frame, glide = 0) {
    const from = glide && !still() ? (this.frame ?? frame) : frame;
    Object.assign(this, { from, frame, since: performance.now(), glide });
    this.views.forEach((view) => view.request());
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.settle(), 2500);
  }

  settle() {
    if (this.playing) this.settling = setTimeout(() => this.settle(), 500);
    else this.model.send({ do: "settled" });
  }

  // The frame to paint at a time, and whether it is the last of its glide.
  now(time) {
    const t = this.from === this.frame ? 1 : Math.min(1, (time - this.since) / this.glide);
    return [t < 1 ? between(this.from, this.frame, ease(Math.max(0, t))) : this.frame, t >= 1];
  }
}

// ---------------------------------------------------------------- views: one for each place it is displayed

class View {
  constructor(director, model, el) {
    Object.assign(this, { director, model });
    el.innerHTML = `<div class="gmmlab-stage"><div class="place"><div class="picture" role="img"><div class="backdrop" aria-hidden="true"></div>
      <canvas aria-hidden="true"></canvas><i class="swatch" hidden></i></div></div><div class="readout" role="status"></div></div>`;
    this.root = el.firstElementChild;
    [this.place, this.readout] = this.root.children;
    this.picture = this.place.firstElementChild;
    [this.backdrop, this.canvas] = this.picture.children;
    this.context = this.canvas.getContext("2d");
    this.shadow = this.backdrop.attachShadow({ mode: "open" });
    this.watch();
    this.hideStill();
    this.furnish();
    director.views.add(this);
  }

  watch() {
    this.sized = new ResizeObserver(() => this.furnish());
    this.sized.observe(this.root);
    this.themed = new MutationObserver(() => [0, 400].forEach((ms) => setTimeout(() => this.retheme(), ms)));
    for (const node of [document.documentElement, document.body])
      this.themed.observe(node, { attributes: true });
    this.named = [0, 300, 1500].map((ms) => setTimeout(() => nameControls(this.model), ms));
  }

  remove() {
    this.director.views.delete(this);
    this.sized.disconnect();
    this.themed.disconnect();
    this.named.forEach(clearTimeout);
  }

  retheme() {
    const style = getComputedStyle(this.root);
    const look = ["--stage-ink", "--stage-paper"].map((name) => style.getPropertyValue(name)).join();
    if (look === this.look) return;
    this.look = look;
    this.theme = readTheme(this.root);
    this.request();
  }

  // The picture in a saved notebook gives way to the living one.
  hideStill() {
    const name = this.model.get("still");
    if (!name || document.getElementById(name)) return;
    const style = document.createElement("style");
    style.id = name;
    style.textContent = `.${name}, .jp-OutputArea-child:has(.${name}) { display: none !important; }`;
    document.head.append(style);
  }

  furnish() {
    const { wide, narrow, breakpoint } = this.model.get("layouts");
    const width = this.root.clientWidth || wide.size[0];
    const small = width < breakpoint;
    if (small && !narrow) this.model.send({ do: "narrow" });
    const layout = small && narrow ? narrow : wide;
    if (layout.svg !== this.layout?.svg) this.hang(layout);
    this.scale = this.picture.clientWidth / layout.size[0] || 1;
    const density = Math.max(1, devicePixelRatio || 1) * this.scale;
    const [w, h] = layout.size.map((side) => Math.round(side * density));
    if (w !== this.canvas.width || h !== this.canvas.height) Object.assign(this.canvas, { width: w, height: h });
    this.density = density;
    this.retheme();
    if (this.director.specs.some((spec) => spec.touch)) (this.hands ??= new Hands(this)).rename();
    this.paint();
  }

  hang(layout) {
    this.layout = layout;
    this.picture.style.aspectRatio = `${layout.size[0]} / ${layout.size[1]}`;
    const svg = new DOMParser().parseFromString(layout.svg, "image/svg+xml").documentElement;
    svg.setAttribute("width", "100%");
    svg.setAttribute("height", "100%");
    const style = document.createElement("style");
    style.textContent = `:host{position:absolute;inset:0} svg{display:block} text{font-family:${getComputedStyle(this.root).fontFamily}}`;
    this.shadow.replaceChildren(style, document.importNode(svg, true));
  }

  request() {
    this.pending ??= requestAnimationFrame((time) => {
      this.pending = null;
      this.paint(time);
    });
  }

  paint(time = performance.now()) {
    if (!this.director.frame) return;
    const [shown, last] = this.director.now(time);
    const frame = this.hands?.lift(shown) ?? shown;
    const { context: c, layout, density } = this;
    c.setTransform(density, 0, 0, density, 0, 0);
    c.clearRect(0, 0, ...layout.size);
    this.director.specs.forEach((spec, i) =>
      PAINT[spec.kind](c, spec, frame.rows[i], layout.panels[spec.panel], this.theme, frame.words[spec.key]),
    );
    this.say(frame.sentence);
    if (!last) this.request();
  }

  say(sentence) {
    this.readout.setAttribute("aria-live", this.director.playing ? "off" : "polite");
    if (sentence === this.sentence) return;
    this.sentence = sentence;
    this.picture.setAttribute("aria-label", sentence.replace(/\s+/g, " "));
    const [head, ...rest] = sentence.split("\n");
    const strong = Object.assign(document.createElement("strong"), { textContent: head });
    const details = rest.map((line) => Object.assign(document.createElement("span"), { textContent: line }));
    this.readout.replaceChildren(strong, ...details);
    this.tallest = Math.max(this.readout.offsetHeight, this.tallest ?? 84); // so that the page does not jump
    this.readout.style.minHeight = `${this.tallest}px`;
  }
}

// ipywidgets leaves slider handles and their numbers without an accessible name, and icons in those of buttons.
async function nameControls(model) {
  const manager = model.widget_manager;
  for (const id of manager?.get_model ? model.get("controls") : []) {
    const control = await manager.get_model(id);
    const name = control.get("description");
    for (const view of await Promise.all(Object.values(control.views ?? {}))) {
      if (view.el.matches("button")) view.el.setAttribute("aria-label", name); // without its icon's glyph
      view.el.querySelectorAll(".noUi-handle").forEach((handle) => handle.setAttribute("aria-label", name));
      view.el.querySelectorAll(".widget-readout").forEach((box) => box.setAttribute("aria-label", `${name}, value`));
    }
  }
}

Director.busyUntil = 0;
for (const act of ["keydown", "pointerdown", "pointermove", "input"])
  addEventListener(act, (event) => (act !== "pointermove" || event.buttons) && (Director.busyUntil = performance.now() + 400), { capture: true, passive: true });

export default () => {
  let director;
  return {
    initialize({ model }) {
      director = new Director(model);
    },
    render({ model, el }) {
      const view = new View(director, model, el);
      return () => view.remove();
    },
  };
};
