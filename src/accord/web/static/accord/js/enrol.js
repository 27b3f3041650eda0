// `/enrol/`: an invitation is taken up. The link's fragment holds the one-time key.

import { newPayload } from "./acts.js";
import { Problem, isFinal } from "./api.js";
import { unbase64url } from "./core/bytes.js";
import { readAct } from "./core/act.js";
import { ACT, envelope, pae, readEnvelope } from "./core/dsse.js";
import { keyOfSeed, keyid, newKey, sign } from "./core/ed25519.js";
import { Refused } from "./core/errors.js";
import { isGoodPin, newPinKey } from "./pin.js";
import { parseTime } from "./core/time.js";
import { copyButton } from "./copy.js";
import { h } from "./h.js";
import { inApp } from "./inapp.js";
import { sentence } from "./words/sentence.js";
import { fragment } from "./page.js";
import { signIn } from "./session.js";
import { factList } from "./shown.js";
import { decoded } from "./things.js";
import { describe } from "./words/words.js";

const KEPT = "accord-invitation";
const LASTS = 14 * 24 * 60 * 60 * 1000;
const LINK = /^([0-9a-f]{64})\.([A-Za-z0-9_-]{43})$/;

/** @param {HTMLElement} place `<div data-enrol>` @param {import("./desk.js").Desk} desk */
export async function enrolPage(place, desk) {
  const app = inApp(navigator.userAgent, globalThis);
  // There the address stays as it is: "open in browser" takes it along.
  if (app !== null && fragment()) {
    for (const tongue of document.querySelectorAll(".tongues a")) tongue.hash = location.hash;
    return place.replaceChildren(...openElsewhere(app, desk.voice));
  }
  try {
    const invitation = await readInvitation(takeLink(), desk);
    place.replaceChildren(...welcome(invitation, place, desk));
  } catch (error) {
    place.replaceChildren(...broken(error, desk.voice));
  }
  return undefined;
}

function openElsewhere(app, voice) {
  const copy = h("button", { class: "button", type: "button", "data-copy-text": location.href }, voice.say("enrol.copy"));
  copyButton(copy, voice);
  return [
    h("h1", {}, voice.say("enrol.elsewhere")),
    h("p", {}, voice.say(app ? "enrol.in-app" : "enrol.in-some-app", { app })),
    h("p", {}, copy),
  ];
}

function broken(error, voice) {
  return [h("h1", {}, voice.say("enrol.broken")), h("p", { class: "notice gone", role: "alert" }, whyNot(error, voice))];
}

/** The hub's own sentence about one id says little here: say what it means. */
function whyNot(error, voice) {
  if (error instanceof Problem && error.status === 404) return voice.say("error.invitation-unknown");
  return sentence(voice, error);
}

/** Takes the link out of the address bar, so that it is not copied or seen by chance. */
function takeLink() {
  const given = fragment();
  if (given) {
    sessionStorage.setItem(KEPT, given);
    history.replaceState(null, "", location.pathname + location.search);
  }
  const found = LINK.exec(sessionStorage.getItem(KEPT) ?? "");
  try {
    return { id: found[1], seed: unbase64url(found[2]) };
  } catch {
    throw new Refused("invitation-missing");
  }
}

/** The invitation's act, verified: its id is the link's, its key is the link's. */
async function readInvitation({ id, seed }, desk) {
  const once = await keyOfSeed(seed);
  const given = await desk.api.act(id);
  const { payload } = readEnvelope(given.envelope);
  const act = await readAct(payload, decoded(given.blobs), { partial: true });
  if (act.id !== id || act.kind !== "charter.invite" || act.body.key !== once.key) throw new Refused("invitation-broken");
  if (given.spent || given.state === "closed") throw new Refused("invitation-used");
  const first = given.leaves?.[0]?.time ?? act.at;
  const over = Math.min(parseTime(first).getTime() + LASTS, parseTime(act.body.until).getTime());
  if (Date.now() > over) throw new Refused("invitation-over");
  return { act, once };
}

