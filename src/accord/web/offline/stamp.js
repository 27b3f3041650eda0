// Making a stamp: the key, its encrypted file, the card to hand in, the recovery sheet.

import { random } from "../static/accord/js/core/bytes.js";
import { keyOfSeed } from "../static/accord/js/core/ed25519.js";
import { openKeyFile, recoveryGroups, sealSeed, stampCard } from "../static/accord/js/core/keyfile.js";
import { h, saveFile } from "../static/accord/js/h.js";
import { mark } from "../static/accord/js/mark.js";
import { fingerprint } from "../static/accord/js/words/tell.js";
import { sentence } from "../static/accord/js/words/sentence.js";
import { secretField, busyButton, problemLine } from "./parts.js";
import { recoverySheet } from "./sheet.js";
import { SHORTEST, strength } from "./strength.js";
import { wipe } from "./wipe.js";

/** @param {{voice: any, state: any, draw: () => void}} page */
export function stampView({ voice, state, draw }) {
  return state.key ? madeView({ voice, state, draw }) : newView({ voice, state, draw });
}

function newView({ voice, state, draw }) {
  const { say } = voice;
  const problem = problemLine();
  const hint = h("p", { class: "quiet", id: "strength", "aria-live": "polite" }, say("stamp.hint"));
  const name = h("input", { id: "organisation", autocomplete: "off", value: state.name ?? "" });
  const first = secretField("passphrase", { describedby: "strength", autocomplete: "new-password" });
  const second = secretField("again", { autocomplete: "new-password" });
  const button = busyButton(say("stamp.make"));
  first.addEventListener("input", () => (hint.textContent = first.value ? say(`strength.${strength(first.value)}`, { n: SHORTEST }) : say("stamp.hint")));
  name.addEventListener("input", () => (state.name = name.value));

  async function make(event) {
    event.preventDefault();
    problem.clear();
    if (strength(first.value) === "short") return problem.say(say("strength.short", { n: SHORTEST }), first);
    if (first.value !== second.value) return problem.say(say("stamp.differ"), second);
    await button.during(say("stamp.making"), () => makeStamp(state, first.value, name.value)).catch((error) => problem.say(sentence(voice, error)));
    if (state.key) draw();
    return undefined;
  }

  return [
    h("div", { class: "stack" }, h("h1", { class: "title" }, say("stamp.title")), h("p", { class: "lead" }, say("stamp.what"))),
    h(
      "form",
      { class: "sheet form", on: { submit: make } },
      problem.element,
      h("div", { class: "field" }, h("label", { for: "organisation" }, say("stamp.name"), " ", h("span", { class: "quiet" }, say("stamp.name.why"))), name),
      h("div", { class: "field" }, h("label", { for: "passphrase" }, say("passphrase")), first, hint),
      h("div", { class: "field" }, h("label", { for: "again" }, say("passphrase.again")), second),
      h("p", {}, button.element),
    ),
  ];
}

/** Makes the seed and its file, and opens the file again to be sure of it. */
async function makeStamp(state, passphrase, name) {
  const seed = random(32);
  const { key } = await keyOfSeed(seed);
  const file = await sealSeed(seed, passphrase);
  const opened = await openKeyFile(file, passphrase);
  wipe(opened.seed);
  const groups = await recoveryGroups(seed);
  Object.assign(state, { name, seed, key, file, groups, saved: {} });
}

function madeView({ voice, state, draw }) {
  const { say } = voice;
  const short = state.key.slice(0, 8);

  const next = ["file", "sheet", "card"].find((name) => !state.saved[name]) ?? "end";

  function done(step) {
    state.saved[step] = true;
    draw();
  }

  const step = (name, run) =>
    h(
      "li",
      { class: stateOf(name, next, state.saved) },
      h("p", {}, h("strong", {}, say(`step.${name}`)), state.saved[name] && h("span", { class: "vh" }, ` ${say("done")}`)),
      h("p", { class: "quiet" }, say(`step.${name}.why`)),
      h("p", {}, h("button", { type: "button", class: name === next ? "button" : "button plain", id: `do-${name}`, on: { click: () => (run(), done(name)) } }, say(`step.${name}.do`))),
    );

  const ready = next === "end";
  return [
    h("div", { class: "made noprint" },
      mark(state.key, { label: say("stamp.mark") }),
      h("div", { class: "stack" },
        h("h1", { class: "title" }, say("stamp.made")),
        h("p", {}, state.name && h("strong", {}, state.name), state.name && h("br"), say("fingerprint"), " ", h("span", { class: "exact" }, fingerprint(state.key))),
      ),
    ),
    h(
      "ol",
      { class: "steps sheet noprint" },
      step("file", () => saveFile(`stamp-${short}.key.json`, state.file)),
      step("sheet", () => print()),
      step("card", () => saveFile(`stamp-${short}.card.json`, stampCard(state.key))),
      h(
        "li",
        { class: ready ? "now" : "later" },
        h("p", {}, h("strong", {}, say("step.end"))),
        h("p", { class: "quiet", id: "end-why" }, say(ready ? "step.end.why" : "step.end.first")),
        h("p", {}, h("button", { type: "button", class: "button", id: "do-end", disabled: !ready, "aria-describedby": "end-why", on: { click: () => end(state, draw) } }, say("step.end.do"))),
      ),
    ),
    recoverySheet(voice, state),
  ];
}

function stateOf(name, next, saved) {
  if (saved[name]) return "done";
  return name === next ? "now" : "later";
}

function end(state, draw) {
  wipe(state.seed);
  for (const name of Object.keys(state)) delete state[name];
  draw();
}
