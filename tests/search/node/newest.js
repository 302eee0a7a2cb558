/* node newest.js ASSETS DATA: starts a run for each of the words at once, writes which of them were
   answered. */
"use strict";
const fs = require("fs");
const site = require("./site.js");

const [assets, data] = process.argv.slice(2);
const { kbgen } = site(assets, data);
const words = JSON.parse(fs.readFileSync(0, "utf8"));
const answered = [];
kbgen.search.open(() => {
  for (const word of words) {
    kbgen.search.run({ words: word, typing: false }, () => {
      if (answered.at(-1) !== word) answered.push(word);
    });
  }
  setTimeout(() => process.stdout.write(JSON.stringify(answered)), 500);
});
