/* Words -> the stem that lunr itself gives each. */
"use strict";
const path = require("path");

module.exports = (words, assets) => {
  const lunr = require(path.join(assets, "vendor/lunr/lunr.min.js"));
  return words.map((word) => lunr.stemmer(new lunr.Token(word)).str);
};
