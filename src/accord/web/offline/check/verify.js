// What a proof file proves: the eight steps of accord.core.bundle.check, in its order.

import { concat, equal, hex, sha256, unbase64, unhex, utf8 } from "../../static/accord/js/core/bytes.js";
import { DOCUMENT, parse } from "../../static/accord/js/core/canonical.js";
import { verify } from "../../static/accord/js/core/ed25519.js";
import { isIncluded, leafHash } from "../../static/accord/js/core/merkle.js";
import { parseTime, writeTime } from "../../static/accord/js/core/time.js";
import { actOf, follow, part, quorum } from "../../static/accord/js/proof/charter.js";
import { enrol, isLive, needAll } from "../../static/accord/js/proof/devices.js";
import { need, step } from "../../static/accord/js/proof/fail.js";
import { needParts } from "../../static/accord/js/proof/limits.js";
import { readBundle } from "./form.js";
import { VOICE, group, signers } from "../../static/accord/js/proof/signers.js";

const SPOKEN = ["voice.own", "voice.position", "voice.statement", "voice.translation"];
const LINE = /^([0-9a-f]{64}) (voice\.(?:own|position|statement|translation)) (agreed|held|corrected|retracted) ([0-9TZ:-]{20}) (0|[1-9][0-9]{0,15})$/;
const GRACE = 10 * 60 * 1000;

/**
 * What the bytes prove to whoever trusts the id `trust`; refuses with the step that fails.
 * A statement held, corrected or withdrawn is an answer, not a refusal.
 * @param {Uint8Array} bytes
 * @param {string} trust 64 hex digits
 */
export async function check(bytes, trust) {
  const bundle = await step("form", () => readBundle(bytes));
  const chain = await step("members", () => follow(bundle.charter, trust));
  const { act, list, devices } = await step("devices", () => readSpoken(bundle, chain));
  const signed = await step("signatures", () => checkSignatures(bundle, act, list, devices));
  const texts = await step("texts", () => checkTexts(bundle, act));
  await step("record", () => checkRecord(bundle, act));
  const confirmed = await step("host", () => checkHost(bundle.checkpoint, chain));
  const line = await step("standing", () => checkStanding(bundle, act, firstLine(chain)));
  return {
    coalition: chain.coalition,
    kind: act.kind,
    act: act.id,
    by: act.by,
    texts,
    members: signed.map(({ member }) => member).sort(),
    membersInAll: Object.keys(list.terms.members).length,
    effect: bundle.leaf.time,
    publicFrom: publicFrom(act, bundle.leaf.time),
    state: line.state,
    stateSince: line.time,
    asOf: bundle.checkpoint.time,
    size: bundle.checkpoint.size,
    roster: chain.last.id,
    declaration: chain.amended || chain.coalition,
    ended: chain.ended,
    confirmed,
  };
}

async function readSpoken(bundle, chain) {
  const act = await actOf(bundle.envelope);
  need(SPOKEN.includes(act.kind) && (act.kind !== "voice.position" || act.body.public), "its kind");
  need(act.header.coalition === chain.coalition, "another coalition");
  const list = chain.lists.get(act.header.roster);
  need(list, "the list that it names");
  return { act, list, devices: await enrol(bundle.keys, chain, list) };
}

async function checkSignatures({ envelope, leaf }, act, list, devices) {
  const members = Object.keys(list.terms.members);
  const own = act.kind === "voice.own";
  const one = own ? group(1, [act.by], { roles: VOICE }) : group(part(list.terms.rules[act.kind], members.length), members, { roles: VOICE });
  const signed = await signers(envelope, devices.keys, { groups: [one], keys: new Set() });
  need(signed.every((key) => isLive(key, list, leaf.time)), "a key that was not valid");
  needAll(devices, signed);
  need(!act.header.closes || leaf.time < act.header.closes, "it lapsed");
  return signed;
}

async function checkTexts({ blobs }, act) {
  const named = act.header.blobs ?? {};
  need(Object.keys(blobs).sort().join() === Object.keys(named).sort().join(), "its contents");
  const texts = {};
  for (const [name, { sha256: digest, size }] of Object.entries(named)) {
    need(blobs[name].length === Math.ceil(size / 3) * 4, "a content's size");
    const blob = unbase64(blobs[name]);
    need(blob.length === size && hex(await sha256(blob)) === digest, "a content's hash");
    if (name.startsWith("picture.")) needPicture(blob.subarray(32));
    else texts[name.split(".")[1]] = readText(name, blob.subarray(32));
  }
  return texts;
}

/** How a JPEG and a PNG begin. */
const BEGINNINGS = [[0xff, 0xd8, 0xff], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]];

function needPicture(bytes) {
  need(BEGINNINGS.some((start) => start.every((one, i) => bytes[i] === one)), "a picture");
}

