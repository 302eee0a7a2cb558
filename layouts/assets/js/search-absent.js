/* For words that no record has: whether they name a term without records, and where records are
   nearest to it. Loaded when it is first needed; kbgen/stages/index/absent.py writes what it reads. */
(function (page, search) {
  "use strict";
  const { engine, arrived } = search;
  let reading;

  /* What a name and the words of a search have in common, however they are written. */
  const keyOf = (words) => engine.chunksOf(words)
    .flatMap((chunk) => engine.formsOf(chunk, false)).map(engine.termOf).join(" ");

  /* key -> {label, above: [label, permalink, records]} */
  async function read() {
    await kbgen.load("data/search/absent.js?" + engine.boot.stamp);
    const { above, terms } = arrived["absent-"];
    const found = new Map();
    for (const [place, ...names] of terms) {
      for (const name of names) {
        const key = keyOf(name);
        if (key && !found.has(key)) found.set(key, { label: names[0], above: above[place] });
      }
    }
    return found;
  }

  /* Shows it, unless the search is no longer `current`, and gives the sentence; else nothing. */
  page.showAbsent = async function (words, current) {
    reading = reading || read();
    reading.catch(() => { reading = null; });
    const term = (await reading).get(keyOf(words));
    if (!term || !current()) return "";
    const [label, permalink, records] = term.above;
    const link = page.part("absent-link");
    page.putText(page.part("absent-words"), "No record is listed under " + term.label + " yet. "
      + (records ? "Nearest with records: " : "With records: "));
    page.putText(link, label + (records ? ", " + page.number(records) + (records === 1 ? " record" : " records") : ""));
    link.href = page.addressOfRecord(permalink);
    page.part("absent").hidden = false;
    return page.part("absent").textContent;
  };
})(window.kbgen.searchPage, window.kbgen.search);
