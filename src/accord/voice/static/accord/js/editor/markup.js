// The small Markdown of statements (docs/formats/text.md): blocks out of a text, and a
// text out of blocks. Reading is the same as on the hub: both are tested with one table.

const SIGNS = "!\"#$%&'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~";
const ADDRESS = "(?:https?://|mailto:)[!#-&*-;=?-\\[\\]-~]{1,500}";
const TOKEN = new RegExp(
  `\\\\(?<escaped>[${SIGNS}])|(?<star>\\*\\*?)|\\[(?<label>(?:\\\\[${SIGNS}]|[^\\\\\\[\\]])+)\\]\\((?<address>${ADDRESS})\\)`,
  "g",
);
const ESCAPED = new RegExp(`\\\\([${SIGNS}])`, "g");
const BREAK = /\n[ \t]*\n\s*/;
const HEADING = /^(##|###) (.*\S.*)$/;
const BULLET = /^- (.*\S.*)$/;
const NUMBER = /^([1-9][0-9]{0,3}|0)\. (.*\S.*)$/;
const QUOTE = /^>(?: (.*))?$/;
const PICTURE = new RegExp(
  `^!\\[(?<alt>(?:\\\\[${SIGNS}]|[^\\\\\\[\\]])*)\\]\\(picture:(?<number>[1-9][0-9]?)(?: "(?<caption>(?:\\\\[${SIGNS}]|[^\\\\"])*)")?\\)$`,
);
const WHITE = " \t\u00a0";

/** @typedef {{text: string, bold: boolean, italic: boolean, link: string}} Span */
/** @typedef {{kind: "paragraph", lines: Span[][]} | {kind: "heading", level: number, line: Span[]}
 *   | {kind: "list", start: number | null, items: Span[][]} | {kind: "quotation", paragraphs: Span[][][]}
 *   | {kind: "picture", number: string, alt: string, caption: string}} Block */

/** @param {string} text @returns {Block[]} */
export function parse(text) {
  return text
    .split(BREAK)
    .map((part) => part.replace(/^\n+|\n+$/g, ""))
    .filter((part) => part.trim())
    .map((part) => block(part.split("\n")));
}

function block(lines) {
  if (lines.length === 1) {
    const heading = HEADING.exec(lines[0]);
    if (heading) return { kind: "heading", level: heading[1].length, line: spans(heading[2]) };
    const picture = PICTURE.exec(lines[0].trimEnd())?.groups;
    if (picture) return { kind: "picture", number: picture.number, alt: unescaped(picture.alt), caption: unescaped(picture.caption ?? "") };
  }
  return list(lines) ?? quotation(lines) ?? { kind: "paragraph", lines: lines.map(spans) };
}

function list(lines) {
  const bullets = lines.map((line) => BULLET.exec(line));
  if (bullets.every(Boolean)) return { kind: "list", start: null, items: bullets.map((one) => spans(one[1])) };
  const numbers = lines.map((line) => NUMBER.exec(line));
  if (!numbers.every(Boolean)) return null;
  const start = Number(numbers[0][1]);
  if (!numbers.every((one, i) => one[1] === String(start + i))) return null;
  return { kind: "list", start, items: numbers.map((one) => spans(one[2])) };
}

function quotation(lines) {
  const quoted = lines.map((line) => QUOTE.exec(line));
  if (!quoted.every(Boolean)) return null;
  const parts = quoted.map((one) => one[1] ?? "").join("\n").split(BREAK).filter((part) => part.trim());
  if (!parts.length) return null;
  return { kind: "quotation", paragraphs: parts.map((part) => part.replace(/^\n+|\n+$/g, "").split("\n").map(spans)) };
}

/** What is bold, italic or a link within a line. @param {string} line @returns {Span[]} */
export function spans(line) {
  const pieces = tokens(line);
  const paired = pairs(pieces);
  let bold = false;
  let italic = false;
  const found = [];
  pieces.forEach((piece, at) => {
    if (!piece.star) add(found, { text: piece.text, link: piece.link, bold, italic });
    else if (!paired.has(at)) add(found, { text: piece.star, link: "", bold, italic });
    else if (piece.star.length === 2) bold = !bold;
    else italic = !italic;
  });
  return found;
}

function add(found, span) {
  const last = found.at(-1);
  if (last && last.bold === span.bold && last.italic === span.italic && last.link === span.link) last.text += span.text;
  else if (span.text) found.push(span);
}

function tokens(line) {
  const found = [];
  const words = (text, link = "") => text && found.push({ text, link });
  let at = 0;
  for (const token of line.matchAll(TOKEN)) {
    words(line.slice(at, token.index));
    at = token.index + token[0].length;
    const { escaped, star, label, address } = token.groups;
    if (escaped) words(escaped);
    else if (star) found.push(mark(line, token.index, at));
    else words(unescaped(label), address);
  }
  words(line.slice(at));
  return found;
}

function mark(line, start, end) {
  const [after, before] = [line.charAt(end), line.charAt(start - 1)];
  return { star: line.slice(start, end), opens: after !== "" && !WHITE.includes(after), closes: before !== "" && !WHITE.includes(before) };
}

function pairs(pieces) {
  const found = new Set();
  const opened = new Map();
  pieces.forEach(({ star, opens, closes }, at) => {
    if (!star) return;
    if (closes && at - (opened.get(star) ?? at) > 1) {
      found.add(opened.get(star)).add(at);
      opened.delete(star);
    } else if (opens && !opened.has(star)) opened.set(star, at);
  });
  return found;
}

function unescaped(text) {
  return text.replace(ESCAPED, "$1");
}

/** @param {Block[]} blocks @returns {string} a text that reads as these blocks */
export function write(blocks) {
  return blocks.map(writeBlock).filter(Boolean).join("\n\n");
}

function writeBlock(one) {
  switch (one.kind) {
    case "heading":
      return writeLine(one.line) && `${"#".repeat(one.level)} ${writeLine(one.line)}`;
    case "list":
      return one.items.map(writeLine).filter(Boolean).map((line, i) => `${one.start === null ? "-" : `${one.start + i}.`} ${line}`).join("\n");
    case "quotation":
      return one.paragraphs.map((lines) => written(lines)).filter(Boolean).join("\n\n").split("\n").map((line) => `> ${line}`.trimEnd()).join("\n").replace(/^>$/, "");
    case "picture":
      return `![${escapedIn(one.alt, /[\\[\]]/g)}](picture:${one.number}${one.caption && ` "${escapedIn(one.caption, /[\\"]/g)}"`})`;
    default:
      return paragraph(one.lines);
  }
}

