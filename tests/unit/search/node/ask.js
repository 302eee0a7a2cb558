/* Requests -> the complete answers. Every answer without an `error` came with the counts of the facets; `before` has
   the hits of those that came before it, `reads` how many texts were said to be read for a phrase. */
"use strict";
const site = require("./site.js");

module.exports = async (requests, assets, data) => {
  const { kbgen, loaded } = site(assets, data);

  const ask = (request) => new Promise((done) => {
    const before = [], reads = [];
    kbgen.search.run(request, (answer) => {
      if (answer.facets || answer.error) done({ ...answer, before, reads });
      else if (answer.reading) reads.push(answer.reading);
      else before.push(answer.hits.map((hit) => hit.permalink));
    });
  });

  const answers = [];
  for (const request of requests) {
    const before = loaded.length;
    const answer = await ask(request);
    const files = loaded.slice(before).map((file) => file.split("/").pop());
    for (const hit of answer.hits) if (!request.whole) delete hit.fragment;
    answers.push({ ...answer, loaded: files });
  }
  return answers;
};
