/* The engine of the search: the build puts these scripts in their places. */
//= search/analysis.js
//= search/pace.js
//= search/decoding.js
//= search/store.js
//= search/query.js
//= search/expansion.js
//= search/ranking.js
//= search/sorting.js
//= search/excerpts.js
//= search/phrases.js
//= search/run.js
