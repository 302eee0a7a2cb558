/* A search from the request to the answer; see docs/search-format.md for both. */
(function (search) {
  "use strict";
  const { store } = search;
  const nothingYet = { total: 0, every: 0, more: true, partial: true, hits: [], facets: null, didYouMean: null };
  let latest = 0;

  function suggestion(request, read, kept) {
    if (read.slots.some((slot) => slot.meant)) {
      let words = request.words;
      for (const { form, meant, lost } of read.slots.filter((slot) => slot.meant || slot.lost)) {
        const chunk = search.chunksOf(words).find((c) => search.formsOf(c, true).includes(form));
        if (chunk && (!lost || search.formsOf(chunk, true).length === 1)) words = words.replace(chunk, () => meant || "");
      }
      return words === request.words ? null : search.chunksOf(words).join(" ");
    }
    return read.phrases.length && !kept.length ? request.words.replace(/["“”„«»]/gu, " ").trim() : null;
  }

  const isFiltered = ({ filters, years }) =>
    (filters && Object.values(filters).some((ids) => ids.length)) || (years && years.some(Boolean));

  /* Calls `tell(order, result)`: once, or for phrases as often as more records have been read. */
  async function answer(request, current, tell) {
    const words = String(request.words || "");
    const read = search.parse(words, Boolean(request.typing));
    const spans = await search.expand(read, current);
    if (!current()) return;
    const ranked = search.rank(read, spans);
    let { order } = ranked;
    for (const forms of read.without) {
      const out = search.havingAll(forms.map(search.termOf));
      order = order.filter((record) => !out.has(record));
    }
    const asked = search.chunksOf(words).length > 0;
    if (asked && !read.slots.length && !read.without.length) order = [];
    const found = { read, ranked, marks: search.marksOf(read, spans), request: { ...request, words } };
    let more = false;
    if (read.phrases.length) {
      const grows = !request.offset && (request.sort || "relevance") === "relevance";
      const some = async (kept) => { if (grows) await show(found, kept, true, true, current, tell); };
      const reads = (reading) => tell([], { ...nothingYet, reading });
      ({ kept: order, more } = await search.verify({ ...ranked, order }, read.phrases, current, reads, some));
    }
    await show(found, order, more, false, current, tell);
  }

  async function show({ read, ranked, marks, request }, order, more, partial, current, tell) {
    const { offset = 0, limit = 10, soon = limit } = request;
    if (isFiltered(request) || request.sort === "date") await search.needFacets();
    if (!current()) return;
    const counted = search.facetsReady() ? search.filter(order, request) : null;
    const kept = counted ? counted.kept : order;
    const sorted = await search.sort(kept, ranked.scores, request);
    if (!current()) return;
    const { matched } = ranked, { length } = read.slots;
    let every = 0;
    for (let i = 0; i < kept.length; i++) if (matched[kept[i]] === length) every++;
    const page = sorted.slice(offset, offset + limit);
    const didYouMean = partial ? null : suggestion(request, read, kept);
    const give = (entries, waits) => tell(order, {
      total: kept.length, every, more, partial: waits,
      hits: entries.map((entry, i) => hit(page[i], entry, read, ranked, marks)),
      facets: counted && !waits ? counted.counts : null,
      didYouMean,
    });
    const isLoaded = page.every(store.hasRecord), texts = page.map(store.record);
    const all = Promise.all(texts);
    if (soon < page.length && !isLoaded) {
      const first = await Promise.race([Promise.all(texts.slice(0, soon)), all]); // or the failure of one
      if (current()) give(first, true);
    }
    const entries = await all;
    if (current()) give(entries, partial);
  }

  function hit(record, [permalink, fragment], read, ranked, marks) {
    const why = new Set(), missing = [];
    ranked.slots.forEach(({ chosen, choices }, place) => {
      if (chosen[record] < 0) missing.push(read.slots[place].form);
      else if (choices[chosen[record]].why) why.add(choices[chosen[record]].why);
    });
    return {
      permalink, every: !missing.length, missing, why: [...why], fragment, score: ranked.scores[record],
      get title() { return search.markedText(fragment.title || permalink, marks); },
      get excerpt() { // is dear: who shows it asks for it
        return search.excerpt([fragment.summary, fragment.text].filter(Boolean).join("\n"), marks);
      },
    };
  }

  /* Calls back with the answer; before that, for phrases, with what has been found so far; and
     once more, with the counts of the facets, if these had still to be loaded. A later run silences
     this one. */
  search.run = async function (request, callback) {
    const number = ++latest;
    const current = () => number === latest;
    search.begin();
    let order = [], result = null;
    try {
      await answer(request, current, (found, told) => {
        order = found;
        result = told;
        callback(result);
      });
      if (!result || result.partial || result.facets) return;
      await search.needFacets();
      if (current()) callback({ ...result, facets: search.filter(order, request).counts });
    } catch (error) {
      if (current()) callback(kbgen.search.failure(error));
    }
  };
})(kbgen.search.engine);
