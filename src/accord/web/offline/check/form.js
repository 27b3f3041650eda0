// Step 1: the form of a proof file. docs/formats/bundle.md describes each part.

import { base64, text, unbase64, utf8 } from "../../static/accord/js/core/bytes.js";
import { parse } from "../../static/accord/js/core/canonical.js";
import { readEnvelope } from "../../static/accord/js/core/dsse.js";
import { parseTime } from "../../static/accord/js/core/time.js";
import { all, need } from "../../static/accord/js/proof/fail.js";
import { needParts } from "../../static/accord/js/proof/limits.js";

const MOST = 4 * 1024 * 1024;
const PARTS = "blobs,charter,checkpoint,envelope,keys,leaf,proof,standing,v";
const BLOB_NAME = /^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/;
const NUMBER = "[1-9][0-9]{0,15}";
const HASH = "[A-Za-z0-9+/]{43}=";
const LEAF = /^\{"payload":"([A-Za-z0-9+/]+={0,2})","payloadType":"application\/vnd\.accord\.act\.v1\+json","signatures":\[\{"keyid":"([0-9a-f]{64})","sig":"([A-Za-z0-9+/]{86}==)"\}\],"time":"([0-9TZ:-]{20})"\}$/;
const NOTE = new RegExp(
  `^(accord/([0-9a-f]{64})/e([1-9][0-9]{0,6})\\n(${NUMBER})\\n(${HASH})\\nstanding (${NUMBER}) (${HASH}) ([0-9TZ:-]{20})\\n)\\n((?:— [!-*,-~]+ [A-Za-z0-9+/]+={0,2}\\n)+)$`,
);

const isText = (value) => typeof value === "string";
const isList = (value, low, high) => Array.isArray(value) && value.length >= low && value.length <= high;
const isTable = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/**
 * The parts of a proof file, in their form but not yet verified.
 * @param {Uint8Array} bytes
 */
export function readBundle(bytes) {
  need(bytes.length <= MOST, "longer than 4 MiB");
  needParts(bytes, 65_536);
  needDashes(bytes);
  const file = parse(bytes, { size: MOST, depth: 8, ascii: false });
  need(Object.keys(file).sort().join() === PARTS, "its parts");
  need(file.v === "accord/bundle@1", "version");
  const blobs = isTable(file.blobs) ? Object.entries(file.blobs) : [];
  need(isList(blobs, 1, 32) && all(blobs, ([name, data]) => BLOB_NAME.test(name) && isText(data)), "blobs");
  need(isList(file.charter, 1, 4096) && isList(file.keys, 2, 4096), "charter, keys");
  need(isTable(file.standing) && Object.keys(file.standing).sort().join() === "line,roster", "standing");
  const proof = readProof(file.proof);
  need(proof.note === file.checkpoint, "two checkpoints");
  return {
    blobs: file.blobs,
    charter: file.charter,
    envelope: readEnvelope(file.envelope),
    keys: file.keys,
    leaf: readLeaf(file.leaf),
    proof,
    checkpoint: readNote(proof.note),
    roster: firstPlace(file.standing.roster),
    line: place(file.standing.line),
  };
}

/** Outside of ASCII stand only the dashes of signatures under a checkpoint. */
function needDashes(bytes) {
  need(!/[^\0-\x7f—]/.test(text(bytes)), "letters outside of ASCII");
}

/** @param {any} written one entry of the log */
function readLeaf(written) {
  const found = isText(written) && written.length <= 65_535 ? LEAF.exec(written) : null;
  need(found, "record");
  const [, payload, keyid, sig, time] = found;
  parseTime(time);
  return { bytes: utf8(written), payload: unbase64(payload), keyid, sig: unbase64(sig), time };
}

/** A proof as C2SP tlog-proof writes it. */
function readProof(written) {
  need(isText(written) && written.length <= 64 * 1024 + 4096, "proof");
  const gap = written.indexOf("\n\n");
  const [header, index, ...hashes] = written.slice(0, Math.max(gap, 0)).split("\n");
  need(gap > 0 && header === "c2sp.org/tlog-proof@v1" && hashes.length <= 64, "proof");
  const found = /^index (0|[1-9][0-9]{0,15})$/.exec(index ?? "");
  need(found, "proof");
  return { index: whole(found[1]), hashes: hashes.map(hash), note: written.slice(gap + 2) };
}

/** A checkpoint: a signed note of C2SP, with the lines of signature under it. */
export function readNote(written) {
  const found = isText(written) && written.length <= 64 * 1024 ? NOTE.exec(written) : null;
  need(found, "checkpoint");
  const [, body, coalition, epoch, size, root, standingSize, standingRoot, time, lines] = found;
  parseTime(time);
  const signatures = lines
    .slice(0, -1)
    .split("\n")
    .map((line) => line.split(" "))
    .map(([, name, data]) => ({ name, data: unbase64(data) }));
  return {
    body,
    coalition,
    epoch: Number(epoch),
    size: whole(size),
    root: unbase64(root),
    standingSize: whole(standingSize),
    standingRoot: unbase64(standingRoot),
    time,
    signatures,
  };
}

function whole(digits) {
  const number = Number(digits);
  need(Number.isSafeInteger(number), "number");
  return number;
}

function hash(written) {
  const bytes = isText(written) ? unbase64(written) : new Uint8Array();
  need(bytes.length === 32 && base64(bytes) === written, "hash");
  return bytes;
}

function firstPlace(value) {
  need(isList(value, 2, 2) && isText(value[0]), "standing");
  return { line: value[0], index: 0, hashes: hashes(value[1]) };
}

function place(value) {
  need(isList(value, 3, 3) && isText(value[0]) && Number.isSafeInteger(value[1]) && value[1] >= 1, "standing");
  return { line: value[0], index: value[1], hashes: hashes(value[2]) };
}

function hashes(value) {
  need(isList(value, 0, 64), "standing");
  return value.map(hash);
}
