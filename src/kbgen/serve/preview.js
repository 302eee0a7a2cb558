/* The preview in the browser: waits for builds, loads the page anew, shows what keeps the site from
   being built. The server adds this script to pages on their way out; it is no part of the site. */
(function () {
  "use strict";

  const version = document.currentScript.dataset.version;
  const sheet = new URL("preview.css", document.currentScript.src).href;
  const address = new URL("events", document.currentScript.src).href;
  let events = null;
  let overlay = null;

  /* Only the page in front listens: a browser allows few connections to one server. */
  function listen() {
    if (events || document.hidden) return;
    events = new EventSource(address);
    events.onmessage = (event) => follow(JSON.parse(event.data));
    events.onerror = () => {
      if (events && events.readyState === EventSource.CLOSED) {
        stop();
        setTimeout(listen, 1000);
      }
    };
  }

  function stop() {
    if (events) events.close();
    events = null;
  }

  function follow(state) {
    if (state.version !== version) {
      stop();
      location.reload();
      return;
    }
    hide();
    if (state.faults.length) show(state.faults);
  }

  function hide() {
    if (overlay) overlay.remove();
    overlay = null;
  }

  function show(faults) {
    overlay = document.createElement("kbgen-preview");
    const shadow = overlay.attachShadow({ mode: "open" });
    const link = element("link");
    link.rel = "stylesheet";
    link.href = sheet;
    const panel = element("section");
    panel.setAttribute("role", "alert");
    const close = element("button", "Close");
    close.type = "button";
    close.addEventListener("click", hide);
    const list = element("ol");
    const isWarning = ({ kind }) => kind.startsWith("warning");
    const ordered = [...faults.filter((fault) => !isWarning(fault)), ...faults.filter(isWarning)];
    list.append(...ordered.map(row));
    panel.append(close, element("h2", "The site could not be built"));
    panel.append(element("p", "This page is from the last good build. Save a mended file to go on."));
    panel.append(list);
    shadow.append(link, panel);
    document.body.append(overlay);
  }

  function row(fault) {
    const item = element("li");
    const parts = { place: fault.place, kind: fault.kind, said: fault.said, hint: fault.hint };
    for (const [name, text] of Object.entries(parts)) {
      if (text) {
        const part = element("span", text);
        part.className = name;
        if (name === "kind") part.dataset.severity = text.split("[")[0];
        item.append(part, " ");
      }
    }
    return item;
  }

  function element(name, text) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    return made;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  addEventListener("pagehide", stop);
  addEventListener("pageshow", listen);
  listen();
})();
