/* node facets.js ASSETS DATA: writes the facets without their records. */
"use strict";
const site = require("./site.js");

const [assets, data] = process.argv.slice(2);
const { kbgen } = site(assets, data);
kbgen.search.open(async () => {
  const facets = await kbgen.search.engine.needFacets();
  process.stdout.write(JSON.stringify(facets.filter((facet) => facet.terms).map(
    ({ name, label, terms }) => ({ name, label, terms: terms.map(({ id, label: its, parent }) => ({ id, label: its, parent })) }),
  )));
});
