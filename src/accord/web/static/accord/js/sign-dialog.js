// The one sign dialog: what it is, who has signed, what the signature does, the words
// with what changed in them, one button.

import { freshId, h } from "./h.js";
import { mark } from "./mark.js";
import { sentence } from "./words/sentence.js";
import { described, exactText, factList, parts, plainTexts } from "./shown.js";
import { countChanges } from "./words/changes.js";
import { teller } from "./words/tell.js";

/**
 * @typedef {object} Question
 * @property {import("./words/words.js").Description} description
 * @property {{lang: string, language: string, segments: any[]}[]} texts
 * @property {string | null} seenAt when the compared version was seen, said in words
 * @property {{strong: string, rest: string} | null} effect
 * @property {import("./effect.js").Tally | null} tally
 * @property {import("./words/words.js").Description[]} [several] the acts that the one
 *   description sums up
 * @property {string} member
 * @property {{members?: Object<string, string>}} labels
 * @property {string | null} mark of the member's stamp
 * @property {boolean} already whether this key has signed it
 * @property {() => Promise<any>} sign signs and posts; rejects with what went wrong
 * @property {(error: unknown) => boolean} isKept whether the signature was kept to be sent later
 */

/**
 * Shows the dialog until the person has signed or closed it.
 * @param {import("./words/speak.js").Voice} voice
 * @param {Question} question
 * @returns {Promise<{state: "signed", receipt: any} | {state: "kept" | "closed"}>}
 */
export function askToSign(voice, question) {
  const { say } = voice;
  const title = freshId("what");
  const status = h("p", { class: "quiet", role: "status", "aria-live": "polite" });
  const problem = h("p", { class: "notice gone", role: "alert", hidden: true });
  const signButton = h("button", { class: "button sign", type: "button" }, question.mark && mark(question.mark, { plain: true }), " ", buttonText(say, question));
  const notNow = h("button", { class: "link", type: "button" }, say(question.already ? "close" : "not-now"));
  const foot = h("form", { class: "signfoot", method: "dialog" }, problem, question.already ? h("p", {}, say("signed.already")) : signButton, notNow, status);
  const dialog = h("dialog", { class: "signing", "aria-labelledby": title }, head(voice, question, title), effect(voice, question), words(voice, question), foot);
  return new Promise((resolve) => {
    let outcome = { state: "closed" };
    let busy = false;

    async function sign() {
      if (busy) return;
      setBusy(true);
      try {
        const receipt = await question.sign();
        outcome = { state: "signed", receipt };
        dialog.close();
      } catch (error) {
        const kept = question.isKept(error);
        if (kept) outcome = { state: "kept" };
        problem.textContent = whatNow(voice, error, kept);
        problem.className = kept ? "notice" : "notice gone";
        problem.hidden = false;
        if (kept) signButton.replaceChildren(say("try-again"));
        if (kept) notNow.textContent = say("close");
      } finally {
        setBusy(false);
      }
    }

    function setBusy(now) {
      busy = now;
      signButton.setAttribute("aria-busy", String(now));
      signButton.disabled = now;
      notNow.disabled = now;
      status.textContent = now ? say("signing") : "";
      if (now) problem.hidden = true;
      else if (dialog.open) signButton.focus();
    }

    signButton.addEventListener("click", sign);
    notNow.addEventListener("click", () => dialog.close());
    foot.addEventListener("submit", (event) => event.preventDefault());
    dialog.addEventListener("cancel", (event) => busy && event.preventDefault());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(outcome);
    });
    document.body.append(dialog);
    dialog.showModal();
    // The heading first: a person reads before the button can be pressed by accident.
    dialog.querySelector("h1").focus();
  });
}

function whatNow(voice, error, kept) {
  if (kept && error.code === "no-answer") return voice.say("kept.no-answer");
  return [sentence(voice, error), voice.say(kept ? "kept.outbox" : "kept.nothing")].join(" ");
}

