// What another phone is to read: a packet as a row of codes, one after the other. Larger
// than the eye needs, black on white, and never asleep. A file does it too.

import { qrcode } from "../../vendor/qrcode.js";
import { h, saveFile } from "../h.js";
import { describe } from "../words/words.js";
import { isComplete } from "./books.js";
import { home } from "./count.js";
import { framesOf } from "./frames.js";
import { writePacket } from "./packet.js";
import { actsOf, labelsOf, packetOf } from "./state.js";

const EVERY = 200;
const QUIET = 4;
const SCALE = 6;
const LAST = 0xffff;

export async function showScreen(field, id) {
  const { work, say, voice } = field;
  const signed = packetOf(work, id);
  const found = work.waiting.find(({ act }) => act.id === id);
  if (!found) return [home(say), h("h1", { tabindex: "-1" }, say("field.show.gone.title")), h("p", {}, say("field.show.gone"))];
  const packet = await writePacket(signed);
  const { count, frame } = await framesOf(packet);
  const canvas = h("canvas", { class: "codes", role: "img", "aria-label": say("field.show.label") });
  const told = h("p", { class: "quiet", role: "status" }, say("field.show.frames", { n: count }));
  const people = new Map(work.set.people.map((one) => [one.keyid, one]));
  const done = found.act.kind !== "supplies.handover" || isComplete(found.act.body, found.keyids, people);
  const half = found.act.kind === "supplies.handover" && !done;
  const description = describe(found.act, { voice, labels: labelsOf(work), acts: actsOf(work) });
  play(field, canvas, frame, count);
  return [
    home(say),
    h("h1", { tabindex: "-1" }, say(half ? "field.show.half" : "field.show.done")),
    h("p", {}, say(half ? "field.show.half.what" : found.act.kind === "supplies.handover" ? "field.show.done.what" : "field.show.goods.what")),
    canvas,
    told,
    h("p", { class: "means" }, description.heading),
    half && h("p", {}, h("a", { class: "button sign", href: "#/scan" }, say("field.show.then-scan"))),
    h("details", {}, h("summary", {}, say("field.show.no-camera")), h("p", {}, say("field.show.file")), h("button", { class: "button plain", type: "button", on: { click: () => asFile(packet, id) } }, say("field.show.save"))),
  ];
}

/** One frame after another until the screen is left; a single one stands still. */
function play(field, canvas, frame, count) {
  let number = 0;
  let timer = 0;
  let lock = null;

  function next() {
    draw(canvas, frame(number));
    canvas.dataset.frame = String(number);
    number = count === 1 ? 0 : (number + 1) % LAST;
    if (count > 1) timer = setTimeout(next, EVERY);
  }

  next();
  navigator.wakeLock?.request("screen").then((given) => {
    lock = given;
  }, () => {});
  field.stop = () => {
    clearTimeout(timer);
    void lock?.release();
  };
}

function draw(canvas, text) {
  const code = qrcode(0, "L");
  code.addData(text, "Alphanumeric");
  code.make();
  const modules = code.getModuleCount();
  const size = (modules + 2 * QUIET) * SCALE;
  canvas.width = size;
  canvas.height = size;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, size, size);
  pen.fillStyle = "#000";
  for (let row = 0; row < modules; row += 1) {
    for (let column = 0; column < modules; column += 1) {
      if (code.isDark(row, column)) pen.fillRect((column + QUIET) * SCALE, (row + QUIET) * SCALE, SCALE, SCALE);
    }
  }
}

/** The same packet as a file: for phones without a camera that can be used. */
function asFile(packet, id) {
  const text = btoa(String.fromCharCode(...packet));
  saveFile(`handover-${id.slice(0, 8)}.accord.txt`, text, "text/plain");
}
