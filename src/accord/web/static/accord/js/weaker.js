// Ed25519 for browsers that have none (Chrome before 137): noble's, in JavaScript. The
// private half lies encrypted under an AES key that cannot be read; while it signs it is
// in this page's memory, which a key of the browser's own never is: weaker protection.

import { getPublicKeyAsync, signAsync, verifyAsync } from "../vendor/noble-ed25519.js";
import { hex, random, unhex } from "./core/bytes.js";
import { Refused } from "./core/errors.js";

/** @typedef {{lock: CryptoKey, iv: Uint8Array, sealed: Uint8Array}} Sealed */

/** As core/ed25519.js says it, for `useInstead`. */
export const WEAKER = {
  newKey: () => keyOfSeed(random(32)),
  keyOfSeed,
  sign,
  verify: (key, message, signature) => verifyAsync(signature, message, unhex(key), { zip215: false }),
};

async function keyOfSeed(seed) {
  if (seed.length !== 32) throw new Refused("malformed", { what: "seed" });
  const lock = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const iv = random(12);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, lock, seed));
  return { private: { lock, iv, sealed }, key: hex(await getPublicKeyAsync(seed)) };
}

/** @param {Sealed} key @param {Uint8Array} message */
async function sign({ lock, iv, sealed }, message) {
  const seed = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, lock, sealed));
  try {
    return await signAsync(message, seed);
  } finally {
    seed.fill(0);
  }
}
