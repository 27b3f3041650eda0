// What is for members' reading keys alone: sealed in the page, and opened in the page. The
// key's file and its passphrase stay in it, and nothing of them is sent or kept.

import { text } from "./core/bytes.js";
import { Refused } from "./core/errors.js";

/**
 * An age file for some reading keys.
 * @param {{Encrypter: any}} age
 * @param {{member: string, recipient: string}[]} keys
 * @param {Uint8Array} content
 * @returns {Promise<Uint8Array>}
 */
export async function sealedFor({ Encrypter }, keys, content) {
  const closer = new Encrypter();
  for (const { member, recipient } of keys) {
    try {
      closer.addRecipient(recipient);
    } catch {
      throw new Refused("reader-broken", { member });
    }
  }
  return closer.encrypt(content);
}

/**
 * What is in an age file.
 * @param {{Decrypter: any}} age
 * @param {string} identity AGE-SECRET-KEY-1...
 * @param {Uint8Array} sealed
 * @returns {Promise<Uint8Array>}
 */
export async function opened({ Decrypter }, identity, sealed) {
  const opener = new Decrypter();
  opener.addIdentity(identity);
  return opener.decrypt(sealed);
}

/** The identity in a reading key's file; a file without a passphrase holds it as it is. */
export async function identityIn({ Decrypter }, file, words) {
  const plain = new TextDecoder().decode(file).trim();
  if (plain.startsWith("AGE-SECRET-KEY-1")) return plain;
  const opener = new Decrypter();
  opener.addPassphrase(words.normalize("NFC"));
  return text(await opener.decrypt(file)).trim();
}

/**
 * A form that asks for the key and shows with it what is sealed on the page. It says what
 * went wrong with each; when all is open, it is not needed any more.
 * @param {HTMLFormElement} form
 * @param {HTMLElement[]} places with `data-sealed`; one that loses it is open
 * @param {(place: HTMLElement, age: any, identity: string) => Promise<void>} show
 * @param {{before?: () => Promise<void>, why?: (error: unknown) => string}} [how] `before`:
 *   what has to be right before anything is shown; `why`: what is wrong, as a sentence
 */
export function opensWithKey(form, places, show, { before = async () => {}, why = String } = {}) {
  const button = form.querySelector("button");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true; // a passphrase takes some seconds on purpose
    try {
      await openAll(form, places, show, { before, why });
    } finally {
      button.disabled = false;
    }
  });
}

async function openAll(form, places, show, { before, why }) {
  const error = form.querySelector(".error");
  const say = (words) => {
    error.textContent = words;
    error.hidden = !words;
  };
  say("");
  const age = await import("../vendor/age.js");
  const file = new Uint8Array(await form.querySelector("[type=file]").files[0].arrayBuffer());
  let identity;
  try {
    identity = await identityIn(age, file, form.querySelector("[type=password]").value);
  } catch {
    say(error.dataset.wrong);
    return;
  }
  try {
    await before();
  } catch (error) {
    say(why(error));
    return;
  }
  const left = places.filter(({ dataset }) => dataset.sealed);
  const results = await Promise.allSettled(left.map((place) => show(place, age, identity)));
  const wrong = results.filter(({ status }) => status === "rejected").map(({ reason }) => reason);
  const refused = wrong.find((one) => one instanceof Refused);
  if (wrong.length) say(refused ? why(refused) : form.dataset.other);
  else form.hidden = true;
}
