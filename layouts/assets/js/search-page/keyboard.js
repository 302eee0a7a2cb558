/* Arrows lead from the box of the words through the results and back; Escape leads back at once. */
(function (page) {
  "use strict";
  const query = page.part("query"), more = page.part("more"), { list } = page.results;

  const stops = () => [query, ...page.results.links(), ...(more.hidden ? [] : [more])];

  function mark(target) {
    for (const item of list.querySelectorAll("[data-active]")) delete item.dataset.active;
    const item = target && target.closest("li");
    if (item && list.contains(item)) item.dataset.active = "";
  }

  page.part("page").addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
    const all = stops(), place = all.indexOf(document.activeElement);
    if (place < 0) return;
    if (event.key === "Escape" && place > 0) query.focus();
    else if (event.key === "ArrowDown" && place + 1 < all.length) all[place + 1].focus();
    else if (event.key === "ArrowUp" && place > 0) all[place - 1].focus();
    else return;
    event.preventDefault();
    mark(document.activeElement);
  });
  list.addEventListener("focusout", () => mark(null));
})(window.kbgen.searchPage);
