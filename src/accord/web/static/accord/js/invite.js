// Inviting: this browser makes the one-time key, and the link that carries it in its
// fragment. The hub never sees it, so it cannot slip in a key of its own.

import { ownAct } from "./acts.js";
import { random } from "./core/bytes.js";
import { writeActFile } from "./core/actfile.js";
import { keyOfSeed } from "./core/ed25519.js";
import { Refused } from "./core/errors.js";
import { prepare, whileBusy } from "./forms.js";
import { saveInviteFile } from "./invite-file.js";
import { showInvites } from "./invites.js";
import { sentence } from "./words/sentence.js";
import { clearProblems, sayProblem } from "./problems.js";
import { signProposal } from "./signing.js";

/** `<form data-invite>`; the button `data-invite-file` makes a file for the stamp. */
export function inviteForm(form, desk) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const toFile = event.submitter?.dataset.inviteFile !== undefined;
    await whileBusy(form, () => invite(form, event.submitter, toFile, desk));
  });
}

async function invite(form, submitter, toFile, desk) {
  clearProblems(form);
  try {
    const seed = random(32);
    const { key } = await keyOfSeed(seed);
    const prepared = await prepare(form, submitter, desk, { key });
    if (!prepared) return;
    const done = toFile ? await forStamp(prepared, seed, key, desk) : await signHere(prepared, seed, key, desk);
    if (done) form.reset();
    // The page's own lists know it now as well; the link is shown from this device.
    if (done === "signed") return location.reload();
  } catch (error) {
    sayProblem(form, sentence(desk.voice, error));
  }
  return showInvites(desk);
}

async function signHere(prepared, seed, key, desk) {
  let invited = null;
  async function check(act) {
    mustInvite(act, key);
    invited = act.id;
    await desk.store.put("invites", entry(act, seed, "open"));
  }
  const { state } = await signProposal(desk, prepared, { check });
  if (state === "closed" && invited) await desk.store.remove("invites", invited);
  return state === "closed" ? null : state;
}

/** The act as a file for the holder of the stamp; the one-time key stays here. */
async function forStamp(prepared, seed, key, desk) {
  const coalition = desk.page.coalition ?? (await desk.api.wellKnown()).coalition;
  const seen = await desk.seen.advance(coalition);
  const { act, blobs } = await ownAct(prepared, { member: null, seen, now: new Date() });
  mustInvite(act, key);
  const file = writeActFile(act.payload, blobs, []);
  await desk.store.put("invites", { ...entry(act, seed, "file"), file });
  saveInviteFile(act.id, file);
  return "file";
}

function mustInvite(act, key) {
  if (act.kind !== "charter.invite" || act.body.key !== key) throw new Refused("other-act");
}

function entry({ id, by, body, contents, header, at }, seed, state) {
  const person = contents.person?.name ?? body.person;
  return { invite: id, seed, key: body.key, coalition: header.coalition, member: by, person, until: body.until, made: at, state };
}
