/* node missing.js ASSETS DATA: reads {words, missing: [names of files]}, writes the last answers to the words: twice
   while these files are missing, and once when they are there again. */
"use strict";
const fs = require("fs");
const site = require("./site.js");

const [assets, data] = process.argv.slice(2);
const { words, missing } = JSON.parse(fs.readFileSync(0, "utf8"));
const absent = new Set(missing);
const { kbgen } = site(assets, data, absent);

const ask = () => new Promise((done) => {
  kbgen.search.run({ words, typing: false }, (answer) => { if (answer.facets || answer.error) done(answer); });
});

(async () => {
  const answers = [await ask(), await ask()];
  absent.clear();
  answers.push(await ask());
  process.stdout.write(JSON.stringify(answers));
})();
