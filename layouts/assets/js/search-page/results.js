/* The list of results. */
(function (page) {
  "use strict";
  const list = page.part("results");
  const usual = 4; // results in a window, as long as it is not known
  let cards = new Map(); // permalink -> {root, said}
  let shown = 0, every = 0, divided = false;
  let seen = Infinity; // how many items a reader may see without scrolling
  let lowest = Infinity; // the height of the lowest card so far
  let addRest = null; // puts what follows these on the list, if it waits

  /* The card of a hit. It is the one that stands there already, if it would say the same: most of
     the results of a key were those of the key before, and need neither be made nor laid out. */
  function cardOf(hit) {
    const { fragment, title, excerpt } = hit;
    const why = page.whySentence(hit);
    const said = JSON.stringify([title, excerpt, why]);
    const known = cards.get(hit.permalink);
    if (known && known.said === said) return known;
    const { root, slots } = page.copy("result");
    slots.title.href = page.addressOfRecord(hit.permalink);
    page.putMarked(slots.title, title);
    slots.collection.textContent = fragment.collection || "";
    page.putMarked(slots.excerpt, excerpt);
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
  function itemsOf({ hits, total, every: complete }, kept, from = 0, to = hits.length) {
    return hits.slice(from, to).flatMap((hit) => {
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
  results.links = () => {
    if (addRest) addRest();
    return [...list.querySelectorAll("a")];
  };
  results.count = () => shown;
  /* How many results fit the window. */
  results.fitting = () => (seen < Infinity ? seen : usual);
  results.setBusy = (busy) => list.setAttribute("aria-busy", String(busy));

  results.clear = function () {
    cards = new Map();
    shown = every = 0;
    divided = false;
    addRest = null;
    list.replaceChildren();
  };

  /* Shows the results that a reader sees, and returns what shows the rest, below the edge of the
     screen, unless there is another answer by then. Until it does, the results of the answer before
     stand there, so that nothing moves. */
  results.show = function (answer) {
    const held = list.contains(document.activeElement) ? document.activeElement.href : "";
    every = 0;
    divided = false;
    shown = answer.hits.length;
    const kept = new Map(), end = seen, first = itemsOf(answer, kept, 0, end);
    for (const [permalink, card] of kept) cards.set(permalink, card);
    const its = (addRest = () => {
      if (addRest !== its) return;
      addRest = null;
      page.putItems(list, [...first, ...itemsOf(answer, kept, end)]);
      cards = kept;
    });
    if (shown > end && !held) page.putFirst(list, first);
    else its();
    if (held && !list.contains(document.activeElement)) (results.linkTo(held) || page.part("query")).focus();
    return its;
  };

  /* Learns how many items fit the window. Called when all has been laid out, or this would be done
     here. */
  results.look = function () {
    for (const { root } of cards.values()) lowest = Math.min(lowest, root.offsetHeight || lowest);
    if (!list.firstElementChild) return; // its place is taken by a message
    const above = list.getBoundingClientRect().top - page.part("hints").offsetHeight;
    seen = Math.max(1, Math.ceil((innerHeight - above) / lowest));
  };

  /* Adds the next results and gives the first of them the focus. */
  results.append = function (answer) {
    if (addRest) addRest();
    const items = itemsOf(answer, cards);
    list.append(...items);
    shown += answer.hits.length;
    const first = items.map((item) => item.querySelector("a")).find(Boolean);
    if (first) first.focus();
  };

  results.linkTo = (href) => results.links().find((link) => link.href === href);
})(window.kbgen.searchPage);
