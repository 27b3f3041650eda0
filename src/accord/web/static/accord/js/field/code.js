// What a code says that was scanned or typed: a consignment, or a frame of another phone.

import { isFrame } from "./frames.js";

/**
 * The code of a consignment: on papers `<address>/<id>#c=<beginning of the coalition's
 * id>`, typed the first 12 digits or more, with or without spaces.
 * @param {string} text
 * @returns {{kind: "frame"} | {kind: "consignment", prefix: string, coalition: string | null} | {kind: "other"}}
 */
export function readCode(text) {
  if (isFrame(text)) return { kind: "frame" };
  const printed = /\/desk\/supplies\/handover\/([0-9a-f]{12,64})(?:#c=([0-9a-f]{8,64}))?$/.exec(text);
  if (printed) return { kind: "consignment", prefix: printed[1], coalition: printed[2] ?? null };
  const typed = text.toLowerCase().replace(/[\s·-]/g, "");
  if (/^[0-9a-f]{8,64}$/.test(typed)) return { kind: "consignment", prefix: typed, coalition: null };
  return { kind: "other" };
}
