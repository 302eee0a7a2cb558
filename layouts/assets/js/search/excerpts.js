/* Texts with the matching words marked, and the passage of a text that shows most of them. */
(function (search) {
  "use strict";
  const passageLength = 240;
  const gaps = "\\s\\/|,;:!?()[\\]{}\"“”«»„…";
  const edges = /^[^\p{L}\p{N}]*|[^\p{L}\p{N}]*$/gu;

  /* Which slot each word of a text belongs to: [{start, end, slot}]. */
  function matchesIn(text, marks) {
    const found = [];
    for (const match of text.matchAll(marks.candidates)) {
      const slot = slotOf(match[0], marks);
      if (slot < 0) continue;
      const bare = match[0].replace(edges, "");
      const start = match.index + match[0].indexOf(bare);
      found.push({ start, end: start + bare.length, slot });
    }
    return found;
  }

  /* Finds the few words of a text that may have to be marked, for texts are long: those that begin
     like one of the forms, and those that are more than plain letters. */
  function candidatesFor(forms) {
    const heads = new Set();
    for (const form of forms) if (/^[a-z]/.test(form)) heads.add(form.slice(0, 2).replace(/[^a-z]/, ""));
    const begins = [...heads].map((head) => head.replace(/./g, (c) => "[" + c + c.toUpperCase() + "]"));
    const ways = [...begins, "[A-Za-z]*[^A-Za-z" + gaps + "]"].join("|");
    return new RegExp("(?<![^" + gaps + "])(?:" + ways + ")[^" + gaps + "]*", "gu");
  }

  /* Forms and terms of a chunk, remembered: records have many chunks in common. */
  const remembered = new Map();
  function readChunk(chunk) {
    let read = remembered.get(chunk);
    if (!read) {
      if (remembered.size > 50000) remembered.clear();
      read = search.formsOf(chunk, true).map((form) => [form, search.termOf(form)]);
      remembered.set(chunk, read);
    }
    return read;
  }

  function slotOf(chunk, marks) {
    for (const [form, term] of readChunk(chunk)) {
      const slot = marks.terms.get(term);
      if (slot !== undefined) return slot;
      const open = marks.open.findIndex((start) => start && form.startsWith(start));
      if (open >= 0) return open;
    }
    return -1;
  }

  /* What to mark: terms -> slot, the beginnings of words that are still being typed, and what
     finds both. */
  search.marksOf = function (read, spans) {
    const terms = new Map(), open = [];
    read.slots.forEach((slot, number) => {
      for (const option of slot.options) {
        if (!option.pooled) for (const term of option.terms) terms.set(term, number);
      }
      const begins = slot.options.some((option) => option.pooled);
      open.push(begins && slot.form.length > 1 ? slot.form : "");
    });
    for (const span of spans) {
      for (const term of span.terms) if (!terms.has(term)) terms.set(term, span.from);
    }
    const forms = [...terms.keys()].flatMap((term) => [term, ...search.store.formsOf(term)]);
    return { terms, open, candidates: candidatesFor([...forms, ...open]) };
  };

  /* The whole text as [[text, marked], ...]. */
  search.markedText = (text, marks) => pieces(text, matchesIn(text, marks), 0, text.length);

  function pieces(text, matches, from, to) {
    const found = [];
    let at = from;
    for (const { start, end } of matches) {
      if (start < at || end > to) continue;
      if (start > at) found.push([text.slice(at, start), false]);
      found.push([text.slice(start, end), true]);
      at = end;
    }
    if (at < to) found.push([text.slice(at, to), false]);
    return found;
  }

  /* The passage of the text with most of the words, as [[text, marked], ...]; the beginning of the
     text if it has none. */
  search.excerpt = function (text, marks) {
    const matches = matchesIn(text, marks);
    let best = 0, bestValue = 0;
    matches.forEach((first, i) => {
      const slots = new Set();
      let count = 0;
      for (let j = i; j < matches.length && matches[j].end - first.start <= passageLength; j++) {
        slots.add(matches[j].slot);
        count++;
      }
      const value = slots.size * 100 + Math.min(count, 20);
      if (value > bestValue) {
        bestValue = value;
        best = first.start;
      }
    });
    let from = Math.max(0, best - 60);
    if (from > 0) from = text.indexOf(" ", from) + 1 || from;
    let to = Math.min(text.length, from + passageLength + 60);
    if (to < text.length) to = text.lastIndexOf(" ", to) > from ? text.lastIndexOf(" ", to) : to;
    const shown = pieces(text, matches, from, to);
    if (from > 0) shown.unshift(["… ", false]);
    if (to < text.length) shown.push([" …", false]);
    return shown;
  };
})(kbgen.search.engine);
