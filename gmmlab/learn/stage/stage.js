// The stage: a vector backdrop drawn by matplotlib, a canvas for what moves, a sentence below.
// A frame is one buffer: a uint32 count for each layer, then the rows of every layer in turn.

// ---------------------------------------------------------------- frames

const bytes = (view) =>
  view.buffer ? new Uint8Array(view.buffer, view.byteOffset, view.byteLength) : new Uint8Array(view);

function unpack(view, specs) {
  const own = bytes(view).slice(); // aligned to four bytes
  if (!own.length) return null;
  let offset = 4 * specs.length;
  const rows = Array.from(new Uint32Array(own.buffer, 0, specs.length), (count, i) => {
    const size = 4 * count * specs[i].width;
    const slice = own.buffer.slice(offset, offset + size);
    offset += size;
    return specs[i].kind === "dots" ? new Uint8Array(slice) : new Float32Array(slice);
  });
  return rows;
}

function unpackMany(message, buffer, specs) {
  const all = bytes(buffer);
  let offset = 0;
  return message.sizes.map((size, i) => {
    const rows = unpack(all.subarray(offset, (offset += size)), specs);
    return { rows, ...message.said[i] };
  });
}

// Between two frames of the same make: `t` from 0 to 1. Marker shapes change at the end.
function between(from, to, t) {
  const rows = to.rows.map((row, i) => {
    const old = from.rows[i];
    if (old.length !== row.length || t >= 1) return row;
    const mixed = row.slice();
    const shapes = row instanceof Uint8Array;
    for (let j = 0; j < row.length; j++)
      mixed[j] = shapes && j % 4 === 3 ? old[j] : old[j] + t * (row[j] - old[j]);
    return mixed;
  });
  return { ...to, rows };
}

const ease = (t) => t * t * (3 - 2 * t);
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// ---------------------------------------------------------------- colours

const probe = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
function channels(colour) {
  probe.clearRect(0, 0, 1, 1);
  probe.fillStyle = colour;
  probe.fillRect(0, 0, 1, 1);
  return probe.getImageData(0, 0, 1, 1).data.slice(0, 3);
}
const rgb = (c) => `rgb(${c[0]},${c[1]},${c[2]})`;

function readTheme(element) {
  const swatch = element.querySelector(".swatch");
  const resolve = (name) => {
    swatch.style.color = `var(--stage-${name})`;
    return channels(getComputedStyle(swatch).color);
  };
  const paper = resolve("paper");
  const [ink, muted] = ["ink", "muted"].map((name) => mix(paper, resolve(name), 1));
  const named = { ink: rgb(ink), muted: rgb(muted), paper: rgb(paper) };
  const legible = {};
  return {
    named,
    font: getComputedStyle(element).fontFamily,
    tone: (colour) => named[colour] ?? colour,
    line: (colour) =>
      named[colour] ?? (legible[colour] ??= rgb(mix(channels(colour), ink, 0.3).map(Math.round))),
  };
}
const mix = (a, b, t) => Array.from(a, (v, i) => v + t * (b[i] - v));

// ---------------------------------------------------------------- painters, one for each kind of layer

const polygon = (corners) => (p, r) => {
  corners.forEach(([x, y], i) => (i ? p.lineTo(r * x, r * y) : p.moveTo(r * x, r * y)));
  p.closePath();
};
const star = Array.from({ length: 10 }, (_, i) => {
  const [r, a] = [i % 2 ? 0.52 : 1.3, (i * Math.PI) / 5];
  return [r * Math.sin(a), -r * Math.cos(a)];
});
const cross = [[-0.4, -1.15], [0.4, -1.15], [0.4, -0.4], [1.15, -0.4], [1.15, 0.4], [0.4, 0.4], [0.4, 1.15], [-0.4, 1.15], [-0.4, 0.4], [-1.15, 0.4], [-1.15, -0.4], [-0.4, -0.4]];
const turned = cross.map(([x, y]) => [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2]);
const MARKERS = {
  o: (p, r) => p.arc(0, 0, r, 0, 2 * Math.PI),
  s: polygon([[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]]),
  "^": polygon([[0, -1.15], [1.1, 0.8], [-1.1, 0.8]]),
  v: polygon([[0, 1.15], [-1.1, -0.8], [1.1, -0.8]]),
  D: polygon([[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]]),
  "<": polygon([[-1.15, 0], [0.8, -1.1], [0.8, 1.1]]),
  ">": polygon([[1.15, 0], [-0.8, 1.1], [-0.8, -1.1]]),
  P: polygon(cross),
  X: polygon(turned),
  "*": polygon(star),
};
const shapes = {};
const shape = (marker, radius) =>
  (shapes[marker + radius] ??= (() => {
    const path = new Path2D();
    (MARKERS[marker] ?? MARKERS.o)(path, radius);
    return path;
  })());

const place = ([left, top, width, height], x, y) => [left + width * x, top + height * (1 - y)];

function clipped(c, [left, top, width, height], paint) {
  c.save();
  c.beginPath();
  c.rect(left, top, width, height);
  c.clip();
  paint();
  c.restore();
}

