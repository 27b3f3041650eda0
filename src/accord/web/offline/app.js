// The offline page: make a stamp, read an act file, sign it. No network, no storage.

import { requireEd25519 } from "../static/accord/js/core/ed25519.js";
import { h } from "../static/accord/js/h.js";
import { sentence } from "../static/accord/js/words/sentence.js";
import { speaker } from "../static/accord/js/words/speak.js";
import { TEXT as WORDS_EN } from "../static/accord/js/text/en.js";
import { TEXT as WORDS_RO } from "../static/accord/js/text/ro.js";
import { TEXT as WORDS_RU } from "../static/accord/js/text/ru.js";
import { TEXT as WORDS_UK } from "../static/accord/js/text/uk.js";
import { actView } from "./act.js";
import { stampView } from "./stamp.js";
import { TEXT as EN } from "./text/en.js";
import { TEXT as RO } from "./text/ro.js";
import { TEXT as RU } from "./text/ru.js";
import { TEXT as UK } from "./text/uk.js";
import { wipeAll } from "./wipe.js";

const NAMES = { en: "English", uk: "Українська", ru: "Русский", ro: "Română" };
const VOICES = {
  en: speaker({ ...WORDS_EN, ...EN }, "en"),
  uk: speaker({ ...WORDS_UK, ...UK }, "uk"),
  ru: speaker({ ...WORDS_RU, ...RU }, "ru"),
  ro: speaker({ ...WORDS_RO, ...RO }, "ro"),
};
const VIEWS = { sign: actView, stamp: stampView };

// What is shown. The views keep what they know here, so that another language loses nothing.
const state = { lang: preferred(), view: "sign", sign: {}, stamp: {} };

function preferred() {
  return navigator.languages.map((lang) => lang.slice(0, 2)).find((lang) => lang in VOICES) ?? "en";
}

/** Draws the page anew, and leaves the keyboard where it was. */
function draw() {
  const voice = VOICES[state.lang];
  const focused = document.activeElement?.id;
  document.documentElement.lang = state.lang;
  document.title = voice.say("title");
  const main = h("main", { id: "main", class: "wrap" }, VIEWS[state.view]({ voice, state: state[state.view], draw }));
  document.body.replaceChildren(head(voice), main, foot(voice));
  if (focused) document.getElementById(focused)?.focus();
}

function head(voice) {
  const tab = (view) => h("button", { id: `tab-${view}`, type: "button", "aria-pressed": String(state.view === view), on: { click: () => go(view) } }, voice.say(`tab.${view}`));
  const tongue = (lang) => h("button", { id: `tongue-${lang}`, type: "button", lang, "aria-pressed": String(state.lang === lang), on: { click: () => speak(lang) } }, NAMES[lang]);
  return h(
    "header",
    { class: "head" },
    h(
      "div",
      { class: "wrap" },
      h("p", { class: "brand" }, h("span", {}, h("b", {}, "accord-sign"), voice.say("subtitle"))),
      h("div", { class: "tongues", role: "group", "aria-label": voice.say("tongues") }, Object.keys(NAMES).map(tongue)),
      h("div", { class: "tabs", role: "group", "aria-label": voice.say("tabs") }, ["sign", "stamp"].map(tab)),
    ),
  );
}

function foot(voice) {
  return h("footer", { class: "foot" }, h("div", { class: "wrap" }, h("p", {}, voice.say("foot"))));
}

function go(view) {
  state.view = view;
  draw();
}

/** Another language; what was typed stays. */
function speak(lang) {
  const typed = [...document.querySelectorAll("input:not([type=file]), textarea")].map(({ id, value }) => [id, value]);
  state.lang = lang;
  draw();
  for (const [id, value] of typed) document.getElementById(id).value = value;
}

// A page that is left, or comes back out of the browser's memory, knows no secret.
addEventListener("pagehide", () => wipeAll(state));
addEventListener("pageshow", (event) => event.persisted && location.reload());

draw();
requireEd25519().catch((error) => {
  document.querySelector("main").prepend(h("p", { class: "notice gone", role: "alert" }, sentence(VOICES[state.lang], error)));
});
