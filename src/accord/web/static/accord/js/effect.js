// What a signature does, in a line: told by the host's tally, marked as its count.

import { parseTime, writeTime } from "./core/time.js";

const HOLD = 10 * 60 * 1000;

/**
 * @typedef {object} Tally
 * @property {number} needed
 * @property {number} of
 * @property {{member: string, state: "signed" | "silent" | "objects" | "abstains", at?: string, mark?: string}[]} seats
 */

/**
 * @param {import("./core/act.js").Act} act
 * @param {Tally | null | undefined} tally
 * @param {string} member whose signature it is
 * @param {import("./words/speak.js").Voice} voice
 * @param {Date} now
 * @returns {{strong: string, rest: string} | null}
 */
export function effectOf(act, tally, member, voice, now) {
  if (!tally) return null;
  const signed = tally.seats.filter(({ state }) => state === "signed").map((seat) => seat.member);
  // One member may have both sides of an act: two seats, for two persons.
  const lacks = tally.seats.some((seat) => seat.member === member && seat.state !== "signed");
  if (signed.includes(member) && !lacks) return { strong: voice.say("effect.again"), rest: "" };
  const count = signed.length + 1;
  const values = { needed: tally.needed, of: tally.of, n: tally.needed - count, count };
  const members = new Set(tally.seats.map((seat) => seat.member)).size;
  const counts = tally.of > 1 && members === tally.seats.length;
  const rest = counts ? voice.say("effect.count", values) : "";
  if (signed.length >= tally.needed) return { strong: voice.say("effect.also"), rest };
  if (count < tally.needed) return { strong: voice.say("effect.more", values), rest };
  return { strong: voice.say(lastKey(act.kind)), rest: [rest, ...releaseLine(act, voice, now)].filter(Boolean).join(" ") };
}

function lastKey(kind) {
  if (kind === "voice.statement" || kind === "voice.own" || kind === "voice.translation") return "effect.public";
  return kind === "voice.retraction" ? "effect.withdrawn" : "effect.last";
}

/** When it becomes public, by the charter's rule on release times. */
function releaseLine({ kind, body }, voice, now) {
  if (kind !== "voice.statement" && kind !== "voice.own") return [];
  if (body.urgent && (body.corrects || parseTime(body.release) <= now)) return [voice.say("effect.at-once")];
  const soon = body.urgent ? now.getTime() : now.getTime() + HOLD;
  const planned = body.corrects ? 0 : parseTime(body.release).getTime();
  const time = voice.time(writeTime(new Date(Math.max(planned, soon))));
  return [voice.say(planned > soon ? "effect.at" : "effect.soon", { time })];
}
