// Signatures: by known keys, all of them needed, enough, and true.

import { ACT, pae } from "../core/dsse.js";
import { verify } from "../core/ed25519.js";
import { need, rises } from "./fail.js";

/**
 * @typedef {{keyid: string, key: string, purpose: string, member: string, person?: string,
 *   roles: string[], until?: string, root?: string}} Key
 * @typedef {{need: number, members: Set<string>, roles: string[], keys: Set<string>}} Group
 * @typedef {{groups: Group[], keys: Set<string>}} Requirement
 */

export const VOICE = ["voice"];

/** @returns {Group} */
export function group(count, members, { roles = [], keys = [] } = {}) {
  return { need: count, members: new Set(members), roles, keys: new Set(keys) };
}

const admits = (one, key) =>
  one.members.has(key.member) && (key.roles.some((role) => one.roles.includes(role)) || one.keys.has(key.keyid));

function met({ groups, keys }, found) {
  const ids = new Set(found.map(({ keyid }) => keyid));
  const enough = (one) => new Set(found.filter((key) => admits(one, key)).map(({ member }) => member)).size >= one.need;
  return groups.every(enough) && [...keys].every((keyid) => ids.has(keyid));
}

/** Those without whom the requirement would be met as well. */
function spare({ groups, keys }, found) {
  const needed = new Set(keys);
  for (const one of groups) {
    const counted = found.filter((key) => admits(one, key));
    if (new Set(counted.map(({ member }) => member)).size > one.need) continue;
    const alone = (key) => counted.filter(({ member }) => member === key.member).length === 1;
    for (const key of counted.filter(alone)) needed.add(key.keyid);
  }
  return found.filter(({ keyid }) => !needed.has(keyid));
}

/**
 * The keys that signed, in order; refuses unless they meet the requirement.
 * @param {{payload: Uint8Array, signatures: {keyid: string, sig: Uint8Array}[]}} envelope
 * @param {Map<string, Key>} known
 * @param {Requirement} requirement
 * @returns {Promise<Key[]>}
 */
export async function signers({ payload, signatures }, known, requirement) {
  const found = signatures.map(({ keyid }) => known.get(keyid));
  need(found.every(Boolean), "a key that is not known");
  need(new Set(found).size === found.length, "the same key twice");
  need(met(requirement, found), "too few signatures");
  need(spare(requirement, found).length === 0, "a signature that is not needed");
  const message = pae(ACT, payload);
  for (const [i, { key }] of found.entries()) need(await verify(key, message, signatures[i].sig), "a false signature");
  return found;
}

/** The same, of signatures that stand in the order of their keys' ids. */
export async function sortedSigners(envelope, known, requirement) {
  need(rises(envelope.signatures.map(({ keyid }) => keyid)), "the order of signatures");
  return signers(envelope, known, requirement);
}
