// The chart: the drawn path brought to life. One topic is the current one; arrows move from topic to topic.

const SVG = "http://www.w3.org/2000/svg";
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

class Chart {
  constructor(atlas, view) {
    Object.assign(this, { atlas, view, form: null, nodes: {}, places: {}, edges: [] });
    this.svg = document.createElementNS(SVG, "svg");
    this.svg.setAttribute("aria-hidden", "false");
    view.append(this.svg);
    this.camera = new Camera(view, () => this.look(), () => this.hint());
    view.addEventListener("keydown", (event) => this.key(event));
    view.addEventListener("click", (event) => this.click(event));
    view.addEventListener("pointerover", (event) => this.over(event));
    view.addEventListener("focusin", (event) => this.over(event));
    view.addEventListener("pointerleave", () => this.trace(this.focused));
    view.addEventListener("focusout", () => this.trace(null));
  }

  get focused() {
    return this.view.querySelector(".topic:focus")?.dataset.topic;
  }

  // ------------------------------------------------ furnishing: one drawing for wide places, one for narrow ones

  furnish() {
    const width = this.view.clientWidth;
    if (!width) return;
    const form = width < 640 ? "narrow" : "wide";
    const { size } = this.atlas.drawings[form];
    const tall = Math.max(380, innerHeight * (form === "wide" ? 0.72 : 0.52));
    this.view.style.height = `${Math.round(Math.min((width * size[1]) / size[0], tall))}px`;
    const changed = form !== this.form;
    if (changed) this.hang(form);
    if (changed || !this.touched) this.home(true);
    else this.camera.place();
  }

  hang(form) {
    this.form = form;
    const { svg, size, places } = this.atlas.drawings[form];
    const had = this.focused;
    this.svg.innerHTML = `<g class="world">${svg}<g class="tip" aria-hidden="true"></g></g>`;
    this.world = this.svg.firstElementChild;
    this.tip = this.world.lastElementChild;
    this.places = places;
    this.nodes = Object.fromEntries([...this.svg.querySelectorAll(".topic")].map((g) => [g.dataset.topic, g]));
    this.edges = [...this.svg.querySelectorAll(".edge")];
    this.camera.size = size;
    for (const node of Object.values(this.nodes)) node.setAttribute("role", "button");
    this.update();
    if (had) this.nodes[had].focus({ preventScroll: true });
  }

  // Where the map is first seen from: all of it, or on a narrow page what comes next.
  home(at_once) {
    if (this.form === "wide") return this.camera.fit(at_once);
    const [width, height] = this.camera.room;
    const k = width / this.camera.size[0];
    const y = height / 2 - this.places[this.atlas.at][1] * k;
    this.camera.go(0, Math.min(0, Math.max(height - this.camera.size[1] * k, y)), k, at_once);
  }

  update() {
    const { view, marks } = this.atlas;
    for (const [slug, node] of Object.entries(this.nodes)) {
      const shown = view.topics[slug];
      if (node.dataset.mark !== shown.mark) {
        node.dataset.mark = shown.mark;
        node.querySelector(".mark").innerHTML = marks[shown.mark];
      }
      node.classList.toggle("goal", shown.goal);
      node.classList.toggle("next", shown.next);
      node.setAttribute("aria-label", this.atlas.name(slug));
      node.setAttribute("aria-expanded", String(this.atlas.card.slug === slug));
      node.setAttribute("tabindex", slug === this.atlas.at ? "0" : "-1");
    }
  }

