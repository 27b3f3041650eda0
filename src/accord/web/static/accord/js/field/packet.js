// What one phone gives another: a few acts with their signatures, as few bytes as
// possible. The format is written down in docs/formats/frames.md.

import { concat, hex, unhex } from "../core/bytes.js";
import { PAYLOAD } from "../core/canonical.js";
import { Refused } from "../core/errors.js";

const PLAIN = 1;
const SQUEEZED = 2;
const MOST_ACTS = 8;
const MOST_SIGNATURES = 8;
const MOST = 8 * (PAYLOAD.size + 1024);

/** @typedef {{payload: Uint8Array, signatures: {keyid: string, sig: Uint8Array}[]}} Signed */

/** @param {Signed[]} acts in the order in which they are to be recorded @returns {Promise<Uint8Array>} */
export async function writePacket(acts) {
  const body = concat(
    Uint8Array.of(acts.length),
    ...acts.flatMap(({ payload, signatures }) => [
      Uint8Array.of(payload.length >> 8, payload.length & 255),
      payload,
      Uint8Array.of(signatures.length),
      ...signatures.flatMap(({ keyid, sig }) => [unhex(keyid), sig]),
    ]),
  );
  if (!globalThis.CompressionStream) return concat(Uint8Array.of(PLAIN), body);
  return concat(Uint8Array.of(SQUEEZED), await through(body, new CompressionStream("deflate-raw"), MOST));
}

/** @param {Uint8Array} packet @returns {Promise<Signed[]>} strictly: nothing more, nothing less */
export async function readPacket(packet) {
  const body = await unpacked(packet);
  let at = 0;
  const take = (size) => {
    if (at + size > body.length) throw broken();
    at += size;
    return body.slice(at - size, at);
  };
  const one = (most) => {
    const [count] = take(1);
    if (!count || count > most) throw broken();
    return count;
  };
  const acts = Array.from({ length: one(MOST_ACTS) }, () => {
    const [high, low] = take(2);
    const payload = take(high * 256 + low);
    const signatures = Array.from({ length: one(MOST_SIGNATURES) }, () => ({ keyid: hex(take(32)), sig: take(64) }));
    return { payload, signatures };
  });
  if (at !== body.length) throw broken();
  return acts;
}

async function unpacked(packet) {
  if (packet[0] === PLAIN) return packet.subarray(1);
  if (packet[0] !== SQUEEZED) throw new Refused("packet-other");
  if (!globalThis.DecompressionStream) throw new Refused("packet-other");
  return through(packet.subarray(1), new DecompressionStream("deflate-raw"), MOST);
}

/** Bytes through a stream; never more than `most` come out, whatever goes in. */
async function through(bytes, stream, most) {
  const writer = stream.writable.getWriter();
  writer.write(bytes).catch(() => {});
  writer.close().catch(() => {});
  const reader = stream.readable.getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => Promise.reject(broken()));
    if (done) return concat(...parts);
    size += value.length;
    if (size > most) {
      reader.cancel().catch(() => {});
      throw broken();
    }
    parts.push(value);
  }
}

const broken = () => new Refused("packet-broken");
