/* The orders of the results; and the facets, which the order by date reads, and the filters. */
(function (search) {
  "use strict";
  const { store } = search;
  let facets, titles, script;

  /* Reads the facets file, once, and with it the script that reads and counts them: results come
     before both. */
  search.needFacets = async function () {
    if (facets) return facets;
    script = script || kbgen.load("assets/js/search/facets.js");
    script.catch(() => { script = null; });
    const [payload] = await Promise.all([store.facets(), script]);
    facets = facets || search.readFacets(payload);
    return facets;
  };

  search.facetsReady = () => facets;

  async function needTitles() {
    if (!titles) {
      const bits = new search.BitReader(await store.titles());
      const width = search.widthOf(search.boot.records);
      titles = Uint32Array.from({ length: search.boot.records }, () => bits.fixed(width));
    }
    return titles;
  }

  /* Sorts records as the request says; by relevance, only as many as it wants to see. */
  search.sort = async function (order, scores, request) {
    if (request.sort === "title") {
      const places = await needTitles();
      return order.slice().sort((a, b) => places[a] - places[b]);
    }
    if (request.sort === "date") {
      const years = (await search.needFacets()).find((facet) => facet.starts);
      if (!years) return order;
      const { starts, ends } = years;
      return order.slice().sort((a, b) => ends[b] - ends[a] || starts[b] - starts[a]
        || scores[b] - scores[a] || a - b);
    }
    return search.best(order, scores, (request.offset || 0) + (request.limit || 10));
  };
})(kbgen.search.engine);
