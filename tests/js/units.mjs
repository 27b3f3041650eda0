// Says numbers of units and packs, as phones do and as the forms' script does, for the test
// that compares them with the pages.

import { speaker } from "../../src/accord/web/static/accord/js/words/speak.js";

const { lang, numbers, plurals } = JSON.parse(process.argv[2]);
const { TEXT } = await import(`../../src/accord/web/static/accord/js/text/${lang}.js`);
const field = await import(`../../src/accord/web/static/accord/js/text/${lang}-field.js`);
const voice = speaker(TEXT, lang);
const rules = new Intl.PluralRules(lang);

function ofEach(say) {
  return Object.fromEntries(Object.keys(plurals).map((code) => [code, numbers.map((n) => say(code, n))]));
}

const phones = ofEach((code, n) => voice.say(`units.${code}`, { n }));
const forms = ofEach((code, n) => `${n} ${plurals[code][rules.select(n)]}`);
const packs = Object.fromEntries(Object.entries(field.TEXT).flatMap(([key, name]) => (/^pack\.\w+$/.test(key) ? [[key.slice(5), name]] : [])));
console.log(JSON.stringify({ phones, forms, packs }));
