/* Texts with the matching words marked, and the passage of a text that shows most of them. */
(function (search) {
  "use strict";
  const passageLength = 240;
  const gaps = "\\s\\/|,;:!?()[\\]{}\"“”«»„…";
  const gap = new RegExp("[" + gaps + "]", "u");
  const word = new RegExp("[^" + gaps + "]*", "uy");
  const plainWord = new RegExp("([A-Za-z]+)\\.?(?![^" + gaps + "])", "uy");
  const oddity = new RegExp("[^A-Za-z." + gaps + "]|\\.(?=[^" + gaps + "])", "gu"); // makes a word more than plain
  const edges = /^[^\p{L}\p{N}]*|[^\p{L}\p{N}]*$/gu;
  const plain = /^[A-Za-z]+$/;
  const tellingLetters = 5; // of a form: more would seldom tell more

  /* Which slot each word of a text belongs to: [{start, end, slot}]. */
  function matchesIn(text, marks) {
    const found = [];
    for (const { at, chunk } of candidatesIn(text, marks.heads)) {
      const slot = slotOf(chunk, marks);
      if (slot < 0) continue;
      const bare = plain.test(chunk) ? chunk : chunk.replace(edges, "");
      const start = at + chunk.indexOf(bare);
      found.push({ start, end: start + bare.length, slot });
    }
    return found;
  }

  const readAt = (pattern, text, at) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };

  /* The few words of a text that may have to be marked, in their order, for texts are long: those of
     plain letters that begin with one of the heads, and those that are more than plain letters. */
  function candidatesIn(text, heads) {
    const found = [];
    for (let odd = readAt(oddity, text, 0); odd; odd = oddity.exec(text)) {
      let at = odd.index;
      while (at > 0 && !gap.test(text[at - 1])) at--;
      const [chunk] = readAt(word, text, at);
      found.push({ at, chunk });
      oddity.lastIndex = at + chunk.length;
    }
    const lower = text.replace(/İ/g, "I").toLowerCase(); // İ would become two characters
    for (const head of heads) {
      for (let at = lower.indexOf(head); at >= 0; at = lower.indexOf(head, at + 1)) {
        const its = at > 0 && !gap.test(text[at - 1]) ? null : readAt(plainWord, text, at);
        if (its) found.push({ at, chunk: its[1] });
      }
    }
    return found.sort((a, b) => a.at - b.at);
  }

  /* How the forms begin, none of them like another one. */
  function headsOf(forms) {
    const heads = new Set(forms.map((form) => /^[a-z]*/.exec(form.slice(0, tellingLetters))[0]));
    heads.delete("");
    return [...heads].filter((head) => ![...heads].some((other) => other !== head && head.startsWith(other)));
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

  /* What to mark: terms -> slot, the beginnings of words that are still being typed, and how the
     words that are either begin. */
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
    return { terms, open, heads: headsOf([...forms, ...open]) };
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
      let slots = 0, different = 0, count = 0;
      for (let j = i; j < matches.length && matches[j].end - first.start <= passageLength; j++) {
        const slot = 1 << matches[j].slot; // there are 16 at most
        if (!(slots & slot)) different++;
        slots |= slot;
        count++;
      }
      const value = different * 100 + Math.min(count, 20);
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
