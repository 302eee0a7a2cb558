/* Reads what kbgen/search/bits.py, lengths.py, vocabulary.py and shards.py wrote. */
(function (search) {
  "use strict";

  const most = 25; // bits that can be looked at, wherever they begin

  class BitReader {
    constructor(text) {
      const raw = atob(text);
      this.bytes = new Uint8Array(raw.length + 4); // zeros behind the end, so that reading comes to one
      for (let i = 0; i < raw.length; i++) this.bytes[i] = raw.charCodeAt(i);
      this.at = 0; // the next bit
      this.end = 8 * raw.length;
    }
    /* The next bits, from the highest of 32 on; 25 of them or more. */
    look() {
      const { bytes, at } = this, first = at >> 3;
      return ((bytes[first] << 24) | (bytes[first + 1] << 16) | (bytes[first + 2] << 8)
        | bytes[first + 3]) << (at & 7);
    }
    fixed(width) {
      if (width === 0) return 0;
      if (width > most) return this.fixed(width - most) * 2 ** most + this.fixed(most);
      const number = this.look() >>> (32 - width);
      this.at += width;
      return number;
    }
    /* How many equal bits stand before the next other one, which is read too; `flip` is 0 for zeros,
       -1 for ones. */
    equal(flip) {
      for (let count = 0; ; count += most) {
        const run = Math.clz32(this.look() ^ flip);
        this.at += Math.min(run + 1, most);
        if (run < most || this.at >= this.end) return count + Math.min(run, most);
      }
    }
    gamma() {
      const zeros = this.equal(0);
      return 2 ** zeros + this.fixed(zeros);
    }
    rice(width) {
      return this.equal(-1) * 2 ** width + this.fixed(width);
    }
    gaps(count, universe) {
      const numbers = new Uint32Array(count);
      this.putGaps(numbers, 0, count, universe);
      return numbers;
    }
    /* Reads as many numbers into a list, from a place on. */
    putGaps(numbers, from, count, universe) {
      if (2 * count > universe) { // what is missing is written
        const missing = this.gaps(universe - count, universe);
        for (let number = 0, next = 0, i = 0; i < count; number++) {
          if (missing[next] === number) next++;
          else numbers[from + i++] = number;
        }
        return;
      }
      const width = count ? riceWidth(universe, count) : 0;
      let previous = -1;
      for (let i = 0; i < count; i++) numbers[from + i] = previous += 1 + this.rice(width);
    }
  }

  function riceWidth(universe, members) {
    const quotient = Math.floor((universe * 11) / (16 * members));
    return quotient < 1 ? 0 : 31 - Math.clz32(quotient);
  }

  search.widthOf = (count) => (count < 2 ? 0 : 32 - Math.clz32(count - 1));
  search.BitReader = BitReader;

  const signs = " !#$%&'()*+,-/:;<=>?@[]^_`";
  const endings = ["0", "0s", "0e", "0ed", "0ing", "0es", "1y", "0al", "0ation", "0ion", "0ers",
    "0ated", "0ate", "0ic", "0ions", "0er", "0ive", "0ity", "0ations", "0ly", "0ally", "0ating",
    "0ment", "0ent", "1ing", "0ities"];

  /* The place of the next capital or sign, which are no part of a term or ending. */
  function endOf(text, at) {
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code < 48 ? code !== 46 : code > 57 && (code < 97 || (code > 122 && code < 127))) break;
    }
    return at;
  }

  function formFrom(term, code) {
    if (code[0] === "|") return code.slice(1);
    const ending = code[0] === "~" ? code.slice(1) : endings[signs.indexOf(code)];
    return term.slice(0, term.length - ending[0]) + ending.slice(1);
  }

  /* The lengths of a field: {column, average, greatest}. lengths.py says how they are coded. */
  search.readLengths = function (bits, records) {
    const column = new Uint32Array(records);
    const count = bits.gamma() - 1;
    if (count === 0) return { column, average: 0, greatest: 0 };
    const lengths = bits.gaps(count, bits.gamma());
    const longest = bits.gamma() - 1, width = search.widthOf(longest + 1);
    const bySize = Array.from({ length: longest + 1 }, () => []);
    for (const length of lengths) bySize[bits.fixed(width)].push(length);
    const shortest = bySize.findIndex((its) => its.length);
    let sum = 0;
    for (let record = 0; record < records; record++) {
      let size = shortest, code = bits.fixed(shortest); // the code as far as read, less the first of its size
      for (; size < longest && code >= bySize[size].length; size++) {
        code = (code - bySize[size].length) * 2 + bits.fixed(1);
      }
      sum += column[record] = bySize[size][code];
    }
    return { column, average: sum / records, greatest: lengths[count - 1] };
  };

  /* A words file: {terms, forms, phrases, strangers}. */
  search.readWords = function (payload) {
    const terms = [], forms = [], text = payload.terms;
    const capital = (at) => text.charCodeAt(at) - 65;
    for (let at = 0, term = ""; at < text.length;) {
      const start = at;
      at = endOf(text, at + 1);
      term = term.slice(0, capital(start)) + text.slice(start + 1, at);
      const its = [];
      while (at < text.length && !(capital(at) >= 0 && capital(at) < 26)) {
        const sign = at;
        at = endOf(text, at + 1);
        its.push(formFrom(term, text.slice(sign, at)));
      }
      terms.push(term);
      forms.push(its.length ? its : [term]);
    }
    const phrases = new Map((payload.phrases || []).map(([key, ...others]) => [key, others]));
    const strangers = new Map((payload.strangers || []).map((pair) => pair.split(" ")));
    return { terms, forms, phrases, strangers };
  };

  /* Where a file is read to, whose length is known only then. */
  const room = { records: new Uint32Array(8192), counts: new Uint32Array(8192), named: new Int32Array(8192) };
  function makeRoom(size) {
    for (const [name, old] of Object.entries(room)) (room[name] = new old.constructor(size)).set(old);
  }

  /* A postings file: for term t and field f the records stand in records[i] and the counts in
     counts[i], for i from starts[t * fields + f] to before starts[t * fields + f + 1]. named[i]
     has a bit for every form in which the heaviest field has the term (0: its only form).
     frequencies[t] is lunr's document frequency, which counts fields. */
  search.readPostings = function (text, boot, forms) {
    const bits = new BitReader(text);
    const fields = boot.fields.length;
    const masks = Array.from({ length: bits.gamma() - 1 }, () => bits.fixed(fields));
    const starts = new Uint32Array(forms.length * fields + 1);
    const frequencies = new Uint32Array(forms.length);
    let size = 0;
    for (let term = 0; term < forms.length; term++) {
      const mask = masks[bits.gamma() - 1];
      const nameWidth = search.widthOf(forms[term].length);
      for (let field = 0; field < fields; field++) {
        starts[term * fields + field] = size;
        if (Math.floor(mask / 2 ** field) % 2 === 0) continue;
        const members = bits.gamma();
        const first = size;
        size += members;
        if (size > room.records.length) makeRoom(2 * size);
        const { records, counts, named } = room;
        bits.putGaps(records, first, members, boot.records);
        const repeated = members === 1 || bits.fixed(1) === 1;
        const width = repeated && members >= 8 ? bits.fixed(2) : 0;
        frequencies[term] += members;
        for (let i = first; i < size; i++) {
          counts[i] = repeated ? bits.rice(width) + 1 : 1;
          named[i] = 0;
        }
        if (field !== boot.heaviest || nameWidth === 0) continue;
        for (let i = first; i < size; i++) {
          for (let n = 0; n < counts[i]; n++) named[i] |= 1 << Math.min(31, bits.fixed(nameWidth));
        }
      }
    }
    starts[forms.length * fields] = size;
    const cut = (list) => list.slice(0, size);
    return { starts, frequencies, records: cut(room.records), counts: cut(room.counts), named: cut(room.named) };
  };
})(kbgen.search.engine);
