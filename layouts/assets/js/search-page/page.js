/* The search page: what a reader does changes what is asked for, and the answer is shown. */
(function (page, search) {
  "use strict";
  const firstResults = 10; // fewer come sooner
  const moreResults = 20;
  const mostRestored = 200;
  const patience = 70; // ms until the page says that it is searching: a tenth of a second is felt as no wait
  const calm = 400; // ms without typing until the address follows the words
  const quiet = 800; // ms until a count is announced
  const { results } = page;
  const query = page.part("query"), more = page.part("more"), sort = page.part("sort");
  const unfiltered = page.part("unfiltered"), relevance = sort.querySelector("[value='relevance']");
  let asked = page.readAddress(location.search);
  let committed = page.addressOf(asked);
  let known = location.search;
  let number = 0, waiting = 0, announcing = 0, following = 0;
  let found = { total: 0 }, filtering = null, explaining = null;

  const setState = (state) => { page.part("page").dataset.state = state; };
  const isOpen = () => !asked.words.trim() && !page.countFilters(asked);
  const orderOf = ({ words, sort: wanted }) => wanted || (words.trim() ? "relevance" : "title");

  const requestOf = (offset, limit, soon = limit) => ({
    words: asked.words.trim() && asked.words, typing: asked.typing, filters: Object.fromEntries(asked.filters),
    years: asked.years, sort: orderOf(asked), offset, limit, soon,
  });

  /* Searches anew, or for the results that follow those which are shown. `inParts`: what the window
     shows is painted first, for who types looks at that. */
  function run(offset = 0, limit = offset ? moreResults : firstResults, inParts = false) {
    const mine = ++number;
    const due = Date.now() + patience;
    let listed = false;
    waitUntil(due, page.searchingSentence);
    results.setBusy(true);
    search.run(requestOf(offset, limit, inParts ? results.fitting() : limit), (answer) => {
      if (mine !== number) return;
      if (answer.reading) return waitUntil(due, page.readingSentence(answer.reading));
      clearTimeout(waiting);
      if (answer.error !== undefined) return showError();
      let showRest = null;
      if (!listed && offset) results.append(answer);
      else if (!listed) showRest = showAnswer(answer);
      listed = !answer.partial;
      more.hidden = answer.partial || results.count() >= answer.total;
      const finish = () => {
        if (showRest) showRest();
        if (!answer.facets) return;
        needFilters().then(() => mine === number && showFilters(answer), () => mine === number && showError());
      };
      if (!answer.partial) needFilters();
      if (!inParts) finish();
      afterPainting(() => {
        results.look();
        if (inParts) finish();
      });
    });
  }

  const afterPainting = (then) => requestAnimationFrame(() => setTimeout(then));

  /* Says what the page is doing if it is still doing so then. */
  function waitUntil(due, sentence) {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (!results.count()) setState("loading");
      page.putText(page.part("count"), sentence);
      announce(sentence);
    }, due - Date.now());
  }

  function showError() {
    results.clear();
    results.setBusy(false);
    more.hidden = true;
    setState("error");
    page.putText(page.part("count"), "");
    announce(page.errorSentence);
  }

  function showAnswer(answer) {
    found = answer;
    const showRest = results.show(answer);
    setState(isOpen() ? "idle" : answer.total ? "results" : "empty");
    page.putText(page.part("count"), answer.total ? page.countSentence(answer) : "");
    announce(answer.total ? page.countSentence(answer) : page.emptySentence);
    showSort();
    showSuggestion(answer.didYouMean);
    unfiltered.hidden = page.part("absent").hidden = true;
    const { opened } = history.state || {};
    if (opened && !answer.partial) returnTo(opened);
    return showRest;
  }

  /* The script of the filters comes after the results. */
  function needFilters() {
    filtering = filtering || kbgen.load("assets/js/search-filters.js");
    filtering.catch(() => { filtering = null; });
    return filtering;
  }

  function showFilters(answer) {
    const { filters } = page;
    filters.make(search.engine.facetsReady(), asked, does);
    for (const name of asked.filters.keys()) if (!filters.isKnown(name)) asked.filters.delete(name);
    filters.show(answer.facets, asked, answer.total);
    if (!answer.total && page.countFilters(asked)) offerUnfiltered();
    if (answer.hits.every(({ every, why }) => !every || why.length)) explain();
    results.setBusy(false);
  }

  /* Screen readers hear of a count once it stands still. */
  function announce(sentence) {
    clearTimeout(announcing);
    announcing = setTimeout(() => page.putText(page.part("announcement"), sentence), quiet);
  }

  /* Without words every record is as relevant as the others. */
  function showSort() {
    relevance.hidden = relevance.disabled = !asked.words.trim();
    if (sort.value !== orderOf(asked)) sort.value = orderOf(asked);
  }

  function showSuggestion(words) {
    const link = page.part("suggestion-link");
    page.part("suggestion").hidden = !words;
    page.putText(link, words || "");
    if (words) link.href = page.addressOf({ ...asked, words, typing: false });
  }

  /* Where the filters leave nothing: how much there is without them. */
  function offerUnfiltered() {
    const mine = number;
    search.run({ ...requestOf(0, 1), filters: {}, years: [0, 0] }, (answer) => {
      if (mine !== number || !answer.total) return;
      unfiltered.textContent = page.unfilteredSentence(answer.total);
      unfiltered.hidden = false;
    });
  }

  /* No record has the very words: they may name a term without records. What says so comes when it
     is first needed. */
  function explain() {
    const mine = number;
    explaining = explaining || kbgen.load("assets/js/search-absent.js");
    explaining.then(() => page.showAbsent(asked.words, () => mine === number))
      .then((said) => said && announce(said), () => { explaining = null; });
  }

  /* Coming back from a record, a reader stands where they left. */
  function returnTo(opened) {
    history.replaceState({ ...history.state, opened: "" }, "");
    const link = results.linkTo(opened);
    if (link) link.focus();
  }

  /* Typing changes the address of the page; a deliberate step makes a new one, to go back from. */
  function follow() {
    clearTimeout(following);
    following = 0;
    if (page.addressOf(asked) !== location.href) write("replaceState", page.addressOf(asked));
  }

  function write(how, address) {
    history[how](null, "", address);
    known = location.search;
  }

  function commit() {
    const address = page.addressOf(asked);
    clearTimeout(following);
    following = 0;
    if (address !== committed) {
      write("pushState", address);
      committed = address;
    }
  }

  /* A step changes what is asked for in one go. */
  function step(change) {
    if (following) follow();
    asked = { ...asked, ...change };
    commit();
    run();
  }

  const does = {
    choose(name, id, wanted) {
      const chosen = new Map(asked.filters);
      page.choose({ filters: chosen }, name, id, wanted);
      step({ filters: chosen });
    },
    chooseYears(from, to) {
      step({ years: page.orderedYears(from, to) });
    },
    clear() {
      step(page.withoutFilters(asked));
    },
  };

  query.addEventListener("input", () => {
    asked = { ...asked, words: page.cutWords(query.value), typing: true };
    clearTimeout(following);
    following = setTimeout(follow, calm);
    run(0, firstResults, true);
  });

  page.part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(following);
    following = 0;
    if (location.href !== committed) write("replaceState", committed);
    step({ words: page.cutWords(query.value), typing: false });
  });

  page.part("suggestion-link").addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    query.value = event.currentTarget.textContent;
    step({ words: query.value, typing: false });
    query.focus();
  });

  sort.addEventListener("change", () => {
    const plain = asked.words.trim() ? "relevance" : "title";
    step({ sort: sort.value === plain ? "" : sort.value });
  });

  unfiltered.addEventListener("click", () => {
    does.clear();
    query.focus();
  });

  more.addEventListener("click", () => run(results.count()));

  results.list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    if (following) follow();
    history.replaceState({ shown: results.count(), opened: link.href }, "");
  });

  function start() {
    const { shown } = history.state || {};
    query.value = asked.words;
    if (!isOpen()) setState("waiting");
    run(0, Math.min(mostRestored, Math.max(firstResults, shown || 0)), !shown && !results.count());
  }

  addEventListener("popstate", () => {
    if (location.search === known) return; // a link within the page
    known = location.search;
    clearTimeout(following);
    following = 0;
    asked = page.readAddress(location.search);
    committed = page.addressOf(asked);
    start();
  });
  addEventListener("beforeprint", () => page.putText(page.part("printed"),
    page.printedSentence(asked.words.trim(), page.filters ? page.filters.on : [], results.count(), found)));
  addEventListener("pagehide", () => { if (following) follow(); });
  start();
})(window.kbgen.searchPage, window.kbgen.search);
