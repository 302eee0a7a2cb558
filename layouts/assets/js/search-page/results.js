/* The list of results. */
(function (page) {
  "use strict";
  const list = page.part("results");
  let shown = 0, every = 0, divided = false;

  function card(hit) {
    const { root, slots } = page.copy("result");
    const { fragment } = hit;
    slots.title.href = page.addressOfRecord(hit.permalink);
    page.putMarked(slots.title, hit.title);
    slots.collection.textContent = fragment.collection || "";
    page.putMarked(slots.excerpt, hit.excerpt);
    slots.why.textContent = page.whySentence(hit);
    for (const [label, text] of fragment.facts || []) {
      const fact = page.copy("fact");
      fact.slots.label.textContent = label;
      fact.slots.text.textContent = text;
      slots.facts.append(fact.root);
    }
    for (const slot of Object.values(slots)) if (!slot.hasChildNodes()) slot.remove();
    return root;
  }

  /* Where every record that matches all words has been listed, a line says that the rest does not. */
  function cardsOf({ hits, total, every: complete }) {
    return hits.flatMap((hit) => {
      const cards = [card(hit)];
      if (!hit.every && !divided && every === complete && complete > 0) {
        divided = true;
        const { root, slots } = page.copy("divider");
        slots.text.textContent = page.dividerSentence(total - complete);
        cards.unshift(root);
      }
      if (hit.every) every++;
      return cards;
    });
  }

  const results = (page.results = { list });
  results.links = () => [...list.querySelectorAll("a")];
  results.count = () => shown;
  results.setBusy = (busy) => list.setAttribute("aria-busy", String(busy));

  results.clear = function () {
    shown = every = 0;
    divided = false;
    list.replaceChildren();
  };

  results.show = function (answer) {
    const held = list.contains(document.activeElement) ? document.activeElement.href : "";
    shown = every = 0;
    divided = false;
    list.replaceChildren(...cardsOf(answer));
    shown = answer.hits.length;
    if (held) (results.linkTo(held) || page.part("query")).focus();
  };

  /* Adds the next results and gives the first of them the focus. */
  results.append = function (answer) {
    const cards = cardsOf(answer);
    list.append(...cards);
    shown += answer.hits.length;
    const first = cards.map((item) => item.querySelector("a")).find(Boolean);
    if (first) first.focus();
  };

  results.linkTo = (href) => results.links().find((link) => link.href === href);
})(window.kbgen.searchPage);
