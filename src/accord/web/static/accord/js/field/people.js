// Who is here: the keys of this device, each behind its PIN where it has one.

import { isWeaker } from "../core/ed25519.js";
import { freshId, h } from "../h.js";
import { isOpen, lockAll, unlock } from "../pin.js";
import { sentence } from "../words/sentence.js";

export async function peopleScreen(field) {
  const { desk, say } = field;
  const keys = await desk.device.here();
  return [
    h("h1", { tabindex: "-1" }, say("field.people.title")),
    keys.length ? h("ul", { class: "people" }, keys.map((key) => h("li", {}, person(field, key)))) : [h("p", {}, say("field.people.none")), h("p", {}, h("a", { href: `/${desk.page.lang}/enrol/` }, say("field.people.enrol")))],
    keys.length && h("p", { class: "quiet" }, say("field.people.how")),
  ];
}

function person(field, key) {
  const { say } = field;
  const name = h("strong", {}, key.name || key.person || say("field.people.unnamed"));
  const button = h("button", { class: "button plain who", type: "button" }, h("span", {}, name, h("small", {}, key.member)));
  const weaker = isWeaker(key.private) && h("p", { class: "notice" }, say("field.weaker"));
  const problem = h("p", { class: "notice gone", role: "alert", hidden: true });
  if (!key.pin) {
    button.addEventListener("click", () => go(field, key, problem));
    return [button, weaker, problem];
  }
  const id = freshId("pin");
  const input = h("input", { id, type: "password", inputmode: "numeric", autocomplete: "off", maxlength: "32" });
  const form = h("form", { class: "pin", hidden: true }, h("label", { for: id }, say("field.pin.label")), input, h("button", { class: "button" }, say("field.pin.open")));
  button.addEventListener("click", () => {
    form.hidden = false;
    input.focus();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.getAttribute("aria-busy")) return;
    form.setAttribute("aria-busy", "true");
    problem.hidden = true;
    try {
      await unlock(field.desk.store, key.key, input.value);
      await go(field, key, problem);
    } catch (error) {
      say_(problem, sentence(field.voice, error));
    }
    form.removeAttribute("aria-busy");
    input.value = "";
  });
  return [button, form, problem];
}

async function go(field, key, problem) {
  try {
    const [fresh] = (await field.desk.device.here()).filter((one) => one.key === key.key);
    if (!isOpen(fresh)) return;
    await field.enter(fresh);
  } catch (error) {
    say_(problem, sentence(field.voice, error));
  }
}

function say_(place, text) {
  place.textContent = text;
  place.hidden = false;
}

/** Another person takes the device: everything of this one is locked. */
export async function change(field) {
  lockAll();
  await field.desk.api.ask("/api/v1/session", { method: "DELETE" }).catch(() => null);
  return field.leave();
}

/** Signs out: what this person saw here is forgotten; signed records go on waiting. */
export async function signOut(field) {
  await field.work.kept.forget();
  return change(field);
}
