// `<form data-seal-comment="<report id>">`: an answer to an encrypted report, encrypted here
// for those who may read the report. The page stays as it is, with the report opened in it.

import { encode } from "./core/canonical.js";
import { h } from "./h.js";
import { clearProblems, sayFieldProblems } from "./problems.js";
import { chosen, look, sealAndSign, sealing, written } from "./sealing.js";
import { paragraphs } from "./sealed-report.js";

/** @param {HTMLFormElement} form in a `<details>`: the keys are looked for when it is opened */
export function commentForm(form, desk) {
  const page = sealing(form, desk, { propose, fields: ["text"], forAll: true });
  const fold = form.closest("details");
  const open = () => fold.open && !page.me && look(page);
  fold.addEventListener("toggle", open);
  open();
}

async function propose(page) {
  const { form, desk } = page;
  clearProblems(form);
  const [{ audience, wrong: whom }, { words, wrong: what }] = [chosen(page), written(page, ["text"], ["text"])];
  const wrong = { ...whom, ...what };
  if (Object.keys(wrong).length) return void sayFieldProblems(form, wrong);
  const { state } = await sealAndSign(page, audience, {
    kind: "reports.comment",
    body: { report: form.dataset.sealComment },
    contents: { comment: encode(words) },
    words: { comment: words },
  });
  if (state === "signed") showSaid(page, words);
}

/** What was written, once it is saved; the form closes, and looks at the keys anew when it opens. */
function showSaid(page, { text }) {
  const fold = page.form.closest("details");
  const rest = page.form.querySelector("[data-rest]");
  rest.disabled = rest.hidden = true;
  page.me = null;
  const said = h("div", { class: "comment", tabindex: "-1" }, h("p", { class: "kind" }, page.desk.voice.say("seal.comment.saved")), ...paragraphs(text));
  fold.parentElement.querySelector("[data-none]")?.remove();
  fold.before(said);
  fold.open = false;
  said.focus();
}
