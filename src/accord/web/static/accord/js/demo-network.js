// A network that fails when one signs, in demonstrations only, until the box is unticked.

import { h } from "./h.js";

const LOST = "accord-no-network";
let failed = false;

const isLost = () => sessionStorage.getItem(LOST) !== null;

/**
 * `fetch` with that network in between: only what posts signed acts is lost.
 * @param {typeof fetch} fetcher @returns {typeof fetch}
 */
export function throughNetwork(fetcher) {
  return async (path, how = {}) => {
    const posts = path === "/api/v1/acts" && how.method === "POST";
    if (posts && isLost()) {
      failed = true;
      throw new TypeError("no network");
    }
    const answer = await fetcher(path, how);
    if (posts && failed) void panelAnew(fetcher);
    return answer;
  };
}

/** The box in the bar. Unticked, what waits goes out, as when a network returns. */
export function networkBox(voice) {
  const box = h("input", { type: "checkbox", checked: isLost() });
  box.addEventListener("change", () => {
    if (box.checked) sessionStorage.setItem(LOST, "1");
    else sessionStorage.removeItem(LOST);
    if (!box.checked) dispatchEvent(new Event("online"));
  });
  return h("label", { class: "pick" }, box, " ", h("span", {}, voice.say("demo.no-network")));
}

/** The tour goes on as soon as the act has arrived. */
async function panelAnew(fetcher) {
  failed = false;
  const page = await (await fetcher(location.href)).text();
  const panel = new DOMParser().parseFromString(page, "text/html").querySelector(".tour");
  if (panel) document.querySelector(".tour")?.replaceWith(panel);
}
