/* {words, missing: [names of files]} -> the last answers to the words: twice while these files are missing, and once
   when they are there again. */
"use strict";
const site = require("./site.js");

module.exports = async ({ words, missing }, assets, data) => {
  const absent = new Set(missing);
  const { kbgen } = site(assets, data, absent);

  const ask = () => new Promise((done) => {
    kbgen.search.run({ words, typing: false }, (answer) => { if (answer.facets || answer.error) done(answer); });
  });

  const answers = [await ask(), await ask()];
  absent.clear();
  answers.push(await ask());
  return answers;
};
