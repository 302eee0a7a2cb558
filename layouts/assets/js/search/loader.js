/* On every page: loads the rest of search when it is first wanted. */
(function () {
  "use strict";
  const kbgen = (window.kbgen = window.kbgen || {});
  const root = document.documentElement.dataset.root || "";
  const ours = /^(?:\.\.\/)*(?:data|assets\/js)\/(?:[\w-]+\/)*[\w-]+\.js(?:\?\w*)?$/;
  const rules = {
    createScriptURL(url) {
      if (ours.test(url)) return url;
      throw new TypeError("Not a script of this site: " + url);
    },
  };
  const policy = window.trustedTypes ? trustedTypes.createPolicy("kbgen", rules) : rules;

  /* Runs a script of the site; scripts run in the order in which they are asked for. */
  kbgen.load = (path) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.async = false;
    script.onload = done;
    script.onerror = () => failed(new Error("Cannot load " + path));
    script.src = policy.createScriptURL(root + path);
    document.head.append(script);
  });

  const search = (kbgen.search = { engine: {}, arrived: {} });
  let opening;

  /* Files of the index call this with what they hold. */
  search.receive = (kind, name, payload) => { search.arrived[kind + "-" + name] = payload; };
  search.failure = ({ message }) => ({
    error: message, total: 0, every: 0, hits: [], facets: null, didYouMean: null,
  });

  /* The search page has asked for both files by itself, to have them sooner. */
  function start() {
    const missing = [];
    if (!search.engine.start) missing.push("assets/js/search-engine.js");
    if (!search.arrived["boot-"]) missing.push("data/search/boot.js");
    opening = opening || Promise.all(missing.map(kbgen.load))
      .then(() => search.engine.start(search.arrived["boot-"]));
    opening.catch(() => { opening = null; });
    return opening;
  }
  search.open = (done) => start().then(() => done(search.engine.about()), done);
  search.run = (request, done) => start().then(
    () => search.engine.run(request, done), (error) => done(search.failure(error)));
})();
