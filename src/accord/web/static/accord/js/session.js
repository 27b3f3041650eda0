// Signing in: the device signs a challenge that is bound to this hub's address.

import { json } from "./api.js";
import { forgetAll } from "./field/kept.js";
import { encode } from "./core/canonical.js";
import { SIGN_IN, pae } from "./core/dsse.js";
import { base64 } from "./core/bytes.js";
import { sign } from "./core/ed25519.js";
import { Refused } from "./core/errors.js";
import { h } from "./h.js";
import { privateOf } from "./pin.js";
import { sentence } from "./words/sentence.js";
import { sayRefusal } from "./sign-dialog.js";
import { printed } from "./words/tell.js";

const CHALLENGE = /^[0-9a-f]{64}$/;

/**
 * Starts a session with one of this device's keys.
 * @param {import("./desk.js").Desk} desk
 * @param {import("./device.js").Key} key
 * @returns {Promise<{member: string, person: string, name: string, roles: string[]}>}
 */
export async function signIn(desk, key) {
  const { challenge } = await desk.api.ask("/api/v1/session/challenge", json("{}"));
  if (!CHALLENGE.test(challenge)) throw new Refused("malformed", { what: "challenge" });
  const asked = encode({ challenge, coalition: key.coalition, key: key.key, origin: location.origin });
  const sig = base64(await sign(privateOf(key), pae(SIGN_IN, asked)));
  // A key behind a PIN: others use this device too, so the session is a short one.
  const shared = key.pin ? { shared: true } : {};
  const session = await desk.api.ask("/api/v1/session", json(JSON.stringify({ challenge, key: key.key, sig, ...shared })));
  await desk.device.learn(key.key, { person: session.person, name: session.name, roles: session.roles });
  await desk.device.use(key.key);
  return session;
}

/** `<div data-keys>`: this device's keys, each a button that signs in. */
export async function keyList(place, desk) {
  const keys = await desk.device.here();
  const problem = h("p", { class: "notice gone", role: "alert", hidden: true });
  const items = keys.map((key) => h("li", {}, keyButton(key, keys.length === 1, place, problem, desk)));
  place.replaceChildren(
    h("p", {}, desk.voice.say(keys.length ? "keys.found" : "keys.none", { n: keys.length })),
    ...(items.length ? [h("ul", { class: "list" }, items)] : []),
    problem,
  );
}

function keyButton(key, only, place, problem, desk) {
  const roles = key.roles?.length ? desk.voice.list(key.roles.map((role) => desk.voice.say(`role.${role}`))) : "";
  const button = h("button", { class: only ? "button" : "button plain", type: "button" }, desk.voice.say("sign-in.as", { member: key.member, person: key.name || (key.person ?? "") }));
  button.addEventListener("click", () => enter(button, key, place.dataset.next, problem, desk));
  return [button, " ", h("span", { class: "quiet" }, roles, " ", h("bdi", {}, printed(key.key).exact))];
}

async function enter(button, key, next, problem, desk) {
  button.disabled = true;
  problem.hidden = true;
  try {
    await signIn(desk, key);
    location.assign(next ?? "/desk/");
  } catch (error) {
    problem.textContent = sentence(desk.voice, error);
    problem.hidden = false;
    button.disabled = false;
  }
}

/** `<button data-sign-in>`: signs in with the only key, or lists them to choose from. */
export function signInButton(button, desk) {
  const place = h("div", { "data-next": button.dataset.next, class: "stack" });
  button.after(place);
  button.addEventListener("click", async () => {
    const keys = await desk.device.here();
    if (keys.length !== 1) return keyList(place, desk);
    try {
      await signIn(desk, keys[0]);
      location.assign(button.dataset.next ?? "/desk/");
    } catch (error) {
      await sayRefusal(desk.voice, error);
    }
    return undefined;
  });
}

/** `<button data-sign-out>` */
export function signOutButton(button, desk) {
  button.addEventListener("click", async () => {
    try {
      await desk.api.ask("/api/v1/session", { method: "DELETE" });
      await forgetAll();
      location.assign(button.dataset.next ?? "/");
    } catch (error) {
      await sayRefusal(desk.voice, error);
    }
  });
}