function buttonText(say, { member, labels }) {
  return say("sign-for", { member: labels.members?.[member] ?? member });
}

function head(voice, { description, tally, labels, member }, title) {
  const { by } = description;
  return h(
    "header",
    { class: "stack" },
    h("p", { class: "kind" }, h("span", {}, description.label), by !== member && h("span", {}, voice.say("proposed-by", { member: labels.members?.[by] ?? by }))),
    h("h1", { id: title, tabindex: "-1" }, description.heading),
    tally && signers(voice, tally, labels, member),
  );
}

function signers(voice, { seats }, labels, member) {
  const tell = teller(voice, labels);
  return h("ul", { class: "signers", "aria-label": voice.say("signers") }, seats.map((seat) => seatItem(voice, tell, seat, member)));
}

function seatItem(voice, tell, { member, state, at, mark: drawn }, mine) {
  const bare = state !== "signed";
  const you = member === mine;
  const words = [!(you && state === "silent") && voice.say(`seat.${state}`), at && voice.time(at), you && voice.say("seat.you")].filter(Boolean).join(", ");
  return h(
    "li",
    { class: [bare && "bare", bare && you && "mine"].filter(Boolean).join(" ") || null },
    !bare && drawn && mark(drawn),
    h("strong", {}, parts([tell.member(member)])),
    h("span", {}, words),
  );
}

function effect(voice, question) {
  if (!question.effect || question.already) return null;
  const { strong, rest } = question.effect;
  return h("div", { class: "effect" }, h("p", {}, h("strong", {}, strong), rest && [h("br"), rest]));
}

function words(voice, question) {
  const { description, several, texts, seenAt } = question;
  if (several) return everyOne(voice, description, several);
  const n = texts.reduce((sum, { segments }) => sum + countChanges(segments), 0);
  const changed = seenAt && h("p", { class: "quiet" }, n ? voice.say("changes", { n, time: seenAt }) : voice.say("changes.none", { time: seenAt }));
  return h(
    "div",
    { class: "stack" },
    h("div", { class: "row" }, h("h2", {}, voice.say(texts.length ? "words.title" : "facts.title")), changed),
    described(voice, description, texts),
    h("p", { class: "quiet" }, voice.say("drawn-here"), " ", h("span", { class: "exact" }, description.mark)),
    exactText(voice, description),
  );
}

/** A summary, and each act in words for whoever opens it. */
function everyOne(voice, description, several) {
  return h(
    "div",
    { class: "stack" },
    factList(description.facts),
    h("h2", {}, voice.say("several.each")),
    h("ol", { class: "several" }, several.map((one) => h("li", {}, opened(voice, one)))),
  );
}

/** Its words are drawn when somebody wants to see them: there may be hundreds. */
function opened(voice, one) {
  const details = h("details", {}, h("summary", {}, one.heading));
  details.addEventListener("toggle", () => details.append(...bodyOf(voice, one)), { once: true });
  return details;
}

function bodyOf(voice, one) {
  const nodes = [described(voice, one, plainTexts(one)), h("p", { class: "quiet" }, voice.say("drawn-here"), " ", h("span", { class: "exact" }, one.mark)), exactText(voice, one)];
  return nodes.flat(Infinity).filter(Boolean);
}

/**
 * Says that something cannot be signed, and why.
 * @param {import("./words/speak.js").Voice} voice
 * @param {unknown} error
 * @returns {Promise<void>} when the person has closed it
 */
export function sayRefusal(voice, error) {
  const title = freshId("no");
  const close = h("button", { class: "button", type: "button" }, voice.say("close"));
  const dialog = h(
    "dialog",
    { class: "signing small", "aria-labelledby": title },
    h("header", { class: "stack" }, h("h1", { id: title, tabindex: "-1" }, voice.say("refused.title")), h("p", {}, sentence(voice, error))),
    h("form", { class: "signfoot", method: "dialog" }, close),
  );
  return new Promise((resolve) => {
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve();
    });
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector("h1").focus();
  });
}
