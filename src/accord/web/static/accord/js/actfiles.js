// Act files on pages: save a decision for the stamp, and post it back when it is signed.

import { base64 } from "./core/bytes.js";
import { readAct } from "./core/act.js";
import { readActFile, writeActFile } from "./core/actfile.js";
import { envelope, readEnvelope } from "./core/dsse.js";
import { Refused } from "./core/errors.js";
import { goOn, whileBusy } from "./forms.js";
import { saveFile } from "./h.js";
import { sentence } from "./words/sentence.js";
import { clearProblems, sayProblem } from "./problems.js";
import { sayRefusal } from "./sign-dialog.js";
import { decoded } from "./things.js";
import { describe } from "./words/words.js";
import { fingerprint } from "./words/tell.js";

/** `<form data-act-file>` with a file input: posts a signed act file. */
export function actFileForm(form, desk) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearProblems(form);
    await whileBusy(form, () => post(form, desk));
  });
}

async function post(form, desk) {
  try {
    const [file] = form.querySelector("input[type=file]").files;
    if (!file) throw new Refused("no-file");
    const { payload, blobs, signatures } = readActFile(await file.text());
    if (!signatures.length) throw new Refused("not-signed");
    const act = await readAct(payload, blobs);
    const entry = {
      act: act.id,
      coalition: act.header.coalition,
      envelope: envelope(payload, signatures),
      blobs: Object.values(blobs).map(base64),
      heading: describe(act, { voice: desk.voice }).heading,
      draft: null,
    };
    await desk.outbox.deliver(await desk.outbox.add(entry));
    goOn(form.dataset.next, act.id);
  } catch (error) {
    sayProblem(form, sentence(desk.voice, error));
  }
}

/** `<button data-act-download="<act id>">`: saves a decision as an act file. */
export function actDownload(button, desk) {
  button.addEventListener("click", async () => {
    try {
      const { actDownload: id } = button.dataset;
      const given = await desk.api.act(id);
      const { payload, signatures } = readEnvelope(given.envelope);
      const blobs = decoded(given.blobs);
      const act = await readAct(payload, blobs);
      if (act.id !== id) throw new Refused("other-act");
      saveFile(`${act.kind.replace(".", "-")}-${fingerprint(id).slice(0, 4)}.act.json`, writeActFile(payload, blobs, signatures));
    } catch (error) {
      await sayRefusal(desk.voice, error);
    }
  });
}
