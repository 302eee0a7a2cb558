/* Words -> those that were answered, when a run for each was started at once. */
"use strict";
const site = require("./site.js");

module.exports = async (words, assets, data) => {
  const { kbgen } = site(assets, data);
  const answered = [];
  await new Promise((done) => kbgen.search.open(done));
  for (const word of words) {
    kbgen.search.run({ words: word, typing: false }, () => {
      if (answered.at(-1) !== word) answered.push(word);
    });
  }
  await new Promise((done) => setTimeout(done, 500));
  return answered;
};
