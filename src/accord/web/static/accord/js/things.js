// The acts that an act names (an item, a site, a statement), fetched and checked: an id
// is the hash of the bytes, so the hub cannot give another act under it.

import { unbase64 } from "./core/bytes.js";
import { readAct } from "./core/act.js";
import { namedActs } from "./words/words.js";

// A record has at most 200 lines, and a line of a plan names a lot and a need.
const MOST = 900;
// As many as the hub gives at once.
const AT_ONCE = 30;
const DEEP = 3;

/** @param {import("./api.js").Api} api */
export function makeThings(api) {
  const known = new Map();

  /** The verified acts, by id; without those that the hub does not give. */
  async function given(ids) {
    try {
      const { acts } = await api.acts(ids);
      return Promise.all(ids.map((id) => verified(id, acts[id])));
    } catch {
      // What cannot be shown in words is shown by its mark; the dialog says so.
      return ids.map(() => null);
    }
  }

  async function fetchAll(ids) {
    const waiting = ids.filter((id) => !known.has(id)).slice(0, MOST - known.size);
    while (waiting.length) {
      const some = waiting.splice(0, AT_ONCE);
      const found = await given(some);
      some.forEach((id, i) => known.set(id, found[i]));
    }
  }

  /**
   * The acts named by `act`, and those named by these.
   * @param {import("./core/act.js").Act} act
   * @returns {Promise<Map<string, import("./core/act.js").Act>>}
   */
  async function around(act) {
    let ids = namedActs(act);
    for (let depth = 0; depth < DEEP && ids.length; depth += 1) {
      await fetchAll(ids);
      ids = ids.flatMap((id) => (known.get(id) ? namedActs(known.get(id)) : [])).filter((id) => !known.has(id));
    }
    return new Map([...known].filter(([, found]) => found));
  }

  return { around };
}

/** The act, or null when it is none or another one. */
async function verified(id, stored) {
  if (!stored) return null;
  try {
    const act = await readAct(unbase64(stored.payload), decoded(stored.blobs), { partial: true });
    return act.id === id ? act : null;
  } catch {
    return null;
  }
}

/** @param {Object<string, string> | undefined} blobs base64 by name */
export function decoded(blobs) {
  return Object.fromEntries(Object.entries(blobs ?? {}).map(([name, blob]) => [name, unbase64(blob)]));
}
