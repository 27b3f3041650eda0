// Prints the samples, for the test that compares them with the Python side.

import { base64 } from "../../src/accord/web/static/accord/js/core/bytes.js";
import { samples } from "./samples.mjs";

const { made } = await samples();
const encoded = Object.entries(made).map(([kind, { act, payload, blobs }]) => [
  kind,
  { id: act.id, payload: base64(payload), blobs: Object.fromEntries(Object.entries(blobs).map(([name, blob]) => [name, base64(blob)])) },
]);
console.log(JSON.stringify(Object.fromEntries(encoded)));
