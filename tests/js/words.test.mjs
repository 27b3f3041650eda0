// Every kind of act in words, in every language, with nothing left unsaid.

import assert from "node:assert/strict";
import { test } from "node:test";
import { KINDS } from "../../src/accord/web/static/accord/js/core/shapes.js";
import { TEXT as EN } from "../../src/accord/web/static/accord/js/text/en.js";
import { TEXT as RO } from "../../src/accord/web/static/accord/js/text/ro.js";
import { TEXT as RU } from "../../src/accord/web/static/accord/js/text/ru.js";
import { TEXT as UK } from "../../src/accord/web/static/accord/js/text/uk.js";
import { speaker } from "../../src/accord/web/static/accord/js/words/speak.js";
import { visible } from "../../src/accord/web/static/accord/js/words/tell.js";
import { describe, namedActs } from "../../src/accord/web/static/accord/js/words/words.js";
import { make, samples } from "./samples.mjs";

const place = { zone: "Europe/Kyiv", zoneSaid: "{time} Kyiv time", readerZone: "Europe/Warsaw" };
const VOICES = { en: speaker(EN, "en", place), uk: speaker(UK, "uk", place), ru: speaker(RU, "ru", place), ro: speaker(RO, "ro", place) };
const { made, acts } = await samples();
const flat = (value) => value.map((part) => (typeof part === "string" ? part : `${part.host ?? ""}${part.exact}`)).join("");

test("there is a sample of every kind", () => assert.deepEqual(Object.keys(made).sort(), Object.keys(KINDS).sort()));

