// Fields of forms: a choice, a whole number.

import { freshId, h } from "../h.js";

export function select(work, label, choices, chosen = "") {
  const id = freshId("choice");
  const options = choices.some(([value]) => value === chosen) ? choices : [["", work.say("field.choose")], ...choices];
  const element = h("select", { id }, options.map(([value, text]) => h("option", { value, selected: value === chosen }, text)));
  return { element: h("div", { class: "field" }, h("label", { for: id }, label), element), control: element, value: () => element.value };
}

/** A whole number; null while what stands there is none. */
export function wholeField(work, label) {
  const id = freshId("number");
  const input = h("input", { id, inputmode: "numeric", autocomplete: "off" });
  const element = h("div", { class: "field" }, h("label", { for: id }, label), input);
  const typed = () => input.value.replace(/\s/gu, "");
  return { element, control: input, value: () => (/^\d{1,9}$/.test(typed()) ? Number(typed()) : null) };
}
