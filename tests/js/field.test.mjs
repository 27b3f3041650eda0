// Work without a network: what is where, what came from another phone, clocks, codes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { encode } from "../../src/accord/web/static/accord/js/core/canonical.js";
import { ACT, actId, pae } from "../../src/accord/web/static/accord/js/core/dsse.js";
import { keyOfSeed, keyid, sign } from "../../src/accord/web/static/accord/js/core/ed25519.js";
import { books, countOf } from "../../src/accord/web/static/accord/js/field/books.js";
import { timeHere } from "../../src/accord/web/static/accord/js/field/clock.js";
import { readCode } from "../../src/accord/web/static/accord/js/field/code.js";
import { doubts, examined, mayAgree } from "../../src/accord/web/static/accord/js/field/exchange.js";
import { unitsAt } from "../../src/accord/web/static/accord/js/field/state.js";
import { refused } from "./refused.mjs";

const id = (digit) => digit.repeat(64);
const COALITION = id("c");
const LOT = `${id("a")}.0`;
const PEOPLE = [
  ["k1", "alfa", "ann"],
  ["k2", "bravo", "bob"],
  ["k3", "charlie", "cat"],
  ["k4", "alfa", "abe"],
].map(([keyid, member, person]) => ({ keyid, member, person, key: "", name: person }));

const consignment = (changes = {}) => ({ id: id("1"), by: "alfa", owner: "alfa", holder: "alfa", receiver: "bravo", site: id("5"), destination: id("6"), lines: [{ number: 0, lot: LOT, sent: 100, good: 100, damaged: 0 }], ...changes });
const set = (changes = {}) => ({ member: "alfa", people: PEOPLE, consignments: [consignment()], stock: [{ site: id("5"), owner: "alfa", lot: LOT, good: 50 }], lots: { [LOT]: { item: id("9"), batch: "", expiry: "" } }, ...changes });
const handover = (digit, giver, receiver, good, site) => ({ id: id(digit), kind: "supplies.handover", by: receiver, body: { consignment: id("1"), giver, receiver, field: true, ...(site ? { site } : {}), lines: [{ line: 0, good, damaged: 0, missing: 100 - good, excess: 0 }] } });

test("a count that only the receiver signed moves nothing", () => {
  const { consignments } = books(set(), [{ act: handover("2", "alfa", "bravo", 97), keyids: ["k2"] }]);
  const found = consignments.get(id("1"));
  assert.equal(found.holder, "alfa");
  assert.deepEqual(found.half, { act: id("2"), receiver: "bravo" });
});

test("with both signatures custody passes, as it was counted", () => {
  const { consignments } = books(set(), [{ act: handover("2", "alfa", "bravo", 97), keyids: ["k2", "k1"] }]);
  const found = consignments.get(id("1"));
  assert.equal(found.holder, "bravo");
  assert.equal(found.lines[0].good, 97);
  assert.equal(found.half, null);
});

test("the same goods cannot be handed over twice here either", () => {
  const twice = [
    { act: handover("2", "alfa", "bravo", 97), keyids: ["k2", "k1"] },
    { act: handover("3", "alfa", "charlie", 100), keyids: ["k3", "k1"] },
  ];
  assert.equal(books(set(), twice).consignments.get(id("1")).holder, "bravo");
});

test("one person is not two sides", () => {
  const own = handover("2", "alfa", "alfa", 100);
  assert.equal(books(set(), [{ act: own, keyids: ["k1"] }]).consignments.get(id("1")).half.act, id("2"));
  assert.equal(books(set(), [{ act: own, keyids: ["k1", "k4"] }]).consignments.get(id("1")).half, null);
});

test("what is packed here leaves the store, and what is counted stands", () => {
  const packed = { id: id("4"), kind: "supplies.consign", by: "alfa", body: { site: id("5"), owner: "alfa", receiver: "bravo", destination: id("6"), field: true, lines: [{ lot: LOT, quantity: 30 }] } };
  const counted = { id: id("7"), kind: "supplies.count", by: "alfa", body: { site: id("5"), owner: "alfa", field: true, lines: [{ lot: LOT, counted: 19 }, { item: id("9"), counted: 4 }] } };
  const before = set();
  const { consignments, stock } = books(before, [{ act: packed, keyids: ["k1"] }, { act: counted, keyids: ["k1"] }]);
  assert.equal(consignments.get(id("4")).here, true);
  assert.deepEqual(stock.map(({ lot, good }) => [lot, good]), [[LOT, 19], [`${id("7")}.1`, 4]]);
  assert.equal(before.stock[0].good, 50, "what the host told is left as it is");
});

