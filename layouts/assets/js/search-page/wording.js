/* The sentences of the search page. */
(function (page) {
  "use strict";
  const numbers = new Intl.NumberFormat(document.documentElement.lang || "en");
  const number = (count) => numbers.format(count);
  const one = (count, singular, plural) => number(count) + " " + (count === 1 ? singular : plural);

  page.number = number;

  /* How many records there are, and how many of them match every word. */
  page.countSentence = function ({ total, every, more }) {
    if (more) return "At least " + one(total, "record", "records");
    if (every === total) return one(total, "record", "records");
    const rest = total - every;
    if (!every) return "No record matches all words, " + one(rest, "matches some", "match some");
    return one(every, "record matches", "records match") + " all words, "
      + one(rest, "more matches some", "more match some");
  };

  /* On paper: what was searched for, and how much of what was found is there. */
  page.printedSentence = (words, filters, shown, { total, more }) => "Search: " + (words || "all records")
    + (filters.length ? "; filters: " + filters.join(", ") : "") + "; " + number(shown) + " of "
    + (more ? "at least " : "") + one(total, "result", "results");

  page.dividerSentence = (rest) => one(rest, "record matches", "records match") + " some of the words";

  /* Why a record was found, where its words do not say it. */
  page.whySentence = function ({ why, missing }) {
    const reasons = new Map();
    for (const reason of [...why, ...missing.map((word) => "without: " + word)]) {
      const [kind, word] = reason.split(": ");
      reasons.set(kind, [...(reasons.get(kind) || []), word]);
    }
    return [...reasons].map(([kind, words]) => kind.charAt(0).toUpperCase() + kind.slice(1)
      + (words[1] && kind !== "without" ? "s: " : ": ") + words.join(", ")).join(" · ");
  };

  page.yearsText = ([from, to]) => (from === to ? String(from)
    : from && to ? from + "–" + to : from ? "from " + from : "up to " + to);

  page.doneSentence = (total) => (total ? "Show " + one(total, "record", "records") : "Close the filters");
  page.allSentence = (count) => "Show all " + number(count);
  page.fewerSentence = "Show fewer";
  page.noChoiceSentence = "Not in this list.";
  page.searchingSentence = "Searching …";
  page.readingSentence = (count) => "Reading " + one(count, "record", "records") + " for these words side by side …";
  page.emptySentence = "Nothing found";
  page.errorSentence = "The search index could not be read";
  page.unfilteredSentence = (total) =>
    one(total, "record matches", "records match") + " without the filters: show " + (total === 1 ? "it" : "them");
  page.removeSentence = (label, text) => "Remove filter: " + label + ": " + text;
})(window.kbgen.searchPage);
