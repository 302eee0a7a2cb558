/* The index as far as it has been loaded, and the loading of more. Files are named by the key at
   which their range of terms begins; see kbgen/search/ranges.py. */
(function (search) {
  "use strict";
  const keyBits = 48;
  const ready = new Map(); // what postingsOf gives for a term, once all that it needs has been loaded
  let boot, words, shards, files;

  /* A number whose order is that of the terms: 6 bits for a digit or letter, 22 for others. */
  function keyOf(term) {
    let key = 0, left = keyBits;
    for (let i = 0; i < term.length && left > 0; i++) {
      const unit = term.charCodeAt(i);
      let code, width = 6;
      if (unit >= 97 && unit <= 122) code = unit - 85;
      else if (unit >= 48 && unit <= 57) code = unit - 47;
      else {
        code = (unit < 48 ? 0 : unit < 97 ? 11 : 38) * 65536 + unit;
        width = 22;
      }
      key = left >= width ? key * 2 ** width + code
        : key * 2 ** left + Math.floor(code / 2 ** (width - left));
      left -= width;
    }
    return left > 0 ? key * 2 ** left : key;
  }

  /* The first and last key of the terms that begin with a prefix. */
  function keysFrom(prefix) {
    return [keyOf(prefix), keyOf(prefix + "\uffff".repeat(8))];
  }

  const boundsOf = (names) => names.map((name) => parseInt(name.padEnd(12, "0"), 16));

  /* The place of the last bound that is not above `key`. */
  function placeOf(bounds, key) {
    let first = 0, last = bounds.length;
    while (first < last) {
      const middle = (first + last) >> 1;
      if (bounds[middle] <= key) first = middle + 1;
      else last = middle;
    }
    return Math.max(0, first - 1);
  }

  const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

  class Files {
    constructor(kind, names) {
      this.kind = kind;
      this.names = names;
      this.loading = new Map();
    }
    /* The payload of a file, by its place; asked for once. */
    load(place) {
      if (!this.loading.has(place)) {
        const id = this.names ? this.names[place] : String(place);
        const stem = this.kind + (id ? "-" + id : "");
        const wait = kbgen.load("data/search/" + stem + ".js?" + boot.stamp).then(() => {
          const arrived = kbgen.search.arrived, key = this.kind + "-" + id;
          const payload = arrived[key];
          delete arrived[key];
          return payload;
        });
        wait.catch(() => this.loading.delete(place));
        this.loading.set(place, wait);
      }
      return this.loading.get(place);
    }
  }

  search.start = function (payload) {
    if (boot) return;
    if (payload.version !== 3) throw new Error("The index is of another version than its reader");
    boot = payload;
    const bits = new search.BitReader(boot.lengths);
    boot.starts = new search.BitReader(boot.starts).gaps(boot.files, boot.records);
    boot.lengthsOf = []; // by field; those that stand apart come when a word needs them
    boot.fields.forEach((_, field) => {
      if (!boot.apart.includes(field)) keepLengths(field, bits);
    });
    search.boot = boot;
    const names = boot.words ? boot.words.split(" ") : [];
    words = { names, bounds: boundsOf(names), files: new Files("words", names), ready: [] };
    const others = boot.postings ? boot.postings.split(" ") : [];
    shards = { names: others, bounds: boundsOf(others), files: new Files("postings", others), ready: [] };
    files = { records: new Files("records", null), lengths: new Files("lengths", null), facets: new Files("facets", [""]),
      titles: new Files("titles", [""]), ready: new Map() };
  };

  function keepLengths(field, bits) {
    boot.lengthsOf[field] = search.normsOf(search.readLengths(bits, boot.records));
  }

  async function loadLengths(field) {
    const text = await files.lengths.load(field);
    if (!boot.lengthsOf[field]) keepLengths(field, new search.BitReader(text));
  }

  async function loadWords(place) {
    if (!words.ready[place]) {
      const payload = await words.files.load(place);
      if (search.isLate()) await search.pause();
      if (words.ready[place]) return;
      const chunk = search.readWords(payload);
      chunk.keys = chunk.terms.map(keyOf);
      words.ready[place] = chunk;
    }
  }

  async function loadShard(place) {
    if (shards.ready[place]) return;
    const text = await shards.files.load(place);
    const bound = shards.bounds[place];
    const home = placeOf(words.bounds, bound);
    await loadWords(home);
    if (search.isLate()) await search.pause();
    if (shards.ready[place]) return;
    const chunk = words.ready[home];
    const next = place + 1 < shards.bounds.length ? shards.bounds[place + 1] : Infinity;
    const first = lowest(chunk.keys, bound), last = lowest(chunk.keys, next);
    const shard = search.readPostings(text, boot, chunk.forms.slice(first, last));
    shard.first = first;
    shards.ready[place] = shard;
  }

  function lowest(keys, bound) {
    let first = 0, last = keys.length;
    while (first < last) {
      const middle = (first + last) >> 1;
      if (keys[middle] < bound) first = middle + 1;
      else last = middle;
    }
    return first;
  }

  const store = (search.store = {});

  /* Loads the words among which a term has its place. */
  store.needWords = (term) => (words.names.length ? loadWords(placeOf(words.bounds, keyOf(term))) : null);

  /* Loads the words that begin with a prefix, or all words ("" as prefix). */
  store.needPrefix = function (prefix) {
    if (!words.names.length) return null;
    const [from, to] = keysFrom(prefix);
    return Promise.all(range(placeOf(words.bounds, from), placeOf(words.bounds, to)).map(loadWords));
  };

  /* Loads the postings of a term, and the lengths of all fields in which it stands. */
  store.needPostings = async function (term) {
    if (!shards.names.length) return;
    await loadShard(placeOf(shards.bounds, keyOf(term)));
    const found = store.postingsOf(term);
    if (found) await Promise.all(boot.apart.filter((field) => lacksLengths(found, field)).map(loadLengths));
    ready.set(term, found);
  };

  /* Whether all of that has been loaded, and the words among which the term has its place. */
  store.isReady = (term) => ready.has(term);

  function lacksLengths({ shard, index }, field) {
    const at = index * boot.fields.length + field;
    return !boot.lengthsOf[field] && shard.starts[at] < shard.starts[at + 1];
  }

  const chunkOf = (term) => words.ready[placeOf(words.bounds, keyOf(term))];

  /* The words file, if loaded, in which `term` has its place. */
  store.wordsAt = (term) => chunkOf(term) || { terms: [], forms: [], phrases: new Map(), strangers: new Map() };

  /* The loaded words files with words that begin with a prefix. */
  store.wordsFrom = function (prefix) {
    if (!words.names.length) return [];
    const [from, to] = keysFrom(prefix);
    return range(placeOf(words.bounds, from), placeOf(words.bounds, to))
      .map((place) => words.ready[place]).filter(Boolean);
  };

  function indexIn(chunk, term) {
    let first = 0, last = chunk.terms.length;
    while (first < last) {
      const middle = (first + last) >> 1;
      if (chunk.terms[middle] < term) first = middle + 1;
      else last = middle;
    }
    return chunk.terms[first] === term ? first : -1;
  }

  store.isTerm = (term) => indexIn(store.wordsAt(term), term) >= 0;

  store.formsOf = function (term) {
    const chunk = store.wordsAt(term), index = indexIn(chunk, term);
    return index < 0 ? [] : chunk.forms[index];
  };

  /* The postings of a term, if loaded: {shard, index}, index being its place in the shard. */
  store.postingsOf = function (term) {
    if (ready.has(term)) return ready.get(term);
    const index = indexIn(store.wordsAt(term), term);
    const shard = shards.ready[placeOf(shards.bounds, keyOf(term))];
    return index < 0 || !shard ? null : { shard, index: index - shard.first };
  };

  /* [permalink, fragment] of a record. */
  store.record = async function (record) {
    if (!files.ready.has(record)) {
      const starts = boot.starts;
      let first = 0, last = starts.length;
      while (first < last) {
        const middle = (first + last) >> 1;
        if (starts[middle] <= record) first = middle + 1;
        else last = middle;
      }
      const start = starts[first - 1];
      const entries = await files.records.load(start);
      entries.forEach((entry, i) => files.ready.set(start + i, entry));
    }
    return files.ready.get(record);
  };

  store.hasRecord = (record) => files.ready.has(record);

  store.facets = () => files.facets.load(0);
  store.titles = () => files.titles.load(0);

  search.about = () => ({
    records: boot.records, fields: boot.fields.map(([name, weight]) => ({ name, weight })),
  });
})(kbgen.search.engine);
