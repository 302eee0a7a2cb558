/* On narrow screens the filters stand in a panel that opens and closes. */
(function (page) {
  "use strict";
  const toggle = page.part("filters-toggle");

  function openOrClose() {
    const open = page.part("filters").toggleAttribute("data-open");
    toggle.setAttribute("aria-expanded", String(open));
  }
  toggle.addEventListener("click", openOrClose);
  page.part("filters-done").addEventListener("click", () => {
    openOrClose();
    toggle.focus();
    toggle.scrollIntoView();
  });
})(window.kbgen.searchPage);
