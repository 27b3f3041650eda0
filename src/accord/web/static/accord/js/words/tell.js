// What the describers of all kinds share: facts, names of members and things, marks.

/**
 * A piece of a value. A string is computed from signed bytes; `exact` is a handle or a
 * fingerprint out of them; `host` beside it is the host's naming and is shown as such.
 * @typedef {string | {exact: string, host?: string}} Part
 *
 * @typedef {object} Teller
 * @property {import("./speak.js").Voice} voice
 * @property {(key: string, values?: object) => string} say
 * @property {(handle: string) => Part} member
 * @property {(id: string) => Part} thing
 * @property {(id: string) => import("../core/act.js").Act | undefined} act a verified act
 * @property {(lot: string) => number | undefined} books what the books show of a lot there
 * @property {(n: number) => string} file what this device calls the nth file; or nothing
 */

/**
 * @param {import("./speak.js").Voice} voice
 * @param {{members?: Object<string, string>, things?: Object<string, string>, books?: Object<string, number>, files?: string[]}} labels
 *   the host's names; `books`: units by lot; `files`: those of this device, which are neither signed nor sent
 * @param {Map<string, import("../core/act.js").Act>} acts acts that were fetched, their ids checked
 * @returns {Teller}
 */
export function teller(voice, labels = {}, acts = new Map()) {
  const tell = {
    voice,
    say: voice.say,
    act: (id) => acts.get(id),
    books: (lot) => labels.books?.[lot],
    file: (n) => plain(labels.files?.[n - 1] ?? ""),
    member: (handle) => withHost(handle, labels.members?.[handle]),
    thing: (id) => {
      const known = acts.get(id);
      return known ? shortName(known, tell) : withHost(fingerprint(id), labels.things?.[id]);
    },
  };
  return tell;
}

// Kinds of acts that give a thing its names.
const NAMED = ["supplies.item", "supplies.kit", "supplies.vehicle"];

/** A part in letters alone. */
export function written(part) {
  return typeof part === "string" ? part : part.exact;
}

function withHost(exact, host) {
  return host ? { exact, host } : { exact };
}

/** @param {string} hex @returns {string} its first 16 digits in groups of four */
export function fingerprint(hex) {
  return hex.slice(0, 16).match(/.{4}/g).join(" ");
}

/** @param {string} hex @returns {{exact: string}} */
export function printed(hex) {
  return { exact: fingerprint(hex) };
}

/** One fact: a label and the parts of its value. */
export function fact(tell, key, ...value) {
  return { label: tell.say(key), value: value.flat() };
}

/** Parts with a separator between them. */
export function joined(parts, separator = ", ") {
  return parts.flatMap((part, i) => (i === 0 ? [part] : [separator, part]));
}

/** The name in the reader's language, else in English, else the first there is. */
export function nameIn(names, lang) {
  return plain(names?.[lang] ?? names?.en ?? Object.values(names ?? {})[0] ?? "");
}

/** A value of a content as text, whatever it is. */
export function plain(value = "") {
  return visible(typeof value === "string" ? value : JSON.stringify(value));
}

/**
 * Text in which nothing hides: signs that turn or hide letters (bidirectional controls,
 * zero-width signs, other controls) are written out.
 * @param {string} text
 */
export function visible(text) {
  return text.replaceAll("\r\n", "\n").replace(/[^\P{C}\n\t]/gu, (sign) => `⟦U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟧`);
}

/** What an act is called where another act names it. */
function shortName(act, tell) {
  const { kind, body, contents, id } = act;
  const { voice } = tell;
  if (NAMED.includes(kind)) return contents.names ? nameIn(contents.names, voice.lang) : body.code;
  if (kind === "supplies.site") return contents.place ? plain(contents.place.name) : body.code;
  // A need is told by where it is, and by what is needed there.
  if (kind === "supplies.need") return [body.site, body.item].map((one) => written(tell.thing(one))).join(": ");
  const title = titleOf(act, voice.lang) || plain((contents.action ?? contents.task ?? contents.report)?.title);
  return title || `${voice.say(`kind.${kind}`)} ${fingerprint(id)}`;
}

/** The title of an act's text in the reader's language, else in its first; else nothing. */
export function titleOf({ contents }, lang) {
  const names = Object.keys(contents).filter((name) => /^(text|declaration|position)\./.test(name)).sort();
  const chosen = names.find((name) => name.endsWith(`.${lang}`)) ?? names[0];
  return chosen ? plain(contents[chosen].title ?? contents[chosen].question) : "";
}
