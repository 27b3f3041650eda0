// The page of a draft: an editor for the text of each language, one bar for all of them, and
// a copy on this device of what is not saved.

import { keepLocally } from "./kept.js";
import { askForLink } from "./links.js";
import { pictureDialog } from "./pictures.js";
import { toolbar } from "./toolbar.js";
import { editorFor, stateOf } from "./view.js";

const WAIT = 8000;

function draftPage(form) {
  const { labels: place, here, pictures: address, answered } = form.dataset;
  const labels = { ...document.getElementById(place).dataset };
  const saved = new URLSearchParams(location.search).has("saved");
  const kept = keepLocally(form, { answered: answered !== undefined, saved });
  const said = document.getElementById("editor-said");
  const say = (text) => {
    said.textContent = text;
    said.hidden = !text;
    if (text) said.scrollIntoView({ block: "nearest" });
  };

  const views = new Map();
  let current = "";
  let show = () => {};
  const languageOf = (view) => [...views].find(([, one]) => one === view)?.[0] ?? current;
  const how = {
    labels,
    say,
    pictures: (number) => `${address}/${number}`,
    changed(view) {
      current = languageOf(view);
      show();
    },
    ask,
    upload: (files, view) => dialog.take(files, languageOf(view)),
  };
  for (const field of form.querySelectorAll("textarea[name^=text_]")) {
    views.set(field.name.slice(5), editorFor(field, how));
    current ||= field.name.slice(5);
  }
  if (!views.size) return;
  const dialog = pictureDialog(document.getElementById("editor-picture"), views, { address, token: () => form.elements.csrfmiddlewaretoken.value, labels });
  show = toolbar(document.getElementById("editor-bar"), { current: () => views.get(current), ask });
  show();
  form.dataset.ready = "";

  function ask(what, view) {
    if (what === "link") askForLink(document.getElementById("editor-link"), view);
    else if (what === "picture") {
      if (view.state.selection.node) dialog.edit(languageOf(view));
      else dialog.begin(languageOf(view));
    } else if (what === "marks") marks();
    else if (what === "toolbar") document.querySelector("#editor-bar button[tabindex='0']").focus();
    return true;
  }

  /** The small Markdown itself, for who prefers to write it, and back. */
  function marks() {
    const button = document.querySelector("#editor-bar [data-do=marks]");
    const bare = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(bare));
    for (const [language, view] of views) {
      const field = form.elements[`text_${language}`];
      field.hidden = !bare;
      view.dom.hidden = bare;
      if (!bare) reload(view, field);
    }
    (bare ? form.elements[`text_${current}`] : views.get(current)).focus();
  }

  function reload(view, field) {
    view.updateState(stateOf(field.value, how));
    show();
  }

  // The copy on this device.

  const note = () => kept.note() || say(labels.noroom);
  form.addEventListener("input", note);
  form.addEventListener("change", note);
  if (kept.restored) restoredNotice(kept, () => {
    for (const [language, view] of views) reload(view, form.elements[`text_${language}`]);
  });

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
  notice.querySelector("time").textContent = new Date(kept.restored).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  notice.hidden = false;
  notice.querySelector("button").addEventListener("click", () => {
    kept.discard();
    after();
    notice.hidden = true;
  });
}

for (const form of document.querySelectorAll("form[data-editing]")) draftPage(form);
