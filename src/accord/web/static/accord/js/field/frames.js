// Bytes as a row of QR codes that one screen shows another, in any order, with gaps.
// The format is written down in docs/formats/frames.md.
//
// The packet is cut into k parts. Frame n < k is part n; every later frame is the sum
// (XOR) of about half of the parts, chosen by its number: any k or few more frames give
// the packet back, so that a frame that was missed costs one other frame and no round.

import { concat, equal, hex, sha256 } from "../core/bytes.js";
import { Refused } from "../core/errors.js";

export const PART = 240;
/** What every frame begins with. */
export const MARK = "AC1:";
const HEAD = 12;
const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const MOST = 0xffff;
const AT_ONCE = 4;

/** @param {Uint8Array} bytes @returns {string} base45 (RFC 9285), as QR's alphanumeric mode takes it */
export function base45(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 2) {
    const pair = i + 1 < bytes.length;
    let value = pair ? bytes[i] * 256 + bytes[i + 1] : bytes[i];
    for (let digit = 0; digit < (pair ? 3 : 2); digit += 1) {
      text += LETTERS[value % 45];
      value = Math.floor(value / 45);
    }
  }
  return text;
}

/** @param {string} text @returns {Uint8Array} the bytes; anything but base45's one form is refused */
export function unbase45(text) {
  const bytes = [];
  for (let i = 0; i < text.length; i += 3) {
    const digits = [...text.slice(i, i + 3)].map((letter) => LETTERS.indexOf(letter));
    const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0);
    const size = digits.length - 1;
    if (size < 1 || digits.includes(-1) || value >= 256 ** size) throw new Refused("malformed", { what: "base45" });
    bytes.push(...(size === 2 ? [value >> 8, value & 255] : [value]));
  }
  return Uint8Array.from(bytes);
}

/**
 * The parts that frame `number` adds up: a bit for each, by xorshift32 from its number.
 * @param {number} number
 * @param {number} count k
 * @returns {boolean[]}
 */
export function partsOf(number, count) {
  if (number < count) return Array.from({ length: count }, (_, i) => i === number);
  let state = (Math.imul(number, 0x9e3779b1) ^ count) >>> 0 || 1;
  const chosen = Array.from({ length: count }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) >= 0x80000000;
  });
  if (!chosen.includes(true)) chosen[number % count] = true;
  return chosen;
}

/**
 * @param {Uint8Array} packet 1 to 65,535 bytes
 * @returns {Promise<{count: number, frame: (number: number) => string}>} `count`: the
 *   parts; a frame's number goes from 0 to 65,535
 */
export async function framesOf(packet) {
  if (!packet.length || packet.length > MOST) throw new Refused("packet-long");
  const count = Math.ceil(packet.length / PART);
  const parts = Array.from({ length: count }, (_, i) => padded(packet.subarray(i * PART, (i + 1) * PART)));
  const mark = (await sha256(packet)).subarray(0, 8);
  const frame = (number) => {
    const data = new Uint8Array(PART);
    partsOf(number, count).forEach((in_, i) => in_ && add(data, parts[i]));
    return MARK + base45(concat(mark, two(packet.length), two(number), data));
  };
  return { count, frame };
}

/** Whether a code that was read is a frame. */
export const isFrame = (text) => text.startsWith(MARK);

/** Gathers frames of a packet, as they come, out of up to four packets at once. */
export function gatherer() {
  const found = new Map();

  /**
   * @param {string} text
   * @returns {Promise<{packet: Uint8Array | null, got: number, count: number}>}
   */
  async function take(text) {
    const bytes = unbase45(text.slice(MARK.length));
    if (bytes.length !== HEAD + PART) throw new Refused("malformed", { what: "frame" });
    const [length, number] = [bytes[8] * 256 + bytes[9], bytes[10] * 256 + bytes[11]];
    if (!length) throw new Refused("malformed", { what: "frame" });
    const name = hex(bytes.subarray(0, 10));
    const rows = found.get(name) ?? solver(Math.ceil(length / PART));
    found.delete(name);
    found.set(name, rows);
    if (found.size > AT_ONCE) found.delete(found.keys().next().value);
    const whole = rows.add(number, bytes.subarray(HEAD));
    if (!whole) return { packet: null, got: rows.got, count: rows.count };
    const packet = whole.subarray(0, length);
    const good = equal((await sha256(packet)).subarray(0, 8), bytes.subarray(0, 8));
    found.delete(name);
    if (!good) throw new Refused("packet-broken");
    return { packet, got: rows.count, count: rows.count };
  }

  return { take };
}

/** Equations over parts, kept so that each row's first part is no other row's first. */
function solver(count) {
  const rows = new Array(count).fill(null);
  const solved = { count, got: 0, add: put };

  function put(number, data) {
    const row = { parts: partsOf(number, count), data: Uint8Array.from(data) };
    for (let first = 0; first < count; first += 1) {
      if (!row.parts[first]) continue;
      if (!rows[first]) {
        rows[first] = row;
        solved.got += 1;
        break;
      }
      mix(row, rows[first]);
    }
    return solved.got === count ? joined() : null;
  }

  function joined() {
    for (let first = count - 1; first >= 0; first -= 1) {
      for (let other = first + 1; other < count; other += 1) {
        if (rows[first].parts[other]) mix(rows[first], rows[other]);
      }
    }
    return concat(...rows.map(({ data }) => data));
  }

  return solved;
}

function mix(row, other) {
  other.parts.forEach((there, i) => {
    if (there) row.parts[i] = !row.parts[i];
  });
  add(row.data, other.data);
}

function add(sum, bytes) {
  bytes.forEach((byte, i) => {
    sum[i] ^= byte;
  });
}

function padded(bytes) {
  const part = new Uint8Array(PART);
  part.set(bytes);
  return part;
}

const two = (number) => Uint8Array.of(number >> 8, number & 255);

