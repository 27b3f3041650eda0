// A member's reading key, made in the browser: its secret part leaves the page as a file
// under a passphrase, and in no other way. The record that publishes it is for the stamp,
// which no page of a hub ever meets; it is made only of a file that was just opened.

import { newPayload } from "./acts.js";
import { readAct } from "./core/act.js";
import { writeActFile } from "./core/actfile.js";
import { utf8 } from "./core/bytes.js";
import { Refused } from "./core/errors.js";
import { whileBusy } from "./forms.js";
import { saveFile } from "./h.js";
import { clearProblems, sayFieldProblems, sayProblem } from "./problems.js";
import { readingKeys } from "./readers.js";
import { identityIn } from "./sealed.js";
import { fingerprint } from "./words/tell.js";
import { sentence } from "./words/sentence.js";

const SHORTEST = 12;
const WORK = 18; // scrypt's N as a power of two: what age itself takes

/**
 * A new reading key.
 * @param {{Encrypter: any, generateX25519Identity: () => Promise<string>}} age
 * @param {string} words the passphrase
 * @param {{work?: number}} [how]
 * @returns {Promise<Uint8Array>} its file
 */
export async function newReader({ Encrypter, generateX25519Identity }, words, { work = WORK } = {}) {
  const closer = new Encrypter();
  closer.setPassphrase(words.normalize("NFC"));
  closer.setScryptWorkFactor(work);
  return closer.encrypt(utf8(`${await generateX25519Identity()}\n`));
}

/** `<form data-make-reader>`: makes a key, and saves its file. */
export function makeForm(form, desk) {
  onSubmit(form, desk, async (say) => {
    const [words, again] = ["words", "again"].map((name) => form.elements.namedItem(name));
    if ([...words.value].length < SHORTEST) return { words: say("reader.short", { n: SHORTEST }) };
    if (words.value !== again.value) return { again: say("reader.differ") };
    const { member } = await desk.device.current();
    const age = await import("../vendor/age.js");
    saveFile(`${member}.reader`, await newReader(age, words.value), "application/octet-stream");
    form.reset();
    return say("reader.made", { file: `${member}.reader` });
  });
}

/** `<form data-publish-reader>`: opens the file, and makes the record for the stamp. */
export function publishForm(form, desk) {
  onSubmit(form, desk, async (say) => {
    const [file, words] = ["file", "open"].map((name) => form.elements.namedItem(name));
    if (!file.files[0]) return { file: say("reader.no-file") };
    const age = await import("../vendor/age.js");
    const bytes = new Uint8Array(await file.files[0].arrayBuffer());
    const identity = await identityIn(age, bytes, words.value).catch(() => null);
    const recipient = identity && (await age.identityToRecipient(identity).catch(() => null));
    if (!recipient) return { open: say("reader.wrong") };
    const { name, text } = await record(desk, recipient);
    saveFile(name, text);
    form.reset();
    return say("reader.record", { file: name, key: recipient });
  });
}

/** The record that publishes a key, as a file that the stamp signs. */
async function record(desk, recipient) {
  const { coalition, member } = await desk.device.current();
  const known = await readingKeys(desk, coalition);
  if ([...known.values()].some((one) => one.recipient === recipient)) throw new Refused("reader-known");
  const seen = await desk.seen.advance(coalition);
  const payload = newPayload("charter.reader", { recipient }, { coalition, by: member, seen, now: new Date() });
  const { id } = await readAct(payload, {});
  return { name: `charter-reader-${fingerprint(id).slice(0, 4)}.act.json`, text: writeActFile(payload, {}, []) };
}

/** Runs `work`; it gives a sentence when it is done, or what is wrong with fields. */
function onSubmit(form, desk, work) {
  const { say } = desk.voice;
  const done = form.querySelector("[data-done]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await whileBusy(form, async () => {
      clearProblems(form);
      done.textContent = say("reader.working");
      await new Promise((shown) => setTimeout(shown, 50)); // the work stops the page
      try {
        const said = await work(say);
        done.textContent = typeof said === "string" ? said : "";
        if (typeof said !== "string") sayFieldProblems(form, said);
      } catch (error) {
        done.textContent = "";
        sayProblem(form, sentence(desk.voice, error));
      }
    });
  });
}
