// Members' reading keys, checked here: each is in a record that its member's stamp signed,
// and that stands in the log this device has seen. So the host cannot put a key of its own
// in the place of a member's. What it could do is hold back a newer one: the newest that
// this device has seen is remembered, and an older one is refused.

import { readChain } from "./chain.js";
import { Refused } from "./core/errors.js";
import { signerOf } from "./proven.js";

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
  const chain = await readChain(api, coalition, now.roster);
  const members = Object.keys(chain.last.terms.members);
  const found = new Map();
  for (const given of readers) {
    const key = await checked(given, now, chain).catch(async ({ values }) => {
      await store.put("evidence", { coalition, code: "reader-false", notes: [now.note, String(given.leaf)], at: Date.now() });
      throw new Refused("reader-false", { member: values?.member ?? "?" });
    });
    if (members.includes(key.member)) found.set(key.member, key);
  }
  await remember(store, now, found, members);
  return found;
}

/** One record: a reading key, in the log, by the stamp of its member. */
async function checked(given, now, chain) {
  const { record, sure } = await signerOf(given, now, chain, ["seal"]);
  const { act, index } = record;
  if (act.kind !== "charter.reader") throw new Refused("reader-false", { member: act.by });
  return { member: act.by, recipient: sure ? act.body.recipient : null, index, told: "first" };
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
