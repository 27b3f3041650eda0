// Who the host is, and whose copies confirm, by the charter's own signatures alone.

import { Refused } from "./core/errors.js";
import { follow } from "./proof/charter.js";

/**
 * @typedef {object} Charter
 * @property {string} roster the last list of members
 * @property {{epoch: number, key: string, base?: {size: number, root: string}}} hub
 * @property {import("./core/quorum.js").List[]} lists every list of members, in order
 */

/**
 * The charter of the coalition, verified from its founding; refuses a false one.
 * @param {import("./api.js").Api} api
 * @param {string} coalition
 * @returns {Promise<Charter>}
 */
export async function readCharter(api, coalition) {
  const { charter } = await api.charter();
  const chain = await follow(charter, coalition);
  const { id, terms } = chain.last;
  return { roster: id, hub: terms.hub, lists: [...chain.lists.values()].map(asList) };
}

/**
 * The whole charter, verified from its founding; refuses one without the list of members
 * that this device has seen already.
 * @param {import("./api.js").Api} api
 * @param {string} coalition
 * @param {string} [seen] the id of that list
 * @returns {Promise<import("./proof/charter.js").Chain>}
 */
export async function readChain(api, coalition, seen = coalition) {
  const { charter } = await api.charter();
  const chain = await follow(charter, seen);
  if (chain.coalition !== coalition) throw new Refused("other-coalition");
  return chain;
}

function asList({ id, terms: { finality, members } }) {
  const copies = Object.entries(members).filter(([, { replica }]) => replica);
  return { id, finality, copies: Object.fromEntries(copies.map(([handle, { replica }]) => [handle, replica])) };
}
