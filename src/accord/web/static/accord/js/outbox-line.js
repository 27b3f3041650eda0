// The line that says what waits on this device, and what the hub has refused.

import { forgetDraft } from "./drafts.js";
import { h } from "./h.js";

/** Sends what waits, now and whenever the network returns. */
export function outboxLine(desk) {
  const line = document.querySelector("[data-outbox]") ?? added();

  async function send() {
    await show(line, desk, await desk.outbox.all());
    const { sent, left } = await desk.outbox.flush();
    for (const { draft } of sent) forgetDraft(draft);
    await show(line, desk, left);
    if (sent.length) line.append(" ", h("span", {}, desk.voice.say("outbox.sent", { n: sent.length })));
    if (sent.length) line.hidden = false;
  }

  addEventListener("online", send);
  for (const name of ["offline", "accord:kept"]) addEventListener(name, async () => show(line, desk, await desk.outbox.all()));
  return send();
}

function added() {
  const line = h("div", { "data-outbox": true, class: "notice", role: "status", hidden: true });
  (document.querySelector("main") ?? document.body).prepend(line);
  return line;
}

async function show(line, desk, entries) {
  const waiting = entries.filter(({ refused }) => !refused);
  const refused = entries.filter((entry) => entry.refused);
  const say = desk.voice.say;
  line.replaceChildren(
    ...(navigator.onLine || !waiting.length ? [] : [h("strong", {}, say("outbox.offline")), " "]),
    ...(waiting.length ? [h("span", {}, say("outbox.waits", { n: waiting.length }))] : []),
    ...refused.map((entry) => refusal(line, desk, entry)),
  );
  line.hidden = entries.length === 0;
}

function refusal(line, desk, entry) {
  const drop = h("button", { class: "link", type: "button" }, desk.voice.say("outbox.drop"));
  drop.addEventListener("click", async () => {
    await desk.outbox.drop(entry.id);
    await show(line, desk, await desk.outbox.all());
  });
  return h("p", {}, desk.voice.say("outbox.refused", { heading: entry.heading, reason: entry.refused }), " ", drop);
}
