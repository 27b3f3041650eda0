// A report that came encrypted, opened here: its words on the page, its files to be kept.
// It is opened out of its record, so that the host cannot put another in its place.

import { text } from "./core/bytes.js";
import { Refused } from "./core/errors.js";
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

/** Words as paragraphs, each with its lines. */
export function paragraphs(words) {
  return words.split(/\n{2,}/).filter(Boolean).map((one) => h("p", { class: "lines" }, one));
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
  const where = said.place && h("dl", { class: "facts" }, h("dt", {}, place.dataset.place), h("dd", {}, said.place));
  place.replaceChildren(h("h2", { class: "h2" }, said.title), ...(where ? [where] : []), h("div", { class: "signed words" }, ...paragraphs(said.text)));
}

function showFile(place, data) {
  const url = URL.createObjectURL(new Blob([data], { type: "application/octet-stream" }));
  const name = `${place.dataset.file}.${ending(data)}`;
  place.replaceChildren(h("a", { href: url, download: name }, name));
}

function show(place, content, signed) {
  if (place.dataset.file) return showFile(place, content.subarray(SALT));
  const words = wordsIn(content);
  if (place.dataset.sealed === "comment") place.replaceChildren(...paragraphs(words.text));
  else showWords(place, words);
  return place.append(signed);
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

/** `<form data-open-report="<act id>">`: asks for the reading key, and opens the page's report
 * and the comments on it. */
export function openForm(form, desk) {
  const report = form.dataset.openReport;
  const why = (error) => sentence(desk.voice, error);
  let log = null;
  let first = null;
  const before = async () => {
    log = await logOf(desk);
    first = await provenRecord(desk, report, log);
    if (first.act.kind !== "reports.report") throw new Refused("other-act");
  };
  const open = async (place, age, identity) => {
    const { sealed, record } = place.dataset;
    const found = record ? await commentOn(record, place) : first;
    const { said, ...how } = whoSigned(desk.voice, found);
    show(place, await opened(age, identity, found.act.files[`${sealed}.sealed`]), h("p", how, said.join(" ")));
    delete place.dataset.sealed; // it is open: another try leaves it
  };

  /** The record of a comment; what is wrong with it is said where it stands. */
  async function commentOn(id, place) {
    place.querySelector("[data-wrong]")?.remove();
    try {
      const found = await provenRecord(desk, id, log);
      if (found.act.kind !== "reports.comment" || found.act.body.report !== report) throw new Refused("other-act");
      return found;
    } catch (error) {
      place.append(h("p", { class: "notice gone", "data-wrong": true }, why(error)));
      throw error;
    }
  }

  opensWithKey(form, [...document.querySelectorAll("[data-sealed]")], open, { before, why });
}
