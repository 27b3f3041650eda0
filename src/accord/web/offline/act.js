// Reading an act file in words, and signing it with a stamp.

import { readAct } from "../static/accord/js/core/act.js";
import { checkSignatures, namedKeys, readActFile, writeActFile } from "../static/accord/js/core/actfile.js";
import { ACT, pae } from "../static/accord/js/core/dsse.js";
import { keyOfSeed, keyid, sign } from "../static/accord/js/core/ed25519.js";
import { Refused } from "../static/accord/js/core/errors.js";
import { openKeyFile, seedOfGroups } from "../static/accord/js/core/keyfile.js";
import { h, saveFile } from "../static/accord/js/h.js";
import { mark } from "../static/accord/js/mark.js";
import { described, exactText, plainTexts } from "../static/accord/js/shown.js";
import { sentence } from "../static/accord/js/words/sentence.js";
import { fingerprint, printed } from "../static/accord/js/words/tell.js";
import { describe } from "../static/accord/js/words/words.js";
import { busyButton, problemLine, secretField } from "./parts.js";
import { wipe } from "./wipe.js";

/** @param {{voice: any, state: any, draw: () => void}} page */
export function actView({ voice, state, draw }) {
  if (!state.act) return openView({ voice, state, draw });
  return [actSheet(voice, state), signedList(voice, state), state.signed ? doneView(voice, state, draw) : keyView({ voice, state, draw })];
}

function openView({ voice, state, draw }) {
  const { say } = voice;
  const problem = problemLine();
  const input = h("input", { id: "act-file", type: "file", accept: ".json,application/json" });

  async function open(file) {
    problem.clear();
    try {
      Object.assign(state, await readFile(await file.text()));
      draw();
    } catch (error) {
      problem.say(sentence(voice, error), input);
      input.value = "";
    }
  }

  input.addEventListener("change", () => input.files[0] && open(input.files[0]));
  const drop = h("div", { class: "sheet drop", on: { dragover: (event) => event.preventDefault(), drop: dropped } }, problem.element, h("label", { for: "act-file" }, say("open.label")), input, h("p", { class: "quiet" }, say("open.drop")));

  function dropped(event) {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) open(file);
  }

  return [h("div", { class: "stack" }, h("h1", { class: "title" }, say("open.title")), h("p", { class: "lead" }, say("open.what"))), drop];
}

/** The act, complete: what cannot be shown in full cannot be signed. */
async function readFile(text) {
  const { payload, blobs, signatures } = readActFile(text);
  const act = await readAct(payload, blobs);
  return { act, blobs, signatures, checked: await checkSignatures(act, signatures) };
}

function actSheet(voice, { act }) {
  const description = describe(act, { voice });
  return h(
    "article",
    { class: "sheet head-rule stack" },
    h("p", { class: "kind" }, h("span", {}, description.label)),
    h("h1", { class: "title" }, description.heading),
    described(voice, description, plainTexts(description)),
    h("p", { class: "quiet" }, voice.say("drawn-here"), " ", h("span", { class: "exact" }, description.mark)),
    exactText(voice, description),
  );
}

const SIGNS = { good: ["yes", "✓"], bad: ["no", "×"], unknown: ["", "?"] };

function signedList(voice, { checked }) {
  const { say } = voice;
  const item = ({ keyid: id, state, member, purpose }) => {
    const [badge, sign_] = SIGNS[state];
    return h(
      "li",
      {},
      h("span", { class: `badge ${badge}`, "data-sign": sign_ }, say(`signature.${state}`)),
      " ",
      member ? h("bdi", {}, member) : say(purpose === "hub" ? "signature.host" : "signature.somebody"),
      " ",
      h("span", { class: "quiet exact" }, fingerprint(id)),
    );
  };
  return h(
    "section",
    { class: "stack" },
    h("h2", {}, say("signed.title")),
    checked.length ? h("ul", { class: "list" }, checked.map(item)) : h("p", {}, say("signed.nobody")),
    checked.some(({ state }) => state === "unknown") && h("p", { class: "quiet" }, say("signature.why-unknown")),
  );
}

/** First the stamp is opened and shown, then it signs: two steps, so that nobody errs. */
function keyView({ voice, state, draw }) {
  const { say } = voice;
  const close = h("button", { type: "button", class: "link", on: { click: () => forget(state, draw) } }, say("open.another"));
  return h("section", { class: "sheet stack", id: "signing" }, state.seed ? confirmPart({ voice, state, draw }) : openKeyPart({ voice, state, draw }), h("p", {}, close));
}

