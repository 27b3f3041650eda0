// Quantities as people count: base units always, packs beside them.

import { h } from "../h.js";
import { UNITS } from "../words/goods.js";
import { actsOf } from "./state.js";

const PACKS = ["bag", "bale", "box", "bundle", "carton", "crate", "pallet", "sack", "strip"];

/** "120 pieces", in the item's own unit. */
export function inUnits(work, item, n) {
  const unit = actsOf(work).get(item)?.body.unit;
  if (!unit) return work.voice.number(n);
  return UNITS.includes(unit) ? work.say(`units.${unit}`, { n }) : `${work.voice.number(n)} ${unit}`;
}

/** "12 × bale of 10", "12 × bale of 10 and 3"; null when the item has no packs. */
export function inPacks(work, item, n) {
  const packs = actsOf(work).get(item)?.body.packs ?? [];
  const pack = [...packs].sort((a, b) => b.units - a.units).find(({ units }) => units <= n);
  if (!pack) return null;
  const [count, rest] = [Math.floor(n / pack.units), n % pack.units];
  const values = { n: count, pack: packName(work, pack.code), units: pack.units, rest };
  return work.say(rest ? "field.packs.rest" : "field.packs", values);
}

export function packName(work, code) {
  return PACKS.includes(code) ? work.say(`pack.${code}`) : code;
}

/**
 * A field for a quantity, in units or in packs, that says at once what it means in units.
 * @param {{label: string, most?: number, draft: import("./draft.js").Draft, name: string}} how
 *   `name`: of the field in the draft, which keeps it
 */
export function amountField(work, item, { label, most = 10 ** 12, draft, name }) {
  const packs = actsOf(work).get(item)?.body.packs ?? [];
  const input = h("input", { inputmode: "numeric", autocomplete: "off", "aria-label": label });
  const choice = h("select", { "aria-label": work.say("field.counted-in") }, h("option", { value: 1 }, work.say("field.single")), packs.map(({ code, units }) => h("option", { value: units }, work.say("field.pack-of", { pack: packName(work, code), units }))));
  const sum = h("output", { class: "sum" });
  const error = h("p", { class: "error", hidden: true });

  function units() {
    const typed = input.value.replace(/\s/gu, "");
    return /^\d{1,12}$/.test(typed) ? Number(typed) * Number(choice.value) : typed ? NaN : 0;
  }

  function tell() {
    const n = units();
    error.hidden = !(Number.isNaN(n) || n > most);
    error.textContent = Number.isNaN(n) ? work.say("field.number") : work.say("field.at-most", { n: most });
    sum.textContent = n > 0 ? [`= ${inUnits(work, item, n)}`, inPacks(work, item, n)].filter(Boolean).join(" = ") : "";
  }

  draft.keep(`${name}.n`, input);
  draft.keep(`${name}.pack`, choice);
  for (const element of [input, choice]) element.addEventListener("input", tell);
  tell();
  return { element: h("div", { class: "amount" }, input, packs.length ? choice : null, sum, error), units, isGood: () => error.hidden, focus: () => input.focus() };
}
