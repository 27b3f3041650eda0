// What came from another phone: is it ours, who signed it, and may this person sign too?
// Nothing in a packet is believed: acts are read from their bytes, signatures are checked
// with the keys that this phone knows.

import { readAct } from "../core/act.js";
import { ACT, pae } from "../core/dsse.js";
import { verify } from "../core/ed25519.js";
import { Refused } from "../core/errors.js";

/** Kinds that one phone may give another: made where the goods are, contents in no need. */
const KINDS = new Set(["supplies.consign", "supplies.handover", "supplies.receive", "supplies.count", "supplies.use"]);

/**
 * @typedef {{keyid: string, sig: Uint8Array, by: any | null}} Signature `by`: whose key it
 *   is, of the working set; null where this phone does not know it
 * @typedef {{act: import("../core/act.js").Act, signatures: Signature[]}} Examined
 */

/**
 * @param {import("./packet.js").Signed[]} signed
 * @param {{coalition: string, people: any[]}} known
 * @returns {Promise<Examined[]>} refuses what is not this coalition's, no field record, or
 *   signed wrongly
 */
export async function examined(signed, { coalition, people }) {
  const known = new Map(people.map((one) => [one.keyid, one]));
  return Promise.all(
    signed.map(async ({ payload, signatures }) => {
      const act = await readAct(payload, {});
      if (act.header.coalition !== coalition) throw new Refused("packet-coalition");
      if (!KINDS.has(act.kind)) throw new Refused("packet-other");
      return { act, signatures: await Promise.all(signatures.map((one) => checked(one, act, known))) };
    }),
  );
}

async function checked({ keyid, sig }, act, known) {
  const by = known.get(keyid) ?? null;
  if (by && !(await verify(by.key, pae(ACT, act.payload), sig))) throw new Refused("packet-false");
  return { keyid, sig, by };
}

/**
 * What this person can do with a handover.
 * @param {Examined} one
 * @param {{member: string, person: string, keyid: string}} me
 * @returns {{may: boolean, why: string | null, unknown: boolean}} `why`: a message's key,
 *   why one cannot sign; `unknown`: a signature whose key this phone does not know
 */
export function mayAgree({ act, signatures }, me) {
  const unknown = signatures.some(({ by }) => by === null);
  const no = (why) => ({ may: false, why, unknown });
  if (act.kind !== "supplies.handover") return no(null);
  if (signatures.some(({ keyid }) => keyid === me.keyid)) return no(null);
  const gave = signatures.some(({ by }) => by?.member === act.body.giver);
  const got = signatures.some(({ by }) => by?.member === act.body.receiver);
  if (act.body.giver !== me.member) return no(gave && got ? null : "field.not-yours");
  if (signatures.some(({ by }) => by?.member === me.member && by.person === me.person)) return no("field.two-persons");
  if (act.body.giver !== act.body.receiver && gave) return no(null);
  return { may: true, why: null, unknown };
}

/** What a count says otherwise than this phone's own books; message keys. */
export function doubts({ act }, consignment, waiting) {
  const { giver, lines, consignment: id } = act.body;
  const said = [];
  if (!consignment) said.push("field.doubt.unknown");
  else if (consignment.holder !== giver || consignment.stored) said.push("field.doubt.gone");
  else if (!fits(lines, consignment)) said.push("field.doubt.lines");
  const others = waiting.filter((one) => one.act.kind === "supplies.handover" && one.act.id !== act.id);
  if (others.some((one) => one.act.body.consignment === id && one.act.body.giver === giver)) said.push("field.doubt.twice");
  return said;
}

function fits(lines, consignment) {
  const there = new Map(consignment.lines.filter((one) => one.good + one.damaged).map((one) => [one.number, one.good + one.damaged]));
  const had = ({ good, damaged, missing, excess }) => good + damaged + missing - excess;
  return lines.length === there.size && lines.every((one) => there.get(one.line) === had(one));
}
