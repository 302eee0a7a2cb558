/* Facets and the filters that they make. Loaded with the facets themselves; see sorting.js. */
(function (search) {
  "use strict";

  /* The facets of their file: [{name, label, terms: [{id, label, parent, records}]}]; a facet of
     years has {first, last, starts, ends} instead of terms (starts[record] 0: no year). */
  search.readFacets = function (payload) {
    const { boot } = search;
    const bits = new search.BitReader(payload.bits);
    return payload.facets.map(({ name, label, terms, years }) => {
      if (years) return readYears(bits, name, label, years);
      const read = terms.map(([id, its, parent]) => ({
        id, label: its, parent: parent < 0 ? "" : terms[parent][0],
        records: bits.gaps(bits.gamma(), boot.records),
      }));
      return { name, label, terms: read };
    });
  };

  function readYears(bits, name, label, years) {
    const [first, last] = years.length ? years : [0, -1];
    const { records } = search.boot;
    const starts = new Uint16Array(records), ends = new Uint16Array(records);
    const width = search.widthOf(last - first + 2);
    for (let i = 0; i < records && years.length; i++) {
      const start = bits.fixed(width);
      if (start) {
        starts[i] = first + start - 1;
        ends[i] = starts[i] + bits.gamma() - 1;
      }
    }
    return { name, label, first, last, starts, ends };
  }

  /* For a facet with chosen values: 1 for every record that has one of them. */
  function chosenIn(facet, request) {
    const { records } = search.boot;
    if (facet.starts) {
      const [from, to] = request.years || [];
      if (!from && !to) return null;
      return Uint8Array.from(facet.starts, (start, i) =>
        Number(start > 0 && start <= (to || Infinity) && facet.ends[i] >= (from || 0)));
    }
    const ids = (request.filters || {})[facet.name];
    if (!ids || !ids.length) return null;
    const chosen = new Uint8Array(records);
    for (const { id, records: its } of facet.terms) {
      if (ids.includes(id)) for (const record of its) chosen[record] = 1;
    }
    return chosen;
  }

  /* {kept, counts}: the records that pass all filters, and for each facet how many records each of
     its terms would show with the filters of the other facets. Counting waits until a facet is read:
     results come first. */
  search.filter = function (order, request) {
    const { records } = search.boot, facets = search.facetsReady();
    const filtering = new Set();
    let failures = null, failed = null;
    facets.forEach((facet, place) => {
      const chosen = chosenIn(facet, request);
      if (!chosen) return;
      if (!failures) [failures, failed] = [new Uint8Array(records), new Uint8Array(records)];
      filtering.add(place);
      for (const record of order) {
        if (!chosen[record]) {
          failures[record]++;
          failed[record] = place;
        }
      }
    });
    const kept = filtering.size ? order.filter((record) => failures[record] === 0) : order;
    let mask = null;
    const counts = {};
    const countIn = (facet, place) => {
      if (!mask) {
        mask = new Uint8Array(records);
        for (const record of kept) mask[record] = 1;
      }
      let its = mask;
      if (filtering.has(place)) {
        its = mask.slice();
        for (const record of order) if (failures[record] === 1 && failed[record] === place) its[record] = 1;
      }
      return facet.starts ? yearCounts(facet, its) : termCounts(facet, its);
    };
    facets.forEach((facet, place) => later(counts, facet.name, () => countIn(facet, place)));
    return { kept, counts };
  };

  /* Gives an object a property that is worked out when it is first read. */
  function later(object, name, workOut) {
    const put = (rest) => Object.defineProperty(object, name, { enumerable: true, configurable: true, ...rest });
    put({ get: () => {
      const value = workOut();
      put({ value });
      return value;
    } });
  }

  function termCounts(facet, mask) {
    const counts = {};
    for (const { id, records } of facet.terms) {
      let count = 0;
      for (let i = 0; i < records.length; i++) count += mask[records[i]];
      counts[id] = count;
    }
    return counts;
  }

  function yearCounts(facet, mask) {
    const { first, last, starts, ends } = facet;
    const changes = new Int32Array(last - first + 2);
    for (let record = 0; record < mask.length; record++) {
      if (mask[record] && starts[record]) {
        changes[starts[record] - first]++;
        changes[ends[record] - first + 1]--;
      }
    }
    const counts = {};
    for (let year = first, count = 0; year <= last; year++) {
      count += changes[year - first];
      counts[year] = count;
    }
    return counts;
  }
})(kbgen.search.engine);
