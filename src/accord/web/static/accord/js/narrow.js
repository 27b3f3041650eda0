// A long list of choices: what is typed above it leaves only those that fit.

import { freshId, h } from "./h.js";

/** Letters without case and accents. */
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The id of the list's label. */
function named(select) {
  const [label] = select.labels;
  if (label && !label.id) label.id = freshId("label");
  return label?.id;
}

/**
 * Puts a field above a list. What is chosen stays in the list; when one choice alone fits, it
 * is taken, and Enter takes the first.
 * @param {HTMLSelectElement} select options alone, no groups
 * @param {import("./words/speak.js").Voice} voice
 */
export function narrow(select, voice) {
  const all = [...select.options].map((option) => ({ option, text: folded(option.text) }));
  const left = h("output", { class: "quiet" });
  const find = voice.say("list.find");
  const input = h("input", { type: "search", "aria-label": find, "aria-describedby": named(select), placeholder: find, autocomplete: "off", on: { input: show, keydown: go } });
  select.before(h("div", { class: "narrow" }, input, left));

  function fitting() {
    const words = folded(input.value).split(/\s+/u).filter(Boolean);
    return all.filter(({ option, text }) => option.value && words.every((word) => text.includes(word)));
  }

  function show() {
    const chosen = select.selectedOptions[0];
    const fits = new Set(fitting().map(({ option }) => option));
    const kept = all.map(({ option }) => option).filter((option) => !option.value || option === chosen || fits.has(option));
    select.replaceChildren(...kept);
    choose(fits.size === 1 ? [...fits][0] : chosen);
    left.value = input.value.trim() ? voice.say("list.fits", { n: fits.size }) : "";
  }

  function choose(option) {
    const before = select.value;
    if (option) option.selected = true;
    if (select.value === before) return;
    for (const name of ["input", "change"]) select.dispatchEvent(new Event(name, { bubbles: true }));
  }

  function go(event) {
    if (event.key === "Enter") {
      event.preventDefault();
      choose(fitting()[0]?.option);
    }
    if (event.key === "Enter" || event.key === "ArrowDown") select.focus();
  }
}
