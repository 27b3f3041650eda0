// `<div hidden data-saw='{…}'>`: the page shows this version of a text, so it counts as
// seen; the sign dialog then shows what changed since.

import { writeTime } from "./core/time.js";
import { noteSeen } from "./lastseen.js";
import { fingerprint, plain } from "./words/tell.js";

/** @param {HTMLElement} place @param {import("./desk.js").Desk} desk */
export async function noteSaw(place, desk) {
  const { kind, slug, texts, act } = JSON.parse(place.dataset.saw);
  const { coalition } = await desk.device.current();
  const joined = Object.fromEntries(Object.entries(texts).map(([lang, one]) => [lang, asText(one)]));
  // The dialog marks an act's words with its fingerprint: seen here, they are the same there.
  const mark = act ? fingerprint(act) : JSON.stringify(joined);
  await noteSeen(desk.store, `${coalition}/${kind}/${slug}`, { mark, at: writeTime(new Date()), texts: joined });
}

function asText({ title, summary, text }) {
  return [title, summary, text].filter(Boolean).map(plain).join("\n\n");
}
