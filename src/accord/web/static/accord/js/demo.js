// "You are: …", in demonstrations only: real keys of invented people.

import { unhex } from "./core/bytes.js";
import { keyOfSeed } from "./core/ed25519.js";
import { writeTime } from "./core/time.js";
import { networkBox } from "./demo-network.js";
import { h } from "./h.js";
import { signIn } from "./session.js";
import { sayRefusal } from "./sign-dialog.js";

const PEOPLE = "/demo/people/";

/** @param {HTMLElement} place `<div data-demo-people="/demo/people/">` @param {import("./desk.js").Desk} desk */
export async function demoBar(place, desk) {
  const people = await desk.api.ask(place.dataset.demoPeople || PEOPLE);
  const keys = await Promise.all(people.map(({ seed }) => keyOfSeed(unhex(seed))));
  // The page for field work is nobody's: there it is the key that was used last.
  const mine = desk.page.key ?? (document.querySelector("[data-field]") && (await desk.device.current().catch(() => null))?.key);
  const current = keys.findIndex(({ key }) => key === mine);
  const select = h(
    "select",
    { id: "demo-person" },
    h("option", { value: "", selected: current < 0 }, desk.voice.say("demo.nobody")),
    people.map(({ name, member }, i) => h("option", { value: i, selected: i === current }, `${name} · ${member}`)),
  );
  const status = h("span", { role: "status" });
  select.addEventListener("change", () => change(people[select.value], desk, status, stay));
  place.setAttribute("role", "region");
  place.setAttribute("aria-label", desk.voice.say("demo.you-are"));
  place.replaceChildren(h("label", { for: "demo-person" }, desk.voice.say("demo.you-are")), " ", select, networkBox(desk.voice), status);
}

/** `<button data-demo-be="member/person" data-next="/…">`: becomes that person, and goes on there. */
export async function demoBe(button, desk) {
  const status = h("span", { role: "status" });
  button.after(status);
  const { demoBe: who, next } = button.dataset;
  button.addEventListener("click", async () => {
    const people = await desk.api.ask(PEOPLE);
    const person = people.find(({ id, member }) => who === `${member}/${id}`);
    await change(person, desk, status, next ? () => location.assign(next) : stay);
  });
}

async function change(person, desk, status, goOn) {
  status.textContent = ` ${desk.voice.say("demo.switching")}`;
  try {
    await become(person, desk);
    await goOn();
  } catch (error) {
    status.textContent = "";
    await sayRefusal(desk.voice, error);
  }
}

/** The same page anew; the desk, when this page is not for who one has become. */
async function stay() {
  const answer = await fetch(location.href);
  if (answer.ok) location.reload();
  else location.assign(`/${document.documentElement.lang}/desk/`);
}

async function become(person, desk) {
  if (!person) return desk.api.ask("/api/v1/session", { method: "DELETE" });
  const made = await keyOfSeed(unhex(person.seed));
  const coalition = desk.page.coalition ?? (await desk.api.wellKnown()).coalition;
  await desk.device.keep({ ...made, coalition, member: person.member, person: person.id, roles: null, made: writeTime(new Date()) });
  await desk.seen.advance(coalition);
  return signIn(desk, { ...made, coalition });
}
