// What is typed on a phone and is not signed: what is forgotten, and what is not.

import assert from "node:assert/strict";
import { test } from "node:test";
import { drafts, settleDrafts } from "../../src/accord/web/static/accord/js/field/draft.js";

function keeping(rows) {
  const table = new Map(Object.entries(rows));
  const all = async (prefix) => new Map([...table].filter(([name]) => name.startsWith(prefix)).map(([name, row]) => [name.slice(prefix.length), row]));
  return { table, all, remove: async (name) => table.delete(name) };
}

const ROWS = { "draft/receive": { token: "t1", at: "2026-11-22T10:00:00Z", values: {} }, "draft/use/a~b": { token: "t2", at: "2026-11-22T11:00:00Z", values: {} }, set: { token: "t1" } };

test("a form whose record is signed is not offered again", async () => {
  const kept = keeping(ROWS);
  await settleDrafts({ kept, entries: [{ draft: "t1" }, { draft: null }, { draft: "another" }] });
  assert.deepEqual([...kept.table.keys()].sort(), ["draft/use/a~b", "set"]);
});

test("what was typed last stands first", async () => {
  assert.deepEqual((await drafts({ kept: keeping(ROWS) })).map(({ form }) => form), ["use/a~b", "receive"]);
});
