// The first screen: what to do now, what is on its way, and what became of one's records.

import { h } from "../h.js";
import { mark } from "../mark.js";
import { fingerprint, nameIn, plain } from "../words/tell.js";
import { isWeaker } from "../core/ed25519.js";
import { drafts, throwAway } from "./draft.js";
import { change, signOut } from "./people.js";
import { actsOf, booksOf, now } from "./state.js";

const MOST = 8;
const AT_ONCE = 5;

export async function homeScreen(field) {
  const { work, say } = field;
  const { consignments } = booksOf(work);
  const all = [...consignments.values()].filter(({ stored }) => !stored);
  const me = work.me.member;
  const mine = all.filter(({ holder }) => holder === me);
  const coming = all.filter(({ holder, receiver }) => holder !== me && receiver === me);
  return [
    who(field),
    warnings(field),
    h("nav", { class: "deeds", "aria-label": say("field.deeds") }, deed(say, "scan", "field.scan", "field.scan.why", true), deed(say, "load", "field.load", "field.load.why"), deed(say, "stock", "field.stock", "field.stock.why"), deed(say, "use", "field.use", "field.use.why"), deed(say, "receive", "field.receive", "field.receive.why")),
    ...(await begun(field)),
    ...(await waitingHere(field)),
    list(field, "field.coming", coming, "field.coming.none"),
    list(field, "field.with-us", mine, "field.with-us.none"),
    ...(await records(field)),
    foot(field),
  ];
}

function who(field) {
  const { work, say } = field;
  const { set } = work;
  const drawn = set.members[set.member]?.mark;
  return h("div", { class: "whois" }, drawn && mark(drawn, { plain: true }), h("h1", { tabindex: "-1" }, set.name || set.person, h("small", {}, set.members[set.member]?.name || set.member)), h("button", { class: "link", type: "button", on: { click: () => change(field) } }, say("field.people.other")));
}

function warnings({ work, say }) {
  const { off, stale } = now(work);
  return [
    isWeaker(work.me.private) && h("p", { class: "notice" }, say("field.weaker")),
    off !== 0 && h("p", { class: "notice" }, say(off > 0 ? "field.clock.ahead" : "field.clock.behind", { n: Math.abs(off) })),
    stale && h("p", { class: "notice gone" }, say("field.stale")),
  ];
}

function deed(say, hash, title, why, first = false) {
  return h("a", { class: first ? "deed first" : "deed", href: `#/${hash}` }, h("strong", {}, say(title)), h("span", {}, say(why)));
}

function list(field, title, consignments, none) {
  const { say } = field;
  const rows = (some) => h("ul", { class: "goings" }, some.map((one) => h("li", {}, going(field, one))));
  const more = consignments.slice(AT_ONCE);
  return h(
    "section",
    {},
    h("h2", {}, say(title)),
    consignments.length ? rows(consignments.slice(0, AT_ONCE)) : h("p", { class: "quiet" }, say(none)),
    more.length ? h("details", {}, h("summary", {}, say("field.more-of", { n: more.length })), rows(more)) : null,
  );
}

function going(field, one) {
  const { work, say } = field;
  const first = one.lines[0];
  const more = one.lines.length - 1;
  const item = first && itemName(work, booksOf(work).lots[first.lot]?.item);
  const what = [item, more > 0 && say("field.and-more", { n: more })].filter(Boolean).join(" ");
  const text = [h("strong", {}, siteName(work, one.destination)), h("span", {}, what), h("small", {}, say("field.held-by", { member: memberName(work, one.holder) }))];
  if (one.half) return h("a", { href: `#/show/${one.half.act}` }, text, h("span", { class: "badge wait" }, say("field.half", { member: memberName(work, one.half.receiver) })));
  if (one.holder === work.me.member && !one.here) return h("a", { href: `#/count/${one.id}` }, text, h("span", { class: "badge" }, say("field.take-over")));
  if (one.holder === work.me.member) return h("a", { href: `#/show/${one.id}` }, text, h("span", { class: "badge wait" }, say("field.show-it")));
  return h("a", { href: `#/count/${one.id}` }, text, h("span", { class: "badge" }, say("field.count-it")));
}

async function titles({ work, say }) {
  const headings = await work.kept.all("heading/");
  return (id, kind, says) => headings.get(id)?.heading ?? (says ? `${say(`kind.${kind}`)}: ${says}` : `${say(`kind.${kind}`)} ${fingerprint(id).slice(0, 9)}`);
}

// The forms of this page, and what the home screen calls them.
const FORMS = { load: "field.load", stock: "field.stock", use: "field.use", receive: "field.receive", count: "field.count.title" };

