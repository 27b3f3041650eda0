// The charter's acts in words: founding, members, invitations, devices, profiles.

import { fact, joined, nameIn, plain, printed, visible } from "./tell.js";

/** @type {Object<string, (act: import("../core/act.js").Act, tell: import("./tell.js").Teller) => object>} */
export const CHARTER = {
  "charter.found": found,
  "charter.roster": roster,
  "charter.invite": invite,
  "charter.enrol": enrol,
  "charter.revoke": revoke,
  "charter.profile": profile,
  "charter.reader": reader,
  "charter.hub": takeover,
  "charter.amend": amend,
  "charter.lead": lead,
  "charter.close": close,
};

function found(act, tell) {
  const names = act.contents.names ?? {};
  return {
    heading: tell.say("found.heading", { name: nameIn(names, tell.voice.lang) }),
    facts: [...nameFacts(names, tell), ...termFacts(act.body, tell)],
    table: memberTable(act.body.members, tell),
    warnings: [tell.say("found.warning")],
  };
}

function roster(act, tell) {
  const before = tell.act(act.header.roster);
  const changes = before ? rosterChanges(before.body, act.body, tell) : [];
  return {
    heading: changes[0]?.heading ?? tell.say("roster.heading", { n: act.body.version }),
    facts: [...changes.map(({ label, value }) => ({ label, value })), ...termFacts(act.body, tell)],
    table: memberTable(act.body.members, tell),
    warnings: before ? [] : [tell.say("roster.unknown")],
  };
}

/** What a roster changes against the one that it names, most important first. */
function rosterChanges(before, after, tell) {
  const [old, now] = [Object.keys(before.members), Object.keys(after.members)];
  const joins = now.filter((handle) => !old.includes(handle));
  const leaves = old.filter((handle) => !now.includes(handle));
  const rekeyed = now.filter((handle) => old.includes(handle) && differs(before.members[handle], after.members[handle]));
  const rules = Object.keys(after.rules).filter((kind) => differs(before.rules[kind], after.rules[kind]));
  const change = (key, items) =>
    items.length ? [{ ...fact(tell, `roster.${key}`, joined(items)), heading: tell.say(`roster.${key}.heading`, { names: items.map(exactOf).join(", ") }) }] : [];
  return [
    ...change("joins", joins.map(tell.member)),
    ...change("leaves", leaves.map(tell.member)),
    ...change("rekeyed", rekeyed.map(tell.member)),
    ...change("rules", rules.map((kind) => kindName(kind, tell))),
    ...change("hub", differs(before.hub, after.hub) ? [printed(after.hub.key)] : []),
    ...change("finality", before.finality === after.finality ? [] : [tell.say(`finality.${after.finality}`)]),
  ];
}

function differs(a, b) {
  return JSON.stringify(a) !== JSON.stringify(b);
}

function exactOf(part) {
  return typeof part === "string" ? part : part.exact;
}

function termFacts({ version, rules, members, finality, hub }, tell) {
  return [
    ...ruleFacts(rules, Object.keys(members).length, tell),
    fact(tell, "fact.finality", tell.say(`finality.${finality}`)),
    fact(tell, "fact.hub", printed(hub.key), " ", tell.say("hub.term", { n: hub.epoch })),
    ...(hub.base ? [fact(tell, "fact.base", tell.say("hub.base", { n: hub.base.size }), " ", printed(hub.base.root))] : []),
    fact(tell, "fact.version", tell.voice.number(version)),
  ];
}

/** Who decides what: kinds with the same rule stand together. */
function ruleFacts(rules, count, tell) {
  const groups = new Map();
  for (const [kind, { share: [num, den], veto }] of Object.entries(rules)) {
    const needed = Math.max(1, Math.ceil((count * num) / den));
    const label = tell.say(veto ? "rule.share.veto" : "rule.share", { num, den, needed, count });
    groups.set(label, [...(groups.get(label) ?? []), kindName(kind, tell)]);
  }
  return [...groups].map(([label, kinds]) => ({ label, value: joined(kinds, "; ") }));
}

function kindName(kind, tell) {
  return KIND_NAMES.includes(kind) ? tell.say(`kind.${kind}`) : kind;
}

const KIND_NAMES = [
  "charter.amend",
  "charter.close",
  "charter.lead",
  "charter.roster",
  "voice.position",
  "voice.retraction",
  "voice.statement",
  "voice.translation",
];

function memberTable(members, tell) {
  return {
    columns: [tell.say("column.member"), tell.say("column.stamps"), tell.say("column.copy")],
    rows: Object.entries(members).map(([handle, { seals, replica }]) => [
      [tell.member(handle)],
      joined(seals.map(printed)),
      replica ? [printed(replica)] : [tell.say("value.none")],
    ]),
  };
}

