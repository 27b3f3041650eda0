// Step 2: the charter, from the founding to the last list of members and the last host.

import { unbase64 } from "../core/bytes.js";
import { canonical } from "../core/canonical.js";
import { readAct } from "../core/act.js";
import { actId, readEnvelope } from "../core/dsse.js";
import { keyid } from "../core/ed25519.js";
import { need } from "./fail.js";
import { needParts } from "./limits.js";
import { isSound } from "./points.js";
import { group, sortedSigners } from "./signers.js";

const SHARED = ["charter.amend", "charter.close", "charter.lead", "charter.roster", "voice.position", "voice.retraction", "voice.statement", "voice.translation"];

/** An act out of an envelope; its contents are looked at elsewhere. */
export async function actOf({ payload }) {
  needParts(payload, 16_384);
  return readAct(payload, {}, { partial: true });
}

/**
 * @typedef {{id: string, terms: any, seals: Map<string, string>, from: number}} List a list
 *   of members; `from`: the size of the log that it was written upon
 * @typedef {{coalition: string, lists: Map<string, List>, keys: Set<string>, handles: Set<string>, last: List,
 *   amended: string, spoken: Set<string>, ended: string}} Chain
 */

/**
 * The chain of envelopes; nothing is verified of one that is not the coalition's.
 * @param {any[]} charter
 * @param {string} trust the id of the coalition, or of a list of members
 * @returns {Promise<Chain>}
 */
export async function follow(charter, trust) {
  await needTrusted(charter, trust);
  const envelope = readEnvelope(charter[0]);
  const act = await actOf(envelope);
  need(act.kind === "charter.found", "no founding");
  const terms = checkedTerms(act.body);
  need(terms.version === 1 && terms.hub.epoch === 1 && !terms.hub.base && Object.keys(terms.members).length >= 2, "founding");
  need(Object.hasOwn(terms.members, act.by), "its proposer");
  needFinality(terms, []);
  const named = await namedKeys(terms);
  needNew(named, new Map(), new Set());
  await sortedSigners(envelope, named, { groups: [], keys: new Set(named.keys()) });
  const chain = { coalition: act.id, lists: new Map(), keys: new Set(), handles: new Set(), amended: "", spoken: languages(act), ended: "" };
  put(chain, act, terms, named);
  for (const value of charter.slice(1)) await next(chain, readEnvelope(value));
  return chain;
}

async function needTrusted(charter, trust) {
  const payloads = charter.map((one) => unbase64(one?.payload ?? ""));
  const founding = await actId(payloads[0]);
  if (trust === founding) return;
  for (const payload of payloads.slice(1)) {
    if ((await actId(payload)) === trust && (await actOf({ payload })).header.coalition === founding) return;
  }
  need(false, "trust");
}

/** What the shape of an act does not say of the terms. */
function checkedTerms(body) {
  need(Object.keys(body.rules).sort().join() === SHARED.join(), "rules");
  need(Object.values(body.rules).every(({ share: [num, den] }) => num <= den), "share");
  const members = Object.values(body.members);
  const keys = [body.hub.key, ...members.flatMap(({ seals, replica }) => (replica ? [...seals, replica] : seals))];
  need(new Set(keys).size === keys.length, "a key twice");
  return body;
}

function put(chain, { id, header }, terms, named) {
  const seals = new Map([...named.values()].filter(({ purpose }) => purpose === "seal").map((key) => [key.keyid, key.member]));
  chain.last = { id, terms, seals, from: header.after?.size ?? 0 };
  chain.lists.set(id, chain.last);
  for (const handle of Object.keys(terms.members)) chain.handles.add(handle);
  for (const id of named.keys()) chain.keys.add(id);
}

/** The keys that a founding or a list of members names, by their ids. */
export async function namedKeys(terms) {
  const found = [{ key: terms.hub.key, purpose: "hub", member: "", roles: [] }];
  for (const [member, { seals, replica }] of Object.entries(terms.members)) {
    found.push(...seals.map((key) => ({ key, purpose: "seal", member, roles: ["seal"] })));
    if (replica) found.push({ key: replica, purpose: "replica", member, roles: [] });
  }
  const named = new Map();
  for (const one of found) {
    const id = await keyid(one.key);
    named.set(id, { ...one, keyid: id });
  }
  return named;
}

/** Keys are sound, and new or the same as before: one purpose, one member. */
function needNew(named, before, used) {
  for (const [id, key] of named) {
    const old = before.get(id);
    if (old && old.purpose === key.purpose && old.member === key.member) continue;
    needFresh(key, used);
  }
}

/** @param {import("./signers.js").Key} key @param {Set<string>} used ids of all keys that were ever used */
export function needFresh(key, used) {
  need(!used.has(key.keyid), "a key that was used before");
  need(isSound(key.key), "a key that is not sound");
}

function needFinality(terms, before) {
  const names = Object.keys(terms.members);
  const copies = Object.values(terms.members).some(({ replica }) => replica);
  const fewer = names.length < before.length && names.every((name) => before.includes(name));
  need(terms.finality === "hub" || copies || fewer, "finality");
}

// One more list of members, host or declaration, or the end

async function next(chain, envelope) {
  const act = await actOf(envelope);
  need(["charter.roster", "charter.hub", "charter.amend", "charter.close"].includes(act.kind), "its kind");
  need(!chain.ended || act.kind === "charter.hub", "after the end");
  need(act.header.coalition === chain.coalition, "another coalition");
  if (act.kind === "charter.hub") await nextHost(chain, envelope, act);
  else if (act.kind !== "charter.roster") await nextCourse(chain, envelope, act);
  else await nextList(chain, envelope, act);
}