const PAINT = {
  dots(c, spec, rows, box, theme) {
    spec.places ??= new Float32Array(bytes(spec.xy).slice().buffer);
    c.lineWidth = 0.6;
    c.strokeStyle = theme.named.ink;
    for (let i = 0; 4 * i < rows.length; i++) {
      const [x, y] = place(box, spec.places[2 * i], spec.places[2 * i + 1]);
      const path = shape(spec.markers[rows[4 * i + 3]] ?? "o", spec.radius);
      c.translate(x, y);
      c.fillStyle = `rgb(${rows[4 * i]},${rows[4 * i + 1]},${rows[4 * i + 2]})`;
      c.globalAlpha = 0.92;
      c.fill(path);
      c.globalAlpha = 0.45;
      c.stroke(path);
      c.translate(-x, -y);
    }
    c.globalAlpha = 1;
  },

  ellipses(c, spec, rows, box, theme) {
    clipped(c, box, () => {
      for (let k = 0; 6 * k < rows.length; k++) {
        const [mx, my, a, b, p, q] = rows.subarray(6 * k, 6 * k + 6);
        const [x, y] = place(box, mx, my);
        const colour = theme.line(spec.colours[k % spec.colours.length]);
        spec.levels.forEach((level, ring) => {
          c.save();
          c.transform(box[2] * a, -box[3] * p, box[2] * b, -box[3] * q, x, y);
          c.beginPath();
          c.arc(0, 0, level, 0, 2 * Math.PI);
          c.restore();
          const weight = ring ? 1.7 : 2.8;
          c.setLineDash(ring ? [7, 5] : []);
          stroke(c, theme.named.paper, weight + 2, 0.6);
          stroke(c, colour, weight, 1);
        });
      }
      c.setLineDash([]);
    });
  },

  line(c, spec, rows, box, theme) {
    if (rows.length < 4) return;
    clipped(c, box, () => {
      c.beginPath();
      for (let i = 0; i < rows.length; i += 2) c.lineTo(...place(box, rows[i], rows[i + 1]));
      c.lineJoin = "round";
      c.setLineDash(spec.dashed ? [6, 5] : []);
      stroke(c, theme.line(spec.colour), spec.weight, 1);
      c.setLineDash([]);
    });
  },

  marks(c, spec, rows, box, theme) {
    const path = shape(spec.marker, spec.radius);
    for (let k = 0; 2 * k < rows.length; k++) {
      const colour = theme.line(spec.colours[k % spec.colours.length]);
      const label = spec.labels[k];
      c.save();
      c.translate(...place(box, rows[2 * k], rows[2 * k + 1]));
      c.lineWidth = 5;
      c.strokeStyle = theme.named.paper;
      c.stroke(path);
      c.fillStyle = label ? theme.named.paper : colour;
      c.fill(path);
      c.lineWidth = 2.2;
      c.strokeStyle = colour;
      c.stroke(path);
      if (label) write(c, label, 0, 0.5, { colour: theme.named.ink, font: `bold 11.5px ${theme.font}`, align: "center" });
      c.restore();
    }
  },

  text(c, spec, rows, box, theme, words) {
    if (!rows.length || !words) return;
    const [x, y] = place(box, rows[0], rows[1]);
    const left = rows[0] > 0.5;
    const style = { colour: theme.tone(spec.colour), font: `600 ${spec.size}px ${theme.font}`, align: left ? "right" : "left", halo: theme.named.paper };
    write(c, words, x, y, style);
  },
};

function stroke(c, colour, weight, alpha) {
  c.globalAlpha = alpha;
  c.strokeStyle = colour;
  c.lineWidth = weight;
  c.stroke();
  c.globalAlpha = 1;
}

function write(c, words, x, y, { colour, font, align, halo }) {
  c.font = font;
  c.textAlign = align;
  c.textBaseline = "middle";
  if (halo) {
    c.lineWidth = 4;
    c.lineJoin = "round";
    c.strokeStyle = halo;
    c.strokeText(words, x, y);
  }
  c.fillStyle = colour;
  c.fillText(words, x, y);
}

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
    for (const dial of this.model.get("dials")) {
      const model = await manager.get_model(dial.model);
      model.on(`change:${dial.trait}`, () => this.turned());
      this.dials.push({ ...dial, get: () => model.get(dial.trait) });
    }
  }

  key() {
    return this.dials.map((dial) => dial.get()).join();
  }

  turned() {
    this.playing = null;
    const frame = this.table.get(this.key());
    if (frame) this.show(frame);
    this.prefetch(250);
  }

  // Ask for the frames that are not here yet, nearest first; answered a few at a time.
  prefetch(wait = 0) {
    clearTimeout(this.asking);
    this.asking = setTimeout(() => {
      const keys = this.dials.length ? this.missing() : [];
      if (keys.length || !this.rested) this.model.send({ do: "want", keys: keys.slice(0, 24), epoch: this.epoch });
    }, wait);
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
    if (said.table) this.table.set(at, frame);
    if (this.dials.length && at !== undefined && at !== this.key()) return; // the learner has moved on
    this.playing = null;
    this.show(frame, said.glide ? 260 : 0);
    this.prefetch(250);
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
    this.settling = setTimeout(() => this.settle(), 1500);
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
    el.innerHTML = `<div class="gmmlab-stage"><div class="picture" role="img"><div class="backdrop" aria-hidden="true"></div>
      <canvas aria-hidden="true"></canvas><i class="swatch" hidden></i></div><div class="readout" role="status"></div></div>`;
    this.root = el.firstElementChild;
    [this.picture, this.readout] = this.root.children;
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
    const [frame, last] = this.director.now(time);
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
    this.readout.style.minHeight = `${Math.max(this.readout.offsetHeight, parseFloat(this.readout.style.minHeight) || 0)}px`;
  }
}

// ipywidgets leaves slider handles and their numbers without an accessible name.
async function nameControls(model) {
  const manager = model.widget_manager;
  for (const id of manager?.get_model ? model.get("controls") : []) {
    const control = await manager.get_model(id);
    const name = control.get("description");
    for (const view of await Promise.all(Object.values(control.views ?? {}))) {
      view.el.querySelectorAll(".noUi-handle").forEach((handle) => handle.setAttribute("aria-label", name));
      view.el.querySelectorAll(".widget-readout").forEach((box) => box.setAttribute("aria-label", `${name}, value`));
    }
  }
}

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
