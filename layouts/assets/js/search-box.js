/* "/" leads into the search box from anywhere, Escape empties it. */
(function () {
  "use strict";
  const box = document.querySelector("[data-search-box] input");
  if (!box) return;
  const ticked = ["button", "checkbox", "radio", "reset", "submit"];

  const isWritten = (element) => element.isContentEditable || element.matches("textarea, select")
    || (element.matches("input") && !ticked.includes(element.type));

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || isWritten(event.target)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || !box.value) return;
    event.preventDefault();
    box.value = "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
