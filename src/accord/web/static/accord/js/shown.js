// A description of an act as DOM nodes: shared by the sign dialog, the enrolment page
// and the offline page.

import { freshId, h } from "./h.js";
import { paragraphs } from "./words/changes.js";

/** A value: text as it stands; what is exact in a mono face; what the host says, marked. */
export function parts(value) {
  return value.map((part) => {
    if (typeof part === "string") return part;
    const exact = h("bdi", {}, part.exact);
    return part.host ? h("span", {}, part.host, " (", exact, ")", h("sup", { class: "host" }, "*")) : exact;
  });
}

/** @param {{label: string, value: any[]}[]} facts @returns {HTMLElement} a list of facts */
export function factList(facts) {
  return h("dl", { class: "facts" }, facts.map(({ label, value }) => [h("dt", {}, label), h("dd", {}, parts(value))]));
}

/** A table that becomes a labelled list on a phone. */
export function lineTable({ columns, numeric = [], rows }) {
  const align = (i) => (numeric.includes(i) ? "num" : null);
  const cell = (value, i) => h("td", { "data-l": columns[i], class: align(i) }, parts(value));
  return h(
    "div",
    { class: "scroll", tabindex: "0" },
    h(
      "table",
      { class: "fold" },
      h("thead", {}, h("tr", {}, columns.map((name, i) => h("th", { scope: "col", class: align(i) }, name)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map(cell)))),
    ),
  );
}

const TAGS = { new: "ins", gone: "del" };

/**
 * Texts side by side, paragraph beside paragraph, as in a treaty.
 * @param {{lang: string, language: string, segments: import("./words/changes.js").Segment[]}[]} texts
 */
export function parallel(texts) {
  const columns = texts.map(({ segments }) => paragraphs(segments));
  const height = Math.max(0, ...columns.map((column) => column.length));
  const row = (i) => texts.map(({ lang }, column) => h("p", { lang }, (columns[column][i] ?? []).map(segment)));
  return h(
    "div",
    { class: "parallel" },
    h("div", { class: "para headrow" }, texts.map(({ lang, language }) => h("p", { lang }, language))),
    Array.from({ length: height }, (_, i) => h("div", { class: "para" }, row(i))),
  );
}

function segment({ op, text }) {
  const lines = text.split("\n").flatMap((line, i) => (i === 0 ? [line] : [h("br"), line]));
  return TAGS[op] ? h(TAGS[op], {}, lines) : lines;
}

const WIDEST = 1200;

/** A picture drawn from the bytes that are signed: no address is asked for it. */
function picture(voice, { type, bytes, label, alt }) {
  const canvas = h("canvas", { role: "img", "aria-label": alt || label, width: 1, height: 1 });
  const caption = h("figcaption", {}, label);
  draw(canvas, new Blob([bytes], { type })).catch(() => caption.append(" ", voice.say("picture.broken")));
  return h("figure", { class: "stack" }, canvas, caption);
}

async function draw(canvas, blob) {
  const whole = await createImageBitmap(blob);
  canvas.width = Math.min(whole.width, WIDEST);
  canvas.height = Math.round((whole.height * canvas.width) / whole.width);
  canvas.getContext("2d").drawImage(whole, 0, 0, canvas.width, canvas.height);
  whole.close();
}

/** A reason or a note, set as signed words. */
export function quotes(list) {
  return list.map(({ label, text }) => h("div", {}, h("p", { class: "label" }, label), h("blockquote", { class: "signed" }, parts([text]))));
}

/** Every letter that is signed, for whoever wants to see it. */
export function exactText(voice, description) {
  const id = freshId("exact");
  return h(
    "details",
    { class: "every" },
    h("summary", { id }, voice.say("exact.show")),
    factList(description.origin),
    h("pre", { class: "exact", tabindex: "0", "aria-labelledby": id }, description.exact),
  );
}

/**
 * Everything that a description says, below its heading.
 * @param {import("./words/speak.js").Voice} voice
 * @param {import("./words/words.js").Description} description
 * @param {{lang: string, language: string, segments: any[]}[]} texts
 */
export function described(voice, description, texts) {
  const { inner } = description;
  return [
    texts.length ? parallel(texts) : null,
    description.pictures.map((one) => picture(voice, one)),
    quotes(description.quotes),
    description.table && lineTable(description.table),
    factList(description.facts),
    description.warnings.map((text) => h("p", { class: "means" }, text)),
    inner && h("section", { class: "sheet stack" }, h("h3", {}, inner.heading), described(voice, inner, plainTexts(inner))),
    description.hosted && h("p", { class: "quiet" }, voice.say("host.names")),
  ];
}

/** The texts of a description without any comparison. */
export function plainTexts(description) {
  return description.texts.map(({ lang, language, text }) => ({ lang, language, segments: [{ op: "same", text }] }));
}
