/* Compares lunr-query.js with unmodified lunr.js on the serialised index of the same site.
   Lists of clauses -> {queries, results, widest (difference of scores), different, affected (by words that lunr
   loses), lost, phantoms}. */
"use strict";
const fs = require("fs");
const path = require("path");
const site = require("./site.js");

module.exports = async (queries, assets, data) => {
  const lunr = require(path.join(assets, "vendor/lunr/lunr.min.js"));
  const serialised = JSON.parse(fs.readFileSync(path.join(data, "lunr-index.json"), "utf8"));
  const index = lunr.Index.load(serialised);
  const terms = serialised.invertedIndex.map(([term]) => term);
  const refs = [...new Set(serialised.fieldVectors.map(([ref]) => ref.slice(ref.indexOf("/") + 1)))];

  /* Terms that lunr's TokenSet cannot find, or finds although they do not exist (lunr.js issue 503). */
  const found = new Set(index.tokenSet.toArray());
  const lost = new Set(terms.filter((term) => !found.has(term)));
  const known = new Set(terms);
  const phantoms = [...found].filter((term) => !known.has(term));

  const ask = (clauses) => index.query((query) => {
    for (const clause of clauses) {
      const presence = lunr.Query.presence[(clause.presence || "optional").toUpperCase()];
      query.clause({ ...clause, presence });
    }
  });

  const { kbgen } = site(assets, data);
  await new Promise((done) => kbgen.search.open(done));
  await kbgen.load("assets/js/search/lunr-query.js");
  const { engine } = kbgen.search;
  const different = [], affected = [];
  let results = 0, widest = 0;
  for (const clauses of queries) {
    let theirs;
    try {
      theirs = ask(clauses);
    } catch (error) { // a phantom term makes lunr throw
      affected.push(clauses);
      continue;
    }
    const ours = await engine.lunrQuery(clauses);
    results += theirs.length;
    const same = ours.length === theirs.length && ours.every(({ record, score }, i) => {
      widest = Math.max(widest, Math.abs(score - theirs[i].score));
      return refs[record] === theirs[i].ref && Math.abs(score - theirs[i].score) <= 1e-9;
    });
    if (!same) {
      const usesLost = await engine.lunrTerms(clauses).then((all) => all.some((term) => lost.has(term)));
      (usesLost ? affected : different).push(clauses);
    }
  }
  return {
    queries: queries.length, results, widest, different, affected: affected.length, lost: [...lost], phantoms,
  };
};
