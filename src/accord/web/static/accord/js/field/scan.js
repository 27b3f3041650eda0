// The camera looks for codes: of a consignment, on paper, or what another phone shows.
// Everything that it reads can also be typed, or come as a file.

import { unbase64 } from "../core/bytes.js";
import { Refused } from "../core/errors.js";
import { freshId, h } from "../h.js";
import { sentence } from "../words/sentence.js";
import { hasReader, loadReader, watch } from "./camera.js";
import { readCode } from "./code.js";
import { home } from "./count.js";
import { examined } from "./exchange.js";
import { gatherer } from "./frames.js";
import { readPacket } from "./packet.js";
import { readerOf } from "./reader.js";
import { booksOf } from "./state.js";

const LONGEST = 90_000;

export async function scanScreen(field) {
  const { say, voice } = field;
  const reader = readerOf(field);
  const video = h("video", { class: "finder", playsinline: true, muted: true, "aria-label": say("field.scan.finder") });
  const bar = h("progress", { max: 1, value: 0, hidden: true, "aria-label": say("field.scan.fetching.short") });
  const told = h("p", { role: "status", class: "told" }, say("field.scan.starting"));
  const problem = h("p", { class: "notice gone", role: "alert", hidden: true });
  const gather = gatherer();
  let busy = false;
  let left = false;

  function wrong(error) {
    problem.textContent = sentence(voice, error);
    problem.hidden = false;
  }

  async function read(text) {
    if (busy || left) return;
    busy = true;
    try {
      const code = readCode(text);
      if (code.kind === "other") throw new Refused("code-other");
      problem.hidden = true;
      if (code.kind === "consignment") return goTo(field, code);
      const { packet, got, count } = await gather.take(text);
      bar.hidden = false;
      Object.assign(bar, { max: count, value: got });
      told.textContent = say("field.scan.frames", { got, count });
      if (packet) await take(field, packet);
    } catch (error) {
      wrong(error);
    } finally {
      busy = false;
    }
    return undefined;
  }

  async function start() {
    try {
      if (!(await hasReader(reader))) told.textContent = say("field.scan.fetching", { percent: 0 });
      const zxing = await loadReader(reader, (got, of) => {
        bar.hidden = false;
        Object.assign(bar, { max: of, value: got });
        told.textContent = say("field.scan.fetching", { percent: Math.min(100, Math.floor((100 * got) / of)) });
      });
      bar.hidden = true;
      if (left) return;
      const stop = await watch(video, zxing, read);
      if (left) return stop();
      field.stop = () => {
        left = true;
        stop();
      };
      told.textContent = say("field.scan.ready");
    } catch (error) {
      told.textContent = "";
      video.hidden = true;
      wrong(error);
    }
    return undefined;
  }

  field.stop = () => {
    left = true;
  };
  void start();
  return [home(say), h("h1", { tabindex: "-1" }, say("field.scan")), video, bar, told, problem, typed(field, read), file(field, wrong)];
}

function typed({ say }, read) {
  const id = freshId("code");
  const input = h("input", { id, autocomplete: "off", autocapitalize: "none", spellcheck: "false", class: "exact" });
  const form = h("form", { class: "field stack" }, h("label", { for: id }, say("field.scan.type")), input, h("p", { class: "quiet" }, say("field.scan.type.how")), h("button", { class: "button plain" }, say("field.scan.type.go")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void read(input.value.trim());
  });
  return form;
}

function file(field, wrong) {
  const { say } = field;
  const id = freshId("file");
  const input = h("input", { id, type: "file", accept: ".txt,text/plain" });
  input.addEventListener("change", async () => {
    try {
      const [given] = input.files;
      if (given.size > LONGEST) throw new Refused("packet-other");
      await take(field, unbase64((await given.text()).trim()));
    } catch (error) {
      wrong(error);
    }
  });
  return h("details", {}, h("summary", {}, say("field.scan.file")), h("div", { class: "field" }, h("label", { for: id }, say("field.scan.file.label")), input));
}

/** A consignment's code: of this coalition, and known to this phone. */
function goTo(field, { prefix, coalition }) {
  const { work } = field;
  if (coalition && !work.me.coalition.startsWith(coalition)) throw new Refused("code-coalition");
  const found = [...booksOf(work).consignments.keys()].filter((id) => id.startsWith(prefix));
  if (found.length > 1) throw new Refused("code-short");
  if (!found.length) throw new Refused("code-unknown", { digits: prefix.slice(0, 12).match(/.{1,4}/g).join(" ") });
  location.hash = `#/count/${found[0]}`;
}

/** What another phone gave: examined first, then shown. */
async function take(field, packet) {
  const { work } = field;
  const signed = await readPacket(packet);
  field.given = await examined(signed, { coalition: work.me.coalition, people: work.set.people });
  location.hash = "#/given";
}
