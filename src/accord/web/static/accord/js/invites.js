// Invitations made on this device that nobody has taken up: the link, its QR code, and
// the way back for a file that the stamp has signed.

import { base64url } from "./core/bytes.js";
import { copyButton } from "./copy.js";
import { h } from "./h.js";
import { postSigned, saveInviteFile } from "./invite-file.js";
import { sentence } from "./words/sentence.js";

const LASTS = 14 * 24 * 60 * 60 * 1000;

/** Shows them in `<div data-invites>`, after the form when the page has no such place. */
export async function showInvites(desk) {
  const place = document.querySelector("[data-invites]") ?? added();
  if (!place) return undefined;
  const kept = await current(desk);
  if (!kept.length) return place.replaceChildren();
  // The code's drawing is large, and most visits have nothing to draw.
  const { qr } = await import("./qr.js");
  return place.replaceChildren(...kept.map((one) => card(one, desk, qr)));
}

function added() {
  const form = document.querySelector("form[data-invite]");
  const place = form && h("div", { "data-invites": true, class: "stack" });
  form?.after(place);
  return place;
}

/** Those that may still work: for 14 days, and once. */
async function current(desk) {
  const kept = await desk.store.all("invites");
  const old = kept.filter(({ made }) => Date.now() - Date.parse(made) > LASTS);
  const fresh = kept.filter((one) => !old.includes(one));
  const over = await Promise.all(fresh.map((one) => isSpent(one, desk)));
  for (const { invite } of [...old, ...fresh.filter((_, i) => over[i])]) await desk.store.remove("invites", invite);
  return fresh.filter((_, i) => !over[i]).sort((a, b) => (a.made < b.made ? 1 : -1));
}

/** Whether it was taken up, or taken back; without an answer it stays. */
async function isSpent({ invite, state }, desk) {
  if (state !== "open") return false;
  return desk.api.act(invite).then(({ spent }) => spent === true, () => false);
}

function card(kept, desk, qr) {
  const problem = h("p", { class: "notice gone", role: "alert", hidden: true });
  const forget = h("button", { class: "link", type: "button" }, desk.voice.say("invite.forget"));
  forget.addEventListener("click", async () => {
    await desk.store.remove("invites", kept.invite);
    await showInvites(desk);
  });
  const inside = kept.state === "open" ? linkParts(kept, desk, qr) : fileParts(kept, desk, problem);
  return h(
    "section",
    { class: "sheet stack" },
    h("h2", {}, desk.voice.say("invite.for", { person: kept.person, member: kept.member })),
    inside,
    problem,
    h("p", {}, forget),
  );
}

/** `<origin>/enrol/#<invite>.<seed>`: what follows # never leaves the browser. */
function linkParts(kept, desk, qr) {
  const say = desk.voice.say;
  const link = `${location.origin}/enrol/#${kept.invite}.${base64url(kept.seed)}`;
  const copy = h("button", { class: "button", type: "button", "data-copy-text": link }, say("invite.copy"));
  copyButton(copy, desk.voice);
  return [
    h("p", {}, say("invite.link", { time: desk.voice.time(kept.until) })),
    h("div", { class: "copy" }, h("code", {}, link), copy),
    h("div", { class: "qr" }, qr(link, say("invite.qr"))),
    h("p", { class: "quiet" }, say("invite.secret")),
  ];
}

function fileParts(kept, desk, problem) {
  const say = desk.voice.say;
  const save = h("button", { class: "link", type: "button" }, say("invite.save-again"));
  save.addEventListener("click", () => saveInviteFile(kept.invite, kept.file));
  const id = `signed-${kept.invite.slice(0, 12)}`;
  const input = h("input", { id, type: "file", accept: ".json,application/json" });
  input.addEventListener("change", async () => {
    problem.hidden = true;
    try {
      await postSigned(desk, kept, await input.files[0].text());
      await showInvites(desk);
    } catch (error) {
      problem.textContent = sentence(desk.voice, error);
      problem.hidden = false;
      input.value = "";
    }
  });
  return [h("p", {}, say("invite.to-stamp")), h("p", {}, save), h("div", { class: "field" }, h("label", { for: id }, say("invite.signed-file")), input)];
}
