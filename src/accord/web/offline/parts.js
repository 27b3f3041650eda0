// Small pieces of the offline page: a secret's field, a busy button, a line for problems.

import { h } from "../static/accord/js/h.js";

/** A field whose letters are hidden, and that no browser should keep. */
export function secretField(id, { describedby = null, autocomplete = "off" } = {}) {
  return h("input", { id, type: "password", autocomplete, autocapitalize: "off", spellcheck: "false", "aria-describedby": describedby });
}

/** A button that says what it is doing, and cannot be pressed twice. */
export function busyButton(label) {
  const element = h("button", { class: "button sign", type: "submit" }, label);

  async function during(words, work) {
    element.disabled = true;
    element.setAttribute("aria-busy", "true");
    element.textContent = words;
    try {
      return await work();
    } finally {
      element.disabled = false;
      element.removeAttribute("aria-busy");
      element.textContent = label;
    }
  }

  return { element, during };
}

/** A line that says what is wrong, and goes to the field that it is about. */
export function problemLine() {
  const element = h("p", { class: "notice gone", role: "alert", hidden: true });
  return {
    element,
    clear: () => (element.hidden = true),
    say(text, field = null) {
      element.textContent = text;
      element.hidden = false;
      field?.focus();
    },
  };
}