/** Forms that somebody has begun and not signed: nothing else on this page recalls them. */
async function begun(field) {
  const found = await drafts(field.work);
  const { say, voice, work } = field;
  if (!found.length) return [];
  const row = ({ form, at }) => {
    const [name, id] = form.split("/");
    const go = h("a", { href: `#/${form}` }, [say(FORMS[name]), whereOf(work, name, id)].filter(Boolean).join(" · "));
    const away = h("button", { class: "link", type: "button", on: { click: () => throwAway(field, form) } }, say("field.draft.drop"));
    return h("li", { class: "open" }, h("p", {}, go), h("p", { class: "quiet" }, voice.time(at)), h("p", { class: "row" }, away));
  };
  return [h("section", { class: "begun" }, h("h2", {}, say("field.draft.list")), h("ol", { class: "records" }, found.map(row)))];
}

function whereOf(work, name, id = "") {
  if (name === "count") return booksOf(work).consignments.has(id) ? siteName(work, booksOf(work).consignments.get(id).destination) : "";
  const [site, owner] = id.split("~");
  return owner ? work.say("field.shelf", { site: siteName(work, site), owner: memberName(work, owner) }) : "";
}

/** What waits on this device, the newest first: above all that is known elsewhere. */
async function waitingHere(field) {
  const { work, say } = field;
  if (!work.waiting.length) return [];
  const title = await titles(field);
  const rows = [...work.waiting].reverse().map(({ entry, act }) => record(field, act.id, title(act.id, act.kind), act.at, stateHere(entry, say), entry));
  return [h("section", {}, h("h2", {}, say("field.here")), h("ol", { class: "records" }, rows))];
}

async function records(field) {
  const { work, say, voice } = field;
  const title = await titles(field);
  const known = new Set(work.waiting.map(({ act }) => act.id));
  const rows = work.set.records.filter(({ id }) => !known.has(id)).slice(0, MOST).map((one) => record(field, one.id, title(one.id, one.kind, one.says), one.at, stateThere(one, say), null));
  return [h("section", {}, h("h2", {}, say("field.records")), rows.length ? h("ol", { class: "records" }, rows) : h("p", { class: "quiet" }, say("field.records.none"))), h("p", { class: "quiet" }, say("field.asked", { time: voice.time(work.set.time) }))];
}

function stateHere({ saved, refused }, say) {
  if (refused) return ["bad", say("field.state.refused", { reason: refused })];
  return saved ? ["good", say("field.state.saved")] : ["open", say("field.state.waits")];
}

function stateThere({ state, reason }, say) {
  if (state === "conflict") return ["bad", say("field.state.conflict", { reason })];
  if (state === "effect") return ["good", say("field.state.done")];
  return state === "open" ? ["open", say("field.state.open")] : ["over", say("field.state.closed")];
}

function record(field, id, title, at, [sign, words], entry) {
  const { say, voice, desk } = field;
  const show = entry && !entry.saved && h("a", { href: `#/show/${id}` }, say("field.show-it"));
  const read = entry?.refused && h("button", { class: "link", type: "button", on: { click: () => drop(field, entry) } }, say("outbox.drop"));
  const named = entry ? h("strong", {}, title) : h("a", { href: `/${desk.page.lang}/desk/supplies/records/${id}` }, title);
  return h("li", { class: sign }, h("p", {}, named), h("p", {}, words), h("p", { class: "quiet" }, voice.time(at)), (show || read) && h("p", { class: "row" }, show, read));
}

/** A refused record leaves this phone only when a person says so, twice. */
async function drop(field, entry) {
  if (!confirm(field.say("field.drop.sure"))) return;
  await field.desk.outbox.drop(entry.id);
  await field.deliver.now();
}

function foot(field) {
  const { say, work } = field;
  return h("p", { class: "quiet out" }, h("button", { class: "link", type: "button", on: { click: () => leaveWork(field) } }, say("field.sign-out")), " ", say(work.entries.length ? "field.sign-out.kept" : "field.sign-out.why"));
}

async function leaveWork(field) {
  if (confirm(field.say("field.sign-out.sure"))) await signOut(field);
}

// Names, as words of the host where the act is not there

/** @returns {string} */
export function itemName(work, id) {
  const act = actsOf(work).get(id);
  return act ? nameIn(act.contents.names, work.voice.lang) || act.body.code : work.say("field.unknown-goods");
}

export function siteName(work, id) {
  const act = actsOf(work).get(id);
  return act?.contents.place ? plain(act.contents.place.name) : (act?.body.code ?? fingerprint(id));
}

export const memberName = (work, handle) => work.set.members[handle]?.name || handle;
