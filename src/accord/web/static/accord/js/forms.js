// `<form data-act>`: prepare, show, sign, record. `<button data-sign>`: sign what is there.

import { Problem } from "./api.js";
import { forgetDraft, keptAs } from "./drafts.js";
import { sentence } from "./words/sentence.js";
import { clearProblems, sayFieldProblems, sayProblem } from "./problems.js";
import { signExisting, signProposal } from "./signing.js";

/** @param {HTMLFormElement} form @param {import("./desk.js").Desk} desk */
export function actForm(form, desk) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await whileBusy(form, () => propose(form, event.submitter, desk));
  });
}

async function propose(form, submitter, desk) {
  clearProblems(form);
  const prepared = await prepare(form, submitter, desk);
  if (!prepared) return;
  prepared.labels = { ...prepared.labels, files: fileNames(form) };
  const { state, act } = await signProposal(desk, prepared, { draft: keptAs(form.dataset.keep) });
  if (state === "kept") sayProblem(form, desk.voice.say("kept.form"));
  if (state !== "signed") return;
  forgetDraft(keptAs(form.dataset.keep));
  goOn(prepared.next ?? form.dataset.next, act);
}

/** What this device calls the files of a form, in the order in which they are numbered. */
function fileNames(form) {
  return [...form.querySelectorAll('input[type="file"]')].flatMap(({ files }) => [...files].map(({ name }) => name));
}

/**
 * Sends the form to its prepare view; what is wrong is said in the form.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 * @param {import("./desk.js").Desk} desk
 * @param {Object<string, string>} [more] fields that the browser adds
 * @returns {Promise<any>} the prepared act, or null
 */
export async function prepare(form, submitter, desk, more = {}) {
  const body = new FormData(form, submitter);
  for (const [name, value] of Object.entries(more)) body.set(name, value);
  try {
    return await desk.api.ask(submitter?.getAttribute("formaction") ?? form.getAttribute("action"), { method: "POST", body });
  } catch (error) {
    sayWrong(form, error, desk.voice);
    return null;
  }
}

function sayWrong(form, error, voice) {
  if (!(error instanceof Problem)) return sayProblem(form, sentence(voice, error));
  const lost = sayFieldProblems(form, error.fields);
  const beside = Object.keys(error.fields).length > lost.length;
  const text = [error.values.detail, ...lost].join(" ");
  if (!beside || lost.length) sayProblem(form, text);
  return undefined;
}

/**
 * Runs one thing at a time. Buttons are not disabled meanwhile: a disabled button would
 * lose the keyboard, and its name would not be sent.
 */
export async function whileBusy(form, work) {
  if (form.getAttribute("aria-busy") === "true") return;
  const busy = [form, ...form.querySelectorAll("button")];
  for (const element of busy) element.setAttribute("aria-busy", "true");
  try {
    await work();
  } finally {
    for (const element of busy) element.removeAttribute("aria-busy");
  }
}

/** Goes to the page that follows; `{act}` in its address is the act's id. */
export function goOn(next, act) {
  if (next) location.assign(next.replaceAll("{act}", act));
  else location.reload();
}

/** @param {HTMLButtonElement} button @param {import("./desk.js").Desk} desk */
export function signButton(button, desk) {
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    const { sign, next, labels, tally } = button.dataset;
    const told = { labels: labels ? JSON.parse(labels) : {}, tally: tally ? JSON.parse(tally) : null };
    const { state, act } = await signExisting(desk, sign, told);
    button.removeAttribute("aria-busy");
    if (state === "signed") goOn(next, act);
    else button.focus();
  });
}
