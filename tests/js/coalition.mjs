// A coalition of three with its log at a host, and a device that follows it.

import { base64, hex, random, unbase64, utf8 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { canonical } from "../../src/accord/web/static/accord/js/core/canonical.js";
import { buildPayload } from "../../src/accord/web/static/accord/js/core/act.js";
import { ACT, actId, envelope, pae } from "../../src/accord/web/static/accord/js/core/dsse.js";
import { keyOfSeed, keyid, sign } from "../../src/accord/web/static/accord/js/core/ed25519.js";
import { leafHash } from "../../src/accord/web/static/accord/js/core/merkle.js";
import { readCharter } from "../../src/accord/web/static/accord/js/chain.js";
import { makeSeen } from "../../src/accord/web/static/accord/js/seen.js";
import { NOW, makeHub, memoryStore, path } from "./hub.mjs";

const SHARED = ["charter.amend", "charter.close", "charter.lead", "charter.roster", "voice.position", "voice.retraction", "voice.statement", "voice.translation"];
const rules = Object.fromEntries(SHARED.map((kind) => [kind, { share: [2, 3] }]));
const content = { sha256: "aa".repeat(32), size: 50 };
const UNTIL = "2027-11-22T14:00:00Z";

export const newKey = () => keyOfSeed(random(32));

async function signed(fields, keys) {
  const payload = buildPayload({ at: NOW, nonce: hex(random(16)), ...fields });
  const made = keys.map(async (key) => ({ keyid: await keyid(key.key), sig: await sign(key.private, pae(ACT, payload)) }));
  const signatures = (await Promise.all(made)).sort((a, b) => (a.keyid < b.keyid ? -1 : 1));
  return { id: await actId(payload), document: envelope(payload, signatures) };
}

/** @param {{copies?: Object<string, any>}} [how] `copies`: keys of members' copies, which then confirm */
export async function coalition({ copies = {} } = {}) {
  const hub = await makeHub({ size: 0 });
  const stamps = { alfa: await newKey(), bravo: await newKey(), delta: await newKey() };
  const entry = ([name, { key }]) => [name, { seals: [key], ...(copies[name] ? { replica: copies[name].key } : {}) }];
  const members = () => Object.fromEntries(Object.entries(stamps).map(entry));
  const finality = Object.keys(copies).length ? "cosigned" : "hub";
  const terms = (version) => ({ version, members: members(), rules, finality, hub: { epoch: 1, key: hub.key.key } });
  const first = { kind: "charter.found", by: "alfa", body: terms(1), blobs: { names: content, "declaration.en": content } };
  const founding = await signed(first, [...Object.values(stamps), ...Object.values(copies), hub.key]);
  const charter = [founding.document];
  hub.coalition = founding.id;
  hub.leaves = [utf8("the founding")];
  const api = { ...hub.api, charter: async () => ({ charter }) };
  const roster = () => actId(unbase64(charter.at(-1).payload));
  hub.lists = [{ id: founding.id }];

  /** A record of the log as the host gives it. */
  async function proven(index) {
    const hashes = await Promise.all(hub.leaves.map(leafHash));
    return { index, leaf: new TextDecoder().decode(hub.leaves[index]), proof: (await path(index, hashes)).map(base64) };
  }

  /** An act of this coalition, signed; not in the log yet. */
  async function made(kind, by, body, keys, changes = {}) {
    return signed({ kind, by, coalition: hub.coalition, after: await hub.head(), body, ...changes }, keys);
  }

  /** Puts an act into the log, one leaf for each signature; its id, and where it stands. */
  function put({ id, document }, time = NOW) {
    const indexes = document.signatures.map((one) => hub.leaves.push(utf8(canonical({ ...document, signatures: [one], time }))) - 1);
    return { id, document, indexes };
  }

  const record = async (...fields) => put(await made(...fields));

  /** A new list of members, in which this one has another stamp. */
  async function replaceStamp(name) {
    const [after, old] = [await hub.head(), stamps[name]];
    stamps[name] = await newKey();
    const fields = { kind: "charter.roster", by: "alfa", coalition: hub.coalition, roster: await roster(), after, body: terms(charter.length + 1) };
    const other = name === "alfa" ? stamps.bravo : stamps.alfa;
    const { id, document } = await signed(fields, [other, old, stamps[name]]);
    charter.push(document);
    hub.leaves.push(utf8("the new list"));
    hub.lists = [{ id }];
  }

  /** A person's device: its key, and the records that show whose it is. */
  async function enrol(by, { inviter = stamps[by], above = [], person = "dora", roles = ["reports"], until = UNTIL } = {}) {
    const [once, key] = [await newKey(), await newKey()];
    const invitation = await record("charter.invite", by, { key: once.key, person, roles, until }, [inviter]);
    const enrolment = await record("charter.enrol", by, { invite: invitation.id, key: key.key }, [once, key]);
    const way = [...above, { invitation: invitation.indexes[0], enrolment: enrolment.indexes }];
    return { ...key, way };
  }

  /** The records of a device's way, as the host gives them. */
  const shown = (way) =>
    Promise.all(way.map(async ({ invitation, enrolment }) => ({ invitation: await proven(invitation), enrolment: await Promise.all(enrolment.map(proven)) })));

  const store = memoryStore();
  const seen = makeSeen({ store, api, charter: () => readCharter(api, hub.coalition) });
  return { hub, api, stamps, store, seen, charter, proven, made, put, record, replaceStamp, enrol, shown };
}
