/* The search page: the build puts these scripts in their places. */
//= search-page/address.js
//= search-page/parts.js
//= search-page/wording.js
//= search-page/results.js
//= search-page/panel.js
//= search-page/keyboard.js
//= search-page/page.js
