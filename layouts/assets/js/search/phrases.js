/* Words side by side. The index knows no positions: the texts of the best records are read. */
(function (search) {
  "use strict";
  const { store } = search;
  const mostVerified = 100;
  const together = 10; // texts that are asked for at a time
  const mostRemembered = 400;

  /* Words of a text as phrases are compared: in one spelling, not stemmed. */
  const parts = new Map();
  function partsOf(chunk) {
    let found = parts.get(chunk);
    if (found === undefined) {
      if (parts.size > 50000) parts.clear();
      found = search.wordsOf(chunk).flatMap((word) => word.parts).join(" ");
      parts.set(chunk, found);
    }
    return found;
  }
  const sequence = (text) => " " + search.chunksOf(text).map(partsOf).filter(Boolean).join(" ") + " ";

  const textsOf = (value) => (typeof value === "string" ? [value]
    : value && typeof value === "object" ? Object.values(value).flatMap(textsOf) : []);

  const sequences = new Map();
  function sequenceOf(record, fragment) {
    if (!sequences.has(record)) {
      if (sequences.size >= mostRemembered) sequences.delete(sequences.keys().next().value);
      sequences.set(record, textsOf(fragment).map(sequence).join("\n")); // no phrase goes across
    }
    return sequences.get(record);
  }

  /* {kept, more}: which of the records have all of the phrases, best first, and whether there may be
     more of them. `reads` is called with the number of texts if any of them has to be loaded; `found`
     is called, and waited for, whenever there are more than before. */
  search.verify = async function (ranked, phrases, current, reads, found) {
    let order = ranked.order;
    for (const forms of phrases) {
      if (forms.every(search.isStopWord)) continue; // the index has them for titles alone
      const able = search.havingAll(search.tellingOf(forms).map(search.termOf));
      order = order.filter((record) => able.has(record));
    }
    const wanted = phrases.map((forms) => " " + forms.join(" ") + " ");
    const checked = search.best(order, ranked.scores, mostVerified), kept = [];
    if (!checked.every(store.hasRecord)) reads(checked.length);
    for (let from = 0; from < checked.length; from += together) {
      const records = checked.slice(from, from + together), before = kept.length;
      const entries = await Promise.all(records.map(store.record));
      for (let i = 0; i < records.length; i++) {
        if (search.isLate()) await search.pause();
        if (!current()) return { kept, more: true };
        const text = sequenceOf(records[i], entries[i][1]);
        if (wanted.every((phrase) => text.includes(phrase))) kept.push(records[i]);
      }
      if (kept.length > before && from + together < checked.length) await found(kept);
    }
    return { kept, more: order.length > checked.length };
  };
})(kbgen.search.engine);
