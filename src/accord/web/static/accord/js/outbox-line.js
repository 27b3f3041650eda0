// The line that says what waits on this device, and what the hub has refused.

import { forgetDraft } from "./drafts.js";
import { h } from "./h.js";

const SOON = 4_000;
const SLOW = 8_000;
const SLOWEST = 60_000;

/** Sends what waits, now, whenever the network returns, and later and later in between. */
export function outboxLine(desk) {
  const line = document.querySelector("[data-outbox]") ?? added();
  let wait = SOON;
  let timer = 0;

  async function send() {
    clearTimeout(timer);
    await show(line, desk, await desk.outbox.all());
    const { sent, left } = await desk.outbox.flush();
    if (left.some(({ refused }) => !refused)) timer = setTimeout(send, wait);
    // Copies confirm in seconds; a network may be away for hours.
    const slowest = left.every(({ saved }) => saved) ? SLOW : SLOWEST;
    wait = sent.length ? SOON : Math.min(wait * 2, slowest);
    for (const { draft } of sent) forgetDraft(draft);
    await show(line, desk, left);
    if (sent.length) line.append(" ", h("span", {}, desk.voice.say("outbox.sent", { n: sent.length })));
    if (sent.length) Object.assign(line, { className: "notice good", hidden: false });
  }

  addEventListener("online", () => {
    wait = SOON;
    void send();
  });
  for (const name of ["offline", "accord:kept"]) addEventListener(name, async () => show(line, desk, await desk.outbox.all()));
  return send();
}

function added() {
  const line = h("div", { "data-outbox": true, class: "notice", role: "status", hidden: true });
  (document.querySelector("main") ?? document.body).prepend(line);
  return line;
}

async function show(line, desk, entries) {
  const waiting = entries.filter(({ refused, saved }) => !refused && !saved);
  const saved = entries.filter((entry) => entry.saved);
  const refused = entries.filter((entry) => entry.refused);
  const say = desk.voice.say;
  line.replaceChildren(
    ...(navigator.onLine || !waiting.length ? [] : [h("strong", {}, say("outbox.offline")), " "]),
    ...(waiting.length ? [h("span", {}, say("outbox.waits", { n: waiting.length })), " "] : []),
    ...(saved.length ? [h("span", {}, say("outbox.saved", { n: saved.length }))] : []),
    ...refused.map((entry) => refusal(line, desk, entry)),
  );
  // What the host has is no trouble: it is said, and does not call.
  line.className = waiting.length || refused.length ? "notice" : "quiet";
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
