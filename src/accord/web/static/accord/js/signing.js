// From an act to a signed, recorded act: verify the log, show the act, sign, post.

import { newPayload, ownAct, roleOf } from "./acts.js";
import { Problem, isFinal } from "./api.js";
import { base64, hex, sha256 } from "./core/bytes.js";
import { readAct } from "./core/act.js";
import { ACT, envelope, pae, readEnvelope } from "./core/dsse.js";
import { Refused } from "./core/errors.js";
import { writeTime } from "./core/time.js";
import { signature } from "./device.js";
import { effectOf } from "./effect.js";
import { noteSeen, textKey } from "./lastseen.js";
import { plainTexts } from "./shown.js";
import { askToSign, sayRefusal } from "./sign-dialog.js";
import { decoded } from "./things.js";
import { changes } from "./words/changes.js";
import { teller } from "./words/tell.js";
import { describe } from "./words/words.js";

/**
 * Signs and records an act that the hub prepared for this person.
 * @param {import("./desk.js").Desk} desk
 * @param {any} prepared the answer of a prepare view
 * @param {{draft?: string | null, check?: (act: any) => any}} [how] `check` throws when
 *   the act is not the one that was asked for
 * @returns {Promise<{state: "signed" | "kept" | "closed", act: string}>}
 */
export async function signProposal(desk, prepared, { draft = null, check = () => {} } = {}) {
  return guarded(desk, async () => {
    const me = await desk.device.current();
    const seen = await desk.seen.advance(me.coalition);
    const { act, blobs } = await ownAct(prepared, { member: me.member, seen, now: new Date() });
    await check(act);
    const { labels = {}, tally = null } = prepared;
    return show(desk, { act, blobs, me, labels, tally, draft, already: false });
  });
}

/**
 * Signs and records an act that this page makes itself, of contents that it has encrypted:
 * the host sees neither the words nor has a hand in what is signed.
 * @param {import("./desk.js").Desk} desk
 * @param {{kind: string, body: object, blobs: Object<string, Uint8Array>, words: Object<string, any>,
 *   files: Object<string, Uint8Array>, facts: (tell: any) => {label: string, value: any[]}[], labels: object}} made
 *   `words` and `files`: the contents as they were, which the dialog shows
 * @returns {Promise<{state: "signed" | "kept" | "closed", act: string}>}
 */
export async function signSealed(desk, { kind, body, blobs, words, files, facts, labels }) {
  return guarded(desk, async () => {
    const me = await desk.device.current();
    const seen = await desk.seen.advance(me.coalition);
    const named = Object.entries(blobs).map(async ([name, blob]) => [name, { sha256: hex(await sha256(blob)), size: blob.length }]);
    const header = { coalition: me.coalition, by: me.member, seen, now: new Date(), blobs: Object.fromEntries(await Promise.all(named)) };
    const act = await readAct(newPayload(kind, body, header), blobs);
    return show(desk, { act, blobs, me, labels, tally: null, draft: null, already: false, sealed: { words, files, facts } });
  });
}

/**
 * Signs an act that is in the log already.
 * @param {import("./desk.js").Desk} desk
 * @param {string} id
 * @param {{labels?: object, tally?: any}} [told] what the page says about it
 * @returns {Promise<{state: "signed" | "kept" | "closed", act: string}>}
 */
export async function signExisting(desk, id, { labels = {}, tally = null } = {}) {
  return guarded(desk, async () => {
    const me = await desk.device.current();
    const given = await fetchAct(desk, id, me.coalition);
    const { payload, signatures } = readEnvelope(given.envelope);
    const act = await readAct(payload, decoded(given.blobs));
    if (act.id !== id) throw new Refused("other-act");
    if (act.header.coalition !== me.coalition) throw new Refused("other-coalition");
    await desk.seen.prove(me.coalition, act.header.after);
    const already = signatures.some(({ keyid }) => keyid === me.keyid);
    return show(desk, { act, blobs: {}, me, labels, tally, draft: null, already });
  });
}

/** When the act is not there any more, either records were taken back or the session ended. */
async function fetchAct(desk, id, coalition) {
  try {
    return await desk.api.act(id);
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 404) throw error;
    await desk.seen.advance(coalition);
    throw new Refused("not-shown");
  }
}

/** Refusals that come before the dialog are shown in one of their own. */
export async function guarded(desk, work) {
  try {
    return await work();
  } catch (error) {
    await sayRefusal(desk.voice, error);
    return { state: "closed", act: "" };
  }
}

async function show(desk, { act, blobs, me, labels, tally, draft, already, sealed = null }) {
  const acts = await desk.things.around(act);
  checkRole(act, me, acts, desk.voice);
  const context = { voice: desk.voice, labels, acts };
  const description = sealed ? unsealed(act, sealed, context) : describe(act, context);
  // What waits in the outbox is named without the words that only some may read.
  const { heading } = sealed ? describe(act, context) : description;
  const { texts, seenAt } = await compared(desk, act, description, me);
  let waiting = null;

  async function sign() {
    waiting ??= await desk.outbox.add(await signedEntry({ act, blobs, me, draft, heading }));
    try {
      return await desk.outbox.deliver(waiting);
    } catch (error) {
      // A clear refusal ends it; without an answer, or with a false one, it waits.
      if (isFinal(error)) waiting = null;
      throw error;
    }
  }

  const outcome = await askToSign(desk.voice, {
    description,
    texts,
    seenAt,
    tally,
    labels,
    already,
    member: me.member,
    mark: tally?.seats.find(({ member }) => member === me.member)?.mark ?? null,
    effect: effectOf(act, tally, me.member, desk.voice, new Date()),
    sign,
    isKept: () => waiting !== null,
  });
  if (outcome.state === "kept") dispatchEvent(new Event("accord:kept"));
  return { ...outcome, act: act.id };
}

/** An act with its encrypted contents as they were, and who will be able to read them. */
function unsealed(act, { words, files, facts }, context) {
  const description = describe({ ...act, contents: words, files }, context);
  const more = facts(teller(context.voice, context.labels, context.acts));
  const named = more.some(({ value }) => value.some((part) => part.host));
  return { ...description, facts: [...more, ...description.facts], hosted: description.hosted || named };
}

/** Refuses what this person's device may not sign. */
export function checkRole(act, me, acts, voice) {
  const about = acts.get(act.body.act);
  const role = roleOf(act.kind) ?? (about ? roleOf(about.kind) : null);
  if (role && me.roles && !me.roles.includes(role)) throw new Refused("role-missing", { role: voice.say(`role.${role}`) });
}

/** An act with this device's signature, for the outbox. */
export async function signedEntry({ act, blobs, me, draft, heading }) {
  const signed = await signature(me, pae(ACT, act.payload));
  return {
    act: act.id,
    coalition: me.coalition,
    envelope: envelope(act.payload, [signed]),
    blobs: Object.values(blobs).map(base64),
    heading,
    draft,
  };
}

/** The texts with their differences to what this device saw before, if it saw any. */
async function compared(desk, act, description, me) {
  const id = textKey(me.coalition, act);
  if (!id) return { texts: plainTexts(description), seenAt: null };
  const texts = Object.fromEntries(description.texts.map(({ lang, text }) => [lang, text]));
  const before = await noteSeen(desk.store, id, { mark: description.mark, at: writeTime(new Date()), texts });
  if (!before) return { texts: plainTexts(description), seenAt: null };
  const segments = ({ lang, text }) => changes(before.texts[lang] ?? "", text);
  return {
    texts: description.texts.map((one) => ({ ...one, segments: segments(one) })),
    seenAt: desk.voice.time(before.at),
  };
}
