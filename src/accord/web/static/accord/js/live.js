// `<div data-live="/url">`: takes its content anew every few seconds. The answer is a
// fragment of the hub's own pages; a script in it would not run.

import { h } from "./h.js";

const SLOWEST = 60_000;

/**
 * @param {HTMLElement} place
 * @param {(root: ParentNode) => void} wire makes the new content work
 */
export function livePart(place, wire) {
  const every = 1000 * Number(place.dataset.every || 3);
  const announced = h("p", { class: "vh", role: "status", "aria-live": "polite" });
  place.after(announced);
  let etag = null;
  let wait = every;
  let timer = 0;

  async function turn() {
    clearTimeout(timer);
    if (document.hidden) return;
    if (!place.isConnected) return;
    const good = await refresh().catch(() => false);
    wait = good ? every : Math.min(wait * 2, SLOWEST);
    timer = setTimeout(turn, wait);
  }

  async function refresh() {
    const headers = etag ? { "If-None-Match": etag } : {};
    const response = await fetch(place.dataset.live, { headers, cache: "no-store", credentials: "same-origin" });
    if (response.status === 304) return true;
    // Led elsewhere, to sign in: that page is no part of this one.
    if (!response.ok || response.redirected) return false;
    etag = response.headers.get("ETag");
    // Nothing is taken from under somebody's hands.
    if (place.querySelector("input:focus, textarea:focus, select:focus, [aria-busy=true]")) etag = null;
    else replace(await response.text());
    return true;
  }

  function replace(text) {
    const before = saying(place);
    const focused = place.contains(document.activeElement) ? document.activeElement.id : "";
    place.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
    wire(place);
    if (focused) document.getElementById(focused)?.focus();
    const now = saying(place);
    if (now !== before) announced.textContent = now;
  }

  document.addEventListener("visibilitychange", () => document.hidden || turn());
  timer = setTimeout(turn, every);
}

/** What is worth saying aloud: the one line that the fragment marks, or its headline. */
function saying(place) {
  return (place.querySelector("[data-announce], .still")?.textContent ?? "").trim();
}
