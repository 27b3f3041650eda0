// Whether 32 bytes are a key that is ever enrolled: a canonical point of prime order.
// Source: RFC 8032 section 5.1; the curve is -x² + y² = 1 + d x² y² modulo p.

import { unhex } from "../core/bytes.js";

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const D = mod(-121665n * power(121666n, P - 2n));
const ROOT = power(2n, (P - 1n) / 4n); // a square root of -1

const ZERO = [0n, 1n, 1n, 0n];

function mod(a) {
  const rest = a % P;
  return rest < 0n ? rest + P : rest;
}

function power(base, exponent) {
  let [found, factor] = [1n, mod(base)];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) found = mod(found * factor);
    factor = mod(factor * factor);
  }
  return found;
}

/** The sum of two points in extended coordinates (RFC 8032 section 5.1.4). */
function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * t1 * t2 * D);
  const d = mod(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function times(scalar, point) {
  let [found, doubled] = [ZERO, point];
  for (let left = scalar; left > 0n; left >>= 1n) {
    if (left & 1n) found = add(found, doubled);
    doubled = add(doubled, doubled);
  }
  return found;
}

const isZero = ([x, y, z]) => x === 0n && y === z;

/** The point that the bytes encode, or null (RFC 8032 section 5.1.3). */
function decode(bytes) {
  const whole = bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const [sign, y] = [whole >> 255n, whole & (2n ** 255n - 1n)];
  if (y >= P) return null;
  const [u, v] = [mod(y * y - 1n), mod(D * y * y + 1n)];
  let x = mod(u * power(v, 3n) * power(u * power(v, 7n), (P - 5n) / 8n));
  if (mod(v * x * x) === mod(-u)) x = mod(x * ROOT);
  if (mod(v * x * x) !== u) return null;
  if (x === 0n && sign === 1n) return null;
  if ((x & 1n) !== sign) x = P - x;
  return [x, y, 1n, mod(x * y)];
}

/** @param {string} key 64 hex digits @returns {boolean} */
export function isSound(key) {
  const point = decode(unhex(key));
  return point !== null && !isZero(point) && isZero(times(L, point));
}
