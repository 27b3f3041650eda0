// Every act in plain words, computed from the signed bytes and contents that match
// their hashes. What the host says about them (names beside handles) is marked.

import { canonical } from "../core/canonical.js";
import { ACTIONS } from "./actions.js";
import { CHARTER, languageName } from "./charter.js";
import { fileFacts, filePictures } from "./files.js";
import { SUPPLIES } from "./supplies.js";
import { fact, fingerprint, plain, printed, teller } from "./tell.js";
import { VOICE } from "./voice.js";

const DESCRIBERS = { ...ACTIONS, ...CHARTER, ...SUPPLIES, ...VOICE };

/**
 * @typedef {object} Description
 * @property {string} kind
 * @property {string} by
 * @property {string} label what sort of record this is
 * @property {string} heading
 * @property {{label: string, value: import("./tell.js").Part[]}[]} facts
 * @property {{label: string, value: import("./tell.js").Part[]}[]} origin when and on what it was written
 * @property {{columns: string[], numeric?: number[], rows: import("./tell.js").Part[][][]} | null} table
 * @property {{lang: string, language: string, text: string}[]} texts the words, language by language
 * @property {{type: string, bytes: Uint8Array, label: string, alt: string}[]} pictures
 * @property {{label: string, text: string}[]} quotes a reason or a note
 * @property {string[]} warnings what the signature means
 * @property {string} mark the fingerprint of the signed bytes
 * @property {string} exact every letter that is signed
 * @property {boolean} hosted whether names given by the host are shown
 * @property {Description | null} inner the act that this one reverses
 */

/**
 * @param {import("../core/act.js").Act} act
 * @param {{voice: import("./speak.js").Voice, labels?: object, acts?: Map<string, import("../core/act.js").Act>}} context
 * @returns {Description}
 */
export function describe(act, { voice, labels, acts }) {
  const tell = teller(voice, labels, acts);
  const made = DESCRIBERS[act.kind](act, tell);
  const facts = [...made.facts, ...headerFacts(act, tell), ...leftovers(act, tell)];
  return {
    kind: act.kind,
    by: act.by,
    label: made.label ?? tell.say(`kind.${act.kind}`),
    heading: made.heading,
    facts,
    origin: originFacts(act, tell),
    table: made.table ?? null,
    texts: textsOf(act, tell),
    pictures: [...picturesOf(act, tell), ...filePictures(act, tell)],
    quotes: quotesOf(act, tell),
    warnings: made.warnings ?? [],
    mark: fingerprint(act.id),
    exact: new TextDecoder().decode(act.payload),
    hosted: [...facts.map(({ value }) => value), ...(made.table?.rows.flat() ?? [])].flat().some((part) => part.host),
    inner: made.inner ? describe(made.inner, { voice, labels, acts }) : null,
  };
}

function headerFacts({ header, files }, tell) {
  return [
    ...(header.closes ? [fact(tell, "fact.closes", tell.voice.time(header.closes))] : []),
    ...fileFacts({ files }, tell),
  ];
}

function originFacts({ at, header }, tell) {
  return [
    fact(tell, "fact.at", tell.voice.time(at)),
    ...(header.roster ? [fact(tell, "fact.roster", printed(header.roster))] : []),
    ...(header.after ? [fact(tell, "fact.after", tell.say("after", { n: header.after.size }), " ", printed(header.after.root))] : []),
  ];
}

/** Statements and declarations: title, summary and text of every language as one text. */
function textsOf({ contents }, tell) {
  return Object.entries(contents)
    .filter(([name]) => /^(text|declaration|position)\./.test(name))
    .map(([name, { title, question, summary, text, answer }]) => {
      const lang = name.slice(name.indexOf(".") + 1);
      const parts = [title, question, summary, text, answer].filter((part) => part !== undefined && part !== "");
      return { lang, language: languageName(lang, tell), text: parts.map(plain).join("\n\n") };
    });
}

/** The pictures of a statement, with what its text says that they show. */
function picturesOf({ body, contents, files }, tell) {
  return Object.entries(body.pictures ?? {}).map(([n, { type, width, height }]) => {
    const bytes = files[`picture.${n}`] ?? new Uint8Array();
    const text = [contents[`text.${tell.voice.lang}`], ...Object.values(contents)].map((one) => one?.text ?? "");
    const alt = text.map((one) => new RegExp(`!\\[((?:\\\\.|[^\\\\\\]])*)\\]\\(picture:${n}[ )]`).exec(one)?.[1]).find(Boolean) ?? "";
    return { type: `image/${type}`, bytes, alt: plain(alt), label: tell.say("picture", { n, type: type.toUpperCase(), width, height, bytes: bytes.length }) };
  });
}

function quotesOf({ contents }, tell) {
  return ["reason", "note", "action", "outcome", "task", "report", "comment"]
    .filter((name) => contents[name]?.text)
    .map((name) => ({ label: tell.say(`quote.${name}`), text: plain(contents[name].text) }));
}

// What the describers show of each content; anything else in it is shown as it stands.
const SHOWN = [
  [/^text\./, ["title", "summary", "text"]],
  [/^position\./, ["question", "answer"]],
  [/^declaration\./, ["title", "summary", "text"]],
  [/^(reason|note|outcome|comment)$/, ["text"]],
  [/^(action|report)$/, ["title", "text", "place"]],
  [/^task$/, ["title", "text"]],
  [/^place$/, ["name", "address", "lat", "lon"]],
  [/^profile$/, ["names", "place", "contact"]],
  [/^(person|lead)$/, ["name"]],
];

function leftovers({ contents }, tell) {
  return Object.entries(contents).flatMap(([name, document]) => {
    if (name === "names") return [];
    const shown = SHOWN.find(([form]) => form.test(name))?.[1] ?? [];
    const rest = Object.keys(document).filter((key) => !shown.includes(key));
    return rest.map((key) => ({
      label: tell.say("fact.also", { name: `${name}.${key}` }),
      value: [plain(canonical(document[key]))],
    }));
  });
}

// The fields of bodies that hold the id of an act.
const NAMING = ["act", "statement", "corrects", "replaces", "item", "site", "target", "destination", "earmark", "consignment", "handover", "invite", "home", "vehicle", "action", "task", "report", "old", "new"];

const lotAct = (lot) => lot?.split(".")[0];

/**
 * The acts that an act names, so that they can be fetched and said in words.
 * @param {import("../core/act.js").Act} act
 * @returns {string[]} ids
 */
export function namedActs({ kind, header, body }) {
  const named = NAMING.map((name) => body[name]);
  const inLines = (body.lines ?? []).flatMap((line) => [line.item, line.site, line.need, lotAct(line.lot)]);
  const inLists = [
    ...(body.lots ?? []).map(lotAct),
    ...(body.parts ?? []).map((part) => part.item),
    ...(Array.isArray(body.vehicles) ? body.vehicles.map((one) => one.vehicle) : []),
    ...(body.fleet ?? []),
    ...(kind === "supplies.policy" ? body.items : []),
    ...Object.keys(body.needs?.items ?? body.brings?.items ?? {}),
  ];
  const roster = kind === "charter.roster" ? [header.roster] : [];
  return [...new Set([...named, ...inLines, ...inLists, ...roster].filter(Boolean))];
}
