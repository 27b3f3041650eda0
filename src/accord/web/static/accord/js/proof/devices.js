// Step 3: the signers' devices, each by its invitation and its enrolment.

import { readEnvelope } from "../core/dsse.js";
import { keyid } from "../core/ed25519.js";
import { actOf, namedKeys, needFresh } from "./charter.js";
import { need } from "./fail.js";
import { group, signers, sortedSigners } from "./signers.js";

/**
 * The devices that pairs of envelopes bring in.
 * @param {any[]} values invitation, enrolment, invitation, enrolment, ...
 * @returns {Promise<{keys: Map<string, import("./signers.js").Key>, inviters: Map<string, string>}>}
 */
export async function enrol(values, chain, list) {
  need(values.length % 2 === 0, "pairs");
  const devices = { keys: new Map(), inviters: new Map() };
  const mayInvite = await namedKeys(list.terms);
  const used = new Set(chain.keys);
  for (let at = 0; at < values.length; at += 2) {
    const [invitation, enrolment] = [readEnvelope(values[at]), readEnvelope(values[at + 1])];
    const act = await actOf(invitation);
    need(act.kind === "charter.invite" && act.header.coalition === chain.coalition, "invitation");
    const oneTime = { keyid: await keyid(act.body.key), key: act.body.key, purpose: "invite", member: act.by, roles: [] };
    needFresh(oneTime, used);
    // Who may admit people may not make others admit people: that takes the stamp.
    const roles = act.body.roles.includes("people") ? ["seal"] : ["seal", "people"];
    const [inviter] = await signers(invitation, mayInvite, { groups: [group(1, [act.by], { roles })], keys: new Set() });
    used.add(oneTime.keyid);
    const made = await enrolled(enrolment, act, oneTime, inviter, used);
    used.add(made.keyid);
    mayInvite.set(made.keyid, made);
    devices.keys.set(made.keyid, made);
    devices.inviters.set(made.keyid, inviter.keyid);
  }
  return devices;
}

async function enrolled(envelope, invitation, oneTime, inviter, used) {
  const act = await actOf(envelope);
  need(act.kind === "charter.enrol" && act.body.invite === invitation.id, "enrolment");
  need(act.header.coalition === invitation.header.coalition && act.by === invitation.by, "enrolment");
  const { person, roles, until } = invitation.body;
  const root = inviter.purpose === "seal" ? inviter.keyid : inviter.root;
  const made = { keyid: await keyid(act.body.key), key: act.body.key, purpose: "desk", member: act.by, person, roles, until, root };
  needFresh(made, used);
  const named = new Map([oneTime, made].map((key) => [key.keyid, key]));
  await sortedSigners(envelope, named, { groups: [], keys: new Set(named.keys()) });
  return made;
}

/** The devices are the signers' and their inviters', in the order of the signatures. */
export function needAll({ keys, inviters }, signed) {
  const path = (id) => (keys.has(id) ? [...path(inviters.get(id)), id] : []);
  const wanted = [...new Set(signed.flatMap(({ keyid: id }) => path(id)))];
  need(wanted.join() === [...keys.keys()].join(), "devices");
}

/** Whether a key may sign at `time` under a list of members. */
export function isLive(key, { seals }, time) {
  if (key.purpose === "seal") return seals.has(key.keyid);
  return key.purpose !== "desk" || (time <= key.until && seals.get(key.root) === key.member);
}
