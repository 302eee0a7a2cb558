/* A search from the request to the answer; see docs/search-format.md for both. */
(function (search) {
  "use strict";
  const { store } = search;
  const mostVerified = 100;
  let latest = 0;

  /* Words of a text as phrases are compared: in one spelling, not stemmed. */
  const sequence = (text) => " " + search.chunksOf(text).flatMap((chunk) => search.wordsOf(chunk))
    .flatMap((word) => word.parts).join(" ") + " ";

  const textOf = (value) => (typeof value === "string" ? value
    : value && typeof value === "object" ? Object.values(value).map(textOf).join("\n") : "");

  async function withPhrases({ order, scores }, phrases) {
    const wanted = phrases.map((forms) => " " + forms.join(" ") + " ");
    const checked = search.best(order, scores, mostVerified);
    const entries = await Promise.all(checked.map(store.record));
    const kept = checked.filter((record, i) => {
      const text = sequence(textOf(entries[i][1]));
      return wanted.every((phrase) => text.includes(phrase));
    });
    return { kept, more: order.length > checked.length };
  }

  function suggestion(request, read, kept) {
    const meant = read.slots.filter((slot) => slot.meant);
    if (meant.length) {
      let words = request.words;
      for (const slot of meant) {
        const chunk = search.chunksOf(words).find((c) => search.formsOf(c, true).includes(slot.form));
        if (chunk) words = words.replace(chunk, () => slot.meant);
      }
      return words === request.words ? null : words;
    }
    return read.phrases.length && !kept.length ? request.words.replace(/["“”„«»]/gu, " ").trim() : null;
  }

  async function answer(request, current) {
    const words = String(request.words || "");
    const read = search.parse(words, Boolean(request.typing));
    const spans = await search.expand(read);
    if (!current()) return null;
    const ranked = search.rank(read, spans);
    let order = ranked.order, more = false;
    for (const forms of read.without) {
      const out = search.havingAll(forms.map(search.termOf));
      order = order.filter((record) => !out.has(record));
    }
    const asked = search.chunksOf(words).length > 0;
    if (asked && !read.slots.length && !read.without.length) order = [];
    if (read.phrases.length) ({ kept: order, more } = await withPhrases({ order, scores: ranked.scores }, read.phrases));
    const filtered = (request.filters && Object.values(request.filters).some((ids) => ids.length))
      || (request.years && request.years.some(Boolean));
    if (filtered || request.sort === "date") await search.needFacets();
    if (!current()) return null;
    const counted = search.facetsReady() ? search.filter(order, request) : null;
    const kept = counted ? counted.kept : order;
    const sorted = await search.sort(kept, ranked.scores, request);
    const every = kept.filter((record) => ranked.matched[record] === read.slots.length).length;
    const page = sorted.slice(request.offset || 0, (request.offset || 0) + (request.limit || 10));
    const entries = await Promise.all(page.map(store.record));
    if (!current()) return null;
    const marks = search.marksOf(read, spans);
    return {
      order,
      result: {
        total: kept.length, every, more,
        hits: page.map((record, i) => hit(record, entries[i], read, ranked, marks)),
        facets: counted ? counted.counts : null,
        didYouMean: suggestion({ ...request, words }, read, kept),
      },
    };
  }

  function hit(record, [permalink, fragment], read, ranked, marks) {
    const why = new Set(), missing = [];
    ranked.slots.forEach(({ chosen, choices }, place) => {
      if (chosen[record] < 0) missing.push(read.slots[place].form);
      else if (choices[chosen[record]].why) why.add(choices[chosen[record]].why);
    });
    const text = [fragment.summary, fragment.text].filter(Boolean).join("\n");
    return {
      permalink, every: !missing.length, missing, why: [...why], fragment, score: ranked.scores[record],
      title: search.markedText(fragment.title || permalink, marks),
      excerpt: search.excerpt(text, marks),
    };
  }

  /* Calls back with the answer; and once more, with the counts of the facets, if these had still
     to be loaded. A later run silences this one. */
  search.run = async function (request, callback) {
    const number = ++latest;
    const current = () => number === latest;
    try {
      const found = await answer(request, current);
      if (!found) return;
      callback(found.result);
      if (!found.result.facets) {
        await search.needFacets();
        if (current()) callback({ ...found.result, facets: search.filter(found.order, request).counts });
      }
    } catch (error) {
      if (current()) callback(kbgen.search.failure(error));
    }
  };
})(kbgen.search.engine);
