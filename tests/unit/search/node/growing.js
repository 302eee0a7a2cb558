/* Words that are being typed -> for each the numbers of all records found, by number. */
"use strict";
const site = require("./site.js");

module.exports = async (words, assets, data) => {
  const { kbgen } = site(assets, data);
  const { engine } = kbgen.search;
  await new Promise((done) => kbgen.search.open(done));
  const found = [];
  for (const word of words) {
    const read = engine.parse(word, true);
    const spans = await engine.expand(read);
    found.push(engine.rank(read, spans).order);
  }
  return found;
};
