/* Opens a built site in Node: the engine runs unmodified, its scripts are read from a folder.
   site(assets, data) -> {kbgen, loaded}: `assets` holds js/search, `data` what index_files gave. Files whose
   names are in `missing` cannot be loaded. */
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");

module.exports = function site(assets, data, missing = new Set()) {
  const loaded = [];
  const sandbox = { console, setTimeout, atob, TypeError, Error };
  const contextified = vm.createContext(sandbox);
  sandbox.window = contextified;
  const run = (file) => vm.runInContext(fs.readFileSync(file, "utf8"), contextified, { filename: file });
  const fileOf = (url) => {
    const plain = url.split("?")[0];
    return plain.startsWith("data/") ? path.join(data, plain.slice(5))
      : path.join(assets, plain.slice("assets/".length));
  };
  let queue = Promise.resolve(); // scripts with async=false run in order
  sandbox.document = {
    documentElement: { dataset: { root: "" } },
    createElement: () => ({}),
    head: {
      append(script) {
        queue = queue.then(() => {
          const file = fileOf(script.src);
          if (missing.has(path.basename(file)) || !fs.existsSync(file)) return script.onerror();
          loaded.push(file);
          run(file);
          script.onload();
        });
      },
    },
  };
  run(path.join(assets, "js/search/loader.js"));
  return { kbgen: contextified.kbgen, loaded };
};
