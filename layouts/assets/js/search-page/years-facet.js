/* The facet of years: from and to. */
(function (page) {
  "use strict";
  class YearsFacet {
    /* `choose(from, to)` is called with 0 for an open end. */
    constructor({ name, label, first, last }, choose) {
      const { root, slots } = page.copy("years");
      this.name = name;
      this.label = label;
      this.root = root;
      this.slots = slots;
      slots.label.textContent = slots.legend.textContent = label;
      slots.from.placeholder = first;
      slots.to.placeholder = last;
      for (const input of [slots.from, slots.to]) {
        input.addEventListener("change", () => choose(yearIn(slots.from), yearIn(slots.to)));
      }
    }

    show(counts, asked) {
      const { root, slots } = this;
      const [from, to] = asked.years;
      const on = Boolean(from || to);
      root.hidden = !on && !Object.values(counts).some(Boolean);
      page.putText(slots.chosen, on ? "1" : "");
      slots.from.value = from || "";
      slots.to.value = to || "";
    }
  }

  /* A year of four digits, else 0. */
  function yearIn(input) {
    const year = Number(input.value);
    return Number.isInteger(year) && year >= 1000 && year <= 9999 ? year : 0;
  }
  page.YearsFacet = YearsFacet;
})(window.kbgen.searchPage);
