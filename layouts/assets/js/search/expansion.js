/* Which terms of the index stand for the slots of a query: the term itself, words that begin like
   it, similar words, the whole of a compound, synonyms. Twin of kbgen/search/expansion.py. */
(function (search) {
  "use strict";
  const boosts = { begins: 0.25, unknownBegins: 0.6, similar: [1, 0.45, 0.25], whole: 1, synonym: 0.5 };
  const mostSimilar = 6;
  const longestPhrase = 6;
  const mostRemembered = 1000;
  const { store } = search;

  const commonPrefix = (a, b) => {
    let n = 0;
    while (n < a.length && n < b.length && a[n] === b[n]) n++;
    return n;
  };

  /* Edits between two words, at most `limit`, else limit + 1; swapped neighbours are one edit. */
  function distance(a, b, limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    let before = [], row = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
      const next = [i];
      let best = i;
      for (let j = 1; j <= b.length; j++) {
        let edits = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          edits = Math.min(edits, before[j - 2] + 1);
        }
        next.push(edits);
        if (edits < best) best = edits;
      }
      if (best > limit) return limit + 1;
      before = row;
      row = next;
    }
    return row[b.length];
  }

  /* The terms with a form that begins with `form`, other than `term`. */
  function beginning(form, term) {
    const found = new Set();
    for (const chunk of store.wordsFrom(form)) {
      chunk.forms.forEach((forms, i) => {
        if (chunk.terms[i].startsWith(form) || forms.some((f) => f.startsWith(form))) found.add(chunk.terms[i]);
      });
      for (const [stranger, its] of chunk.strangers) if (stranger.startsWith(form)) found.add(its);
    }
    found.delete(term);
    return [...found];
  }

  /* A set of the characters of a word: an edit changes at most two members. */
  function charactersOf(form) {
    let set = 0;
    for (let i = 0; i < form.length; i++) set |= 1 << (form.charCodeAt(i) & 31);
    return set;
  }

  function sizeOf(set) {
    let size = 0;
    for (let rest = set; rest; rest &= rest - 1) size++;
    return size;
  }

  /* The forms of a words file that a misspelt one may stand for: [{form, term, characters}]. */
  function wordsIn(chunk) {
    chunk.words = chunk.words || chunk.terms.flatMap((term, i) => chunk.forms[i]
      .filter((form) => !/[0-9]/.test(form)).map((form) => ({ form, term, characters: charactersOf(form) })));
    return chunk.words;
  }

  /* The forms nearest to a misspelt one: [{form, term, edits}], nearest first. */
  const remembered = new Map();
  async function nearest(form, term, prefix, current) {
    const key = prefix + " " + form;
    const limit = /[0-9]/.test(form) || form.length < 5 ? 0 : form.length < 8 ? 1 : 2;
    if (!limit) return [];
    if (remembered.has(key)) return remembered.get(key);
    const characters = charactersOf(form), found = [];
    let least = limit;
    for (const chunk of store.wordsFrom(prefix)) {
      if (search.isLate()) await search.pause();
      if (!current()) return [];
      for (const other of wordsIn(chunk)) {
        if (other.term === term || Math.abs(other.form.length - form.length) > least) continue;
        if (sizeOf(other.characters ^ characters) > 2 * least) continue;
        const edits = distance(form, other.form, least);
        if (edits > least || edits === 0) continue;
        least = edits;
        found.push({ form: other.form, term: other.term, edits });
      }
    }
    const rank = (one) => commonPrefix(form, one.form);
    const terms = new Set();
    const best = found.filter((one) => one.edits === least)
      .sort((a, b) => rank(b) - rank(a) || (a.form < b.form ? -1 : 1))
      .filter((one) => !terms.has(one.term) && terms.add(one.term)).slice(0, mostSimilar);
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(key, best);
    return best;
  }

  const isKnownForm = (slot) => store.formsOf(slot.term).includes(slot.form);

  /* `named`: some synonym stands for the slot, so that its word is no misspelling. */
  async function expandSlot(slot, named, current) {
    const known = store.isTerm(slot.term);
    slot.options = known ? [{ terms: [slot.term], boost: 1, why: "" }] : [];
    let begins = [];
    if (slot.open ? slot.form.length > 1 : !known && !named && slot.form.length > 3) {
      await store.needPrefix(slot.form.length < 3 ? slot.form : slot.form.slice(0, 3));
      begins = beginning(slot.form, slot.term);
      if (slot.form.length === 2 && begins.length > 300) begins = [];
      if (begins.length) {
        slot.options.push({ terms: begins, pooled: true, boost: known ? boosts.begins : boosts.unknownBegins, why: "" });
      }
    }
    if (isKnownForm(slot) || named || begins.length || slot.form.length < 5) return;
    await store.needPrefix(slot.form[0]);
    let similar = await nearest(slot.form, slot.term, slot.form[0], current);
    if (!similar.length && !known) {
      await store.needPrefix("");
      similar = await nearest(slot.form, slot.term, "", current);
    }
    for (const { form, term, edits } of similar) {
      slot.options.push({ terms: [term], boost: boosts.similar[edits] * (known ? 0.5 : 1), why: "similar word: " + form });
    }
    if (!known && similar.length) slot.meant = similar[0].form;
  }

  /* The terms of a phrase of the synonyms. */
  const phraseTerms = (phrase) => search.chunksOf(phrase).flatMap((chunk) => search.wordsOf(chunk))
    .filter((word) => !word.stop).flatMap((word) => word.parts).map(search.termOf);

  function synonymsFrom(slots, from) {
    const { phrases } = store.wordsAt(slots[from].term);
    for (let to = Math.min(slots.length, from + longestPhrase); to > from; to--) {
      const key = slots.slice(from, to).map((slot) => slot.term).join(" ");
      const others = (slots[from].capitals && phrases.get("!" + key)) || phrases.get(key);
      if (others) {
        return others.map((other) => ({
          from, to, terms: phraseTerms(other), boost: boosts.synonym, why: "synonym: " + other,
        }));
      }
    }
    return [];
  }

  /* Gives every slot its options and returns the spans, options that stand for several slots
     together: {from, to, terms, boost, why}. Everything that they name is loaded, unless the run
     is not `current()` any more. */
  search.expand = async function (read, current = () => true) {
    const { slots, wholes } = read;
    const pairs = slots.slice(1).map((slot, i) => ({
      from: i, to: i + 2, form: slots[i].form + slot.form, open: slot.open,
    })).filter(({ from, to }) => !wholes.some((whole) => whole.from === from && whole.to === to));
    const joined = [...wholes, ...pairs];
    await Promise.all([
      ...slots.map((slot) => store.needWords(slot.term)),
      ...slots.map((slot) => store.needPostings(slot.term)),
      ...joined.map(({ form }) => store.needWords(search.termOf(form))),
    ]);
    const spans = slots.flatMap((slot, from) => synonymsFrom(slots, from));
    await Promise.all(slots.map((slot, place) =>
      expandSlot(slot, spans.some(({ from, to }) => from <= place && place < to), current)));
    if (!current()) return spans;
    for (const { from, to, form, open } of joined) {
      const term = search.termOf(form);
      const terms = store.isTerm(term) ? [term] : [];
      if (open) {
        await store.needPrefix(form);
        terms.push(...beginning(form, term));
      }
      for (const one of terms) spans.push({ from, to, terms: [one], boost: boosts.whole, why: "" });
    }
    slots.forEach((slot, place) => { // no record has anything like it
      slot.lost = !slot.open && !slot.options.length && !spans.some(({ from, to }) => from <= place && place < to);
    });
    const named = new Set([...slots.flatMap((slot) => slot.options), ...spans].flatMap((one) => one.terms));
    for (const forms of read.without) for (const form of forms) named.add(search.termOf(form));
    const missing = [...named].filter((term) => !store.isReady(term));
    await Promise.all(missing.map(store.needWords));
    await Promise.all(missing.map(store.needPostings));
    return spans;
  };
})(kbgen.search.engine);
