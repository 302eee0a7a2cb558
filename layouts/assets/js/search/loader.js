/* Stands on every page and loads the rest of search when it is first wanted. */
(function () {
  "use strict";
  const kbgen = (window.kbgen = window.kbgen || {});
  const root = document.documentElement.dataset.root || "";
  const ours = /^(?:\.\.\/)*(?:data|assets\/js)\/(?:[\w-]+\/)*[\w-]+\.js(?:\?\w*)?$/;
  const checks = {
    createScriptURL(url) {
      if (ours.test(url)) return url;
      throw new TypeError("Not a script of this site: " + url);
    },
  };
  const policy = window.trustedTypes ? trustedTypes.createPolicy("kbgen", checks) : checks;

  /* Runs a script of the site, named from its root; scripts run in the order they were asked for. */
  kbgen.load = function (path) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      script.async = false;
      script.onload = () => done();
      script.onerror = () => failed(new Error("Cannot load " + path));
      script.src = policy.createScriptURL(root + path);
      document.head.append(script);
    });
  };

  const parts = ["stemmer", "analysis", "decoding", "store", "query", "expansion", "ranking",
    "facets", "excerpts", "run"];
  const search = (kbgen.search = { engine: {}, arrived: {} });
  let opening;

  /* Index files call this with what they hold. */
  search.receive = (kind, name, payload) => {
    search.arrived[kind + "-" + name] = payload;
  };
  const start = () => {
    if (!opening) {
      const scripts = parts.map((part) => kbgen.load("assets/js/search/" + part + ".js"));
      opening = Promise.all([...scripts, kbgen.load("data/search/boot.js")])
        .then(() => search.engine.start(search.arrived["boot-"]));
      opening.catch(() => { opening = null; });
    }
    return opening;
  };
  search.open = (callback) => start().then(() => callback(search.engine.about()), callback);
  search.run = (request, callback) => start().then(
    () => search.engine.run(request, callback), (error) => callback(search.failure(error)));
  search.failure = (error) => ({
    error: error.message, total: 0, every: 0, hits: [], facets: null, didYouMean: null,
  });
})();
