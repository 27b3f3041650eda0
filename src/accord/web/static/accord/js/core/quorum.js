// Which checkpoints are final: as accord.core.rules.quorum.

/** @typedef {{id: string, finality: string, copies: Object<string, string>}} List a list of
 * members: their copies' keys by handle */

/** How many copies have to confirm under a list: more than two thirds, or none. @param {List} list */
export function quorum({ finality, copies }) {
  return finality === "cosigned" ? Math.floor((2 * Object.keys(copies).length) / 3) + 1 : 0;
}

/** Under a list that left confirmation to the host, what was before does not count. */
export function deciding(lists) {
  const byHost = lists.map(({ finality }) => finality === "cosigned").lastIndexOf(false);
  return lists.slice(byHost + 1);
}
