// Asks every contender the same, in turns, and holds every answer against the reference's.

import { Casebook } from "./casebook.js";
import { Crossfilter, ItemsJs } from "./libraries.js";
import { Reference } from "./reference.js";

const FACETS = ["tag", "company", "year"];

const timed = (make) => {
  const began = performance.now();
  const made = make();
  return [made, performance.now() - began];
};

/** Where the labels in order are among a contender's. */
const places = (labels) =>
  FACETS.map((key) => labels[key].map((_, at) => at).sort((a, b) => (labels[key][a] < labels[key][b] ? -1 : 1)));

/** An answer as one text, in the order of the labels, which is the same for all. */
const canonical = (contender, answer) => {
  const { total, rows, ...counts } = contender.explain ? contender.explain(answer) : answer;
  const read = { ...counts };
  FACETS.forEach((key) => (read[key] ??= answer[key]));
  const ordered = FACETS.map((key, at) => contender.places[at].map((place) => read[key][place]).join(" "));
  return [total, [...rows].join(" "), ...ordered].join("\n");
};

const checkLabels = (contenders) => {
  const sorted = ({ labels }) => FACETS.map((key) => [...labels[key]].sort().join("\n")).join("\n\n");
  const expected = sorted(contenders[0]);
  for (const contender of contenders) {
    if (sorted(contender) !== expected) throw new Error(`${contender.constructor.title} has other values`);
  }
};

/** Bytes that scripts hold, garbage left out: what `measureUserAgentSpecificMemory` says. */
const memory = async () => (await performance.measureUserAgentSpecificMemory()).bytes;

const parsed = (bytes) => {
  const text = new TextDecoder().decode(bytes);
  return timed(() => JSON.parse(text));
};

const load = async (rows) => {
  const bytes = new Uint8Array(await (await fetch("catalog.json", { cache: "no-store" })).arrayBuffer());
  const wasm = await Casebook.load(bytes);
  const before = await memory();
  // The reference shows rows from what was parsed, so that counts as held by it, and the text does not.
  const [{ entries }, parse] = parsed(bytes);
  const [reference, build] = timed(() => new Reference(entries));
  const held = (await memory()) - before;
  const finder = (text) => reference.found(text);
  const { facets, words } = wasm.took;
  const made = [
    { contender: reference, parse, build, bytes: held },
    { contender: wasm.contender, parse: 0, build: facets + words, facets, bytes: wasm.memory.buffer.byteLength },
  ];
  for (const Library of [Crossfilter, ItemsJs]) {
    if (rows > Library.most) continue;
    const [contender, build] = timed(() => new Library(entries, finder));
    made.push({ contender, parse, build, bytes: null });
  }
  return made;
};

const round = (made, prepared, expected, turn) => {
  for (let step = 0; step < made.length; step++) {
    const one = made[(step + turn) % made.length];
    const { contender } = one;
    contender.forget();
    const times = prepared.get(contender).map((asked, at) => {
      const [answer, took] = timed(() => contender.answer(asked));
      const said = canonical(contender, answer);
      expected[at] ??= said;
      if (said !== expected[at]) {
        const detail = `${said.slice(0, 300)}\n--- not ---\n${expected[at].slice(0, 300)}`;
        throw new Error(`${contender.constructor.title} answers question ${at} otherwise:\n${detail}`);
      }
      return took;
    });
    // The first round is for the compilers of the browser.
    if (turn > 0) one.times.push(...times);
  }
};

window.measure = async (rows, rounds) => {
  const made = await load(rows);
  const questions = await (await fetch("interactions.json")).json();
  const contenders = made.map(({ contender }) => contender);
  checkLabels(contenders);
  const prepared = new Map(contenders.map((it) => [it, questions.map((asked) => it.prepare(asked))]));
  made.forEach((one) => {
    one.times = [];
    one.contender.places = places(one.contender.labels);
  });
  const expected = [];
  for (let turn = 0; turn <= rounds; turn++) round(made, prepared, expected, turn);
  const results = made.map(({ contender, ...figures }) => ({ title: contender.constructor.title, ...figures }));
  return { rows, questions: questions.length, isolated: window.crossOriginIsolated, results };
};
