// Many acts with one confirmation: each is checked and can be looked at, and all of them
// are recorded, or none.

import { ownAct } from "./acts.js";
import { isFinal } from "./api.js";
import { askToSign } from "./sign-dialog.js";
import { checkRole, guarded, signedEntry } from "./signing.js";
import { fact, teller } from "./words/tell.js";
import { describe } from "./words/words.js";

/**
 * Signs and records acts that the hub prepared for this person.
 * @param {import("./desk.js").Desk} desk
 * @param {{acts: any[], labels?: object}} prepared
 * @param {{draft?: string | null}} [how]
 * @returns {Promise<{state: "signed" | "kept" | "closed", act: string}>} the first act's id
 */
export async function signSeveral(desk, { acts: prepared, labels = {} }, { draft = null } = {}) {
  return guarded(desk, async () => {
    const me = await desk.device.current();
    const seen = await desk.seen.advance(me.coalition);
    const context = { member: me.member, seen, now: new Date() };
    const made = [];
    for (const one of prepared) made.push(await ownAct(one, context));
    let around = new Map();
    for (const { act } of made) {
      around = await desk.things.around(act);
      checkRole(act, me, around, desk.voice);
    }
    const each = made.map(({ act }) => describe(act, { voice: desk.voice, labels, acts: around }));
    return confirm(desk, { made, each, me, labels, draft });
  });
}

async function confirm(desk, { made, each, me, labels, draft }) {
  const description = summary(desk.voice, each, made, me, labels);
  let waiting = null;

  async function sign() {
    waiting ??= await desk.outbox.add(await oneEntry(made, { me, draft, heading: description.heading }));
    try {
      return await desk.outbox.deliver(waiting);
    } catch (error) {
      // A clear refusal ends it; without an answer, or with a false one, it waits.
      if (isFinal(error)) waiting = null;
      throw error;
    }
  }

  const question = { description, several: each, texts: [], seenAt: null, tally: null, labels, already: false, member: me.member, mark: null, effect: effect(desk.voice) };
  const outcome = await askToSign(desk.voice, { ...question, sign, isKept: () => waiting !== null });
  if (outcome.state === "kept") dispatchEvent(new Event("accord:kept"));
  return { ...outcome, act: made[0].act.id };
}

/** One entry of the outbox that brings all of them, so that they arrive together. */
async function oneEntry(made, { me, draft, heading }) {
  const [first, ...more] = await Promise.all(made.map(({ act, blobs }) => signedEntry({ act, blobs, me, draft, heading })));
  return { ...first, more: more.map(({ act, envelope }) => ({ act, envelope })), blobs: [first, ...more].flatMap(({ blobs }) => blobs) };
}

function effect({ say }) {
  return { strong: say("several.all"), rest: null };
}

/** What all of them are together, counted here out of the bytes that are signed. */
function summary(voice, each, made, me, labels) {
  const tell = teller(voice, labels);
  const kinds = new Map();
  for (const { label } of each) kinds.set(label, (kinds.get(label) ?? 0) + 1);
  const lines = made.reduce((sum, { act }) => sum + (act.body.lines?.length ?? 0), 0);
  const facts = [...kinds].map(([label, n]) => ({ label, value: [voice.number(n)] }));
  if (lines) facts.push(fact(tell, "several.lines", voice.number(lines)));
  return { by: me.member, label: [...kinds.keys()].join(", "), heading: voice.say("several.heading", { n: each.length }), facts, texts: [], quotes: [], warnings: [], table: null, inner: null, hosted: false };
}
