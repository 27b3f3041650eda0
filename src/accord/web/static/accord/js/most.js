// `<textarea data-most="2000">`: says how much room is left near the end, and how many
// characters are too many. Nothing that is typed or pasted is cut. Browsers send the end
// of a line as two characters; `data-ends="1"` where the hub makes one of them.

import { freshId, h } from "./h.js";

const NEAR = 0.9;

/** @param {HTMLTextAreaElement | HTMLInputElement} field */
export function countMost(field) {
  const most = Number(field.dataset.most);
  const ends = Number(field.dataset.ends ?? 2);
  let place = null;

  async function count() {
    const n = signs(field.value, ends);
    if (n <= most * NEAR) return void (place && (place.hidden = true));
    const { pageVoice, readPage } = await words();
    const page = readPage(document);
    const { say } = await pageVoice(page.lang, page.place);
    const now = signs(field.value, ends);
    place ??= addPlace(field);
    place.className = now > most ? "error" : "quiet";
    place.textContent = now > most ? say("most.over", { n: now - most, most }) : say("most.left", { n: most - now });
    place.hidden = now <= most * NEAR;
  }

  field.addEventListener("input", count);
  return count();
}

/** As the hub counts: characters, not halves of them; `ends` for the end of a line. */
export function signs(text, ends) {
  return [...text].length + (text.split("\n").length - 1) * (ends - 1);
}

async function words() {
  const [{ pageVoice }, { readPage }] = await Promise.all([import("./messages.js"), import("./page.js")]);
  return { pageVoice, readPage };
}

function addPlace(field) {
  const place = h("p", { class: "quiet", id: freshId("most"), role: "status" });
  field.after(place);
  const described = field.getAttribute("aria-describedby");
  field.setAttribute("aria-describedby", [described, place.id].filter(Boolean).join(" "));
  return place;
}
