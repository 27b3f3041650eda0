// What this device has seen of the log, and the proof that nothing was taken back since.
//
// The hub's key is pinned when the device is enrolled. Before every signature the newest
// checkpoint is fetched: same coalition, same hub, good signature, and an extension of
// the one seen last. If not, nothing is signed here, and both notes are kept.

import { base64, equal, hex, unbase64, unhex } from "./core/bytes.js";
import { canonical } from "./core/canonical.js";
import { Refused } from "./core/errors.js";
import { isConsistent, isIncluded, leafHash } from "./core/merkle.js";
import { readCheckpoint, rootText } from "./core/note.js";
import { fingerprint } from "./words/tell.js";

const TRIES = 5;

/** @typedef {{coalition: string, epoch: number, hub: string, size: number, root: string, note: string}} Seen */

/**
 * @param {{store: import("./store.js").Store, api: import("./api.js").Api}} tools
 */
export function makeSeen({ store, api }) {
  /** Trusts the hub as it is now, once: at enrolment, or after people agreed on a move. */
  async function pin(coalition) {
    const known = await api.wellKnown();
    if (known.coalition !== coalition) throw new Refused("other-coalition");
    const { epoch, key } = known.hub;
    const { checkpoint } = await api.checkpoint(0);
    const found = await readCheckpoint(checkpoint, key);
    if (found.coalition !== coalition || found.epoch !== epoch) throw new Refused("other-coalition");
    const record = asRecord(found, key);
    await store.put("seen", record);
    return record;
  }

  /** The newest checkpoint, proven to extend the one seen last; kept as the new one. */
  async function advance(coalition) {
    const seen = await store.get("seen", coalition);
    if (!seen) return pin(coalition);
    const answer = await api.checkpoint(seen.size);
    const found = await sameHub(seen, answer);
    await mustExtend(seen, found, answer.proof);
    const record = asRecord(found, seen.hub);
    return store.update("seen", coalition, (old) => (old && old.size >= record.size ? old : record));
  }

  async function sameHub(seen, { checkpoint, hub }) {
    const values = { old: fingerprint(seen.hub), new: fingerprint(String(hub?.key)) };
    if (hub.epoch > seen.epoch) throw new Refused("hub-moved", values);
    if (hub.epoch < seen.epoch) await refuse("hub-older", seen, checkpoint, values);
    if (hub.key !== seen.hub) await refuse("hub-key-changed", seen, checkpoint, values);
    const found = await readCheckpoint(checkpoint, seen.hub);
    if (found.coalition !== seen.coalition || found.epoch !== seen.epoch) throw new Refused("other-coalition");
    return found;
  }

  async function mustExtend(seen, found, proof) {
    const old = unbase64(seen.root);
    if (found.size < seen.size) await refuse("log-rewound", seen, found.note);
    if (found.size === seen.size && !equal(found.root, old)) await refuse("log-forked", seen, found.note);
    const good = await isConsistent(seen.size, found.size, old, found.root, proof.map(unbase64));
    if (!good) await refuse("log-forked", seen, found.note);
  }

  async function refuse(code, seen, note, values = {}) {
    await store.put("evidence", { coalition: seen.coalition, code, notes: [seen.note, note], at: Date.now() });
    throw new Refused(code, values);
  }

  /**
   * Refuses unless the log with this size and root is the beginning of the one seen here.
   * @param {string} coalition
   * @param {{size: number, root: string}} head root in hex
   */
  async function prove(coalition, head) {
    for (let tried = 0; tried < TRIES; tried += 1) {
      const seen = await advance(coalition);
      if (head.size > seen.size) throw new Refused("log-unproven");
      const answer = await api.checkpoint(head.size);
      const found = await sameHub(seen, answer);
      // The log may have grown in between; then both are fetched again.
      if (found.size !== seen.size) continue;
      const same = rootText(found) === seen.root;
      const good = await isConsistent(head.size, found.size, unhex(head.root), found.root, answer.proof.map(unbase64));
      if (!same) await refuse("log-forked", seen, found.note);
      if (!good) throw new Refused("log-unproven");
      return;
    }
    throw new Refused("log-busy");
  }

  /**
   * Refuses unless the hub's receipt proves that an envelope's signatures are in the log.
   * @param {string} coalition
   * @param {{checkpoint: string, receipts: any[]}} answer
   * @param {{act: string, envelope: any}} sent the envelope as a JSON document
   */
  async function checkReceipt(coalition, answer, { act, envelope }) {
    const seen = (await store.get("seen", coalition)) ?? (await pin(coalition));
    const checkpoint = await readCheckpoint(answer.checkpoint, seen.hub);
    const receipt = answer.receipts.find((one) => one.act === act);
    for (const signature of envelope.signatures) {
      const leaf = receipt?.leaves.find(({ keyid }) => keyid === signature.keyid);
      if (!leaf) throw new Refused("receipt-wrong");
      const bytes = new TextEncoder().encode(canonical({ ...envelope, signatures: [signature], time: leaf.time }));
      const proof = leaf.proof.map(unbase64);
      const good = await isIncluded(leaf.index, checkpoint.size, await leafHash(bytes), checkpoint.root, proof);
      if (!good) throw new Refused("receipt-wrong");
    }
    await prove(coalition, { size: checkpoint.size, root: hex(checkpoint.root) });
  }

  return { pin, advance, prove, checkReceipt, evidence: () => store.all("evidence") };
}

function asRecord(found, key) {
  const { coalition, epoch, size, root, note } = found;
  return { coalition, epoch, hub: key, size, root: base64(root), note, at: Date.now() };
}
