// Ed25519 (RFC 8032) by WebCrypto: key ids, making, importing, signing, verifying.

import { concat, hex, sha256, unbase64url, unhex } from "./bytes.js";
import { Refused } from "./errors.js";

// SubjectPublicKeyInfo and PKCS #8 of an Ed25519 key up to its 32 bytes (RFC 8410).
const SPKI = unhex("302a300506032b6570032100");
const PKCS8 = unhex("302e020100300506032b657004220420");
const IDENTITY = `01${"00".repeat(31)}`;

// What signs where the browser itself cannot; see ../weaker.js.
let instead = null;

/** Uses another implementation of newKey, keyOfSeed, sign and verify. */
export function useInstead(other) {
  instead = other;
}

/** Whether a private key is one of that other implementation: weaker protected. */
export function isWeaker(key) {
  return Boolean(key?.sealed);
}

/** @param {string} key 64 hex digits @returns {Promise<string>} hex SHA-256 of the SubjectPublicKeyInfo */
export async function keyid(key) {
  return hex(await sha256(concat(SPKI, unhex(key))));
}

/** Refuses with a clear reason when this browser cannot make Ed25519 signatures. */
export async function requireEd25519() {
  if (!globalThis.crypto?.subtle) throw new Refused("not-secure");
  if (instead) return;
  try {
    await crypto.subtle.importKey("raw", unhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"), "Ed25519", true, ["verify"]);
  } catch {
    throw new Refused("no-ed25519");
  }
}

/**
 * A new key whose private half can be used, never read.
 * @returns {Promise<{private: CryptoKey, key: string}>}
 */
export async function newKey() {
  await requireEd25519();
  if (instead) return instead.newKey();
  const pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
  const raw = await crypto.subtle.exportKey("raw", pair.publicKey);
  return { private: pair.privateKey, key: hex(new Uint8Array(raw)) };
}

/**
 * The key of a 32-byte private seed; its private half cannot be read again.
 * @param {Uint8Array} seed
 * @returns {Promise<{private: CryptoKey, key: string}>}
 */
export async function keyOfSeed(seed) {
  await requireEd25519();
  if (seed.length !== 32) throw new Refused("malformed", { what: "seed" });
  if (instead) return instead.keyOfSeed(seed);
  const encoded = concat(PKCS8, seed);
  const readable = await crypto.subtle.importKey("pkcs8", encoded, "Ed25519", true, ["sign"]);
  const { x } = await crypto.subtle.exportKey("jwk", readable);
  const usable = await crypto.subtle.importKey("pkcs8", encoded, "Ed25519", false, ["sign"]);
  encoded.fill(0);
  return { private: usable, key: hex(unbase64url(x)) };
}

/** @param {CryptoKey} key @param {Uint8Array} message @returns {Promise<Uint8Array>} 64 bytes */
export async function sign(key, message) {
  if (isWeaker(key)) return instead.sign(key, message);
  return new Uint8Array(await crypto.subtle.sign("Ed25519", key, message));
}

/**
 * @param {string} key 64 hex digits
 * @param {Uint8Array} message
 * @param {Uint8Array} signature
 * @returns {Promise<boolean>}
 */
export async function verify(key, message, signature) {
  if (signature.length !== 64 || hex(signature.subarray(0, 32)) === IDENTITY) return false;
  try {
    if (instead) return await instead.verify(key, message, signature);
    const imported = await crypto.subtle.importKey("raw", unhex(key), "Ed25519", true, ["verify"]);
    return await crypto.subtle.verify("Ed25519", imported, signature, message);
  } catch {
    return false;
  }
}
