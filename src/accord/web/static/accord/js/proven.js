// A record of the log that this device has seen, and whose key signed it: a stamp by the
// lists of members, a device by its invitation and its enrolment, each in the log as well.
// What only the whole log shows stays the host's word and that of members' copies: that
// nothing was held back which switched the device off.

import { readAct } from "./core/act.js";
import { unbase64, utf8 } from "./core/bytes.js";
import { DOCUMENT, parse } from "./core/canonical.js";
import { envelope, readEnvelope } from "./core/dsse.js";
import { keyid } from "./core/ed25519.js";
import { Refused } from "./core/errors.js";
import { isIncluded, leafHash } from "./core/merkle.js";
import { parseTime } from "./core/time.js";
import { namedKeys } from "./proof/charter.js";
import { enrol } from "./proof/devices.js";
import { need } from "./proof/fail.js";
import { group, signers } from "./proof/signers.js";

/**
 * @typedef {{index: number, leaf: string, proof: string[]}} Given as the hub gives a record
 * @typedef {{act: import("./core/act.js").Act, signature: {keyid: string, sig: Uint8Array},
 *   index: number, time: string}} Record
 * @typedef {import("./proof/signers.js").Key & {from: number, invitation: Record,
 *   enrolment: import("./core/act.js").Act}} Device `from`: where in the log it was enrolled
 * @typedef {{record: Record, key: import("./proof/signers.js").Key, path: Device[], sure: boolean}} Signed
 *   `path`: the devices from the first below a stamp down to the signer's; `sure`: its stamp
 *   is one of now, or the record stands before all that the list without it was written upon
 */

/**
 * The record, if it stands in the log of that size and root; refuses any other.
 * @param {Given} given
 * @param {{size: number, root: string}} seen `root`: base64
 * @returns {Promise<Record>}
 */
export async function readProven({ index, leaf, proof }, { size, root }) {
  const bytes = utf8(leaf);
  const { time, ...document } = parse(bytes, DOCUMENT);
  const { payload, signatures } = readEnvelope(document);
  const act = await readAct(payload, {}, { partial: true });
  const there = await isIncluded(index, size, await leafHash(bytes), unbase64(root), proof.map(unbase64));
  if (!there || signatures.length !== 1) throw new Refused("record-unproven", { member: act.by });
  parseTime(time);
  return { act, signature: signatures[0], index, time };
}

/**
 * Whose key signed a record: one of its own member, with one of these roles. Refuses when
 * that is not so, or cannot be shown.
 * @param {Given & {devices?: {invitation: Given, enrolment: Given[]}[]}} given
 * @param {{coalition: string, size: number, root: string}} seen
 * @param {import("./proof/charter.js").Chain} chain
 * @param {string[]} roles
 * @returns {Promise<Signed>}
 */
export async function signerOf(given, seen, chain, roles) {
  const record = await readProven(given, seen);
  try {
    return await signedBy(record, await pathOf(given.devices ?? [], seen), seen, chain, roles);
  } catch {
    // Whatever is wrong with what the host gave: nothing shows that its member signed.
    throw new Refused("signer-false", { member: record.act.by });
  }
}

async function pathOf(devices, seen) {
  const path = [];
  for (const { invitation, enrolment } of devices) {
    const read = await Promise.all([invitation, ...enrolment].map((one) => readProven(one, seen)));
    path.push({ invitation: read[0], both: read.slice(1).sort((a, b) => a.index - b.index) });
  }
  return path;
}

async function signedBy(record, path, { coalition }, chain, roles) {
  const { act, signature, index, time } = record;
  need(act.header.coalition === coalition, "another coalition");
  const lists = [...chain.lists.values()];
  const root = path.length ? path[0].invitation.signature.keyid : signature.keyid;
  const last = lists.findLastIndex(({ seals }) => seals.get(root) === act.by);
  need(last >= 0, "no stamp of its member");
  const envelopes = path.flatMap(({ invitation, both }) => [joined([invitation]), joined(both)]);
  const { keys } = await enrol(envelopes, chain, lists[last]);
  const known = new Map([...(await namedKeys(lists[last].terms)), ...keys]);
  const [key] = await signers(enveloped([record]), known, { groups: [group(1, [act.by], { roles })], keys: new Set() });
  const devices = [...keys.values()].map((one, i) => ({ ...one, from: path[i].both.at(-1).index, invitation: path[i].invitation, enrolment: path[i].both[0].act }));
  need(!devices.length || devices.at(-1).keyid === key.keyid, "another device");
  needInOrder(devices, { index, time });
  const sure = last === lists.length - 1 || index < lists[last + 1].from;
  return { record, key, path: devices, sure };
}

/** Each device was enrolled before it invited the next one, and had not expired by then. */
function needInOrder(devices, record) {
  devices.forEach((one, i) => {
    const next = devices[i + 1]?.invitation ?? record;
    need(one.invitation.index < one.from && one.from < next.index && next.time <= one.until, "the order of the records");
  });
}

/** Records of the same act as one envelope, its signatures in the order of the keys. */
function enveloped(records) {
  const signatures = records.map(({ signature }) => signature).sort((a, b) => (a.keyid < b.keyid ? -1 : 1));
  need(new Set(records.map(({ act }) => act.id)).size === 1, "one act");
  return { payload: records[0].act.payload, signatures };
}

function joined(records) {
  const { payload, signatures } = enveloped(records);
  return envelope(payload, signatures);
}

const EVERY = ["seal", "people", "actions", "reports", "supplies", "voice"];

/**
 * Where in the log, and when, devices of a path were switched off, as far as the host tells.
 * @param {(Given & {devices?: any[]})[]} given records of `charter.revoke`
 * @param {Device[]} path
 * @returns {Promise<Map<string, {index: number, time: string}>>} by key id
 */
export async function switchedOff(given, path, seen, chain) {
  const off = new Map();
  for (const one of given) {
    const { record, key } = await signerOf(one, seen, chain, EVERY);
    const { act, index, time } = record;
    const ids = act.kind === "charter.revoke" ? await Promise.all(act.body.keys.map(keyid)) : [];
    const found = path.filter((device) => ids.includes(device.keyid) && device.member === act.by && maySwitchOff(key, device));
    if (!found.length) throw new Refused("signer-false", { member: act.by });
    for (const device of found) off.set(device.keyid, { index, time });
  }
  return off;
}

/** The stamp, who looks after people, or the same person's own device. */
function maySwitchOff(key, device) {
  return key.roles.some((role) => role === "seal" || role === "people") || key.person === device.person;
}
