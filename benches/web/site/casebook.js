// Casebook's engine, compiled to WebAssembly as it ships.

import start, { Reading } from "./engine/engine_in_browser.js";

// As many bytes as the page reads at a time.
const PIECE = 1 << 17;

const FACETS = ["tag", "company", "year"];

export class Casebook {
  static title = "Casebook";

  /** Decodes and indexes; what came over the network is bytes. */
  static async load(bytes) {
    const exports = await start();
    const began = performance.now();
    const reading = new Reading();
    for (let at = 0; at < bytes.length; at += PIECE) {
      if (!reading.push(bytes.subarray(at, at + PIECE))) throw new Error("Casebook cannot read the catalog");
    }
    const engine = reading.finish();
    const facets = performance.now();
    engine.index_words();
    const took = { facets: facets - began, words: performance.now() - facets };
    return { contender: new Casebook(engine), took, memory: exports.memory };
  }

  #engine;
  #prepared = 0;

  constructor(engine) {
    this.#engine = engine;
    this.labels = Object.fromEntries(FACETS.map((key) => [key, engine.labels(key).split("\n")]));
  }

  prepare({ tags, companies, years, text }) {
    const link = new URLSearchParams({ sort: "-year" });
    tags.forEach((tag) => link.append("tag", tag));
    companies.forEach((company) => link.append("company", company));
    if (years !== null) link.append("year", `${years[0]}..${years[1]}`);
    if (text !== "") link.append("q", text);
    this.#engine.prepare(`?${link}`);
    return this.#prepared++;
  }

  forget() {
    this.#engine.forget();
  }

  // The page reads an answer where it is, in the wasm: nothing is copied out of it.
  answer(at) {
    this.#engine.answer(at);
    return this;
  }

  get total() {
    return this.#engine.total();
  }

  get rows() {
    return this.#engine.rows();
  }

  get tag() {
    return this.#engine.counts("tag");
  }

  get company() {
    return this.#engine.counts("company");
  }

  get year() {
    return this.#engine.counts("year");
  }
}
