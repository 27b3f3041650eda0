// The public vectors of payloads: what the rules accept a device understands, in every kind,
// with its words as they are or encrypted; what is malformed it does not sign.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { readAct } from "../../src/accord/web/static/accord/js/core/act.js";
import { unbase64 } from "../../src/accord/web/static/accord/js/core/bytes.js";

const { good, bad } = JSON.parse(await readFile(new URL("../vectors/accord/payloads.json", import.meta.url), "utf8"));

for (const { kind, payload, act } of good) {
  test(`understood: ${kind}, ${act.slice(0, 8)}`, async () => {
    const read = await readAct(unbase64(payload), {}, { partial: true });
    assert.deepEqual([read.kind, read.id], [kind, act]);
  });
}

// What one field says of another the rules check alone; who follows a charter checks its terms.
const RULES = [
  "a founding of version 2",
  "a founding of epoch 2",
  "a founding with a base",
  "a single founder",
  "one key for two members",
  "a seal that is the hub's key",
  "a shared kind without a rule",
  "a rule for a kind that is not shared",
  "a share above everybody",
  "a revocation of nothing",
  "the same lot twice",
  "missing and too many at once",
  "lines of a handover out of order",
];

for (const { name, payload } of bad.filter((one) => !RULES.includes(one.name))) {
  test(`refused: ${name}`, () => assert.rejects(readAct(unbase64(payload), {}, { partial: true })));
}

test("what the rules alone refuse is in the vectors", () => {
  const names = bad.map(({ name }) => name);
  assert.deepEqual(RULES.filter((one) => !names.includes(one)), []);
});
