// Keys on a device that several people use: each behind its person's PIN.
//
// The key's seed is encrypted twice: with a key made of the PIN (PBKDF2), and that again
// with a key of this browser that cannot be read. Wrong PINs are counted before they are
// tried; after eight in a row the key is gone. Whoever copies the browser's storage away
// evades that count and needs some days of one computer for six digits: docs/field.md.

import { concat, random, sha256, utf8 } from "./core/bytes.js";
import { keyOfSeed } from "./core/ed25519.js";
import { Refused } from "./core/errors.js";

export const TRIES = 8;
const ITERATIONS = 600_000;
const SHORTEST = 6;

/** What was unlocked on this page, until it is locked or left: key -> {private, data}. */
const open = new Map();

/** @param {string} pin @returns {boolean} whether it may guard a key */
export function isGoodPin(pin) {
  return pin.length >= SHORTEST && new Set(pin).size > 2 && !"01234567890 98765432109".includes(pin);
}

/**
 * A new key behind a PIN, unlocked on this page.
 * @param {string} pin
 * @param {{iterations?: number}} [how]
 */
export async function newPinKey(pin, { iterations = ITERATIONS } = {}) {
  const seed = random(32);
  const made = await keyOfSeed(seed);
  const lock = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const [salt, inner, outer] = [random(16), random(12), random(12)];
  const once = await encrypt(await fromPin(pin, salt, iterations), inner, seed);
  const sealed = await encrypt(lock, outer, once);
  await opened(made, seed);
  return { ...made, pin: { salt, inner, outer, sealed, lock, iterations, tries: 0 } };
}

/**
 * Opens a key with its PIN, for this page. Counts the try first, so that leaving the page
 * in between is no way round.
 * @param {import("./store.js").Store} store
 * @param {string} key
 * @param {string} pin
 */
export async function unlock(store, key, pin) {
  const counted = await store.update("keys", key, (old) => ({ ...old, pin: tried(old.pin) }));
  const { salt, inner, outer, sealed, lock, iterations, tries } = counted.pin;
  if (!sealed) throw new Refused("pin-over");
  const once = await decrypt(lock, outer, sealed);
  const seed = await decrypt(await fromPin(pin, salt, iterations), inner, once).catch(() => null);
  if (seed === null) throw new Refused(tries >= TRIES ? "pin-over" : "pin-wrong", { n: TRIES - tries });
  await opened(await keyOfSeed(seed), seed);
  await store.update("keys", key, (old) => ({ ...old, pin: { ...old.pin, tries: 0 } }));
}

/** One try more; the one after the last finds nothing any more. */
function tried(pin) {
  const tries = pin.tries + 1;
  return tries > TRIES ? { ...pin, tries, sealed: null } : { ...pin, tries };
}

/** Locks everybody's keys on this page. */
export function lockAll() {
  open.clear();
}

/** Whether a key can be used on this page now. */
export function isOpen({ key, pin }) {
  return !pin || open.has(key);
}

/** The private half of a key; refuses while it is locked. */
export function privateOf(key) {
  if (!key.pin) return key.private;
  const found = open.get(key.key);
  if (!found) throw new Refused("key-locked");
  return found.private;
}

/** The key under which this person's data lie on a shared device; null: as they are. */
export function dataLock(key) {
  return key.pin ? (open.get(key.key)?.data ?? null) : null;
}

async function opened(made, seed) {
  const data = await sha256(concat(utf8("accord/field data@1 "), seed));
  const lock = await crypto.subtle.importKey("raw", data, "AES-GCM", false, ["encrypt", "decrypt"]);
  seed.fill(0);
  data.fill(0);
  open.set(made.key, { private: made.private, data: lock });
}

async function fromPin(pin, salt, iterations) {
  const base = await crypto.subtle.importKey("raw", utf8(pin.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

async function encrypt(lock, iv, bytes) {
  return new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, lock, bytes));
}

async function decrypt(lock, iv, bytes) {
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, lock, bytes));
}