for (const kind of Object.keys(KINDS)) {
  for (const [lang, voice] of Object.entries(VOICES)) {
    test(`${kind} in ${lang}`, () => {
      const said = describe(made[kind].act, { voice, acts });
      const all = [said.label, said.heading, ...said.warnings, ...[...said.facts, ...said.origin].flatMap(({ label, value }) => [label, flat(value)]), ...(said.table?.rows.flat().map(flat) ?? [])];
      for (const one of all) {
        assert.ok(typeof one === "string" && one.trim(), `nothing said in ${JSON.stringify(all)}`);
        assert.ok(!/[{}]|undefined|NaN|\[object/.test(one), one);
      }
      assert.match(said.mark, /^([0-9a-f]{4} ){3}[0-9a-f]{4}$/);
    });
  }
}

for (const kind of Object.keys(KINDS)) {
  test(`${kind} without anything known about it`, () => {
    const said = describe(made[kind].act, { voice: VOICES.en });
    assert.ok(said.heading);
  });
}

const said = (kind, context = {}) => describe(made[kind].act, { voice: VOICES.en, acts, ...context });
const value = (description, label) => {
  const found = description.facts.find((one) => one.label === label);
  return found && flat(found.value);
};

test("a count stands beside the books, and what is far off is asked about", () => {
  const { lines } = made["supplies.count"].act.body;
  const { lot, counted } = lines.find((line) => line.lot);
  const near = said("supplies.count", { labels: { books: { [lot]: counted + 1 } } });
  assert.deepEqual(near.table.columns.slice(1, 4), ["Counted", "By the books", "Difference"]);
  const row = near.table.rows[lines.findIndex((line) => line.lot === lot)];
  assert.deepEqual([row[2][0], row[3][0]], [VOICES.en.number(counted + 1), "−1"]);
  assert.ok(!near.warnings.some((one) => one.includes("Is that right?")));
  const far = said("supplies.count", { labels: { books: { [lot]: counted + 5_000_000 } } });
  assert.ok(far.warnings[0].endsWith(`${VOICES.en.number(counted)} counted, ${VOICES.en.number(counted + 5_000_000)} by the books. Is that right?`));
  assert.ok(!said("supplies.count").table.columns.includes("By the books"));
});

test("a statement shows its words in every language, and when it goes out", () => {
  const description = said("voice.statement");
  assert.equal(description.label, "Joint statement in 2 languages");
  assert.equal(description.heading, "The warm rooms stay open");
  assert.deepEqual(description.texts.map(({ lang, language }) => [lang, language]), [["en", "English"], ["uk", "Українська"]]);
  assert.equal(description.texts[0].text, "The warm rooms stay open\n\nDay and night.\n\nEverybody may come in.\n\nThere is soup.");
  assert.equal(value(description, "Public from"), "22 November 2026, 18:00 Kyiv time (17:00 for you)");
});

test("a roster says who joins and which rules change", () => {
  const description = said("charter.roster");
  assert.equal(description.heading, "mill-ferry is joining");
  assert.equal(value(description, "Changed rules"), "Joint statement");
  assert.equal(value(description, "Decided by 3 of 4 members (3/4); an objection blocks it"), "Joint statement");
  assert.match(value(description, "Decided by 3 of 4 members (2/3)"), /; Withdrawal of a statement; Translation$/);
});

test("a handover says what arrived, line by line", () => {
  const description = said("supplies.handover");
  assert.equal(description.heading, "far-shore hands over to kestrel");
  assert.deepEqual(description.table.rows.map((row) => row.map(flat)), [["1", "Blanket", "97", "0", "3", "0"]]);
});

test("a consignment names its goods by the act that brought them in", () => {
  const [[item, quantity, batch, expiry]] = said("supplies.consign").table.rows.map((row) => row.map(flat));
  assert.deepEqual([item, quantity, batch, expiry], ["Blanket", "100 pcs", "b-1", "31 May 2027"]);
});

test("the host's names stand beside handles and are marked", () => {
  const labels = { members: { "reed-bank": "Reed Bank Relief Corps" } };
  const description = said("voice.statement", { labels });
  assert.ok(description.hosted);
  const [proposer] = description.facts.find(({ label }) => label === "Proposed by").value;
  assert.deepEqual(proposer, { exact: "reed-bank", host: "Reed Bank Relief Corps" });
  assert.ok(!said("voice.statement").hosted);
});

test("a label of the host does not replace a name that was verified", () => {
  const id = made["supplies.need"].act.body.item;
  const description = said("supplies.need", { labels: { things: { [id]: "Gold" } } });
  assert.equal(value(description, "Item"), "Blanket");
});

test("whatever else a content holds is shown as it stands", async () => {
  const { act } = await make("charter.profile", {}, { profile: { names: { en: "X" }, oath: ["secret"] } });
  const description = describe(act, { voice: VOICES.en });
  assert.equal(value(description, "Also signed: profile.oath"), '["secret"]');
});

test("letters that hide are written out", () => {
  assert.equal(visible("a\u202Eb\u200Bc\r\nd"), "a⟦U+202E⟧b⟦U+200B⟧c\nd");
  assert.equal(visible("Пункти – ștampilă, n’est 🙂"), "Пункти – ștampilă, n’est 🙂");
});

test("the acts that an act names are found", () => {
  const { site, item } = made["supplies.need"].act.body;
  assert.deepEqual(new Set(namedActs(made["supplies.need"].act)), new Set([site, item]));
  assert.deepEqual(namedActs(made["supplies.count"].act).length, 3);
});

// What the lots' own records say against it

async function warningsOf(kind, changes, gift = {}) {
  const site = made["supplies.site"].act.id;
  const line = { item: made["supplies.item"].act.id, quantity: 40, expiry: "2026-11-21" };
  const came = await make("supplies.receive", { site, owner: "far-shore", donor: "lantern-guild", field: false, lines: [line], ...gift });
  const lines = [{ lot: `${came.act.id}.0`, quantity: 4 }];
  const { act } = await make(kind, { site, owner: "reed-bank", field: false, lines, ...changes });
  return describe(act, { voice: VOICES.en, acts: new Map([...acts, [came.act.id, came.act]]) }).warnings;
}

test("goods whose date is over are named before they are packed or given out", async () => {
  const [packed] = await warningsOf("supplies.consign", { receiver: "reed-bank", destination: "d".repeat(64) });
  assert.match(packed, /^Line 1, .*: its date was over on 21 November 2026\.$/);
  const [given] = await warningsOf("supplies.use", { people: 12 });
  assert.equal(given, packed);
  const today = { lines: [{ item: made["supplies.item"].act.id, quantity: 40, expiry: "2026-11-22" }] };
  assert.deepEqual(await warningsOf("supplies.use", { people: 12 }, today), [], "a day is good to its end");
});

test("a gift for another place is named, one for this place is not", async () => {
  const earmark = made["supplies.site"].act.id;
  const fresh = { earmark, lines: [{ item: made["supplies.item"].act.id, quantity: 40 }] };
  assert.deepEqual(await warningsOf("supplies.use", { people: 12 }, fresh), []);
  const [away] = await warningsOf("supplies.use", { people: 12 }, { ...fresh, earmark: "e".repeat(64) });
  assert.match(away, /^Line 1, .*: its donor gave it for eeee eeee eeee eeee alone\.$/);
  const [sent] = await warningsOf("supplies.consign", { receiver: "reed-bank", destination: "d".repeat(64) }, fresh);
  assert.match(sent, /its donor gave it for .* alone/);
  assert.ok(namedActs((await make("supplies.receive", { site: earmark, owner: "far-shore", donor: "lantern-guild", field: false, ...fresh, earmark: "e".repeat(64) })).act).includes("e".repeat(64)));
});

test("joining names the action, and a plan says when its time has passed", async () => {
  const plan = made["actions.plan"].act;
  const about = value(describe(made["actions.join"].act, { voice: VOICES.en, acts: new Map([[made["actions.join"].act.body.action, plan]]) }), "About");
  assert.equal(about, plan.contents.action.title);
  const late = { ...plan, at: plan.body.end };
  assert.match(value(describe(late, { voice: VOICES.en, acts }), "Until"), /\(this time has passed\)$/);
  assert.doesNotMatch(value(describe({ ...plan, at: plan.body.start }, { voice: VOICES.en, acts }), "Until"), /passed/);
});

test("files of a report have their number, kind and size, and pictures are shown", () => {
  const files = { "file.1": new Uint8Array([0xff, 0xd8, 0xff, 1]), "file.2": new TextEncoder().encode("%PDF-1.7"), "file.3": new TextEncoder().encode("words") };
  const report = { ...made["reports.report"].act, files };
  const description = describe(report, { voice: VOICES.en, acts, labels: { files: ["bridge.jpg", "list\u202e.pdf"] } });
  assert.deepEqual(description.pictures.map(({ type, label }) => [type, label]), [["image/jpeg", "File 1: bridge.jpg, JPEG, 4 bytes"]]);
  assert.equal(value(description, "File 2"), "list⟦U+202E⟧.pdf, PDF, 8 bytes");
  assert.equal(value(description, "File 3"), "text, 5 bytes");
});

test("a part of a plan says its needs and its vehicles by name", () => {
  const description = said("supplies.plan");
  assert.deepEqual(description.table.rows.map((row) => row[3]), [["Quay store: Blanket"]]);
  assert.match(value(description, "Vehicle"), /^Blue van: 23 November 2026/);
});

test("goods that come in after their date are asked about", () => {
  for (const kind of ["supplies.receive", "supplies.count"]) {
    const { act } = made[kind];
    const item = made["supplies.need"].act.body.item;
    const dated = (expiry) => describe({ ...act, at: "2026-11-23T22:30:00Z", body: { ...act.body, lines: [{ item, quantity: 5, counted: 5, expiry }] } }, { voice: VOICES.en, acts });
    assert.equal(dated("2026-11-22").warnings[0], "Line 1, Blanket: its date was over on 22 November 2026.");
    assert.ok(dated("2026-11-23").warnings.every((one) => !one.includes("over on")), kind);
    assert.ok(dated(undefined).warnings.every((one) => !one.includes("over on")), kind);
  }
});
