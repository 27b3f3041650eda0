// What is typed into a draft stays on this device until the hub has said that it saved it:
// after a crash, a failed save or a closed page it is there again, and the page says so.

import { keptAs } from "../drafts.js";

const PREFIX = "accord-draft:";
const FIELDS = "textarea[name], input[name^=base_]";

/**
 * @param {HTMLFormElement} form with `data-local`, the name of the copy
 * @param {{answered: boolean, saved: boolean}} page `answered`: the hub gives back what was typed
 * @returns {{restored: string | null, discard: () => void, sent: () => void, note: () => void}}
 *   `restored`: when the copy was made that now stands in the fields
 */
export function keepLocally(form, { answered, saved }) {
  const key = PREFIX + keptAs(form.dataset.local);
  const fields = () => [...form.querySelectorAll(FIELDS)];
  const original = Object.fromEntries(fields().map(({ name, value }) => [name, value]));
  let broken = false;

  function note(more = {}) {
    const values = Object.fromEntries(fields().map(({ name, value }) => [name, value]));
    try {
      localStorage.setItem(key, JSON.stringify({ at: new Date().toISOString(), values, ...more }));
    } catch {
      // No room on this device: the words stand in the page alone, and the page says so.
      broken = true;
    }
    return !broken;
  }

  const before = read(key);
  let restored = null;
  if (before && ((saved && before.sent) || answered || !differs(before.values, fields()))) localStorage.removeItem(key);
  else if (before) {
    for (const field of fields()) if (before.values[field.name] !== undefined) field.value = before.values[field.name];
    restored = before.at;
  }
  return {
    restored,
    discard() {
      localStorage.removeItem(key);
      for (const field of fields()) if (original[field.name] !== undefined) field.value = original[field.name];
    },
    sent: () => note({ sent: true }),
    note,
  };
}

function read(key) {
  try {
    const found = JSON.parse(localStorage.getItem(key));
    return found && typeof found.values === "object" ? found : null;
  } catch {
    return null;
  }
}

const same = (a, b) => a.replaceAll("\r\n", "\n") === b.replaceAll("\r\n", "\n");
const differs = (values, fields) => fields.some(({ name, value }) => !name.startsWith("base_") && values[name] !== undefined && !same(values[name], value));