function welcome({ act, once }, place, desk) {
  const { voice } = desk;
  const members = JSON.parse(place.dataset.members);
  const member = members[act.by] ?? act.by;
  const description = describe(act, { voice, labels: { members } });
  // A person's code says nothing to that person, and the name is not for who has no key yet.
  const facts = description.facts.filter(({ label }) => label !== voice.say("fact.person"));
  const problem = h("p", { class: "notice gone", role: "alert", hidden: true });
  const button = h("button", { class: "button sign", type: "button" }, voice.say("enrol.join", { member }));
  const status = h("p", { class: "quiet", role: "status" });
  const shared = sharing(voice);
  button.addEventListener("click", async () => {
    problem.hidden = true;
    if (shared.wrong()) {
      problem.textContent = shared.wrong();
      problem.hidden = false;
      return;
    }
    button.disabled = true;
    status.textContent = voice.say("enrol.working");
    try {
      await enrol(act, once, desk, shared.pin());
      location.assign(shared.pin() ? `/${desk.page.lang}/field/` : (place.dataset.next ?? "/desk/"));
    } catch (error) {
      problem.textContent = [sentence(voice, error), voice.say(isFinal(error) ? "enrol.ask-anew" : "enrol.again")].join(" ");
      problem.hidden = false;
      button.disabled = false;
    } finally {
      status.textContent = "";
    }
  });
  return [
    h("h1", {}, voice.say("enrol.title", { member })),
    h("p", {}, voice.say("enrol.what")),
    factList(facts),
    shared.element,
    h("p", { class: "row" }, button, status),
    problem,
    h("p", { class: "quiet" }, voice.say("enrol.safe")),
  ];
}

/** A device that several people use: the key goes behind a PIN. */
function sharing(voice) {
  const [first, second] = ["enrol.pin", "enrol.pin.again"].map((key) => [voice.say(key), h("input", { type: "password", inputmode: "numeric", autocomplete: "new-password", maxlength: "32" })]);
  const pins = h("div", { class: "stack", hidden: true }, [first, second].map(([label, input]) => h("label", { class: "field" }, h("span", {}, label), input)), h("p", { class: "quiet" }, voice.say("enrol.pin.what")));
  const box = h("input", { type: "checkbox" });
  box.addEventListener("change", () => {
    pins.hidden = !box.checked;
  });
  const [pin, again] = [first[1], second[1]];

  function wrong() {
    if (!box.checked) return null;
    if (!isGoodPin(pin.value)) return voice.say("enrol.pin.weak");
    return pin.value === again.value ? null : voice.say("enrol.pin.other");
  }

  return { element: h("div", { class: "stack" }, h("label", { class: "pick" }, box, " ", h("span", {}, voice.say("enrol.shared"))), pins), wrong, pin: () => (box.checked ? pin.value : null) };
}

let made = null;

/** Makes the device's key, enrols it with both signatures, and signs in. */
async function enrol(invite, once, desk, pin) {
  const { coalition } = invite.header;
  const seen = await desk.seen.advance(coalition);
  made ??= await (pin ? newPinKey(pin) : newKey());
  const body = { invite: invite.id, key: made.key };
  const payload = newPayload("charter.enrol", body, { coalition, by: invite.by, seen, now: new Date() });
  const act = await readAct(payload, {});
  const mine = await desk.device.keep({ ...made, coalition, member: invite.by, person: invite.body.person, roles: invite.body.roles, made: act.at });
  const message = pae(ACT, payload);
  const signatures = [
    { keyid: await keyid(once.key), sig: await sign(once.private, message) },
    { keyid: await keyid(made.key), sig: await sign(made.private, message) },
  ];
  const entry = { act: act.id, coalition, envelope: envelope(payload, signatures), blobs: [], heading: desk.voice.say("kind.charter.enrol"), draft: null };
  await post(entry, desk);
  sessionStorage.removeItem(KEPT);
  await signIn(desk, mine);
}

async function post(entry, desk) {
  try {
    await desk.outbox.deliver(await desk.outbox.add(entry));
  } catch (error) {
    if (isFinal(error)) {
      await desk.device.forget(made.key);
      made = null;
    }
    throw error;
  }
}