function invite({ by, body, contents }, tell) {
  return {
    heading: tell.say("invite.heading", { by }),
    facts: [
      fact(tell, "fact.member", tell.member(by)),
      fact(tell, "fact.person", { exact: body.person }),
      ...(contents.person?.name === undefined ? [] : [fact(tell, "fact.name", plain(contents.person.name))]),
      fact(tell, "fact.roles", rolesIn(body.roles, tell)),
      fact(tell, "fact.until", tell.voice.time(body.until)),
      fact(tell, "fact.once", printed(body.key)),
    ],
    warnings: [tell.say("invite.warning")],
  };
}

/** @param {string[]} roles @param {import("./tell.js").Teller} tell */
export function rolesIn(roles, tell) {
  return tell.voice.list(roles.map((role) => tell.say(`role.${role}`)));
}

function enrol({ by, body }, tell) {
  const invited = tell.act(body.invite);
  return {
    heading: tell.say("enrol.heading", { by }),
    facts: [
      fact(tell, "fact.member", tell.member(by)),
      ...(invited ? [fact(tell, "fact.roles", rolesIn(invited.body.roles, tell)), fact(tell, "fact.until", tell.voice.time(invited.body.until))] : []),
      fact(tell, "fact.device", printed(body.key)),
      fact(tell, "fact.invitation", printed(body.invite)),
    ],
  };
}

function revoke({ by, body }, tell) {
  return {
    heading: tell.say("revoke.heading", { by }),
    facts: [
      fact(tell, "fact.member", tell.member(by)),
      ...(body.keys.length ? [fact(tell, "fact.devices", joined(body.keys.map(printed)))] : []),
      ...(body.invites.length ? [fact(tell, "fact.invitations", joined(body.invites.map(printed)))] : []),
    ],
    warnings: [tell.say("revoke.warning")],
  };
}

function profile({ by, contents }, tell) {
  const shown = contents.profile;
  return {
    heading: tell.say(shown ? "profile.heading" : "profile.alone", { by }),
    facts: [
      fact(tell, "fact.member", tell.member(by)),
      ...nameFacts(shown?.names ?? {}, tell),
      ...["place", "contact"].filter((name) => shown?.[name] !== undefined).map((name) => fact(tell, `fact.${name}`, plain(shown[name]))),
    ],
  };
}

/** One fact for each language of a table of names. */
export function nameFacts(names, tell) {
  return Object.entries(names).map(([lang, name]) => ({
    label: tell.say("fact.name.in", { language: languageName(lang, tell) }),
    value: [plain(name)],
  }));
}

/** A language's own name, or its code where no browser could know it. */
export function languageName(code, tell) {
  return /^[a-z]{2,3}$/.test(code) ? tell.voice.language(code) : visible(code);
}

function reader({ by, body }, tell) {
  return {
    heading: tell.say("reader.heading", { by }),
    facts: [fact(tell, "fact.reader", { exact: body.recipient })],
    warnings: [tell.say("reader.warning", { by })],
  };
}

function takeover({ by, body }, tell) {
  return {
    heading: tell.say("hub.heading", { n: body.epoch }),
    facts: [
      fact(tell, "fact.proposer", tell.member(by)),
      fact(tell, "roster.hub", printed(body.key)),
      fact(tell, "fact.base", tell.say("after", { n: body.base.size }), " ", printed(body.base.root)),
    ],
    warnings: [tell.say("hub.warning")],
  };
}

function amend({ by, body, contents }, tell) {
  const texts = Object.entries(contents).filter(([name]) => name.startsWith("declaration."));
  const named = texts.map(([name, { title }]) => ({ label: languageName(name.slice(12), tell), value: [plain(title)] }));
  return {
    heading: tell.say("amend.heading"),
    facts: [fact(tell, "fact.proposer", tell.member(by)), ...named, fact(tell, "fact.replaces", printed(body.replaces))],
    warnings: [tell.say("amend.warning")],
  };
}

function lead({ by, body, contents }, tell) {
  const name = contents.lead?.name;
  return {
    heading: tell.say("lead.heading", { name: visible(name ?? body.member) }),
    facts: [
      fact(tell, "fact.proposer", tell.member(by)),
      fact(tell, "fact.leads", name === undefined ? tell.member(body.member) : plain(name)),
      fact(tell, "fact.member", tell.member(body.member)),
      fact(tell, "fact.until", tell.voice.time(body.until)),
    ],
    warnings: [tell.say(name === undefined ? "lead.alone" : "lead.warning")],
  };
}

function close({ by }, tell) {
  return {
    heading: tell.say("close.heading"),
    facts: [fact(tell, "fact.proposer", tell.member(by))],
    warnings: [tell.say("close.warning")],
  };
}
