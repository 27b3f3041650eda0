// A QR code as SVG: black on white, with its quiet zone.

import { qrcode } from "../vendor/qrcode.js";
import { svg } from "./h.js";

const QUIET = 4;

/**
 * @param {string} text ASCII; capitals, digits and spaces make a smaller code
 * @param {string} label what the code is for
 * @returns {SVGElement}
 */
export function qr(text, label) {
  const code = qrcode(0, "M");
  code.addData(text, /^[0-9A-Z $%*+./:-]+$/.test(text) ? "Alphanumeric" : "Byte");
  code.make();
  const count = code.getModuleCount();
  const size = count + 2 * QUIET;
  let path = "";
  for (let row = 0; row < count; row += 1) {
    for (let column = 0; column < count; column += 1) {
      if (code.isDark(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
    }
  }
  return svg(
    "svg",
    { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" },
    svg("rect", { width: size, height: size, fill: "#fff" }),
    svg("path", { d: path, fill: "#000" }),
  );
}
