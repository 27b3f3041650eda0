// The log's tree: hashing and proofs of RFC 6962 section 2.1.
//
//        root             node = SHA-256(0x01 || left || right)
//       /    \            leaf = SHA-256(0x00 || bytes)
//     n01     n23
//    /   \   /   \        inclusion of d1: [d0, n23]
//   d0   d1 d2   d3       consistency 2 -> 4: [n23]
//
// Verifying follows RFC 9162 sections 2.1.3.2 and 2.1.4.2.

import { concat, equal, sha256 } from "./bytes.js";

/** @param {Uint8Array} bytes @returns {Promise<Uint8Array>} */
export async function leafHash(bytes) {
  return sha256(concat(Uint8Array.of(0), bytes));
}

/** @param {Uint8Array} left @param {Uint8Array} right @returns {Promise<Uint8Array>} */
export async function nodeHash(left, right) {
  return sha256(concat(Uint8Array.of(1), left, right));
}

// Sizes go to 2^53, past what JavaScript's bitwise operators can shift.
const odd = (n) => n % 2 === 1;
const half = (n) => Math.floor(n / 2);

/**
 * Whether the leaf with this hash stands at `index` in the tree of `size` leaves.
 * @param {number} index
 * @param {number} size
 * @param {Uint8Array} leaf the leaf's hash
 * @param {Uint8Array} root
 * @param {Uint8Array[]} proof
 * @returns {Promise<boolean>}
 */
export async function isIncluded(index, size, leaf, root, proof) {
  if (!isSize(index) || !isSize(size) || index >= size || !proof.every(isHash) || !isHash(leaf)) return false;
  let [place, last, hash] = [index, size - 1, leaf];
  for (const step of proof) {
    if (last === 0) return false;
    if (odd(place) || place === last) {
      hash = await nodeHash(step, hash);
      while (!odd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      hash = await nodeHash(hash, step);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && equal(hash, root);
}

/**
 * Whether the tree of `size` leaves begins with the tree of `from` leaves.
 * @param {number} from
 * @param {number} size
 * @param {Uint8Array} fromRoot
 * @param {Uint8Array} root
 * @param {Uint8Array[]} proof
 * @returns {Promise<boolean>}
 */
export async function isConsistent(from, size, fromRoot, root, proof) {
  if (!isSize(from) || !isSize(size) || from > size || !proof.every(isHash)) return false;
  // Every tree begins with the empty one: that proves nothing.
  if (from === 0) return false;
  if (from === size) return proof.length === 0 && equal(fromRoot, root);
  if (proof.length === 0) return false;
  let [place, last] = [from - 1, size - 1];
  while (odd(place)) [place, last] = [half(place), half(last)];
  const path = [...proof];
  // A complete subtree is its own first node and is left out of the proof.
  let older = place === 0 && isPowerOfTwo(from) ? fromRoot : path.shift();
  let newer = older;
  for (const step of path) {
    if (last === 0) return false;
    if (odd(place) || place === last) {
      older = await nodeHash(step, older);
      newer = await nodeHash(step, newer);
      while (!odd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      newer = await nodeHash(newer, step);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && equal(older, fromRoot) && equal(newer, root);
}

function isPowerOfTwo(n) {
  return Number.isInteger(Math.log2(n)) && 2 ** Math.round(Math.log2(n)) === n;
}

function isSize(n) {
  return Number.isSafeInteger(n) && n >= 0;
}

function isHash(bytes) {
  return bytes instanceof Uint8Array && bytes.length === 32;
}
