// Building acts on this device, and checking those that the hub has prepared.

import { hex, random, unbase64 } from "./core/bytes.js";
import { PAYLOAD, parse } from "./core/canonical.js";
import { buildPayload, readAct } from "./core/act.js";
import { Refused } from "./core/errors.js";
import { basis } from "./seen.js";
import { parseTime, writeTime } from "./core/time.js";
import { decoded } from "./things.js";

const NEAR = 10 * 60 * 1000;

/** @param {import("./seen.js").Seen} seen @returns the header field `after` */
export function after(seen) {
  const { size, root } = basis(seen);
  return { size, root: hex(unbase64(root)) };
}

/**
 * The payload of a new act of this device.
 * @param {string} kind
 * @param {object} body
 * @param {{coalition: string, by: string, seen: import("./seen.js").Seen, now: Date,
 *   blobs?: Object<string, {sha256: string, size: number}>}} header
 */
export function newPayload(kind, body, { coalition, by, seen, now, blobs }) {
  const header = { coalition, kind, by, at: writeTime(now), nonce: hex(random(16)), after: after(seen) };
  return buildPayload({ ...header, ...(blobs ? { blobs } : {}), body });
}

/**
 * The act that the hub prepared for this person, with what only the proposer can know:
 * a nonce, and the newest state of the log that this device has verified.
 * @param {{payload: string, blobs?: Object<string, string>}} prepared base64
 * @param {{member: string | null, seen: import("./seen.js").Seen, now: Date}} context
 *   `member`: who has to be the proposer; null when the stamp is going to sign
 * @returns {Promise<{act: import("./core/act.js").Act, blobs: Object<string, Uint8Array>}>}
 */
export async function ownAct(prepared, { member, seen, now }) {
  const fields = parse(unbase64(prepared.payload), PAYLOAD);
  const payload = buildPayload({ ...fields, nonce: hex(random(16)), after: after(seen) });
  const blobs = decoded(prepared.blobs);
  const act = await readAct(payload, blobs);
  if (act.header.coalition !== seen.coalition) throw new Refused("other-coalition");
  if (member && act.by !== member) throw new Refused("not-mine", { by: act.by, member });
  checkClock(act.at, now);
  return { act, blobs };
}

/** The time of a prepared act is near this device's clock, or one of both is wrong. */
function checkClock(at, now) {
  const ahead = parseTime(at).getTime() - now.getTime();
  if (Math.abs(ahead) <= NEAR) return;
  const minutes = Math.round(Math.abs(ahead) / 60_000);
  throw new Refused(ahead > 0 ? "clock-behind" : "clock-ahead", { minutes });
}

/** The role that a kind asks of a device's key; null: the role of the act it is about. */
export function roleOf(kind) {
  // Anybody may revoke the devices of one's own; the rules know whose they are.
  if (kind === "charter.revoke") return null;
  const job = kind.split(".")[0];
  if (job === "charter") return "people";
  return job === "decide" ? null : job;
}
