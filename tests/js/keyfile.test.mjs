// Key files, recovery sheets and act files.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hex, random, unhex } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { readActFile, writeActFile } from "../../src/accord/web/static/accord/js/core/actfile.js";
import { canonical } from "../../src/accord/web/static/accord/js/core/canonical.js";
import { needsPassphrase, openKeyFile, recoveryGroups, sealSeed, seedOfGroups, stampCard } from "../../src/accord/web/static/accord/js/core/keyfile.js";
import { refused } from "./refused.mjs";

const SEED = unhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
const KEY = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
const fast = { iterations: 1000 };
const file = await sealSeed(SEED, "correct horse", fast);

test("an encrypted file gives the seed back", async () => {
  const opened = await openKeyFile(file, "correct horse");
  assert.equal(hex(opened.seed), hex(SEED));
  assert.equal(opened.key, KEY);
  assert.equal(opened.purpose, "seal");
  assert.ok(needsPassphrase(file));
});

test("the file is one canonical line and does not hold the seed", () => {
  assert.equal(file, `${canonical(JSON.parse(file))}\n`);
  assert.ok(!file.includes(hex(SEED)));
});

test("600,000 rounds unless asked otherwise", async () => {
  assert.equal(JSON.parse(await sealSeed(SEED, "x")).kdf.iterations, 600_000);
});

test("a passphrase is the same however its letters are composed", async () => {
  const composed = await sealSeed(SEED, "\u00e9", fast);
  assert.equal((await openKeyFile(composed, "e\u0301")).key, KEY);
});

test("a plain file is opened without a passphrase", async () => {
  const plain = `${canonical({ key: KEY, purpose: "seal", seed: hex(SEED), v: "accord/key@1" })}\n`;
  assert.equal(hex((await openKeyFile(plain, "")).seed), hex(SEED));
  assert.ok(!needsPassphrase(plain));
});

const changed = (change) => `${canonical({ ...JSON.parse(file), ...change })}\n`;
const BAD = {
  "a wrong passphrase": [file, "passphrase-wrong", "wrong"],
  "another purpose": [changed({ purpose: "hub" }), "passphrase-wrong"],
  "another key": [changed({ key: "0".repeat(64) }), "passphrase-wrong"],
  "a flipped bit": [changed({ sealed: JSON.parse(file).sealed.replace(/^./, (digit) => (digit === "0" ? "1" : "0")) }), "passphrase-wrong"],
  "an unknown field": [changed({ more: 1 }), "not-keyfile"],
  "another version": [changed({ v: "accord/key@2" }), "not-keyfile"],
  "an unknown purpose": [changed({ purpose: "master" }), "not-keyfile"],
  "an unknown field inside": [changed({ cipher: { ...JSON.parse(file).cipher, more: 1 } }), "not-keyfile"],
  "too many rounds": [changed({ kdf: { ...JSON.parse(file).kdf, iterations: 10_000_001 } }), "not-keyfile"],
  "spaces": [JSON.stringify(JSON.parse(file), null, 1), "not-keyfile"],
  "no JSON": ["hello", "not-keyfile"],
  "a seed of another key": [`${canonical({ key: KEY, purpose: "seal", seed: "00".repeat(32), v: "accord/key@1" })}\n`, "keyfile-changed"],
};

for (const [name, [text, code, passphrase = "correct horse"]] of Object.entries(BAD)) {
  test(`refused: a key file with ${name}`, () => refused(code, () => openKeyFile(text, passphrase)));
}

test("a stamp card holds the public half", () => {
  assert.equal(stampCard(KEY), `{"key":"${KEY}","purpose":"seal","v":"accord/stamp@1"}\n`);
});

test("a recovery sheet has 17 groups and gives the seed back, however it is typed", async () => {
  const groups = await recoveryGroups(SEED);
  assert.equal(groups.length, 17);
  for (const typed of [groups.join(" "), groups.join("").toUpperCase(), groups.join("-\n"), `  ${groups.join("  ")}\n`]) {
    assert.equal(hex(await seedOfGroups(typed)), hex(SEED));
  }
});

test("a recovery sheet typed wrongly is refused with the reason", async () => {
  const groups = await recoveryGroups(SEED);
  const one = groups[3] === "0000" ? "0001" : "0000";
  await refused("recovery-check", () => seedOfGroups(groups.with(3, one).join(" ")));
  await refused("recovery-check", () => seedOfGroups([groups[1], groups[0], ...groups.slice(2)].join(" ")));
  await refused("recovery-length", () => seedOfGroups(groups.slice(1).join(" ")));
  await refused("recovery-letters", () => seedOfGroups(groups.join(" ").replace(/.$/, "g")));
});

test("an act file comes back as it was", () => {
  const blob = random(40);
  const signature = { keyid: "0".repeat(64), sig: random(64) };
  const text = writeActFile(unhex("7b7d"), { names: blob }, [signature]);
  assert.equal(text, canonical(JSON.parse(text)));
  assert.deepEqual(readActFile(text), { payload: unhex("7b7d"), blobs: { names: blob }, signatures: [signature] });
  assert.deepEqual(readActFile(`${text}\n`).signatures, [signature]);
});

const actFile = writeActFile(unhex("7b7d"), {}, []);
for (const [name, text] of Object.entries({
  "another version": actFile.replace("@1", "@2"),
  "an unknown field": actFile.replace('"v":', '"u":1,"v":'),
  "spaces": actFile.replace(":", ": "),
  "no JSON": "x",
})) {
  test(`refused: an act file with ${name}`, () => refused("not-actfile", () => readActFile(text)));
}
