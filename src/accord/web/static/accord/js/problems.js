// Where a form says what is wrong: beside the field, and on top of the form.

import { freshId, h } from "./h.js";

/** Takes away all that was said before. */
export function clearProblems(form) {
  for (const place of form.querySelectorAll("[data-error]")) {
    place.hidden = true;
    place.textContent = "";
  }
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    field.closest(".field")?.classList.remove("wrong");
  }
}

/** Says what is wrong with the whole form, and brings it into sight. */
export function sayProblem(form, text) {
  const place = form.querySelector('[data-error=""]') ?? addTop(form);
  place.textContent = text;
  place.hidden = false;
  place.scrollIntoView({ block: "nearest" });
}

/**
 * Says what is wrong with single fields, and goes to the first of them.
 * @param {HTMLFormElement} form
 * @param {Object<string, string>} sentences by the field's name
 * @returns {string[]} sentences whose field is not there
 */
export function sayFieldProblems(form, sentences) {
  const lost = Object.entries(sentences).filter(([name, text]) => !sayBeside(form, name, text));
  const first = form.querySelector('[aria-invalid="true"]');
  // An editor stands in the place of some fields.
  (first?.hidden ? form.querySelector(`[data-editor-of="${CSS.escape(first.name)}"]`) : first)?.focus();
  return lost.map(([, text]) => text);
}

function sayBeside(form, name, text) {
  const named = form.elements.namedItem(name);
  const field = named instanceof Element ? named : named?.[0];
  if (!field || field.type === "hidden") return false;
  const place = form.querySelector(`[data-error="${CSS.escape(name)}"]`) ?? addBeside(field, name);
  place.id ||= freshId("error");
  place.textContent = text;
  place.hidden = false;
  field.setAttribute("aria-invalid", "true");
  field.closest(".field")?.classList.add("wrong");
  const described = new Set((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  field.setAttribute("aria-describedby", [...described.add(place.id)].join(" "));
  return true;
}

function addTop(form) {
  const place = h("p", { class: "notice gone", role: "alert", "data-error": "" });
  form.prepend(place);
  return place;
}

function addBeside(field, name) {
  const place = h("p", { class: "error", "data-error": name });
  // Of several boxes or buttons the whole group is meant, not the first of them.
  const group = field.closest(".field")?.querySelector(":scope > fieldset");
  (group ?? field.closest("label, fieldset") ?? field).after(place);
  return place;
}
