// The message tables of the page's language, and the voice that says them.

import { speaker } from "./words/speak.js";

const TABLES = {
  en: () => Promise.all([import("./text/en.js"), import("./text/en-page.js")]),
  uk: () => Promise.all([import("./text/uk.js"), import("./text/uk-page.js")]),
  ru: () => Promise.all([import("./text/ru.js"), import("./text/ru-page.js")]),
  ro: () => Promise.all([import("./text/ro.js"), import("./text/ro-page.js")]),
};

/**
 * @param {string} lang
 * @param {{zone?: string, zoneSaid?: string}} place
 * @returns {Promise<import("./words/speak.js").Voice>}
 */
export async function pageVoice(lang, place) {
  const [words, page] = await (TABLES[lang] ?? TABLES.en)();
  return speaker({ ...words.TEXT, ...page.TEXT }, TABLES[lang] ? lang : "en", place);
}

const FIELD = {
  en: () => import("./text/en-field.js"),
  uk: () => import("./text/uk-field.js"),
  ru: () => import("./text/ru-field.js"),
  ro: () => import("./text/ro-field.js"),
};

/** The same, with the messages of the page for field work. */
export async function fieldVoice(lang, place) {
  const known = TABLES[lang] ? lang : "en";
  const [words, page] = await TABLES[known]();
  const field = await FIELD[known]();
  return speaker({ ...words.TEXT, ...page.TEXT, ...field.TEXT }, known, place);
}
