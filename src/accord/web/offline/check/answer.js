// What a proof file proves, in words: who said it, since when, how it stood, whose word that is.

import { writeTime } from "../../static/accord/js/core/time.js";
import { h } from "../../static/accord/js/h.js";

/** @param {Awaited<ReturnType<import("./verify.js").check>>} answer */
export function answerView(answer, voice) {
  const now = writeTime(new Date());
  const never = answer.state !== "agreed" && answer.stateSince < answer.publicFrom;
  const state = answer.state === "agreed" && (never || now < answer.publicFrom) ? "embargo" : answer.state;
  const fact = (key, ...value) => [h("dt", {}, voice.say(key)), h("dd", {}, ...value)];
  return h(
    "section",
    { id: "result", tabindex: "-1", class: "panel stack", "data-verdict": "proven", "data-state": answer.state },
    h("h2", {}, voice.say(`proven.${state}`)),
    h(
      "dl",
      { class: "facts" },
      fact("who", who(answer, voice)),
      fact("since", never ? voice.say("never") : voice.time(answer.publicFrom)),
      fact("standing", voice.say(`state.${answer.state}`, { since: voice.time(answer.stateSince) }), " ", voice.say("asof", { time: voice.time(answer.asOf), n: answer.size })),
      fact("word", answer.confirmed.length ? voice.say("word.copies", { names: voice.list(answer.confirmed) }) : voice.say("word.host")),
      fact("coalition", h("span", { class: "exact id" }, answer.coalition)),
      fact("list", h("span", { class: "exact id" }, answer.roster)),
      fact("declaration", h("span", { class: "exact id" }, answer.declaration)),
      answer.ended && fact("ended", voice.say("ended.text")),
      fact("act", h("span", { class: "exact id" }, answer.act)),
    ),
    Object.entries(answer.texts).sort().map(([lang, text]) => words(lang, text, voice)),
  );
}

function who({ kind, by, members, membersInAll, effect }, voice) {
  const time = voice.time(effect);
  if (kind === "voice.own") return voice.say("who.own", { by, time });
  const key = kind === "voice.statement" ? "who.joint" : `who.${kind.split(".")[1]}`;
  return voice.say(key, { names: voice.list(members), n: members.length, all: membersInAll, time });
}

function words(lang, { title, summary, text }, voice) {
  const paragraphs = text.split(/\n{2,}/).map((one) => h("p", {}, one));
  return h(
    "article",
    { class: "sheet", lang },
    h("p", { class: "small", lang: voice.lang }, voice.language(lang)),
    h("h3", {}, title),
    summary ? h("p", {}, h("b", {}, summary)) : null,
    paragraphs,
  );
}
