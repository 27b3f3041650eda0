// An act: its payload read strictly, and its contents checked against their hashes.

import { equal, hex, sha256, utf8 } from "./bytes.js";
import { DOCUMENT, PAYLOAD, encode, parse } from "./canonical.js";
import { actId } from "./dsse.js";
import { Refused } from "./errors.js";
import { HEADER, JOINED, KINDS, NAMES_ROSTER, shapeOf } from "./shapes.js";

const SALT = 32;
// The end of the names of contents that are encrypted to some members alone, with age.
const SEALED = ".sealed";
const FILE = /^(paper$|file[.]|picture[.])/;
const AGE = utf8("age-encryption.org/v1\n");

/**
 * @typedef {object} Act
 * @property {string} id
 * @property {Uint8Array} payload the bytes that are signed
 * @property {string} kind
 * @property {string} by
 * @property {string} at
 * @property {Object<string, any>} header every field but kind, by, at and body
 * @property {Object<string, any>} body
 * @property {Object<string, any>} contents the JSON documents that came along, by name
 * @property {Object<string, Uint8Array>} files contents that are not JSON, without their salt
 */

/**
 * The act whose canonical bytes are `payload`, complete with its contents.
 * @param {Uint8Array} payload
 * @param {Object<string, Uint8Array>} blobs as stored: 32 random bytes, then the content
 * @param {{partial?: boolean}} [how] `partial`: contents may be missing (never before signing)
 * @returns {Promise<Act>}
 */
export async function readAct(payload, blobs, { partial = false } = {}) {
  const value = parse(payload, PAYLOAD);
  const { kind, by, at, body, ...header } = value;
  if (!Object.hasOwn(KINDS, String(kind))) throw new Refused("unknown-kind", { kind: String(kind) });
  checkShape(kind, value);
  const named = header.blobs ?? {};
  checkNames(kind, body, Object.keys(named));
  const act = { id: await actId(payload), payload, kind, by, at, header, body, contents: {}, files: {} };
  for (const [name, reference] of Object.entries(named)) {
    if (blobs[name] === undefined && partial) continue;
    if (blobs[name] === undefined) throw new Refused("content-missing", { name });
    addContent(act, name, await checkedContent(name, reference, blobs[name]));
  }
  return act;
}

/** Kinds that name the list of members in force. */
const NAMING = /^(?:voice[.].*|charter[.](?:amend|close|lead|roster))$/;

function checkShape(kind, value) {
  const founding = kind === "charter.found";
  const joined = founding ? {} : JOINED;
  const roster = NAMING.test(kind) ? NAMES_ROSTER : {};
  const shape = shapeOf({ ...HEADER, ...joined, ...roster, kind: () => true, body: KINDS[kind].body });
  if (!shape(value)) throw new Refused("not-understood", { kind });
}

function checkNames(kind, body, names) {
  const { must, may, prefix, words } = KINDS[kind].contents;
  const required = must(body);
  for (const name of required) {
    if (!names.includes(name)) throw new Refused("content-missing", { name });
  }
  for (const name of words) {
    const came = [name, `${name}${SEALED}`].filter((one) => names.includes(one));
    if (!came.length) throw new Refused("content-missing", { name });
    if (came.length > 1) throw new Refused("not-understood", { kind });
  }
  if (prefix && !names.some((name) => name.startsWith(prefix))) throw new Refused("content-missing", { name: `${prefix}…` });
  for (const name of names) {
    const plain = name.endsWith(SEALED) ? name.slice(0, -SEALED.length) : name;
    const known = required.includes(name) || may.includes(plain) || words.includes(plain) || (prefix && name.startsWith(prefix));
    if (!known) throw new Refused("not-understood", { kind });
  }
}

async function checkedContent(name, reference, blob) {
  const right = blob.length === reference.size && hex(await sha256(blob)) === reference.sha256;
  if (!right) throw new Refused("content-changed", { name });
  if (!name.endsWith(SEALED)) return blob.subarray(SALT);
  if (!equal(blob.subarray(0, AGE.length), AGE)) throw new Refused("content-changed", { name });
  return blob;
}

/** A paper, a picture and what is encrypted are files; every other content is a canonical document. */
function addContent(act, name, content) {
  if (FILE.test(name) || name.endsWith(SEALED)) act.files[name] = content;
  else act.contents[name] = parse(content, DOCUMENT);
}

/**
 * The payload of a new act.
 * @param {Object<string, any>} fields header and body as JSON values
 * @returns {Uint8Array}
 */
export function buildPayload(fields) {
  const payload = encode(fields);
  parse(payload, PAYLOAD);
  checkShape(fields.kind, fields);
  return payload;
}
