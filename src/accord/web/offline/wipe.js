// Secrets are overwritten as soon as they are not needed. What the browser itself has
// copied cannot be reached from here: closing the page is the last step.

/** @param {Uint8Array | null | undefined} seed */
export function wipe(seed) {
  seed?.fill(0);
}

/** @param {{sign: object, stamp: object}} state what the views know */
export function wipeAll(state) {
  for (const view of [state.sign, state.stamp]) {
    wipe(view.seed);
    for (const name of Object.keys(view)) delete view[name];
  }
  for (const field of document.querySelectorAll("input, textarea")) field.value = "";
}
