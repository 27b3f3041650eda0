// Small parts: differences, what a signature does, browsers inside apps, things, texts seen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { makeApi } from "../../src/accord/web/static/accord/js/api.js";
import { base64 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { envelope } from "../../src/accord/web/static/accord/js/core/dsse.js";
import { effectOf } from "../../src/accord/web/static/accord/js/effect.js";
import { inApp } from "../../src/accord/web/static/accord/js/inapp.js";
import { noteSeen } from "../../src/accord/web/static/accord/js/lastseen.js";
import { signs } from "../../src/accord/web/static/accord/js/most.js";
import { TEXT } from "../../src/accord/web/static/accord/js/text/en.js";
import { TEXT as PAGE } from "../../src/accord/web/static/accord/js/text/en-page.js";
import { makeThings } from "../../src/accord/web/static/accord/js/things.js";
import { changes, countChanges, paragraphs } from "../../src/accord/web/static/accord/js/words/changes.js";
import { speaker } from "../../src/accord/web/static/accord/js/words/speak.js";
import { memoryStore } from "./hub.mjs";
import { refused } from "./refused.mjs";
import { make, samples } from "./samples.mjs";

const voice = speaker({ ...TEXT, ...PAGE }, "en", { zone: "UTC", zoneSaid: "{time} UTC", readerZone: "UTC" });

test("changes are told word by word", () => {
  const told = changes("They stay open until Friday in Reni.", "They stay open until Monday, 30 November in Reni.");
  assert.deepEqual(told, [
    { op: "same", text: "They stay open until " },
    { op: "gone", text: "Friday" },
    { op: "new", text: "Monday, 30 November" },
    { op: "same", text: " in Reni." },
  ]);
  assert.equal(countChanges(told), 1);
});

test("the same text has no changes", () => {
  assert.equal(countChanges(changes("a b\n\nc", "a b\n\nc")), 0);
  assert.equal(countChanges(changes("", "")), 0);
});

test("both texts can be read out of the changes", () => {
  const words = "the warm rooms in Reni stay open day and night \n\n nobody is sent".split(" ");
  let random = 7;
  const next = (n) => (random = (random * 1103515245 + 12345) % 2147483648) % n;
  for (let i = 0; i < 300; i += 1) {
    const text = () => Array.from({ length: next(12) }, () => words[next(words.length)]).join(" ");
    const [before, after] = [text(), text()];
    const told = changes(before, after);
    const without = (op) => told.filter((one) => one.op !== op).map(({ text: part }) => part).join("");
    assert.equal(without("gone"), after);
    assert.equal(without("new"), before);
  }
});

test("very long texts that differ everywhere are told as a whole", () => {
  const long = (word) => Array.from({ length: 3000 }, (_, i) => `${word}${i}`).join(" ");
  const told = changes(long("a"), long("b"));
  assert.deepEqual(told.map(({ op }) => op), ["gone", "new"]);
});

test("paragraphs follow the new text", () => {
  const rows = paragraphs(changes("One.\n\nTwo.\n\nThree.", "One.\n\nThree."));
  assert.deepEqual(rows.map((row) => row.filter(({ op }) => op !== "gone").map(({ text }) => text).join("")), ["One.", "Three."]);
});

const { made, acts } = await samples();
const seats = (...states) => states.map((state, i) => ({ member: `member-${i}`, state }));
const now = new Date("2026-11-22T14:00:00Z");
const effect = (kind, tally, member = "me") => effectOf(made[kind].act, tally, member, voice, now);

test("one signature of several", () => {
  const { strong, rest } = effect("supplies.consign", { needed: 3, of: 4, seats: seats("silent", "silent") });
  assert.equal(strong, "After yours, 2 more signatures are needed.");
  assert.equal(rest, "3 of 4 members are needed, by the host’s count; yours is number 1.");
});

test("one signature of one is not counted", () => {
  const { strong, rest } = effect("supplies.consign", { needed: 1, of: 1, seats: seats("silent") });
  assert.equal(strong, "With your signature it takes effect.");
  assert.equal(rest, "");
});

test("the last signature makes a statement public at its time", () => {
  const { strong, rest } = effect("voice.statement", { needed: 2, of: 3, seats: seats("signed", "silent") });
  assert.equal(strong, "Your signature makes it public.");
  assert.match(rest, /on 22 November 2026, 16:00 UTC\. Until then any signer can stop it\.$/);
});

test("a statement whose time is near waits ten minutes", () => {
  const later = new Date("2026-11-22T15:55:00Z");
  const { rest } = effectOf(made["voice.statement"].act, { needed: 1, of: 3, seats: [] }, "me", voice, later);
  assert.match(rest, /in ten minutes, 22 November 2026, 16:05 UTC/);
});

test("an urgent correction goes out at once", () => {
  assert.match(effect("voice.own", { needed: 1, of: 1, seats: [] }).rest, /at once\.$/);
});

test("one member may have both sides, for two persons", () => {
  const both = (first) => [{ member: "me", state: first }, { member: "me", state: "silent" }];
  assert.deepEqual(effect("supplies.handover", { needed: 2, of: 2, seats: both("silent") }), { strong: "After yours, 1 more signature is needed.", rest: "" });
  assert.deepEqual(effect("supplies.handover", { needed: 2, of: 2, seats: both("signed") }), { strong: "With your signature it takes effect.", rest: "" });
});

test("signing what is in effect, or what one's own organisation has signed", () => {
  assert.equal(effect("supplies.need", { needed: 1, of: 1, seats: seats("signed") }).strong, "It is in effect already. Your signature is recorded as well.");
  assert.equal(effect("supplies.need", { needed: 2, of: 3, seats: seats("signed") }, "member-0").strong, "Your organisation has signed already. Your signature is recorded as well.");
  assert.equal(effect("supplies.need", null), null);
});

const ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)";
const APPS = {
  [`${ANDROID} Chrome/120.0.0.0 Mobile Safari/537.36`]: null,
  [`${ANDROID} Chrome/120.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/440.0.0.0;]`]: "Facebook",
  [`${ANDROID} Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36 Instagram 300.0.0.0`]: "Instagram",
  [`${ANDROID} Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36 Viber/20.1`]: "Viber",
  [`${ANDROID} Chrome/120.0.0.0 Mobile Safari/537.36 Telegram-Android/10.5`]: "Telegram",
  [`${ANDROID} Chrome/120.0.0.0 Mobile Safari/537.36 Line/13.0.0`]: "LINE",
  [`${ANDROID} WhatsApp/2.23`]: "WhatsApp",
  "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 Version/4.0 Chrome/120.0.0.0": "",
  "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0": null,
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1": null,
};

