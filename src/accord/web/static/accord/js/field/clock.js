// The time that a record of this phone carries. A phone's clock may be wrong: what the
// host's clock said when it was asked last is kept, and the difference is made up for.

import { parseTime } from "../core/time.js";

const NEAR = 5 * 60_000;
const LATE = 14 * 24 * 3_600_000;

/**
 * @param {{time: string, asked: number} | null} told the host's time, and this device's
 *   (milliseconds) when it was told
 * @param {Date} here this device's clock
 * @returns {{now: Date, off: number, stale: boolean}} `off`: minutes that this device is
 *   ahead (behind when negative), 0 when it is near; `stale`: the host was not asked for
 *   so long that a record of then could not be taken any more
 */
export function timeHere(told, here) {
  if (!told) return { now: here, off: 0, stale: false };
  const host = parseTime(told.time).getTime();
  const ahead = told.asked - host;
  // A clock that went backwards since was set anew: no record is older than what it saw.
  const wrong = Math.abs(ahead) > NEAR ? ahead : 0;
  const now = Math.max(here.getTime() - wrong, host);
  const back = here.getTime() < told.asked - NEAR;
  const off = Math.round((back ? here.getTime() - told.asked : wrong) / 60_000);
  return { now: new Date(now), off, stale: now - host > LATE };
}
