// Key files, stamp cards and recovery sheets: a member's stamp, kept off the hub.
//
// Both the offline page and `accord key` write these forms: canonical JSON, one line.

import { equal, hex, random, sha256, unhex, utf8 } from "./bytes.js";
import { canonical, parse } from "./canonical.js";
import { keyOfSeed } from "./ed25519.js";
import { Refused } from "./errors.js";

const VERSION = "accord/key@1";
const CARD = "accord/stamp@1";
const ITERATIONS = 600_000;
const SMALL = { size: 4096, depth: 4, ascii: true };
const PURPOSES = ["hub", "desk", "replica", "seal"];

/**
 * The file that holds `seed`, encrypted: PBKDF2-SHA256, then AES-256-GCM.
 * @param {Uint8Array} seed 32 bytes
 * @param {string} passphrase
 * @param {{purpose?: string, iterations?: number}} [how]
 * @returns {Promise<string>} the file's text
 */
export async function sealSeed(seed, passphrase, { purpose = "seal", iterations = ITERATIONS } = {}) {
  const { key } = await keyOfSeed(seed);
  const [salt, nonce] = [random(16), random(12)];
  const lock = await derive(passphrase, salt, iterations);
  const sealed = await crypto.subtle.encrypt(gcm(nonce, purpose, key), lock, seed);
  const file = {
    cipher: { name: "aes-256-gcm", nonce: hex(nonce) },
    kdf: { iterations, name: "pbkdf2-sha256", salt: hex(salt) },
    key,
    purpose,
    sealed: hex(new Uint8Array(sealed)),
    v: VERSION,
  };
  return `${canonical(file)}\n`;
}

/**
 * The seed in a key file; refuses a wrong passphrase and a file that was changed.
 * @param {string} text
 * @param {string} passphrase
 * @returns {Promise<{seed: Uint8Array, key: string, purpose: string, private: CryptoKey}>}
 */
export async function openKeyFile(text, passphrase) {
  const file = readFile(text);
  const seed = "seed" in file ? unhex(file.seed) : await unseal(file, passphrase);
  const made = await keyOfSeed(seed);
  if (made.key !== file.key) throw new Refused("keyfile-changed");
  return { seed, key: file.key, purpose: file.purpose, private: made.private };
}

/** @param {string} text @returns {boolean} whether the key file asks for a passphrase */
export function needsPassphrase(text) {
  return "sealed" in readFile(text);
}

async function unseal(file, passphrase) {
  const lock = await derive(passphrase, unhex(file.kdf.salt), file.kdf.iterations);
  const cipher = gcm(unhex(file.cipher.nonce), file.purpose, file.key);
  try {
    return new Uint8Array(await crypto.subtle.decrypt(cipher, lock, unhex(file.sealed)));
  } catch {
    throw new Refused("passphrase-wrong");
  }
}

function gcm(iv, purpose, key) {
  return { name: "AES-GCM", iv, additionalData: utf8(`${VERSION} ${purpose} ${key}`) };
}

async function derive(passphrase, salt, iterations) {
  const words = utf8(passphrase.normalize("NFC"));
  const base = await crypto.subtle.importKey("raw", words, "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

function readFile(text) {
  const file = readLine(text);
  const digits = (value, length) => typeof value === "string" && new RegExp(`^[0-9a-f]{${length}}$`).test(value);
  const common = file.v === VERSION && PURPOSES.includes(file.purpose) && digits(file.key, 64);
  const names = (object) => Object.keys(object).sort().join();
  const plain = names(file) === "key,purpose,seed,v" && digits(file.seed, 64);
  const locked =
    names(file) === "cipher,kdf,key,purpose,sealed,v" &&
    names(file.cipher) === "name,nonce" &&
    names(file.kdf) === "iterations,name,salt" &&
    file.cipher.name === "aes-256-gcm" &&
    digits(file.cipher.nonce, 24) &&
    file.kdf.name === "pbkdf2-sha256" &&
    digits(file.kdf.salt, 32) &&
    file.kdf.iterations >= 1 &&
    file.kdf.iterations <= 10_000_000 &&
    digits(file.sealed, 96);
  if (!common || !(plain || locked)) throw new Refused("not-keyfile");
  return file;
}

function readLine(text) {
  try {
    return parse(utf8(text.trim()), SMALL);
  } catch {
    throw new Refused("not-keyfile");
  }
}

/** @param {string} key @returns {string} the card: the public part that is handed in */
export function stampCard(key) {
  return `${canonical({ key, purpose: "seal", v: CARD })}\n`;
}

/**
 * The recovery sheet's groups: the seed in 16 groups of 4 digits, and a check group.
 * @param {Uint8Array} seed
 * @returns {Promise<string[]>}
 */
export async function recoveryGroups(seed) {
  const digits = hex(seed) + hex(await sha256(seed)).slice(0, 4);
  return digits.match(/.{4}/g);
}

/**
 * The seed written on a recovery sheet; spaces, hyphens, lines and capitals do not matter.
 * @param {string} typed
 * @returns {Promise<Uint8Array>}
 */
export async function seedOfGroups(typed) {
  const digits = typed.toLowerCase().replaceAll(/[\s·.:-]/g, "");
  if (!/^[0-9a-f]*$/.test(digits)) throw new Refused("recovery-letters");
  if (digits.length !== 68) throw new Refused("recovery-length", { n: Math.floor(digits.length / 4) });
  const seed = unhex(digits.slice(0, 64));
  const check = (await sha256(seed)).subarray(0, 2);
  if (!equal(check, unhex(digits.slice(64)))) throw new Refused("recovery-check");
  return seed;
}