for (const [agent, app] of Object.entries(APPS)) {
  test(`in an app: ${app ?? "no"} (${agent.slice(-40)})`, () => assert.equal(inApp(agent), app));
}

test("Telegram leaves an object in the page", () => assert.equal(inApp("", { TelegramWebviewProxy: {} }), "Telegram"));

const answer = ({ payload, blobs }) => ({
  payload: base64(payload),
  blobs: Object.fromEntries(Object.entries(blobs).map(([name, blob]) => [name, base64(blob)])),
});

test("things are fetched by id, three steps deep, and checked", async () => {
  const asked = [];
  const byId = new Map(Object.values(made).map((one) => [one.act.id, one]));
  const acts = async (ids) => (asked.push(...ids), { acts: Object.fromEntries(ids.map((id) => [id, answer(byId.get(id))])) });
  const things = makeThings({ acts });
  const found = await things.around(made["supplies.handover"].act);
  const kinds = [...found.values()].map(({ kind }) => kind).sort();
  assert.deepEqual(kinds, ["supplies.consign", "supplies.item", "supplies.receive", "supplies.site"]);
  assert.equal(asked.length, new Set(asked).size);
  await things.around(made["supplies.handover"].act);
  assert.equal(asked.length, new Set(asked).size);
});

test("a thing under a wrong id is not shown", async () => {
  const other = await make("supplies.item", { code: "gold", unit: "bar", grams: 1, millilitres: 1, packs: [] }, { names: { en: "Gold" } });
  const things = makeThings({ acts: async (ids) => ({ acts: Object.fromEntries(ids.map((id) => [id, answer(other)])) }) });
  assert.equal((await things.around(made["supplies.need"].act)).size, 0);
});

