// What the page itself says: language, coalition, who is signed in, the post token.

/**
 * @typedef {object} Page
 * @property {string} lang
 * @property {string | null} coalition
 * @property {string | null} member who is signed in
 * @property {string | null} key the key that signed in
 * @property {{zone?: string, zoneSaid?: string}} place
 */

/** @param {Document} page @returns {Page} */
export function readPage(page) {
  const { coalition, member, key, zone, zoneSaid } = page.body.dataset;
  return {
    lang: page.documentElement.lang.slice(0, 2) || "en",
    coalition: coalition ?? null,
    member: member ?? null,
    key: key ?? null,
    place: { zone, zoneSaid },
  };
}

/** The token for changing posts: out of the cookie, else out of any form on the page. */
export function postToken() {
  const cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
  if (cookie) return decodeURIComponent(cookie[1]);
  return document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

/** The part of the address that follows `#`, without it. */
export function fragment() {
  return location.hash.slice(1);
}
