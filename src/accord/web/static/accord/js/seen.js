// What this device has seen of the log, and the proof that nothing was taken back since.
//
// Who the host is says the charter: it is followed from the founding, whose id this device
// has from the member that invited it. Before every signature the newest checkpoint is
// fetched: same coalition, that host, good signature, and an extension of the one seen
// last. If not, nothing is signed here, and both notes are kept. When the members chose
// another host, the charter proves it, and what was final before has to be in its log.
//
// Final is what enough members' copies confirmed, by their own signatures; new acts build
// upon that, so that they outlive the host.

import { base64, equal, hex, unbase64, unhex } from "./core/bytes.js";
import { canonical } from "./core/canonical.js";
import { Refused } from "./core/errors.js";
import { isConsistent, isIncluded, leafHash } from "./core/merkle.js";
import { cosigners, readCheckpoint, rootText } from "./core/note.js";
import { deciding, quorum } from "./core/quorum.js";
import { fingerprint } from "./words/tell.js";

const TRIES = 5;

/**
 * @typedef {{size: number, root: string, list: string}} Final `list`: the members then
 * @typedef {{coalition: string, epoch: number, hub: string, size: number, root: string,
 *   note: string, roster?: string, lists?: import("./core/quorum.js").List[],
 *   final?: Final | null}} Seen
 */

/** What a new act builds upon: what is final, or the newest while the host's word is enough. */
export function basis(seen) {
  return seen.final ?? seen;
}

/** Whether members' copies confirm here what the host saves. */
export function isConfirming({ lists = [] }) {
  return lists.length > 0 && lists.at(-1).finality === "cosigned";
}

/**
 * @param {{store: import("./store.js").Store, api: import("./api.js").Api,
 *   charter: (coalition: string) => Promise<import("./chain.js").Charter>}} tools
 */
