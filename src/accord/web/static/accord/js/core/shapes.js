// The shape of every kind of act: which fields, of what form, and which contents.
//
// A device signs only what it understands completely: an unknown kind, field or content
// is refused, because it could not be shown.

import { parseTime } from "./time.js";

/** @typedef {(value: any) => boolean} Shape */

const matches = (form) => (value) => typeof value === "string" && form.test(value);
const whole = (low, high = Number.MAX_SAFE_INTEGER) => (value) =>
  Number.isSafeInteger(value) && value >= low && value <= high;
const oneOf = (...choices) => (value) => choices.includes(value);
const flag = (value) => typeof value === "boolean";
const list = (shape, low, high) => (value) =>
  Array.isArray(value) && value.length >= low && value.length <= high && value.every(shape);
const rising = (shape, low, high) => (value) =>
  list(shape, low, high)(value) && value.every((one, i) => i === 0 || value[i - 1] < one);

/** An object with these fields and no others; a name that ends in `?` may be absent. */
function fields(shapes) {
  const table = new Map(
    Object.entries(shapes).map(([name, shape]) => [name.replace("?", ""), { shape, must: !name.endsWith("?") }]),
  );
  return (value) =>
    isObject(value) &&
    Object.keys(value).every((name) => table.has(name)) &&
    [...table].every(([name, { shape, must }]) => (Object.hasOwn(value, name) ? shape(value[name]) : !must));
}

/** An object used as a table of `low` to `high` rows. */
const table = (key, shape, low, high) => (value) =>
  isObject(value) && list(([name, row]) => key(name) && shape(row), low, high)(Object.entries(value));

