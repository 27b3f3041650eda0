// Reading codes with the phone's camera. The reader of codes (zxing-wasm, 1 MB) is fetched
// when it is needed first, and kept under its own hash, so that a newer version of the
// page does not fetch it again.

import { base64 } from "../core/bytes.js";
import { Refused } from "../core/errors.js";

const CACHE = "accord-code-reader";
const WIDEST = 1000;
let module = null;

/**
 * @param {{url: string, integrity: string}} reader
 * @param {(got: number, of: number) => void} said bytes
 */
export function loadReader(reader, said) {
  module ??= load(reader, said).catch((error) => {
    module = null;
    throw error;
  });
  return module;
}

async function load({ url, integrity }, said) {
  const name = `/${integrity}`;
  const cache = await globalThis.caches?.open(CACHE);
  const kept = await cache?.match(name);
  const bytes = kept ? new Uint8Array(await kept.arrayBuffer()) : await fetched(url, said);
  const digest = base64(new Uint8Array(await crypto.subtle.digest("SHA-384", bytes)));
  if (`sha384-${digest}` !== integrity) throw new Refused("no-answer");
  if (!kept) await cache?.put(name, new Response(bytes));
  const zxing = await import("../../vendor/zxing/reader/index.js");
  await zxing.prepareZXingModule({ overrides: { wasmBinary: bytes.buffer }, fireImmediately: true });
  return zxing;
}

async function fetched(url, said) {
  const answer = await fetch(url).catch(() => Promise.reject(new Refused("no-answer")));
  if (!answer.ok) throw new Refused("no-answer");
  const parts = [];
  let got = 0;
  const reader = answer.body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => Promise.reject(new Refused("no-answer")));
    if (done) break;
    parts.push(value);
    got += value.length;
    said(got, 954_000);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** Whether the reader of codes lies on this device already. */
export async function hasReader({ integrity }) {
  return Boolean(await (await globalThis.caches?.open(CACHE))?.match(`/${integrity}`));
}

/**
 * Shows the camera in `video` and gives every code that it sees to `read`, until stopped.
 * @param {HTMLVideoElement} video
 * @param {any} zxing
 * @param {(text: string) => void} read
 * @returns {Promise<() => void>} stops it
 */
export async function watch(video, zxing, read) {
  const wanted = { video: { facingMode: "environment", width: { ideal: 1280 } }, audio: false };
  const stream = await (navigator.mediaDevices?.getUserMedia(wanted) ?? Promise.reject(new Error())).catch(() => Promise.reject(new Refused("no-camera")));
  video.srcObject = stream;
  await video.play();
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  let going = true;

  async function look() {
    if (!going) return;
    const scale = Math.min(1, WIDEST / (video.videoWidth || 1));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    if (canvas.width) {
      pen.drawImage(video, 0, 0, canvas.width, canvas.height);
      const picture = pen.getImageData(0, 0, canvas.width, canvas.height);
      const found = await zxing.readBarcodes(picture, { formats: ["QRCode"], maxNumberOfSymbols: 1, textMode: "Plain" });
      for (const { text, isValid } of found) if (going && isValid) read(text);
    }
    setTimeout(look, 30);
  }

  void look();
  return () => {
    going = false;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}