  look() {
    const { x, y, k } = this.camera;
    this.world?.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${k.toFixed(4)})`);
    this.svg.style.setProperty("--k", k.toFixed(3));
    this.svg.classList.toggle("near", k > 1.75);
  }

  hint() {
    if ((this.hinted = (this.hinted ?? 0) + 1) > 40) return;
    this.view.classList.add("hinting");
    clearTimeout(this.hinting);
    this.hinting = setTimeout(() => this.view.classList.remove("hinting"), 1300);
  }

  // ------------------------------------------------ the current topic, what it needs and what it leads to

  over(event) {
    const slug = event.target.closest?.(".topic")?.dataset.topic;
    if (event.type === "focusin" && slug && slug !== this.atlas.at) this.atlas.move(slug);
    this.trace(slug ?? this.focused ?? this.atlas.card.slug);
  }

  trace(slug) {
    slug ??= this.atlas.card.slug;
    if (slug === this.traced || !this.world) return;
    this.traced = slug;
    const { needs = [], leads = [] } = slug ? this.atlas.topics[slug] : {};
    const near = { need: new Set(needs.map((n) => n.topic)), lead: new Set(leads.map((l) => l.topic)) };
    for (const [other, node] of Object.entries(this.nodes))
      for (const kind of ["need", "lead"]) node.classList.toggle(kind, near[kind].has(other));
    for (const edge of this.edges) {
      edge.classList.toggle("need", edge.dataset.later === slug);
      edge.classList.toggle("lead", edge.dataset.first === slug);
    }
    this.svg.classList.toggle("tracing", Boolean(slug));
    this.tip.replaceChildren();
    if (!slug) return;
    const label = this.nodes[slug].querySelector(".label").cloneNode(true);
    this.tip.setAttribute("transform", this.nodes[slug].getAttribute("transform"));
    this.tip.append(label);
  }

  focus(slug) {
    this.touched = true;
    const card = this.atlas.card;
    this.camera.show(this.places[slug], card.covers());
    this.nodes[slug].focus({ preventScroll: true });
  }

  click(event) {
    const slug = event.target.closest?.(".topic")?.dataset.topic;
    if (this.camera.dragged) return;
    if (!slug) return this.view.focus({ preventScroll: true });
    this.touched = true;
    this.atlas.move(slug);
    this.atlas.open(slug);
    this.nodes[slug].focus({ preventScroll: true });
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const slug = event.target.dataset.topic;
    const done = slug ? this.topicKey(event, slug) : this.groundKey(event);
    if (!done && !this.zoomKey(event)) return;
    this.touched = true;
    event.preventDefault();
    event.stopPropagation();
  }

  zoomKey({ key }) {
    const by = { "+": 1.3, "=": 1.3, "-": 1 / 1.3, _: 1 / 1.3 }[key];
    if (by) this.camera.zoom(by);
    else if (key === "0") this.camera.fit();
    else return false;
    return true;
  }

  groundKey({ key }) {
    if (key === "Enter") this.focus(this.atlas.at);
    else if (ARROWS[key]) this.camera.pan(...ARROWS[key].map((way) => -90 * way));
    else return false;
    return true;
  }

  topicKey({ key, shiftKey }, slug) {
    const order = Object.keys(this.places);
    const { needs, leads } = this.atlas.topics[slug];
    const along = { PageDown: 1, PageUp: -1 }[key];
    let to = null;
    if (key === "Enter" || key === " ") this.atlas.open(slug, true);
    else if (key === "Escape") this.atlas.close();
    else if (key === "Home") to = order[0];
    else if (key === "End") to = order.at(-1);
    else if (along) to = order[order.indexOf(slug) + along];
    else if (ARROWS[key] && shiftKey) to = (["ArrowLeft", "ArrowDown"].includes(key) ? needs : leads)[0]?.topic;
    else if (ARROWS[key]) to = this.towards(slug, ARROWS[key]);
    else return false;
    if (to) this.atlas.move(to, true);
    return true;
  }

  // The topic that lies most in a direction: along the path if it leads there, else along an edge, else the nearest.
  towards(slug, [dx, dy]) {
    const order = Object.keys(this.places);
    const at = order.indexOf(slug);
    const [x, y] = this.places[slug];
    const { needs, leads } = this.atlas.topics[slug];
    const path = [order[at - 1], order[at + 1]].filter(Boolean);
    const edges = [...needs, ...leads].map((other) => other.topic);
    const cost = (other, narrow) => {
      const [ox, oy] = [this.places[other][0] - x, this.places[other][1] - y];
      const ahead = ox * dx + oy * dy;
      const aside = Math.abs(ox * dy) + Math.abs(oy * dx);
      return ahead > 4 && aside <= ahead * narrow ? ahead + 2 * aside : Infinity;
    };
    const best = (among, narrow) => {
      const found = among.filter((o) => o !== slug).map((o) => [cost(o, narrow), o]).sort((a, b) => a[0] - b[0])[0];
      return found && found[0] < Infinity ? found[1] : null;
    };
    return best(path, 1) ?? best(edges, 0.7) ?? best(order, 2);
  }
}
