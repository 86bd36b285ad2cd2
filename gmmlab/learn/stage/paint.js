// How the stage unpacks a frame and paints it; put before stage.js, with which it is one module.
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
  const [ink, muted, paper] = ["ink", "muted", "paper"].map(resolve);
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

  handles(c, spec, rows, box, theme) {
    for (let i = 0; 7 * i < rows.length; i++) {
      const [x, y, red, green, blue, marker, chosen] = rows.subarray(7 * i, 7 * i + 7);
      const path = shape(spec.markers[marker] ?? "o", spec.radius);
      c.save();
      c.translate(...place(box, x, y));
      if (chosen) {
        c.beginPath();
        c.arc(0, 0, spec.radius + 4.5, 0, 2 * Math.PI);
        stroke(c, theme.named.ink, 2.2, 1);
      }
      c.fillStyle = rgb([red, green, blue]);
      c.fill(path);
      c.lineWidth = 0.8;
      c.strokeStyle = theme.named.ink;
      c.stroke(path);
      c.restore();
    }
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

  area(c, spec, rows, box, theme) {
    if (rows.length < 6) return;
    clipped(c, box, () => {
      c.beginPath();
      for (let i = 0; i < rows.length; i += 2) c.lineTo(...place(box, rows[i], rows[i + 1]));
      c.closePath();
      fill(c, theme.tone(spec.colour), spec.veil);
    });
  },

  bars(c, spec, rows, box, theme) {
    for (let k = 0; 4 * k < rows.length; k++) {
      const [x0, y0] = place(box, rows[4 * k], rows[4 * k + 1]);
      const [x1, y1] = place(box, rows[4 * k + 2], rows[4 * k + 3]);
      const colour = spec.colours[k % spec.colours.length];
      c.beginPath();
      c.rect(x0, y1, x1 - x0, y0 - y1);
      fill(c, theme.tone(colour), spec.veil);
      stroke(c, theme.line(colour), 1.6, 1);
    }
    spec.labels.slice(0, rows.length / 4).forEach((label, k) => {
      const [left, low, right, top] = rows.subarray(4 * k, 4 * k + 4);
      const small = top - low < 0.08;
      const [x, y] = place(box, (left + right) / 2, small ? top : (low + top) / 2);
      write(c, label, x, small ? y - 9 : y, { colour: theme.named.ink, font: `bold 11.5px ${theme.font}`, align: "center" });
    });
  },

  marks(c, spec, rows, box, theme) {
    for (let k = 0; 2 * k < rows.length; k++) {
      const beyond = rows[2 * k + 1] >= 1 ? "^" : rows[2 * k + 1] <= 0 ? "v" : spec.marker;
      const path = shape(spec.labels.length ? spec.marker : beyond, spec.radius);
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

function fill(c, colour, alpha) {
  c.globalAlpha = alpha;
  c.fillStyle = colour;
  c.fill();
  c.globalAlpha = 1;
}

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
