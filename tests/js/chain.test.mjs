// Who the host is: the charter's chain of the public vectors, and what spoils it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readCharter } from "../../src/accord/web/static/accord/js/chain.js";
import { base64, text, unbase64, utf8 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { actId } from "../../src/accord/web/static/accord/js/core/dsse.js";
import { refused } from "./refused.mjs";

const { good } = JSON.parse(readFileSync(new URL("../vectors/accord/bundles.json", import.meta.url), "utf8"));
const given = (charter) => ({ charter: async () => ({ charter }) });

for (const { name, bundle } of good) {
  const { charter } = JSON.parse(bundle);
  test(`the host and the copies by the charter: ${name}`, async () => {
    const coalition = await actId(unbase64(charter[0].payload));
    const found = await readCharter(given(charter), coalition);
    const acts = charter.map(({ payload }) => JSON.parse(text(unbase64(payload))));
    const last = acts.findLast(({ kind }) => !["charter.amend", "charter.close"].includes(kind));
    const hub = last.kind === "charter.hub" ? last.body : last.body.hub;
    assert.deepEqual([found.hub.epoch, found.hub.key], [hub.epoch, hub.key]);
    assert.ok(found.lists.some(({ id }) => id === found.roster));
  });
}

const longest = good.map(({ bundle }) => JSON.parse(bundle).charter).sort((a, b) => b.length - a.length)[0];
const id = await actId(unbase64(longest[0].payload));
const edit = (change) => {
  const charter = structuredClone(longest);
  change(charter);
  return charter;
};
const withPayload = (one, from, to) => ({ ...one, payload: base64(utf8(text(unbase64(one.payload)).replace(from, to))) });

const FALSE = {
  "without its founding": edit((charter) => charter.shift()),
  "with a signature less": edit((charter) => charter.at(-1).signatures.pop()),
  "with a false signature": edit((charter) => (charter.at(-1).signatures[0].sig = base64(new Uint8Array(64)))),
  "with other words": edit((charter) => charter.push(withPayload(charter.pop(), /"nonce":"./, '"nonce":"f'))),
  "with a list left out": edit((charter) => charter.splice(1, 1, charter[1], charter[1])),
};

for (const [name, charter] of Object.entries(FALSE)) {
  test(`refused: a charter ${name}`, () => assert.rejects(() => readCharter(given(charter), id)));
}

test("refused: another coalition's charter", () => refused("not-proven", () => readCharter(given(longest), "ab".repeat(32))));
