// Times as acts write them: RFC 3339, UTC, to the second.

import { Refused } from "./errors.js";

/** @param {string} text `2026-11-22T14:00:00Z` @returns {Date} */
export function parseTime(text) {
  const moment = new Date(text);
  // The years 2000 to 2999, as everywhere in Accord.
  if (!/^2\d{3}-/.test(text) || Number.isNaN(moment.getTime()) || writeTime(moment) !== text) throw new Refused("malformed", { what: "time" });
  return moment;
}

/** @param {Date} moment @returns {string} */
export function writeTime(moment) {
  return `${moment.toISOString().slice(0, 19)}Z`;
}

/**
 * The moment at which the clocks of a zone show this; refuses an hour that they leave out.
 * @param {string} written `2026-11-22T14:00`
 * @param {string | undefined} zone an IANA name; the device's where absent
 * @returns {Date}
 */
export function momentIn(written, zone) {
  const wall = Date.parse(`${written}Z`);
  if (!/^2\d{3}-/.test(written) || Number.isNaN(wall)) throw new Refused("malformed", { what: "time" });
  // The offset there and then is found in two steps, also on the day when it changes.
  const once = wall - (shownIn(wall, zone) - wall);
  const moment = wall - (shownIn(once, zone) - once);
  if (shownIn(moment, zone) !== wall) throw new Refused("malformed", { what: "time" });
  return new Date(moment);
}

/** What the clocks of a zone show at a moment, as if it were UTC. */
function shownIn(moment, zone) {
  const how = { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" };
  const parts = new Intl.DateTimeFormat("en", how).formatToParts(moment).map(({ type, value }) => [type, Number(value)]);
  const { year, month, day, hour, minute, second } = Object.fromEntries(parts);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
