// The bar on top: whether there is a network, what waits, and a newer version of the page.

import { h, svg } from "../h.js";
import { sentence } from "../words/sentence.js";

const WAVES = "M3 9a13 13 0 0 1 18 0M6.5 12.8a8 8 0 0 1 11 0M12 18.2v.1";

export function statusLine(voice) {
  const { say } = voice;
  const line = h("p", {});
  const path = svg("path", { d: WAVES });
  const note = h("div", { class: "newer", hidden: true });
  const state = h("div", { class: "offline", role: "status" }, svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, path), line);
  const load = h("p", { class: "newer", hidden: true });
  const bar = h("header", { class: "fieldbar", hidden: true }, state, note, load);

  function show(field) {
    const { entries } = field.work ?? { entries: [] };
    const refused = entries.filter((one) => one.refused).length;
    const waiting = entries.filter((one) => !one.refused && !one.saved).length;
    const saved = entries.filter((one) => one.saved).length;
    bar.hidden = false;
    state.classList.toggle("fine", !field.offline);
    path.setAttribute("d", field.offline ? `${WAVES}M4 3l16 18` : WAVES);
    const first = field.offline ? say("field.no-network") : say("field.network");
    const rest = [
      field.error && sentence(voice, field.error),
      refused && say("field.refused", { n: refused }),
      waiting && say("outbox.waits", { n: waiting }),
      !waiting && saved && say("outbox.saved", { n: saved }),
      !waiting && !saved && !refused && say("field.all-sent"),
    ].filter(Boolean);
    line.replaceChildren(first, h("small", {}, rest.join(" ")));
  }

  function newer(use) {
    const button = h("button", { class: "button plain", type: "button" }, say("field.newer.use"));
    button.addEventListener("click", use);
    note.replaceChildren(h("p", {}, say("field.newer")), button);
    note.hidden = false;
  }

  /** How far the reader of codes is, in percent; null when there is nothing to say. */
  function fetching(percent) {
    load.hidden = percent === null;
    if (percent !== null) load.textContent = say("field.scan.fetching", { percent });
  }

  function noWorker() {
    note.replaceChildren(h("p", {}, say("field.no-worker")));
    note.hidden = false;
  }

  return { bar, show, newer, noWorker, fetching, clear: () => (bar.hidden = true) };
}
