// Everything that the parts of a page share, put together once.

import { makeApi } from "./api.js";
import { readCharter } from "./chain.js";
import { requireEd25519, useInstead } from "./core/ed25519.js";
import { makeDevice } from "./device.js";
import { pageVoice } from "./messages.js";
import { makeOutbox } from "./outbox.js";
import { postToken, readPage } from "./page.js";
import { makeSeen } from "./seen.js";
import { openStore } from "./store.js";
import { makeThings } from "./things.js";

/**
 * @typedef {object} Desk
 * @property {import("./page.js").Page} page
 * @property {import("./words/speak.js").Voice} voice
 * @property {import("./api.js").Api} api
 * @property {import("./store.js").Store} store
 * @property {ReturnType<typeof makeSeen>} seen
 * @property {ReturnType<typeof makeDevice>} device
 * @property {ReturnType<typeof makeOutbox>} outbox
 * @property {ReturnType<typeof makeThings>} things
 */

let made = null;

/** @returns {Promise<Desk>} the same one for every part of this page */
export function openDesk() {
  made ??= make();
  return made;
}

async function make() {
  await requireEd25519().catch(withoutOwn);
  const page = readPage(document);
  const voice = await pageVoice(page.lang, page.place);
  const api = makeApi(await network(), postToken);
  const store = await openStore();
  const seen = makeSeen({ store, api, charter: (coalition) => readCharter(api, coalition) });
  const device = makeDevice({ store, page });
  const outbox = makeOutbox({ store, api, seen });
  return { page, voice, api, store, seen, device, outbox, things: makeThings(api) };
}

/** A browser without Ed25519 gets it in JavaScript; the page then says "weaker protection". */
async function withoutOwn({ code }) {
  if (code === "no-ed25519") useInstead((await import("./weaker.js")).WEAKER);
}

/** The browser's own; in a demonstration one that can fail when asked to. */
async function network() {
  const own = fetch.bind(globalThis);
  if (!document.querySelector("[data-demo-people]")) return own;
  return (await import("./demo-network.js")).throughNetwork(own);
}
