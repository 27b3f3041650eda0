// The first visit, with a network: what this person needs is brought onto the phone.

import { h } from "../h.js";
import { sentence } from "../words/sentence.js";
import { bringUp } from "./state.js";

export async function firstVisit(field) {
  const { work, screen, say, voice } = field;
  const bar = h("progress", { max: 100, "aria-label": say("field.first.title") });
  const told = h("p", { class: "quiet", role: "status" }, say("field.first.asking"));
  screen.replaceChildren(h("h1", { tabindex: "-1" }, say("field.first.title")), h("p", {}, say("field.first.what")), bar, told);
  try {
    await bringUp(work, (got, of) => {
      bar.max = Math.max(1, of);
      bar.value = got;
      told.textContent = say("field.first.got", { got, of });
    });
    field.deliver.isFresh();
  } catch (error) {
    const again = h("button", { class: "button", type: "button", on: { click: () => field.enter(work.me) } }, say("try-again"));
    const other = h("button", { class: "link", type: "button", on: { click: field.leave } }, say("field.people.other"));
    screen.replaceChildren(h("h1", { tabindex: "-1" }, say("field.first.title")), h("p", { class: "notice gone", role: "alert" }, sentence(voice, error)), h("p", {}, say("field.first.need")), again, other);
    field.work = null;
  }
}
