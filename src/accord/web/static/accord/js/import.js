// `<form data-import>`: looks at every row of a table, then signs all of it at once. What
// was pasted and chosen stays in the form until it is recorded.

import { Problem } from "./api.js";
import { forgetDraft, keptAs } from "./drafts.js";
import { goOn, whileBusy } from "./forms.js";
import { clearProblems, sayFieldProblems, sayProblem } from "./problems.js";
import { signSeveral } from "./signing-several.js";
import { sentence } from "./words/sentence.js";

/** @param {HTMLFormElement} form @param {import("./desk.js").Desk} desk */
export function importForm(form, desk) {
  const report = form.querySelector("[data-report]");
  const signButton = form.querySelector("[data-ready]");

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const signs = event.submitter === signButton;
    whileBusy(form, () => (signs ? sign() : check()));
  });
  // What was looked at is not what stands there now.
  form.addEventListener("input", forget);
  form.addEventListener("change", forget);

  function forget() {
    signButton.hidden = true;
    report.replaceChildren();
  }

  async function ask(path) {
    clearProblems(form);
    const how = { method: "POST", body: new FormData(form), headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value } };
    const response = await desk.api.send(path, how);
    const answer = await response.json().catch(() => null);
    if (answer?.html !== undefined) show(answer);
    if (!response.ok) throw new Problem(response.status, answer?.detail ?? `HTTP ${response.status}`, answer?.fields ?? {});
    return answer;
  }

  function show({ html, ready }) {
    report.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
    signButton.hidden = !ready;
    report.querySelector("[tabindex='-1']")?.focus();
  }

  async function check() {
    // Also what was typed before this page was ready is forgotten, and kept as a draft.
    form.dispatchEvent(new Event("change", { bubbles: true }));
    await ask(form.getAttribute("action")).catch(sayWrong);
  }

  async function sign() {
    const prepared = await ask(form.dataset.prepare).catch(sayWrong);
    if (!prepared) return;
    const { state, act } = await signSeveral(desk, prepared, { draft: keptAs(form.dataset.keep) });
    if (state === "kept") sayProblem(form, desk.voice.say("kept.form"));
    if (state !== "signed") return;
    forgetDraft(keptAs(form.dataset.keep));
    goOn(prepared.next, act);
  }

  function sayWrong(error) {
    if (!(error instanceof Problem)) sayProblem(form, sentence(desk.voice, error));
    else if (!Object.keys(error.fields).length) sayProblem(form, error.values.detail);
    else sayFieldProblems(form, error.fields);
    return null;
  }
}
