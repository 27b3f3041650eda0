// Goods in a store: packing them for the way, giving them out, counting what is there. Two
// hundred lines are one record; more become several.

import { freshId, h } from "../h.js";
import { sentence } from "../words/sentence.js";
import { amountField, inPacks, inUnits } from "./amounts.js";
import { home, stamp } from "./count.js";
import { openDraft } from "./draft.js";
import { itemName, memberName, siteName } from "./home.js";
import { newLines } from "./newlines.js";
import { select, wholeField } from "./select.js";
import { signNew } from "./sign.js";
import { booksOf } from "./state.js";
import { lotNotices, stops } from "./stops.js";

const MOST = 200;

export async function loadScreen(field, id) {
  return shelf(field, id, "load", (work, site, owner, draft) => {
    const destination = select(work, work.say("field.load.to"), work.set.sites.filter(({ act }) => act !== site).map(({ act, by }) => [act, `${siteName(work, act)} · ${memberName(work, by)}`]));
    const receiver = select(work, work.say("field.load.receiver"), [["", work.say("field.load.runs")], ...Object.keys(work.set.members).map((one) => [one, memberName(work, one)])]);
    draft.keep("destination", destination.control);
    draft.keep("receiver", receiver.control);
    const runs = () => work.set.sites.find(({ act }) => act === destination.value())?.by;
    return {
      label: "field.load.many",
      limit: true,
      extra: [destination.element, receiver.element],
      note: owner === work.me.member ? null : work.say("field.other-owner", { owner: memberName(work, owner) }),
      kind: "supplies.consign",
      body: (lines) => ({ site, owner, receiver: receiver.value() || runs(), destination: destination.value(), field: true, lines: lines.map(({ lot, n }) => ({ lot, quantity: n })) }),
      missing: () => (destination.value() ? null : work.say("field.load.where")),
      zero: false,
    };
  });
}

export async function stockScreen(field, id) {
  return shelf(field, id, "stock", (work, site, owner, draft) => {
    const more = newLines(work, draft);
    return {
      label: "field.stock.counted",
      limit: false,
      extra: [more.element],
      note: null,
      kind: "supplies.count",
      body: (lines) => ({ site, owner, field: true, lines: lines.map((one) => (one.lot ? { lot: one.lot, counted: one.n } : { ...one.line, counted: one.n })) }),
      missing: () => more.wrong(),
      zero: true,
      more: () => more.lines().map(({ name, quantity, ...line }) => ({ name, line, n: quantity })),
    };
  });
}

export async function useScreen(field, id) {
  return shelf(field, id, "use", (work, site, owner, draft) => {
    const people = wholeField(work, work.say("field.use.people"));
    draft.keep("people", people.control);
    return {
      label: "field.use.many",
      limit: true,
      extra: [people.element],
      note: owner === work.me.member ? null : work.say("field.other-owner", { owner: memberName(work, owner) }),
      kind: "supplies.use",
      body: (lines) => ({ site, owner, people: people.value(), field: true, lines: lines.map(({ lot, n }) => ({ lot, quantity: n })) }),
      missing: () => (people.value() === null ? work.say("field.use.people.wrong") : null),
      zero: false,
    };
  });
}

/** The goods of one owner in one store; first the choice of both. */
async function shelf(field, id, name, deed) {
  const { work, say } = field;
  const { stock, lots } = booksOf(work);
  const mine = work.set.sites.filter(({ by }) => by === work.me.member).map(({ act }) => act);
  const title = say(`field.${name}`);
  if (!mine.length) return [home(say), h("h1", { tabindex: "-1" }, title), h("p", { class: "notice" }, say("field.no-site"))];
  const [site, owner] = (id ?? "").split("~");
  if (!mine.includes(site) || !work.set.members[owner]) return choose(field, name, title, mine, stock);
  const draft = await openDraft(field, `${name}/${site}~${owner}`);
  const here = stock.filter((one) => one.site === site && one.owner === owner && (one.good > 0 || name === "stock"));
  const rows = [...here, ...typedBefore(draft, here).map((lot) => ({ site, owner, lot, good: 0 }))];
  const made = deed(work, site, owner, draft);
  const fields = rows.map((row) => lotLine(work, row, lots[row.lot], made, draft));
  const problem = h("p", { class: "notice gone", role: "alert", hidden: true });
  const sure = h("input", { type: "checkbox" });
  const allTheSame = h("section", { class: "count-line", hidden: true }, h("label", { class: "none" }, sure, " ", say("field.stop.happened")));
  const button = h("button", { class: "button sign", type: "button" }, stamp(work), " ", say("field.look-and-sign"));

  function wrong(text) {
    problem.textContent = text;
    problem.hidden = false;
    problem.scrollIntoView({ block: "center" });
  }

  button.addEventListener("click", async () => {
    problem.hidden = true;
    const bad = fields.find((one) => !one.amount.isGood());
    if (bad) return bad.amount.focus();
    const missing = made.missing();
    if (missing) return wrong(missing);
    const lines = [...fields.filter((one) => one.isSaid()).map((one) => ({ name: one.name, lot: one.lot, n: one.amount.units() })), ...(made.more?.() ?? [])];
    if (!lines.length) return wrong(say("field.no-lines"));
    const stopped = made.limit ? stops(work, made.kind, site, lines.map(({ lot, n }) => [lot, lots[lot], n, here.find((one) => one.lot === lot)])) : [];
    allTheSame.hidden = !stopped.length;
    if (stopped.length && !sure.checked) return wrong(stopped.join(" "));
    try {
      await signAll(work, lines, made, draft);
    } catch (error) {
      wrong(`${sentence(field.voice, error)} ${say("kept.nothing")}`);
    }
    return undefined;
  });

  return [
    home(say),
    h("div", {}, h("h1", { tabindex: "-1" }, title), h("p", { class: "quiet" }, say("field.shelf", { site: siteName(work, site), owner: memberName(work, owner) }))),
    draft.note,
    made.note && h("p", { class: "notice" }, made.note),
    made.extra.length && name !== "stock" && h("div", { class: "stack" }, made.extra),
    rows.length ? fields.map(({ element }) => element) : h("p", { class: "quiet" }, say("field.shelf.empty")),
    name === "stock" && made.extra,
    allTheSame,
    h("div", { class: "signfoot" }, problem, button),
  ];
}

