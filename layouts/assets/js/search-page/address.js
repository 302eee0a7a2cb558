/* What is asked for, as the address of the page says it and back: q=words, typing=1 while the last
   word may still grow, sort=date, years=2000-2010, and FACET=TERM for every chosen term. */
(function (kbgen) {
  "use strict";
  const page = (kbgen.searchPage = {});
  const longestWords = 1000; // the engine reads no more
  const orders = ["date", "title"];
  const reserved = ["q", "typing", "sort", "years"];

  /* {words, typing, filters, years, sort}: filters is a Map of facet -> ids, years is [from, to]
     with 0 for an open end, sort is "" for relevance. */
  page.readAddress = function (query) {
    const given = new URLSearchParams(query);
    const filters = new Map();
    for (const [name, id] of given) {
      if (!reserved.includes(name) && id) page.choose({ filters }, name, id, true);
    }
    const sort = given.get("sort");
    return {
      words: (given.get("q") || "").slice(0, longestWords),
      typing: given.has("typing"),
      filters,
      years: readYears(given.get("years") || ""),
      sort: orders.includes(sort) ? sort : "",
    };
  };

  function readYears(text) {
    const found = text.match(/^(\d{4})?(-)?(\d{4})?$/);
    if (!found) return [0, 0];
    const from = Number(found[1] || 0);
    return page.orderedYears(from, Number(found[3] || (found[2] ? 0 : from)));
  }

  page.orderedYears = (from, to) => (from && to && from > to ? [to, from] : [from, to]);

  /* The address of what is asked for; the page itself, without a question, if nothing is. */
  page.addressOf = function (asked) {
    const told = new URLSearchParams();
    const words = asked.words.trim();
    if (words) told.set("q", words);
    if (words && asked.typing && !/\s$/.test(asked.words)) told.set("typing", "1");
    for (const [name, ids] of asked.filters) for (const id of ids) told.append(name, id);
    const [from, to] = asked.years;
    if (from || to) told.set("years", from === to ? String(from) : (from || "") + "-" + (to || ""));
    if (asked.sort) told.set("sort", asked.sort);
    const query = told.toString();
    return location.href.split(/[?#]/)[0] + (query && "?" + query);
  };

  /* Takes a term into the filters, or out of them. */
  page.choose = function ({ filters }, name, id, wanted) {
    const others = (filters.get(name) || []).filter((one) => one !== id);
    if (wanted) others.push(id);
    if (others.length) filters.set(name, others);
    else filters.delete(name);
  };

  page.cutWords = (words) => words.slice(0, longestWords);

  /* How many filters are on; the years are one. */
  page.countFilters = ({ filters, years }) =>
    [...filters.values()].reduce((sum, ids) => sum + ids.length, Number(years.some(Boolean)));

  page.withoutFilters = (asked) => ({ ...asked, filters: new Map(), years: [0, 0] });
})(window.kbgen);
