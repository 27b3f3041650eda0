// Brings out what waits, whenever there is a network, and says how things stand.

import { isPassing } from "../api.js";
import { forgetDraft } from "../drafts.js";
import { bringUp, readWaiting } from "./state.js";

const SOON = 5_000;
const SLOWEST = 60_000;
const FRESH = 5 * 60_000;

/**
 * A record that is refused for one of its signatures (a key that was switched off) is no
 * reason to lose the other: each goes out alone.
 */
async function parted(outbox, { id, turn, refused, saved, ...entry }) {
  const { signatures, ...rest } = entry.envelope;
  if (!refused || saved || signatures.length < 2) return;
  for (const one of signatures) await outbox.add({ ...entry, envelope: { ...rest, signatures: [one] } });
  await outbox.drop(id);
}

/**
 * @param {() => any} current the person at work, or null
 * @param {(news: {online: boolean, busy: boolean, error: any, sent: number}) => void} said
 */
export function delivery(current, said) {
  let wait = SOON;
  let timer = 0;
  let running = null;
  let fresh = 0;

  async function turn() {
    clearTimeout(timer);
    const work = current();
    if (!work) return;
    const news = { online: true, busy: false, error: null, sent: 0 };
    try {
      const { sent, left } = await work.desk.outbox.flush();
      for (const { draft } of sent) forgetDraft(draft);
      news.sent = sent.length;
      for (const entry of left) await parted(work.desk.outbox, entry);
      const stuck = left.some(({ saved, refused }) => !saved && !refused);
      // A flush that stopped half way passes over that there is no network.
      if (stuck && !sent.length) await work.desk.api.ask("/api/v1/field/clock");
      if (sent.length || Date.now() - fresh > FRESH) {
        await bringUp(work);
        fresh = Date.now();
      }
      wait = sent.length ? SOON : Math.min(wait * 2, SLOWEST);
    } catch (error) {
      news.online = !isPassing(error);
      news.error = news.online ? error : null;
      wait = Math.min(wait * 2, SLOWEST);
    }
    await readWaiting(work);
    if (current() !== work) return;
    said(news);
    timer = setTimeout(now, wait);
  }

  /** One at a time; who asks meanwhile gets the one that runs. */
  function now() {
    running ??= turn().finally(() => {
      running = null;
    });
    return running;
  }

  addEventListener("online", () => {
    wait = SOON;
    void now();
  });
  addEventListener("offline", () => said({ online: false, busy: false, error: null, sent: 0 }));
  return { now, isFresh: () => (fresh = Date.now()) };
}
