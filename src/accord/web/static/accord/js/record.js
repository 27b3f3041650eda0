// A record that stands in the log this device has seen, with contents that match it, and
// with a signature by a device of the member that it names: all of it is checked here. That
// this device had not been switched off before can be held back from a browser; members'
// copies, which read every record, confirm only what was signed with a device in force.

import { roleOf } from "./acts.js";
import { readChain } from "./chain.js";
import { readAct } from "./core/act.js";
import { equal } from "./core/bytes.js";
import { readEnvelope } from "./core/dsse.js";
import { Refused } from "./core/errors.js";
import { signerOf, switchedOff } from "./proven.js";
import { isConfirming } from "./seen.js";
import { decoded } from "./things.js";

/**
 * @typedef {object} Log what this device has seen of it, and whose keys are whose
 * @property {import("./seen.js").Seen} now
 * @property {import("./proof/charter.js").Chain} chain
 */

/**
 * The log as it is now; null in a browser without any key, which has seen none.
 * @param {import("./desk.js").Desk} desk
 * @returns {Promise<Log | null>}
 */
export async function logOf({ api, seen, store, device }) {
  if (!(await store.all("keys")).length) return null;
  const { coalition } = await device.current();
  const now = await seen.advance(coalition);
  return { now, chain: await readChain(api, coalition, now.roster) };
}

/**
 * @typedef {object} Signer
 * @property {string} person their name, or the word that stands for them in the log
 * @property {string | null} off when the device was switched off, after the record
 * @property {boolean} sure its stamp was not replaced about then
 */

/**
 * @param {import("./desk.js").Desk} desk
 * @param {string} id of the act
 * @param {Log | null} log
 * @returns {Promise<{act: import("./core/act.js").Act, confirmed: boolean, signer: Signer | null}>}
 *   `signer`: who signed it, checked here; null: all is this server's word
 */
export async function provenRecord(desk, id, log) {
  const given = await desk.api.act(id);
  const act = await readAct(readEnvelope(given.envelope).payload, decoded(given.blobs), { partial: true });
  if (act.id !== id) throw new Refused("other-act");
  if (!log) return { act, confirmed: false, signer: null };
  if (act.header.coalition !== log.now.coalition) throw new Refused("other-coalition");
  const proof = await desk.api.leaf(id, log.now.size);
  try {
    const { record, path, sure } = await signerOf(proof, log.now, log.chain, [roleOf(act.kind)]);
    if (!equal(record.act.payload, act.payload)) throw new Refused("record-unproven");
    const off = await stillOn(desk.store, log, path, record, proof.revoked ?? []);
    const confirmed = isConfirming(log.now) && (log.now.final?.size ?? 0) > record.index;
    return { act, confirmed, signer: { person: await personOf(desk, path.at(-1)), off, sure } };
  } catch (error) {
    if (["signer-false", "signer-off"].includes(error.code)) await keepEvidence(desk.store, log, error.code, proof);
    throw error;
  }
}

async function keepEvidence(store, { now }, code, { leaf }) {
  await store.put("evidence", { coalition: now.coalition, code, notes: [now.note, leaf], at: Date.now() });
}

/** When the signer's device was switched off later, or null; refuses what came after that. */
async function stillOn(store, { now, chain }, path, record, revoked) {
  const off = await remembered(store, now, await switchedOff(revoked, path, now, chain));
  path.forEach((device, i) => {
    const next = path[i + 1]?.from ?? record.index;
    if (off.has(device.keyid) && off.get(device.keyid).index < next) throw new Refused("signer-off", { member: record.act.by });
  });
  return off.get(path.at(-1).keyid)?.time ?? null;
}

/** What was seen once to be switched off stays so, also when the host tells it no more. */
async function remembered(store, { coalition, epoch }, told) {
  const name = `switched off ${coalition}`;
  const { value } = await store.update("settings", name, (old) => {
    const found = Object.fromEntries([...told].map(([keyid, one]) => [keyid, { ...one, epoch }]));
    return { name, value: { ...old?.value, ...found } };
  });
  // Another host may have lost what was not confirmed: the members chose it.
  return new Map(Object.entries(value).filter(([, one]) => one.epoch === epoch));
}

/** Whom the invitation names; its content is for members, and may be erased. */
async function personOf({ things }, { invitation, enrolment, person }) {
  const around = await things.around(enrolment);
  const name = around.get(invitation.act.id)?.contents.person?.name;
  return typeof name === "string" && name ? name : person;
}
