// A little work for a form that anybody can send: it then costs its sender less of what
// one address may send in an hour. Without a script the form works as well.

import { concat, sha256, utf8 } from "./core/bytes.js";

const BITS = 16;

/** @param {string} token @returns {Promise<string>} a number whose hash begins with zeros */
export async function work(token) {
  for (let n = 0; ; n += 1) {
    const digest = await sha256(concat(utf8(`${token}.`), utf8(String(n))));
    if ((((digest[0] << 8) | digest[1]) >>> (16 - BITS)) === 0) return String(n);
  }
}

for (const form of globalThis.document?.querySelectorAll("form[data-work]") ?? []) {
  form.addEventListener(
    "focusin",
    async () => {
      form.elements.work.value = await work(form.elements.token.value);
    },
    { once: true },
  );
}
