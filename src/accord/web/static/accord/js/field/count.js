// The receiver counts a consignment, line by line. What is counted is kept at every touch;
// the count writes the record, and the giver's phone signs it second.

import { freshId, h } from "../h.js";
import { mark } from "../mark.js";
import { sentence } from "../words/sentence.js";
import { inPacks, inUnits } from "./amounts.js";
import { carried, countOf } from "./books.js";
import { openDraft } from "./draft.js";
import { itemName, memberName, siteName } from "./home.js";
import { signNew } from "./sign.js";
import { booksOf } from "./state.js";
import { lotNotices } from "./stops.js";

export async function countScreen(field, id) {
  const { work, say } = field;
  const { consignments, lots } = booksOf(work);
  const found = consignments.get(id);
  if (!found) return [h("h1", { tabindex: "-1" }, say("field.unknown.title")), h("p", { class: "notice" }, say("field.unknown")), home(say)];
  const draft = await openDraft(field, `count/${id}`);
  const lines = found.lines.filter(carried).map((line) => countLine(field, line, lots[line.lot], stateOf(draft, line), save));
  const site = siteField(field, found, draft);
  const says = h("p", { class: "signs-for", role: "status" });
  const problem = h("p", { class: "notice gone", role: "alert", hidden: true });
  const button = h("button", { class: "button sign", type: "button" }, stamp(work), " ", say("field.count.sign"));

  function save() {
    draft.save();
    tell();
  }

  function tell() {
    const counts = lines.map((line) => line.count());
    const done = counts.filter(Boolean);
    const good = done.reduce((sum, one) => sum + one.good, 0);
    const had = lines.reduce((sum, line) => sum + line.had, 0);
    const ready = done.length === lines.length;
    says.textContent = ready ? (good === had ? say("field.signs-all", { had }) : say("field.signs", { good, had })) : say("field.left", { n: lines.length - done.length });
  }

  button.addEventListener("click", async () => {
    problem.hidden = true;
    const open = lines.find((line) => !line.count());
    if (open) return open.wrong();
    try {
      const body = { consignment: id, giver: found.holder, receiver: work.me.member, field: true, lines: lines.map((line) => line.count()), ...(site.value() ? { site: site.value() } : {}) };
      const act = await signNew(work, "supplies.handover", body, draft);
      if (!act) return undefined;
      location.hash = `#/show/${act}`;
    } catch (error) {
      problem.textContent = `${sentence(field.voice, error)} ${say("kept.nothing")}`;
      problem.hidden = false;
    }
    return undefined;
  });

  tell();
  return [
    home(say),
    between(work, found),
    h("div", {}, h("h1", { tabindex: "-1" }, say("field.count.title")), h("p", { class: "quiet" }, say("field.count.for", { site: siteName(work, found.destination), owner: memberName(work, found.owner) }))),
    draft.note,
    warnings(work, found),
    lines.length > 3 && h("button", { class: "button plain", type: "button", on: { click: () => lines.forEach((line) => line.all()) } }, say("field.count.all-lines", { n: lines.length })),
    lines.map((line) => line.element),
    site.element,
    h("div", { class: "signfoot" }, problem, says, h("p", { class: "quiet" }, say("field.count.until", { giver: memberName(work, found.holder) })), button),
  ];
}

/** Anybody of the member may sign; but not twice for the same goods without knowing it. */
function warnings(work, found) {
  const { say } = work;
  return [
    found.half && h("p", { class: "notice" }, say("field.count.twice", { member: memberName(work, found.half.receiver) }), " ", h("a", { href: `#/show/${found.half.act}` }, say("field.show-it"))),
    found.stored && h("p", { class: "notice gone" }, say("field.doubt.gone")),
    found.holder === work.me.member && h("p", { class: "notice" }, say("field.count.own")),
  ];
}

/** What is said of one line so far; it is part of what the draft keeps. */
function stateOf({ values }, line) {
  return (values[`line.${line.number}`] ??= { how: null, good: carried(line), rest: "missing", damaged: 0 });
}

