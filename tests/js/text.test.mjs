// The message tables: every language says everything, with the same gaps, in plain words.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { TEXT as EN } from "../../src/accord/web/static/accord/js/text/en.js";
import { TEXT as EN_PAGE } from "../../src/accord/web/static/accord/js/text/en-page.js";
import { TEXT as EN_FIELD } from "../../src/accord/web/static/accord/js/text/en-field.js";
import { TEXT as EN_OFFLINE } from "../../src/accord/web/offline/text/en.js";
import { TEXT as EN_CHECK } from "../../src/accord/web/offline/check/text/en.js";

const SCRIPTS = new URL("../../src/accord/web/static/accord/js/", import.meta.url);
const OFFLINE = new URL("../../src/accord/web/offline/", import.meta.url);
const CHECK = new URL("check/", OFFLINE);
const FORBIDDEN = {
  en: /\b(lea(f|ves)|blobs?|checkpoints?|epochs?|cosign\w*|slugs?|standing|envelopes?|fold\w*|hash\w*|rosters?|bundles?)\b/i,
  uk: /блоб|чекпойнт|епох|конверт|хеш|слаг/i,
  ru: /блоб|чекпойнт|эпох|конверт|хеш|хэш|слаг/i,
  ro: /\b(blob|checkpoint|epoc\w*|plic\w*|hash\w*|slug)\b/i,
};

const load = async (lang, group) => (await import(new URL(`text/${lang}${group}.js`, SCRIPTS))).TEXT;
const forms = (message) => (typeof message === "string" ? [message] : Object.values(message));
const gaps = (message) => [...new Set(forms(message).flatMap((form) => form.match(/\{\w+\}/g) ?? []))].sort().join();

/** The keys that a table has to have, and in which order they stand does not matter. */
function compare(lang, table, english) {
  test(`${lang} has every message`, () => assert.deepEqual(Object.keys(table).sort(), Object.keys(english).sort()));
  test(`${lang} has every gap`, () => {
    for (const key of Object.keys(english)) assert.equal(gaps(table[key]), gaps(english[key]), key);
  });
  test(`${lang} has every plural form`, () => {
    const needed = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
    for (const [key, message] of Object.entries(table)) {
      if (typeof message !== "string") assert.deepEqual(Object.keys(message).sort(), [...needed].sort(), key);
    }
  });
  test(`${lang} is said in plain words`, () => {
    for (const [key, message] of Object.entries(table)) {
      for (const form of forms(message)) assert.doesNotMatch(form.replace(/\{\w+\}/g, ""), FORBIDDEN[lang], key);
    }
  });
}

for (const lang of ["en", "uk", "ru", "ro"]) {
  compare(lang, await load(lang, ""), EN);
  compare(lang, await load(lang, "-page"), EN_PAGE);
  compare(lang, await load(lang, "-field"), EN_FIELD);
  compare(lang, (await import(new URL(`text/${lang}.js`, OFFLINE))).TEXT, EN_OFFLINE);
  compare(lang, (await import(new URL(`text/${lang}.js`, CHECK))).TEXT, EN_CHECK);
}

/** Every `say("key")`, `fact(tell, "key")` and `new Refused("code")` in the modules. */
function used(folder) {
  const keys = new Set();
  for (const name of readdirSync(folder, { recursive: true }).filter((one) => one.endsWith(".js") && !one.includes("text"))) {
    const source = readFileSync(new URL(name, folder), "utf8");
    for (const [, key] of source.matchAll(/\b(?:say|fact)\((?:tell, )?"([\w.-]+)"/g)) keys.add(key);
    for (const [, one, other] of source.matchAll(/\bsay\([^()"]*\? "([\w.-]+)" : "([\w.-]+)"/g)) [one, other].forEach((key) => keys.add(key));
    for (const [, code] of source.matchAll(/(?:Refused|refuse)\("([\w-]+)"/g)) keys.add(`error.${code}`);
  }
  return keys;
}

test("every message that the pages use is there", () => {
  assert.deepEqual([...used(SCRIPTS)].filter((key) => !(key in EN) && !(key in EN_PAGE) && !(key in EN_FIELD)), []);
});

test("every message that the offline page uses is there", () => {
  const checking = used(CHECK);
  const known = (key) => key in EN || key in EN_OFFLINE || checking.has(key);
  assert.deepEqual([...used(OFFLINE)].filter((key) => !known(key)), []);
});

test("every message that the checking page uses is there, and no other", () => {
  assert.deepEqual([...used(CHECK)].filter((key) => !(key in EN_CHECK)), []);
  const sources = ["app.js", "answer.js"].map((name) => readFileSync(new URL(name, CHECK), "utf8")).join("\n");
  const families = /^(proven|state|step|who)\./;
  assert.deepEqual(Object.keys(EN_CHECK).filter((key) => !families.test(key) && !sources.includes(`"${key}"`)), []);
});

test("nothing stands in a table that no module says", () => {
  const sources = [SCRIPTS, OFFLINE].flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .filter((name) => name.endsWith(".js") && !name.includes("text"))
      .map((name) => readFileSync(new URL(name, folder), "utf8")),
  ).join("\n");
  // Keys put together at run time are known by their first part.
  const families = /^(kind|voice|role|finality|roster|hold|retraction|object|withdraw|column|quote|fact|seat|step|strength|purpose|signature|tab|units?|error|effect|enrol|erase|urgent|abstain|readers|condition|band|visibility|marking|reliable|certain|quit|cancel|pack|field\.rest|field\.off)\./;
  const unsaid = [EN, EN_PAGE, EN_FIELD, EN_OFFLINE].flatMap(Object.keys).filter((key) => !families.test(key) && !sources.includes(`"${key}"`) && !sources.includes("`" + key));
  assert.deepEqual(unsaid, []);
});
