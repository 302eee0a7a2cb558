/* node growing.js ASSETS DATA: reads a JSON list of words that are being typed, writes for each the
   numbers of all records found, by number. */
"use strict";
const fs = require("fs");
const site = require("./site.js");

const [assets, data] = process.argv.slice(2);
const { kbgen } = site(assets, data);
const { engine } = kbgen.search;
const words = JSON.parse(fs.readFileSync(0, "utf8"));
kbgen.search.open(async () => {
  const found = [];
  for (const word of words) {
    const read = engine.parse(word, true);
    const spans = await engine.expand(read);
    found.push(engine.rank(read, spans).order);
  }
  process.stdout.write(JSON.stringify(found));
});
