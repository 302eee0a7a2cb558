/* lunr's weights, and how the weights of its words make the rank of a record. Twin of
   kbgen/search/ranking.py. */
(function (search) {
  "use strict";
  const { store } = search;
  const k1 = 1.2, b = 0.5; // lunr has 0.75; a long title is no worse than a short one
  const namedBonus = 1.4; // for the very form that was typed, in the heaviest field
  const coverage = 3; // how much it counts to match more of the words
  const mostScored = 20;

  search.idf = (frequency) =>
    Math.log(1 + Math.abs((search.boot.records - frequency + 0.5) / (frequency + 0.5)));

  /* The lengths of a field, and what lunr's weights have of each: {column, norms}. */
  search.normsOf = function ({ column, average, greatest }) {
    const norms = new Float64Array(greatest + 1);
    for (let length = 0; length <= greatest; length++) norms[length] = k1 * (1 - b + b * (length / average));
    return { column, norms };
  };

  /* The weights of a term in the records whose field has it: {from, to, weights}. weights[i - from]
     is that of shard.records[i], and holds until the next call. lunr.py rounds it; see lunr-query.js. */
  let weights = new Float64Array(1024);
  search.weightsOf = function ({ shard, index }, field, idf) {
    const { boot } = search, { starts, records, counts } = shard;
    const at = index * boot.fields.length + field, from = starts[at], to = starts[at + 1];
    if (to - from > weights.length) weights = new Float64Array(2 * (to - from));
    const { column, norms } = boot.lengthsOf[field], weight = boot.fields[field][1];
    for (let i = from; i < to; i++) {
      const count = counts[i];
      weights[i - from] = ((idf * ((k1 + 1) * count)) / (norms[column[records[i]]] + count)) * weight;
    }
    return { from, to, weights };
  };

  /* Sums by record, and the records that have one. Made once: what is made for every key has to be
     taken away again while someone types. */
  class Sums {
    constructor(records) {
      this.of = new Float64Array(records);
      this.has = new Uint8Array(records);
      this.records = new Uint32Array(records);
      this.count = 0;
    }
    add(record, weight) {
      if (!this.has[record]) {
        this.has[record] = 1;
        this.records[this.count++] = record;
      }
      this.of[record] += weight;
    }
    clear() {
      for (let i = 0; i < this.count; i++) this.of[this.records[i]] = this.has[this.records[i]] = 0;
      this.count = 0;
    }
  }
  let kept = null;
  const emptySums = () => (kept = kept || new Sums(search.boot.records));

  /* Whether any record has a term in a field. */
  const stands = ({ shard: { starts }, index }, field) => {
    const at = index * search.boot.fields.length + field;
    return starts[at] < starts[at + 1];
  };

  /* Adds up the weights of one term over the fields into sums; `factor` scales them. */
  function addTerm(term, factor, idf, sums, form) {
    const postings = store.postingsOf(term);
    if (!postings) return;
    const { fields, heaviest } = search.boot, { records, named } = postings.shard;
    const place = form ? store.formsOf(term).indexOf(form) : -1;
    const bit = place < 0 ? 0 : 1 << Math.min(31, place);
    for (let field = 0; field < fields.length; field++) {
      if (!stands(postings, field)) continue; // as in most fields
      const { from, to, weights: its } = search.weightsOf(postings, field, idf);
      for (let i = from; i < to; i++) {
        const exact = field === heaviest && bit && (named[i] === 0 || named[i] & bit);
        sums.add(records[i], its[i - from] * factor * (exact ? namedBonus : 1));
      }
    }
  }

  /* Adds up the weights of several terms that a record must have in one and the same field; none of
     them counts more than `most`. */
  function addTogether(terms, sums, most) {
    const all = terms.map((term) => store.postingsOf(term));
    if (all.includes(null)) return;
    const { fields, records } = search.boot;
    const had = new Uint16Array(records), totals = new Float64Array(records);
    for (let field = 0; field < fields.length; field++) {
      if (!all.every((postings) => stands(postings, field))) continue;
      had.fill(0);
      all.forEach((postings, place) => {
        const idf = Math.min(most, search.idf(postings.shard.frequencies[postings.index]));
        const { from, to, weights: its } = search.weightsOf(postings, field, idf);
        for (let i = from; i < to; i++) {
          const record = postings.shard.records[i], weight = its[i - from];
          if (had[record] !== place) continue;
          had[record]++;
          totals[record] = place ? totals[record] + weight : weight;
          if (place + 1 === all.length) sums.add(record, totals[record]);
        }
      });
    }
  }

  const frequencyOf = (term) => {
    const postings = store.postingsOf(term);
    return postings ? postings.shard.frequencies[postings.index] : 0;
  };

  /* What the very word counts: a synonym stands for it, and is no rarer, however few have it. */
  function ownIdf(slot) {
    const its = slot.options
      .filter(({ terms, pooled, why }) => !why && !pooled && terms.length === 1 && frequencyOf(terms[0]))
      .map(({ terms }) => search.idf(frequencyOf(terms[0])));
    return its.length ? Math.max(...its) : Infinity;
  }

  /* For a slot the best score of every record and the plainest of the choices that it matches. */
  function scoreSlot(slot, choices) {
    const { records } = search.boot, sums = emptySums();
    const scores = new Float64Array(records), chosen = new Int16Array(records).fill(-1);
    choices.forEach(({ option, share, most }, choice) => {
      if (option.pooled) {
        const total = option.terms.reduce((sum, term) => sum + frequencyOf(term), 0);
        const pool = search.idf(Math.min(records, total));
        for (const term of option.terms) {
          addTerm(term, option.boost, Math.min(pool, search.idf(frequencyOf(term))), sums, "");
        }
      } else if (option.terms.length === 1) {
        const [term] = option.terms;
        const idf = Math.min(most, search.idf(frequencyOf(term)));
        addTerm(term, option.boost, idf, sums, option.why ? "" : slot.form);
      } else {
        addTogether(option.terms, sums, most);
        for (let i = 0; i < sums.count; i++) sums.of[sums.records[i]] *= option.boost;
      }
      for (let i = 0; i < sums.count; i++) {
        const record = sums.records[i], score = sums.of[record] / share;
        const known = chosen[record];
        if (known < 0 || (choices[known].option.why && (!option.why || score > scores[record]))) {
          chosen[record] = choice;
        }
        if (score > scores[record]) scores[record] = score;
      }
      sums.clear();
    });
    return { scores, chosen, choices: choices.map(({ option }) => option) };
  }

  /* The same for a slot that has been scored already: while the second word is typed, the first one
     stays. */
  const scored = new Map();
  function scoresOf(slot, number, spans) {
    const most = ownIdf(slot);
    const choices = [...slot.options.map((option) => ({ option, share: 1, most: Infinity })),
      ...spans.filter(({ from, to }) => from <= number && number < to)
        .map((span) => ({ option: span, share: span.to - span.from, most }))];
    const key = JSON.stringify([slot.form, choices]);
    const its = scored.get(key) || scoreSlot(slot, choices);
    scored.delete(key);
    scored.set(key, its); // the last to be forgotten
    if (scored.size > mostScored) scored.delete(scored.keys().next().value);
    return its;
  }

  let totals = null;

  /* {order, scores, matched, slots}: the records that match at least half of the slots, by number;
     matched[record] is how many slots it matches. `scores` and `matched` hold until the next call. */
  search.rank = function (read, spans) {
    const { records } = search.boot;
    const slots = read.slots.map((slot, number) => scoresOf(slot, number, spans));
    totals = totals || { scores: new Float64Array(records), matched: new Uint8Array(records) };
    const { scores, matched } = totals;
    scores.fill(0);
    matched.fill(0);
    let most = 0;
    for (const { scores: its, chosen } of slots) {
      for (let record = 0; record < records; record++) {
        if (chosen[record] < 0) continue;
        scores[record] += its[record];
        if (++matched[record] > most) most = matched[record];
      }
    }
    const count = slots.length, enough = Math.max(count && 1, Math.min(most, Math.ceil(count / 2)));
    const shares = slots.map((_, i) => ((i + 1) / count) ** coverage);
    const order = [];
    for (let record = 0; record < records; record++) {
      if (matched[record] < enough) continue;
      order.push(record);
      if (count) scores[record] *= shares[matched[record] - 1];
    }
    return { order, scores, matched, slots };
  };

  /* The `count` best of some records, best first; of equals the one with the lower number. */
  search.best = function (order, scores, count) {
    const heap = []; // none is better than the two below it: the worst stands first
    const worse = (x, y) => (scores[x] - scores[y] || y - x) < 0;
    const sink = (record) => {
      let at = 0;
      for (let next = 1; next < heap.length; next = 2 * at + 1) {
        if (next + 1 < heap.length && worse(heap[next + 1], heap[next])) next++;
        if (!worse(heap[next], record)) break;
        heap[at] = heap[next];
        at = next;
      }
      heap[at] = record;
    };
    for (const record of order) {
      if (heap.length < count) {
        heap.push(record);
        if (heap.length === count) heap.sort((x, y) => (worse(x, y) ? -1 : 1));
      } else if (count && worse(heap[0], record)) sink(record);
    }
    return heap.sort((x, y) => (worse(x, y) ? 1 : -1));
  };

  /* The records with all of these terms in one field (or, for one term, in any). */
  search.havingAll = function (terms) {
    const sums = emptySums();
    if (terms.length === 1) addTerm(terms[0], 1, 1, sums, "");
    else addTogether(terms, sums, Infinity);
    const found = new Set(sums.records.subarray(0, sums.count));
    sums.clear();
    return found;
  };
})(kbgen.search.engine);
