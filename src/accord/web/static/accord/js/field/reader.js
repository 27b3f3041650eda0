// The reader of codes comes onto the device in the background, while there is a network,
// so that scanning works without one afterwards.

import { hasReader, loadReader } from "./camera.js";

export const readerOf = ({ place }) => ({ url: place.dataset.reader, integrity: place.dataset.readerIntegrity });

export async function fetchReader(field) {
  if (await hasReader(readerOf(field))) return;
  try {
    await loadReader(readerOf(field), (got, of) => field.status.fetching(Math.min(100, Math.floor((100 * got) / of))));
  } catch {
    // It is asked for again when somebody scans, and said there.
  }
  field.status.fetching(null);
}
