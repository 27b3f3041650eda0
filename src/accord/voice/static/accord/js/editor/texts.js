// The texts of a form as editors, with one bar for all of them: it works on the text that
// was worked in last.

import { askForLink } from "./links.js";
import { toolbar } from "./toolbar.js";
import { editorFor, stateOf } from "./view.js";

const TEXT = /^text_?/;

/**
 * @param {HTMLFormElement} form with textareas `text_<language>`, or one called `text`
 * @param {{labels: Object<string, string>, pictures: (number: string) => string,
 *   picture?: (view: any, language: string) => void,
 *   upload?: (files: File[], language: string) => boolean}} given
 * @returns {{views: Map<string, any>, say: (text: string) => void, reload: () => void, ready: () => void}}
 *   `views` by language; `reload` takes what now stands in the fields
 */
export function textEditors(form, { labels, pictures, picture = () => {}, upload = () => false }) {
  const views = new Map();
  const fields = new Map();
  const said = document.getElementById("editor-said");
  const bar = document.getElementById("editor-bar");
  let current = null;
  let show = () => {};
  const languageOf = (view) => [...views].find(([, one]) => one === view)?.[0] ?? current;
  const how = {
    labels,
    pictures,
    say(text) {
      said.textContent = text;
      said.hidden = !text;
      if (text) said.scrollIntoView({ block: "nearest" });
    },
    changed(view) {
      current = languageOf(view);
      show();
    },
    ask,
    upload: (files, view) => upload(files, languageOf(view)),
  };
  for (const field of form.querySelectorAll("textarea[name=text], textarea[name^=text_]")) {
    const language = field.name.replace(TEXT, "");
    fields.set(language, field);
    views.set(language, editorFor(field, how));
    current ??= language;
  }

  function ask(what, view) {
    if (what === "link") askForLink(document.getElementById("editor-link"), view);
    else if (what === "picture") picture(view, languageOf(view));
    else if (what === "marks") marks();
    else if (what === "toolbar") bar.querySelector("button[tabindex='0']").focus();
    return true;
  }

  /** The small Markdown itself, for who prefers to write it, and back. */
  function marks() {
    const button = bar.querySelector("[data-do=marks]");
    const bare = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(bare));
    for (const [language, view] of views) {
      fields.get(language).hidden = !bare;
      view.dom.hidden = bare;
    }
    if (!bare) reload();
    (bare ? fields : views).get(current).focus();
  }

  function reload() {
    for (const [language, view] of views) view.updateState(stateOf(fields.get(language).value, how));
    show();
  }

  function ready() {
    show = toolbar(bar, { current: () => views.get(current), ask });
    show();
    form.dataset.ready = "";
  }

  return { views, say: how.say, reload, ready };
}
