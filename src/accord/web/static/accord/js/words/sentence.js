// What went wrong, as a sentence for a person.

/**
 * An error as a sentence for a person.
 * @param {import("./speak.js").Voice} voice
 * @param {any} error
 */
export function sentence(voice, error) {
  if (typeof error?.code === "string" && error.values) {
    return voice.say(`error.${error.code}`, error.values);
  }
  console.error(error);
  return voice.say("error.unexpected", { message: String(error?.message ?? error) });
}
