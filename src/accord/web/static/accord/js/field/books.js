// What is where, as far as this phone can know: what the host told last, and on top of it
// the records that wait here, in the order in which they were signed. Pure.

/**
 * @typedef {object} Line
 * @property {number} number
 * @property {string} lot
 * @property {number} sent
 * @property {number} good
 * @property {number} damaged
 *
 * @typedef {object} Consignment
 * @property {string} id
 * @property {string} by
 * @property {string} owner
 * @property {string} holder who answers for it
 * @property {string} receiver
 * @property {string} site where it was packed
 * @property {string} destination
 * @property {Line[]} lines
 * @property {boolean} here whether only this phone, and not the host, knows of it
 * @property {string | null} stored the site where it was put, by a record that waits here
 * @property {{act: string, receiver: string} | null} half a count that lacks the giver
 *
 * @typedef {{act: import("../core/act.js").Act, keyids: string[]}} Waiting
 */

/**
 * @param {any} set of workingset.py
 * @param {Waiting[]} waiting
 * @returns {{consignments: Map<string, Consignment>, stock: any[], lots: Object<string, any>}}
 */
export function books(set, waiting) {
  const consignments = new Map(set.consignments.map((one) => [one.id, { ...one, here: false, stored: null, half: null }]));
  const there = { consignments, stock: set.stock.map((row) => ({ ...row })), lots: { ...set.lots } };
  const owner = new Map(set.people.map(({ keyid, member, person }) => [keyid, { member, person }]));
  for (const one of waiting) DOES[one.act.kind]?.(there, one, set.member, owner);
  return there;
}

const DOES = {
  "supplies.consign": packed,
  "supplies.handover": handedOver,
  "supplies.count": counted,
  "supplies.receive": received,
  "supplies.use": givenOut,
};

function packed(there, { act }, me) {
  const { id, by, body } = act;
  if (there.consignments.has(id)) return;
  const lines = body.lines.map(({ lot, quantity }, number) => ({ number, lot, sent: quantity, good: quantity, damaged: 0 }));
  const { owner, receiver, site, destination } = body;
  there.consignments.set(id, { id, by, owner, holder: by, receiver, site, destination, lines, here: true, stored: null, half: null });
  if (by === me) left(there, body);
}

function givenOut(there, { act }, me) {
  if (act.by === me) left(there, act.body);
}

function left(there, { site, owner, lines }) {
  for (const { lot, quantity } of lines) change(there, site, owner, lot, (good) => Math.max(0, good - quantity));
}

function handedOver(there, { act, keyids }, me, owner) {
  const { consignment: id, giver, receiver, site, lines } = act.body;
  const found = there.consignments.get(id);
  if (!found || found.holder !== giver || found.stored) return;
  if (!isComplete(act.body, keyids, owner)) {
    found.half = { act: act.id, receiver };
    return;
  }
  for (const { line, good, damaged } of lines) {
    const one = found.lines.find(({ number }) => number === line);
    if (one) Object.assign(one, { good, damaged });
    if (one && site && receiver === me) change(there, site, found.owner, one.lot, (before) => before + good);
  }
  Object.assign(found, { holder: receiver, stored: site ?? null, half: null });
}

/** Whether both sides have signed, by two persons. */
export function isComplete({ giver, receiver }, keyids, owner) {
  const of = (member) => keyids.map((keyid) => owner.get(keyid)).filter((one) => one?.member === member);
  const persons = new Set([...of(giver), ...of(receiver)].map(({ member, person }) => `${member}/${person}`));
  return of(giver).length > 0 && of(receiver).length > 0 && persons.size > 1;
}

function counted(there, { act }, me) {
  if (act.by !== me) return;
  const { site, owner, lines } = act.body;
  lines.forEach((line, i) => {
    if (line.lot) change(there, site, owner, line.lot, () => line.counted);
    else arrived(there, act, i, line, line.counted);
  });
}

function received(there, { act }, me) {
  if (act.by !== me || act.body.owner !== me) return;
  act.body.lines.forEach((line, i) => arrived(there, act, i, line, line.quantity));
}

/** A new lot: named by the record and the line that brought it. */
function arrived(there, { id, body }, i, { item, batch = "", expiry = "" }, quantity) {
  const lot = `${id}.${i}`;
  there.lots[lot] = { item, batch, expiry, ...(body.earmark ? { earmark: body.earmark } : {}) };
  change(there, body.site, body.owner, lot, () => quantity);
}

function change(there, site, owner, lot, now) {
  const row = there.stock.find((one) => one.site === site && one.owner === owner && one.lot === lot);
  if (row) row.good = now(row.good);
  else there.stock.push({ site, owner, lot, good: now(0) });
}

/** What a line carries, which the next handover has to account for. */
export const carried = ({ good, damaged }) => good + damaged;

/**
 * A count of one line, so that it adds up: sent = good + damaged + missing - excess.
 * @param {Line} line
 * @param {{good: number, rest: "missing" | "damaged" | "both", damaged?: number}} count
 */
export function countOf(line, { good, rest, damaged = 0 }) {
  const left = carried(line) - good;
  const broken = rest === "damaged" ? Math.max(0, left) : rest === "both" ? damaged : 0;
  const off = left - broken;
  return { line: line.number, good, damaged: broken, missing: Math.max(0, off), excess: Math.max(0, -off) };
}
