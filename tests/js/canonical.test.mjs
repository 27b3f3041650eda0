// Canonical JSON: one form only.

import assert from "node:assert/strict";
import { test } from "node:test";
import { base64, hex, unbase64, unbase64url, base64url, unhex, utf8 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { DOCUMENT, PAYLOAD, canonical, parse } from "../../src/accord/web/static/accord/js/core/canonical.js";
import { refused } from "./refused.mjs";

const nested = (depth) => `{"a":${"[".repeat(depth - 1)}${"]".repeat(depth - 1)}}`;

const GOOD = {
  "the empty object": "{}",
  "sorted keys": '{"a":1,"b":{"c":[true,false,"x"]}}',
  "the largest integer": '{"a":9007199254740991}',
  "keys that look like numbers": '{"1":0,"10":0,"2":0}',
  "a key with a special name": '{"__proto__":1}',
  "eight levels": nested(8),
  "brackets in a string": '{"a":"[[[[[[[[[[{{{{"}',
  "punctuation": '{"a":"!#$%&\'()*+,-./:;<=>?@[]^_`{|}~"}',
};

for (const [name, text] of Object.entries(GOOD)) {
  test(`accepted: ${name}`, () => assert.equal(canonical(parse(utf8(text), PAYLOAD)), text));
}

const BAD = {
  "unsorted keys": ['{"b":1,"a":1}', "not-canonical"],
  "a key twice": ['{"a":1,"a":2}', "not-canonical"],
  "a space": ['{"a": 1}', "not-canonical"],
  "a line at the end": ['{"a":1}\n', "not-ascii"],
  "a float": ['{"a":1.5}', "not-canonical"],
  "a float that is whole": ['{"a":1.0}', "not-canonical"],
  "an exponent": ['{"a":1e3}', "not-canonical"],
  "minus zero": ['{"a":-0}', "not-canonical"],
  "a negative number": ['{"a":-1}', "not-canonical"],
  "2^53": ['{"a":9007199254740992}', "not-canonical"],
  "2^53 and one": ['{"a":9007199254740993}', "not-canonical"],
  "a number with leading zero": ['{"a":01}', "malformed"],
  "null": ['{"a":null}', "not-canonical"],
  "an array on top": ["[1]", "malformed"],
  "a string on top": ['"a"', "malformed"],
  "nothing": ["", "malformed"],
  "half an object": ['{"a":', "malformed"],
  "something after it": ['{"a":1}{}', "malformed"],
  "an escape": ['{"a":"\\u0041"}', "not-ascii"],
  "a letter outside of ASCII": ['{"a":"ї"}', "not-ascii"],
  "a control character": ['{"a":"\t"}', "not-ascii"],
  "delete": ['{"a":"\x7f"}', "not-ascii"],
  "nine levels": [nested(9), "too-deep"],
  "a bomb of brackets": ["[".repeat(30000), "too-deep"],
  "more than 32 KiB": [`{"a":"${"x".repeat(32 * 1024)}"}`, "too-long"],
};

for (const [name, [text, code]] of Object.entries(BAD)) {
  test(`refused: ${name}`, () => refused(code, () => parse(utf8(text), PAYLOAD)));
}

test("contents may be in any script, in one form", () => {
  const text = '{"title":"Пункти тепла – ștampilă 🙂\\n\\"x\\""}';
  assert.equal(canonical(parse(utf8(text), DOCUMENT)), text);
});

test("refused: bytes that are not UTF-8", () => refused("malformed", () => parse(Uint8Array.of(0x7b, 0xff, 0x7d), DOCUMENT)));

test("base64 has one form", async () => {
  assert.equal(base64(unbase64("AAECAw==")), "AAECAw==");
  for (const text of ["AAECAw", "AAECAx==", " AAECAw==", "AA-_", "=", "A"]) await refused("malformed", () => unbase64(text));
});

test("base64url is without padding", () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, i) => 255 - i);
  assert.equal(base64url(bytes).length, 43);
  assert.deepEqual(unbase64url(base64url(bytes)), bytes);
});

test("hex is in small letters", async () => {
  assert.equal(hex(unhex("00ff")), "00ff");
  for (const text of ["0", "0G", "FF", "0x00"]) await refused("malformed", () => unhex(text));
});