test("what is given out here is not there to be given again", () => {
  const given = (by) => ({ id: id("8"), kind: "supplies.use", by, body: { site: id("5"), owner: "alfa", people: 12, field: true, lines: [{ lot: LOT, quantity: 30 }] } });
  assert.deepEqual(books(set(), [{ act: given("alfa"), keyids: ["k1"] }]).stock.map(({ good }) => good), [20]);
  assert.deepEqual(books(set(), [{ act: given("bravo"), keyids: ["k2"] }]).stock.map(({ good }) => good), [50], "another's record is another's stock");
});

test("a count adds up, whatever was found", () => {
  const line = { number: 3, good: 90, damaged: 10 };
  for (const [given, expected] of [
    [{ good: 97, rest: "missing" }, [97, 0, 3, 0]],
    [{ good: 97, rest: "damaged" }, [97, 3, 0, 0]],
    [{ good: 97, rest: "both", damaged: 1 }, [97, 1, 2, 0]],
    [{ good: 97, rest: "both", damaged: 9 }, [97, 9, 0, 6]],
    [{ good: 104, rest: "missing" }, [104, 0, 0, 4]],
  ]) {
    const { good, damaged, missing, excess, line: number } = countOf(line, given);
    assert.deepEqual([good, damaged, missing, excess], expected);
    assert.equal(good + damaged + missing - excess, 100);
    assert.equal(number, 3);
  }
});

// What came from another phone

async function signedBy(seeds, changes = {}, body = handover("0", "alfa", "bravo", 97).body) {
  const fields = { coalition: COALITION, kind: "supplies.handover", by: "bravo", at: "2026-11-22T10:00:00Z", nonce: "ab".repeat(16), after: { size: 1, root: id("e") }, body, ...changes };
  const payload = encode(fields);
  const keys = await Promise.all(seeds.map((seed) => keyOfSeed(new Uint8Array(32).fill(seed))));
  const signatures = await Promise.all(keys.map(async (one) => ({ keyid: await keyid(one.key), sig: await sign(one.private, pae(ACT, payload)) })));
  return { payload, signatures };
}

async function known() {
  const people = [[1, "alfa", "ann"], [2, "bravo", "bob"], [4, "alfa", "abe"]];
  return {
    coalition: COALITION,
    people: await Promise.all(people.map(async ([seed, member, person]) => {
      const { key } = await keyOfSeed(new Uint8Array(32).fill(seed));
      return { key, keyid: await keyid(key), member, person, name: person };
    })),
  };
}

const me = async (seed) => {
  const { people } = await known();
  const { key } = await keyOfSeed(new Uint8Array(32).fill(seed));
  return people.find((one) => one.key === key);
};

test("the giver may agree with what the receiver signed", async () => {
  const [one] = await examined([await signedBy([2])], await known());
  assert.equal(one.act.id, await actId((await signedBy([2])).payload));
  assert.deepEqual(mayAgree(one, await me(1)), { may: true, why: null, unknown: false });
});

test("another coalition's record is refused", async () => {
  await refused("packet-coalition", async () => examined([await signedBy([2], { coalition: id("d") })], await known()));
});

test("a false signature is refused", async () => {
  const good = await signedBy([2]);
  good.signatures[0].sig[5] ^= 1;
  await refused("packet-false", async () => examined([good], await known()));
});

test("only records from the field are taken", async () => {
  await refused("packet-other", async () => examined([await signedBy([2], { kind: "supplies.recall", by: "alfa" }, { lots: [LOT], stands: true })], await known()));
});

test("a key that this phone does not know is said", async () => {
  const [one] = await examined([await signedBy([77])], await known());
  assert.deepEqual(mayAgree(one, await me(1)), { may: true, why: null, unknown: true });
});

