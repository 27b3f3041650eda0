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
