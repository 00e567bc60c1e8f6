// The yardstick: what a person would write by hand for this task alone. Rows are kept newest first, so that
// the first of a bitset are the first to show; years are runs of rows; tags, companies and words have posting
// lists; and counts are made from the fewest rows: those that match, the rest, or those that changed.

const SHOWN = 50;

const popcount = (v) => {
  v -= (v >>> 1) & 0x55555555;
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

const count = (bits) => {
  let sum = 0;
  for (let at = 0; at < bits.length; at++) sum += popcount(bits[at]);
  return sum;
};

/** Posting lists of a column of several values a row: `starts[v] .. starts[v + 1]` of `rows`. */
const postings = (offsets, values, kinds) => {
  const starts = new Uint32Array(kinds + 1);
  for (let at = 0; at < values.length; at++) starts[values[at] + 1]++;
  for (let v = 0; v < kinds; v++) starts[v + 1] += starts[v];
  const rows = new Uint32Array(values.length);
  const next = starts.slice();
  for (let row = 0; row + 1 < offsets.length; row++) {
    for (let at = offsets[row]; at < offsets[row + 1]; at++) rows[next[values[at]]++] = row;
  }
  return { starts, rows };
};

/** Numbers for names, in the order in which they are met. */
class Vocabulary {
  names = [];
  #ids = new Map();
  id(name) {
    let id = this.#ids.get(name);
    if (id === undefined) {
      id = this.names.push(name) - 1;
      this.#ids.set(name, id);
    }
    return id;
  }
  find(name) {
    return this.#ids.get(name) ?? -1;
  }
}

/** Counts of one column over a set of rows that changes. */
class Counter {
  constructor(offsets, values, kinds, rows) {
    Object.assign(this, { offsets, values, rows });
    this.last = new Uint32Array((rows + 31) >>> 5);
    this.counts = new Int32Array(kinds);
    this.totals = new Int32Array(kinds);
    for (let at = 0; at < values.length; at++) this.totals[values[at]]++;
  }
  update(bits, size) {
    const { last, counts, totals } = this;
    let distance = 0;
    for (let at = 0; at < bits.length; at++) distance += popcount(bits[at] ^ last[at]);
    if (distance <= size && distance <= this.rows - size) {
      for (let at = 0; at < bits.length; at++) {
        const changed = bits[at] ^ last[at];
        if (changed !== 0) {
          this.#add(changed & bits[at], at, 1);
          this.#add(changed & last[at], at, -1);
        }
      }
    } else if (size <= this.rows - size) {
      counts.fill(0);
      for (let at = 0; at < bits.length; at++) this.#add(bits[at], at, 1);
    } else {
      counts.set(totals);
      for (let at = 0; at < bits.length; at++) this.#add(~bits[at], at, -1);
    }
    last.set(bits);
    return counts;
  }
  #add(word, at, by) {
    const { offsets, values, counts, rows } = this;
    while (word !== 0) {
      const row = (at << 5) + 31 - Math.clz32(word & -word);
      word &= word - 1;
      if (row >= rows) continue;
      if (offsets === null) {
        counts[values[row]] += by;
      } else {
        for (let i = offsets[row], end = offsets[row + 1]; i < end; i++) counts[values[i]] += by;
      }
    }
  }
}

export class Reference {
  static title = "reference (JavaScript)";

  constructor(entries) {
    const n = (this.n = entries.length);
    this.words = (n + 31) >>> 5;
    this.#sortByYear(entries);
    const [tags, companies] = [new Vocabulary(), new Vocabulary()];
    const offsets = new Uint32Array(n + 1);
    const tagged = [];
    const company = new Uint16Array(n);
    const identity = new Uint32Array(n + 1);
    for (let row = 0; row < n; row++) {
      const entry = entries[this.order[row]];
      for (const tag of entry.tag) tagged.push(tags.id(tag));
      offsets[row + 1] = tagged.length;
      company[row] = companies.id(entry.company);
      identity[row + 1] = row + 1;
    }
    const tag = Uint16Array.from(tagged);
    Object.assign(this, { tags, companies });
    this.byTag = postings(offsets, tag, tags.names.length);
    this.byCompany = postings(identity, company, companies.names.length);
    this.tagCounter = new Counter(offsets, tag, tags.names.length, n);
    this.companyCounter = new Counter(null, company, companies.names.length, n);
    this.#indexWords(entries);
    this.full = new Uint32Array(this.words);
    this.#fill(this.full, 0, n);
    this.base = new Uint32Array(this.words);
    this.hits = new Uint32Array(this.words);
    this.ground = new Uint32Array(this.words);
    this.sets = new Map();
  }

  get labels() {
    const { first, starts } = this.years;
    const years = Array.from({ length: starts.length - 1 }, (_, at) => String(first - at));
    return { tag: this.tags.names, company: this.companies.names, year: years };
  }

