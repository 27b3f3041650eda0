// Checkpoints: one form, signed by the hub.

import assert from "node:assert/strict";
import { test } from "node:test";
import { base64, unbase64, utf8 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { keyOfSeed } from "../../src/accord/web/static/accord/js/core/ed25519.js";
import { leafHash } from "../../src/accord/web/static/accord/js/core/merkle.js";
import { readCheckpoint } from "../../src/accord/web/static/accord/js/core/note.js";
import { COALITION, NOW, writeNote } from "./hub.mjs";
import { refused } from "./refused.mjs";

const key = await keyOfSeed(new Uint8Array(32).fill(1));
const other = await keyOfSeed(new Uint8Array(32).fill(2));
const rootHash = await leafHash(utf8("x"));
const note = await writeNote({ size: 1, rootHash, key });

test("a note of the hub is read", async () => {
  const found = await readCheckpoint(note, key.key);
  assert.equal(found.coalition, COALITION);
  assert.equal(found.epoch, 1);
  assert.equal(found.size, 1);
  assert.deepEqual(found.root, rootHash);
  assert.equal(found.standing.time, NOW);
  assert.equal(found.note, note);
});

test("cosignatures beside the hub's line do not matter", async () => {
  const cosigned = `${note}— accord/${COALITION}/kestrel ${base64(new Uint8Array(76).fill(9))}\n`;
  assert.equal((await readCheckpoint(cosigned, key.key)).size, 1);
});

const line = note.trimEnd().split("\n").at(-1);
const flipped = (() => {
  const bytes = unbase64(line.split(" ")[2]);
  bytes[20] ^= 1;
  return note.replace(line.split(" ")[2], base64(bytes));
})();

const BAD = {
  "another key's signature": [await writeNote({ size: 1, rootHash, key: other }), "note-signature"],
  "a changed size": [note.replace("\n1\n", "\n2\n"), "note-signature"],
  "a changed time": [note.replace("14:00:00", "14:00:01"), "note-signature"],
  "a flipped bit in the signature": [flipped, "note-signature"],
  "no signature": [note.slice(0, note.indexOf("— ")), "note-malformed"],
  "the hub's line twice": [`${note}${line}\n`, "note-signature"],
  "a size with a leading zero": [note.replace("\n1\n", "\n01\n"), "note-malformed"],
  "a size past 2^53": [await writeNote({ size: "9007199254740993", rootHash, key }), "note-malformed"],
  "no standing": [await writeNote({ size: 1, rootHash, key, standing: "more 1" }), "note-malformed"],
  "another line before it": [`x\n${note}`, "note-malformed"],
  "no line at the end": [note.trimEnd(), "note-malformed"],
  "another origin": [note.replace("accord/", "other/"), "note-malformed"],
  "something that is no text": [null, "note-malformed"],
};

for (const [name, [text, code]] of Object.entries(BAD)) {
  test(`refused: a note with ${name}`, () => refused(code, () => readCheckpoint(text, key.key)));
}
