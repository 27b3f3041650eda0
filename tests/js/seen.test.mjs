// What this device has seen: an honest hub goes on, a dishonest one is caught.

import assert from "node:assert/strict";
import { test } from "node:test";
import { base64, random, utf8 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { envelope, pae, ACT, actId } from "../../src/accord/web/static/accord/js/core/dsse.js";
import { keyOfSeed, keyid, sign } from "../../src/accord/web/static/accord/js/core/ed25519.js";
import { makeSeen } from "../../src/accord/web/static/accord/js/seen.js";
import { COALITION, copies, makeHub, memoryStore } from "./hub.mjs";
import { refused } from "./refused.mjs";

async function deviceAt(hub) {
  const store = memoryStore();
  const seen = makeSeen({ store, api: hub.api, charter: hub.charter });
  await seen.advance(COALITION);
  return { store, seen };
}

test("the first look pins the hub's key", async () => {
  const hub = await makeHub({ size: 5 });
  const { store } = await deviceAt(hub);
  const kept = await store.get("seen", COALITION);
  assert.equal(kept.hub, hub.key.key);
  assert.equal(kept.size, 5);
});

test("a log that grew is followed", async () => {
  const hub = await makeHub({ size: 5 });
  const { seen } = await deviceAt(hub);
  hub.leaves.push(utf8("more"), utf8("and more"));
  assert.equal((await seen.advance(COALITION)).size, 7);
  assert.equal((await seen.advance(COALITION)).size, 7);
});

const LIES = {
  "a log that was rewound": ["log-rewound", (hub) => hub.leaves.pop()],
  "another log of the same size": ["log-forked", (hub) => (hub.leaves[2] = utf8("other"))],
  "a longer log with a changed record": ["log-forked", (hub) => (hub.leaves[2] = utf8("other")) && hub.leaves.push(utf8("more"))],
  "another key": ["hub-key-changed", async (hub) => (hub.key = await keyOfSeed(random(32)))],
  "an older hub": ["hub-older", (hub) => (hub.epoch = 1)],
};

for (const [name, [code, lie]] of Object.entries(LIES)) {
  test(`refused, with evidence kept: ${name}`, async () => {
    const hub = await makeHub({ size: 5 });
    if (code === "hub-older") hub.epoch = 2;
    const { store, seen } = await deviceAt(hub);
    const before = await store.get("seen", COALITION);
    await lie(hub);
    await refused(code, () => seen.advance(COALITION));
    const [evidence] = await store.all("evidence");
    assert.equal(evidence.notes[0], before.note);
    assert.notEqual(evidence.notes[1], before.note);
    assert.deepEqual(await store.get("seen", COALITION), before);
  });
}

test("another host is followed when the charter names it", async () => {
  const hub = await makeHub({ size: 5 });
  const { seen, store } = await deviceAt(hub);
  hub.epoch = 2;
  hub.key = await keyOfSeed(random(32));
  hub.base = await hub.head();
  hub.leaves.push(utf8("the new host"));
  const now = await seen.advance(COALITION);
  assert.deepEqual([now.epoch, now.size, now.hub], [2, 6, hub.key.key]);
  assert.deepEqual(await store.all("evidence"), []);
  hub.epoch = 1;
  await refused("hub-older", () => seen.advance(COALITION));
});

test("another host that the charter does not name is refused", async () => {
  const hub = await makeHub({ size: 5 });
  const { seen, store } = await deviceAt(hub);
  const { charter } = hub;
  const known = await charter();
  hub.epoch = 2;
  hub.key = await keyOfSeed(random(32));
  const late = makeSeen({ store, api: hub.api, charter: async () => known });
  await refused("hub-key-changed", () => late.advance(COALITION));
  assert.equal((await store.all("evidence")).length, 1);
  const other = { ...known, hub: { epoch: 2, key: known.hub.key } };
  await refused("hub-key-changed", () => makeSeen({ store, api: hub.api, charter: async () => other }).advance(COALITION));
  assert.equal((await seen.advance(COALITION)).epoch, 2);
});

test("another host has to have all that it builds upon", async () => {
  const hub = await makeHub({ size: 5 });
  const { seen } = await deviceAt(hub);
  hub.epoch = 2;
  hub.base = await hub.head();
  hub.leaves[1] = utf8("another past");
  hub.leaves.push(utf8("the new host"));
  await refused("log-forked", () => seen.advance(COALITION));
});

async function confirming(size = 5) {
  const hub = await makeHub({ size });
  const { pairs, list } = await copies("alfa", "bravo", "charlie", "delta");
  hub.lists = [list];
  return { hub, pairs, ...(await deviceAt(hub)) };
}

test("final is what three of four copies confirmed", async () => {
  const { hub, pairs, seen } = await confirming();
  assert.equal((await seen.advance(COALITION)).final, null);
  await hub.confirm(...pairs.slice(0, 2));
  assert.equal((await seen.advance(COALITION)).final, null);
  await hub.confirm(...pairs.slice(0, 3));
  const { final } = await seen.advance(COALITION);
  assert.equal(final.size, 5);
  hub.leaves.push(utf8("later"));
  assert.deepEqual((await seen.advance(COALITION)).final, final);
});

const FALSE_FINAL = {
  "one copy three times": (hub, [a]) => hub.confirm(a, a, a),
  "one key under three names": (hub, [[, key]]) => hub.confirm(["alfa", key], ["bravo", key], ["charlie", key]),
  "strangers": async (hub) => hub.confirm(...(await copies("x-ray", "yankee", "zulu")).pairs),
  "a stranger's key": async (hub, [a, b]) => hub.confirm(a, b, ["charlie", await keyOfSeed(random(32))]),
};

for (const [name, lie] of Object.entries(FALSE_FINAL)) {
  test(`not final: ${name}`, async () => {
    const { hub, pairs, seen } = await confirming();
    await lie(hub, pairs);
    assert.equal((await seen.advance(COALITION)).final, null);
  });
}

test("refused: a final checkpoint out of another history", async () => {
  const { hub, pairs, seen } = await confirming();
  await hub.confirm(...pairs);
  hub.leaves[1] = utf8("changed after that");
  hub.leaves.push(utf8("more"));
  const fresh = makeSeen({ store: memoryStore(), api: hub.api, charter: hub.charter });
  await refused("log-forked", () => fresh.advance(COALITION));
  await refused("log-forked", () => seen.advance(COALITION));
});

test("the first final checkpoint under a new list needs the old quorum too", async () => {
  const { hub, pairs, seen } = await confirming();
  await hub.confirm(...pairs.slice(0, 3));
  await seen.advance(COALITION);
  const next = await copies("echo", "foxtrot");
  hub.lists = [...hub.lists, next.list];
  hub.leaves.push(utf8("a new list"));
  await hub.confirm(...next.pairs);
  assert.equal((await seen.advance(COALITION)).final.size, 5);
  await hub.confirm(...next.pairs, ...pairs.slice(1));
  assert.equal((await seen.advance(COALITION)).final.size, 6);
});

test("what was final has to be in the next host's log, what was only saved need not", async () => {
  const { hub, pairs, seen } = await confirming();
  await hub.confirm(...pairs);
  const base = await hub.head();
  hub.leaves.push(utf8("saved, and lost"));
  await seen.advance(COALITION);
  Object.assign(hub, { epoch: 2, base, key: await keyOfSeed(random(32)), final: null });
  hub.leaves.pop();
  hub.leaves.push(utf8("the new host"));
  assert.equal((await seen.advance(COALITION)).epoch, 2);
  const other = await confirming();
  await other.hub.confirm(...other.pairs);
  await other.seen.advance(COALITION);
  Object.assign(other.hub, { epoch: 2, base: { size: 3, root: "" }, key: hub.key, final: null });
  other.hub.leaves[4] = utf8("not what was final");
  await refused("log-forked", () => other.seen.advance(COALITION));
});

test("a note signed with another key than the hub's is refused", async () => {
  const hub = await makeHub({ size: 5 });
  const { seen } = await deviceAt(hub);
  const real = hub.key.key;
  hub.key = { ...(await keyOfSeed(random(32))), key: real };
  await refused("note-signature", () => seen.advance(COALITION));
});

test("another coalition's hub is refused", async () => {
  const hub = await makeHub({ coalition: "dd".repeat(32) });
  const seen = makeSeen({ store: memoryStore(), api: hub.api, charter: hub.charter });
  await refused("other-coalition", () => seen.advance(COALITION));
});

test("no answer is no evidence", async () => {
  const hub = await makeHub();
  const { store, seen } = await deviceAt(hub);
  hub.down = new TypeError("network");
  await assert.rejects(() => seen.advance(COALITION), TypeError);
  assert.deepEqual(await store.all("evidence"), []);
});

test("two windows cannot take what was seen back", async () => {
  const hub = await makeHub({ size: 5 });
  const { store, seen } = await deviceAt(hub);
  const old = await store.get("seen", COALITION);
  hub.leaves.push(utf8("more"));
  await seen.advance(COALITION);
  const late = makeSeen({ store: { ...store, get: async () => old }, api: hub.api, charter: hub.charter });
  hub.leaves.pop();
  await late.advance(COALITION);
  assert.equal((await store.get("seen", COALITION)).size, 6);
});

test("an act proposed on our history is proven, on another it is refused", async () => {
  const hub = await makeHub({ size: 5 });
  const { seen } = await deviceAt(hub);
  const then = await hub.head();
  hub.leaves.push(utf8("more"));
  await seen.prove(COALITION, then);
  await seen.prove(COALITION, await hub.head());
  await refused("log-unproven", () => seen.prove(COALITION, { size: 3, root: "ab".repeat(32) }));
  await refused("log-unproven", () => seen.prove(COALITION, { size: 6, root: "ab".repeat(32) }));
  await refused("log-unproven", () => seen.prove(COALITION, { size: 60, root: "ab".repeat(32) }));
});

test("a log that grows while it is asked is asked again", async () => {
  const hub = await makeHub({ size: 5 });
  const { seen } = await deviceAt(hub);
  const then = await hub.head();
  const { checkpoint } = hub.api;
  let asked = 0;
  hub.api.checkpoint = (from) => {
    asked += 1;
    if (asked === 2) hub.leaves.push(utf8("in between"));
    return checkpoint(from);
  };
  await seen.prove(COALITION, then);
  assert.equal(asked, 4);
});

async function posted(hub) {
  const payload = utf8("{}");
  const key = await keyOfSeed(random(32));
  const signed = envelope(payload, [{ keyid: await keyid(key.key), sig: await sign(key.private, pae(ACT, payload)) }]);
  const answer = await hub.api.postActs(JSON.stringify({ blobs: [], envelopes: [signed] }));
  return { answer, sent: { act: await actId(payload), envelope: signed } };
}

test("a receipt proves that the record is in the log", async () => {
  const hub = await makeHub({ size: 5 });
  const { seen } = await deviceAt(hub);
  const { answer, sent } = await posted(hub);
  hub.leaves.push(utf8("of others"));
  await seen.checkReceipt(COALITION, answer, sent);
});

const FALSE = {
  "another index": (answer) => (answer.receipts[0].leaves[0].index = 2),
  "another time": (answer) => (answer.receipts[0].leaves[0].time = "2026-11-22T14:00:01Z"),
  "a changed proof": (answer) => (answer.receipts[0].leaves[0].proof[0] = base64(new Uint8Array(32))),
  "no entry for the signature": (answer) => (answer.receipts[0].leaves = []),
  "no receipt": (answer) => (answer.receipts = []),
};

for (const [name, change] of Object.entries(FALSE)) {
  test(`refused: a receipt with ${name}`, async () => {
    const hub = await makeHub({ size: 5 });
    const { seen } = await deviceAt(hub);
    const { answer, sent } = await posted(hub);
    change(answer);
    await refused("receipt-wrong", () => seen.checkReceipt(COALITION, answer, sent));
  });
}

test("refused: a receipt out of another history", async () => {
  const hub = await makeHub({ size: 5 });
  const { seen } = await deviceAt(hub);
  const { answer, sent } = await posted(hub);
  hub.leaves[5] = utf8("taken out again");
  await refused("log-unproven", () => seen.checkReceipt(COALITION, answer, sent));
});
