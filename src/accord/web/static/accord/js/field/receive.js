// Taking in what a donor brings.

import { freshId, h } from "../h.js";
import { sentence } from "../words/sentence.js";
import { home, stamp } from "./count.js";
import { openDraft } from "./draft.js";
import { memberName, siteName } from "./home.js";
import { newLines } from "./newlines.js";
import { select } from "./select.js";
import { signNew } from "./sign.js";
import { suggested } from "./codes.js";
import { sayWrong } from "./wrong.js";

export async function receiveScreen(field) {
  const { work, say, voice } = field;
  const mine = work.set.sites.filter(({ by }) => by === work.me.member).map(({ act }) => [act, siteName(work, act)]);
  if (!mine.length) return [home(say), h("h1", { tabindex: "-1" }, say("field.receive")), h("p", { class: "notice" }, say("field.no-site"))];
  const draft = await openDraft(field, "receive");
  const site = select(work, say("field.receive.site"), mine, mine[0][0]);
  const members = Object.keys(work.set.members).map((one) => [one, memberName(work, one)]);
  const owner = select(work, say("field.receive.owner"), members, work.me.member);
  const every = work.set.sites.map(({ act }) => [act, siteName(work, act)]);
  const earmark = select(work, say("field.receive.earmark"), [["", say("field.receive.earmark.none")], ...every]);
  earmark.element.append(h("p", { class: "quiet" }, say("field.receive.earmark.how")));
  const id = freshId("donor");
  const known = freshId("donors");
  const donor = h("input", { id, list: known, autocomplete: "off", autocapitalize: "none", spellcheck: "false" });
  const donors = h("datalist", { id: known }, (work.set.donors ?? []).map((value) => h("option", { value })));
  const lines = newLines(work, draft);
  for (const [name, control] of Object.entries({ site: site.control, owner: owner.control, donor, earmark: earmark.control })) draft.keep(name, control);
  const problem = h("p", { class: "notice gone", role: "alert", hidden: true });
  const button = h("button", { class: "button sign", type: "button" }, stamp(work), " ", say("field.look-and-sign"));
  button.addEventListener("click", async () => {
    const code = donor.value.trim().toLowerCase();
    const good = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(code) && code.length <= 64;
    const wrong = good ? (lines.fault() ?? (lines.lines().length ? null : { control: lines.first(), text: say("field.no-lines") })) : { control: donor, text: said(code) };
    sayWrong(form, wrong);
    problem.hidden = true;
    if (wrong) return;
    try {
      const body = { site: site.value(), owner: owner.value(), donor: code, ...(earmark.value() ? { earmark: earmark.value() } : {}), field: true, lines: lines.lines().map(({ name, ...line }) => line) };
      if (await signNew(work, "supplies.receive", body, draft)) location.hash = "#/";
    } catch (error) {
      problem.textContent = `${sentence(voice, error)} ${say("kept.nothing")}`;
      problem.hidden = false;
    }
  });
  const said = (typed) => (typed ? say("field.receive.donor.wrong", { example: suggested(typed) || "kind-hearts" }) : say("field.receive.donor.none"));
  const from = h("div", { class: "field" }, h("label", { for: id }, say("field.receive.donor")), donor, donors, h("p", { class: "quiet" }, say("field.receive.donor.how")));
  const form = [site.element, owner.element, from, earmark.element, lines.element];
  return [home(say), h("h1", { tabindex: "-1" }, say("field.receive")), draft.note, form, h("div", { class: "signfoot" }, problem, button)];
}
