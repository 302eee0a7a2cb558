/* lunr's weights, and how the weights of its words make the rank of a record. Twin of
   kbgen/search/ranking.py. */
(function (search) {
  "use strict";
  const { store } = search;
  const k1 = 1.2, b = 0.5; // lunr has 0.75; a long title is no worse than a short one
  const namedBonus = 1.4; // for the very form that was typed, in the heaviest field
  const coverage = 3; // how much it counts to match more of the words

  /* Python's round(x, 3), which lunr.py applied to every weight. */
  search.round3 = function (number) {
    const thousands = number * 1000, rest = thousands - Math.floor(thousands) - 0.5;
    return rest < 1e-7 && rest > -1e-7 ? Number(number.toFixed(3)) : Math.round(thousands) / 1000;
  };

  search.idf = (frequency) =>
    Math.log(1 + Math.abs((search.boot.records - frequency + 0.5) / (frequency + 0.5)));

  /* Calls `found(record, weight, named)` for every record that has the term in a field. lunr rounds
     the weight to three digits; see round3. */
  search.eachWeight = function ({ shard, index }, field, idf, found) {
    const { boot } = search;
    const { starts, records, counts, named } = shard;
    const lengths = boot.columns[field], average = boot.averages[field];
    const weight = boot.fields[field][1];
    const at = index * boot.fields.length + field;
    for (let i = starts[at]; i < starts[at + 1]; i++) {
      const count = counts[i], record = records[i];
      const base = k1 * (1 - b + b * (lengths[record] / average)) + count;
      found(record, ((idf * ((k1 + 1) * count)) / base) * weight, named[i]);
    }
  };

  /* Adds up the weights of one term over the fields into sums; `factor` scales them. */
  function addTerm(term, factor, idf, sums, touched, form) {
    const postings = store.postingsOf(term);
    if (!postings) return;
    const { fields, heaviest } = search.boot;
    const place = form ? store.formsOf(term).indexOf(form) : -1;
    const bit = place < 0 ? 0 : 1 << Math.min(31, place);
    for (let field = 0; field < fields.length; field++) {
      search.eachWeight(postings, field, idf, (record, weight, named) => {
        if (sums[record] === 0) touched.push(record);
        const exact = field === heaviest && bit && (named === 0 || named & bit);
        sums[record] += weight * factor * (exact ? namedBonus : 1);
      });
    }
  }

  /* Adds up the weights of several terms that a record must have in one and the same field. */
  function addTogether(terms, sums, touched) {
    const all = terms.map((term) => store.postingsOf(term));
    if (all.includes(null)) return;
    const { fields, records } = search.boot;
    const had = new Uint16Array(records), weights = new Float64Array(records);
    for (let field = 0; field < fields.length; field++) {
      had.fill(0);
      all.forEach((postings, place) => {
        const idf = search.idf(postings.shard.frequencies[postings.index]);
        search.eachWeight(postings, field, idf, (record, weight) => {
          if (had[record] !== place) return;
          had[record]++;
          weights[record] = place ? weights[record] + weight : weight;
          if (place + 1 < all.length) return;
          if (sums[record] === 0) touched.push(record);
          sums[record] += weights[record];
        });
      });
    }
  }

  const frequencyOf = (term) => {
    const postings = store.postingsOf(term);
    return postings ? postings.shard.frequencies[postings.index] : 0;
  };

  /* For a slot the best score of every record and the plainest of the choices that it matches. */
  function scoreSlot(slot, number, spans, sums) {
    const { records } = search.boot;
    const scores = new Float64Array(records), chosen = new Int16Array(records).fill(-1);
    const choices = [...slot.options.map((option) => ({ option, share: 1 })),
      ...spans.filter(({ from, to }) => from <= number && number < to)
        .map((span) => ({ option: span, share: span.to - span.from }))];
    choices.forEach(({ option, share }, choice) => {
      const touched = [];
      if (option.pooled) {
        const total = option.terms.reduce((sum, term) => sum + frequencyOf(term), 0);
        const pool = search.idf(Math.min(records, total));
        for (const term of option.terms) {
          addTerm(term, option.boost, Math.min(pool, search.idf(frequencyOf(term))), sums, touched, "");
        }
      } else if (option.terms.length === 1) {
        const [term] = option.terms;
        addTerm(term, option.boost, search.idf(frequencyOf(term)), sums, touched, option.why ? "" : slot.form);
      } else {
        addTogether(option.terms, sums, touched);
        for (const record of touched) sums[record] *= option.boost;
      }
      for (const record of touched) {
        const score = sums[record] / share;
        const known = chosen[record] < 0 ? null : choices[chosen[record]].option;
        if (!known || (known.why && (!option.why || score > scores[record]))) chosen[record] = choice;
        if (score > scores[record]) scores[record] = score;
        sums[record] = 0;
      }
    });
    return { scores, chosen, choices: choices.map(({ option }) => option) };
  }

  /* {order, scores, matched, slots}: the records that match at least half of the slots, by number;
     matched[record] is how many slots it matches. */
  search.rank = function (read, spans) {
    const { records } = search.boot;
    const sums = new Float64Array(records);
    const slots = read.slots.map((slot, number) => scoreSlot(slot, number, spans, sums));
    const scores = new Float64Array(records), matched = new Uint8Array(records);
    let most = 0;
    for (const slot of slots) {
      for (let record = 0; record < records; record++) {
        if (slot.chosen[record] >= 0) {
          scores[record] += slot.scores[record];
          if (++matched[record] > most) most = matched[record];
        }
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
    const before = (x, y) => scores[y] - scores[x] || x - y;
    const found = order.slice();
    for (let first = 0, last = found.length - 1; first < last && count < found.length;) {
      const pivot = found[(first + last) >> 1]; // quickselect
      let i = first, j = last;
      while (i <= j) {
        while (before(found[i], pivot) < 0) i++;
        while (before(found[j], pivot) > 0) j--;
        if (i > j) break;
        [found[i], found[j]] = [found[j], found[i]];
        i++;
        j--;
      }
      if (count <= j) last = j;
      else if (count > i) first = i;
      else break;
    }
    return found.slice(0, count).sort(before);
  };

  /* The records with all of these terms in one field (or, for one term, in any). */
  search.havingAll = function (terms) {
    const sums = new Float64Array(search.boot.records), touched = [];
    if (terms.length === 1) addTerm(terms[0], 1, 1, sums, touched, "");
    else addTogether(terms, sums, touched);
    return new Set(touched);
  };
})(kbgen.search.engine);
