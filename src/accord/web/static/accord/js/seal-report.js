// `<form data-seal-report>`: a report that is encrypted here, for some members alone. The
// form itself is never sent; it opens once the members' reading keys have been checked.

import { bareFiles } from "./bare.js";
import { concat, random } from "./core/bytes.js";
import { encode } from "./core/canonical.js";
import { Refused } from "./core/errors.js";
import { momentIn, writeTime } from "./core/time.js";
import { goOn, whileBusy } from "./forms.js";
import { h } from "./h.js";
import { signs } from "./most.js";
import { clearProblems, sayFieldProblems, sayProblem } from "./problems.js";
import { noteUsed, readingKeys } from "./readers.js";
import { sealedFor } from "./sealed.js";
import { signSealed } from "./signing.js";
import { fact, joined } from "./words/tell.js";
import { sentence } from "./words/sentence.js";

const SALT = 32;
const TOLD = { first: "seal.key.first", known: "seal.key.known", changed: "seal.key.changed" };

/** @param {HTMLFormElement} form @param {import("./desk.js").Desk} desk */
export async function sealForm(form, desk) {
  const page = { form, desk, names: JSON.parse(form.dataset.members), keys: new Map(), me: null };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await whileBusy(form, () => propose(page).catch((error) => sayProblem(form, sentence(desk.voice, error))));
  });
  addEventListener("beforeunload", (event) => isWritten(form) && event.preventDefault());
  await look(page);
}

/** Asks for the reading keys, checks them, and opens the form if somebody can read. */
async function look(page) {
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

function choice({ keys, names, desk }, member) {
  const { say } = desk.voice;
  const key = keys.get(member);
  const box = h("input", { type: "checkbox", name: "audience", value: member, disabled: !key?.recipient });
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

/** What was chosen and written, and what is wrong with it. */
function read({ form, desk }) {
  const { say } = desk.voice;
  const value = (name) => form.elements.namedItem(name).value;
  const audience = [...form.querySelectorAll("[name=audience]:checked")].map((one) => one.value).sort();
  const words = Object.fromEntries(["title", "text", "place"].map((name) => [name, value(name).trim().normalize("NFC")]));
  const wrong = {};
  if (!audience.length) wrong.audience = say("seal.wrong.audience");
  for (const name of ["title", "text"]) if (!words[name]) wrong[name] = say("seal.wrong.empty");
  for (const name of Object.keys(words)) {
    const { most = Infinity, ends = 2 } = form.elements.namedItem(name).dataset;
    const n = signs(words[name], Number(ends)) - Number(most);
    if (n > 0) wrong[name] = say("most.over", { n, most });
  }
  let observed = null;
  try {
    observed = momentIn(value("observed"), desk.page.place.zone);
    if (observed > new Date()) wrong.observed = say("seal.wrong.later");
  } catch {
    wrong.observed = say("seal.wrong.time");
  }
  const maybe = Object.fromEntries(["reliable", "certain"].map((name) => [name, value(name)]).filter(([, one]) => one));
  return { audience, words, observed, wrong, body: { marking: value("marking"), audience, topics: [], ...maybe } };
}

async function propose(page) {
  const { form, desk, me, names } = page;
  clearProblems(form);
  const { audience, words, observed, wrong, body } = read(page);
  if (Object.keys(wrong).length) return sayFieldProblems(form, wrong);
  const keys = await stillTheirs(page, audience);
  const chosen = [...form.elements.namedItem("attached").files];
  const files = Object.fromEntries((await bareFiles(chosen)).map((bytes, i) => [`file.${i + 1}`, bytes]));
  const made = {
    kind: "reports.report",
    body: { ...body, observed: writeTime(observed) },
    blobs: await sealedAll({ report: encode(words), ...files }, keys),
    words: { report: words },
    files,
    facts: (tell) => [fact(tell, "fact.can-read", joined(keys.map(({ member }) => tell.member(member)))), ...keys.map((key) => keyFact(tell, key))],
    labels: {
      members: Object.fromEntries(Object.entries(names).filter(([handle, name]) => name !== handle)),
      files: chosen.map(({ name }) => name),
    },
  };
  const { state, act } = await signSealed(desk, made);
  if (state === "closed") return undefined;
  await noteUsed(desk.store, me.coalition, keys);
  if (state === "kept") return sayProblem(form, desk.voice.say("kept.form"));
  form.reset();
  return goOn(form.dataset.next, act);
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

function isWritten(form) {
  return ["title", "text", "place"].some((name) => form.elements.namedItem(name)?.value.trim());
}
