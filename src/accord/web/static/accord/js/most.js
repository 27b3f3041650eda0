// `<textarea data-most="2000">`: says how much room is left near the end, and how many
// characters are too many. Nothing that is typed or pasted is cut.

import { freshId, h } from "./h.js";

const NEAR = 0.9;

/** @param {HTMLTextAreaElement | HTMLInputElement} field */
export function countMost(field) {
  const most = Number(field.dataset.most);
  let place = null;

  async function count() {
    const n = signs(field.value);
    if (n <= most * NEAR) return void (place && (place.hidden = true));
    const { pageVoice, readPage } = await words();
    const page = readPage(document);
    const { say } = await pageVoice(page.lang, page.place);
    const now = signs(field.value);
    place ??= addPlace(field);
    place.className = now > most ? "error" : "quiet";
    place.textContent = now > most ? say("most.over", { n: now - most, most }) : say("most.left", { n: most - now });
    place.hidden = now <= most * NEAR;
  }

  field.addEventListener("input", count);
  return count();
}

/** As the server counts: characters, not halves of them. */
export function signs(text) {
  return [...text].length;
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
