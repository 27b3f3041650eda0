// An invitation on its way to the stamp and back, as an act file.

import { base64 } from "./core/bytes.js";
import { readAct } from "./core/act.js";
import { readActFile } from "./core/actfile.js";
import { envelope } from "./core/dsse.js";
import { Refused } from "./core/errors.js";
import { saveFile } from "./h.js";
import { fingerprint } from "./words/tell.js";

/** Saves the file that the stamp signs. */
export function saveInviteFile(id, file) {
  saveFile(`invite-${fingerprint(id).slice(0, 9).replace(" ", "")}.act.json`, file);
}

/**
 * Posts an invitation that the stamp has signed.
 * @param {import("./desk.js").Desk} desk
 * @param {any} kept the entry in the store
 * @param {string} text the signed act file
 */
export async function postSigned(desk, kept, text) {
  const { payload, blobs, signatures } = readActFile(text);
  const act = await readAct(payload, blobs);
  if (act.id !== kept.invite) throw new Refused("other-act");
  if (!signatures.length) throw new Refused("not-signed");
  const waiting = await desk.outbox.add({
    act: act.id,
    coalition: act.header.coalition,
    envelope: envelope(payload, signatures),
    blobs: Object.values(blobs).map(base64),
    heading: desk.voice.say("kind.charter.invite"),
    draft: null,
  });
  await desk.outbox.deliver(waiting);
  await desk.store.put("invites", { ...kept, state: "open", file: undefined });
}