function isObject(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function time(value) {
  try {
    return Boolean(parseTime(value));
  } catch {
    return false;
  }
}

const MOST = 10 ** 12;
const digest = matches(/^[0-9a-f]{64}$/);
const nonce = matches(/^[0-9a-f]{32}$/);
const handle = matches(/^(?!e[0-9]+$)[a-z][a-z0-9-]{1,31}$/);
const slug = matches(/^(?=.{1,64}$)[a-z0-9]+(?:-[a-z0-9]+)*$/);
const language = matches(/^[a-z]{2,3}$/);
const lot = matches(/^[0-9a-f]{64}[.](?:0|[1-9][0-9]{0,2})$/);
const blobName = matches(/^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/);
const day = (value) => matches(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/)(value) && time(`${value}T00:00:00Z`);
const role = oneOf("actions", "people", "reports", "supplies", "voice");
const amount = whole(0, MOST);
const some = whole(1, MOST);

const head = fields({ size: whole(1), root: digest });
const memberKeys = fields({ seals: rising(digest, 1, 8), "replica?": digest });
const share = fields({ share: list(whole(1, 100), 2, 2), "veto?": flag });
const terms = {
  version: whole(1),
  members: table(handle, memberKeys, 1, 100),
  rules: table(matches(/^[a-z]+[.][a-z]+$/), share, 1, 64),
  finality: oneOf("hub", "cosigned"),
  hub: fields({ epoch: whole(1, 1_000_000), key: digest, "base?": head }),
};
const picture = fields({ type: oneOf("jpeg", "png"), width: whole(1, 4096), height: whole(1, 4096) });
const words = {
  slug,
  languages: rising(language, 1, 20),
  release: time,
  urgent: flag,
  topics: rising(slug, 0, 10),
  "corrects?": digest,
  "pictures?": table(matches(/^[1-9][0-9]?$/), picture, 1, 6),
};
const newLot = { item: digest, "batch?": slug, "expiry?": day };
const lotLines = list(fields({ lot, quantity: some }), 1, 200);
const counted = fields({ lot, counted: amount });
const opening = fields({ ...newLot, counted: some });
const audience = rising(handle, 0, 100);
const span = { start: time, end: time, "site?": digest };
const resources = fields({
  people: whole(0, 10 ** 6),
  vehicles: whole(0, 10 ** 6),
  items: table(digest, some, 0, 50),
});
const offered = (what) => fields({ site: digest, until: time, ...what });
const settledLine = fields({ line: whole(0, 199), lost: amount, back: amount });
const claimedLine = fields({ line: whole(0, 199), damaged: amount, missing: amount });
const handoverLine = fields({ line: whole(0, 199), good: amount, damaged: amount, missing: amount, excess: amount });

/** The names of the contents that an act must and may bring; `words` as they are, or sealed. */
const contents = ({ must = () => [], may = [], prefix = null, words = [] } = {}) => ({ must, may, prefix, words });
const none = contents();
const maybe = (...may) => contents({ may });
const pictures = (body) => Object.keys(body.pictures ?? {}).map((one) => `picture.${one}`);
const texts = contents({ must: (body) => [...body.languages.map((one) => `text.${one}`), ...pictures(body)] });

/** @type {Object<string, {body: Shape, contents: {must: (body: any) => string[], may: string[], prefix: string | null, words: string[]}}>} */
export const KINDS = {
  "charter.found": { body: fields(terms), contents: contents({ must: () => ["names"], prefix: "declaration." }) },
  "charter.roster": { body: fields(terms), contents: maybe("note") },
  "charter.amend": { body: fields({ replaces: digest }), contents: contents({ may: ["note"], prefix: "declaration." }) },
  "charter.lead": { body: fields({ member: handle, until: time }), contents: maybe("lead") },
  "charter.close": { body: fields({}), contents: maybe("reason") },
  "charter.hub": { body: fields({ epoch: whole(2, 1_000_000), key: digest, base: head, since: digest }), contents: maybe("note") },
  "charter.invite": {
    body: fields({ key: digest, person: slug, roles: rising(role, 1, 5), until: time }),
    contents: maybe("person"),
  },
  "charter.enrol": { body: fields({ invite: digest, key: digest }), contents: none },
  "charter.revoke": { body: fields({ keys: rising(digest, 0, 50), invites: rising(digest, 0, 50) }), contents: none },
  "charter.profile": { body: fields({}), contents: maybe("profile") },
  "decide.abstain": { body: fields({ act: digest }), contents: maybe("reason") },
  "charter.reader": { body: fields({ recipient: matches(/^age1[02-9ac-hj-np-z]{58}$/) }), contents: none },
  "decide.erase": { body: fields({ act: digest, contents: rising(blobName, 1, 32) }), contents: none },
  "decide.object": { body: fields({ act: digest, stands: flag }), contents: maybe("reason") },
  "decide.withdraw": { body: fields({ act: digest }), contents: none },
  "voice.statement": { body: fields(words), contents: texts },
  "voice.own": { body: fields(words), contents: texts },
  "voice.hold": { body: fields({ statement: digest }), contents: none },
  "voice.retraction": { body: fields({ statement: digest }), contents: contents({ must: () => ["reason"] }) },
  "voice.translation": {
    body: fields({ statement: digest, language }),
    contents: contents({ must: (body) => [`text.${body.language}`] }),
  },
  "voice.position": {
    body: fields({
      languages: rising(language, 1, 20),
      public: flag,
      topics: rising(slug, 0, 10),
      "replaces?": digest,
    }),
    contents: contents({ must: (body) => body.languages.map((one) => `position.${one}`) }),
  },
  "supplies.item": {
    body: fields({
      code: slug,
      unit: slug,
      grams: whole(0, 10 ** 9),
      millilitres: whole(0, 10 ** 9),
      packs: list(fields({ code: slug, units: whole(2, MOST) }), 0, 10),
    }),
    contents: contents({ must: () => ["names"] }),
  },
  "supplies.site": { body: fields({ code: slug }), contents: contents({ must: () => ["place"] }) },
  "supplies.need": {
    body: fields({
      site: digest,
      item: digest,
      quantity: some,
      priority: whole(1, 5),
      people: whole(0, 10 ** 9),
      due: time,
    }),
    contents: maybe("note"),
  },
  "supplies.receive": {
    body: fields({
      site: digest,
      owner: handle,
      donor: slug,
      "earmark?": digest,
      field: flag,
      lines: list(fields({ ...newLot, quantity: some }), 1, 200),
    }),
    contents: maybe("note", "paper"),
  },
  "supplies.count": {
    body: fields({
      site: digest,
      owner: handle,
      field: flag,
      lines: list((line) => counted(line) || opening(line), 1, 200),
    }),
    contents: maybe("note"),
  },
  "supplies.consign": {
    body: fields({ site: digest, owner: handle, receiver: handle, destination: digest, "plan?": digest, field: flag, lines: lotLines }),
    contents: maybe("note"),
  },
  "supplies.handover": {
    body: fields({
      consignment: digest,
      giver: handle,
      receiver: handle,
      "site?": digest,
      field: flag,
      lines: list(handoverLine, 1, 200),
    }),
    contents: maybe("note", "paper"),
  },
  "supplies.use": {
    body: fields({ site: digest, owner: handle, people: whole(0, 10 ** 9), field: flag, lines: lotLines }),
    contents: maybe("note"),
  },
  "supplies.reverse": { body: fields({ act: digest }), contents: maybe("reason") },
  "supplies.transfer": {
    body: fields({ site: digest, owner: handle, to: handle, lines: lotLines }),
    contents: maybe("note"),
  },
  "supplies.move": {
    body: fields({
      site: digest,
      owner: handle,
      condition: oneOf("good", "damaged"),
      target: digest,
      to: oneOf("good", "damaged", "disposed"),
      lines: lotLines,
    }),
    contents: maybe("note"),
  },
  "supplies.recall": { body: fields({ lots: rising(lot, 1, 200), stands: flag }), contents: maybe("reason") },
  "supplies.settle": {
    body: fields({ handover: digest, "site?": digest, lines: list(settledLine, 1, 200) }),
    contents: maybe("note"),
  },
  "supplies.claim": {
    body: fields({ handover: digest, lines: list(claimedLine, 1, 200) }),
    contents: maybe("note", "paper"),
  },
  "supplies.vehicle": {
    body: fields({
      code: slug,
      grams: whole(1, 10 ** 9),
      millilitres: whole(1, 10 ** 9),
      pallets: whole(0, 1000),
      bands: rising(oneOf("ambient", "cool", "frozen"), 1, 3),
      "home?": digest,
    }),
    contents: contents({ must: () => ["names"] }),
  },
  "supplies.kit": {
    body: fields({ code: slug, parts: list(fields({ item: digest, quantity: some }), 1, 100) }),
    contents: contents({ must: () => ["names"] }),
  },
  "supplies.offer": {
    body: (value) => offered({ item: digest, quantity: some })(value) || offered({ vehicle: digest })(value),
    contents: maybe("note"),
  },
  "supplies.policy": {
    body: fields({ to: handle, items: rising(digest, 0, 200), limit: amount, floor: amount, until: time }),
    contents: maybe("note"),
  },
  "supplies.plan": {
    body: fields({
      plan: digest,
      lines: list(fields({ lot, site: digest, need: digest, quantity: some }), 0, 200),
      vehicles: list(fields({ vehicle: digest, since: time, until: time }), 0, 50),
    }),
    contents: maybe("note"),
  },
  "actions.plan": {
    body: fields({ ...span, needs: resources, visibility: oneOf("public", "members", "named"), audience }),
    contents: contents({ words: ["action"] }),
  },
  "actions.join": {
    body: fields({ action: digest, brings: resources, fleet: rising(digest, 0, 50) }),
    contents: maybe("note"),
  },
  "actions.quit": { body: fields({ action: digest }), contents: maybe("reason") },
  "actions.change": { body: fields({ action: digest, ...span, needs: resources }), contents: maybe("action", "reason") },
  "actions.cancel": { body: fields({ action: digest }), contents: maybe("reason") },
  "actions.finish": {
    body: fields({ action: digest, people: whole(0, 10 ** 9) }),
    contents: contents({ must: () => ["outcome"] }),
  },
  "actions.task": {
    body: fields({ "action?": digest, assignee: handle, due: time }),
    contents: contents({ must: () => ["task"] }),
  },
  "actions.done": { body: fields({ task: digest }), contents: maybe("note") },
  "reports.report": {
    body: fields({
      marking: oneOf("clear", "green", "amber", "amber-strict", "red"),
      audience,
      topics: rising(slug, 0, 10),
      observed: time,
      "site?": digest,
      "reliable?": oneOf("always", "usually", "sometimes", "rarely", "unknown"),
      "certain?": oneOf("confirmed", "likely", "possible", "doubtful", "unknown"),
      "about?": rising(digest, 1, 10),
    }),
    contents: contents({ words: ["report"], may: Array.from({ length: 10 }, (_, i) => `file.${i + 1}`) }),
  },
  "reports.comment": { body: fields({ report: digest }), contents: contents({ words: ["comment"] }) },
  "reports.supersede": { body: fields({ old: digest, new: digest }), contents: maybe("reason") },
  "supplies.close": { body: fields({ act: digest }), contents: maybe("reason") },
};

const blobReference = fields({ sha256: digest, size: whole(32, 16 * 1024 * 1024) });

/** The header of every act but the founding, which has neither coalition nor `after`. */
export const HEADER = {
  by: handle,
  at: time,
  nonce,
  "closes?": time,
  "blobs?": table(blobName, blobReference, 1, 32),
};
export const JOINED = { coalition: digest, after: head };
export const NAMES_ROSTER = { roster: digest };

/** @param {Object<string, Shape>} shapes @returns {Shape} an object of exactly these fields */
export function shapeOf(shapes) {
  return fields(shapes);
}
