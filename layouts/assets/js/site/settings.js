/* What a reader chose for all pages, kept in this browser. */
(function () {
  "use strict";
  const kbgen = (window.kbgen = window.kbgen || {});

  /* From file:// one browser shares storage between pages and another one cookies: ask both. Both may
     be switched off; then a choice holds for this page. */
  const chosen = new Map();

  kbgen.setting = function (name) {
    if (chosen.has(name)) return chosen.get(name);
    try {
      const stored = localStorage.getItem("kbgen-" + name);
      if (stored !== null) return stored;
    } catch { /* storage is switched off */ }
    const start = "kbgen-" + name + "=";
    const cookie = document.cookie.split("; ").find((one) => one.startsWith(start));
    return cookie ? cookie.slice(start.length) : "";
  };

  kbgen.choose = function (name, value) {
    chosen.set(name, value);
    try { localStorage.setItem("kbgen-" + name, value); } catch { /* storage is switched off */ }
    document.cookie = "kbgen-" + name + "=" + value + "; path=/; max-age=31536000; samesite=lax";
  };
})();
