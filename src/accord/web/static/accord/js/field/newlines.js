// Lines of goods that are not in the books yet: item, quantity, batch, date.

import { freshId, h } from "../h.js";
import { amountField } from "./amounts.js";
import { itemName } from "./home.js";
import { narrow } from "../narrow.js";

const LONG = 40;
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** @param {any} work @param {import("./draft.js").Draft} draft keeps them, under `line.<number>` */
export function newLines(work, draft) {
  const { say, voice } = work;
  const place = h("div", { class: "stack" });
  const more = h("button", { class: "button plain", type: "button", on: { click: another } }, say("field.line.more"));
  const items = work.set.items.map((id) => [id, itemName(work, id)]).sort((a, b) => a[1].localeCompare(b[1], voice.lang));
  const rows = [];

  function another() {
    draft.values.lines = rows.length + 1;
    draft.save();
    add().focus();
  }

  function add() {
    const name = `line.${rows.length}`;
    const id = freshId("item");
    const item = h("select", { id }, h("option", { value: "" }, say("field.choose")), items.map(([value, name]) => h("option", { value }, name)));
    const spot = h("div", {});
    const batch = h("input", { autocomplete: "off", autocapitalize: "none", "aria-label": say("field.line.batch"), placeholder: say("field.line.batch") });
    const expiry = h("input", { type: "date", "aria-label": say("field.line.expiry") });
    const row = { name, item, batch, expiry, amount: null };
    const choose = () => {
      row.amount = item.value ? amountField(work, item.value, { label: say("field.line.many"), draft, name: `${name}.amount` }) : null;
      spot.replaceChildren(...(row.amount ? [row.amount.element] : []));
    };
    for (const one of ["item", "batch", "expiry"]) draft.keep(`${name}.${one}`, row[one]);
    // Other goods come in other packs: their number is typed anew.
    item.addEventListener("change", () => {
      draft.clear(`${name}.amount`);
      choose();
    });
    choose();
    rows.push(row);
    place.append(h("section", { class: "count-line" }, h("label", { for: id }, say("field.line.item")), item, spot, h("div", { class: "pair" }, h("label", {}, say("field.line.batch"), batch), h("label", {}, say("field.line.expiry"), expiry))));
    if (items.length > LONG) narrow(item, voice);
    return item;
  }

  const used = () => rows.filter(({ item }) => item.value);

  /** The first field that is wrong, and what to say there. */
  function fault() {
    for (const { amount, batch } of used()) {
      if (!amount.isGood() || !amount.units()) return { control: amount.element.querySelector("input"), text: say("field.number") };
      if (batch.value && !SLUG.test(batch.value.trim().toLowerCase())) return { control: batch, text: say("field.line.batch.wrong") };
    }
    return null;
  }

  const wrong = () => fault()?.text ?? null;
  const first = () => rows[0].item;

  function lines() {
    return used().map(({ name, item, amount, batch, expiry }) => ({
      name,
      item: item.value,
      quantity: amount.units(),
      ...(batch.value.trim() ? { batch: batch.value.trim().toLowerCase() } : {}),
      ...(expiry.value ? { expiry: expiry.value } : {}),
    }));
  }

  do add();
  while (rows.length < (draft.values.lines ?? 1));
  return { element: h("div", { class: "stack" }, h("h2", {}, say("field.line.title")), place, more), lines, wrong, fault, first };
}
