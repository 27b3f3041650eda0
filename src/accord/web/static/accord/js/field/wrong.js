// What is wrong in a form is said beside the field, and the screen goes there.

import { freshId, h } from "../h.js";

/**
 * @typedef {{control: HTMLElement, text: string}} Wrong
 * @param {HTMLElement[]} screen the form's parts
 * @param {Wrong | null} wrong the first that is wrong; null takes away what was said
 */
export function sayWrong(screen, wrong) {
  for (const part of screen) {
    for (const one of part.querySelectorAll("[data-wrong]")) one.remove();
    for (const one of part.querySelectorAll("[aria-invalid]")) {
      one.removeAttribute("aria-invalid");
      one.removeAttribute("aria-describedby");
    }
  }
  if (!wrong) return;
  const { control, text } = wrong;
  const id = freshId("wrong");
  (control.closest("label") ?? control).after(h("p", { class: "error", id, role: "alert", "data-wrong": "" }, text));
  control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-describedby", id);
  control.focus({ preventScroll: true });
  control.scrollIntoView({ block: "center" });
}