test("a thing that the hub does not give is left out", async () => {
  for (const acts of [async () => Promise.reject(new Error("503")), async () => ({ acts: {} })]) {
    const things = makeThings({ acts });
    assert.equal((await things.around(made["supplies.need"].act)).size, 0);
  }
  assert.ok(acts.size);
});

test("every line of the longest part of a plan is fetched, thirty at a time", async () => {
  const need = made["supplies.need"];
  const sites = await Promise.all(Array.from({ length: 200 }, (_, n) => make("supplies.site", { code: `site-${n}` }, { place: { name: `Site ${n}` } })));
  const byId = new Map([need, ...sites].map((one) => [one.act.id, one]));
  const plan = { kind: "supplies.plan", header: {}, body: { lines: sites.map(({ act }) => ({ site: act.id, need: need.act.id })), vehicles: [] } };
  const asked = [];
  const acts = async (ids) => (asked.push(ids.length), { acts: Object.fromEntries(ids.filter((id) => byId.has(id)).map((id) => [id, answer(byId.get(id))])) });
  const found = await makeThings({ acts }).around(plan);
  assert.equal(found.size, 201);
  assert.ok(Math.max(...asked) <= 30);
});

test("looking twice does not hide what changed", async () => {
  const store = memoryStore();
  const version = (mark) => ({ mark, at: "2026-11-22T14:00:00Z", texts: { en: mark } });
  assert.equal(await noteSeen(store, "x", version("1")), null);
  assert.equal((await noteSeen(store, "x", version("2"))).mark, "1");
  assert.equal((await noteSeen(store, "x", version("2"))).mark, "1");
  assert.equal((await noteSeen(store, "x", version("3"))).mark, "2");
});

const respond = (status, body, headers = {}) => async () => new Response(body, { status, headers });

test("a refusal of the hub is its sentence", async () => {
  const problem = JSON.stringify({ type: "about:blank", title: "Refused", status: 409, detail: "The decision was withdrawn." });
  const api = makeApi(respond(409, problem), () => "token");
  await assert.rejects(() => api.postActs("{}"), (error) => error.values.detail === "The decision was withdrawn." && error.status === 409);
});

test("no network, a busy hub, and an answer that is no JSON are no answer", async () => {
  await refused("no-answer", () => makeApi(async () => Promise.reject(new TypeError("x")), () => "").wellKnown());
  await refused("no-answer", () => makeApi(respond(503, ""), () => "").wellKnown());
  await refused("no-answer", () => makeApi(respond(200, "<html>"), () => "").wellKnown());
});

test("changing posts carry the token, others do not", async () => {
  const seen = [];
  const api = makeApi(async (path, how) => (seen.push(how.headers["X-CSRFToken"]), new Response("{}")), () => "token");
  await api.postActs("{}");
  await api.wellKnown();
  assert.deepEqual(seen, ["token", undefined]);
});

test("characters are counted as the server counts them, and too many are named", () => {
  assert.equal(signs("Вода 🚰\n", 1), 7);
  assert.equal(signs("Вода 🚰\n", 2), 8);
  assert.equal(voice.say("most.over", { n: 1, most: 2000 }), "1 character too many: there may be 2,000. All that you wrote is still here.");
});

test("a code is suggested as the host does it", async () => {
  const { suggested } = await import("../../src/accord/web/static/accord/js/field/codes.js");
  const cases = { "Red Cross": "red-cross", "Красный Крест": "krasnyi-krest", "Дім “Під’їзд”": "dim-pidizd", "Țara Mării": "tara-marii", "!": "" };
  for (const [name, code] of Object.entries(cases)) assert.equal(suggested(name), code);
});
