// A report that came encrypted, opened here: its words on the page, its files to be kept.
// It is opened out of its record, so that the host cannot put another in its place.

import { text } from "./core/bytes.js";
import { h } from "./h.js";
import { logOf, provenRecord } from "./record.js";
import { opened, opensWithKey } from "./sealed.js";
import { sentence } from "./words/sentence.js";

const SALT = 32; // random bytes before every content (docs/formats/payload.md)
const BEGINNINGS = { "%PDF-": "pdf", "\xff\xd8\xff": "jpg", "\x89PNG": "png", RIFF: "webp" };
// Who says that the device had not been switched off; and that its stamp still counted.
const STILL = { confirmed: "signed.live.confirmed", host: "signed.live.host" };
const STAMP = { confirmed: "signed.stamp.confirmed", host: "signed.stamp.host" };
const WITHIN = {
  "word/document": "docx",
  "xl/workbook": "xlsx",
  "ppt/presentation": "pptx",
  "opendocument.text": "odt",
  "opendocument.spreadsheet": "ods",
  "opendocument.presentation": "odp",
};

/** @param {Uint8Array} content as it was before it was sealed @returns {{title: string, text: string, place: string}} */
export function wordsIn(content) {
  const said = JSON.parse(text(content.subarray(SALT)));
  const [title, words, place] = ["title", "text", "place"].map((name) => (typeof said[name] === "string" ? said[name] : ""));
  return { title, text: words, place };
}

/** @param {Uint8Array} data @returns {string} how the name of a file like this ends */
export function ending(data) {
  const letters = new TextDecoder("latin1").decode(data);
  const begins = Object.entries(BEGINNINGS).find(([mark]) => letters.startsWith(mark));
  if (begins) return begins[1];
  if (letters.startsWith("PK\x03\x04")) return Object.entries(WITHIN).find(([mark]) => letters.includes(mark))?.[1] ?? "zip";
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(data);
    return letters.includes("\0") ? "bin" : "txt";
  } catch {
    return "bin";
  }
}

function showWords(place, said) {
  const paragraphs = said.text.split(/\n{2,}/).filter(Boolean).map((one) => h("p", { class: "lines" }, one));
  const where = said.place && h("dl", { class: "facts" }, h("dt", {}, place.dataset.place), h("dd", {}, said.place));
  place.replaceChildren(h("h2", { class: "h2" }, said.title), ...(where ? [where] : []), h("div", { class: "signed words" }, ...paragraphs));
}

function showFile(place, data) {
  const url = URL.createObjectURL(new Blob([data], { type: "application/octet-stream" }));
  const name = `${place.dataset.file}.${ending(data)}`;
  place.replaceChildren(h("a", { href: url, download: name }, name));
}

async function show(place, content) {
  if (place.dataset.file) showFile(place, content.subarray(SALT));
  else showWords(place, wordsIn(content));
}

/** Who signed the record, in plain words: what was checked here, and what was not. */
export function whoSigned({ say, time }, { act, confirmed, signer }) {
  const member = act.by;
  if (!signer) return { class: "notice", said: [say("signed.unchecked", { member })] };
  const { person, off, sure } = signer;
  const rest = (sure ? STILL : STAMP)[confirmed ? "confirmed" : "host"];
  const said = [say("signed.checked", { person, member }), say(rest, { member })];
  if (off) said.push(say("signed.off", { member, time: time(off) }));
  return { class: off || !sure ? "notice" : "quiet", said };
}

/** `<form data-open-report="<act id>">`: asks for the reading key, and opens the page's report. */
export function openForm(form, desk) {
  let record = null;
  const before = async () => {
    record = await provenRecord(desk, form.dataset.openReport, await logOf(desk));
  };
  const open = async (place, age, identity) => {
    await show(place, await opened(age, identity, record.act.files[`${place.dataset.sealed}.sealed`]));
    if (place.dataset.file) return;
    const { said, ...how } = whoSigned(desk.voice, record);
    place.append(h("p", how, said.join(" ")));
  };
  opensWithKey(form, [...document.querySelectorAll("[data-sealed]")], open, { before, why: (error) => sentence(desk.voice, error) });
}
