// What would cost too much to parse is refused before it is parsed.

import { need } from "./fail.js";

/** Strings, commas, brackets and escapes: not more than so many, before any of it is read. */
export function needParts(bytes, most) {
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] += 1;
  const [comma, square, curly, escape, quote] = [0x2c, 0x5b, 0x7b, 0x5c, 0x22].map((byte) => counts[byte]);
  need(comma + square + curly + escape + Math.floor(quote / 2) <= most, "too many parts");
}
