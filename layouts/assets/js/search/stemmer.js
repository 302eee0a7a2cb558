/* The English stem of lunr.js 2.3.9, computed without lunr. Twin of kbgen/search/stemmer.py. */
(function (search) {
  "use strict";
  const consonant = "[^aeiou]", vowel = "[aeiouy]";
  const consonants = consonant + "[^aeiouy]*", vowels = vowel + "[aeiou]*";
  const start = "^(?:" + consonants + ")?";
  const measured = new RegExp(start + vowels + consonants);
  const measuredOnce = new RegExp(start + vowels + consonants + "(?:" + vowels + ")?$");
  const measuredTwice = new RegExp(start + vowels + consonants + vowels + consonants);
  const hasVowel = new RegExp(start + vowel);
  const short = new RegExp("^" + consonants + vowel + "[^aeiouwxy]$");
  const doubled = /([^aeiouylsz])\1$/;

  const derived = {
    ational: "ate", tional: "tion", enci: "ence", anci: "ance", izer: "ize", bli: "ble",
    alli: "al", entli: "ent", eli: "e", ousli: "ous", ization: "ize", ation: "ate", ator: "ate",
    alism: "al", iveness: "ive", fulness: "ful", ousness: "ous", aliti: "al", iviti: "ive",
    biliti: "ble", logi: "log",
  };
  const formed = {
    icate: "ic", ative: "", alize: "al", iciti: "ic", ical: "ic", ful: "", ness: "",
  };
  const longestFirst = (endings) => endings.sort((a, b) => b.length - a.length);
  const derivedEndings = longestFirst(Object.keys(derived));
  const formedEndings = longestFirst(Object.keys(formed));
  const lastEndings = longestFirst([
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ou", "ism",
    "ate", "iti", "ous", "ive", "ize",
  ]);

  function endingOf(word, endings) {
    return endings.find((ending) => word.endsWith(ending) && word.length > ending.length) || "";
  }

  function withoutPlural(word) {
    const n = word.length;
    if (word[n - 1] !== "s") return word;
    if ((word.endsWith("sses") && n > 4) || (word.endsWith("ies") && n > 3)) return word.slice(0, -2);
    return n > 2 && word[n - 2] !== "s" ? word.slice(0, -1) : word;
  }

  function withoutPast(word) {
    if (word.endsWith("eed") && word.length > 3) {
      return measured.test(word.slice(0, -3)) ? word.slice(0, -1) : word;
    }
    const ending = endingOf(word, ["ed", "ing"]);
    if (!ending) return word;
    const base = word.slice(0, -ending.length);
    if (!hasVowel.test(base)) return word;
    if (/(?:at|bl|iz)$/.test(base)) return base + "e";
    if (doubled.test(base)) return base.slice(0, -1);
    return short.test(base) ? base + "e" : base;
  }

  function replaced(word, endings, replacements) {
    const ending = endingOf(word, endings);
    if (!ending) return word;
    const base = word.slice(0, -ending.length);
    return measured.test(base) ? base + replacements[ending] : word;
  }

  function withoutLast(word) {
    const ending = endingOf(word, lastEndings);
    if (ending) {
      const base = word.slice(0, -ending.length);
      return measuredTwice.test(base) ? base : word;
    }
    if (/[^][st]ion$/.test(word)) {
      const base = word.slice(0, -3);
      return measuredTwice.test(base) ? base : word;
    }
    return word;
  }

  function withoutFinalE(word) {
    if (word.length > 1 && word.endsWith("e")) {
      const base = word.slice(0, -1);
      if (measuredTwice.test(base) || (measuredOnce.test(base) && !short.test(base))) word = base;
    }
    return word.endsWith("ll") && measuredTwice.test(word) ? word.slice(0, -1) : word;
  }

  search.stem = function (word) {
    if (word.length < 3) return word;
    const startsWithY = word[0] === "y"; // a first y is a consonant
    if (startsWithY) word = "Y" + word.slice(1);
    word = withoutPast(withoutPlural(word));
    if (/[^][^aeiou]y$/.test(word)) word = word.slice(0, -1) + "i";
    word = replaced(word, derivedEndings, derived);
    word = replaced(word, formedEndings, formed);
    word = withoutFinalE(withoutLast(word));
    return startsWithY ? "y" + word.slice(1) : word;
  };
})(kbgen.search.engine);
