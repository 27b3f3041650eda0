// Messages that are sealed for a member's reading key, opened here: the key's file and its
// passphrase stay in this page, and nothing of them is sent or kept.

import { text, unbase64 } from "./core/bytes.js";
import { h } from "./h.js";

const PARTS = ["name", "handle", "contact", "languages", "message"];

/**
 * The words in one sealed message.
 * @param {{Decrypter: any}} age
 * @param {string} identity AGE-SECRET-KEY-1...
 * @param {string} sealed base64
 * @returns {Promise<Object<string, string>>}
 */
export async function open({ Decrypter }, identity, sealed) {
  const opener = new Decrypter();
  opener.addIdentity(identity);
  return JSON.parse(text(await opener.decrypt(unbase64(sealed))));
}

/** The identity in a reading key's file; a file without a passphrase holds it as it is. */
export async function identityIn({ Decrypter }, file, words) {
  const plain = new TextDecoder().decode(file).trim();
  if (plain.startsWith("AGE-SECRET-KEY-1")) return plain;
  const opener = new Decrypter();
  opener.addPassphrase(words.normalize("NFC"));
  return text(await opener.decrypt(file)).trim();
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

async function openAll(form) {
  const error = form.querySelector(".error");
  error.hidden = true;
  const age = await import("../vendor/age.js");
  const file = new Uint8Array(await form.querySelector("[type=file]").files[0].arrayBuffer());
  let identity;
  try {
    identity = await identityIn(age, file, form.querySelector("[type=password]").value);
  } catch {
    error.textContent = form.dataset.wrong;
    error.hidden = false;
    return;
  }
  for (const place of document.querySelectorAll("[data-sealed]")) {
    try {
      show(place, await open(age, identity, place.dataset.sealed), JSON.parse(form.dataset.labels));
      form.hidden = true;
    } catch {
      error.textContent = form.dataset.other;
      error.hidden = false;
    }
  }
}

for (const form of globalThis.document?.querySelectorAll("form[data-open-sealed]") ?? []) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    openAll(form);
  });
}
