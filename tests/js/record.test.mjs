// What is opened stands in the log that this device has seen, and a device of its author
// signed it; every way to show it as another's is refused, and what stays the host's word is told.

import assert from "node:assert/strict";
import { test } from "node:test";
import { base64, concat, hex, random, sha256, unbase64, utf8 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { canonical } from "../../src/accord/web/static/accord/js/core/canonical.js";
import { actId } from "../../src/accord/web/static/accord/js/core/dsse.js";
import { logOf, provenRecord } from "../../src/accord/web/static/accord/js/record.js";
import { whoSigned } from "../../src/accord/web/static/accord/js/sealed-report.js";
import { coalition, newKey } from "./coalition.mjs";
import { NOW } from "./hub.mjs";
import { refused } from "./refused.mjs";

const BODY = { marking: "red", audience: ["bravo"], topics: [], observed: NOW };
const sealed = () => concat(utf8("age-encryption.org/v1\n"), random(40));

/** A coalition whose alfa has a device, and a browser of bravo's that looks at reports. */
async function reporting(how) {
  const all = await coalition(how);
  const { hub, api, seen, store, proven, made, put, enrol, shown } = all;
  const reports = new Map();
  const dora = await enrol("alfa");
  api.act = async (id) => reports.get(id).given;
  api.leaf = async (id) => {
    const { indexes, way, revoked } = reports.get(id);
    const off = revoked.map(async (one) => ({ ...(await proven(one.indexes[0])), devices: await shown(one.way) }));
    return { ...(await proven(indexes[0])), devices: await shown(way), revoked: await Promise.all(off) };
  };

  /** A report by `by`, signed with a device's key; its id. */
  async function report(by = "alfa", device = dora, time = NOW) {
    const blob = sealed();
    const blobs = { "report.sealed": { sha256: hex(await sha256(blob)), size: blob.length } };
    const one = put(await made("reports.report", by, BODY, [device], { blobs }), time);
    const given = { envelope: one.document, blobs: { "report.sealed": base64(blob) } };
    reports.set(one.id, { ...one, blob, given, way: device.way ?? [], revoked: [] });
    return one.id;
  }

  /** The record that switches a device off. */
  async function off(device, key = all.stamps.alfa, by = "alfa") {
    return { ...(await all.record("charter.revoke", by, { keys: [device.key], invites: [] }, [key])), way: key.way ?? [] };
  }

  await store.put("keys", { key: "aa", coalition: hub.coalition });
  const device = { current: async () => ({ coalition: hub.coalition }) };
  const things = { around: async () => new Map() };
  const desk = { api, seen, store, device, things };
  const open = async (id) => provenRecord(desk, id, await logOf(desk));
  return { ...all, things, reports, dora, report, off, open };
}

test("a report that its author's device signed, by the host's word until copies confirm it", async () => {
  const copies = { alfa: await newKey(), bravo: await newKey(), delta: await newKey() };
  const { hub, reports, report, open } = await reporting({ copies });
  const id = await report();
  const first = await open(id);
  assert.deepEqual(first.act.files["report.sealed"], reports.get(id).blob);
  assert.deepEqual(first.signer, { person: "dora", off: null, sure: true });
  assert.equal(first.confirmed, false);
  await hub.confirm(...Object.entries(copies));
  assert.equal((await open(id)).confirmed, true);
  assert.equal((await open(await report())).confirmed, false);
});

test("the person has the name that is signed with the invitation", async () => {
  const { things, report, dora, open, hub } = await reporting();
  const id = await report();
  const { invitation } = dora.way[0];
  const { payload } = JSON.parse(new TextDecoder().decode(hub.leaves[invitation]));
  things.around = async () => new Map([[await actId(unbase64(payload)), { contents: { person: { name: "Dora Dalca" } } }]]);
  assert.equal((await open(id)).signer.person, "Dora Dalca");
});

test("a device that another device has let in", async () => {
  const { enrol, report, open } = await reporting();
  const eva = await enrol("alfa", { person: "eva", roles: ["people"] });
  const finn = await enrol("alfa", { person: "finn", inviter: eva, above: eva.way });
  assert.equal((await open(await report("alfa", finn))).signer.person, "finn");
});

const FOREIGN = {
  "signed by nobody's key": async ({ report }) => report("alfa", await newKey()),
  "signed by the host": async ({ report, hub }) => report("alfa", hub.key),
  "signed by another member's device": async ({ report, enrol }) => report("alfa", await enrol("bravo")),
  "signed by its own member's stamp, which signs no reports": async ({ report, stamps }) => report("alfa", stamps.alfa),
  "a device that a stranger let in": async ({ report, enrol }) => report("alfa", await enrol("alfa", { inviter: await newKey() })),
  "a device that another member's stamp let in": async ({ report, enrol, stamps }) => report("alfa", await enrol("alfa", { inviter: stamps.bravo })),
  "a device that one let in that may not": async ({ report, enrol, dora }) => report("alfa", await enrol("alfa", { inviter: dora, above: dora.way })),
  "a device for something else": async ({ report, enrol }) => report("alfa", await enrol("alfa", { roles: ["supplies"] })),
  "a device that had expired": async ({ report, enrol }) => report("alfa", await enrol("alfa", { until: "2026-11-22T13:59:59Z" })),
  "a device of an inviter that had expired": async ({ report, enrol }) => {
    const eva = await enrol("alfa", { roles: ["people"], until: "2026-11-22T13:59:59Z" });
    return report("alfa", await enrol("alfa", { inviter: eva, above: eva.way }));
  },
  "a way that leads to another device": async ({ report, enrol, reports }) => {
    const id = await report();
    reports.get(id).way = (await enrol("alfa")).way;
    return id;
  },
  "a way that goes on to another device": async ({ report, enrol, reports }) => {
    const eva = await enrol("alfa", { roles: ["people", "reports"] });
    const finn = await enrol("alfa", { inviter: eva, above: eva.way });
    const id = await report("alfa", eva);
    reports.get(id).way = finn.way;
    return id;
  },
  "no way at all": async ({ report, reports }) => {
    const id = await report();
    reports.get(id).way = [];
    return id;
  },
  "half an enrolment": async ({ report, reports }) => {
    const id = await report();
    const [{ invitation, enrolment }] = reports.get(id).way;
    reports.get(id).way = [{ invitation, enrolment: enrolment.slice(0, 1) }];
    return id;
  },
  "a false signature in a record that was put into the log": async ({ report, reports, hub }) => {
    const id = await report();
    const { document } = reports.get(id);
    const [{ keyid }] = document.signatures;
    reports.get(id).indexes = [hub.leaves.push(utf8(canonical({ ...document, signatures: [{ keyid, sig: base64(new Uint8Array(64)) }], time: NOW }))) - 1];
    return id;
  },
};

for (const [name, lie] of Object.entries(FOREIGN)) {
  test(`refused, with evidence kept: ${name}`, async () => {
    const all = await reporting();
    await refused("signer-false", async () => all.open(await lie(all)));
    assert.equal((await all.store.all("evidence"))[0].code, "signer-false");
  });
}

test("refused: a device that was let in after what it signed", async () => {
  const { hub, report, enrol, reports, open } = await reporting();
  const eva = await enrol("alfa");
  const id = await report("alfa", eva);
  // The host would have to move the record before the enrolment.
  const [before, at] = [hub.leaves.pop(), reports.get(id).indexes[0]];
  hub.leaves.splice(2, 0, before);
  reports.get(id).indexes = [2];
  const later = ({ invitation, enrolment }) => ({ invitation: invitation + 1, enrolment: enrolment.map((one) => one + 1) });
  reports.get(id).way = eva.way.map(later);
  assert.equal(at, hub.leaves.length - 1);
  await refused("signer-false", () => open(id));
});

const LIES = {
  "content-changed": ({ reports }, id) => (reports.get(id).given.blobs["report.sealed"] = base64(sealed())),
  "other-act": async ({ reports, report }, id) => (reports.get(id).given = reports.get(await report()).given),
  "record-unproven": async ({ reports, report }, id) => Object.assign(reports.get(id), { indexes: reports.get(await report()).indexes }),
};

for (const [code, lie] of Object.entries(LIES)) {
  test(`refused: ${code}`, async () => {
    const all = await reporting();
    const id = await all.report();
    await lie(all, id);
    await refused(code, () => all.open(id));
  });
}

test("refused: a true report that was never in the log", async () => {
  const { api, hub, report, reports, proven, open } = await reporting();
  const id = await report();
  const given = await api.leaf(id);
  hub.leaves.splice(reports.get(id).indexes[0], 1, utf8("something else"));
  api.leaf = async () => ({ ...given, proof: (await proven(given.index)).proof });
  await refused("record-unproven", () => open(id));
});

test("a device that was switched off later is told", async () => {
  const { reports, dora, report, off, open } = await reporting();
  const id = await report();
  reports.get(id).revoked = [await off(dora)];
  assert.deepEqual((await open(id)).signer, { person: "dora", off: NOW, sure: true });
});

test("what was signed after the device was switched off is refused, also when the host tells it no more", async () => {
  const { store, reports, dora, report, off, open } = await reporting();
  const earlier = await report();
  const switched = await off(dora);
  const id = await report();
  reports.get(earlier).revoked = [switched];
  reports.get(id).revoked = [switched];
  await refused("signer-off", () => open(id));
  assert.equal((await store.all("evidence"))[0].code, "signer-off");
  reports.get(id).revoked = [];
  await refused("signer-off", () => open(id));
  reports.get(earlier).revoked = [];
  assert.equal((await open(earlier)).signer.off, NOW);
});

test("a host that holds it back from the beginning is not found out here", async () => {
  const { dora, report, off, open } = await reporting();
  await off(dora);
  const { signer, confirmed } = await open(await report());
  assert.deepEqual([signer.off, confirmed], [null, false]);
});

test("who was let in by a device that was off by then is refused", async () => {
  const { reports, enrol, report, off, open } = await reporting();
  const eva = await enrol("alfa", { roles: ["people"] });
  const switched = await off(eva);
  const finn = await enrol("alfa", { inviter: eva, above: eva.way });
  const id = await report("alfa", finn);
  reports.get(id).revoked = [switched];
  await refused("signer-off", () => open(id));
});

const SWITCHES = {
  "the person's other device": ["dora", ["supplies"], true],
  "who looks after people": ["eva", ["people"], true],
  "another person": ["eva", ["reports"], false],
};

for (const [name, [person, roles, good]] of Object.entries(SWITCHES)) {
  test(`switched off by ${name}: ${good ? "counts" : "is refused"}`, async () => {
    const { reports, dora, enrol, report, off, open } = await reporting();
    const other = await enrol("alfa", { person, roles });
    const id = await report();
    reports.get(id).revoked = [await off(dora, other)];
    if (good) assert.equal((await open(id)).signer.off, NOW);
    else await refused("signer-false", () => open(id));
  });
}

test("another member switches nothing off", async () => {
  const { stamps, reports, dora, report, off, open } = await reporting();
  const id = await report();
  reports.get(id).revoked = [await off(dora, stamps.bravo, "bravo")];
  await refused("signer-false", () => open(id));
});

test("a stamp that was replaced: what stood before counts, the rest is not sure", async () => {
  const { dora, report, replaceStamp, open } = await reporting();
  const before = await report();
  await replaceStamp("alfa");
  assert.equal((await open(before)).signer.sure, true);
  assert.equal((await open(await report("alfa", dora))).signer.sure, false);
});

test("a browser without any key takes the server's word, and says so", async () => {
  const { store, report, open } = await reporting();
  await store.remove("keys", "aa");
  const { signer, confirmed } = await open(await report());
  assert.deepEqual([signer, confirmed], [null, false]);
});

const TOLD = [
  [{ confirmed: true }, "quiet", ["signed.checked", "signed.live.confirmed"]],
  [{}, "quiet", ["signed.checked", "signed.live.host"]],
  [{ off: NOW }, "notice", ["signed.checked", "signed.live.host", "signed.off"]],
  [{ sure: false, confirmed: true }, "notice", ["signed.checked", "signed.stamp.confirmed"]],
  [{ sure: false }, "notice", ["signed.checked", "signed.stamp.host"]],
  [{ signer: null }, "notice", ["signed.unchecked"]],
];

for (const [{ confirmed = false, off = null, sure = true, ...rest }, how, keys] of TOLD) {
  test(`what a page says: ${keys.join(", ")}`, () => {
    const voice = { say: (key) => key, time: (text) => text };
    const record = { act: { by: "alfa" }, confirmed, signer: { person: "dora", off, sure }, ...rest };
    assert.deepEqual(whoSigned(voice, record), { class: how, said: keys });
  });
}
