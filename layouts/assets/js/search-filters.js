/* The filters of the search page, loaded after the first results: the build puts these scripts in
   their places. */
//= search-page/choices.js
//= search-page/term-facet.js
//= search-page/years-facet.js
//= search-page/filters.js
