/* A facet of terms: a list of boxes to tick. Its items are made once and then only change, so that
   whoever stands in the list stays there. */
(function (page) {
  "use strict";
  const deepest = 2; // the style sheet indents no further
  let made = 0;

  class TermFacet {
    /* `choose(name, id, wanted)` is called when a reader ticks a box. */
    constructor({ name, label, terms }, choose) {
      const { root, slots } = page.copy("facet");
      this.name = name;
      this.label = label;
      this.root = root;
      this.slots = slots;
      this.tree = page.treeOf(terms);
      this.items = new Map();
      this.choose = choose;
      this.all = false;
      this.counts = {};
      this.chosen = [];
      slots.label.textContent = slots.legend.textContent = label;
      slots.find.addEventListener("input", () => this.list());
      slots.find.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !slots.find.value) return;
        event.preventDefault();
        slots.find.value = "";
        this.list();
      });
      slots.all.addEventListener("click", () => {
        this.all = !this.all;
        this.list();
      });
      root.querySelector("summary").addEventListener("click", () => this.list(true));
      root.addEventListener("toggle", () => this.list());
    }

    textOf(id) {
      const term = this.tree.get(id);
      return term ? term.label : id;
    }

    show(counts, asked) {
      this.counts = counts;
      this.chosen = asked.filters.get(this.name) || [];
      const { root, slots, chosen } = this;
      page.putText(slots.chosen, chosen.length ? page.number(chosen.length) : "");
      root.hidden = !chosen.length && !Object.values(counts).some(Boolean);
      this.list();
    }

    /* A closed facet is not filled, unless it is `opening`: that would be felt at every key. */
    list(opening = false) {
      const { root, slots, all } = this;
      if (!root.open && !opening) return;
      const { listed, more } = page.choicesOf(this.tree, this.counts, this.chosen, { all, find: slots.find.value });
      const items = listed.map((term) => this.item(term));
      if (!items.length) items.push(this.nothing());
      const { choices } = slots;
      const held = choices.contains(document.activeElement) ? document.activeElement : null;
      page.putItems(choices, items);
      if (held && held !== document.activeElement) {
        (held.isConnected ? held : root.querySelector("summary")).focus({ preventScroll: true });
      }
      slots.find.hidden = !more && !slots.find.value;
      slots.all.hidden = !more;
      slots.all.setAttribute("aria-expanded", String(all));
      page.putText(slots.all, all ? page.fewerSentence : page.allSentence(more));
    }

    item(term) {
      if (!this.items.has(term.id)) this.items.set(term.id, this.make(term));
      const { root, input, count } = this.items.get(term.id);
      const records = this.counts[term.id] || 0;
      input.checked = this.chosen.includes(term.id);
      page.putText(count, page.number(records));
      return root;
    }

    make(term) {
      const { root, slots } = page.copy("choice");
      slots.label.textContent = term.label;
      slots.count.id = "choice-count-" + ++made;
      slots.input.setAttribute("aria-describedby", slots.count.id);
      slots.input.name = this.name;
      slots.input.value = term.id;
      if (term.depth) root.dataset.depth = Math.min(deepest, term.depth);
      slots.input.addEventListener("change", () => this.choose(this.name, term.id, slots.input.checked));
      return { root, input: slots.input, count: slots.count };
    }

    nothing() {
      const item = document.createElement("li");
      item.textContent = page.noChoiceSentence;
      return item;
    }
  }
  page.TermFacet = TermFacet;
})(window.kbgen.searchPage);
