// The files of a report in words, as the report's page says them: number, kind, size.

import { fact, plain } from "./tell.js";

const STARTS = [
  ["JPEG", [0xff, 0xd8, 0xff]],
  ["PNG", [0x89, 0x50, 0x4e, 0x47]],
  ["PDF", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["office", [0x50, 0x4b, 0x03, 0x04]],
];
const SAID = { office: "file.office", text: "file.text", sealed: "file.sealed" };
const PICTURES = { JPEG: "image/jpeg", PNG: "image/png" };
const NUMBERED = /^file\.(\d+)(\.sealed)?$/;

/** A fact for each file that is not shown as a picture. */
export function fileFacts({ files }, tell) {
  return Object.entries(files)
    .filter(([name, bytes]) => !name.startsWith("picture.") && !shown(name, bytes))
    .map(([name, bytes]) => {
      const n = NUMBERED.exec(name)?.[1];
      if (!n) return fact(tell, "fact.file", tell.say("file", { name, n: bytes.length }));
      return { label: tell.say("file.numbered", { n }), value: [beside(tell, n), said(tell, name, bytes)] };
    });
}

/** The pictures among a report's files: shown, so that one sees which is which. */
export function filePictures({ files }, tell) {
  return Object.entries(files)
    .filter(([name, bytes]) => shown(name, bytes))
    .map(([name, bytes]) => {
      const n = NUMBERED.exec(name)[1];
      const label = `${tell.say("file.numbered", { n })}: ${beside(tell, n)}${said(tell, name, bytes)}`;
      return { type: PICTURES[kindOf(bytes)], bytes, alt: label, label };
    });
}

function shown(name, bytes) {
  return NUMBERED.test(name) && !name.endsWith(".sealed") && kindOf(bytes) in PICTURES;
}

function said(tell, name, bytes) {
  const kind = name.endsWith(".sealed") ? "sealed" : kindOf(bytes);
  const type = kind in SAID ? tell.say(SAID[kind]) : kind;
  return tell.say("file.kind", { type, bytes: bytes.length });
}

/** What the person's own device calls the file, before the rest. */
function beside(tell, n) {
  const name = tell.file(Number(n));
  return name ? `${plain(name)}, ` : "";
}

function kindOf(bytes) {
  return STARTS.find(([, start]) => start.every((byte, i) => bytes[i] === byte))?.[0] ?? "text";
}
