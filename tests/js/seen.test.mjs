// What this device has seen: an honest hub goes on, a dishonest one is caught.

import assert from "node:assert/strict";
import { test } from "node:test";
import { base64, random, utf8 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { envelope, pae, ACT, actId } from "../../src/accord/web/static/accord/js/core/dsse.js";
import { keyOfSeed, keyid, sign } from "../../src/accord/web/static/accord/js/core/ed25519.js";
import { makeSeen } from "../../src/accord/web/static/accord/js/seen.js";
import { COALITION, makeHub, memoryStore } from "./hub.mjs";
import { refused } from "./refused.mjs";

async function deviceAt(hub) {
  const store = memoryStore();
  const seen = makeSeen({ store, api: hub.api });
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

test("a hub that moved on has to be accepted by the person", async () => {
  const hub = await makeHub({ size: 5 });
  const { seen } = await deviceAt(hub);
  hub.epoch = 2;
  hub.key = await keyOfSeed(random(32));
  await refused("hub-moved", () => seen.advance(COALITION));
  await seen.pin(COALITION);
  assert.equal((await seen.advance(COALITION)).epoch, 2);
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
  const seen = makeSeen({ store: memoryStore(), api: hub.api });
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
  const late = makeSeen({ store: { ...store, get: async () => old }, api: hub.api });
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
