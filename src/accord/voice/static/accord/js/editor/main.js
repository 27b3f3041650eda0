// The page of a draft: an editor for the text of each language, one bar for all of them, and
// a copy on this device of what is not saved.

import { keepLocally } from "./kept.js";
import { pictureDialog } from "./pictures.js";
import { textEditors } from "./texts.js";

const WAIT = 8000;

function draftPage(form) {
  const { labels: place, here, pictures: address, answered } = form.dataset;
  const labels = { ...document.getElementById(place).dataset };
  const saved = new URLSearchParams(location.search).has("saved");
  const kept = keepLocally(form, { answered: answered !== undefined, saved });
  const { views, say, reload, ready } = textEditors(form, {
    labels,
    pictures: (number) => `${address}/${number}`,
    picture: (view, language) => (view.state.selection.node ? dialog.edit(language) : dialog.begin(language)),
    upload: (files, language) => dialog.take(files, language),
  });
  if (!views.size) return;
  const dialog = pictureDialog(document.getElementById("editor-picture"), views, { shown: (number) => `${address}/${number}`, address, token: () => form.elements.csrfmiddlewaretoken.value, labels });
  ready();

  // The copy on this device.

  const note = () => kept.note() || say(labels.noroom);
  form.addEventListener("input", note);
  form.addEventListener("change", note);
  if (kept.restored) restoredNotice(kept, reload);

  // A save that cannot succeed is not begun: the page with the words stays.

  let sure = false;
  form.addEventListener("submit", async (event) => {
    kept.sent();
    if (sure) return;
    event.preventDefault();
    say("");
    const trouble = await reachable(here);
    if (trouble) return void say(labels[trouble]);
    sure = true;
    form.submit();
  });
}

/** Whether the hub answers, and knows who this is. */
async function reachable(address) {
  try {
    const response = await fetch(address, { cache: "no-store", credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(WAIT) });
    if (response.type === "opaqueredirect" || response.status === 401 || response.status === 403) return "signedout";
    return response.ok ? null : "unreachable";
  } catch {
    return "unreachable";
  }
}

function restoredNotice(kept, after) {
  const notice = document.getElementById("editor-restored");
  const { lang } = document.documentElement;
  notice.querySelector("time").textContent = new Date(kept.restored).toLocaleString(lang === "en" ? "en-GB" : lang, { dateStyle: "long", timeStyle: "short" });
  notice.hidden = false;
  notice.querySelector("button").addEventListener("click", () => {
    kept.discard();
    after();
    notice.hidden = true;
  });
}

for (const form of document.querySelectorAll("form[data-editing]")) draftPage(form);
