// Members' reading keys, checked here: each is in a record that its member's stamp signed,
// and that stands in the log this device has seen. So the host cannot put a key of its own
// in the place of a member's. What it could do is hold back a newer one: the newest that
// this device has seen is remembered, and an older one is refused.

import { readStamps } from "./chain.js";
import { unbase64, utf8 } from "./core/bytes.js";
import { readAct } from "./core/act.js";
import { DOCUMENT, parse } from "./core/canonical.js";
import { ACT, pae, readEnvelope } from "./core/dsse.js";
import { keyid, verify } from "./core/ed25519.js";
import { Refused } from "./core/errors.js";
import { isIncluded, leafHash } from "./core/merkle.js";

/**
 * @typedef {object} ReadingKey
 * @property {string} member
 * @property {string | null} recipient `age1…`; null: its stamp was replaced about then
 * @property {number} index where it stands in the log
 * @property {"first" | "known" | "changed"} told to which key this device has encrypted before
 */

/**
 * The newest reading keys of the members of now. Refuses everything when the host gives a
 * false or an older one.
 * @param {{api: import("./api.js").Api, seen: any, store: import("./store.js").Store}} desk
 * @param {string} coalition
 * @returns {Promise<Map<string, ReadingKey>>} by handle; a member without one is not in it
 */
export async function readingKeys({ api, seen, store }, coalition) {
  const now = await seen.advance(coalition);
  const { readers } = await api.readers(now.size);
  // In this order: who left in between has no key, and who came in has none yet.
  const lists = await readStamps(api, coalition, now.roster);
  const members = Object.keys(lists.at(-1).members);
  const found = new Map();
  for (const given of readers) {
    const key = await checked(given, now, lists).catch(async (error) => {
      await store.put("evidence", { coalition, code: "reader-false", notes: [now.note, String(given.leaf)], at: Date.now() });
      throw error;
    });
    if (members.includes(key.member)) found.set(key.member, key);
  }
  await remember(store, now, found, members);
  return found;
}

/** One record: a reading key, in the log, by the stamp of its member. */
async function checked({ index, leaf, proof }, now, lists) {
  const { time, ...document } = parse(utf8(leaf), DOCUMENT);
  const { payload, signatures } = readEnvelope(document);
  const act = await readAct(payload, {});
  const { by, header, body } = act;
  const ours = act.kind === "charter.reader" && header.coalition === now.coalition && signatures.length === 1;
  const there = await isIncluded(index, now.size, await leafHash(utf8(leaf)), unbase64(now.root), proof.map(unbase64));
  const last = lists.findLastIndex(({ seals }) => seals.get(signatures[0]?.keyid) === by);
  if (!ours || !there || last < 0) throw new Refused("reader-false", { member: by });
  if (!(await isByOneOf(lists[last].members[by].seals, payload, signatures[0]))) throw new Refused("reader-false", { member: by });
  // A stamp that was replaced since counts for what was in the log before the new list.
  const inTime = last === lists.length - 1 || index < lists[last + 1].from;
  return { member: by, recipient: inTime ? body.recipient : null, index, told: "first" };
}

async function isByOneOf(keys, payload, signature) {
  for (const key of keys) if ((await keyid(key)) === signature.keyid) return verify(key, pae(ACT, payload), signature.sig);
  return false;
}

const nameOf = (coalition) => `reading keys ${coalition}`;

/** Compares with what this device knows, and keeps what is newer. */
async function remember(store, { coalition, epoch, note }, found, members) {
  let older = null;
  await store.update("settings", nameOf(coalition), (old) => {
    const known = { ...old?.value };
    for (const member of members) {
      const [before, now] = [known[member], found.get(member)];
      // Another host may have lost what was not confirmed: the members chose it.
      if (before && before.epoch === epoch && before.index > (now?.index ?? -1)) older ??= member;
      else if (now) known[member] = { index: now.index, epoch, used: before?.used ?? null };
      if (now && known[member].used) now.told = known[member].used === now.recipient ? "known" : "changed";
    }
    return { name: nameOf(coalition), value: older ? (old?.value ?? {}) : known };
  });
  if (!older) return;
  await store.put("evidence", { coalition, code: "reader-older", notes: [note], at: Date.now() });
  throw new Refused("reader-older", { member: older });
}

/** Notes that this device encrypts to these keys: another one next time is said. */
export async function noteUsed(store, coalition, keys) {
  await store.update("settings", nameOf(coalition), (old) => {
    const value = { ...old?.value };
    for (const { member, recipient } of keys) value[member] = { ...value[member], used: recipient };
    return { name: nameOf(coalition), value };
  });
}
