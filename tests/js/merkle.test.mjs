// RFC 6962 proofs: a table of others, and every tree up to 17 leaves by naive recursion.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { utf8 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { isConsistent, isIncluded, leafHash } from "../../src/accord/web/static/accord/js/core/merkle.js";
import { consistency, path, root } from "./hub.mjs";

const cases = (name) => JSON.parse(readFileSync(new URL(`../vectors/rfc6962/${name}.json`, import.meta.url), "utf8"));
// Some cases have hashes of other lengths: they are read as they are, and refused.
const bytes = (text) => new Uint8Array(Buffer.from(text ?? "", "base64"));

for (const { desc, leafIdx, treeSize, root: top, leafHash: leaf, proof, wantErr } of cases("inclusion")) {
  test(`inclusion: ${desc}`, async () => {
    assert.equal(await isIncluded(leafIdx, treeSize, bytes(leaf), bytes(top), (proof ?? []).map(bytes)), !wantErr);
  });
}

for (const { desc, size1, size2, root1, root2, proof, wantErr } of cases("consistency")) {
  test(`consistency: ${desc}`, async () => {
    assert.equal(await isConsistent(size1, size2, bytes(root1), bytes(root2), (proof ?? []).map(bytes)), !wantErr);
  });
}

test("every leaf and every beginning of every tree up to 17", async () => {
  const all = await Promise.all(Array.from({ length: 17 }, (_, i) => leafHash(utf8(`leaf ${i}`))));
  for (let size = 1; size <= all.length; size += 1) {
    const hashes = all.slice(0, size);
    const top = await root(hashes);
    for (let i = 0; i < size; i += 1) {
      const proof = await path(i, hashes);
      assert.ok(await isIncluded(i, size, all[i], top, proof), `${i} in ${size}`);
      assert.ok(!(await isIncluded(i, size, all[(i + 1) % 17], top, proof)), `another leaf at ${i} in ${size}`);
      const from = i + 1;
      const old = await root(all.slice(0, from));
      const steps = await consistency(from, hashes);
      assert.ok(await isConsistent(from, size, old, top, steps), `${from} to ${size}`);
      if (from < size) assert.ok(!(await isConsistent(from, size, top, top, steps)), `another root at ${from} to ${size}`);
    }
  }
});
