// The mark of a hub, or the stamp of a member: drawn from a hex id and nothing else.
//
// Petals (what an eye remembers) are three closed curves, filled even-odd, like the
// rosette on a certificate. The milled edge (what an eye can compare) is the id itself:
// 32 teeth, clockwise from the top, tall for 1 and short for 0, the first 8 hex digits.
// Petals are mirrored, never merely turned, and there are seven or more of them: no mark
// can come out as a cross, a hooked cross, a crescent, a five- or six-pointed star, or
// an emblem that the Geneva Conventions protect.

import { svg } from "./h.js";

const PETALS = [7, 8, 9, 10, 11, 12, 13, 14];

/** A closed curve of `n` petals between two radii; `width` 0 is a wave, 1 and 2 scallops. */
function petals(n, inner, outer, turned, width) {
  const side = 0.16 + 0.1 * width;
  const corners = width ? [[outer, -side], [outer, side], [inner, 0.5]] : [[outer, 0], [inner, 0.5]];
  const points = [];
  for (let i = 0; i < n; i += 1) {
    for (const [radius, aside] of corners) points.push(polar(radius, (i + (turned ? 0.5 : 0) + aside) / n));
  }
  const curves = points.map((point, i) => `Q${pair(point)} ${pair(between(point, points[(i + 1) % points.length]))}`);
  return `M${pair(between(points.at(-1), points[0]))}${curves.join("")}Z`;
}

/** The teeth of the edge: one path for 32 bits. */
function edge(hex) {
  const bits = parseInt(hex.slice(0, 8), 16);
  return Array.from({ length: 32 }, (_, i) => {
    const start = (bits >>> (31 - i)) & 1 ? 43.2 : 46.6;
    return `M${pair(polar(start, i / 32))}L${pair(polar(49, i / 32))}`;
  }).join("");
}

function polar(radius, turn) {
  const angle = 2 * Math.PI * turn;
  return [50 + radius * Math.sin(angle), 50 - radius * Math.cos(angle)];
}

function pair([x, y]) {
  return `${+x.toFixed(1)} ${+y.toFixed(1)}`;
}

function between([a, b], [c, d]) {
  return [(a + c) / 2, (b + d) / 2];
}

/**
 * Two path strings in a box of 100 x 100.
 * @param {string} hex 24 digits or more
 * @param {boolean} [plain] without the edge, for sizes below 40 px
 * @returns {{rosette: string, edge: string}}
 */
export function markPaths(hex, plain = false) {
  const digit = (i) => parseInt(hex[8 + i], 16);
  const full = plain ? 46 : 38;
  const n = PETALS[digit(0) >> 1];
  const m = PETALS[digit(1) >> 1];
  const rosette = [
    petals(n, full * (0.5 + 0.1 * (digit(2) % 4)), full * 1.08, digit(3) % 2, digit(12) % 3),
    petals(digit(4) % 4 ? n : m, full * (0.14 + 0.09 * (digit(5) % 4)), full * (0.72 + 0.08 * (digit(6) % 4)), digit(7) % 2, digit(13) % 3),
    petals(digit(8) % 2 ? m : n, full * (0.08 + 0.05 * (digit(9) % 4)), full * (0.26 + 0.08 * (digit(10) % 4)), digit(11) % 2, digit(14) % 3),
  ];
  return { rosette: rosette.join(""), edge: plain ? "" : edge(hex) };
}

/**
 * The mark as an SVG element; without a label it is an ornament.
 * @param {string} hex
 * @param {{plain?: boolean, label?: string}} [how]
 */
export function mark(hex, { plain = false, label = "" } = {}) {
  const drawn = markPaths(hex, plain);
  const name = label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" };
  return svg(
    "svg",
    { class: "mark", viewBox: "0 0 100 100", ...name },
    svg("path", { "fill-rule": "evenodd", d: drawn.rosette }),
    drawn.edge && svg("path", { class: "edge", d: drawn.edge }),
  );
}

/** `<span data-mark="<hex>" data-plain>` */
export function drawMark(place) {
  place.replaceChildren(mark(place.dataset.mark, { plain: place.dataset.plain !== undefined }));
}
