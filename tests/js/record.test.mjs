// What is opened stands in the log that this device has seen; whose word that is, is told.

import assert from "node:assert/strict";
import { test } from "node:test";
import { base64, concat, hex, random, sha256, utf8 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { buildPayload } from "../../src/accord/web/static/accord/js/core/act.js";
import { ACT, actId } from "../../src/accord/web/static/accord/js/core/dsse.js";
import { leafHash } from "../../src/accord/web/static/accord/js/core/merkle.js";
import { provenRecord } from "../../src/accord/web/static/accord/js/record.js";
import { makeSeen } from "../../src/accord/web/static/accord/js/seen.js";
import { COALITION, NOW, copies, makeHub, memoryStore, path } from "./hub.mjs";
import { refused } from "./refused.mjs";

/** A sealed report in the log of a hub, and a device that has a key. */
async function reported() {
  const hub = await makeHub({ size: 5 });
  const { pairs, list } = await copies("alfa", "bravo", "charlie", "delta");
  hub.lists = [list];
  const blob = concat(utf8("age-encryption.org/v1\n"), random(40));
  const made = await report(hub, blob);
  await hub.api.postActs(JSON.stringify({ envelopes: [made.envelope] }));
  const given = { envelope: made.envelope, blobs: { "report.sealed": base64(blob) } };
  const api = { ...hub.api, act: async () => given, leaf: async (id, size) => leaf(hub, 5, size) };
  const store = memoryStore();
  await store.put("keys", { key: "aa", coalition: COALITION });
  const seen = makeSeen({ store, api, charter: hub.charter });
  const device = { current: async () => ({ coalition: COALITION }) };
  return { hub, pairs, blob, given, api, store, id: made.id, open: (id = made.id) => provenRecord({ api, seen, store, device }, id) };
}

async function report(hub, blob) {
  const body = { marking: "red", audience: ["bravo"], topics: [], observed: NOW };
  const blobs = { "report.sealed": { sha256: hex(await sha256(blob)), size: blob.length } };
  const payload = buildPayload({ kind: "reports.report", by: "alfa", at: NOW, nonce: hex(random(16)), coalition: COALITION, after: await hub.head(), blobs, body });
  const envelope = { payload: base64(payload), payloadType: ACT, signatures: [{ keyid: "ab".repeat(32), sig: base64(new Uint8Array(64)) }] };
  return { id: await actId(payload), envelope };
}

async function leaf(hub, index, size) {
  const hashes = (await Promise.all(hub.leaves.map(leafHash))).slice(0, size);
  return { index, leaf: new TextDecoder().decode(hub.leaves[index]), proof: (await path(index, hashes)).map(base64) };
}

test("a record of the log, by the host's word until copies confirm it", async () => {
  const { hub, pairs, blob, open } = await reported();
  const first = await open();
  assert.deepEqual(first.act.files["report.sealed"], blob);
  assert.equal(first.confirmed, false);
  await hub.confirm(...pairs.slice(0, 3));
  assert.equal((await open()).confirmed, true);
});

test("what came after the last confirmed record is the host's word", async () => {
  const { hub, pairs, open } = await reported();
  const last = hub.leaves.pop();
  await hub.confirm(...pairs);
  hub.leaves.push(last);
  assert.equal((await open()).confirmed, false);
});

const LIES = {
  "content-changed": ({ given }) => (given.blobs["report.sealed"] = base64(concat(utf8("age-encryption.org/v1\n"), random(40)))),
  "other-act": async ({ hub, given, blob }) => (given.envelope = (await report(hub, blob)).envelope),
  "record-unproven": ({ hub, api }) => {
    hub.leaves[4] = utf8('{"payload":"AAAA"}');
    api.leaf = (id, size) => leaf(hub, 4, size);
  },
};

for (const [code, lie] of Object.entries(LIES)) {
  test(`refused: ${code}`, async () => {
    const made = await reported();
    await lie(made);
    await refused(code, made.open);
  });
}

test("refused: a record that was never in the log", async () => {
  const made = await reported();
  const other = await report(made.hub, made.blob);
  made.given.envelope = other.envelope;
  const given = await leaf(made.hub, 5, 6);
  made.api.leaf = async () => ({ ...given, leaf: given.leaf.replace(/"payload":"[^"]*"/, `"payload":"${other.envelope.payload}"`) });
  await refused("record-unproven", () => made.open(other.id));
});

test("a browser without any key takes the server's word, and says so", async () => {
  const { store, open } = await reported();
  await store.remove("keys", "aa");
  assert.equal((await open()).confirmed, false);
});
