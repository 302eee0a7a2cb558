//= gone.js