  #sortByYear(entries) {
    let [low, high] = [Infinity, -Infinity];
    for (const { year } of entries) {
      low = Math.min(low, year);
      high = Math.max(high, year);
    }
    const starts = new Uint32Array(high - low + 2);
    for (const { year } of entries) starts[high - year + 1]++;
    for (let at = 1; at < starts.length; at++) starts[at] += starts[at - 1];
    const next = starts.slice();
    this.order = new Uint32Array(entries.length);
    for (let at = 0; at < entries.length; at++) this.order[next[high - entries[at].year]++] = at;
    this.years = { first: high, starts };
    this.yearCounts = new Int32Array(starts.length - 1);
  }

  #indexWords(entries) {
    const met = new Vocabulary();
    const offsets = new Uint32Array(this.n + 1);
    const values = [];
    for (let row = 0; row < this.n; row++) {
      for (const word of entries[this.order[row]].title.toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
        if (word !== "") values.push(met.id(word));
      }
      offsets[row + 1] = values.length;
    }
    const order = met.names.map((_, at) => at).sort((a, b) => (met.names[a] < met.names[b] ? -1 : 1));
    const places = new Uint32Array(order.length);
    order.forEach((old, place) => (places[old] = place));
    const renamed = new Uint32Array(values.length);
    for (let at = 0; at < values.length; at++) renamed[at] = places[values[at]];
    this.terms = order.map((old) => met.names[old]);
    this.byWord = postings(offsets, renamed, order.length);
  }

  #fill(bits, from, to) {
    for (let row = from; row < to && (row & 31) !== 0; row++, from++) bits[row >>> 5] |= 1 << (row & 31);
    const whole = to >>> 5;
    if (from >>> 5 < whole) {
      bits.fill(0xffffffff, from >>> 5, whole);
      from = whole << 5;
    }
    for (let row = from; row < to; row++) bits[row >>> 5] |= 1 << (row & 31);
  }

  /** The rows of a run of posting lists, kept for when they are asked for again. */
  #set(key, { starts, rows }, from, to) {
    let set = this.sets.get(key);
    if (set === undefined) {
      set = new Uint32Array(this.words);
      if (to > from) {
        for (let at = starts[from]; at < starts[to]; at++) set[rows[at] >>> 5] |= 1 << (rows[at] & 31);
      }
      if (this.sets.size === 32) this.sets.delete(this.sets.keys().next().value);
      this.sets.set(key, set);
    }
    return set;
  }

  #prefixed(prefix) {
    const place = (text) => {
      let [low, high] = [0, this.terms.length];
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (this.terms[middle] < text) low = middle + 1;
        else high = middle;
      }
      return low;
    };
    return this.#set(`q${prefix}`, this.byWord, place(prefix), place(`${prefix}\uffff`));
  }

  /** The rows that have a word that begins so, as a bitset by their places in the list. */
  found(text) {
    const found = new Uint32Array(this.words);
    this.#prefixed(text.toLowerCase()).forEach((word, at) => {
      for (; word !== 0; word &= word - 1) {
        const row = this.order[(at << 5) + 31 - Math.clz32(word & -word)];
        found[row >>> 5] |= 1 << (row & 31);
      }
    });
    return found;
  }

  prepare({ tags, companies, years, text }) {
    return {
      tags: tags.map((tag) => this.tags.find(tag)),
      companies: companies.map((company) => this.companies.find(company)),
      years,
      text: text.toLowerCase(),
    };
  }

  forget() {
    this.sets.clear();
    this.tagCounter.last.fill(0);
    this.tagCounter.counts.fill(0);
    this.companyCounter.last.fill(0);
    this.companyCounter.counts.fill(0);
  }

  answer({ tags, companies, years, text }) {
    const { ground, hits } = this;
    const and = (set) => {
      for (let at = 0; at < ground.length; at++) ground[at] &= set[at];
    };
    if (years === null) {
      ground.set(this.full);
    } else {
      const { first, starts } = this.years;
      const at = (year) => starts[Math.max(0, Math.min(starts.length - 1, first - year))];
      ground.fill(0);
      this.#fill(ground, at(years[1]), at(years[0] - 1));
    }
    if (text !== "") and(this.#prefixed(text));
    for (const tag of tags) and(this.#set(`t${tag}`, this.byTag, tag, tag + 1));
    hits.set(ground);
    if (companies.length > 0) {
      const chosen = new Uint32Array(this.words);
      for (const company of companies) {
        const set = this.#set(`c${company}`, this.byCompany, company, company + 1);
        for (let at = 0; at < chosen.length; at++) chosen[at] |= set[at];
      }
      for (let at = 0; at < hits.length; at++) hits[at] &= chosen[at];
    }
    const total = count(hits);
    const tag = this.tagCounter.update(hits, total);
    const company = this.companyCounter.update(ground, companies.length > 0 ? count(ground) : total);
    return { total, rows: this.#first(), tag, company, year: this.#countYears() };
  }

  #countYears() {
    const { starts } = this.years;
    for (let year = 0; year < this.yearCounts.length; year++) {
      this.yearCounts[year] = this.#countRange(starts[year], starts[year + 1]);
    }
    return this.yearCounts;
  }

  #countRange(from, to) {
    if (from === to) return 0;
    const { hits } = this;
    const [first, last] = [from >>> 5, (to - 1) >>> 5];
    const after = -1 << (from & 31);
    const before = -1 >>> (31 - ((to - 1) & 31));
    if (first === last) return popcount(hits[first] & after & before);
    let sum = popcount(hits[first] & after) + popcount(hits[last] & before);
    for (let at = first + 1; at < last; at++) sum += popcount(hits[at]);
    return sum;
  }

  #first() {
    const rows = [];
    for (let at = 0; at < this.hits.length && rows.length < SHOWN; at++) {
      for (let word = this.hits[at]; word !== 0 && rows.length < SHOWN; word &= word - 1) {
        rows.push(this.order[(at << 5) + 31 - Math.clz32(word & -word)]);
      }
    }
    return rows;
  }
}