function countLine(field, line, lot, state, save) {
  const { work, say, voice } = field;
  const had = carried(line);
  const title = freshId("line");
  const badge = h("span", { class: "badge" });
  const input = h("input", { inputmode: "numeric", autocomplete: "off", value: state.good, "aria-label": say("field.good") });
  const step = (by) => h("button", { type: "button", "aria-label": say(by < 0 ? "field.less" : "field.more"), on: { click: () => set({ good: Math.max(0, good() + by) }, true) } }, by < 0 ? "−" : "+");
  const all = choice(say("field.all-here", { n: had }), "all");
  const other = choice(say("field.other-number"), "other");
  const damaged = h("input", { inputmode: "numeric", autocomplete: "off", value: state.damaged });
  const both = h("label", { class: "field both" }, h("span", {}, say("field.damaged-how-many")), damaged);
  const legend = h("legend", {});
  const rest = h("fieldset", { class: "whylist" }, legend, ["missing", "damaged", "both"].map((name) => restChoice(name)));
  const error = h("p", { class: "error", hidden: true }, say("field.count.open", { n: had }));
  const more = h("div", { class: "counted" }, h("div", { class: "stepper" }, step(-1), input, step(1)), h("p", { class: "of" }, say("field.of-sent", { n: had })), rest, both);
  const packs = inPacks(work, lot?.item, had);
  const facts = [lot?.batch && h("span", { class: "exact" }, lot.batch), lot?.expiry && voice.day(lot.expiry), packs && `= ${packs}`, line.damaged && say("field.damaged-before", { n: line.damaged })].filter(Boolean);
  const element = h(
    "section",
    { class: "count-line", "aria-labelledby": title },
    h("header", {}, h("h2", { id: title }, itemName(work, lot?.item)), badge),
    facts.length ? h("p", { class: "quiet" }, facts.flatMap((one, i) => (i ? [" · ", one] : [one]))) : null,
    lotNotices(work, line.lot, lot),
    h("div", { class: "how", role: "radiogroup", "aria-labelledby": title }, all, other),
    error,
    more,
  );

  function choice(text, value) {
    const radio = h("input", { type: "radio", name: title, value, checked: state.how === value });
    radio.addEventListener("change", () => set({ how: value }));
    return h("label", {}, radio, " ", text);
  }

  function restChoice(value) {
    const radio = h("input", { type: "radio", name: `${title}-rest`, value, checked: state.rest === value });
    radio.addEventListener("change", () => set({ rest: value }));
    return h("label", {}, radio, " ", say(`field.rest.${value}`));
  }

  const number = (element) => (/^\d{1,12}$/.test(element.value.replace(/\s/gu, "")) ? Number(element.value.replace(/\s/gu, "")) : null);
  const good = () => number(input) ?? 0;

  function count() {
    if (!state.how) return null;
    if (state.how === "all") return countOf(line, { good: had, rest: "missing" });
    if (number(input) === null || (state.rest === "both" && number(damaged) === null)) return null;
    return countOf(line, { good: number(input), rest: state.rest, damaged: number(damaged) ?? 0 });
  }

  function set(change, typed = false) {
    Object.assign(state, change);
    if (typed) input.value = state.good;
    draw();
    save();
  }

  function draw() {
    const now = count();
    more.hidden = state.how !== "other";
    both.hidden = state.rest !== "both";
    const others = had - (now?.good ?? had);
    rest.hidden = others <= 0;
    legend.textContent = say("field.others", { n: Math.max(0, others) });
    const off = now ? ["missing", "damaged", "excess"].filter((name) => now[name]) : [];
    element.classList.toggle("diff", off.length > 0);
    badge.className = `badge ${!now ? "" : off.length ? "wait" : "yes"}`.trim();
    badge.dataset.sign = !now ? "…" : off.length ? "!" : "✓";
    badge.textContent = !now ? say("field.sent", { n: inUnits(work, lot?.item, had) }) : off.length ? off.map((name) => say(`field.off.${name}`, { n: now[name] })).join(", ") : say("field.n-of", { n: now.good, had });
    if (now) error.hidden = true;
  }

  input.addEventListener("input", () => set({ good: good() }));
  damaged.addEventListener("input", () => set({ damaged: number(damaged) ?? 0 }));
  draw();
  return {
    element,
    had,
    count,
    all: () => {
      all.querySelector("input").checked = true;
      set({ how: "all" });
    },
    wrong: () => {
      error.hidden = false;
      element.querySelector("input").focus();
    },
  };
}

function siteField(field, found, draft) {
  const { work, say } = field;
  const id = freshId("site");
  const mine = work.set.sites.filter(({ by }) => by === work.me.member).map(({ act }) => act);
  const chosen = mine.includes(found.destination) ? found.destination : "";
  const select = h("select", { id }, mine.map((site) => h("option", { value: site, selected: site === chosen }, siteName(work, site))), h("option", { value: "", selected: chosen === "" }, say("field.stays")));
  draft.keep("site", select);
  return { element: h("div", { class: "field" }, h("label", { for: id }, say("field.where-to")), select), value: () => select.value };
}

export function between(work, { holder }, to = work.me.member) {
  const { say } = work;
  const side = (label, handle) => h("p", { class: "from" }, work.set.members[handle] && mark(work.set.members[handle].mark, { plain: true }), h("span", {}, h("small", {}, label), memberName(work, handle)));
  return h("div", { class: "between" }, side(say("field.gives"), holder), h("span", { class: "arrow", "aria-hidden": "true" }, "→"), side(to === work.me.member ? say("field.receives-you") : say("field.receives"), to));
}

export const home = (say) => h("p", { class: "crumb" }, h("a", { href: "#/" }, "← ", say("field.home")));

export function stamp(work) {
  const drawn = work.set.members[work.me.member]?.mark;
  return drawn ? mark(drawn, { plain: true }) : null;
}
