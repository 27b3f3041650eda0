// Files for an encrypted report. The hub cannot make them bare, as it does with others:
// here pictures are drawn anew from their points, and nothing else of them is kept.

import { Refused } from "./core/errors.js";

const MEGABYTE = 1024 * 1024;
const MOST = { files: 10, each: 15 * MEGABYTE, all: 24 * MEGABYTE };
const WIDEST = 4096;
// How pictures begin, and as what they are drawn.
const PICTURES = { "\xff\xd8\xff": "image/jpeg", "\x89PNG": "image/png", RIFF: "image/jpeg" };

/**
 * The bytes of files as they are to be sealed, in their order.
 * @param {File[]} files
 * @returns {Promise<Uint8Array[]>}
 */
export async function bareFiles(files) {
  if (files.length > MOST.files || files.some(({ size }) => size > MOST.each)) throw new Refused("files-too-large");
  const bare = [];
  for (const file of files) bare.push(await bareFile(file));
  if (bare.reduce((sum, { length }) => sum + length, 0) > MOST.all) throw new Refused("files-too-large");
  return bare;
}

async function bareFile(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const begins = new TextDecoder("latin1").decode(bytes.subarray(0, 4));
  const picture = Object.entries(PICTURES).find(([start]) => begins.startsWith(start));
  return picture ? drawn(file, picture[1]) : bytes;
}

async function drawn(file, type) {
  const whole = await createImageBitmap(file).catch(() => {
    throw new Refused("picture-broken", { name: file.name });
  });
  const scale = Math.min(1, WIDEST / Math.max(whole.width, whole.height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [whole.width, whole.height].map((side) => Math.max(1, Math.round(side * scale)));
  canvas.getContext("2d").drawImage(whole, 0, 0, canvas.width, canvas.height);
  whole.close();
  const blob = await new Promise((done) => canvas.toBlob(done, type, 0.9));
  if (!blob) throw new Refused("picture-broken", { name: file.name });
  return new Uint8Array(await blob.arrayBuffer());
}
