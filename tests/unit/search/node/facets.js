/* Nothing -> the facets without their records. */
"use strict";
const site = require("./site.js");

module.exports = async (given, assets, data) => {
  const { kbgen } = site(assets, data);
  await new Promise((done) => kbgen.search.open(done));
  const facets = await kbgen.search.engine.needFacets();
  return facets.filter((facet) => facet.terms).map(({ name, label, terms }) => ({
    name, label, terms: terms.map(({ id, label: its, parent }) => ({ id, label: its, parent })),
  }));
};
