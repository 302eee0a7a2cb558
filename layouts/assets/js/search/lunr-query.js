/* Queries as lunr.js 2.3.9 understands them, answered from this index: the same records in the same
   order with the same scores. Not loaded by the search page; see docs/search-format.md. */
(function (search) {
  "use strict";
  const { store } = search;
  const newNode = () => ({ final: false, edges: Object.create(null) });
  const follow = (node, letter) => node.edges[letter] || (node.edges[letter] = newNode());

  /* Python's round(x, 3), which lunr.py applied to every weight. */
  function round3(number) {
    const thousands = number * 1000, rest = thousands - Math.floor(thousands) - 0.5;
    return rest < 1e-7 && rest > -1e-7 ? Number(number.toFixed(3)) : Math.round(thousands) / 1000;
  }

  /* The sorted terms from `first` to before `last`, alike in `depth` letters, by their next letter:
     digits first, as lunr's objects list them. */
  function branches(terms, { first, last, depth }) {
    const digits = [], others = [];
    if (first < last && terms[first].length === depth) first++;
    while (first < last) {
      const letter = terms[first][depth], start = first;
      while (first < last && terms[first][depth] === letter) first++;
      const branch = { letter, first: start, last: first, depth: depth + 1 };
      (letter >= "0" && letter <= "9" ? digits : others).push(branch);
    }
    return digits.concat(others);
  }

  /* The terms that an automaton accepts, in the order in which lunr lists them. */
  function accepted(terms, automaton) {
    const output = newNode();
    const waiting = [{ query: automaton, output, at: { first: 0, last: terms.length, depth: 0 } }];
    while (waiting.length) {
      const { query, output: grown, at } = waiting.pop();
      const ways = branches(terms, at);
      for (const edge of Object.keys(query.edges)) {
        const next = query.edges[edge];
        for (const way of ways) {
          if (way.letter !== edge && edge !== "*") continue;
          const ends = terms[way.first].length === way.depth;
          const child = follow(grown, way.letter);
          child.final = child.final || (ends && next.final);
          waiting.push({ query: next, output: child, at: way });
        }
      }
    }
    const found = [], stack = [{ node: output, prefix: "" }];
    while (stack.length) {
      const { node, prefix } = stack.pop();
      if (node.final) found.push(prefix);
      for (const letter of Object.keys(node.edges)) stack.push({ node: node.edges[letter], prefix: prefix + letter });
    }
    return found;
  }

  /* The terms of a clause, loaded. */
  async function expanded(clause) {
    const term = clause.usePipeline === false ? clause.term : search.stem(clause.term);
    const fuzzy = clause.editDistance !== undefined;
    if (!fuzzy && !term.includes("*")) {
      await store.needWords(term);
      return store.isTerm(term) ? [term] : [];
    }
    const prefix = fuzzy ? "" : term.slice(0, term.indexOf("*"));
    await store.needPrefix(prefix);
    const terms = store.wordsFrom(prefix).flatMap((chunk) => chunk.terms);
    const { fromFuzzyString, fromString } = search.lunr.TokenSet;
    return accepted(terms, fuzzy ? fromFuzzyString(term, clause.editDistance) : fromString(term));
  }

  /* The terms of all clauses. */
  search.lunrTerms = async (clauses) => (await Promise.all(clauses.map(expanded))).flat();

  /* A query vector per field, and the field references in the order in which they are met. */
  function collect(clauses, fields) {
    const { boot } = search;
    const boosts = boot.fields.map(() => new Map());
    const met = [], seen = new Set(), done = new Set();
    let required = null;
    const prohibited = new Set();
    for (const { clause, terms } of clauses) {
      const its = new Set();
      for (const term of terms) {
        const { shard, index } = store.postingsOf(term);
        for (const field of fields(clause)) {
          const at = index * boot.fields.length + field;
          const records = shard.records.subarray(shard.starts[at], shard.starts[at + 1]);
          if (clause.presence === "required") records.forEach((record) => its.add(record));
          if (clause.presence === "prohibited") {
            records.forEach((record) => prohibited.add(record));
            continue;
          }
          boosts[field].set(term, (boosts[field].get(term) || 0) + (clause.boost ?? 1));
          if (done.has(term + "/" + field)) continue;
          done.add(term + "/" + field);
          records.forEach((record) => {
            const reference = record * boot.fields.length + field;
            if (!seen.has(reference)) {
              seen.add(reference);
              met.push(reference);
            }
          });
        }
      }
      if (clause.presence === "required") {
        required = required ? new Set([...required].filter((record) => its.has(record))) : its;
      }
    }
    return { boosts, met, required, prohibited };
  }

  /* The products of the query vector of a field with the vectors of all records. */
  function similarities(boosts, field) {
    const sums = new Float64Array(search.boot.records);
    let squares = 0;
    for (const term of [...boosts.keys()].sort()) {
      const boost = boosts.get(term), postings = store.postingsOf(term);
      squares += boost * boost;
      const idf = search.idf(postings.shard.frequencies[postings.index]);
      const { from, to, weights } = search.weightsOf(postings, field, idf);
      for (let i = from; i < to; i++) {
        sums[postings.shard.records[i]] += boost * round3(weights[i - from]);
      }
    }
    return sums.map((sum) => sum / Math.sqrt(squares) || 0);
  }

  /* Answers clauses {term, fields, boost, presence, editDistance, usePipeline}, presence being
     "optional", "required" or "prohibited", with [{record, score}]. */
  search.lunrQuery = async function (clauses) {
    const { boot } = search;
    const names = boot.fields.map(([name]) => name);
    const fields = (clause) => (clause.fields || names).map((name) => names.indexOf(name));
    const read = [];
    for (const clause of clauses) read.push({ clause, terms: await expanded(clause) });
    await Promise.all(read.flatMap(({ terms }) => terms.map(store.needPostings)));
    const { boosts, met, required, prohibited } = collect(read, fields);
    if (clauses.every((clause) => clause.presence === "prohibited")) {
      return Array.from({ length: boot.records }, (_, record) => ({ record, score: 0 }))
        .filter(({ record }) => !prohibited.has(record));
    }
    const scores = boosts.map(similarities);
    const results = new Map();
    for (const reference of met) {
      const record = Math.floor(reference / names.length), field = reference % names.length;
      if ((required && !required.has(record)) || prohibited.has(record)) continue;
      const known = results.get(record);
      if (known) known.score += scores[field][record];
      else results.set(record, { record, score: scores[field][record] });
    }
    return [...results.values()].sort((a, b) => b.score - a.score);
  };
})(kbgen.search.engine);