async function nextList(chain, envelope, act) {
  const [old, terms] = [chain.last, checkedTerms(act.body)];
  need(act.header.roster === old.id, "the list before it");
  need(terms.version === old.terms.version + 1, "version");
  needFinality(terms, Object.keys(old.terms.members));
  const moved = !same(terms.hub, old.terms.hub);
  need(!moved || (terms.hub.epoch > old.terms.hub.epoch && terms.hub.base), "host");
  const joined = Object.keys(terms.members).filter((handle) => !Object.hasOwn(old.terms.members, handle));
  need(joined.every((handle) => !chain.handles.has(handle)), "a handle given before");
  const [named, before] = [await namedKeys(terms), await namedKeys(old.terms)];
  needNew(named, before, chain.keys);
  const known = new Map([...named, ...before]);
  await sortedSigners(envelope, known, listRequirement(act.by, terms, named, old, before, joined));
  put(chain, act, terms, named);
}

/** A change of the declaration, or the end: by the stamps of the last list. */
async function nextCourse(chain, envelope, act) {
  const { id, terms } = chain.last;
  need(act.header.roster === id, "the list before it");
  const spoken = languages(act);
  if (act.kind === "charter.amend") {
    need(act.body.replaces === (chain.amended || chain.coalition), "the declaration before it");
    need([...chain.spoken].every((one) => spoken.has(one)), "a language");
  }
  const [named, members] = [await namedKeys(terms), Object.keys(terms.members)];
  const one = group(part(terms.rules[act.kind], members.length), members, { keys: sealsOf(named) });
  await sortedSigners(envelope, named, { groups: [one], keys: new Set() });
  if (act.kind === "charter.close") chain.ended = act.id;
  else Object.assign(chain, { amended: act.id, spoken });
}

/** The languages of the declaration that an act brings. */
function languages({ header: { blobs = {} } }) {
  return new Set(Object.keys(blobs).filter((name) => name.startsWith("declaration.")).map((name) => name.slice(12)));
}

const same = (a, b) => canonical(a) === canonical(b);
const sealsOf = (named) => [...named.values()].filter(({ purpose }) => purpose === "seal").map(({ keyid: id }) => id);
const plainRules = (rules) => Object.fromEntries(Object.entries(rules).map(([kind, { share, veto }]) => [kind, { share, veto: veto ?? false }]));

function listRequirement(by, terms, named, old, before, joined) {
  const [oldSeals, newSeals] = [sealsOf(before), sealsOf(named)];
  if (isLeaving(by, terms, old.terms)) return { groups: [group(1, [by], { keys: oldSeals })], keys: new Set() };
  const share = old.terms.rules["charter.roster"];
  const [was, now] = [Object.keys(old.terms.members), Object.keys(terms.members)];
  return {
    groups: [
      group(part(share, was.length), was, { keys: oldSeals }),
      group(part(share, now.length), now, { keys: newSeals }),
      ...joined.map((handle) => group(1, [handle], { keys: newSeals })),
    ],
    keys: new Set([...named.keys()].filter((id) => !before.has(id))),
  };
}

/** How many of so many members a share is, rounded up, at least one. */
export function part({ share: [num, den] }, members) {
  return Math.max(1, Math.ceil((members * num) / den));
}

function isLeaving(by, terms, old) {
  const { [by]: gone, ...rest } = old.members;
  return (
    gone !== undefined &&
    same(terms.members, rest) &&
    same(plainRules(terms.rules), plainRules(old.rules)) &&
    terms.finality === old.finality &&
    same(terms.hub, old.hub)
  );
}

/** Members' copies chose another host: by the quorum of every list since the one named. */
async function nextHost(chain, envelope, { body, id }) {
  const old = chain.last;
  need(old.terms.finality === "cosigned" && body.epoch > old.terms.hub.epoch, "host");
  need(chain.lists.has(body.since), "the list that it names");
  const ids = [...chain.lists.keys()];
  const lists = ids.slice(ids.indexOf(body.since)).map((one) => chain.lists.get(one).terms);
  const key = { keyid: await keyid(body.key), key: body.key, purpose: "hub", member: "", roles: [], act: id };
  needFresh(key, chain.keys);
  const known = new Map([[key.keyid, key]]);
  for (const { terms } of chain.lists.values()) for (const [one, named] of await namedKeys(terms)) known.set(one, known.get(one) ?? named);
  const groups = [];
  for (const terms of deciding(lists)) {
    const copies = [...(await namedKeys(terms)).values()].filter(({ purpose }) => purpose === "replica");
    groups.push(group(quorum(terms), copies.map(({ member }) => member), { keys: copies.map((one) => one.keyid) }));
  }
  await sortedSigners(envelope, known, { groups, keys: new Set([key.keyid]) });
  const terms = { ...old.terms, hub: { epoch: body.epoch, key: body.key, base: body.base } };
  chain.last = { ...old, terms };
  chain.lists.set(old.id, chain.last);
  chain.keys.add(key.keyid);
}

/** Under a list that left confirmation to the host, what was before does not count. */
function deciding(lists) {
  return lists.slice(lists.findLastIndex(({ finality }) => finality !== "cosigned") + 1);
}

/** How many members' copies have to confirm: more than two thirds, or none. */
export function quorum({ finality, members }) {
  const copies = Object.values(members).filter(({ replica }) => replica).length;
  return finality === "cosigned" ? Math.floor((2 * copies) / 3) + 1 : 0;
}
