// The atlas: what comes next, a search, the map or the list of the same, a card, and the words for them.

let count = 0;

class Atlas {
  constructor(model, el) {
    Object.assign(this, { model, el, id: `gmm-atlas-${++count}`, drawings: model.get("drawings"), marks: model.get("marks") });
    const course = model.get("course");
    this.topics = Object.fromEntries(course.topics.map((topic) => [topic.slug, topic]));
    this.course = course;
    this.view = model.get("view");
    this.refreshed = performance.now();
    this.at = this.view.next[0]?.topic ?? course.topics[0].slug;
    this.build();
    this.listen();
    this.render();
  }

  // ------------------------------------------------ building

  build() {
    const press = (label, words, act) => h("button", { class: "tool", "aria-label": words, title: words, onclick: act }, label);
    this.ahead = h("div", { class: "ahead" });
    this.search = h("input", { type: "search", role: "combobox", placeholder: "Find a topic", "aria-label": "Find a topic", "aria-expanded": "false", "aria-controls": `${this.id}-found`, autocomplete: "off" });
    this.found = h("ul", { class: "found", id: `${this.id}-found`, role: "listbox", "aria-label": "Topics found", hidden: true });
    this.ways = ["Map", "List"].map((name) => h("button", { class: "tool word", "aria-pressed": String(name === "Map"), onclick: () => this.turn(name === "List") }, name));
    this.zooms = h("div", { class: "group", role: "group", "aria-label": "Zoom" },
      press("−", "Zoom out", () => this.zoom(1 / 1.4)), press("+", "Zoom in", () => this.zoom(1.4)),
      press("Fit", "Fit the whole map", () => this.fit()));
    this.map = h("div", { class: "map", tabindex: "0", role: "application", "aria-roledescription": "map", "aria-describedby": `${this.id}-keys` });
    this.list = h("div", { class: "list", hidden: true });
    this.aside = h("aside", { class: "card", role: "region", hidden: true });
    this.herald = h("div", { class: "unseen", role: "status", "aria-live": "polite" });
    this.root = h("section", { class: "gmm-atlas", "aria-label": "Map of the course" },
      this.ahead,
      h("div", { class: "tools" }, h("div", { class: "finder" }, this.search, this.found),
        h("div", { class: "group", role: "group", "aria-label": "Show as" }, ...this.ways), this.zooms),
      h("div", { class: "table" }, this.map, this.list, this.aside),
      this.legend(),
      h("p", { class: "unseen", id: `${this.id}-keys` }, "Arrow keys move the map. Tab goes on to the current topic; from there arrow keys move from topic to topic, Page Up and Page Down along the path, with Shift to what it needs or leads to. Enter opens a topic's card, Escape closes it. Plus, minus and 0 zoom."),
      this.herald);
    this.el.replaceChildren(this.root);
    this.card = new TopicCard(this, this.aside);
    this.chart = new Chart(this, this.map);
    this.map.append(h("p", { class: "hint", "aria-hidden": "true" }, "Hold Ctrl and turn the wheel to zoom"));
  }

  legend() {
    const items = this.course.legend.map(([mark, words]) => h("li", {}, this.icon(mark, "hue-blue"), words));
    const star = h("li", {}, this.svg('<path class="sign" d="' + this.course.star + '"/>', ""), "goal");
    const line = (kind, words) => h("li", {}, this.svg(`<path class="edge ${kind}" d="M-16 0H16"/>`, ""), words);
    return h("ul", { class: "legend", "aria-label": "Legend" }, ...items, star, line("need", "needs"), line("lead", "leads to"));
  }

  svg(inner, hue) {
    const box = document.createElementNS(SVG, "svg");
    box.setAttribute("viewBox", "-20 -20 40 40");
    box.setAttribute("class", `icon ${hue}`);
    box.setAttribute("aria-hidden", "true");
    box.innerHTML = inner;
    return box;
  }

  icon(mark, hue) {
    return this.svg(this.marks[mark], hue);
  }

  // ------------------------------------------------ listening

