// The recovery sheet: the stamp on paper, in groups to be typed and as a code.

import { h } from "../static/accord/js/h.js";
import { qr } from "../static/accord/js/qr.js";
import { fingerprint } from "../static/accord/js/words/tell.js";

/** @param {any} voice @param {{name: string, key: string, groups: string[]}} stamp */
export function recoverySheet({ say }, { name, key, groups }) {
  const written = groups.join(" ").toUpperCase();
  return h(
    "section",
    { class: "recovery", "aria-hidden": "true" },
    h("header", {}, h("h1", {}, say("sheet.title")), h("p", {}, name || say("sheet.no-name"))),
    h("ol", { class: "groups" }, written.split(" ").map((group) => h("li", {}, group))),
    h("div", { class: "below" }, h("div", { class: "code" }, qr(written, say("sheet.code"))), h("div", {}, facts(say, key), h("p", {}, say("sheet.how")))),
    h("p", { class: "rule" }, say("sheet.rule")),
  );
}

function facts(say, key) {
  return h(
    "dl",
    {},
    h("dt", {}, say("fingerprint")),
    h("dd", { class: "exact" }, fingerprint(key)),
    h("dt", {}, say("sheet.day")),
    h("dd", {}, new Date().toISOString().slice(0, 10)),
  );
}
