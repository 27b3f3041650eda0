// A record that stands in the log this device has seen, with contents that match it: the
// host cannot show other words under its id. That its author signed it say members'
// copies, which check every signature before they confirm; before that, the host alone.

import { readAct } from "./core/act.js";
import { equal, unbase64, utf8 } from "./core/bytes.js";
import { DOCUMENT, parse } from "./core/canonical.js";
import { readEnvelope } from "./core/dsse.js";
import { Refused } from "./core/errors.js";
import { isIncluded, leafHash } from "./core/merkle.js";
import { isConfirming } from "./seen.js";
import { decoded } from "./things.js";

/**
 * @param {import("./desk.js").Desk} desk
 * @param {string} id of the act
 * @returns {Promise<{act: import("./core/act.js").Act, confirmed: boolean}>}
 */
export async function provenRecord({ api, seen, store, device }, id) {
  const given = await api.act(id);
  const act = await readAct(readEnvelope(given.envelope).payload, decoded(given.blobs), { partial: true });
  if (act.id !== id) throw new Refused("other-act");
  // A browser without any key has seen no log: there all is this server's word.
  if (!(await store.all("keys")).length) return { act, confirmed: false };
  const { coalition } = await device.current();
  if (act.header.coalition !== coalition) throw new Refused("other-coalition");
  const now = await seen.advance(coalition);
  const { index, leaf, proof } = await api.leaf(id, now.size);
  const { payload } = parse(utf8(leaf), DOCUMENT);
  const there = await isIncluded(index, now.size, await leafHash(utf8(leaf)), unbase64(now.root), proof.map(unbase64));
  if (!there || !equal(unbase64(payload), act.payload)) throw new Refused("record-unproven");
  return { act, confirmed: isConfirming(now) && (now.final?.size ?? 0) > index };
}
