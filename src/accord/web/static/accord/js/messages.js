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
 * @param {{zone?: string}} place
 * @returns {Promise<import("./words/speak.js").Voice>}
 */
export async function pageVoice(lang, place) {
  const [words, page] = await (TABLES[lang] ?? TABLES.en)();
  return speaker({ ...words.TEXT, ...page.TEXT }, TABLES[lang] ? lang : "en", place);
}
