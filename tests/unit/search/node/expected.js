/* Lists of clauses -> what unmodified lunr.js answers from the ordinary index: [[place of the record, score], ...]
   for each. */
"use strict";
const fs = require("fs");
const path = require("path");

module.exports = (queries, assets, data) => {
  const lunr = require(path.join(assets, "vendor/lunr/lunr.min.js"));
  const serialised = JSON.parse(fs.readFileSync(path.join(data, "lunr-index.json"), "utf8"));
  const index = lunr.Index.load(serialised);
  const refs = [...new Set(serialised.fieldVectors.map(([ref]) => ref.slice(ref.indexOf("/") + 1)))];
  const places = new Map(refs.map((ref, place) => [ref, place]));
  return queries.map((clauses) => index.query((query) => {
    for (const clause of clauses) {
      const presence = lunr.Query.presence[(clause.presence || "optional").toUpperCase()];
      query.clause({ ...clause, presence });
    }
  }).map(({ ref, score }) => [places.get(ref), score]));
};
