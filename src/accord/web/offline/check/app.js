// The checking page: says what a proof file proves. No network, no storage, no account.

import { requireEd25519 } from "../../static/accord/js/core/ed25519.js";
import { Refused } from "../../static/accord/js/core/errors.js";
import { h } from "../../static/accord/js/h.js";
import { speaker } from "../../static/accord/js/words/speak.js";
import { answerView } from "./answer.js";
import { TEXT as EN } from "./text/en.js";
import { TEXT as RO } from "./text/ro.js";
import { TEXT as RU } from "./text/ru.js";
import { TEXT as UK } from "./text/uk.js";
import { check } from "./verify.js";

const NAMES = { en: "English", uk: "Українська", ru: "Русский", ro: "Română" };
const VOICES = { en: speaker(EN, "en"), uk: speaker(UK, "uk"), ru: speaker(RU, "ru"), ro: speaker(RO, "ro") };
const ID = /^[0-9a-f]{64}$/;

const state = { lang: preferred(), trust: "", result: null };
// One field for all drawings: a browser gives the file that was chosen to no other.
const picker = h("input", { id: "file", type: "file", accept: ".json" });

function preferred() {
  return navigator.languages.map((lang) => lang.slice(0, 2)).find((lang) => lang in VOICES) ?? "en";
}

/** Draws the page anew, and leaves the keyboard where it was. */
function draw() {
  const voice = VOICES[state.lang];
  const focused = document.activeElement?.id;
  document.documentElement.lang = state.lang;
  document.title = voice.say("title");
  document.body.replaceChildren(head(voice), h("main", { id: "main", class: "wrap" }, form(voice), result(voice)), foot(voice));
  if (focused) document.getElementById(focused)?.focus();
}

function head(voice) {
  const speak = (lang) => () => {
    state.lang = lang;
    draw();
  };
  const tongue = (lang) => h("button", { id: `tongue-${lang}`, type: "button", lang, "aria-pressed": String(state.lang === lang), on: { click: speak(lang) } }, NAMES[lang]);
  return h(
    "header",
    { class: "head" },
    h(
      "div",
      { class: "wrap" },
      h("p", { class: "brand" }, h("span", {}, h("b", {}, "check.html"), voice.say("subtitle"))),
      h("div", { class: "tongues", role: "group", "aria-label": voice.say("tongues") }, Object.keys(NAMES).map(tongue)),
    ),
  );
}

function foot(voice) {
  return h("footer", { class: "foot" }, h("div", { class: "wrap" }, h("p", {}, voice.say("foot"))));
}

function form(voice) {
  const trust = h("input", { id: "trust", type: "text", class: "exact", autocomplete: "off", autocapitalize: "off", spellcheck: "false", "aria-describedby": "trust-why", value: state.trust, on: { input: () => (state.trust = trust.value) } });
  return h(
    "form",
    { class: "form stack", on: { submit: (event) => submit(event) } },
    h("h1", {}, voice.say("heading")),
    h("p", { class: "lead" }, voice.say("lead")),
    h("div", { class: "field" }, h("label", { for: "trust" }, voice.say("trust")), h("p", { id: "trust-why", class: "small" }, voice.say("trust.why")), trust),
    h("div", { class: "field" }, h("label", { for: "file" }, voice.say("file")), picker),
    h("p", {}, h("button", { id: "go", class: "button", type: "submit" }, voice.say("go"))),
  );
}

async function submit(event) {
  event.preventDefault();
  state.result = null;
  document.getElementById("main").setAttribute("aria-busy", "true");
  state.result = await verdict();
  draw();
  document.getElementById("result").focus();
}

/** What to say about the chosen file: an answer, or what is wrong. */
async function verdict() {
  const trust = state.trust.replaceAll(/\s/g, "").toLowerCase();
  if (!ID.test(trust)) return { problem: "trust.bad" };
  const [file] = picker.files;
  if (!file) return { problem: "file.missing" };
  try {
    await requireEd25519();
  } catch {
    return { problem: "old-browser" };
  }
  try {
    return { answer: await check(new Uint8Array(await file.arrayBuffer()), trust) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { step: error.values.step, what: error.values.what };
  }
}

function result(voice) {
  const { result } = state;
  if (!result) return h("section", { id: "result", tabindex: "-1", hidden: true });
  if (result.problem) return h("section", { id: "result", tabindex: "-1", class: "notice gone", "data-verdict": "none", role: "alert" }, h("p", {}, voice.say(result.problem)));
  if (result.answer) return answerView(result.answer, voice);
  const foreign = result.step === "members" && result.what.includes('"trust"');
  return h(
    "section",
    { id: "result", tabindex: "-1", class: "panel stack", "data-verdict": "refused", "data-step": result.step, role: "alert" },
    h("h2", {}, voice.say("refused")),
    h("p", {}, voice.say(foreign ? "foreign" : `step.${result.step}`)),
    h("p", { class: "small" }, voice.say("refused.means")),
  );
}

addEventListener("error", (event) => {
  document.body.dataset.broken = event.message;
});
draw();
