/* The column of filters and the list of those that are on. */
(function (page) {
  "use strict";
  const column = page.part("facets"), chips = page.part("active"), clear = page.part("clear");
  const panel = page.part("filters"), done = page.part("filters-done");
  let facets = [];

  const filters = (page.filters = { on: [] }); // those that are on, in words

  /* Makes the facets, once. `does` has choose(name, id, wanted), chooseYears(from, to), clear(). */
  filters.make = function (declared, asked, does) {
    if (facets.length) return;
    facets = declared.map((one) => (one.starts
      ? new page.YearsFacet(one, does.chooseYears) : new page.TermFacet(one, does.choose)));
    for (const { name, root } of facets) {
      root.open = asked.filters.has(name) || (name === "years" && asked.years.some(Boolean));
    }
    column.replaceChildren(...facets.map(({ root }) => root));
    filters.does = does;
  };

  filters.isKnown = (name) => facets.some((facet) => facet.name === name);

  filters.areOpen = () => facets.some(({ root }) => root.open);

  filters.show = function (counts, asked, total) {
    page.putText(done, page.doneSentence(total));
    for (const facet of facets) facet.show(counts[facet.name] || {}, asked);
    panel.parentNode.hidden = facets.every(({ root }) => root.hidden);
    showChips(asked);
  };

  function showChips(asked) {
    const on = [];
    for (const facet of facets) {
      for (const id of asked.filters.get(facet.name) || []) {
        on.push([facet.label, facet.textOf(id), () => filters.does.choose(facet.name, id, false)]);
      }
      if (facet.name === "years" && asked.years.some(Boolean)) {
        on.push([facet.label, page.yearsText(asked.years), () => filters.does.chooseYears(0, 0)]);
      }
    }
    filters.on = on.map(([label, text]) => label + ": " + text);
    const place = [...chips.children].findIndex((item) => item.contains(document.activeElement));
    chips.replaceChildren(...on.map(chip));
    clear.hidden = !on.length;
    page.putText(page.part("filters-count"), on.length ? page.number(on.length) : "");
    if (place >= 0) focusChip(place);
  }

  function chip([label, text, remove]) {
    const { root, slots } = page.copy("chip");
    const button = root.querySelector("button");
    slots.label.textContent = label;
    slots.text.textContent = text;
    button.setAttribute("aria-label", page.removeSentence(label, text));
    button.addEventListener("click", remove);
    return root;
  }

  /* Who took a filter off stands on the next one, or else in the box of the words. */
  function focusChip(place) {
    const buttons = chips.querySelectorAll("button");
    (buttons[Math.min(place, buttons.length - 1)] || page.part("query")).focus();
  }

  clear.addEventListener("click", () => {
    filters.does.clear();
    page.part("query").focus();
  });
})(window.kbgen.searchPage);
