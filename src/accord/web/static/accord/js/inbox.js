// Messages that are sealed for a member's reading key, opened here.

import { text, unbase64 } from "./core/bytes.js";
import { h } from "./h.js";
import { opened, opensWithKey } from "./sealed.js";

const PARTS = ["name", "handle", "contact", "languages", "message"];

/**
 * The words in one sealed message.
 * @param {{Decrypter: any}} age
 * @param {string} identity AGE-SECRET-KEY-1...
 * @param {string} sealed base64
 * @returns {Promise<Object<string, string>>}
 */
export async function open(age, identity, sealed) {
  return JSON.parse(text(await opened(age, identity, unbase64(sealed))));
}

function show(place, words, labels) {
  const given = PARTS.filter((part) => words[part]);
  const facts = given.filter((part) => part !== "message").flatMap((part) => [h("dt", {}, labels[part]), h("dd", {}, words[part])]);
  const paragraphs = (words.message ?? "").split(/\n{2,}/).filter(Boolean).map((one) => h("p", { class: "lines" }, one));
  place.replaceChildren(h("dl", { class: "facts" }, ...facts), h("div", { class: "signed" }, ...paragraphs));
  for (const field of document.querySelectorAll("[data-from]")) field.value ||= words[field.dataset.from] ?? "";
  const to = document.querySelector("form [name=to]");
  if (to && !to.value && words.contact?.includes("@")) to.value = words.contact;
}

for (const form of globalThis.document?.querySelectorAll("form[data-open-sealed]") ?? []) {
  const labels = JSON.parse(form.dataset.labels);
  opensWithKey(form, [...document.querySelectorAll("[data-sealed]")], async (place, age, identity) => {
    show(place, await open(age, identity, place.dataset.sealed), labels);
  });
}
