// Signed acts are kept here before they are posted, and leave when the hub has answered.

import { isFinal, isPassing } from "./api.js";

/**
 * @typedef {object} Waiting
 * @property {string} id act id and key id
 * @property {number} turn counts up; what was signed first goes out first
 * @property {string} act
 * @property {string} coalition
 * @property {any} envelope the DSSE document
 * @property {string[]} blobs base64
 * @property {string} heading what it is, in words
 * @property {string | null} draft the name of the form's draft
 * @property {string | null} refused the hub's reason, when it refused in the background
 */

/**
 * @param {{store: import("./store.js").Store, api: import("./api.js").Api, seen: any}} tools
 */
export function makeOutbox({ store, api, seen }) {
  /** In the order in which they were signed: a later act may stand on an earlier one. */
  async function all() {
    return (await store.all("outbox")).sort((a, b) => a.turn - b.turn);
  }

  /** @param {Omit<Waiting, "id" | "turn" | "refused">} entry */
  async function add(entry) {
    const id = `${entry.act}.${entry.envelope.signatures.map(({ keyid }) => keyid).join(".")}`;
    const turn = 1 + Math.max(0, ...(await all()).map((one) => one.turn));
    const waiting = { ...entry, id, turn, refused: null };
    await store.put("outbox", waiting);
    return waiting;
  }

  /**
   * Posts one; it leaves the outbox when the hub has proven that it is in the log, and
   * when the hub refused it. It stays when the hub gave no answer, or a false one.
   * @param {Waiting} entry
   * @returns {Promise<any>} the hub's receipt for this act
   */
  async function deliver(entry) {
    const body = JSON.stringify({ blobs: entry.blobs, envelopes: [entry.envelope] });
    const answer = await api.postActs(body).catch(async (error) => {
      if (isFinal(error)) await store.remove("outbox", entry.id);
      throw error;
    });
    await seen.checkReceipt(entry.coalition, answer, entry);
    await store.remove("outbox", entry.id);
    return answer.receipts.find(({ act }) => act === entry.act);
  }

  /**
   * Sends again all that waits. What the hub refuses now stays, with its reason, until a
   * person has read it.
   * @returns {Promise<{sent: Waiting[], left: Waiting[]}>}
   */
  async function flush() {
    const sent = [];
    for (const entry of (await all()).filter(({ refused }) => !refused)) {
      try {
        await deliver(entry);
        sent.push(entry);
      } catch (error) {
        if (isFinal(error)) await store.put("outbox", { ...entry, refused: error.values.detail });
        if (isPassing(error)) break;
      }
    }
    return { sent, left: await all() };
  }

  return { add, deliver, flush, all, drop: (id) => store.remove("outbox", id) };
}
