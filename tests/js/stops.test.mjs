// Goods that should stay where they are, as far as a phone knows.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isOver, stops } from "../../src/accord/web/static/accord/js/field/stops.js";

// No record is older than what the host told, so this is now, whatever this clock says.
const TODAY = { time: "2900-01-10T14:00:00Z", asked: Date.parse("2900-01-10T14:00:00Z") };
const [OVER, LAST, LATER] = ["2900-01-09", "2900-01-10", "2900-02-01"];
const HERE = "5".repeat(64);
const THERE = "6".repeat(64);
const say = (key, values = {}) => [key, ...Object.values(values)].join(" ");
const site = (code) => ({ body: { code }, contents: {} });
const work = (recalled = {}) => ({ say, told: TODAY, waiting: [], acts: new Map([[HERE, site("reni")], [THERE, site("izmail")], ["i", { body: { code: "rice" }, contents: { names: { en: "Rice" } } }]]), voice: { lang: "en" }, set: { recalled, members: { alfa: { name: "Alfa" } } } });
const lot = (more = {}) => ["l.0", { item: "i", batch: "", expiry: "", ...more }];

test("a day is good to its end", () => {
  assert.equal(isOver(work(), lot({ expiry: LAST })[1]), false);
  assert.equal(isOver(work(), lot({ expiry: OVER })[1]), true);
  assert.equal(isOver(work(), lot()[1]), false);
});

test("recalled and over: neither loaded nor given out without a word", () => {
  const chosen = [lot({ expiry: OVER })];
  for (const kind of ["supplies.consign", "supplies.use"]) {
    assert.deepEqual(stops(work({ "l.0": "alfa" }), kind, HERE, chosen), ["field.stop.recalled Rice Alfa", "field.stop.expired Rice"]);
  }
});

test("a gift for another place may be carried there, and is not given out here", () => {
  const gift = [lot({ earmark: THERE })];
  assert.deepEqual(stops(work(), "supplies.consign", HERE, gift), []);
  assert.deepEqual(stops(work(), "supplies.use", HERE, gift), ["field.stop.only Rice izmail"]);
  assert.deepEqual(stops(work(), "supplies.use", THERE, gift), []);
});

test("nothing speaks against ordinary goods, or against lines that are not in the books", () => {
  assert.deepEqual(stops(work(), "supplies.use", HERE, [lot({ expiry: LATER }), [undefined, undefined]]), []);
});

test("what agreed plans hold back is neither loaded nor given out without a word", () => {
  const row = { good: 100, promised: 60 };
  for (const kind of ["supplies.consign", "supplies.use"]) {
    assert.deepEqual(stops(work(), kind, HERE, [[...lot(), 40, row]]), []);
    assert.deepEqual(stops(work(), kind, HERE, [[...lot(), 41, row]]), ["field.stop.promised Rice 40"]);
    assert.deepEqual(stops(work(), kind, HERE, [[...lot(), 1, { good: 50, promised: 60 }]]), ["field.stop.promised Rice 0"]);
    assert.deepEqual(stops(work(), kind, HERE, [[...lot(), 100, { good: 100 }]]), []);
  }
});
