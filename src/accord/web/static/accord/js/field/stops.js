// What speaks against moving a lot on, as far as this phone knows: it is recalled, its date
// is over, its donor gave it for another place, or agreed plans hold it back. The host
// refuses none of it from the field, so it is said here, before somebody signs.

import { h } from "../h.js";
import { itemName, memberName, siteName } from "./home.js";
import { now } from "./state.js";

/** Whether a lot's day is over, by the time that a record signed now carries. */
export function isOver(work, lot) {
  return Boolean(lot?.expiry) && lot.expiry < now(work).now.toISOString().slice(0, 10);
}

/** What is said beside a lot, wherever it is shown. */
export function lotNotices(work, id, lot) {
  const { say, voice } = work;
  return [
    work.set.recalled[id] && h("p", { class: "notice" }, say("field.recalled")),
    isOver(work, lot) && h("p", { class: "notice" }, say("field.expired", { day: voice.day(lot.expiry) })),
    lot?.earmark && h("p", { class: "quiet" }, say("field.only", { place: siteName(work, lot.earmark) })),
  ].filter(Boolean);
}

/**
 * Why these lots should not be moved on: sentences, none when they may be.
 * @param {"supplies.consign" | "supplies.use"} kind
 * @param {string} site where they are
 * @param {[string, any, number?, any?][]} chosen ids and lots, how many, and the row in the books
 */
export function stops(work, kind, site, chosen) {
  const { say } = work;
  return chosen.flatMap(([id, lot, n, row]) => {
    const item = itemName(work, lot?.item);
    const by = work.set.recalled[id];
    const elsewhere = kind === "supplies.use" && lot?.earmark && lot.earmark !== site;
    const free = row?.promised ? Math.max(0, row.good - row.promised) : Infinity;
    return [
      by && say("field.stop.recalled", { item, member: memberName(work, by) }),
      isOver(work, lot) && say("field.stop.expired", { item }),
      elsewhere && say("field.stop.only", { item, place: siteName(work, lot.earmark) }),
      n > free && say("field.stop.promised", { item, n: free }),
    ].filter(Boolean);
  });
}
