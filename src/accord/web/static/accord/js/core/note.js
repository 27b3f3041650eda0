// Checkpoints: C2SP signed notes, read strictly (read, write again, compare).
// Source: https://c2sp.org/tlog-checkpoint, https://c2sp.org/signed-note
//
//   accord/<coalition id>/e<epoch>
//   <size>
//   <base64 root>
//   standing <n> <base64 root> <time>
//
//   — accord/<coalition id>/e<epoch> <base64(4-byte key hash || signature)>

import { base64, concat, equal, sha256, unbase64, unhex, utf8 } from "./bytes.js";
import { verify } from "./ed25519.js";
import { Refused } from "./errors.js";

const ED25519_NOTE = 0x01;
const COSIGNATURE = 0x04;
const NUMBER = "(0|[1-9][0-9]{0,15})";
const HASH = "([A-Za-z0-9+/]{43}=)";
const NOTE = new RegExp(
  `^(accord/([0-9a-f]{64})/e([1-9][0-9]{0,6}))\\n${NUMBER}\\n${HASH}\\n` +
    `standing ${NUMBER} ${HASH} ([0-9TZ:-]{20})\\n\\n((?:— [^ \\n]+ [A-Za-z0-9+/]+={0,2}\\n)+)$`,
);

/**
 * @typedef {object} Checkpoint
 * @property {string} note the whole text, kept as evidence
 * @property {string} coalition
 * @property {number} epoch
 * @property {number} size
 * @property {Uint8Array} root
 * @property {{size: number, root: Uint8Array, time: string}} standing
 */

/**
 * The checkpoint in a note, its signature by the hub's key verified.
 * @param {string} note
 * @param {string} key the hub's key, 64 hex digits
 * @returns {Promise<Checkpoint>}
 */
export async function readCheckpoint(note, key) {
  const found = typeof note === "string" && note.length < 100_000 ? NOTE.exec(note) : null;
  if (!found) throw new Refused("note-malformed");
  const [, name, coalition, epoch, size, root, count, standingRoot, time, signatures] = found;
  const checkpoint = {
    note,
    coalition,
    epoch: Number(epoch),
    size: whole(size),
    root: unbase64(root),
    standing: { size: whole(count), root: unbase64(standingRoot), time },
  };
  const body = note.slice(0, note.length - signatures.length - 1);
  if (!(await signedBy(name, key, body, signatures))) throw new Refused("note-signature");
  return checkpoint;
}

/** Whether the line of `name` and `key` is there, once, and its signature over `body` is good. */
async function signedBy(name, key, body, signatures) {
  const id = await keyHash(name, key, ED25519_NOTE);
  const mine = signatures
    .trimEnd()
    .split("\n")
    .map((line) => line.split(" "))
    .filter((parts) => parts[1] === name)
    .map((parts) => unbase64(parts[2]))
    .filter((bytes) => equal(bytes.subarray(0, 4), id));
  return mine.length === 1 && verify(key, utf8(body), mine[0].subarray(4));
}

/**
 * Whose cosignatures on a note are true (C2SP tlog-cosignature).
 * @param {string} note
 * @param {string} coalition
 * @param {Object<string, string>} copies their keys by handle
 * @returns {Promise<Set<string>>} handles
 */
export async function cosigners(note, coalition, copies) {
  const [text, lines] = note.split("\n\n");
  const found = new Set();
  for (const line of lines.split("\n")) {
    const [, name, data] = line.split(" ");
    const handle = name?.slice(name.lastIndexOf("/") + 1);
    if (name !== `accord/${coalition}/${handle}` || !Object.hasOwn(copies, handle)) continue;
    if (await isCosigned(name, copies[handle], `${text}\n`, unbase64(data))) found.add(handle);
  }
  return found;
}

/** 4 bytes of key hash, 8 of the time in seconds, 64 of the signature. */
async function isCosigned(name, key, text, data) {
  if (data.length !== 76 || !equal(data.subarray(0, 4), await keyHash(name, key, COSIGNATURE))) return false;
  const time = new DataView(data.buffer, data.byteOffset).getBigUint64(4);
  return verify(key, utf8(`cosignature/v1\ntime ${time}\n${text}`), data.subarray(12));
}

/** The first four bytes of SHA-256(name || 0x0A || type || key). */
async function keyHash(name, key, type) {
  const digest = await sha256(concat(utf8(name), Uint8Array.of(0x0a, type), unhex(key)));
  return digest.subarray(0, 4);
}

function whole(digits) {
  const number = Number(digits);
  if (!Number.isSafeInteger(number)) throw new Refused("note-malformed");
  return number;
}

/** @param {Checkpoint} checkpoint @returns {string} its root as base64 */
export function rootText(checkpoint) {
  return base64(checkpoint.root);
}
