// Lines of goods that are not in the books yet: item, quantity, batch, date.

import { freshId, h } from "../h.js";
import { amountField } from "./amounts.js";
import { itemName } from "./home.js";

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export function newLines(work) {
  const { say, voice } = work;
  const place = h("div", { class: "stack" });
  const more = h("button", { class: "button plain", type: "button", on: { click: () => add().focus() } }, say("field.line.more"));
  const items = work.set.items.map((id) => [id, itemName(work, id)]).sort((a, b) => a[1].localeCompare(b[1], voice.lang));
  const rows = [];

  function add() {
    const id = freshId("item");
    const item = h("select", { id }, h("option", { value: "" }, say("field.choose")), items.map(([value, name]) => h("option", { value }, name)));
    const spot = h("div", {});
    const batch = h("input", { autocomplete: "off", autocapitalize: "none", "aria-label": say("field.line.batch"), placeholder: say("field.line.batch") });
    const expiry = h("input", { type: "date", "aria-label": say("field.line.expiry") });
    const row = { item, batch, expiry, amount: null };
    item.addEventListener("change", () => {
      row.amount = item.value ? amountField(work, item.value, { label: say("field.line.many") }) : null;
      spot.replaceChildren(...(row.amount ? [row.amount.element] : []));
    });
    rows.push(row);
    place.append(h("section", { class: "count-line" }, h("label", { for: id }, say("field.line.item")), item, spot, h("div", { class: "pair" }, h("label", {}, say("field.line.batch"), batch), h("label", {}, say("field.line.expiry"), expiry))));
    return item;
  }

  const used = () => rows.filter(({ item }) => item.value);

  function wrong() {
    for (const { amount, batch } of used()) {
      if (!amount.isGood() || !amount.units()) return say("field.number");
      if (batch.value && !SLUG.test(batch.value.trim().toLowerCase())) return say("field.line.batch.wrong");
    }
    return null;
  }

  function lines() {
    return used().map(({ item, amount, batch, expiry }) => ({
      item: item.value,
      quantity: amount.units(),
      ...(batch.value.trim() ? { batch: batch.value.trim().toLowerCase() } : {}),
      ...(expiry.value ? { expiry: expiry.value } : {}),
    }));
  }

  add();
  return { element: h("div", { class: "stack" }, h("h2", {}, say("field.line.title")), place, more), lines, wrong };
}
