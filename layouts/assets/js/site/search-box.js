/* "/" leads into the search box from anywhere, unless a reader switched that off: who speaks to the
   computer, or whose hand trembles, would come here without wanting to. Escape empties the box. */
(function (kbgen) {
  "use strict";
  const box = document.querySelector("[data-search-box] input");
  if (!box) return;
  const ticked = ["button", "checkbox", "radio", "reset", "submit"];

  const isWritten = (element) => element.isContentEditable || element.matches("textarea, select")
    || (element.matches("input") && !ticked.includes(element.type));

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || isWritten(event.target)) return;
    if (kbgen.setting("slash") === "off") return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  for (const choice of document.querySelectorAll("[data-part='slash']")) {
    choice.checked = kbgen.setting("slash") !== "off";
    choice.addEventListener("change", () => kbgen.choose("slash", choice.checked ? "on" : "off"));
    choice.closest("[hidden]").hidden = false;
  }

  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || !box.value) return;
    event.preventDefault();
    box.value = "";
    box.dispatchEvent(new Event("input", { bubbles: true }));
  });
})(window.kbgen);
