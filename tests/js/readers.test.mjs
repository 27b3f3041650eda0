// Members' reading keys: an honest host's are taken, and every way to slip in another is not.

import assert from "node:assert/strict";
import { test } from "node:test";
import { base64, hex, random, unbase64, utf8 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { canonical } from "../../src/accord/web/static/accord/js/core/canonical.js";
import { buildPayload } from "../../src/accord/web/static/accord/js/core/act.js";
import { ACT, actId, envelope, pae } from "../../src/accord/web/static/accord/js/core/dsse.js";
import { keyOfSeed, keyid, sign } from "../../src/accord/web/static/accord/js/core/ed25519.js";
import { leafHash } from "../../src/accord/web/static/accord/js/core/merkle.js";
import { readCharter } from "../../src/accord/web/static/accord/js/chain.js";
import { noteUsed, readingKeys } from "../../src/accord/web/static/accord/js/readers.js";
import { makeSeen } from "../../src/accord/web/static/accord/js/seen.js";
import { NOW, makeHub, memoryStore, path } from "./hub.mjs";
import { refused } from "./refused.mjs";

const SHARED = ["charter.amend", "charter.close", "charter.lead", "charter.roster", "voice.position", "voice.retraction", "voice.statement", "voice.translation"];
const rules = Object.fromEntries(SHARED.map((kind) => [kind, { share: [2, 3] }]));
const content = { sha256: "aa".repeat(32), size: 50 };
const newKey = () => keyOfSeed(random(32));
const recipient = () => `age1${Array.from(random(58), (byte) => "023456789acdefghjklmnpqrstuvwxyz"[byte % 32]).join("")}`;

async function signed(fields, keys) {
  const payload = buildPayload({ at: NOW, nonce: hex(random(16)), ...fields });
  const made = keys.map(async (key) => ({ keyid: await keyid(key.key), sig: await sign(key.private, pae(ACT, payload)) }));
  const signatures = (await Promise.all(made)).sort((a, b) => (a.keyid < b.keyid ? -1 : 1));
  return { id: await actId(payload), document: envelope(payload, signatures) };
}

/** A coalition of three, its log at a host, and a device that follows it. */
async function coalition() {
  const hub = await makeHub({ size: 0 });
  const stamps = { alfa: await newKey(), bravo: await newKey(), delta: await newKey() };
  const members = () => Object.fromEntries(Object.entries(stamps).map(([name, { key }]) => [name, { seals: [key] }]));
  const terms = (version) => ({ version, members: members(), rules, finality: "hub", hub: { epoch: 1, key: hub.key.key } });
  const founding = await signed({ kind: "charter.found", by: "alfa", body: terms(1), blobs: { names: content, "declaration.en": content } }, [...Object.values(stamps), hub.key]);
  const charter = [founding.document];
  hub.coalition = founding.id;
  hub.leaves = [utf8("the founding")];
  const api = { ...hub.api, charter: async () => ({ charter }), readers: async () => ({ readers: await Promise.all([...newest.values()].map(proven)) }) };
  const newest = new Map();
  const roster = () => actId(unbase64(charter.at(-1).payload));
  hub.lists = [{ id: founding.id }];

  async function proven(index) {
    const hashes = await Promise.all(hub.leaves.map(leafHash));
    return { index, leaf: new TextDecoder().decode(hub.leaves[index]), proof: (await path(index, hashes)).map(base64) };
  }

  async function record(by, key, changes = {}) {
    const fields = { kind: "charter.reader", by, coalition: hub.coalition, after: await hub.head(), body: { recipient: recipient() }, ...changes };
    const { document } = await signed(fields, [key]);
    return { leaf: canonical({ ...document, time: NOW }), recipient: fields.body.recipient };
  }

  async function publish(by, key = stamps[by], changes = {}) {
    const made = await record(by, key, changes);
    newest.set(by, hub.leaves.push(utf8(made.leaf)) - 1);
    return made.recipient;
  }

  /** A new list of members, in which this one has another stamp. */
  async function replaceStamp(name) {
    const [after, old] = [await hub.head(), stamps[name]];
    stamps[name] = await newKey();
    const fields = { kind: "charter.roster", by: "alfa", coalition: hub.coalition, roster: await roster(), after, body: terms(charter.length + 1) };
    const { id, document } = await signed(fields, [stamps.alfa, old, stamps[name]]);
    charter.push(document);
    hub.leaves.push(utf8("the new list"));
    hub.lists = [{ id }];
  }

  const store = memoryStore();
  const seen = makeSeen({ store, api, charter: () => readCharter(api, hub.coalition) });
  const look = () => readingKeys({ api, seen, store }, hub.coalition);
  return { hub, api, stamps, store, newest, record, publish, proven, replaceStamp, look, charter };
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
  "a true record that is not in the log": async ({ api, record, stamps, proven }) => {
    const { leaf } = await record("bravo", stamps.bravo);
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
    const { leaf } = await made.record("bravo", made.stamps.bravo);
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
