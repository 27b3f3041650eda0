// Saying a message in the reader's language: gaps, plurals, numbers, times, lists.

import { parseTime } from "../core/time.js";

/**
 * @typedef {object} Voice
 * @property {string} lang
 * @property {(key: string, values?: Object<string, string | number>) => string} say
 * @property {(n: number) => string} number
 * @property {(text: string) => string} time an act's time, in the coalition's zone and the reader's
 * @property {(text: string) => string} day
 * @property {(items: string[]) => string} list
 * @property {(code: string) => string} language a language's own name
 */

/**
 * @param {Object<string, string | Object<string, string>>} table messages by key; a message
 *   that depends on a number is a table of its plural forms (CLDR names), chosen by `n`
 * @param {string} lang
 * @param {{zone?: string, zoneSaid?: string, readerZone?: string}} [place] IANA names; the
 *   coalition's zone and the reader's, which are the device's where absent; how the page says
 *   a time in the coalition's: "{time} Kyiv time"
 * @returns {Voice}
 */
export function speaker(table, lang, { zone, zoneSaid, readerZone } = {}) {
  // "22 November 2026", as the pages write it.
  const locale = lang === "en" ? "en-GB" : lang;
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const lists = new Intl.ListFormat(locale, { type: "conjunction" });

  function say(key, values = {}) {
    const found = table[key];
    if (found === undefined) throw new Error(`No message ${key}`);
    const message = typeof found === "string" ? found : (found[plurals.select(values.n)] ?? found.other);
    return message.replace(/\{(\w+)\}/g, (gap, name) => {
      const value = values[name];
      return typeof value === "number" ? numbers.format(value) : String(value ?? gap);
    });
  }

  return {
    lang,
    say,
    number: (n) => numbers.format(n),
    time: (text) => inZones(parseTime(text), { locale, say, zone, zoneSaid, readerZone }),
    day: (text) => longDay(parseTime(`${text}T00:00:00Z`), locale, "UTC"),
    list: (items) => lists.format(items),
    language: (code) => ownName(code),
  };
}

/** "22 November 2026, 16:00 Kyiv time (15:00 for you)". */
function inZones(moment, { locale, say, zone, zoneSaid, readerZone }) {
  const clock = (timeZone) => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }).format(moment);
  const day = longDay(moment, locale, zone);
  const here = clock(zone);
  const placed = zoneSaid ? zoneSaid.replace("{time}", here) : `${here} ${offset(moment, locale, zone)}`;
  const same = !zone || here === clock(readerZone);
  return same ? `${day}, ${placed}` : `${day}, ${placed} ${say("time.yours", { time: clock(readerZone) })}`;
}

function offset(moment, locale, timeZone) {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: "shortOffset" }).formatToParts(moment);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "";
}

/** "22 November 2026", without the "р." and "г." that Intl adds to a year. */
function longDay(moment, locale, timeZone) {
  const parts = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone }).formatToParts(moment);
  const part = (name) => parts.find(({ type }) => type === name).value;
  return `${part("day")} ${part("month")} ${part("year")}`;
}

/** A language's name in that language, as a reader of it looks for it. */
function ownName(code) {
  const name = new Intl.DisplayNames(code, { type: "language" }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}