const escapedIn = (text, signs) => text.replace(/\s+/g, " ").trim().replace(signs, "\\$&");

/** A paragraph whose beginning would mean something else gets a backslash there. */
function paragraph(lines) {
  const parts = [[]];
  for (const line of lines.map(writeLine)) {
    if (line) parts.at(-1).push(line);
    else parts.push([]);
  }
  return parts.filter((part) => part.length).map((part) => asWords(part.join("\n"))).join("\n\n");
}

function written(lines) {
  return lines.map(writeLine).filter(Boolean).join("\n");
}

function asWords(text) {
  if (parse(text).every(({ kind }) => kind === "paragraph")) return text;
  return text.replace(/^(\s*[0-9]*)(.)/, (all, number, sign) => `${number}\\${sign}`);
}

function writeLine(line) {
  const pieces = settled(line);
  const brackets = pieces.map(({ text }) => text).join("").includes("](");
  let made = "";
  let [bold, italic] = [false, false];
  for (const piece of [...pieces, { text: "", bold: false, italic: false, link: "" }]) {
    if (piece.bold !== bold) made += "**";
    if (piece.italic !== italic) made += "*";
    ({ bold, italic } = piece);
    made += piece.link ? `[${piece.text.replace(/[\\[\]]/g, "\\$&")}](${piece.link})` : escaped(piece.text, brackets);
  }
  return made.trim();
}

/** Spaces at the ends of what is marked stand outside: a mark beside one means nothing. */
function settled(line) {
  const pieces = line.flatMap((span) => (span.link ? [span] : (span.text.match(/[ \t\u00a0]+|[^ \t\u00a0]+/g) ?? []).map((text) => ({ ...span, text }))));
  const isWhite = ({ text, link }) => !link && WHITE.includes(text.charAt(0));
  const found = [];
  pieces.forEach((piece, at) => {
    if (!isWhite(piece)) return add(found, { ...piece });
    const around = [pieces.slice(0, at).findLast((one) => !isWhite(one)), pieces.slice(at + 1).find((one) => !isWhite(one))];
    const both = (name) => piece[name] && around.every((one) => one?.[name]);
    return add(found, { ...piece, bold: both("bold"), italic: both("italic") });
  });
  return found;
}

function escaped(text, brackets) {
  const stars = text.replace(/\\/g, "\\\\").replace(/(?<! )\*|\*(?! )/g, "\\*");
  return brackets ? stars.replace(/[[\]]/g, "\\$&") : stars;
}