/** Lots that somebody typed a number for, and that the books do not have here any more. */
function typedBefore({ values }, here) {
  const known = new Set(here.map(({ lot }) => lot));
  const typed = Object.keys(values).filter((name) => /^lot\..*\.n$/.test(name) && values[name]);
  return typed.map((name) => name.slice("lot.".length, -".n".length)).filter((lot) => !known.has(lot));
}

/** One record for every two hundred lines, each shown and signed; the last ends the draft. */
async function signAll(work, lines, made, draft) {
  let last = null;
  for (let at = 0; at < lines.length; at += MOST) {
    const some = lines.slice(at, at + MOST);
    last = await signNew(work, made.kind, made.body(some), at + MOST < lines.length ? null : draft);
    if (!last) return;
    if (at + MOST < lines.length) for (const { name } of some) draft.clear(`${name}.`);
  }
  location.hash = made.kind === "supplies.consign" && lines.length <= MOST ? `#/show/${last}` : "#/";
}

function choose(field, name, title, mine, stock) {
  const { work, say } = field;
  const owners = (site) => [...new Set([work.me.member, ...stock.filter((one) => one.site === site).map(({ owner }) => owner)])];
  const choices = mine.flatMap((site) => owners(site).map((owner) => [site, owner, stock.filter((one) => one.site === site && one.owner === owner && one.good > 0).length]));
  const shown = name !== "stock" ? choices.filter(([, , n]) => n) : choices;
  return [
    home(say),
    h("h1", { tabindex: "-1" }, title),
    shown.length ? h("ul", { class: "goings" }, shown.map(([site, owner, n]) => h("li", {}, h("a", { href: `#/${name}/${site}~${owner}` }, h("strong", {}, siteName(work, site)), h("span", {}, say("field.goods-of", { owner: memberName(work, owner) })), h("small", {}, say("field.kinds", { n })))))) : h("p", { class: "quiet" }, say("field.shelf.empty")),
  ];
}

function lotLine(work, row, lot, made, draft) {
  const { say, voice } = work;
  const title = freshId("lot");
  const limit = made.limit ? row.good : 10 ** 12;
  const name = `lot.${row.lot}`;
  const amount = amountField(work, lot?.item, { label: say(made.label), most: limit, draft, name });
  const none = draft.keep(`${name}.none`, h("input", { type: "checkbox" }));
  const packs = inPacks(work, lot?.item, row.good);
  const there = say("field.there", { n: [inUnits(work, lot?.item, row.good), packs && `= ${packs}`].filter(Boolean).join(" ") });
  const facts = [lot?.batch, lot?.expiry && voice.day(lot.expiry), there].filter(Boolean).join(" · ");
  const element = h(
    "section",
    { class: "count-line", "aria-labelledby": title },
    h("h2", { id: title }, itemName(work, lot?.item)),
    h("p", { class: "quiet" }, facts),
    made.limit && row.promised && h("p", { class: "quiet" }, say("field.promised", { n: row.promised })),
    lotNotices(work, row.lot, lot),
    amount.element,
    made.zero && h("label", { class: "none" }, none, " ", say("field.stock.none")),
  );
  return { element, amount, name, lot: row.lot, isSaid: () => amount.units() > 0 || none.checked };
}
