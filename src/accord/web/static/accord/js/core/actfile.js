// Act files (`*.act.json`): one act with its contents and the signatures so far, as it
// travels between a hub and a stamp. Canonical JSON.

import { base64, unbase64, utf8 } from "./bytes.js";
import { DOCUMENT, canonical, parse } from "./canonical.js";
import { ACT, envelope, pae, readEnvelope } from "./dsse.js";
import { keyid, verify } from "./ed25519.js";
import { Refused } from "./errors.js";

const VERSION = "accord/act-file@1";

/**
 * @param {Uint8Array} payload
 * @param {Object<string, Uint8Array>} blobs
 * @param {{keyid: string, sig: Uint8Array}[]} signatures
 * @returns {string} the file's text
 */
export function writeActFile(payload, blobs, signatures) {
  const contents = Object.fromEntries(Object.entries(blobs).map(([name, blob]) => [name, base64(blob)]));
  return canonical({ blobs: contents, envelope: envelope(payload, signatures), v: VERSION });
}

/**
 * @param {string} text
 * @returns {{payload: Uint8Array, blobs: Object<string, Uint8Array>, signatures: {keyid: string, sig: Uint8Array}[]}}
 */
export function readActFile(text) {
  let file;
  try {
    file = parse(utf8(text.trim()), DOCUMENT);
  } catch {
    throw new Refused("not-actfile");
  }
  const names = Object.keys(file).sort().join();
  if (names !== "blobs,envelope,v" || file.v !== VERSION) throw new Refused("not-actfile");
  const blobs = Object.fromEntries(Object.entries(file.blobs).map(([name, blob]) => [name, unbase64(blob)]));
  return { blobs, ...readEnvelope(file.envelope) };
}

/**
 * The keys that an act itself names: with them its signatures can be checked offline.
 * @param {import("./act.js").Act} act
 * @returns {{key: string, member: string | null, purpose: "seal" | "replica" | "hub" | "desk" | "once"}[]}
 */
export function namedKeys({ kind, by, body }) {
  if (kind === "charter.enrol") return [{ key: body.key, member: by, purpose: "desk" }];
  if (kind !== "charter.found" && kind !== "charter.roster") return [];
  const members = Object.entries(body.members).flatMap(([member, { seals, replica }]) => [
    ...seals.map((key) => ({ key, member, purpose: "seal" })),
    ...(replica ? [{ key: replica, member, purpose: "replica" }] : []),
  ]);
  return [...members, { key: body.hub.key, member: null, purpose: "hub" }];
}

/**
 * Which of an act's signatures are good, as far as the act names their keys.
 * @param {import("./act.js").Act} act
 * @param {{keyid: string, sig: Uint8Array}[]} signatures
 * @returns {Promise<{keyid: string, state: "good" | "bad" | "unknown", member: string | null, purpose: string | null}[]>}
 */
export async function checkSignatures(act, signatures) {
  const known = new Map();
  for (const named of namedKeys(act)) known.set(await keyid(named.key), named);
  const message = pae(ACT, act.payload);
  return Promise.all(
    signatures.map(async (one) => {
      const named = known.get(one.keyid);
      if (!named) return { keyid: one.keyid, state: "unknown", member: null, purpose: null };
      const good = await verify(named.key, message, one.sig);
      return { keyid: one.keyid, state: good ? "good" : "bad", member: named.member, purpose: named.purpose };
    }),
  );
}