export function makeSeen({ store, api, charter }) {
  /** Looks for the first time: the host is the one that the charter names. */
  async function pin(coalition) {
    const known = await charter(coalition);
    const answer = await api.checkpoint(0);
    const found = await byHost(known, coalition, answer);
    const record = await withFinal({ ...asRecord(found, known.hub.key), ...listsOf(known), final: null }, answer, found);
    await store.put("seen", record);
    return record;
  }

  async function byHost({ hub }, coalition, { checkpoint }) {
    const found = await readCheckpoint(checkpoint, hub.key);
    if (found.coalition !== coalition || found.epoch !== hub.epoch) throw new Refused("other-coalition");
    return found;
  }

  /** The newest checkpoint, proven to extend the one seen last; kept as the new one. */
  async function advance(coalition) {
    const seen = await store.get("seen", coalition);
    if (!seen) return pin(coalition);
    const answer = await api.checkpoint(seen.size);
    if (answer.hub.epoch > seen.epoch) return moved(seen, answer);
    const found = await sameHub(seen, answer);
    await mustExtend(seen, found, answer.proof);
    const lists = answer.roster === seen.roster ? {} : listsOf(await charter(coalition));
    const isOlder = lists.lists && seen.roster && !lists.lists.some(({ id }) => id === seen.roster);
    if (isOlder) await refuse("charter-older", seen, found.note);
    return keep(await withFinal({ ...seen, ...lists, ...asRecord(found, seen.hub) }, answer, found));
  }

  /** Two windows cannot take back what was seen. */
  function keep(record) {
    return store.update("seen", record.coalition, (old) => {
      const newer = !old || old.epoch < record.epoch || (old.epoch === record.epoch && old.size < record.size);
      const final = (old?.final?.size ?? 0) > (record.final?.size ?? 0) ? old.final : record.final;
      return { ...(newer ? record : old), final };
    });
  }

  /** The members chose another host: so says the charter, and what was final is still there. */
  async function moved(seen, { hub, checkpoint }) {
    const values = { old: fingerprint(seen.hub), new: fingerprint(String(hub.key)) };
    const known = await charter(seen.coalition);
    if (known.hub.epoch !== hub.epoch || known.hub.key !== hub.key) await refuse("hub-key-changed", seen, checkpoint, values);
    const last = lastKept(seen, known.hub.base);
    const answer = await api.checkpoint(last?.size ?? 0);
    const found = await byHost(known, seen.coalition, answer);
    if (last) await mustExtend({ ...seen, ...last }, found, answer.proof);
    return keep(await withFinal({ ...seen, ...listsOf(known), ...asRecord(found, known.hub.key) }, answer, found));
  }

  async function sameHub(seen, { checkpoint, hub }) {
    const values = { old: fingerprint(seen.hub), new: fingerprint(String(hub?.key)) };
    if (hub.epoch < seen.epoch) await refuse("hub-older", seen, checkpoint, values);
    if (hub.epoch > seen.epoch || hub.key !== seen.hub) await refuse("hub-key-changed", seen, checkpoint, values);
    const found = await readCheckpoint(checkpoint, seen.hub);
    if (found.coalition !== seen.coalition || found.epoch !== seen.epoch) throw new Refused("other-coalition");
    return found;
  }

  /** The record with the newest final checkpoint, if the answer proves one. */
  async function withFinal(record, { final }, newest) {
    if (!final || !isConfirming(record)) return record;
    const found = await readCheckpoint(final.checkpoint, record.hub);
    if (found.coalition !== record.coalition || found.epoch !== record.epoch) throw new Refused("other-coalition");
    const good = await isConsistent(found.size, newest.size, found.root, newest.root, final.proof.map(unbase64));
    if (!good) await refuse("log-forked", record, final.checkpoint);
    if (found.size <= (record.final?.size ?? 0) || !(await isFinal(record, final.checkpoint))) return record;
    return { ...record, final: { size: found.size, root: rootText(found), list: record.lists.at(-1).id } };
  }

  /** Whether the quorum of every list of members since the last final one is there. */
  async function isFinal({ lists, final, coalition }, note) {
    const since = lists.findIndex(({ id }) => id === final?.list);
    for (const list of deciding(since < 0 ? lists.slice(-1) : lists.slice(since))) {
      const names = await cosigners(note, coalition, list.copies);
      if (names.size < quorum(list)) return false;
    }
    return true;
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
   * @returns {Promise<Seen>} what is seen now
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
      return seen;
    }
    throw new Refused("log-busy");
  }

  /**
   * Refuses unless the hub's receipt proves that an envelope's signatures are in the log.
   * @param {string} coalition
   * @param {{checkpoint: string, receipts: any[]}} answer
   * @param {{act: string, envelope: any, more?: {act: string, envelope: any}[]}} sent
   *   envelopes as JSON documents
   * @returns {Promise<{epoch: number, confirming: boolean}>} the host's epoch, and whether
   *   members' copies will confirm it
   */
  async function checkReceipt(coalition, answer, sent) {
    const kept = await store.get("seen", coalition);
    // Another host than the last time has to be proven first.
    const seen = kept && isOf(kept, answer.checkpoint) ? kept : await advance(coalition);
    const checkpoint = await readCheckpoint(answer.checkpoint, seen.hub);
    for (const one of [sent, ...(sent.more ?? [])]) await mustHave(checkpoint, answer, one);
    const now = await prove(coalition, { size: checkpoint.size, root: hex(checkpoint.root) });
    return { epoch: checkpoint.epoch, confirming: isConfirming(now) };
  }

  /** Refuses unless each signature of one envelope is proven to be under a checkpoint. */
  async function mustHave(checkpoint, { receipts }, { act, envelope }) {
    const receipt = receipts.find((one) => one.act === act);
    for (const signature of envelope.signatures) {
      const leaf = receipt?.leaves.find(({ keyid }) => keyid === signature.keyid);
      if (!leaf) throw new Refused("receipt-wrong");
      const bytes = new TextEncoder().encode(canonical({ ...envelope, signatures: [signature], time: leaf.time }));
      const proof = leaf.proof.map(unbase64);
      const good = await isIncluded(leaf.index, checkpoint.size, await leafHash(bytes), checkpoint.root, proof);
      if (!good) throw new Refused("receipt-wrong");
    }
  }

  return { advance, prove, checkReceipt, evidence: () => store.all("evidence") };
}

/** Whether a note is by the host that was seen, as it says itself. */
function isOf({ coalition, epoch }, note) {
  return note.startsWith(`accord/${coalition}/e${epoch}\n`);
}

function listsOf({ roster, lists }) {
  return { roster, lists };
}

/** What another host has to have: all that was seen, as far as it builds upon that; or
 * what was final. Where the host's word was enough, the members' stamps decided. */
function lastKept(seen, base) {
  if (base && base.size >= seen.size) return { size: seen.size, root: seen.root };
  return seen.final ? { size: seen.final.size, root: seen.final.root } : null;
}

function asRecord(found, key) {
  const { coalition, epoch, size, root, note } = found;
  return { coalition, epoch, hub: key, size, root: base64(root), note, at: Date.now() };
}
