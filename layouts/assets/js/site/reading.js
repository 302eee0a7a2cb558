/* What pages do besides being read: the contents list follows, and the reader may choose a theme. */
(function (kbgen) {
  "use strict";
  const root = document.documentElement;

  function showTheme(theme) {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
  }

  function startThemeSwitch(select) {
    select.value = root.dataset.theme || "";
    select.addEventListener("change", function () {
      showTheme(select.value);
      kbgen.choose("theme", select.value);
    });
    select.closest("[hidden]").hidden = false;
  }

  /* The current section is the last one whose heading has passed the upper third of the window. */
  function startContents(contents) {
    const links = Array.from(contents.querySelectorAll("a"));
    const headings = links.map((link) => document.getElementById(link.hash.slice(1)));
    let waiting = false;

    function follow() {
      waiting = false;
      const line = innerHeight / 3;
      const atEnd = innerHeight + scrollY >= root.scrollHeight - 2;
      const isShown = (link) => link.offsetParent;
      let current = headings.findLastIndex((heading, index) =>
        heading && isShown(links[index]) && heading.getBoundingClientRect().top < line);
      if (atEnd) current = links.findLastIndex(isShown);
      links.forEach(function (link, index) {
        if (index === current) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      });
    }

    addEventListener("scroll", function () {
      if (!waiting) requestAnimationFrame(follow);
      waiting = true;
    }, { passive: true });
    follow();
  }

  showTheme(kbgen.setting("theme"));
  document.querySelectorAll("[data-part='theme']").forEach(startThemeSwitch);
  document.querySelectorAll("[data-part='contents']").forEach(startContents);
})(window.kbgen);
