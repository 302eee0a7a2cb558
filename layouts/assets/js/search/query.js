/* What a reader typed, as slots: one for each word that is looked for. Twin of
   kbgen/search/query.py. */
(function (search) {
  "use strict";
  const longestInput = 1000;
  const mostSlots = 16;
  const quoted = /(^|\s)(-?)["“”„«]([^"“”„«»]*)["“”»]/gu;
  const capitals = /^[^a-z]*[A-Z][^a-z]*$/;

  /* {slots, wholes, phrases, without}: a slot is {form, term, open, capitals}, `open` while its
     word may still grow. A whole is {from, to, terms} for slots that are also written as one word
     (covid-19). A phrase is a list of forms; `without` lists what results must not have. */
  search.parse = function (input, typing) {
    const text = String(input).slice(0, longestInput);
    const phrases = [], without = [];
    const bare = text.replace(quoted, (match, before, minus, inner) => {
      const forms = search.chunksOf(inner).flatMap((chunk) => search.formsOf(chunk, true));
      if (forms.length) (minus ? without : phrases).push(minus ? search.tellingOf(forms) : forms);
      return before + " ";
    });
    const read = { slots: [], wholes: [], phrases, without };
    const stopped = [];
    const chunks = search.chunksOf(bare);
    chunks.forEach((chunk, place) => {
      const found = search.wordsOf(chunk);
      if (/^-[^-\s]/.test(chunk) && found.length) {
        without.push(found.flatMap((word) => word.parts));
        return;
      }
      const last = typing && place === chunks.length - 1 && /\S$/.test(bare);
      found.forEach((word, at) => {
        const open = last && at === found.length - 1;
        if (word.stop) stopped.push({ word, open, chunk });
        else addWord(read, word, open, capitals.test(chunk));
      });
    });
    for (const form of phrases.flatMap(search.tellingOf)) {
      addWord(read, { parts: [form], whole: "" }, false, false);
    }
    if (!read.slots.length) { // stop words never empty a result
      for (const { word, open } of stopped) addWord(read, word, open, false);
    }
    return read;
  };

  /* Forms without the stop words; all of them if there are no others. */
  search.tellingOf = function (forms) {
    const telling = forms.filter((form) => !search.isStopWord(form));
    return telling.length ? telling : forms;
  };

  function addWord(read, word, open, inCapitals) {
    const from = read.slots.length;
    if (from + word.parts.length > mostSlots) return;
    word.parts.forEach((form, i) => {
      const grows = open && i === word.parts.length - 1;
      const term = search.termOf(form);
      const known = read.slots.find((slot) => slot.term === term && word.parts.length === 1);
      if (known) known.open = known.open || grows;
      else read.slots.push({ form, term, open: grows, capitals: inCapitals });
    });
    if (word.whole) {
      read.wholes.push({ from, to: read.slots.length, form: word.whole, open });
    }
  }
})(kbgen.search.engine);
