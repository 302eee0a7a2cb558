/* From text to words: the one analysis of index and query. Twin of kbgen/search/analysis.py, with
   the tables of characters.py, spelling.py and stop_words.py; a test keeps the two equal. */
(function (search) {
  "use strict";
  const longest = 40;
  const ignoredCharacters =
    "\u00ad\u034f\u061c\u0640\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f" +
    "\ufe00-\ufe0f\ufeff\u{e0000}-\u{e0fff}\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf" +
    "\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-" +
    "\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f";
  const separatingCharacters =
    "\u0000-&(-,/:-@\\[-_{-\u00bf\u00d7\u00f7\u02b9\u02ba\u02bd-\u02df\u037e\u0387\u055a-" +
    "\u055f\u0589\u058a\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u0600-\u060f\u061b\u061d-" +
    "\u061f\u066a-\u066d\u06d4\u06dd\u06de\u06e9\u0700-\u070d\u0964\u0965\u0970\u0df4" +
    "\u0e3f\u0e4f\u0e5a\u0e5b\u0f04-\u0f14\u0f3a-\u0f3d\u104a-\u104f\u10fb\u1360-\u1368" +
    "\u1400\u166e\u1680\u169b\u169c\u16eb-\u16ed\u17d4-\u17db\u1800-\u180a\u2000-\u200a" +
    "\u2012-\u2017\u201a\u201c-\u2029\u202f-\u2031\u2033-\u205f\u2065\u20a0-\u20cf\u2100-" +
    "\u214f\u2190-\u2bff\u2e00-\u2e7f\u2ff0-\u2fff\u3000-\u3004\u3008-\u3020\u3030\u303d-" +
    "\u303f\u30a0\u30fb\ua4fe\ua4ff\ua60d-\ua60f\ua673\ua67e\ua6f2-\ua6f7\ua874-\ua877" +
    "\ua8ce\ua8cf\ud800-\udfff\ue000-\uf8ff\ufd3e\ufd3f\ufe10-\ufe1f\ufe30-\ufe6f\ufff0-" +
    "\uffff\u{10100}-\u{1013f}\u{1d800}-\u{1dfff}\u{1f000}-\u{1faff}\u{f0000}-\u{10ffff}";
  const unspacedCharacters =
    "\u3005-\u3007\u3021-\u302f\u3031-\u303c\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3400" +
    "-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{1b000}-\u{1b16f}\u{20000}-\u{3ffff}";
  const letters = new Map(Object.entries({
    ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i",
    ŋ: "n", ĸ: "k", ŧ: "t", ς: "σ", ə: "e", ة: "ه", ى: "ي", ک: "ك", ی: "ي", ٱ: "ا",
  }));
  for (let digit = 0; digit < 10; digit++) { // Arabic and Persian digits
    letters.set(String.fromCharCode(0x660 + digit), String(digit));
    letters.set(String.fromCharCode(0x6f0 + digit), String(digit));
  }
  const spellings = [
    [/^practis(e|es|ed|ing)$/gu, "practic$1"],
    [/^(.{2,}[^aeiouvc]|.+ic)is(e|ed|es|er|ers|ing|ation|ations|ational|able)$/gu, "$1iz$2"],
    [/lys(e|ed|es|er|ers|ing)$/gu, "lyz$1"],
    [new RegExp("(behavi|col|endeav|fav|flav|harb|hon|hum|lab|neighb|rum|vig|sav|arm|cand|clam|" +
      "glam|parl|ranc|rig|splend|tum|val|vap|ferv|od)our", "gu"), "$1or"],
    [/(cent|theat|met|lit|fib|calib|somb|lust|meag|spect)r(?:e(s|d)?|ing)$/gu, "$1er$2"],
    [/(def|off|lic|pret)enc(e|es|ed|ing)$/gu, "$1ens$2"],
    [new RegExp("(travel|cancel|counsel|label|level|model|signal|fuel|dial|channel|marshal|" +
      "tunnel|total|equal|quarrel|rival|shovel)l(ed|ing|er|ers|or|ors)$", "gu"), "$1$2"],
    [/^programme(s?)$/gu, "program$1"],
    [/^(skil|wil)ful/gu, "$1lful"],
    [/(cata|dia|ana|mono|pro|epi)logue(s?)$/gu, "$1log$2"],
    [/(judg|acknowledg)ement/gu, "$1ment"],
    [/^grey/gu, "gray"],
    [/^ageing$/gu, "aging"],
    [/^learnt$/gu, "learned"],
    [/^(sc)eptic/gu, "skeptic"],
    [/^mould/gu, "mold"],
    [/^plough/gu, "plow"],
    [/^alumini/gu, "alumin"],
    [/manoeuvr(?:e(s|d)?|ing)/gu, "maneuver$1"],
    [/(p|orthop|encyclop)aed/gu, "$1ed"],
    [/(gyn|arch|an|leuk)ae/gu, "$1e"],
    [/^haem/gu, "hem"],
    [/^aesth/gu, "esth"],
    [/^caesar/gu, "cesar"],
    [/^(f|diarrh)oe/gu, "$1e"],
    [/^o(e(?:str|d|soph))/gu, "$1"],
  ];
  const stopWords = new Set((
    "a about after al all also am an and any are as at au aux avec be because been but by " +
    "can cannot con could dans de del des did do does du either el else en et ever every " +
    "for from get got had has have he her hers him his how however i if in into is it its " +
    "just la las le les let los may me might most must my neither no nor not of off often " +
    "on only or other our own para por pour rather said say says she should since so some " +
    "sur sus than that the their them then there these they this to too une us was we " +
    "were what when where which while who whom why will with would y yet you your"
  ).split(" "));

  const space = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
  const ignored = new RegExp("[" + ignoredCharacters + "]+", "gu");
  const separators = new RegExp("(?:[" + separatingCharacters + "]|\\.{2,})+", "u");
  const unspaced = new RegExp("([" + unspacedCharacters + "]+)", "u");
  const apostrophes = /[`\u02bb\u02bc\u2018\u2019\u201b\u2032]/g;
  const ascii = /^[\0-\x7f]*$/;

  function plain(chunk) {
    if (ascii.test(chunk)) return chunk.replace(/`/g, "'");
    return chunk.replace(apostrophes, "'").normalize("NFKD").replace(/[\u2010\u2011]/g, "-")
      .replace(ignored, "").replace(apostrophes, "'").normalize("NFC");
  }

  function lower(word) {
    word = word.toLowerCase();
    if (ascii.test(word)) return word;
    return word.replace(ignored, "").replace(/[^]/g, (c) => letters.get(c) || c);
  }

  const trim = (text, ends) => text.replace(new RegExp("^[" + ends + "]+|[" + ends + "]+$", "g"), "");
  const cut = (form) => (form.length > longest ? Array.from(form).slice(0, longest).join("") : form);
  const single = (form) => ({ parts: [cut(form)], whole: "", stop: stopWords.has(cut(form)) });

  /* Pairs of neighbouring characters where a script writes no spaces. */
  function withoutSpaces(word) {
    const found = [];
    word.split(unspaced).forEach((run, i) => {
      const letter = Array.from(run);
      if (i % 2 === 0 || letter.length === 1) {
        if (run) found.push(run);
      } else {
        for (let j = 0; j + 1 < letter.length; j++) found.push(letter[j] + letter[j + 1]);
      }
    });
    return found;
  }

  /* The words of a piece without hyphens: usually one. */
  function simpleWords(half) {
    let word = trim(half, "'.");
    if (word.endsWith("'s")) word = word.slice(0, -2);
    word = trim(word.replace(/'/g, ""), ".");
    if (word.includes(".") && !/[0-9]/.test(word)) {
      const letter = word.split(".");
      if (letter.some((l) => Array.from(l).length > 1)) return letter.filter(Boolean).map(single);
      return [{ parts: [cut(letter.join(""))], whole: "", stop: false }]; // U.S. is US
    }
    if (unspaced.test(word)) return withoutSpaces(word).map(single);
    const code = /^([a-z]{2,})([0-9][0-9.]*)$/.exec(word);
    if (code) return [{ parts: [code[1], trim(code[2], ".")], whole: cut(word), stop: false }];
    return [single(word)];
  }

  function readPiece(piece) {
    const capitals = /^[A-Z][A-Z0-9]+$/.test(piece);
    const text = lower(piece).replace(/(^|-)(?:[cdjlmnst]|qu)'(?=[^'-])/gu, "$1")
      .replace(/([^'-])'(?=[^'.-]{3})/gu, "$1-");
    const simple = text.split("-").filter((half) => trim(half, "'.")).map(simpleWords);
    if (simple.length === 2 && simple[0].length === 1 && simple[1].length === 1) {
      const [first, second] = [simple[0][0], simple[1][0]];
      const numbers = /^[0-9]/.test(first.parts[0]) && /^[0-9]/.test(second.parts[0]);
      if (first.whole || second.whole || numbers) return [first, second];
      const parts = [first.parts[0], second.parts[0]];
      return [{ parts, whole: cut(parts.join("")), stop: false }];
    }
    return simple.flat().map((word) => (capitals && word.stop ? { ...word, stop: false } : word));
  }

  /* The words of a chunk, a text without white space: [{parts, whole, stop}]. "COVID-19" has the
     parts covid and 19 and the whole covid19; a simple word has one part and no whole. */
  search.wordsOf = function (chunk) {
    const quick = /^[("']?([A-Za-z][a-z]+)[.,;:!?)"']*$/.exec(chunk); // most chunks
    if (quick) return [single(quick[1].toLowerCase())];
    const found = [];
    const text = plain(chunk).replace(/([0-9]),(?=[0-9]{3}(?![0-9]))/gu, "$1");
    for (const piece of text.split(separators)) {
      const trimmed = trim(piece, "'.-");
      if (trimmed) found.push(...readPiece(trimmed));
    }
    return found;
  };

  search.chunksOf = (text) => text.split(space).filter(Boolean);
  search.isStopWord = (form) => stopWords.has(form);

  /* The forms that a chunk adds to the index: parts and wholes, unstemmed. */
  search.formsOf = function (chunk, keepStopWords) {
    const forms = [];
    for (const word of search.wordsOf(chunk)) {
      for (const part of word.parts) {
        const stop = word.parts.length === 1 ? word.stop : stopWords.has(part);
        if (part && (keepStopWords || !stop)) forms.push(part);
      }
      if (word.whole) forms.push(word.whole);
    }
    return forms;
  };

  function american(word) {
    for (const [pattern, replacement] of spellings) word = word.replace(pattern, replacement);
    return word;
  }

  /* The stem of a word, as lunr.js has it; see loader.js. */
  search.stem = (word) => search.lunr.stemmer(new search.lunr.Token(word)).toString();

  /* The term of the index that stands for a form: its stem in American spelling. */
  const terms = new Map();
  search.termOf = function (form) {
    let term = terms.get(form);
    if (term === undefined) {
      if (terms.size > 200000) terms.clear();
      terms.set(form, (term = search.stem(american(form))));
    }
    return term;
  };
})(kbgen.search.engine);
