// Every step of a check either goes on or fails; what failed is the step.

import { Refused } from "../core/errors.js";

/** Refuses unless `condition` holds. */
export function need(condition, what = "") {
  if (!condition) throw new Refused("not-proven", { what });
}

/** Does one step; whatever goes wrong inside of it is that step's. */
export async function step(name, work) {
  try {
    return await work();
  } catch (error) {
    throw new Refused("not-proven", { step: name, what: error.message });
  }
}

export const all = (list, test) => list.every(test);
/** Whether each string is after the one before it. */
export const rises = (list) => list.every((one, i) => i === 0 || list[i - 1] < one);
