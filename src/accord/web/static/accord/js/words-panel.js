// A record in words on a page: drawn from the bytes that were signed, not by the host.

import { readAct } from "./core/act.js";
import { readEnvelope } from "./core/dsse.js";
import { described, plainTexts } from "./shown.js";
import { decoded } from "./things.js";
import { describe } from "./words/words.js";

/**
 * `<div data-words="<act id>" data-labels='{…}'>` becomes the act in words.
 * @param {HTMLElement} place
 * @param {import("./desk.js").Desk} desk
 */
export async function wordsPanel(place, desk) {
  const given = await desk.api.act(place.dataset.words);
  const { payload } = readEnvelope(given.envelope);
  const act = await readAct(payload, decoded(given.blobs));
  if (act.id !== place.dataset.words) throw new Error("another record came back");
  const acts = await desk.things.around(act);
  const labels = JSON.parse(place.dataset.labels ?? "{}");
  const description = describe(act, { voice: desk.voice, labels, acts });
  place.replaceChildren(...described(desk.voice, description, plainTexts(description)));
}
