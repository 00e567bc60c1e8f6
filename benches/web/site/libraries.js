// The same questions, asked of libraries as their own documentation says. Neither knows the beginnings of
// words, so both are handed the rows that the reference finds for a text, which costs them nothing here.

import crossfilter from "crossfilter2";
import itemsjs from "itemsjs";

const SHOWN = 50;

const unique = (values) => [...new Set(values)];

const labelsOf = (entries) => ({
  tag: unique(entries.flatMap((entry) => entry.tag)),
  company: unique(entries.map((entry) => entry.company)),
  year: unique(entries.map((entry) => String(entry.year))),
});

/** Counts in the order of labels, from pairs of a label and a count; what is not named has none. */
const aligned = (labels, pairs) => {
  const counts = new Map(pairs);
  return labels.map((label) => counts.get(label) ?? 0);
};

const byPlaces = (labels) => (groups) =>
  aligned(labels, groups.map(({ key, value }) => [String(key), value]));

export class Crossfilter {
  static title = "crossfilter2";
  static most = 1_000_000;

  constructor(entries, finder) {
    this.finder = finder;
    this.labels = labelsOf(entries);
    const rows = entries.map(({ tag, company, year }, at) => ({ tag, company, year, at }));
    const index = crossfilter(rows);
    const newest = rows.reduce((year, row) => Math.max(year, row.year), 0);
    // A dimension's own filter does not reduce its groups, so what is filtered by and what is counted are
    // two, but for companies, where that is what is asked.
    this.tagged = [index.dimension((row) => row.tag, true), index.dimension((row) => row.tag, true)];
    this.tags = index.dimension((row) => row.tag, true).group();
    this.company = index.dimension((row) => row.company);
    this.companies = this.company.group();
    this.year = index.dimension((row) => row.year);
    this.years = index.dimension((row) => row.year).group();
    this.text = index.dimension((row) => row.at);
    this.order = index.dimension((row) => (newest - row.year) * rows.length + row.at);
    this.all = index.groupAll();
    this.asked = { tags: [], companies: [], years: null, text: "" };
  }

  prepare(asked) {
    return { ...asked, found: asked.text === "" ? null : this.finder(asked.text) };
  }

  forget() {
    this.answer({ tags: [], companies: [], years: null, text: "", found: null });
  }

  answer(asked) {
    const { asked: last } = this;
    this.tagged.forEach((dimension, at) => {
      if (asked.tags[at] !== last.tags[at]) dimension.filter(asked.tags[at] ?? null);
    });
    if (asked.companies[0] !== last.companies[0]) this.company.filter(asked.companies[0] ?? null);
    if (String(asked.years) !== String(last.years)) {
      this.year.filter(asked.years && [asked.years[0], asked.years[1] + 1]);
    }
    if (asked.text !== last.text) {
      this.text.filter(asked.found && ((at) => (asked.found[at >>> 5] >>> (at & 31)) & 1));
    }
    this.asked = asked;
    const groups = { tag: this.tags.all(), company: this.companies.all(), year: this.years.all() };
    return { total: this.all.value(), shown: this.order.bottom(SHOWN), groups };
  }

  explain({ total, shown, groups }) {
    const counts = Object.keys(groups).map((key) => [key, byPlaces(this.labels[key])(groups[key])]);
    return { total, rows: shown.map((row) => row.at), ...Object.fromEntries(counts) };
  }
}

export class ItemsJs {
  static title = "itemsjs";
  static most = 10_000;

  constructor(entries, finder) {
    this.finder = finder;
    this.labels = labelsOf(entries);
    const rows = entries.map(({ tag, company, year }, at) => ({ tag, company, year, at }));
    // Newest first, so that it need not sort: it then keeps the order of what it was given.
    this.rows = rows.sort((a, b) => b.year - a.year);
    const all = { size: 10_000, conjunction: true };
    this.index = itemsjs(this.rows, {
      native_search_enabled: false,
      aggregations: { tag: all, company: { ...all, conjunction: false }, year: all },
    });
  }

  prepare(asked) {
    return { ...asked, found: asked.text === "" ? null : this.finder(asked.text) };
  }

  forget() {}

  answer({ tags, companies, years, found }) {
    const search = { per_page: SHOWN, filters: { tag: tags, company: companies } };
    if (years !== null || found !== null) search._ids = this.#passing(years, found);
    return this.index.search(search);
  }

  /** What it is told to search in: it counts rows from 1. */
  #passing(years, found) {
    const ids = [];
    this.rows.forEach(({ year, at }, place) => {
      const within = years === null || (year >= years[0] && year <= years[1]);
      if (within && (found === null || (found[at >>> 5] >>> (at & 31)) & 1)) ids.push(place + 1);
    });
    return ids;
  }

  explain({ pagination, data }) {
    const counts = (key) => {
      const pairs = data.aggregations[key].buckets.map((it) => [String(it.key), it.doc_count]);
      return aligned(this.labels[key], pairs);
    };
    const rows = data.items.map((row) => row.at);
    return { total: pagination.total, rows, tag: counts("tag"), company: counts("company"), year: counts("year") };
  }
}
