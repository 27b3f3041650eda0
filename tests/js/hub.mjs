// A small hub for tests: a log in memory, its proofs by naive recursion, its notes.

import { base64, concat, hex, random, sha256, unbase64, unhex, utf8 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { canonical } from "../../src/accord/web/static/accord/js/core/canonical.js";
import { actId } from "../../src/accord/web/static/accord/js/core/dsse.js";
import { keyOfSeed, sign } from "../../src/accord/web/static/accord/js/core/ed25519.js";
import { leafHash, nodeHash } from "../../src/accord/web/static/accord/js/core/merkle.js";

export const COALITION = "c0".repeat(32);
export const NOW = "2026-11-22T14:00:00Z";

/** The root over leaf hashes, by the definition of RFC 6962 section 2.1. */
export async function root(hashes) {
  if (hashes.length === 0) return sha256(new Uint8Array());
  if (hashes.length === 1) return hashes[0];
  const k = split(hashes.length);
  return nodeHash(await root(hashes.slice(0, k)), await root(hashes.slice(k)));
}

/** PATH(m, D[n]) */
export async function path(m, hashes) {
  if (hashes.length === 1) return [];
  const k = split(hashes.length);
  if (m < k) return [...(await path(m, hashes.slice(0, k))), await root(hashes.slice(k))];
  return [...(await path(m - k, hashes.slice(k))), await root(hashes.slice(0, k))];
}

/** PROOF(m, D[n]) */
export async function consistency(m, hashes) {
  return m === 0 || m === hashes.length ? [] : subproof(m, hashes, true);
}

async function subproof(m, hashes, whole) {
  if (m === hashes.length) return whole ? [] : [await root(hashes)];
  const k = split(hashes.length);
  if (m <= k) return [...(await subproof(m, hashes.slice(0, k), whole)), await root(hashes.slice(k))];
  return [...(await subproof(m - k, hashes.slice(k), false)), await root(hashes.slice(0, k))];
}

function split(n) {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** A checkpoint note of the hub with this key. */
export async function writeNote({ coalition = COALITION, epoch = 1, size, rootHash, key, standing = `standing 1 ${base64(rootHash)} ${NOW}` }) {
  const name = `accord/${coalition}/e${epoch}`;
  const body = `${name}\n${size}\n${base64(rootHash)}\n${standing}\n`;
  const id = (await sha256(concat(utf8(name), Uint8Array.of(0x0a, 1), unhex(key.key)))).subarray(0, 4);
  const signature = await sign(key.private, utf8(body));
  return `${body}\n— ${name} ${base64(concat(id, signature))}\n`;
}

/** A copy's line under a note (C2SP tlog-cosignature). */
export async function cosignature(text, coalition, handle, key, time = 1_793_000_000n) {
  const name = `accord/${coalition}/${handle}`;
  const [body] = text.split("\n\n");
  const id = (await sha256(concat(utf8(name), Uint8Array.of(0x0a, 4), unhex(key.key)))).subarray(0, 4);
  const stamp = new Uint8Array(8);
  new DataView(stamp.buffer).setBigUint64(0, time);
  const signature = await sign(key.private, utf8(`cosignature/v1\ntime ${time}\n${body}\n`));
  return `— ${name} ${base64(concat(id, stamp, signature))}\n`;
}

/** Four copies: [handle, key] each, and the list of members that names them. */
export async function copies(...handles) {
  const pairs = await Promise.all(handles.map(async (handle) => [handle, await keyOfSeed(random(32))]));
  const keys = Object.fromEntries(pairs.map(([handle, { key }]) => [handle, key]));
  return { pairs, list: { id: hex(random(32)), finality: "cosigned", copies: keys } };
}

/** A hub that answers what `makeApi` would ask over the network. */
export async function makeHub({ size = 5, coalition = COALITION, seed = random(32) } = {}) {
  const hub = {
    coalition,
    epoch: 1,
    key: await keyOfSeed(seed),
    leaves: Array.from({ length: size }, (_, i) => utf8(`record ${i}`)),
    acts: new Map(),
    down: false,
    refuses: null,
    posted: [],
    base: undefined,
    lists: [{ id: "a1".repeat(32), finality: "hub", copies: {} }],
    final: null,
  };
  const hashes = () => Promise.all(hub.leaves.map(leafHash));
  const note = async () => writeNote({ coalition: hub.coalition, epoch: hub.epoch, size: hub.leaves.length, rootHash: await root(await hashes()), key: hub.key });
  hub.head = async () => ({ size: hub.leaves.length, root: hex(await root(await hashes())) });

  async function checkpoint(from) {
    const all = await hashes();
    const proof = from <= all.length ? await consistency(from, all) : [];
    const final = hub.final && { checkpoint: hub.final.note, proof: (await consistency(hub.final.size, all)).map(base64) };
    const answer = { checkpoint: await note(), proof: proof.map(base64), hub: { epoch: hub.epoch, key: hub.key.key }, roster: hub.lists.at(-1).id };
    return final ? { ...answer, final } : answer;
  }

  /** The newest checkpoint becomes final by the cosignatures of these copies. */
  hub.confirm = async (...copies) => {
    let text = await note();
    for (const [handle, key] of copies) text += await cosignature(text, hub.coalition, handle, key);
    hub.final = { note: text, size: hub.leaves.length };
  };

  async function postActs(body) {
    hub.posted.push(body);
    const { envelopes } = JSON.parse(body);
    const places = [];
    for (const envelope of envelopes) places.push(await append(envelope));
    const all = await hashes();
    const receipts = [];
    for (const { act, leaves } of places.filter((one) => one.act !== hub.leavesOut)) {
      const proven = leaves.map(async (leaf) => ({ ...leaf, proof: (await path(leaf.index, all)).map(base64) }));
      receipts.push({ act, state: "effect", leaves: await Promise.all(proven) });
    }
    return { checkpoint: await note(), receipts };
  }

  async function append(envelope) {
    const act = await actId(unbase64(envelope.payload));
    const leaves = envelope.signatures.map((signature) => {
      hub.leaves.push(utf8(canonical({ ...envelope, signatures: [signature], time: NOW })));
      return { index: hub.leaves.length - 1, keyid: signature.keyid, time: NOW, new: true };
    });
    return { act, leaves };
  }

  async function answering(work) {
    if (hub.down) throw hub.down;
    if (hub.refuses) throw hub.refuses;
    return work();
  }

  hub.api = {
    wellKnown: () => answering(() => ({ coalition: hub.coalition, hub: { epoch: hub.epoch, key: hub.key.key } })),
    checkpoint: (from) => answering(() => checkpoint(from)),
    postActs: (body) => answering(() => postActs(body)),
    act: (id) => answering(() => hub.acts.get(id)),
  };
  hub.charter = () => answering(() => ({ roster: hub.lists.at(-1).id, lists: hub.lists, hub: { epoch: hub.epoch, key: hub.key.key, base: hub.base } }));
  return hub;
}

/** A store with the interface of store.js, in memory. */
export function memoryStore() {
  const keys = { keys: "key", seen: "coalition", outbox: "id", texts: "id", invites: "invite", settings: "name" };
  const tables = new Map();
  const table = (name) => tables.get(name) ?? tables.set(name, new Map()).get(name);
  const store = {
    get: async (name, key) => structuredCloneOf(table(name).get(key)),
    all: async (name) => inOrderOfKeys(table(name)).map(structuredCloneOf),
    put: async (name, value) => void table(name).set(keys[name] ? value[keys[name]] : table(name).size, value),
    remove: async (name, key) => void table(name).delete(key),
    update: async (name, key, change) => {
      const value = change(table(name).get(key));
      table(name).set(key, value);
      return value;
    },
  };
  return store;
}

/** As IndexedDB answers. */
function inOrderOfKeys(table) {
  return [...table].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

function structuredCloneOf(value) {
  return value === undefined ? undefined : { ...value };
}
