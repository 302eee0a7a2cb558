/* node stems.js ASSETS: reads a JSON list of words, writes the stem that lunr itself gives each. */
"use strict";
const fs = require("fs");
const path = require("path");

const lunr = require(path.join(process.argv[2], "vendor/lunr/lunr.min.js"));
const words = JSON.parse(fs.readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(words.map((word) => lunr.stemmer(new lunr.Token(word)).str)));
