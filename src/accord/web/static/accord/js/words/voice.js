// The voice's acts in words, and decisions about other acts.

import { fact, joined, printed, titleOf } from "./tell.js";

/** @type {Object<string, (act: import("../core/act.js").Act, tell: import("./tell.js").Teller) => object>} */
export const VOICE = {
  "voice.statement": statement,
  "voice.own": statement,
  "voice.hold": (act, tell) => about("hold", act, act.body.statement, tell),
  "voice.retraction": (act, tell) => about("retraction", act, act.body.statement, tell),
  "voice.translation": translation,
  "voice.position": position,
  "decide.abstain": (act, tell) => about("abstain", act, act.body.act, tell),
  "decide.object": (act, tell) => about(act.body.stands ? "object" : "object.end", act, act.body.act, tell),
  "decide.withdraw": withdraw,
  "decide.erase": erase,
};

function statement(act, tell) {
  const { kind, by, body } = act;
  return {
    label: tell.say(`${kind}.label`, { n: body.languages.length, by }),
    heading: titleOf(act, tell.voice.lang),
    facts: [
      fact(tell, "fact.proposer", tell.member(by)),
      fact(tell, "fact.release", tell.voice.time(body.release)),
      fact(tell, "fact.urgent", tell.say(body.urgent ? "urgent.yes" : "urgent.no")),
      fact(tell, "fact.languages", tell.voice.list(body.languages.map(tell.voice.language))),
      fact(tell, "fact.page", { exact: body.slug }),
      ...(body.topics.length ? [fact(tell, "fact.topics", joined(body.topics.map((topic) => ({ exact: topic }))))] : []),
      ...(body.corrects ? [fact(tell, "fact.corrects", tell.thing(body.corrects))] : []),
    ],
    warnings: body.corrects ? [tell.say("statement.corrects")] : [],
  };
}

function translation(act, tell) {
  const { by, body } = act;
  return {
    heading: titleOf(act, tell.voice.lang),
    facts: [
      fact(tell, "fact.proposer", tell.member(by)),
      fact(tell, "fact.translates", tell.thing(body.statement)),
      fact(tell, "fact.languages", tell.voice.language(body.language)),
    ],
    warnings: [tell.say("translation.warning")],
  };
}

function position(act, tell) {
  const { by, body } = act;
  return {
    heading: titleOf(act, tell.voice.lang),
    facts: [
      fact(tell, "fact.proposer", tell.member(by)),
      fact(tell, "fact.readers", tell.say(body.public ? "readers.all" : "readers.members")),
      fact(tell, "fact.languages", tell.voice.list(body.languages.map(tell.voice.language))),
      ...(body.topics.length ? [fact(tell, "fact.topics", joined(body.topics.map((topic) => ({ exact: topic }))))] : []),
      ...(body.replaces ? [fact(tell, "fact.replaces", tell.thing(body.replaces))] : []),
    ],
    warnings: body.replaces ? [tell.say("position.replaces")] : [],
  };
}

function withdraw(act, tell) {
  const closes = tell.act(act.body.act)?.by === act.by;
  return about(closes ? "withdraw.close" : "withdraw", act, act.body.act, tell);
}

/** An act about another act: what that one is stands first. */
function about(key, { by, body }, id, tell) {
  const other = tell.act(id);
  const title = other ? titleOf(other, tell.voice.lang) || tell.say(`kind.${other.kind}`) : printed(id).exact;
  return {
    heading: tell.say(`${key}.heading`, { title, by }),
    facts: [
      fact(tell, "fact.member", tell.member(by)),
      fact(tell, "fact.about", tell.thing(id)),
      fact(tell, "fact.mark", printed(id)),
    ],
    warnings: [tell.say(`${key}.warning`, { by }), ...(other ? [] : [tell.say("about.unknown")])],
  };
}

/** What is erased: the contents by name, of which act. */
function erase(act, tell) {
  const made = about("erase", act, act.body.act, tell);
  const names = joined(act.body.contents.map((name) => ({ exact: name })));
  return { ...made, facts: [...made.facts, fact(tell, "fact.erased", names)] };
}