function forget(state, draw) {
  wipe(state.seed);
  for (const name of Object.keys(state)) delete state[name];
  draw();
}

function openKeyPart({ voice, state, draw }) {
  const { say } = voice;
  const problem = problemLine();
  const file = h("input", { id: "key-file", type: "file", accept: ".json,application/json" });
  const passphrase = secretField("key-passphrase");
  const groups = h("textarea", { id: "groups", rows: "4", autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
  const button = busyButton(say("key.open"));

  async function open(event) {
    event.preventDefault();
    problem.clear();
    try {
      const opened = await button.during(say("key.opening"), () => openKey(file.files[0], passphrase.value, groups.value));
      Object.assign(state, opened, { named: await isNamed(state.act, opened.key), again: await hasSigned(state, opened.key) });
      draw();
      document.querySelector("#signing .button").focus();
    } catch (error) {
      problem.say(sentence(voice, error), groups.value.trim() ? groups : passphrase);
    }
  }

  return h(
    "form",
    { class: "form", on: { submit: open } },
    h("h2", {}, say("key.title")),
    problem.element,
    h("div", { class: "field" }, h("label", { for: "key-file" }, say("key.file")), file),
    h("div", { class: "field" }, h("label", { for: "key-passphrase" }, say("passphrase")), passphrase),
    h("details", {}, h("summary", {}, say("key.recover")), h("div", { class: "field" }, h("label", { for: "groups" }, say("key.groups")), groups)),
    h("p", {}, button.element),
  );
}

async function openKey(file, passphrase, groups) {
  if (groups.trim()) {
    const seed = await seedOfGroups(groups);
    return { seed, key: (await keyOfSeed(seed)).key, purpose: "seal" };
  }
  if (!file) throw new Refused("no-key-file");
  const { seed, key, purpose } = await openKeyFile(await file.text(), passphrase);
  return { seed, key, purpose };
}

/** The member that the act names this key for; null when it does not name it. */
async function isNamed(act, key) {
  return namedKeys(act).find((named) => named.key === key) ?? null;
}

async function hasSigned({ signatures }, key) {
  const id = await keyid(key);
  return signatures.some((one) => one.keyid === id);
}

function confirmPart({ voice, state, draw }) {
  const { say } = voice;
  const { act, key, named, again } = state;
  const listed = act.kind === "charter.found" || act.kind === "charter.roster";
  const button = busyButton(say(named?.member ? "sign.for" : "sign.plain", { member: named?.member ?? "" }));

  async function signNow(event) {
    event.preventDefault();
    await button.during(say("sign.working"), () => signWith(state));
    draw();
    document.querySelector("#do-save").focus();
  }

  return h(
    "form",
    { class: "stack", on: { submit: signNow } },
    h("h2", {}, say("key.this")),
    h("div", { class: "made" }, mark(key), h("p", {}, named?.member && [h("bdi", {}, named.member), h("br")], say(`purpose.${state.purpose}`), " ", h("span", { class: "exact" }, printed(key).exact))),
    listed && !named && h("p", { class: "notice" }, say("key.not-named")),
    again ? h("p", { class: "notice" }, say("key.again")) : h("p", {}, button.element),
  );
}

async function signWith(state) {
  const { private: usable, key } = await keyOfSeed(state.seed);
  wipe(state.seed);
  delete state.seed;
  const sig = await sign(usable, pae(ACT, state.act.payload));
  state.signatures = [...state.signatures, { keyid: await keyid(key), sig }];
  state.checked = await checkSignatures(state.act, state.signatures);
  state.signed = true;
}

function doneView(voice, state, draw) {
  const { say } = voice;
  const { act, blobs, signatures } = state;
  const name = `${act.kind.replace(".", "-")}-${act.id.slice(0, 8)}.signed.act.json`;
  const save = () => saveFile(name, writeActFile(act.payload, blobs, signatures));
  return h(
    "section",
    { class: "panel strong stack" },
    h("h2", {}, say("signed.done")),
    h("p", {}, say("signed.give-back")),
    h("p", { class: "row" }, h("button", { type: "button", class: "button sign", id: "do-save", on: { click: save } }, say("signed.save")), h("button", { type: "button", class: "link", on: { click: () => forget(state, draw) } }, say("open.another"))),
  );
}
