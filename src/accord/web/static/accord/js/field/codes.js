// A code out of a name, to be suggested: the same as supplies/codes.py.

const LATIN = { а: "a", б: "b", в: "v", г: "h", ґ: "g", д: "d", е: "e", є: "ie", ж: "zh", з: "z", и: "y", і: "i", ї: "i", й: "i", к: "k", л: "l", м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "kh", ц: "ts", ч: "ch", ш: "sh", щ: "shch", ь: "", ю: "iu", я: "ia", ё: "e", ъ: "", ы: "y", э: "e", "’": "", "ʼ": "", "'": "" };

/** @param {string} name @returns {string} "" when none of it has Latin letters */
export function suggested(name) {
  const latin = [...name.toLowerCase()].map((one) => LATIN[one] ?? one).join("");
  const plain = latin.normalize("NFKD").replace(/\P{ASCII}/gu, "");
  return plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 64).replace(/-$/, "");
}