/** Of a position the question is the title, and the answer is the text. */
function readText(name, bytes) {
  needParts(bytes, 200_000);
  const found = parse(bytes, DOCUMENT);
  const parts = name.startsWith("position.") ? ["answer", "question"] : ["summary", "text", "title"];
  need(Object.keys(found).sort().join() === parts.join(), "a content's parts");
  need(Object.values(found).every((one) => typeof one === "string" && one === one.normalize("NFC")), "a content's text");
  const { title = found.question, summary = "", text = found.answer } = found;
  return { title, summary, text };
}

async function checkRecord({ envelope, leaf, proof, checkpoint }, act) {
  const last = envelope.signatures.at(-1);
  need(equal(leaf.payload, act.payload), "another act's record");
  need(leaf.keyid === last.keyid && equal(leaf.sig, last.sig), "another signature's record");
  const hash = await leafHash(leaf.bytes);
  need(await isIncluded(proof.index, checkpoint.size, hash, checkpoint.root, proof.hashes), "the proof");
}

// Step 7: the host's signature, and those of members' copies

async function checkHost(checkpoint, { coalition, last: { terms } }) {
  const origin = `accord/${checkpoint.coalition}/e${checkpoint.epoch}`;
  const [host, ...others] = checkpoint.signatures;
  const signed = host.data.subarray(4);
  need(host.name === origin && host.data.length === 68, "the host's signature");
  need(await hashed(origin, 1, terms.hub.key, host.data), "the host's signature");
  need(await verify(terms.hub.key, utf8(checkpoint.body), signed), "the host's signature");
  need(checkpoint.coalition === coalition && checkpoint.epoch === terms.hub.epoch, "another host's checkpoint");
  const found = [];
  for (const one of others) {
    const handle = one.name.slice(`accord/${coalition}/`.length);
    const key = Object.hasOwn(terms.members, handle) ? terms.members[handle].replica : undefined;
    need(one.name === `accord/${coalition}/${handle}` && key, "nobody's confirmation");
    need(!found.length || found.at(-1) < handle, "the order of confirmations");
    need(await cosigned(checkpoint.body, one, key), "a false confirmation");
    found.push(handle);
  }
  need(found.length >= quorum(terms), "too few confirmations");
  return found;
}

/** The first four bytes are of SHA-256(name || 0x0A || type || key). */
async function hashed(name, type, key, data) {
  const digest = await sha256(concat(utf8(name), Uint8Array.of(0x0a, type), unhex(key)));
  return equal(digest.subarray(0, 4), data.subarray(0, 4));
}

/** C2SP tlog-cosignature: key hash, eight bytes of time, signature. */
async function cosigned(body, { name, data }, key) {
  if (data.length !== 76 || !(await hashed(name, 4, key, data))) return false;
  const time = new DataView(data.buffer, data.byteOffset + 4, 8).getBigUint64(0);
  if (time >= 2n ** 63n) return false;
  return verify(key, utf8(`cosignature/v1\ntime ${time}\n${body}`), data.subarray(12));
}

// Step 8: what the register of statements says

/** Line 0: the list of members, the changed declaration, the end. */
function firstLine({ last: { id }, amended, ended }) {
  return `roster ${id}${amended && ` declaration ${amended}`}${ended && ` ended ${ended}`}`;
}

async function checkStanding({ roster, line, leaf, proof, checkpoint }, act, first) {
  need(roster.line === first, "the last list of members");
  const found = LINE.exec(line.line);
  need(found, "the line");
  const [, id, kind, state, time, index] = found;
  parseTime(time);
  need(id === act.id && kind === act.kind, "another act's line");
  for (const one of [roster, line]) {
    const hash = await leafHash(utf8(one.line));
    need(await isIncluded(one.index, checkpoint.standingSize, hash, checkpoint.standingRoot, one.hashes), "the line's proof");
  }
  needFits({ state, time, index: Number(index) }, act, leaf.time, proof.index, checkpoint);
  return { state, time };
}

function needFits({ state, time, index }, act, effect, first, checkpoint) {
  const released = publicFrom(act, effect);
  const later = index > first;
  const fits = { agreed: time === released && index >= first, held: time < released && later }[state] ?? later;
  const recorded = !["held", "retracted"].includes(state) || time <= checkpoint.time;
  need(fits && recorded && effect <= time && effect <= checkpoint.time && index < checkpoint.size, "the line does not fit");
}

/** From when the words are public: not before ten minutes after the effect, unless urgent. */
function publicFrom({ kind, body }, effect) {
  const grace = writeTime(new Date(parseTime(effect).getTime() + GRACE));
  if (kind !== "voice.statement" && kind !== "voice.own") return grace;
  const earliest = body.urgent ? effect : grace;
  if (body.corrects || body.release < earliest) return earliest;
  return body.release;
}
