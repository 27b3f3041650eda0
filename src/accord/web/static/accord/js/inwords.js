// `<div data-words="<act id>">`: a record in words, drawn here from the bytes that were
// signed: the id is their hash, so the hub cannot show another record under it.

import { readAct } from "./core/act.js";
import { readEnvelope } from "./core/dsse.js";
import { Refused } from "./core/errors.js";
import { h } from "./h.js";
import { described, exactText, plainTexts } from "./shown.js";
import { decoded } from "./things.js";
import { sentence } from "./words/sentence.js";
import { describe } from "./words/words.js";

/** @param {HTMLElement} place @param {import("./desk.js").Desk} desk */
export async function showWords(place, desk) {
  try {
    place.replaceChildren(...(await inWords(place.dataset, desk)));
  } catch (error) {
    place.replaceChildren(h("p", { class: "notice" }, sentence(desk.voice, error)));
  }
}

async function inWords({ words: id, labels }, desk) {
  const { voice } = desk;
  const given = await desk.api.act(id);
  const { payload } = readEnvelope(given.envelope);
  const act = await readAct(payload, decoded(given.blobs), { partial: true });
  if (act.id !== id) throw new Refused("other-act");
  const context = { voice, labels: labels ? JSON.parse(labels) : {}, acts: await desk.things.around(act) };
  const description = describe(act, context);
  return [
    ...described(voice, description, plainTexts(description)).flat(),
    h("p", { class: "quiet" }, voice.say("drawn-record"), " ", h("span", { class: "exact" }, description.mark)),
    exactText(voice, description),
  ].filter(Boolean);
}
