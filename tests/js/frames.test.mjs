// Frames and packets: what one phone shows comes out on the other, whatever is missed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { random, utf8 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { PART, base45, framesOf, gatherer, isFrame, unbase45 } from "../../src/accord/web/static/accord/js/field/frames.js";
import { readPacket, writePacket } from "../../src/accord/web/static/accord/js/field/packet.js";
import { refused } from "./refused.mjs";

test("base45 as in RFC 9285", () => {
  assert.equal(base45(utf8("Hello!!")), "%69 VD92EX0");
  assert.equal(base45(utf8("ietf!")), "QED8WEX0");
  assert.deepEqual(unbase45("QED8WEX0"), utf8("ietf!"));
  for (const wrong of ["A", "GGW", "::", "a00"]) assert.throws(() => unbase45(wrong));
});

test("a packet comes through in any order, with a third of the frames missed", async () => {
  for (const size of [1, PART, PART + 1, 1500, 9000]) {
    const packet = random(size);
    const { count, frame } = await framesOf(packet);
    const gather = gatherer();
    let taken = 0;
    let got = null;
    for (let n = 0; !got; n += 1) {
      if (count > 1 && n % 3 === 1) continue;
      assert.ok(isFrame(frame(n)));
      taken += 1;
      ({ packet: got } = await gather.take(frame(n)));
    }
    assert.deepEqual(got, packet);
    assert.ok(taken <= count + 12, `${taken} frames for ${count} parts`);
  }
});

test("frames of two packets may be mixed", async () => {
  const [a, b] = await Promise.all([random(700), random(700)].map(framesOf));
  const gather = gatherer();
  for (let n = 0; n < 2; n += 1) {
    assert.equal((await gather.take(a.frame(n))).packet, null);
    assert.equal((await gather.take(b.frame(n))).packet, null);
  }
  assert.equal((await gather.take(a.frame(2))).packet.length, 700);
});

test("a changed frame is noticed", async () => {
  const { frame } = await framesOf(random(100));
  const bytes = unbase45(frame(0).slice(4));
  bytes[40] ^= 1;
  await refused("packet-broken", () => gatherer().take(`AC1:${base45(bytes)}`));
  await refused("malformed", () => gatherer().take("AC1:QED8WEX0"));
});

const act = (size) => ({ payload: utf8(`{"n":"${"x".repeat(size)}"}`), signatures: [{ keyid: "ab".repeat(32), sig: random(64) }] });

test("a packet is read as it was written", async () => {
  const acts = [act(10), act(20_000)];
  const packet = await writePacket(acts);
  assert.ok(packet.length < 600);
  assert.deepEqual(await readPacket(packet), acts);
});

test("a hostile packet is refused, before it costs memory", async () => {
  const packet = await writePacket([act(10)]);
  await refused("packet-other", () => readPacket(Uint8Array.of(9, 1, 2)));
  await refused("packet-broken", () => readPacket(packet.subarray(0, packet.length - 3)));
  await refused("packet-broken", () => readPacket(Uint8Array.of(1, 0)));
  await refused("packet-broken", () => readPacket(Uint8Array.of(1, 1, 255, 255, 0)));
  const bomb = new Blob([new Uint8Array(50_000_000)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const squeezed = new Uint8Array(await new Response(bomb).arrayBuffer());
  await refused("packet-broken", () => readPacket(Uint8Array.of(2, ...squeezed)));
});
