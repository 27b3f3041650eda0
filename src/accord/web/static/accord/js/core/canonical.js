// Canonical JSON: the subset of RFC 8785 that Accord signs, stores and sends.
//
// Objects, arrays, booleans, integers 0 to 2^53-1 and strings. Reading accepts one form
// only: it parses, encodes again and compares, which also refuses duplicate keys,
// floats, signs, exponents and spaces.

import { text, utf8 } from "./bytes.js";
import { Refused } from "./errors.js";

/** What may be signed: at most 32 KiB, 8 levels, printable ASCII without a backslash. */
export const PAYLOAD = { size: 32 * 1024, depth: 8, ascii: true };
/** Contents and files: longer, and in any script. */
export const DOCUMENT = { size: 48 * 1024 * 1024, depth: 8, ascii: false };

/**
 * The canonical text of a value.
 * @param {unknown} value
 * @returns {string}
 */
export function canonical(value) {
  if (typeof value === "string" || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value) || value < 0) throw new Refused("not-canonical");
    return String(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") throw new Refused("not-canonical");
  // RFC 8785 section 3.2.3 sorts by UTF-16 code units, as sort() does.
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

/** @param {unknown} value @returns {Uint8Array} the canonical bytes */
export function encode(value) {
  return utf8(canonical(value));
}

/**
 * The object whose canonical bytes these are; anything else is refused.
 * @param {Uint8Array} bytes
 * @param {{size: number, depth: number, ascii: boolean}} limits
 * @returns {Object<string, any>}
 */
export function parse(bytes, limits) {
  if (bytes.length > limits.size) throw new Refused("too-long", { limit: limits.size });
  if (limits.ascii && bytes.some((byte) => byte < 0x20 || byte > 0x7e || byte === 0x5c)) {
    throw new Refused("not-ascii");
  }
  const written = text(bytes);
  if (deeperThan(written, limits.depth)) throw new Refused("too-deep", { limit: limits.depth });
  let value;
  try {
    value = JSON.parse(written);
  } catch {
    throw new Refused("malformed", { what: "json" });
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new Refused("malformed", { what: "object" });
  }
  if (canonical(value) !== written) throw new Refused("not-canonical");
  return value;
}

/** Whether brackets outside of strings nest deeper than `depth`; the top object is 1. */
function deeperThan(written, depth) {
  let level = 0;
  for (const [token] of written.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/gs)) {
    if (token === "[" || token === "{") level += 1;
    if (token === "]" || token === "}") level -= 1;
    if (level > depth) return true;
  }
  return false;
}
