// The keys of persons on this device, and which of them is in use.

import { keyid, sign } from "./core/ed25519.js";
import { Refused } from "./core/errors.js";
import { privateOf } from "./pin.js";

/**
 * @typedef {object} Key
 * @property {string} key 64 hex digits
 * @property {string} keyid
 * @property {CryptoKey | null} private null behind a PIN
 * @property {string} coalition
 * @property {string} member
 * @property {string | null} person
 * @property {string[] | null} roles
 * @property {string} made when, as an act's time
 */

/**
 * @param {{store: import("./store.js").Store, page: import("./page.js").Page}} tools
 */
export function makeDevice({ store, page }) {
  const here = async () => (await store.all("keys")).filter(({ coalition }) => !page.coalition || coalition === page.coalition);

  /** Keeps a key that was just made or imported, and uses it from now on. */
  async function keep(made) {
    const kept = { ...made, ...(made.pin ? { private: null } : {}), keyid: await keyid(made.key) };
    await store.put("keys", kept);
    await use(made.key);
    return kept;
  }

  async function use(key) {
    await store.put("settings", { name: "key", value: key });
  }

  /** The key that signs on this page: the signed-in one, else the one used last. */
  async function current() {
    const keys = await here();
    const chosen = page.key ?? (await store.get("settings", "key"))?.value;
    const found = keys.find(({ key }) => key === chosen) ?? (page.key ? undefined : keys[0]);
    if (!found) throw new Refused(keys.length ? "key-elsewhere" : "no-key");
    return found;
  }

  async function learn(key, facts) {
    await store.update("keys", key, (old) => ({ ...old, ...facts }));
  }

  return { here, keep, use, current, learn, forget: (key) => store.remove("keys", key) };
}

/** @param {Key} key @param {Uint8Array} message @returns {Promise<{keyid: string, sig: Uint8Array}>} */
export async function signature(key, message) {
  return { keyid: key.keyid, sig: await sign(privateOf(key), message) };
}
