// DSSE envelopes: what exactly is signed, and the id of an act.
// Source: https://github.com/secure-systems-lab/dsse/blob/master/protocol.md

import { base64, concat, hex, sha256, unbase64, utf8 } from "./bytes.js";
import { Refused } from "./errors.js";

/** The type of an act's payload. */
export const ACT = "application/vnd.accord.act.v1+json";
/** The type of what is signed to sign in. */
export const SIGN_IN = "application/vnd.accord.sign-in.v1+json";

const MAX_SIGNATURES = 256;

/**
 * DSSE's pre-authentication encoding: `DSSEv1` SP len(type) SP type SP len(payload) SP payload.
 * @param {string} type ASCII
 * @param {Uint8Array} payload
 * @returns {Uint8Array} the bytes that are signed
 */
export function pae(type, payload) {
  return concat(utf8(`DSSEv1 ${type.length} ${type} ${payload.length} `), payload);
}

/** @param {Uint8Array} payload @returns {Promise<string>} the act's id: hex SHA-256 of the signed bytes */
export async function actId(payload) {
  return hex(await sha256(pae(ACT, payload)));
}

/**
 * An envelope as a JSON document.
 * @param {Uint8Array} payload
 * @param {{keyid: string, sig: Uint8Array}[]} signatures
 */
export function envelope(payload, signatures) {
  return {
    payload: base64(payload),
    payloadType: ACT,
    signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig: base64(sig) })),
  };
}

/**
 * Read an envelope strictly; signatures are not verified here.
 * @param {any} document a parsed JSON value
 * @returns {{payload: Uint8Array, signatures: {keyid: string, sig: Uint8Array}[]}}
 */
export function readEnvelope(document) {
  const known = ["payload", "payloadType", "signatures"];
  if (!hasKeys(document, known) || document.payloadType !== ACT) throw new Refused("malformed", { what: "envelope" });
  const signatures = document.signatures;
  if (!Array.isArray(signatures) || signatures.length > MAX_SIGNATURES) throw new Refused("malformed", { what: "envelope" });
  return { payload: unbase64(document.payload), signatures: signatures.map(readSignature) };
}

function readSignature(one) {
  if (!hasKeys(one, ["keyid", "sig"]) || !/^[0-9a-f]{64}$/.test(one.keyid)) throw new Refused("malformed", { what: "envelope" });
  const sig = unbase64(one.sig);
  if (sig.length !== 64) throw new Refused("malformed", { what: "envelope" });
  return { keyid: one.keyid, sig };
}

function hasKeys(document, keys) {
  if (document === null || typeof document !== "object") return false;
  const found = Object.keys(document).sort();
  return found.length === keys.length && found.every((key, i) => key === keys[i]);
}
