// Signing without a network: on the newest state that this phone has verified. The record
// is on the disk before the dialog says that it is kept.

import { newPayload } from "../acts.js";
import { readAct } from "../core/act.js";
import { ACT, pae } from "../core/dsse.js";
import { Refused } from "../core/errors.js";
import { signature } from "../device.js";
import { askToSign } from "../sign-dialog.js";
import { plainTexts } from "../shown.js";
import { describe } from "../words/words.js";
import { actsOf, keep, labelsOf, now, unitsAt } from "./state.js";

/**
 * Makes a record of this person's, shows it, signs it, keeps it; then the draft goes.
 * @param {import("./draft.js").Draft | null} draft that it is made of, all of it
 * @returns {Promise<string | null>} its id; null when the person did not sign
 */
export async function signNew(work, kind, body, draft) {
  const { desk, me } = work;
  if (me.roles && !me.roles.includes("supplies")) throw new Refused("role-missing", { role: work.say("role.supplies") });
  const seen = await desk.store.get("seen", me.coalition);
  if (!seen) throw new Refused("field-first");
  const time = now(work);
  if (time.stale) throw new Refused("field-stale");
  const payload = newPayload(kind, body, { coalition: me.coalition, by: me.member, seen, now: time.now });
  return ask(work, { act: await readAct(payload, {}), signatures: [] }, "field.effect.first", draft);
}

/** Adds this person's signature to what came from another phone. */
export function signGiven(work, examined) {
  return ask(work, examined, "effect.last", null);
}

async function ask(work, { act, signatures }, effect, draft) {
  const { voice, me } = work;
  const labels = { ...labelsOf(work), ...(act.kind === "supplies.count" ? { books: unitsAt(work, act.body) } : {}) };
  const description = describe(act, { voice, labels, acts: actsOf(work) });
  const half = act.kind === "supplies.handover";
  const outcome = await askToSign(voice, {
    description,
    texts: plainTexts(description),
    seenAt: null,
    tally: null,
    labels,
    already: false,
    member: me.member,
    mark: work.set.members[me.member]?.mark ?? null,
    effect: half ? { strong: voice.say(effect), rest: "" } : null,
    sign: async () => keep(work, act, [...signatures, await signature(me, pae(ACT, act.payload))], description.heading, draft?.token),
    isKept: () => false,
  });
  if (outcome.state !== "signed") return null;
  await draft?.drop();
  dispatchEvent(new Event("accord:field"));
  return act.id;
}
