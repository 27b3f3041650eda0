// What handovers of several sizes come to as codes; called by frames.py.

import { random, utf8 } from "../src/accord/web/static/accord/js/core/bytes.js";
import { canonical } from "../src/accord/web/static/accord/js/core/canonical.js";
import { framesOf, gatherer } from "../src/accord/web/static/accord/js/field/frames.js";
import { readPacket, writePacket } from "../src/accord/web/static/accord/js/field/packet.js";

const digest = () => Buffer.from(random(32)).toString("hex");
const header = (kind, body) => ({ after: { root: digest(), size: 4711 }, at: "2026-11-22T10:00:00Z", body, by: "kestrel", coalition: digest(), kind, nonce: digest().slice(0, 32) });
const signed = (act, signatures) => ({ payload: utf8(canonical(act)), signatures: Array.from({ length: signatures }, () => ({ keyid: digest(), sig: random(64) })) });
const count = (line) => ({ damaged: line % 7 ? 0 : 1, excess: 0, good: 90 + (line % 9), line, missing: line % 5 ? 0 : 2 });
const handover = (lines) => signed(header("supplies.handover", { consignment: digest(), field: true, giver: "far-shore", lines: Array.from({ length: lines }, (_, i) => count(i)), receiver: "kestrel", site: digest() }), 1);
const consign = (lines) => signed(header("supplies.consign", { destination: digest(), field: true, lines: Array.from({ length: lines }, (_, i) => ({ lot: `${digest()}.${i}`, quantity: 100 + i })), owner: "kestrel", receiver: "kestrel", site: digest() }), 1);

/** Codes shown until the packet is there, when every `nth` is missed. */
async function shown(packet, nth) {
  const { frame } = await framesOf(packet);
  const gather = gatherer();
  for (let n = 0; ; n += 1) {
    if (nth && n % nth === 0) continue;
    if ((await gather.take(frame(n))).packet) return n + 1;
  }
}

const cases = { "1 line": [handover(1)], "3 lines": [handover(3)], "40 lines": [handover(40)], "200 lines": [handover(200)], "200 lines and their consignment": [consign(200), handover(200)] };
const found = {};
for (const [name, acts] of Object.entries(cases)) {
  const packet = await writePacket(acts);
  const start = performance.now();
  await readPacket(packet);
  found[name] = { plain: acts.reduce((sum, { payload }) => sum + payload.length, 0), bytes: packet.length, parts: (await framesOf(packet)).count, all: await shown(packet, 0), missed: await shown(packet, 3), milliseconds: performance.now() - start };
}
console.log(JSON.stringify(found));