  listen() {
    const { model, root } = this;
    this.heard = [
      ["change:view", () => this.renew()],
      ["change:said", () => this.hear(model.get("said"))],
    ];
    this.heard.forEach(([name, act]) => model.on(name, act));
    // JupyterLab's own shortcuts (b adds a cell) keep out of the map; those with Ctrl still work.
    this.guard = (event) => {
      if (!root.contains(event.target)) return;
      const theirs = event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key === "Enter");
      event.target.toggleAttribute("data-lm-suppress-shortcuts", !theirs);
    };
    addEventListener("keydown", this.guard, true);
    this.sized = new ResizeObserver(() => this.resize());
    this.sized.observe(root);
    this.seen = new IntersectionObserver(([entry]) => entry.isIntersecting && this.refresh());
    this.seen.observe(root);
    this.woken = () => document.visibilityState === "visible" && this.refresh();
    document.addEventListener("visibilitychange", this.woken);
    this.search.addEventListener("input", () => this.find());
    this.search.addEventListener("keydown", (event) => this.searchKey(event));
    this.search.addEventListener("blur", () => setTimeout(() => this.offer([]), 150));
    this.hideStill();
  }

  remove() {
    this.heard.forEach(([name, act]) => this.model.off(name, act));
    removeEventListener("keydown", this.guard, true);
    document.removeEventListener("visibilitychange", this.woken);
    this.sized.disconnect();
    this.seen.disconnect();
  }

  // What was practised elsewhere shows here as soon as the map is looked at again.
  refresh() {
    const now = performance.now();
    if (now - this.refreshed < 3000) return;
    this.refreshed = now;
    this.model.send({ do: "refresh" });
  }

  // The picture in a saved notebook gives way to the living map.
  hideStill() {
    const name = this.model.get("still");
    if (!name || document.getElementById(name)) return;
    document.head.append(h("style", { id: name }, `.${name}, .jp-OutputArea-child:has(.${name}) { display: none !important; }`));
  }

  resize() {
    const width = this.root.clientWidth;
    this.root.classList.toggle("small", width < 760);
    this.root.classList.toggle("tiny", width < 520);
    if (!this.map.hidden) this.chart.furnish();
  }

  // ------------------------------------------------ showing

  render() {
    this.resize();
    this.showAhead();
    this.map.setAttribute("aria-label", this.view.alt);
  }

  renew() {
    this.view = this.model.get("view");
    this.chart.update();
    this.showAhead();
    this.map.setAttribute("aria-label", this.view.alt);
    if (this.card.slug) this.card.show(this.card.slug);
    if (!this.list.hidden) this.showList();
  }

  hear({ text, practising }) {
    this.say(text);
    if (practising) this.enterPractice();
  }

  say(text) {
    this.herald.textContent = "";
    setTimeout(() => (this.herald.textContent = text), 60);
  }

  // The practice card comes from the kernel, below the map: go there when it is there.
  enterPractice(tries = 40) {
    const box = this.el.closest(".jp-OutputArea-output, .output_subarea, body").querySelector(".gmm-atlas-practice .gmm-card");
    const field = box && [...box.querySelectorAll("input, button")].find((node) => node.offsetParent && !node.disabled);
    if (!field) return tries && setTimeout(() => this.enterPractice(tries - 1), 100);
    box.scrollIntoView({ block: "nearest", behavior: still() ? "auto" : "smooth" });
    field.focus({ preventScroll: true });
  }

  showAhead() {
    const { next, distance, share } = this.view;
    const done = Math.round((1000 * share[0]) / share[1]) / 10;
    const [first, ...others] = next;
    const meter = h("span", { class: "meter", "aria-hidden": "true" }, h("i", { style: `width: ${done}%` }));
    this.ahead.replaceChildren(
      h("div", { class: "line-up" }, h("p", { class: "over" }, "What next"), h("p", { class: "far-off" }, distance, meter)),
      h("div", { class: "line-up" }, h("p", { class: "head" }, first?.head ?? "Nothing is left to learn, and nothing is due."), first ? this.steps(first) : ""),
      first ? h("p", { class: "why" }, first.why) : "",
      this.others(others) ?? "",
    );
  }

  steps({ topic, move }) {
    const shown = this.view.topics[topic];
    const practise = !shown.no_practice && (move !== "learn" || !shown.lesson);
    return h("div", { class: "acts" },
      practise ? h("button", { class: "act main", "data-does": "practise-next", onclick: () => this.send("practise", topic) }, "Practise") : null,
      shown.lesson && !practise ? this.link(shown.lesson, "Open lesson", "act main") : null,
      h("button", { class: "act", "data-does": "show-next", onclick: () => this.visit(topic, true) }, this.list.hidden ? "Show on the map" : "Show its card"));
  }

  others(others) {
    const buttons = others.slice(0, 3).map(({ topic, head, why }) => h("button", { class: "other", title: why, onclick: () => this.visit(topic, true) }, head));
    return buttons.length ? h("p", { class: "or" }, h("span", {}, "or "), ...buttons) : null;
  }

  showList() {
    const at = document.activeElement?.dataset?.row;
    const state = (shown) => [this.course.words[shown.mark], shown.goal && "your goal", shown.next && "next"].filter(Boolean).join(", ");
    const row = (slug) => {
      const topic = this.topics[slug];
      const shown = this.view.topics[slug];
      return h("li", {}, h("button", { class: `row ${topic.hue}`, "data-row": slug, "aria-expanded": String(this.card.slug === slug), onclick: (event) => this.open(slug, event.detail === 0) },
        this.icon(shown.mark, topic.hue), h("span", { class: "name" }, topic.title), h("span", { class: "how" }, state(shown)), h("span", { class: "long" }, `${topic.minutes} min`)));
    };
    const unit = ({ title, topics }) => h("li", {}, h("h4", {}, title), h("ol", {}, ...topics.map(row)));
    this.list.replaceChildren(h("ol", { "aria-label": "Units" }, ...this.course.units.map(unit)));
    if (at) this.list.querySelector(`[data-row="${at}"]`)?.focus({ preventScroll: true });
  }

  name(slug) {
    const topic = this.topics[slug];
    const shown = this.view.topics[slug];
    const more = `${shown.goal ? ", your goal" : ""}${shown.next ? ", suggested next" : ""}`;
    return `${topic.title.replace(/[?.]$/, "")}. ${topic.number}, ${topic.place}. ${this.course.words[shown.mark]}${more}`;
  }

  // ------------------------------------------------ doing

  send(what, topic) {
    this.model.send({ do: what, topic });
  }

  move(slug, focus = false) {
    this.chart.nodes[this.at]?.setAttribute("tabindex", "-1");
    this.chart.nodes[slug]?.setAttribute("tabindex", "0");
    this.at = slug;
    if (!focus || this.map.hidden) return;
    if (this.card.slug) this.open(slug);
    this.chart.focus(slug);
  }

  open(slug, focus = false) {
    if (!this.card.slug) this.chart.camera.remember();
    this.card.show(slug, focus);
    this.mark();
    if (!this.map.hidden) this.chart.camera.show(this.chart.places[slug], this.card.covers());
    if (!this.map.hidden) this.chart.trace(slug);
  }

  close(back = false) {
    const slug = this.card.slug;
    this.card.hide();
    this.mark();
    this.chart.camera.restore();
    if (!back || !slug) return;
    if (this.map.hidden) this.list.querySelector(`[data-row="${slug}"]`)?.focus();
    else this.chart.focus(slug);
  }

  mark() {
    for (const node of this.root.querySelectorAll(".topic, .row"))
      node.setAttribute("aria-expanded", String((node.dataset.topic ?? node.dataset.row) === this.card.slug));
  }

  visit(slug, look = false) {
    this.move(slug);
    this.open(slug, true);
    if (look && this.root.getBoundingClientRect().bottom > innerHeight) this.map.scrollIntoView({ block: "nearest" });
  }

  turn(list) {
    [this.map.hidden, this.list.hidden, this.zooms.hidden] = [list, !list, list];
    this.ways.forEach((button, i) => button.setAttribute("aria-pressed", String(Boolean(i) === list)));
    if (list) this.showList();
    else this.chart.furnish();
    this.showAhead();
    this.say(list ? "Shown as a list, unit by unit." : "Shown as a map.");
  }

  zoom(by) {
    this.chart.touched = true;
    this.chart.camera.zoom(by);
  }

  fit() {
    this.chart.touched = false;
    this.chart.camera.fit();
  }

  // A link into the learner's workspace: JupyterLab opens it in a tab, other places follow it.
  link(path, label, kind) {
    const here = this.model.widget_manager?.context?.path;
    const anchor = h("a", { class: kind, "data-does": "open", href: path, target: "_blank" }, label);
    if (typeof here !== "string") return anchor;
    const whole = new URL(path, `http://x/${here.split("/").map(encodeURIComponent).join("/")}`).pathname.slice(1);
    const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent || "{}");
    anchor.href = `${config.baseUrl ?? "/"}lab/tree/${whole}`;
    const handler = this.model.widget_manager.rendermime?.linkHandler;
    if (handler) {
      anchor.removeAttribute("target");
      handler.handleLink(anchor, decodeURIComponent(whole), "");
    }
    return anchor;
  }
}
