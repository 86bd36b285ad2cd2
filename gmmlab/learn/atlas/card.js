// The card of a topic: what it is, why it matters, what it needs and leads to, and what can be done.

class TopicCard {
  constructor(atlas, el) {
    Object.assign(this, { atlas, el, slug: null });
    el.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      atlas.close(true);
    });
  }

  // What it covers of the map: its width beside it, or its height below.
  covers() {
    if (!this.slug) return [0, 0];
    const { el, atlas } = this;
    return atlas.root.classList.contains("small") ? [0, el.offsetHeight] : [el.offsetWidth + 16, 0];
  }

  show(slug, focus = false) {
    const { atlas, el } = this;
    const fresh = slug !== this.slug;
    const doing = el.contains(document.activeElement) ? document.activeElement.dataset.does : null;
    this.slug = slug;
    el.hidden = false;
    const topic = atlas.topics[slug];
    el.className = `card ${topic.hue}`;
    el.setAttribute("aria-label", topic.title);
    el.replaceChildren(...this.parts(topic, atlas.view.topics[slug]));
    if (fresh) el.scrollTop = 0;
    if (focus) el.querySelector("h3").focus({ preventScroll: true });
    else if (doing) (el.querySelector(`[data-does=${doing}]:not(:disabled)`) ?? el.querySelector("h3")).focus({ preventScroll: true });
  }

  hide() {
    this.slug = null;
    this.el.hidden = true;
    this.el.replaceChildren();
  }

  parts(topic, shown) {
    const { atlas } = this;
    return [
      h("button", { class: "shut", "aria-label": "Close", "data-does": "shut", onclick: () => atlas.close(true) }, "×"),
      h("p", { class: "over" }, `${topic.place} · ${topic.number.replaceAll(" ", "\u00a0")}`),
      h("h3", { tabindex: "-1" }, topic.title),
      h("div", { class: "stand" }, atlas.icon(shown.mark, topic.hue), h("p", {}, shown.state)),
      h("p", { class: "says" }, topic.says),
      h("p", { class: "matters" }, h("b", {}, "For mixtures. "), topic.matters),
      this.actions(topic, shown),
      h("h4", {}, `In ${topic.minutes} minutes you will be able to`),
      h("ul", { class: "aims" }, ...topic.objectives.map((text) => h("li", {}, text))),
      ...this.ways("Needs", topic.needs, "Nothing: you can begin here.", "need"),
      ...this.ways("Leads to", topic.leads, "Nothing yet: this is where its path ends.", "lead"),
    ].filter(Boolean);
  }

  actions(topic, shown) {
    const { atlas } = this;
    const send = (what) => () => atlas.send(what, topic.slug);
    const taken = shown.claim === "taken";
    const claim = taken || shown.claim === "offer";
    const buttons = [
      shown.lesson ? atlas.link(shown.lesson, "Open lesson", "act main") : this.button("Open lesson", null, "open", shown.no_lesson),
      this.button("Practise", send("practise"), "practise", shown.no_practice),
      this.button(taken ? "Take that back" : "I know this", send(taken ? "withdraw" : "claim"), "claim", claim ? "" : shown.claim),
      this.button(shown.goal ? "Your goal" : "Set as goal", send("goal"), "goal", shown.goal ? "This is your goal." : ""),
    ];
    const why = [...new Set([shown.lesson ? "" : shown.no_lesson, shown.no_practice, claim ? "" : shown.claim])].filter(Boolean);
    return h("div", { class: "acts" }, ...buttons, why.length ? h("p", { class: "whynot", id: this.whyId }, why.join(" ")) : null);
  }

  get whyId() {
    return `${this.atlas.id}-why`;
  }

  button(label, act, does, whynot) {
    const off = Boolean(whynot);
    return h("button", { class: "act", "data-does": does, "aria-disabled": off ? "true" : null, "aria-describedby": off ? this.whyId : null, title: whynot || null, onclick: () => !off && act() }, label);
  }

  ways(head, others, none, kind) {
    const { atlas } = this;
    const items = others.map(({ topic, reason }) =>
      h("li", {}, h("button", { class: "way", onclick: () => atlas.visit(topic) },
        atlas.icon(atlas.view.topics[topic].mark, atlas.topics[topic].hue),
        h("span", {}, h("b", {}, atlas.topics[topic].title), h("small", {}, reason)))),
    );
    return [h("h4", { class: kind }, head), items.length ? h("ul", { class: "ways" }, ...items) : h("p", { class: "none" }, none)];
  }
}
