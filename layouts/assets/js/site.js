/* What every page has: the build puts these scripts in their places. */
//= site/settings.js
//= site/reading.js
//= site/search-box.js
