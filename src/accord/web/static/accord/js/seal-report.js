// `<form data-seal-report>`: a report that is encrypted here, for some members alone.

import { bareFiles } from "./bare.js";
import { encode } from "./core/canonical.js";
import { momentIn, writeTime } from "./core/time.js";
import { goOn } from "./forms.js";
import { clearProblems, sayFieldProblems } from "./problems.js";
import { chosen, look, sealAndSign, sealing, written } from "./sealing.js";

const WORDS = ["title", "text", "place"];

/** @param {HTMLFormElement} form @param {import("./desk.js").Desk} desk */
export async function sealForm(form, desk) {
  await look(sealing(form, desk, { propose, fields: WORDS }));
}

/** What was chosen and written, and what is wrong with it. */
function read(page) {
  const { form, desk } = page;
  const { say } = desk.voice;
  const value = (name) => form.elements.namedItem(name).value;
  const [{ audience, wrong: whom }, { words, wrong: what }] = [chosen(page), written(page, WORDS, ["title", "text"])];
  const wrong = { ...whom, ...what };
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
  const { form } = page;
  clearProblems(form);
  const { audience, words, observed, wrong, body } = read(page);
  if (Object.keys(wrong).length) return void sayFieldProblems(form, wrong);
  const attached = [...form.elements.namedItem("attached").files];
  const files = Object.fromEntries((await bareFiles(attached)).map((bytes, i) => [`file.${i + 1}`, bytes]));
  const { state, act } = await sealAndSign(page, audience, {
    kind: "reports.report",
    body: { ...body, observed: writeTime(observed) },
    contents: { report: encode(words), ...files },
    words: { report: words },
    files,
    fileNames: attached.map(({ name }) => name),
  });
  if (state === "signed") goOn(form.dataset.next, act);
}
