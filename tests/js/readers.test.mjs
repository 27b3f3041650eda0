// Members' reading keys: an honest host's are taken, and every way to slip in another is not.

import assert from "node:assert/strict";
import { test } from "node:test";
import { base64, random, utf8 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { canonical } from "../../src/accord/web/static/accord/js/core/canonical.js";
import { noteUsed, readingKeys } from "../../src/accord/web/static/accord/js/readers.js";
import { coalition as founded, newKey } from "./coalition.mjs";
import { NOW } from "./hub.mjs";
import { refused } from "./refused.mjs";

const recipient = () => `age1${Array.from(random(58), (byte) => "023456789acdefghjklmnpqrstuvwxyz"[byte % 32]).join("")}`;

/** The same, and what its members publish. */
async function coalition() {
  const all = await founded();
  const { hub, api, seen, store, stamps, proven, made, put } = all;
  const newest = new Map();
  api.readers = async () => ({ readers: await Promise.all([...newest.values()].map(proven)) });

  async function signed(by, key, changes = {}) {
    const body = { recipient: recipient() };
    const { document } = await made("charter.reader", by, body, [key], changes);
    return { document, leaf: canonical({ ...document, time: NOW }), recipient: body.recipient };
  }

  async function publish(by, key = stamps[by], changes = {}) {
    const one = await signed(by, key, changes);
    newest.set(by, put(one).indexes[0]);
    return one.recipient;
  }

  const look = () => readingKeys({ api, seen, store }, hub.coalition);
  return { ...all, newest, signed, publish, look };
}

test("what members' stamps published is taken, the last of each", async () => {
  const { publish, look } = await coalition();
  await publish("alfa");
  const [bravo, alfa] = [await publish("bravo"), await publish("alfa")];
  const found = await look();
  assert.deepEqual([...found.keys()].sort(), ["alfa", "bravo"]);
  assert.deepEqual([found.get("alfa").recipient, found.get("bravo").recipient], [alfa, bravo]);
  assert.equal(found.get("bravo").told, "first");
});

test("a key that is other than the one used is told", async () => {
  const { hub, store, publish, look } = await coalition();
  await publish("bravo");
  await noteUsed(store, hub.coalition, [...(await look()).values()]);
  assert.equal((await look()).get("bravo").told, "known");
  await publish("bravo");
  assert.equal((await look()).get("bravo").told, "changed");
  assert.equal((await look()).get("bravo").told, "changed");
});

const LIES = {
  "a key that the host signed": async ({ publish, hub }) => publish("bravo", hub.key),
  "a key that nobody knows signed": async ({ publish }) => publish("bravo", await newKey()),
  "a key that another member's stamp signed": async ({ publish, stamps }) => publish("bravo", stamps.alfa),
  "another coalition's": async ({ publish, stamps }) => publish("bravo", stamps.bravo, { coalition: "ab".repeat(32) }),
  "another record of its stamp": async ({ newest, record, stamps }) => {
    const { indexes } = await record("charter.profile", "bravo", {}, [stamps.bravo]);
    newest.set("bravo", indexes[0]);
  },
  "a true record that is not in the log": async ({ api, signed, stamps, proven }) => {
    const { leaf } = await signed("bravo", stamps.bravo);
    const given = { ...(await proven(0)), leaf };
    api.readers = async () => ({ readers: [given] });
  },
  "another key in a record of the log": async ({ api, newest, publish, proven }) => {
    const theirs = await publish("bravo");
    const given = await proven(newest.get("bravo"));
    const { payload, ...rest } = JSON.parse(given.leaf);
    api.readers = async () => ({ readers: [{ ...given, leaf: canonical({ ...rest, payload: btoa(atob(payload).replace(theirs, recipient())) }) }] });
  },
  "another signature in a record that was put into the log": async (made) => {
    const { leaf } = await made.signed("bravo", made.stamps.bravo);
    const { signatures, ...rest } = JSON.parse(leaf);
    made.newest.set("bravo", made.hub.leaves.push(utf8(canonical({ ...rest, signatures: [{ ...signatures[0], sig: base64(new Uint8Array(64)) }] }))) - 1);
  },
};

for (const [name, lie] of Object.entries(LIES)) {
  test(`refused, with evidence kept: ${name}`, async () => {
    const made = await coalition();
    await made.publish("alfa");
    await lie(made);
    await refused("reader-false", made.look);
    assert.equal((await made.store.all("evidence"))[0].code, "reader-false");
  });
}

test("an older key than was seen is refused, and so is none", async () => {
  const { store, newest, publish, look } = await coalition();
  await publish("bravo");
  const old = newest.get("bravo");
  const now = await publish("bravo");
  assert.equal((await look()).get("bravo").recipient, now);
  newest.set("bravo", old);
  await refused("reader-older", look);
  newest.delete("bravo");
  await refused("reader-older", look);
  assert.equal((await store.all("evidence")).length, 2);
});

test("after another host, what it never had is asked for anew", async () => {
  const { hub, store, newest, publish, look } = await coalition();
  const old = await publish("bravo");
  const first = newest.get("bravo");
  await publish("bravo");
  await look();
  newest.set("bravo", first);
  const known = (await store.all("settings"))[0];
  await store.put("settings", { ...known, value: { bravo: { ...known.value.bravo, epoch: 0 } } });
  assert.equal((await look()).get("bravo").recipient, old);
  assert.equal(hub.epoch, 1);
});

test("a stamp that was replaced counts for what was there before", async () => {
  const { publish, replaceStamp, look, stamps } = await coalition();
  const before = stamps.bravo;
  const old = await publish("bravo");
  await replaceStamp("bravo");
  assert.equal((await look()).get("bravo").recipient, old);
  // With the stamp that was stolen and a host that takes its records all the same:
  await publish("bravo", before);
  assert.equal((await look()).get("bravo").recipient, null);
  const now = await publish("bravo");
  assert.equal((await look()).get("bravo").recipient, now);
});

test("an older list of members than this device has seen is refused", async () => {
  const { hub, publish, replaceStamp, look, charter } = await coalition();
  await publish("bravo");
  await replaceStamp("bravo");
  await look();
  charter.pop();
  await refused("not-proven", look);
  hub.lists = [{ id: "ab".repeat(32) }];
  await refused("charter-older", look);
});
