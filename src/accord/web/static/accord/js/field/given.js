// What came from another phone, in words computed from its bytes: to be signed as the
// second, or to be kept and delivered for those who signed.

import { h } from "../h.js";
import { described, plainTexts } from "../shown.js";
import { sentence } from "../words/sentence.js";
import { describe } from "../words/words.js";
import { home, stamp } from "./count.js";
import { doubts, mayAgree } from "./exchange.js";
import { memberName } from "./home.js";
import { signGiven } from "./sign.js";
import { booksOf, keep } from "./state.js";
import { actsOf, labelsOf } from "./state.js";

export async function givenScreen(field) {
  const { work, say, voice, given } = field;
  if (!given) return [home(say), h("h1", { tabindex: "-1" }, say("field.scan")), h("p", {}, h("a", { href: "#/scan" }, say("field.scan")))];
  const problem = h("p", { class: "notice gone", role: "alert", hidden: true });
  const acts = new Map([...actsOf(work), ...given.map(({ act }) => [act.id, act])]);
  const last = given.at(-1);
  const me = { member: work.me.member, person: work.set.person, keyid: work.me.keyid };
  const { may, why, unknown } = mayAgree(last, me);
  const words = describe(last.act, { voice, labels: labelsOf(work), acts });
  const before = given.slice(0, -1);

  async function run(job) {
    problem.hidden = true;
    try {
      // What it builds upon is kept first: it has to arrive first.
      for (const { act, signatures } of before) await keep(work, act, signatures, headingOf(work, act, acts));
      await job();
    } catch (error) {
      problem.textContent = sentence(voice, error);
      problem.hidden = false;
    }
  }

  const agree = () =>
    run(async () => {
      const id = await signGiven(work, last);
      if (!id) return;
      field.given = null;
      location.hash = `#/show/${id}`;
    });

  const carry = () =>
    run(async () => {
      await keep(work, last.act, last.signatures, words.heading);
      field.given = null;
      dispatchEvent(new Event("accord:field"));
      location.hash = last.act.kind === "supplies.consign" ? `#/count/${last.act.id}` : "#/";
    });

  const consign = last.act.kind === "supplies.consign";
  return [
    home(say),
    h("h1", { tabindex: "-1" }, words.heading),
    signers(work, last.signatures),
    unknown && h("p", { class: "notice" }, say("field.given.unknown")),
    may && doubts(last, booksOf(work).consignments.get(last.act.body.consignment), work.waiting).map((key) => h("p", { class: "notice gone" }, say(key))),
    why && h("p", { class: "notice" }, say(why)),
    h("div", { class: "sheet stack" }, described(voice, words, plainTexts(words))),
    h(
      "div",
      { class: "signfoot" },
      problem,
      may && h("p", { class: "quiet" }, say("field.given.means", { receiver: memberName(work, last.act.body.receiver) })),
      may && h("button", { class: "button sign", type: "button", on: { click: agree } }, stamp(work), " ", say("field.given.sign")),
      !may && h("button", { class: "button sign", type: "button", on: { click: carry } }, say(consign ? "field.given.count" : "field.given.keep")),
      !may && !consign && h("p", { class: "quiet" }, say("field.given.keep.why")),
      h("a", { class: "link", href: "#/" }, say("not-now")),
    ),
  ];
}

function headingOf(work, act, acts) {
  return describe(act, { voice: work.voice, labels: labelsOf(work), acts }).heading;
}

function signers(work, signatures) {
  const { say } = work;
  const one = ({ by }) => (by ? h("li", {}, h("strong", {}, by.name || by.person), " ", memberName(work, by.member)) : h("li", { class: "bare" }, say("field.given.somebody")));
  return h("ul", { class: "signers", "aria-label": say("signers") }, signatures.map(one));
}
