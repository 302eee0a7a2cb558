/* On every page: loads the rest of search when it is first wanted. */
(function () {
  "use strict";
  const kbgen = (window.kbgen = window.kbgen || {});
  const root = document.documentElement.dataset.root || "";
  const ours = /^(?:\.\.\/)*(?:data|assets\/(?:js|vendor))\/(?:[\w-]+\/)*[\w-]+(?:\.min)?\.js(?:\?\w*)?$/;
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

  /* lunr.js puts itself into the window. Where a site had a lunr of its own, that comes back. */
  let theirs = window.lunr;
  const hasLunr = () => Boolean(window.lunr) && window.lunr.version === "2.3.9";
  async function needLunr() {
    if (search.engine.lunr) return;
    if (!hasLunr()) {
      theirs = window.lunr;
      await kbgen.load("assets/vendor/lunr/lunr.min.js");
      if (!hasLunr()) throw new Error("lunr.js did not put itself into the window");
    }
    search.engine.lunr = window.lunr;
    if (theirs) window.lunr = theirs;
  }

  /* The search page has asked for these files by itself, to have them sooner. */
  async function load() {
    const missing = [];
    if (!search.engine.start) missing.push("assets/js/search-engine.js");
    if (!search.arrived["boot-"]) missing.push("data/search/boot.js");
    await Promise.all([needLunr(), ...missing.map(kbgen.load)]);
    search.engine.start(search.arrived["boot-"]);
  }
  function start() {
    opening = opening || load();
    opening.catch(() => { opening = null; });
    return opening;
  }
  search.open = (done) => start().then(() => done(search.engine.about()), done);
  search.run = (request, done) => start().then(
    () => search.engine.run(request, done), (error) => done(search.failure(error)));
})();
