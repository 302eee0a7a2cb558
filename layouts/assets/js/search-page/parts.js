/* The parts of the page and its templates, found by their attributes; see pages/search.html. */
(function (page) {
  "use strict";
  const whole = document.querySelector("[data-part='page']");

  const found = new Map();
  const find = (selector) => {
    if (!found.has(selector)) found.set(selector, whole.querySelector(selector));
    return found.get(selector);
  };

  page.part = (name) => (name === "page" ? whole : find("[data-part='" + name + "']"));

  /* A copy of a template: {root, slots by name}. */
  page.copy = function (name) {
    const root = find("[data-template='" + name + "']").content.firstElementChild.cloneNode(true);
    const slots = {};
    if (root.dataset.slot) slots[root.dataset.slot] = root;
    for (const slot of root.querySelectorAll("[data-slot]")) slots[slot.dataset.slot] = slot;
    return { root, slots };
  };

  /* Puts [[text, marked], ...] into an element. */
  page.putMarked = function (element, pieces) {
    element.replaceChildren(...pieces.map(([text, marked]) => {
      if (!marked) return text;
      const mark = document.createElement("mark");
      mark.textContent = text;
      return mark;
    }));
  };

  /* Sets a text only if it is another one: what did not change is neither painted nor announced. */
  page.putText = function (element, text) {
    if (element.textContent !== text) element.textContent = text;
  };

  /* Makes these the items of a list; those that stand in their place are not touched. */
  page.putItems = function (list, items) {
    page.putFirst(list, items);
    while (list.children.length > items.length) list.lastElementChild.remove();
  };

  /* Makes these the first items of a list. */
  page.putFirst = function (list, items) {
    const wanted = new Set(items);
    items.forEach((item, place) => {
      const there = list.children[place];
      if (there === item) return;
      if (there && !wanted.has(there)) there.replaceWith(item);
      else list.insertBefore(item, there || null);
    });
  };

  page.addressOfRecord = (permalink) => (document.documentElement.dataset.root || "") + permalink;
})(window.kbgen.searchPage);
