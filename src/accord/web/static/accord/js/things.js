// The acts that an act names (an item, a site, a statement), fetched and checked: an id
// is the hash of the bytes, so the hub cannot give another act under it.

import { unbase64 } from "./core/bytes.js";
import { readAct } from "./core/act.js";
import { readEnvelope } from "./core/dsse.js";
import { namedActs } from "./words/words.js";

const MOST = 80;
const AT_ONCE = 6;
const DEEP = 3;

/** @param {import("./api.js").Api} api */
export function makeThings(api) {
  const known = new Map();

  /** The verified act, or null when the hub does not give it or gives something else. */
  async function one(id) {
    try {
      const { envelope, blobs } = await api.act(id);
      const { payload } = readEnvelope(envelope);
      const act = await readAct(payload, decoded(blobs), { partial: true });
      return act.id === id ? act : null;
    } catch {
      // What cannot be shown in words is shown by its mark; the dialog says so.
      return null;
    }
  }

  async function fetchAll(ids) {
    const waiting = ids.filter((id) => !known.has(id)).slice(0, MOST - known.size);
    while (waiting.length) {
      const some = waiting.splice(0, AT_ONCE);
      const found = await Promise.all(some.map(one));
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

/** @param {Object<string, string> | undefined} blobs base64 by name */
export function decoded(blobs) {
  return Object.fromEntries(Object.entries(blobs ?? {}).map(([name, blob]) => [name, unbase64(blob)]));
}
