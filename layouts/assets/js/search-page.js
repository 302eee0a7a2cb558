/* The search page: the build puts these scripts in their places. */
//= search-page/address.js
//= search-page/parts.js
//= search-page/wording.js
//= search-page/results.js
//= search-page/choices.js
//= search-page/term-facet.js
//= search-page/years-facet.js
//= search-page/filters.js
//= search-page/keyboard.js
//= search-page/page.js
