/* node expected.js ASSETS DATA: reads a JSON list of lists of clauses, writes what unmodified lunr.js
   answers from the ordinary index: [[place of the record, score], ...] for each. */
"use strict";
const fs = require("fs");
const path = require("path");

const [assets, data] = process.argv.slice(2);
const lunr = require(path.join(assets, "vendor/lunr/lunr.min.js"));
const serialised = JSON.parse(fs.readFileSync(path.join(data, "lunr-index.json"), "utf8"));
const index = lunr.Index.load(serialised);
const refs = [...new Set(serialised.fieldVectors.map(([ref]) => ref.slice(ref.indexOf("/") + 1)))];
const places = new Map(refs.map((ref, place) => [ref, place]));
const queries = JSON.parse(fs.readFileSync(0, "utf8"));

process.stdout.write(JSON.stringify(queries.map((clauses) => index.query((query) => {
  for (const clause of clauses) {
    const presence = lunr.Query.presence[(clause.presence || "optional").toUpperCase()];
    query.clause({ ...clause, presence });
  }
}).map(({ ref, score }) => [places.get(ref), score]))));
