// A form that is encrypted here, for some members alone: it is never sent itself. It opens
// once the members' reading keys have been checked, and looks at them again before it signs.

import { concat, random } from "./core/bytes.js";
import { Refused } from "./core/errors.js";
import { whileBusy } from "./forms.js";
import { h } from "./h.js";
import { signs } from "./most.js";
import { sayProblem } from "./problems.js";
import { noteUsed, readingKeys } from "./readers.js";
import { sealedFor } from "./sealed.js";
import { signSealed } from "./signing.js";
import { fact, joined } from "./words/tell.js";
import { sentence } from "./words/sentence.js";

const SALT = 32;
const TOLD = { first: "seal.key.first", known: "seal.key.known", changed: "seal.key.changed" };

/**
 * @typedef {object} Sealing a form that is encrypted here
 * @property {HTMLFormElement} form with `data-members`, who may read it: `{handle: name}`
 * @property {import("./desk.js").Desk} desk
 * @property {boolean} forAll whether all that can read it are chosen, until one is left out
 * @property {Object<string, string>} names
 * @property {Map<string, import("./readers.js").ReadingKey>} keys
 * @property {any} me
 */

/**
 * @param {HTMLFormElement} form
 * @param {import("./desk.js").Desk} desk
 * @param {{propose: (page: Sealing) => Promise<void>, fields: string[], forAll?: boolean}} how
 *   `fields`: the names of those in which words are lost when the page is left
 * @returns {Sealing}
 */
export function sealing(form, desk, { propose, fields, forAll = false }) {
  const page = { form, desk, forAll, names: JSON.parse(form.dataset.members), keys: new Map(), me: null };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await whileBusy(form, () => propose(page).catch((error) => sayProblem(form, sentence(desk.voice, error))));
  });
  const isWritten = () => fields.some((name) => form.elements.namedItem(name)?.value.trim());
  addEventListener("beforeunload", (event) => isWritten() && event.preventDefault());
  return page;
}

/** Asks for the reading keys, checks them, and opens the form if somebody can read. */
export async function look(page) {
  const { form, desk } = page;
  const status = form.querySelector("[data-readers]");
  status.replaceChildren(h("p", { class: "quiet", role: "status" }, desk.voice.say("seal.looking")));
  try {
    page.me = await desk.device.current();
    page.keys = await readingKeys(desk, page.me.coalition);
  } catch (error) {
    const again = h("button", { class: "button plain small", type: "button", on: { click: () => look(page) } }, desk.voice.say("try-again"));
    status.replaceChildren(h("div", { class: "notice gone", role: "alert" }, h("p", {}, sentence(desk.voice, error)), h("p", {}, again)));
    return;
  }
  status.replaceChildren(...readers(page));
  const rest = form.querySelector("[data-rest]");
  rest.disabled = rest.hidden = !usable(page).length;
}

/** The others that can read what is encrypted. */
function usable({ keys, names, me }) {
  return [...keys.values()].filter(({ member, recipient }) => recipient && member !== me.member && Object.hasOwn(names, member));
}

function readers(page) {
  const { say } = page.desk.voice;
  const { me, names } = page;
  const others = Object.keys(names).filter((member) => member !== me.member);
  const lacks = others.some((member) => !page.keys.get(member)?.recipient);
  const own = page.keys.get(me.member)?.recipient;
  return [
    h("fieldset", {}, h("legend", {}, say("seal.readers")), h("ul", { class: "list" }, others.map((member) => choice(page, member)))),
    h("p", own ? { class: "quiet" } : { class: "notice" }, say(own ? "seal.own" : "seal.own.none"), !own && [" ", keyLink(page)]),
    lacks && h("p", { class: "notice" }, say(usable(page).length ? "seal.how" : "seal.nobody"), " ", keyLink(page)),
  ].filter(Boolean);
}

function keyLink({ form, desk }) {
  return h("a", { href: form.dataset.keyPage }, desk.voice.say("seal.how.link"));
}

