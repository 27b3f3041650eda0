// Signed acts are kept here before they are posted, and leave when they are final: when
// the host has them, or where members' copies confirm, when enough copies have them too.
// What a host loses before that is posted again by itself, also to the host after it.

import { isFinal, isPassing } from "./api.js";
import { Refused } from "./core/errors.js";
import { isConfirming } from "./seen.js";

/**
 * @typedef {object} Waiting
 * @property {string} id act id and key id
 * @property {number} turn counts up; what was signed first goes out first
 * @property {string} act
 * @property {string} coalition
 * @property {any} envelope the DSSE document
 * @property {{act: string, envelope: any}[]} [more] acts that are posted with it, all or none
 * @property {string[]} blobs base64
 * @property {string} heading what it is, in words
 * @property {string | null} draft the name of the form's draft
 * @property {string | null} refused the hub's reason, when it refused in the background
 * @property {{epoch: number, index: number} | null} saved where the host has it, proven; it
 *   waits for members' copies
 */

/**
 * @param {{store: import("./store.js").Store, api: import("./api.js").Api, seen: any}} tools
 */
export function makeOutbox({ store, api, seen }) {
  /** In the order in which they were signed: a later act may stand on an earlier one. */
  async function all() {
    return (await store.all("outbox")).sort((a, b) => a.turn - b.turn);
  }

  /** @param {Omit<Waiting, "id" | "turn" | "refused" | "saved">} entry */
  async function add(entry) {
    const id = `${entry.act}.${entry.envelope.signatures.map(({ keyid }) => keyid).join(".")}`;
    const turn = 1 + Math.max(0, ...(await all()).map((one) => one.turn));
    const waiting = { ...entry, id, turn, refused: null, saved: null };
    await store.put("outbox", waiting);
    return waiting;
  }

  /**
   * Posts one. When the hub has proven that it is in the log it leaves the outbox, or
   * stays until it is confirmed; it leaves when the hub refused it. It stays as it is
   * when the hub gave no answer, or a false one.
   * @param {Waiting} entry
   * @returns {Promise<any>} the hub's receipt for this act
   */
  async function deliver(entry) {
    const body = JSON.stringify({ blobs: entry.blobs, envelopes: [entry, ...(entry.more ?? [])].map(({ envelope }) => envelope) });
    const answer = await api.postActs(body).catch(async (error) => {
      if (isFinal(error)) await store.remove("outbox", entry.id);
      throw error;
    });
    const { epoch, confirming } = await seen.checkReceipt(entry.coalition, answer, entry);
    const receipt = answer.receipts.find(({ act }) => act === entry.act);
    if (confirming) await store.put("outbox", { ...entry, saved: { epoch, index: lastIndex(answer, entry) } });
    else await store.remove("outbox", entry.id);
    return receipt;
  }

  /**
   * Sends again all that waits, and looks whether what is saved is confirmed. What the hub
   * refuses now stays, with its reason, until a person has read it.
   * @returns {Promise<{sent: Waiting[], left: Waiting[]}>}
   */
  async function flush() {
    const sent = [];
    try {
      await settle().catch(passOver);
      for (const entry of (await all()).filter(({ refused, saved }) => !refused && !saved)) {
        if (await posted(entry)) sent.push(entry);
      }
    } catch (error) {
      if (!isPassing(error)) throw error;
    }
    return { sent, left: await all() };
  }

  /** Whether it arrived; throws when it is of no use to go on now. */
  async function posted(entry) {
    try {
      await deliver(entry);
      return true;
    } catch (error) {
      if (isFinal(error)) await store.put("outbox", { ...entry, refused: error.values.detail });
      if (isPassing(error)) throw error;
      return false;
    }
  }

  /** What is confirmed leaves; what an earlier host had is to be sent to this one. */
  async function settle() {
    const saved = (await all()).filter((entry) => entry.saved);
    for (const coalition of new Set(saved.map((entry) => entry.coalition))) {
      const now = await seen.advance(coalition);
      for (const entry of saved.filter((one) => one.coalition === coalition)) {
        if (isSafe(entry.saved, now)) await store.remove("outbox", entry.id);
        else if (entry.saved.epoch !== now.epoch) await store.put("outbox", { ...entry, saved: null });
      }
    }
  }

  /**
   * Adds the signatures that came from another phone to an act that waits here.
   * @param {Waiting} entry
   * @param {any} envelope with all signatures
   */
  async function merge(entry, envelope) {
    const id = `${entry.act}.${envelope.signatures.map(({ keyid }) => keyid).join(".")}`;
    await store.put("outbox", { ...entry, envelope, id, refused: null, saved: null });
    if (id !== entry.id) await store.remove("outbox", entry.id);
  }

  return { add, merge, deliver, flush, all, drop: (id) => store.remove("outbox", id) };
}

/** A log that this device refuses confirms nothing: what is saved in it goes on waiting. */
function passOver(error) {
  if (isPassing(error) || !(error instanceof Refused)) throw error;
}

function isSafe({ epoch, index }, now) {
  return epoch === now.epoch && (!isConfirming(now) || (now.final?.size ?? 0) > index);
}

/** The last of the records that this envelope's signatures made. */
function lastIndex({ receipts }, entry) {
  const ofOne = ({ act, envelope }) => {
    const mine = new Set(envelope.signatures.map(({ keyid }) => keyid));
    return receipts.find((one) => one.act === act).leaves.filter(({ keyid }) => mine.has(keyid)).map(({ index }) => index);
  };
  return Math.max(...[entry, ...(entry.more ?? [])].flatMap(ofOne));
}
