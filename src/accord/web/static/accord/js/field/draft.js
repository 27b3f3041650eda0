// What a person types into a form of this page: kept on this device at every touch, in
// the order in which it was typed, until it is recorded or thrown away.

import { hex, random } from "../core/bytes.js";
import { writeTime } from "../core/time.js";
import { h } from "../h.js";
import { sentence } from "../words/sentence.js";

const PREFIX = "draft/";
const TYPING = ["input", "change"];

/**
 * @typedef {object} Draft
 * @property {string} token of this draft alone: the record that is made of it carries it
 * @property {Object<string, any>} values by names of the form's own
 * @property {() => void} save after `values` were changed
 * @property {(name: string, field: HTMLInputElement | HTMLSelectElement) => any} keep
 *   restores a field, goes on keeping it, and returns it
 * @property {(beginning: string) => void} clear forgets the values whose names begin so
 * @property {() => Promise<void>} drop forgets all of it
 * @property {HTMLElement} note says that something was typed before, and lets it go
 */

/** @param {any} field of page.js @param {string} form its address behind `#/` @returns {Promise<Draft>} */
export async function openDraft(field, form) {
  const { work, say, voice } = field;
  const { kept } = work;
  const before = await kept.get(PREFIX + form);
  const token = before?.token ?? hex(random(16));
  const values = before?.values ?? {};
  const note = h("div", { class: "notice", hidden: true });
  let writing = Promise.resolve();

  /** One after the other: what was typed last is what stays. */
  function queue(job) {
    writing = writing.then(job).catch((error) => tell(sentence(voice, error)));
    return writing;
  }

  function tell(...what) {
    note.replaceChildren(...what);
    note.hidden = false;
  }

  function save() {
    const at = writeTime(new Date());
    // As it is now, not as it will be when its turn comes.
    const row = structuredClone({ token, at, values });
    void queue(() => kept.put(PREFIX + form, row));
  }

  function keep(name, input) {
    const what = input.type === "checkbox" ? "checked" : "value";
    if (name in values) restore(input, what, values[name]);
    const changed = () => {
      values[name] = input[what];
      save();
    };
    for (const event of TYPING) input.addEventListener(event, changed);
    return input;
  }

  function clear(beginning) {
    for (const name of Object.keys(values)) if (name.startsWith(beginning)) delete values[name];
    save();
  }

  const drop = () => queue(() => kept.remove(PREFIX + form));

  if (before) {
    const away = h("button", { class: "link", type: "button", on: { click: () => throwAway(field, form) } }, say("field.draft.drop"));
    tell(h("p", {}, say("field.draft.found", { time: voice.time(before.at) })), away);
  }
  return { token, values, save, keep, clear, drop, note };
}

/** What is chosen no more stays what it was. */
function restore(input, what, value) {
  const now = input[what];
  input[what] = value;
  if (input[what] !== value) input[what] = now;
}

/** Forms that were begun here: address -> when something was typed last. */
export async function drafts({ kept }) {
  const found = [...(await kept.all(PREFIX))].map(([form, { at }]) => ({ form, at }));
  return found.sort((a, b) => b.at.localeCompare(a.at));
}

/** Only when a person says so, twice. */
export async function throwAway(field, form) {
  if (!confirm(field.say("field.draft.drop.sure"))) return;
  await field.work.kept.remove(PREFIX + form);
  await field.open();
}

/** Forgets drafts whose record is signed: this device may have died before it could. */
export async function settleDrafts({ kept, entries }) {
  const signed = new Set(entries.map(({ draft }) => draft));
  for (const [form, { token }] of await kept.all(PREFIX)) if (signed.has(token)) await kept.remove(PREFIX + form);
}
