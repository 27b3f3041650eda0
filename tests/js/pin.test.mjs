// Keys behind a PIN, and keys where the browser has no Ed25519.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hex, utf8 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { isWeaker, keyOfSeed, newKey, sign, useInstead, verify } from "../../src/accord/web/static/accord/js/core/ed25519.js";
import { TRIES, dataLock, isGoodPin, isOpen, lockAll, newPinKey, privateOf, unlock } from "../../src/accord/web/static/accord/js/pin.js";
import { WEAKER } from "../../src/accord/web/static/accord/js/weaker.js";
import { refused } from "./refused.mjs";

const WORDS = utf8("97 of 100");
const PIN = "493027";

/** A store of one table, as IndexedDB would keep it. */
function storeOf(record) {
  let kept = record;
  return {
    get: async () => kept,
    update: async (table, key, change) => {
      kept = change(kept);
      return kept;
    },
  };
}

async function locked() {
  const made = await newPinKey(PIN, { iterations: 10 });
  lockAll();
  const record = { ...made, private: null };
  return { record, store: storeOf(record) };
}

test("a PIN opens its key, on this page only", async () => {
  const { record, store } = await locked();
  await refused("key-locked", () => privateOf(record));
  assert.equal(dataLock(record), null);
  await unlock(store, record.key, PIN);
  assert.ok(await verify(record.key, WORDS, await sign(privateOf(record), WORDS)));
  assert.ok(dataLock(record));
  lockAll();
  assert.equal(isOpen(record), false);
});

test("a wrong PIN is counted, and a right one clears the count", async () => {
  const { record, store } = await locked();
  await refused("pin-wrong", () => unlock(store, record.key, "000001"));
  assert.equal((await store.get()).pin.tries, 1);
  await unlock(store, record.key, PIN);
  assert.equal((await store.get()).pin.tries, 0);
});

test("after eight wrong ones the key is gone, also for the right one", async () => {
  const { record, store } = await locked();
  for (let n = 1; n < TRIES; n += 1) await refused("pin-wrong", () => unlock(store, record.key, "000001"));
  await refused("pin-over", () => unlock(store, record.key, "000001"));
  await refused("pin-over", () => unlock(store, record.key, PIN));
  assert.equal((await store.get()).pin.sealed, null);
});

test("a try counts before it is tried: leaving the page is no way round", async () => {
  const { record, store } = await locked();
  const dying = { ...store, update: async (...how) => store.update(...how).then(() => Promise.reject(new Error("the page was closed"))) };
  await assert.rejects(unlock(dying, record.key, PIN));
  assert.equal((await store.get()).pin.tries, 1);
});

test("nothing of the key is kept in the open", async () => {
  const { record } = await locked();
  assert.equal(record.private, null);
  assert.equal(record.pin.lock.extractable, false);
  assert.deepEqual(Object.keys(record.pin).sort(), ["inner", "iterations", "lock", "outer", "salt", "sealed", "tries"]);
});

test("easy PINs are not taken", () => {
  for (const easy of ["", "12345", "111111", "123456", "654321", "121212"]) assert.equal(isGoodPin(easy), false, easy);
  for (const good of [PIN, "long words do too"]) assert.equal(isGoodPin(good), true, good);
});

test("the weaker implementation makes the same keys and signatures", async () => {
  const seed = new Uint8Array(32).fill(7);
  const own = await keyOfSeed(seed);
  const other = await WEAKER.keyOfSeed(seed);
  assert.equal(other.key, own.key);
  assert.ok(isWeaker(other.private) && !isWeaker(own.private));
  assert.equal(hex(await WEAKER.sign(other.private, WORDS)), hex(await sign(own.private, WORDS)));
  assert.equal(other.private.lock.extractable, false);
});

test("a browser without Ed25519 signs and verifies by it", async () => {
  useInstead(WEAKER);
  try {
    const made = await newKey();
    assert.ok(isWeaker(made.private));
    const signature = await sign(made.private, WORDS);
    assert.equal(await verify(made.key, WORDS, signature), true);
    assert.equal(await verify(made.key, utf8("100 of 100"), signature), false);
    assert.equal(await verify("00".repeat(32), WORDS, signature), false);
  } finally {
    useInstead(null);
  }
});
