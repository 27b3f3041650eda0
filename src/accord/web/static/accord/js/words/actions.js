// The acts of coordination and information in words: actions, tasks, reports.

import { lines, units } from "./goods.js";
import { fact, joined, plain, printed } from "./tell.js";

export const ACTIONS = {
  "actions.plan": plan,
  "actions.join": join,
  "actions.quit": (act, tell) => aboutAction("quit", act, tell),
  "actions.change": change,
  "actions.cancel": (act, tell) => aboutAction("cancel", act, tell),
  "actions.finish": finish,
  "actions.task": task,
  "actions.done": done,
  "reports.report": report,
  "reports.comment": comment,
  "reports.supersede": supersede,
};

function plan(act, tell) {
  const { by, body, contents } = act;
  const words = contents.action ?? {};
  return {
    heading: tell.say("action.heading", { title: plain(words.title ?? "") }),
    facts: [
      fact(tell, "fact.member", tell.member(by)),
      ...spanFacts(act, tell),
      ...placeFacts(words, tell),
      ...resourceFacts(body.needs, tell),
      fact(tell, "fact.readers", tell.say(`visibility.${body.visibility}`)),
      ...audienceFacts(body, tell),
    ],
    table: items(body.needs, tell),
  };
}

function join({ by, body }, tell) {
  return {
    heading: tell.say("join.heading", { by }),
    facts: [
      fact(tell, "fact.about", tell.thing(body.action)),
      ...resourceFacts(body.brings, tell),
      ...body.fleet.map((id) => fact(tell, "fact.vehicle", tell.thing(id))),
    ],
    table: items(body.brings, tell),
  };
}

function change(act, tell) {
  const { by, body, contents } = act;
  const words = contents.action ?? {};
  return {
    heading: tell.say("change.heading"),
    facts: [
      fact(tell, "fact.member", tell.member(by)),
      fact(tell, "fact.about", tell.thing(body.action)),
      ...spanFacts(act, tell),
      ...placeFacts(words, tell),
      ...resourceFacts(body.needs, tell),
    ],
    table: items(body.needs, tell),
  };
}

function aboutAction(key, { by, body }, tell) {
  return {
    heading: tell.say(`${key}.heading`, { by }),
    facts: [fact(tell, "fact.about", tell.thing(body.action)), fact(tell, "fact.mark", printed(body.action))],
  };
}

function finish({ by, body }, tell) {
  return {
    heading: tell.say("finish.heading"),
    facts: [
      fact(tell, "fact.member", tell.member(by)),
      fact(tell, "fact.about", tell.thing(body.action)),
      fact(tell, "fact.people", tell.voice.number(body.people)),
    ],
  };
}

function task({ by, body, contents }, tell) {
  const words = contents.task ?? {};
  return {
    heading: tell.say("task.heading", { title: plain(words.title ?? ""), member: body.assignee }),
    facts: [
      fact(tell, "fact.member", tell.member(by)),
      fact(tell, "fact.assignee", tell.member(body.assignee)),
      fact(tell, "fact.due.task", tell.voice.time(body.due)),
      ...(body.action ? [fact(tell, "fact.about", tell.thing(body.action))] : []),
    ],
  };
}

function done({ by, body }, tell) {
  return {
    heading: tell.say("done.heading"),
    facts: [fact(tell, "fact.member", tell.member(by)), fact(tell, "fact.about", tell.thing(body.task))],
  };
}

function report({ by, body, header, contents }, tell) {
  const words = contents.report ?? {};
  const isSealed = !contents.report && header.blobs?.["report.sealed"];
  return {
    heading: isSealed ? tell.say("report.sealed") : tell.say("report.heading", { title: plain(words.title ?? "") }),
    facts: [
      fact(tell, "fact.member", tell.member(by)),
      fact(tell, "fact.readers", tell.say(`marking.${body.marking}`)),
      ...audienceFacts(body, tell),
      fact(tell, "fact.observed", tell.voice.time(body.observed)),
      ...(body.site ? [fact(tell, "fact.site", tell.thing(body.site))] : []),
      ...placeFacts(words, tell),
      ...(body.topics.length ? [fact(tell, "fact.topics", joined(body.topics.map((topic) => ({ exact: topic }))))] : []),
      ...(body.reliable ? [fact(tell, "fact.reliable", tell.say(`reliable.${body.reliable}`))] : []),
      ...(body.certain ? [fact(tell, "fact.certain", tell.say(`certain.${body.certain}`))] : []),
      ...(body.about ?? []).map((one) => fact(tell, "fact.about", tell.thing(one))),
    ],
  };
}

function comment({ by, body, header, contents }, tell) {
  const isSealed = !contents.comment && header.blobs?.["comment.sealed"];
  return {
    heading: tell.say(isSealed ? "comment.sealed" : "comment.heading"),
    facts: [fact(tell, "fact.member", tell.member(by)), fact(tell, "fact.about", tell.thing(body.report))],
  };
}

function supersede({ by, body }, tell) {
  return {
    heading: tell.say("supersede.heading"),
    facts: [
      fact(tell, "fact.member", tell.member(by)),
      fact(tell, "fact.older", tell.thing(body.old)),
      fact(tell, "fact.newer", tell.thing(body.new)),
    ],
  };
}

function spanFacts({ at, body: { start, end, site } }, tell) {
  // Said by the act alone: its end beside the time at which it was written.
  const past = end <= at ? [` (${tell.say("span.past")})`] : [];
  return [
    fact(tell, "fact.start", tell.voice.time(start)),
    fact(tell, "fact.end", tell.voice.time(end), ...past),
    ...(site ? [fact(tell, "fact.site", tell.thing(site))] : []),
  ];
}

function placeFacts({ place }, tell) {
  return place ? [fact(tell, "fact.place", plain(place))] : [];
}

function resourceFacts({ people, vehicles }, tell) {
  return [
    fact(tell, "fact.people", tell.voice.number(people)),
    fact(tell, "fact.vehicles", tell.voice.number(vehicles)),
  ];
}

function audienceFacts({ audience }, tell) {
  return audience.length ? [fact(tell, "fact.audience", joined(audience.map((one) => tell.member(one))))] : [];
}

function items({ items: wanted }, tell) {
  const rows = Object.entries(wanted).map(([id, n]) => [[tell.thing(id)], [units(n, id, tell)]]);
  return rows.length ? lines(["item", "quantity"], rows, tell) : null;
}
