// A hint on how long a passphrase would hold, without a word list: a lower bound that
// counts signs that differ, not how clever they look.

/** Below this many letters no passphrase is taken. */
export const SHORTEST = 12;

/**
 * @param {string} passphrase
 * @returns {"short" | "weak" | "fair" | "good"}
 */
export function strength(passphrase) {
  if ([...passphrase].length < SHORTEST) return "short";
  const words = new Set(passphrase.toLowerCase().match(/\p{L}{3,}/gu) ?? []).size;
  const signs = new Set(passphrase).size;
  if (signs < 6) return "weak";
  if (words >= 5 || (signs >= 12 && [...passphrase].length >= 20)) return "good";
  return words >= 4 || signs >= 10 ? "fair" : "weak";
}
