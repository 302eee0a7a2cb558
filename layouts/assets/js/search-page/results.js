/* The list of results. */
(function (page) {
  "use strict";
  const list = page.part("results");
  let cards = new Map(); // permalink -> {root, said}
  let shown = 0, every = 0, divided = false;

  /* The card of a hit. It is the one that stands there already, if it would say the same: most of
     the results of a key were those of the key before, and need neither be made nor laid out. */
  function cardOf(hit) {
    const { fragment } = hit;
    const why = page.whySentence(hit);
    const said = JSON.stringify([hit.title, hit.excerpt, why]);
    const known = cards.get(hit.permalink);
    if (known && known.said === said) return known;
    const { root, slots } = page.copy("result");
    slots.title.href = page.addressOfRecord(hit.permalink);
    page.putMarked(slots.title, hit.title);
    slots.collection.textContent = fragment.collection || "";
    page.putMarked(slots.excerpt, hit.excerpt);
    slots.why.textContent = why;
    for (const [label, text] of fragment.facts || []) {
      const fact = page.copy("fact");
      fact.slots.label.textContent = label;
      fact.slots.text.textContent = text;
      slots.facts.append(fact.root);
    }
    for (const slot of Object.values(slots)) if (!slot.hasChildNodes()) slot.remove();
    return { root, said };
  }

  /* Where every record that matches all words has been listed, a line says that the rest does not. */
  function itemsOf({ hits, total, every: complete }, kept) {
    return hits.flatMap((hit) => {
      const card = cardOf(hit), items = [card.root];
      kept.set(hit.permalink, card);
      if (!hit.every && !divided && every === complete && complete > 0) {
        divided = true;
        const { root, slots } = page.copy("divider");
        slots.text.textContent = page.dividerSentence(total - complete);
        items.unshift(root);
      }
      if (hit.every) every++;
      return items;
    });
  }

  const results = (page.results = { list });
  results.links = () => [...list.querySelectorAll("a")];
  results.count = () => shown;
  results.setBusy = (busy) => list.setAttribute("aria-busy", String(busy));

  results.clear = function () {
    cards = new Map();
    shown = every = 0;
    divided = false;
    list.replaceChildren();
  };

  results.show = function (answer) {
    const held = list.contains(document.activeElement) ? document.activeElement.href : "";
    const kept = new Map();
    every = 0;
    divided = false;
    page.putItems(list, itemsOf(answer, kept));
    cards = kept;
    shown = answer.hits.length;
    if (held && !list.contains(document.activeElement)) (results.linkTo(held) || page.part("query")).focus();
  };

  /* Adds the next results and gives the first of them the focus. */
  results.append = function (answer) {
    const items = itemsOf(answer, cards);
    list.append(...items);
    shown += answer.hits.length;
    const first = items.map((item) => item.querySelector("a")).find(Boolean);
    if (first) first.focus();
  };

  results.linkTo = (href) => results.links().find((link) => link.href === href);
})(window.kbgen.searchPage);
