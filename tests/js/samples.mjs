// One act of every kind, by the invented members of a coalition on the Lower Danube.

import { concat, hex, random, sha256 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { encode } from "../../src/accord/web/static/accord/js/core/canonical.js";
import { buildPayload, readAct } from "../../src/accord/web/static/accord/js/core/act.js";
import { COALITION, NOW } from "./hub.mjs";

export const AFTER = { size: 3, root: "ab".repeat(32) };
const SHARED = ["charter.amend", "charter.close", "charter.lead", "charter.roster", "voice.position", "voice.retraction", "voice.statement", "voice.translation"];

const key = (digits) => digits.repeat(32);
const rules = Object.fromEntries(SHARED.map((kind) => [kind, { share: [2, 3] }]));
const founders = { "far-shore": { seals: [key("11")] }, kestrel: { seals: [key("22")] }, "reed-bank": { seals: [key("33")] } };
const terms = { version: 1, members: founders, rules, finality: "hub", hub: { epoch: 1, key: key("99") } };

/** The payload's fields and the blobs of an act whose contents are `contents`. */
export async function withContents(fields, contents = {}) {
  const blobs = {};
  const named = {};
  for (const [name, content] of Object.entries(contents)) {
    blobs[name] = concat(random(32), content instanceof Uint8Array ? content : encode(content));
    named[name] = { sha256: hex(await sha256(blobs[name])), size: blobs[name].length };
  }
  return { fields: Object.keys(named).length ? { ...fields, blobs: named } : fields, blobs };
}

/** An act of a kind, read back as a device reads it. */
export async function make(kind, body, contents = {}, header = {}) {
  const joined = kind === "charter.found" ? {} : { coalition: COALITION, after: AFTER };
  const roster = SHARED.includes(kind) || kind.startsWith("voice.") ? { roster: COALITION } : {};
  const plain = { kind, by: "reed-bank", at: NOW, nonce: "0".repeat(32), ...joined, ...roster, body, ...header };
  const { fields, blobs } = await withContents(plain, contents);
  const payload = buildPayload(fields);
  return { payload, blobs, act: await readAct(payload, blobs) };
}

const text = { title: "The warm rooms stay open", summary: "Day and night.", text: "Everybody may come in.\n\nThere is soup." };
const textUk = { title: "Пункти тепла працюють", text: "Зайти може кожен." };

/** Acts by kind, and all of them by id. */
export async function samples() {
  const made = {};
  const add = async (kind, ...rest) => {
    made[kind] = await make(kind, ...rest);
    return made[kind].act.id;
  };
  const declaration = { title: "Both Banks", text: "We help on both banks." };
  await add("charter.found", terms, { names: { en: "Both Banks", uk: "Обидва береги" }, "declaration.en": declaration });
  const older = await make("charter.roster", terms);
  const members = { ...founders, "mill-ferry": { seals: [key("44")], replica: key("55") } };
  await add("charter.roster", { ...terms, version: 2, members, rules: { ...rules, "voice.statement": { share: [3, 4], veto: true } } }, { note: { text: "Welcome." } }, { roster: older.act.id });
  const invite = await add("charter.invite", { key: key("66"), person: "ilinca", roles: ["people", "voice"], until: "2027-11-22T14:00:00Z" }, { person: { name: "Ilinca Bratu" } });
  await add("charter.enrol", { invite, key: key("77") });
  await add("charter.revoke", { keys: [key("77")], invites: [invite] });
  await add("charter.profile", {}, { profile: { names: { en: "Reed Bank Relief Corps" }, place: "Tulcea", contact: "press@reed-bank.example" } });
  await add("charter.amend", { replaces: COALITION }, { "declaration.en": declaration, note: { text: "Clearer." } });
  await add("charter.lead", { member: "reed-bank", until: "2027-11-22T14:00:00Z" }, { lead: { name: "Ilinca Bratu" } });
  await add("charter.close", {}, { reason: { text: "The work is done." } });
  await add("charter.hub", { epoch: 2, key: key("88"), base: AFTER, since: COALITION });
  await add("charter.reader", { recipient: "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p" });
  const statement = await add("voice.statement", { slug: "warm-rooms", languages: ["en", "uk"], release: "2026-11-22T16:00:00Z", urgent: false, topics: ["shelter"] }, { "text.en": text, "text.uk": textUk });
  const pictures = { 1: { type: "png", width: 3, height: 2 } };
  await add("voice.own", { slug: "own-word", languages: ["en"], release: NOW, urgent: true, topics: [], corrects: statement, pictures }, { "text.en": text, "picture.1": Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) });
  await add("voice.hold", { statement });
  await add("decide.erase", { act: statement, contents: ["text.en", "text.uk"] });
  await add("voice.retraction", { statement }, { reason: { text: "The pump failed." } });
  await add("voice.translation", { statement, language: "ro" }, { "text.ro": { title: "Sălile calde rămân deschise", text: "Poate intra oricine." } });
  const internal = await add("voice.position", { languages: ["en"], public: false, topics: [] }, { "position.en": { question: "Is the water safe?", answer: "Boil it." } });
  await add("voice.position", { languages: ["en"], public: true, topics: ["water"], replaces: internal }, { "position.en": { question: "Is the water safe?", answer: "Yes." } });
  await add("decide.abstain", { act: statement }, { reason: { text: "We were not there." } });
  await add("decide.object", { act: statement, stands: true }, { reason: { text: "Correct it rather." } });
  await add("decide.withdraw", { act: statement });
  const item = await add("supplies.item", { code: "blanket", unit: "piece", grams: 1500, millilitres: 7000, packs: [{ code: "bale", units: 25 }] }, { names: { en: "Blanket", uk: "Ковдра" } });
  const site = await add("supplies.site", { code: "tulcea-quay" }, { place: { name: "Quay store", address: "Quay 1, Tulcea", lat: "45.18", lon: "28.80" } });
  const need = await add("supplies.need", { site, item, quantity: 120, priority: 1, people: 300, due: "2026-11-24T08:00:00Z" }, { note: { text: "For the school." } });
  const lines = [{ item, quantity: 100, batch: "b-1", expiry: "2027-05-31" }];
  const receive = await add("supplies.receive", { site, owner: "far-shore", donor: "hill-parish", field: false, lines }, { note: { text: "Dry." }, paper: Uint8Array.of(1, 2, 3) });
  const lot = `${receive}.0`;
  await add("supplies.count", { site, owner: "reed-bank", field: false, lines: [{ lot, counted: 98 }, { item, counted: 4 }] });
  const consignment = await add("supplies.consign", { site, owner: "far-shore", receiver: "kestrel", destination: site, field: true, lines: [{ lot, quantity: 100 }] });
  const handover = await add("supplies.handover", { consignment, giver: "far-shore", receiver: "kestrel", site, field: true, lines: [{ line: 0, good: 97, damaged: 0, missing: 3, excess: 0 }] });
  await add("supplies.use", { site, owner: "far-shore", people: 40, field: false, lines: [{ lot, quantity: 40 }] });
  await add("supplies.reverse", { act: receive }, { reason: { text: "Typed twice." } });
  await add("supplies.transfer", { site, owner: "far-shore", to: "kestrel", lines: [{ lot, quantity: 5 }] });
  await add("supplies.move", { site, owner: "far-shore", condition: "damaged", target: site, to: "disposed", lines: [{ lot, quantity: 2 }] });
  await add("supplies.recall", { lots: [lot], stands: true }, { reason: { text: "Moths." } });
  await add("supplies.settle", { handover, site, lines: [{ line: 0, lost: 1, back: 2 }] });
  await add("supplies.claim", { handover, lines: [{ line: 0, damaged: 4, missing: 1 }] }, { note: { text: "Wet under the foil." } });
  const resources = { people: 4, vehicles: 1, items: { [item]: 20 } };
  const spanned = { start: "2026-11-24T08:00:00Z", end: "2026-11-24T16:00:00Z", site };
  const action = await add("actions.plan", { ...spanned, needs: resources, visibility: "named", audience: ["kestrel"] }, { action: { title: "Clear the road", text: "With spades.", place: "North road" } });
  const mine = await add("supplies.vehicle", { code: "lorry", grams: 1500000, millilitres: 9000000, pallets: 3, bands: ["ambient"] }, { names: { en: "Lorry" } });
  await add("actions.join", { action, brings: resources, fleet: [mine] });
  await add("actions.quit", { action }, { reason: { text: "Snow." } });
  await add("actions.change", { action, ...spanned, needs: resources }, { reason: { text: "Snow." } });
  await add("actions.cancel", { action }, { reason: { text: "Snow." } });
  await add("actions.finish", { action, people: 40 }, { outcome: { text: "The road is open." } });
  const task = await add("actions.task", { action, assignee: "kestrel", due: "2026-11-24T06:00:00Z" }, { task: { title: "Bring the keys", text: "Both." } });
  await add("actions.done", { task });
  const report = await add("reports.report", { marking: "amber", audience: ["kestrel"], topics: ["roads"], observed: "2026-11-22T08:00:00Z", site, reliable: "usually", certain: "likely" }, { report: { title: "Bridge", text: "One lane.", place: "Old bridge" } });
  await add("reports.comment", { report }, { comment: { text: "Still so." } });
  await add("reports.supersede", { old: report, new: task });
  await add("supplies.close", { act: need }, { reason: { text: "Others came first." } });
  const vehicle = await add("supplies.vehicle", { code: "van", grams: 1500000, millilitres: 9000000, pallets: 3, bands: ["ambient", "cool"], home: site }, { names: { en: "Blue van" } });
  await add("supplies.kit", { code: "family", parts: [{ item, quantity: 2 }] }, { names: { en: "Family kit" } });
  await add("supplies.offer", { site, until: "2026-12-01T00:00:00Z", vehicle });
  await add("supplies.policy", { to: "kestrel", items: [item], limit: 50, floor: 5, until: "2027-01-01T00:00:00Z" });
  await add("supplies.plan", { plan: "ab".repeat(32), lines: [{ lot, site, need, quantity: 30 }], vehicles: [{ vehicle, since: "2026-11-23T18:00:00Z", until: "2026-11-24T06:00:00Z" }] });
  const acts = new Map([...Object.values(made), older].map(({ act }) => [act.id, act]));
  return { made, acts };
}
