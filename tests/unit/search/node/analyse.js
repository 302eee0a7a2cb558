/* Chunks -> what the analysis makes of each. */
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");

module.exports = (chunks, assets) => {
  globalThis.kbgen = { search: { engine: {} } };
  vm.runInThisContext(fs.readFileSync(path.join(assets, "js/search-engine.js"), "utf8"));
  const { engine } = globalThis.kbgen.search;
  engine.lunr = require(path.join(assets, "vendor/lunr/lunr.min.js"));
  return chunks.map((chunk) => ({
    words: engine.wordsOf(chunk).map(({ parts, whole, stop }) => [parts, whole, stop]),
    forms: engine.formsOf(chunk, false),
    terms: engine.formsOf(chunk, true).map(engine.termOf),
  }));
};
