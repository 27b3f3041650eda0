// The words that this device last saw of each text, so that the next look can show what
// changed. Two versions are kept: looking twice must not hide the differences.

/** @typedef {{mark: string, at: string, texts: Object<string, string>}} Version */

/** The name under which the versions of an act's text are kept, or null: it has no text. */
export function textKey(coalition, { kind, body, contents }) {
  const texts = Object.keys(contents).some((name) => /^(text|declaration)\./.test(name));
  return texts ? `${coalition ?? "founding"}/${kind}/${body.slug ?? ""}` : null;
}

/**
 * Notes that this version is seen now, and gives the one seen before it.
 * @param {import("./store.js").Store} store
 * @param {string} id
 * @param {Version} version
 * @returns {Promise<Version | null>}
 */
export async function noteSeen(store, id, version) {
  const kept = await store.update("texts", id, (old) => {
    if (old?.current.mark === version.mark) return old;
    return { id, current: version, before: old?.current ?? null };
  });
  return kept.before;
}
