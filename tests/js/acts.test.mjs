// What a device signs: complete, understood, its own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { base64, random, text, utf8 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { encode } from "../../src/accord/web/static/accord/js/core/canonical.js";
import { readAct } from "../../src/accord/web/static/accord/js/core/act.js";
import { ownAct, newPayload, roleOf } from "../../src/accord/web/static/accord/js/acts.js";
import { COALITION, NOW } from "./hub.mjs";
import { refused } from "./refused.mjs";
import { make, samples } from "./samples.mjs";

const { made } = await samples();
const seen = { coalition: COALITION, size: 9, root: base64(new Uint8Array(32).fill(7)) };
const context = { member: "reed-bank", seen, now: new Date(NOW) };
const prepared = ({ payload, blobs }) => ({
  payload: base64(payload),
  blobs: Object.fromEntries(Object.entries(blobs).map(([name, blob]) => [name, base64(blob)])),
});

test("a prepared act gets a nonce and what this device has verified", async () => {
  const given = made["supplies.need"];
  const { act } = await ownAct(prepared(given), context);
  assert.deepEqual(act.body, given.act.body);
  assert.deepEqual(act.header.after, { size: 9, root: "07".repeat(32) });
  assert.notEqual(act.header.nonce, given.act.header.nonce);
  assert.notEqual(act.id, given.act.id);
});

test("a prepared act of somebody else is refused", async () => {
  await refused("not-mine", () => ownAct(prepared(made["supplies.need"]), { ...context, member: "kestrel" }));
});

test("a prepared act of another coalition is refused", async () => {
  const other = { ...seen, coalition: "dd".repeat(32) };
  await refused("other-coalition", () => ownAct(prepared(made["supplies.need"]), { ...context, seen: other }));
});

for (const [name, now, code] of [
  ["eleven minutes later", "2026-11-22T14:11:00Z", "clock-ahead"],
  ["eleven minutes earlier", "2026-11-22T13:49:00Z", "clock-behind"],
]) {
  test(`a prepared act is refused by a clock ${name}`, () => refused(code, () => ownAct(prepared(made["supplies.need"]), { ...context, now: new Date(now) })));
}

test("a content that was changed is refused", async () => {
  const { payload, blobs } = made["voice.statement"];
  const changed = { ...blobs, "text.en": blobs["text.uk"] };
  await refused("content-changed", () => readAct(payload, changed));
});

test("a content that is missing is refused before signing, and only then", async () => {
  const { payload, blobs } = made["voice.statement"];
  const { "text.uk": gone, ...rest } = blobs;
  await refused("content-missing", () => readAct(payload, rest));
  assert.ok(gone.length);
  const act = await readAct(payload, rest, { partial: true });
  assert.deepEqual(Object.keys(act.contents), ["text.en"]);
});

test("a content that is not canonical JSON is refused", () => refused("malformed", () => make("charter.profile", {}, { profile: utf8("hello") })));

const fields = (kind, change) => {
  const value = JSON.parse(text(made[kind].payload));
  change(value);
  return encode(value);
};

const BAD = {
  "an unknown kind": ["supplies.need", (act) => (act.kind = "supplies.steal"), "unknown-kind"],
  "a kind named like a property of objects": ["supplies.need", (act) => (act.kind = "constructor"), "unknown-kind"],
  "an unknown field": ["supplies.need", (act) => (act.more = 1), "not-understood"],
  "an unknown field in the body": ["supplies.need", (act) => (act.body.more = 1), "not-understood"],
  "an unknown field in a line": ["supplies.use", (act) => (act.body.lines[0].more = 1), "not-understood"],
  "a field too few": ["supplies.need", (act) => delete act.body.due, "not-understood"],
  "a wrong time": ["supplies.need", (act) => (act.at = "2026-11-31T00:00:00Z"), "not-understood"],
  "a wrong handle": ["supplies.need", (act) => (act.by = "e42"), "not-understood"],
  "a wrong day": ["supplies.receive", (act) => (act.body.lines[0].expiry = "2026-02-30"), "not-understood"],
  "a wrong lot": ["supplies.use", (act) => (act.body.lines[0].lot += "0000"), "not-understood"],
  "languages in another order": ["voice.statement", (act) => act.body.languages.reverse(), "not-understood"],
  "no roster in a statement": ["voice.statement", (act) => delete act.roster, "not-understood"],
  "a roster in a need": ["supplies.need", (act) => (act.roster = COALITION), "not-understood"],
  "a coalition in its founding": ["charter.found", (act) => (act.coalition = COALITION), "not-understood"],
  "a content that its kind does not have": ["supplies.need", (act) => (act.blobs = { names: Object.values(act.blobs)[0] }), "not-understood"],
  "a text too few": ["voice.statement", (act) => act.body.languages.push("zz"), "content-missing"],
};

for (const [name, [kind, change, code]] of Object.entries(BAD)) {
  test(`refused: an act with ${name}`, () => refused(code, () => readAct(fields(kind, change), made[kind].blobs)));
}

test("refused: an act that is no canonical JSON", () => refused("malformed", () => readAct(random(10).fill(0x41), {})));

test("a new act of this device is complete", async () => {
  const payload = newPayload("charter.enrol", { invite: "00".repeat(32), key: "11".repeat(32) }, { coalition: COALITION, by: "kestrel", seen, now: new Date(NOW) });
  const act = await readAct(payload, {});
  assert.equal(act.kind, "charter.enrol");
  assert.equal(act.at, NOW);
  assert.match(act.header.nonce, /^[0-9a-f]{32}$/);
});

test("each job has its role; a decision has that of what it is about", () => {
  assert.equal(roleOf("charter.invite"), "people");
  assert.equal(roleOf("voice.hold"), "voice");
  assert.equal(roleOf("supplies.use"), "supplies");
  assert.equal(roleOf("decide.object"), null);
});
