/* Which terms of a facet are listed, and in which order. */
(function (page) {
  "use strict";
  const few = 8;
  const short = 12; // a list up to this length is shown whole

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /* The terms of a facet as a tree: {id, label, place, depth, parent, children}. */
  page.treeOf = function (terms) {
    const byId = new Map();
    terms.forEach(({ id, label, parent }, place) => {
      const numbered = /^\d/.test(id); // known by its number, such as an objective or a target
      byId.set(id, { id, label: numbered ? id + " " + label : label, numbered, place, above: parent, children: [] });
    });
    for (const term of byId.values()) {
      term.parent = byId.get(term.above) || null;
      if (term.parent) term.parent.children.push(term);
    }
    const depthOf = (term) => (term.parent ? depthOf(term.parent) + 1 : 0);
    for (const term of byId.values()) term.depth = depthOf(term);
    return byId;
  };

  /* {listed, more}: the terms to list, children behind their parents, most records first; and how
     many there are in all, if that is a long list. Chosen terms are always listed. */
  page.choicesOf = function (tree, counts, chosen, { all, find }) {
    const available = [...tree.values()].filter(({ id }) => counts[id] > 0 || chosen.includes(id));
    const sorted = available.sort((a, b) =>
      (a.numbered && b.numbered ? 0 : counts[b.id] - counts[a.id]) || a.place - b.place);
    let wanted = sorted, more = 0;
    const words = fold(find).trim();
    if (words) wanted = sorted.filter((term) => fold(term.label).includes(words));
    else if (sorted.length > short) {
      more = sorted.length;
      if (!all) wanted = sorted.filter((term) => !term.parent).slice(0, few);
    }
    const listed = new Set(wanted);
    for (const id of chosen) if (tree.has(id)) listed.add(tree.get(id));
    for (const term of listed) if (term.parent) listed.add(term.parent); // so that it has its place
    const below = new Map([[null, []]]);
    for (const term of listed) below.set(term, []);
    for (const term of sorted) if (listed.has(term)) below.get(term.parent).push(term);
    const order = [];
    const add = (term) => {
      order.push(term);
      below.get(term).forEach(add);
    };
    below.get(null).forEach(add);
    return { listed: order, more };
  };
})(window.kbgen.searchPage);
