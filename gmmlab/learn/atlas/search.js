// Finding a topic by its title or its number, and how the atlas enters the page.

Object.assign(Atlas.prototype, {
  find() {
    const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const match = ({ title, number, place }) => words.every((word) => `${title} ${number} ${place}`.toLowerCase().includes(word));
    const ahead = ({ title }) => (title.toLowerCase().startsWith(words[0]) ? 0 : 1);
    const found = words.length ? this.course.topics.filter(match).sort((a, b) => ahead(a) - ahead(b)) : [];
    this.offer(found.slice(0, 7));
    if (words.length) this.say(found.length === 1 ? "1 topic found" : `${found.length} topics found`);
  },

  offer(found) {
    this.chosen = 0;
    this.offered = found;
    const choose = (event, slug) => {
      event.preventDefault();
      this.reach(slug);
    };
    const item = ({ slug, title, number, hue }, i) =>
      h("li", { role: "option", id: `${this.id}-found-${i}`, class: hue, onmousedown: (event) => choose(event, slug) },
        this.icon(this.view.topics[slug].mark, hue), h("span", {}, title), h("small", {}, number));
    this.found.replaceChildren(...found.map(item));
    this.found.hidden = !found.length;
    this.search.setAttribute("aria-expanded", String(found.length > 0));
    this.point();
  },

  point() {
    [...this.found.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === this.chosen)));
    if (this.offered?.length) this.search.setAttribute("aria-activedescendant", `${this.id}-found-${this.chosen}`);
    else this.search.removeAttribute("aria-activedescendant");
  },

  searchKey(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const n = this.offered?.length ?? 0;
    if (step && n) this.chosen = (this.chosen + step + n) % n;
    else if (event.key === "Enter" && n) this.reach(this.offered[this.chosen].slug);
    else if (event.key === "Escape") this.offer([]);
    else return;
    this.point();
    event.preventDefault();
    event.stopPropagation();
  },

  reach(slug) {
    this.search.value = "";
    this.offer([]);
    if (this.map.hidden) {
      this.move(slug);
      this.list.querySelector(`[data-row="${slug}"]`).focus();
      return;
    }
    const { camera, places } = this.chart;
    this.chart.touched = true;
    if (camera.k < 1) camera.show(places[slug], this.card.covers(), 1.25);
    this.move(slug);
    if (this.card.slug) this.open(slug);
    this.chart.nodes[slug].focus({ preventScroll: true });
  },
});

export default {
  render({ model, el }) {
    const begin = performance.now();
    const atlas = new Atlas(model, el);
    requestAnimationFrame(() => setTimeout(() => (atlas.root.dataset.painted = Math.round(performance.now() - begin))));
    return () => atlas.remove();
  },
};