function choice({ keys, names, desk, forAll }, member) {
  const { say } = desk.voice;
  const key = keys.get(member);
  const chosen = forAll && key?.recipient && key.told !== "changed";
  const box = h("input", { type: "checkbox", name: "audience", value: member, disabled: !key?.recipient, checked: chosen });
  const named = [h("span", {}, names[member] || member), names[member] && names[member] !== member && h("bdi", { class: "quiet" }, member)];
  const told = key?.recipient ? say(TOLD[key.told]) : say(key ? "seal.key.stamp" : "seal.key.none");
  return h(
    "li",
    {},
    h("label", { class: "pick" }, box, named),
    h("p", { class: key?.told === "changed" ? "notice" : "quiet" }, told),
    key?.recipient && h("code", { class: "exact", translate: "no" }, key.recipient),
  );
}

/** The members that were chosen, and what is wrong with that. */
export function chosen({ form, desk }) {
  const audience = [...form.querySelectorAll("[name=audience]:checked")].map((one) => one.value).sort();
  return { audience, wrong: audience.length ? {} : { audience: desk.voice.say("seal.wrong.audience") } };
}

/** Words of a form by its fields' names, and what is wrong with their length. */
export function written({ form, desk: { voice } }, names, required) {
  const field = (name) => form.elements.namedItem(name);
  const words = Object.fromEntries(names.map((name) => [name, field(name).value.trim().normalize("NFC")]));
  const wrong = {};
  for (const name of required) if (!words[name]) wrong[name] = voice.say("seal.wrong.empty");
  for (const name of names) {
    const { most = Infinity, ends = 2 } = field(name).dataset;
    const n = signs(words[name], Number(ends)) - Number(most);
    if (n > 0) wrong[name] = voice.say("most.over", { n, most });
  }
  return { words, wrong };
}

/**
 * Encrypts contents for those that were chosen, and signs and sends the act with them.
 * @param {Sealing} page
 * @param {string[]} audience
 * @param {{kind: string, body: object, contents: Object<string, Uint8Array>, words: Object<string, any>,
 *   files?: Object<string, Uint8Array>, fileNames?: string[]}} made `words` and `files`: as the
 *   dialog shows them
 * @returns {Promise<{state: "signed" | "kept" | "closed", act: string}>}
 */
export async function sealAndSign(page, audience, { kind, body, contents, words, files = {}, fileNames = [] }) {
  const { form, desk, me, names } = page;
  const keys = await stillTheirs(page, audience);
  const outcome = await signSealed(desk, {
    kind,
    body,
    blobs: await sealedAll(contents, keys),
    words,
    files,
    facts: (tell) => [fact(tell, "fact.can-read", joined(keys.map(({ member }) => tell.member(member)))), ...keys.map((key) => keyFact(tell, key))],
    labels: {
      members: Object.fromEntries(Object.entries(names).filter(([handle, name]) => name !== handle)),
      files: fileNames,
    },
  });
  if (outcome.state !== "closed") await noteUsed(desk.store, me.coalition, keys);
  if (outcome.state === "kept") sayProblem(form, desk.voice.say("kept.form"));
  if (outcome.state === "signed") form.reset();
  return outcome;
}

/** Contents by name, each behind its random bytes and encrypted. */
async function sealedAll(contents, keys) {
  const age = await import("../vendor/age.js");
  const sealed = {};
  for (const [name, content] of Object.entries(contents)) {
    sealed[`${name}.sealed`] = await sealedFor(age, keys, concat(random(SALT), content));
  }
  return sealed;
}

function keyFact(tell, { member, recipient }) {
  return { label: tell.say("fact.reading-key"), value: [tell.member(member), ": ", { exact: recipient }] };
}

/** The keys of those that were chosen, and one's own: looked at again, as they were shown. */
async function stillTheirs(page, audience) {
  const shown = page.keys;
  const now = await readingKeys(page.desk, page.me.coalition);
  const wanted = [...audience, page.me.member].filter((member) => audience.includes(member) || now.get(member)?.recipient);
  const changed = wanted.find((member) => now.get(member)?.recipient !== shown.get(member)?.recipient);
  if (changed) {
    await look(page);
    throw new Refused("reader-changed", { member: changed });
  }
  return wanted.map((member) => now.get(member));
}
