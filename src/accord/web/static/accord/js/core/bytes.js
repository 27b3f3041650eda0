// Bytes and the three ways they are written: hex, base64, UTF-8. One form each.

import { Refused } from "./errors.js";

/** @param {Uint8Array} bytes @returns {string} lower-case hex */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} text lower-case hex of whole bytes @returns {Uint8Array} */
export function unhex(text) {
  if (typeof text !== "string" || !/^(?:[0-9a-f]{2})*$/.test(text)) throw new Refused("malformed", { what: "hex" });
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** @param {Uint8Array} bytes @returns {string} padded standard base64 (RFC 4648 section 4) */
export function base64(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  }
  return btoa(text);
}

/** @param {string} text canonical padded base64; anything else is refused @returns {Uint8Array} */
export function unbase64(text) {
  let bytes;
  try {
    bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    throw new Refused("malformed", { what: "base64" });
  }
  if (base64(bytes) !== text) throw new Refused("malformed", { what: "base64" });
  return bytes;
}

/** @param {Uint8Array} bytes @returns {string} base64url without padding (RFC 4648 section 5) */
export function base64url(bytes) {
  return base64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} text base64url without padding @returns {Uint8Array} */
export function unbase64url(text) {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new Refused("malformed", { what: "base64" });
  const plain = text.replaceAll("-", "+").replaceAll("_", "/");
  return unbase64(plain + "=".repeat((4 - (plain.length % 4)) % 4));
}

/** @param {string} text @returns {Uint8Array} */
export function utf8(text) {
  return new TextEncoder().encode(text);
}

/** @param {Uint8Array} bytes @returns {string} the text; malformed UTF-8 is refused */
export function text(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Refused("malformed", { what: "utf8" });
  }
}

/** @param {...Uint8Array} parts @returns {Uint8Array} */
export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** @param {Uint8Array} a @param {Uint8Array} b @returns {boolean} */
export function equal(a, b) {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** @param {Uint8Array} bytes @returns {Promise<Uint8Array>} SHA-256 */
export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** @param {number} length @returns {Uint8Array} fresh random bytes */
export function random(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}
