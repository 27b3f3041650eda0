// The outbox: what is signed is never lost, and never shown as done before it is.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Problem } from "../../src/accord/web/static/accord/js/api.js";
import { base64, random, utf8 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { ACT, actId, envelope, pae } from "../../src/accord/web/static/accord/js/core/dsse.js";
import { Refused } from "../../src/accord/web/static/accord/js/core/errors.js";
import { keyOfSeed, keyid, sign } from "../../src/accord/web/static/accord/js/core/ed25519.js";
import { makeOutbox } from "../../src/accord/web/static/accord/js/outbox.js";
import { makeSeen } from "../../src/accord/web/static/accord/js/seen.js";
import { COALITION, copies, makeHub, memoryStore } from "./hub.mjs";
import { refused } from "./refused.mjs";

const key = await keyOfSeed(random(32));

async function entry(n) {
  const payload = utf8(`{"n":${n}}`);
  const signature = { keyid: await keyid(key.key), sig: await sign(key.private, pae(ACT, payload)) };
  return { act: await actId(payload), coalition: COALITION, envelope: envelope(payload, [signature]), blobs: [base64(random(32))], heading: `act ${n}`, draft: null };
}

async function start({ list } = {}) {
  const hub = await makeHub();
  if (list) hub.lists = [list];
  const store = memoryStore();
  const seen = makeSeen({ store, api: hub.api, charter: hub.charter });
  await seen.advance(COALITION);
  return { hub, store, outbox: makeOutbox({ store, api: hub.api, seen }) };
}

test("what the hub proves to have leaves the outbox", async () => {
  const { outbox, hub } = await start();
  const waiting = await outbox.add(await entry(1));
  const receipt = await outbox.deliver(waiting);
  assert.equal(receipt.act, waiting.act);
  assert.deepEqual(await outbox.all(), []);
  assert.deepEqual(JSON.parse(hub.posted[0]), { blobs: waiting.blobs, envelopes: [waiting.envelope] });
});

test("without an answer it waits, and goes out later", async () => {
  const { outbox, hub } = await start();
  const waiting = await outbox.add(await entry(1));
  hub.down = new Refused("no-answer");
  await refused("no-answer", () => outbox.deliver(waiting));
  assert.equal((await outbox.flush()).left.length, 1);
  hub.down = false;
  const { sent, left } = await outbox.flush();
  assert.deepEqual([sent.length, left.length], [1, 0]);
});

test("an error of the moment keeps it as well", async () => {
  for (const status of [500, 408, 429]) {
    const { outbox, hub } = await start();
    const waiting = await outbox.add(await entry(1));
    hub.refuses = new Problem(status, "later", {});
    await refused("host-refused", () => outbox.deliver(waiting));
    assert.equal((await outbox.all()).length, 1, String(status));
  }
});

test("what is refused at once leaves the outbox, with the reason shown", async () => {
  const { outbox, hub } = await start();
  const waiting = await outbox.add(await entry(1));
  hub.refuses = new Problem(409, "The decision was withdrawn.", {});
  await refused("host-refused", () => outbox.deliver(waiting));
  assert.deepEqual(await outbox.all(), []);
});

test("what is refused in the background stays with its reason until it was read", async () => {
  const { outbox, hub } = await start();
  const { id } = await outbox.add(await entry(1));
  hub.refuses = new Problem(409, "The decision was withdrawn.", {});
  const { left } = await outbox.flush();
  assert.equal(left[0].refused, "The decision was withdrawn.");
  hub.refuses = null;
  assert.equal((await outbox.flush()).left.length, 1);
  await outbox.drop(id);
  assert.deepEqual(await outbox.all(), []);
});

test("a receipt that proves nothing keeps it", async () => {
  const { outbox, hub } = await start();
  const waiting = await outbox.add(await entry(1));
  const { postActs } = hub.api;
  hub.api.postActs = async (body) => ({ ...(await postActs(body)), receipts: [] });
  await refused("receipt-wrong", () => outbox.deliver(waiting));
  assert.equal((await outbox.all()).length, 1);
});

test("what was signed first goes out first, whatever the acts are called", async () => {
  const { outbox, hub } = await start();
  const entries = await Promise.all([1, 2, 3, 4].map(entry));
  entries.sort((a, b) => (a.act < b.act ? 1 : -1));
  for (const one of entries) await outbox.add(one);
  assert.deepEqual((await outbox.all()).map(({ act }) => act), entries.map(({ act }) => act));
  const { sent } = await outbox.flush();
  assert.deepEqual(sent.map(({ act }) => act), entries.map(({ act }) => act));
  assert.deepEqual(hub.posted.map((body) => JSON.parse(body).envelopes[0]), entries.map(({ envelope }) => envelope));
});

test("where copies confirm, what is saved stays until it is final", async () => {
  const { list, pairs } = await copies("alfa", "bravo", "charlie", "delta");
  const { outbox, hub } = await start({ list });
  const waiting = await outbox.add(await entry(1));
  await outbox.deliver(waiting);
  const saved = { epoch: 1, index: hub.leaves.length - 1 };
  assert.deepEqual((await outbox.all()).map((one) => one.saved), [saved]);
  await hub.confirm(...pairs.slice(0, 2));
  assert.equal((await outbox.flush()).left.length, 1);
  await hub.confirm(...pairs.slice(1));
  assert.deepEqual(await outbox.flush(), { sent: [], left: [] });
  assert.equal(hub.posted.length, 1);
});

test("what a host lost goes to the next one by itself", async () => {
  const { list, pairs } = await copies("alfa", "bravo", "charlie", "delta");
  const { outbox, hub } = await start({ list });
  await hub.confirm(...pairs);
  const base = await hub.head();
  const first = await outbox.add(await entry(1));
  await outbox.deliver(first);
  const second = await outbox.add(await entry(2));
  hub.leaves.pop();
  hub.leaves.push(utf8("the new host"));
  Object.assign(hub, { epoch: 2, base, key: await keyOfSeed(random(32)), final: null });
  const { sent, left } = await outbox.flush();
  assert.deepEqual(sent.map(({ act }) => act), [first.act, second.act]);
  assert.deepEqual(left.map(({ saved }) => saved.epoch), [2, 2]);
  await hub.confirm(...pairs);
  assert.deepEqual((await outbox.flush()).left, []);
});

test("a log that this device refuses confirms nothing", async () => {
  const { list, pairs } = await copies("alfa", "bravo", "charlie", "delta");
  const { outbox, hub } = await start({ list });
  await outbox.deliver(await outbox.add(await entry(1)));
  hub.leaves[1] = utf8("changed");
  hub.leaves.push(utf8("more"));
  await hub.confirm(...pairs);
  assert.equal((await outbox.flush()).left.length, 1);
});

test("several acts arrive together, each with its proof, and leave together", async () => {
  const { outbox, hub } = await start();
  const [first, ...others] = await Promise.all([1, 2, 3].map(entry));
  const more = others.map(({ act, envelope: one }) => ({ act, envelope: one }));
  const waiting = await outbox.add({ ...first, more });
  await outbox.deliver(waiting);
  assert.equal(JSON.parse(hub.posted[0]).envelopes.length, 3);
  assert.deepEqual(await outbox.all(), []);
});

test("a hub that leaves one of several out is not believed", async () => {
  const { outbox, hub } = await start();
  const [first, second] = await Promise.all([1, 2].map(entry));
  const waiting = await outbox.add({ ...first, more: [{ act: second.act, envelope: second.envelope }] });
  hub.leavesOut = second.act;
  await refused("receipt-wrong", () => outbox.deliver(waiting));
  assert.equal((await outbox.all()).length, 1);
});
