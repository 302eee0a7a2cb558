/* node analyse.js ASSETS: reads a JSON list of chunks, writes for each what the analysis makes of it. */
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");

const assets = process.argv[2];
globalThis.kbgen = { search: { engine: {} } };
vm.runInThisContext(fs.readFileSync(path.join(assets, "js/search-engine.js"), "utf8"));
const { engine } = globalThis.kbgen.search;
engine.lunr = require(path.join(assets, "vendor/lunr/lunr.min.js"));
const chunks = JSON.parse(fs.readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(chunks.map((chunk) => ({
  words: engine.wordsOf(chunk).map(({ parts, whole, stop }) => [parts, whole, stop]),
  forms: engine.formsOf(chunk, false),
  terms: engine.formsOf(chunk, true).map(engine.termOf),
}))));
