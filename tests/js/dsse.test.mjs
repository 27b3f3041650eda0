// What is signed, ids, envelopes, keys.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hex, text, unhex, utf8 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { ACT, actId, envelope, pae, readEnvelope } from "../../src/accord/web/static/accord/js/core/dsse.js";
import { keyOfSeed, keyid, newKey, sign, verify } from "../../src/accord/web/static/accord/js/core/ed25519.js";
import { refused } from "./refused.mjs";

// RFC 8032 section 7.1, test 2.
const SEED = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
const KEY = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
const SIGNED = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

test("the bytes that are signed (DSSE's own example)", () => {
  assert.equal(text(pae("http://example.com/HelloWorld", utf8("hello world"))), "DSSEv1 29 http://example.com/HelloWorld 11 hello world");
});

test("an act's id is the hash of the signed bytes", async () => {
  assert.equal(await actId(utf8("{}")), hex(new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(`DSSEv1 ${ACT.length} ${ACT} 2 {}`)))));
});

test("a seed gives its key, and signs as RFC 8032 says", async () => {
  const made = await keyOfSeed(unhex(SEED));
  assert.equal(made.key, KEY);
  assert.equal(hex(await sign(made.private, unhex("72"))), SIGNED);
  assert.equal(made.private.extractable, false);
});

test("a new key cannot be read, and its signatures verify", async () => {
  const made = await newKey();
  assert.equal(made.private.extractable, false);
  const signature = await sign(made.private, utf8("x"));
  assert.ok(await verify(made.key, utf8("x"), signature));
  assert.ok(!(await verify(made.key, utf8("y"), signature)));
});

test("a key's id is the hash of its SubjectPublicKeyInfo", async () => {
  const spki = unhex(`302a300506032b6570032100${KEY}`);
  assert.equal(await keyid(KEY), hex(new Uint8Array(await crypto.subtle.digest("SHA-256", spki))));
});

test("a signature whose first half is the identity is none", async () => {
  const zero = unhex(`01${"00".repeat(63)}`);
  assert.ok(!(await verify(`01${"00".repeat(31)}`, utf8("x"), zero)));
});

test("a seed has 32 bytes", () => refused("malformed", () => keyOfSeed(new Uint8Array(31))));

test("an envelope is read as it was written", async () => {
  const signature = { keyid: await keyid(KEY), sig: unhex(SIGNED) };
  assert.deepEqual(readEnvelope(envelope(utf8("{}"), [signature])), { payload: utf8("{}"), signatures: [signature] });
});

const good = envelope(utf8("{}"), [{ keyid: "0".repeat(64), sig: unhex(SIGNED) }]);
const BAD = {
  "another type": { ...good, payloadType: "application/json" },
  "an unknown field": { ...good, more: 1 },
  "a missing field": { payload: good.payload, payloadType: good.payloadType },
  "signatures that are no list": { ...good, signatures: {} },
  "too many signatures": { ...good, signatures: Array(257).fill(good.signatures[0]) },
  "a short signature": { ...good, signatures: [{ ...good.signatures[0], sig: "AAAA" }] },
  "a key id in capitals": { ...good, signatures: [{ ...good.signatures[0], keyid: "A".repeat(64) }] },
  "a payload that is not base64": { ...good, payload: "{}" },
  "nothing": null,
};

for (const [name, document] of Object.entries(BAD)) {
  test(`refused: an envelope with ${name}`, () => refused("malformed", () => readEnvelope(document)));
}