test("two persons are needed, and the right side", async () => {
  const own = handover("0", "alfa", "alfa", 97).body;
  const [mine] = await examined([await signedBy([1], { by: "alfa" }, own)], await known());
  const ann = await me(1);
  assert.equal(mayAgree(mine, { ...ann, keyid: "another device of hers" }).why, "field.two-persons");
  assert.equal(mayAgree(mine, await me(4)).may, true);
  const [others] = await examined([await signedBy([2])], await known());
  assert.equal(mayAgree(others, { member: "charlie", person: "cat", keyid: "x" }).why, "field.not-yours");
  const [both] = await examined([await signedBy([2, 1])], await known());
  assert.deepEqual([mayAgree(both, ann).may, mayAgree(both, await me(2)).why], [false, null]);
});

test("what does not fit this phone's books is said before one signs", async () => {
  const [one] = await examined([await signedBy([2])], await known());
  assert.deepEqual(doubts(one, consignment(), []), []);
  assert.deepEqual(doubts(one, undefined, []), ["field.doubt.unknown"]);
  assert.deepEqual(doubts(one, consignment({ holder: "bravo" }), []), ["field.doubt.gone"]);
  assert.deepEqual(doubts(one, consignment({ lines: [{ number: 0, lot: LOT, sent: 90, good: 90, damaged: 0 }] }), []), ["field.doubt.lines"]);
  const other = { act: handover("3", "alfa", "charlie", 100) };
  assert.deepEqual(doubts(one, consignment(), [other]), ["field.doubt.twice"]);
});

// Clocks, and codes

const at = (text) => new Date(text);

test("a wrong clock is made up for, and a right one left alone", () => {
  const told = { time: "2026-11-22T10:00:00Z", asked: at("2026-11-22T10:01:00Z").getTime() };
  assert.deepEqual(timeHere(told, at("2026-11-22T12:01:00Z")), { now: at("2026-11-22T12:01:00Z"), off: 0, stale: false });
  const ahead = { time: "2026-11-22T10:00:00Z", asked: at("2026-11-22T13:00:00Z").getTime() };
  assert.deepEqual(timeHere(ahead, at("2026-11-22T14:00:00Z")), { now: at("2026-11-22T11:00:00Z"), off: 180, stale: false });
  const behind = { time: "2026-11-22T10:00:00Z", asked: at("1970-01-01T00:10:00Z").getTime() };
  assert.deepEqual(timeHere(behind, at("1970-01-01T01:10:00Z")).now, at("2026-11-22T11:00:00Z"));
});

test("a clock that was set back never makes a record older than what was seen", () => {
  const told = { time: "2026-11-22T10:00:00Z", asked: at("2026-11-22T10:00:00Z").getTime() };
  const { now, off } = timeHere(told, at("2026-11-20T10:00:00Z"));
  assert.deepEqual(now, at("2026-11-22T10:00:00Z"));
  assert.equal(off, -2 * 24 * 60);
});

test("after 14 days without the host nothing can be recorded any more", () => {
  const told = { time: "2026-11-01T10:00:00Z", asked: at("2026-11-01T10:00:00Z").getTime() };
  assert.equal(timeHere(told, at("2026-11-15T09:00:00Z")).stale, false);
  assert.equal(timeHere(told, at("2026-11-15T11:00:00Z")).stale, true);
});

test("codes of consignments, as printed and as typed", () => {
  const printed = `https://hub.example/desk/supplies/handover/${id("1")}#c=cccccccccccc`;
  assert.deepEqual(readCode(printed), { kind: "consignment", prefix: id("1"), coalition: "cccccccccccc" });
  assert.deepEqual(readCode("1111 1111-1111"), { kind: "consignment", prefix: "111111111111", coalition: null });
  assert.equal(readCode("AC1:ABC").kind, "frame");
  for (const other of ["", "https://hub.example/", "1111", "blankets", `javascript:${id("1")}`]) assert.equal(readCode(other).kind, "other");
});

test("a count stands beside what this phone knows of that shelf", () => {
  const work = { set: set(), waiting: [] };
  assert.deepEqual(unitsAt(work, { site: id("5"), owner: "alfa" }), { [LOT]: 50 });
  assert.deepEqual(unitsAt(work, { site: id("5"), owner: "bravo" }), {});
});
