// One person at work on this page: what is known, what waits, and how it is brought up.

import { readAct } from "../core/act.js";
import { unbase64 } from "../core/bytes.js";
import { envelope, readEnvelope } from "../core/dsse.js";
import { Refused } from "../core/errors.js";
import { Problem } from "../api.js";
import { dataLock, isOpen } from "../pin.js";
import { signIn } from "../session.js";
import { decoded } from "../things.js";
import { books } from "./books.js";
import { timeHere } from "./clock.js";
import { settleDrafts } from "./draft.js";
import { openKept } from "./kept.js";

const BATCH = 25;

/**
 * @param {import("../desk.js").Desk} desk with the messages of this page
 * @param {import("../device.js").Key} me unlocked
 */
export async function openWork(desk, me) {
  const kept = await openKept(me.key, dataLock(me));
  const work = { desk, me, kept, voice: desk.voice, say: desk.voice.say, set: null, told: null, acts: new Map(), waiting: [], entries: [] };
  work.set = (await kept.get("set")) ?? null;
  work.told = (await kept.get("clock")) ?? null;
  for (const [id, stored] of await kept.all("act/")) work.acts.set(id, await restored(stored));
  await readWaiting(work);
  await settleDrafts(work);
  return work;
}

const restored = ({ payload, blobs }) => readAct(unbase64(payload), decoded(blobs), { partial: true });

/** What waits on this device, in the order in which it was signed. */
export async function readWaiting(work) {
  work.entries = (await work.desk.outbox.all()).filter(({ coalition }) => coalition === work.me.coalition);
  work.waiting = await Promise.all(work.entries.map(opened));
}

async function opened(entry) {
  const { payload, signatures } = readEnvelope(entry.envelope);
  const act = await readAct(payload, {}, { partial: true });
  return { entry, act, signatures, keyids: signatures.map(({ keyid }) => keyid) };
}

/** What is where, with what waits here on top of what the host told. */
export function booksOf({ set, waiting }) {
  return books(set, waiting.filter(({ entry }) => !entry.saved && !entry.refused));
}

/** Lot -> units that the books show there: what a count stands beside. */
export function unitsAt(work, { site, owner }) {
  const there = booksOf(work).stock.filter((row) => row.site === site && row.owner === owner);
  return Object.fromEntries(there.map(({ lot, good }) => [lot, good]));
}

/** The acts that put others into words: the host's, and those that wait here. */
export function actsOf({ acts, waiting }) {
  return new Map([...acts, ...waiting.map(({ act }) => [act.id, act])]);
}

/** The names that the host gave, shown as its word. */
export function labelsOf({ set }) {
  const members = Object.entries(set.members).filter(([, { name }]) => name);
  return { members: Object.fromEntries(members.map(([handle, { name }]) => [handle, name])) };
}

/** The time that a record signed now carries. */
export const now = ({ told }) => timeHere(told, new Date());

/**
 * Brings up what the host knows; `said` is told how far it is.
 * @param {(got: number, of: number) => void} said
 */
export async function bringUp(work, said = () => {}) {
  const { desk, kept, me } = work;
  const asked = Date.now();
  const { time } = await desk.api.ask("/api/v1/field/clock");
  work.told = { time, asked: Math.round((asked + Date.now()) / 2) };
  await kept.put("clock", work.told);
  await desk.seen.advance(me.coalition);
  const set = await asMe(work, () => desk.api.ask(`/api/v1/field?lang=${work.voice.lang}`));
  if (set.v !== "accord/field@1" || set.key !== me.key) throw new Refused("field-other");
  await fetchActs(work, set.acts, said);
  work.set = set;
  await kept.put("set", set);
  await desk.device.learn(me.key, { roles: set.roles, person: set.person, name: set.name });
}

/** Asks as this person: signs in when the session is over, or somebody else's. */
async function asMe(work, ask) {
  try {
    const answer = await ask();
    if (answer.key === work.me.key) return answer;
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw forbidden(error, work);
  }
  if (!isOpen(work.me)) throw new Refused("key-locked");
  await signIn(work.desk, work.me);
  return ask().catch((error) => Promise.reject(forbidden(error, work)));
}

/** A device without the role gets a page from the host; here it is a sentence. */
function forbidden(error, { say }) {
  return error instanceof Problem && error.status === 403 ? new Refused("role-missing", { role: say("role.supplies") }) : error;
}

/** Fetches what is new, a few at a time, in the order of need; each is checked. */
async function fetchActs(work, ids, said) {
  const missing = ids.filter((id) => !work.acts.has(id));
  said(0, missing.length);
  for (let at = 0; at < missing.length; at += BATCH) {
    const some = missing.slice(at, at + BATCH);
    const { acts } = await work.desk.api.ask(`/api/v1/field/acts?ids=${some.join()}`);
    const good = await Promise.all(Object.entries(acts).map(([id, stored]) => checked(id, stored)));
    const found = good.filter(Boolean);
    for (const { id, act } of found) work.acts.set(id, act);
    if (found.length) await work.kept.putAll(found.map(({ id }) => `act/${id}`), found.map(({ stored }) => stored));
    said(Math.min(at + BATCH, missing.length), missing.length);
  }
}

/** An id is the hash of the bytes: the host cannot give another act under it. */
async function checked(id, stored) {
  const act = await restored(stored).catch(() => null);
  return act?.id === id ? { id, act, stored } : null;
}

/**
 * Puts a signed act where it waits, or its new signatures to those that wait already.
 * @param {string | null} draft the token of the form's draft that it is made of
 */
export async function keep(work, act, signatures, heading, draft = null) {
  const there = work.waiting.find((one) => one.act.id === act.id && !one.entry.saved);
  const known = there?.signatures ?? [];
  const all = [...known, ...signatures.filter(({ keyid }) => !known.some((one) => one.keyid === keyid))];
  const signed = envelope(act.payload, all.map(({ keyid, sig }) => ({ keyid, sig })));
  if (there) await work.desk.outbox.merge(there.entry, signed);
  else await work.desk.outbox.add({ act: act.id, coalition: work.me.coalition, envelope: signed, blobs: [], heading, draft });
  await work.kept.put(`heading/${act.id}`, { heading, at: act.at });
  await readWaiting(work);
}

/** What is needed to give an act to another phone: it, and what it builds upon here. */
export function packetOf(work, id) {
  const found = work.waiting.find(({ act }) => act.id === id);
  if (!found) return [];
  const before = work.waiting.filter(({ act }) => act.id === found.act.body.consignment);
  return [...before, found].map(({ act, signatures }) => ({ payload: act.payload, signatures }));
}

