// Between the small Markdown's blocks and the editor's document.

import { Fragment } from "../../vendor/prosemirror.js";
import { parse, write } from "./markup.js";
import { schema } from "./schema.js";

const { nodes, marks } = schema;

/** @param {string} text the small Markdown @returns the editor's document */
export function documentOf(text) {
  const blocks = parse(text).map(blockOf);
  return nodes.doc.create(null, blocks.length ? blocks : [nodes.paragraph.create()]);
}

function blockOf(block) {
  switch (block.kind) {
    case "heading":
      return nodes.heading.create({ level: block.level }, inline([block.line]));
    case "list": {
      const items = block.items.map((item) => nodes.list_item.create(null, paragraph([item])));
      return block.start === null ? nodes.bullet_list.create(null, items) : nodes.ordered_list.create({ start: block.start }, items);
    }
    case "quotation":
      return nodes.blockquote.create(null, block.paragraphs.map(paragraph));
    case "picture":
      return nodes.picture.create({ number: block.number, alt: block.alt, caption: block.caption });
    default:
      return paragraph(block.lines);
  }
}

const paragraph = (lines) => nodes.paragraph.create(null, inline(lines));

function inline(lines) {
  const found = lines.flatMap((line, i) => [...(i ? [nodes.hard_break.create()] : []), ...line.filter(({ text }) => text).map(textOf)]);
  return Fragment.from(found);
}

function textOf({ text, bold, italic, link }) {
  const set = [link && marks.link.create({ href: link }), italic && marks.em.create(), bold && marks.strong.create()];
  return schema.text(text, set.filter(Boolean));
}

/** @returns {string} the small Markdown of a document */
export function textOfDocument(doc) {
  return write(children(doc).flatMap(toBlock));
}

const children = (node) => Array.from({ length: node.childCount }, (_, i) => node.child(i));

function toBlock(node) {
  switch (node.type) {
    case nodes.heading:
      return { kind: "heading", level: node.attrs.level, line: flat(node) };
    case nodes.bullet_list:
      return { kind: "list", start: null, items: children(node).map(({ firstChild }) => flat(firstChild)) };
    case nodes.ordered_list:
      return { kind: "list", start: node.attrs.start, items: children(node).map(({ firstChild }) => flat(firstChild)) };
    case nodes.blockquote:
      return { kind: "quotation", paragraphs: children(node).map(lines) };
    case nodes.picture:
      return { kind: "picture", ...node.attrs };
    default:
      return { kind: "paragraph", lines: lines(node) };
  }
}

/** The lines of a paragraph, as pieces of text with what they are. */
function lines(node) {
  const found = [[]];
  for (const child of children(node)) {
    if (child.type === nodes.hard_break) found.push([]);
    else found.at(-1).push(span(child));
  }
  return found;
}

const flat = (node) => lines(node).flatMap((line, i) => (i ? [{ text: " ", bold: false, italic: false, link: "" }, ...line] : line));

function span({ text, marks: set }) {
  const has = (type) => type.isInSet(set);
  return { text: text.replaceAll("\n", " "), bold: Boolean(has(marks.strong)), italic: Boolean(has(marks.em)), link: has(marks.link)?.attrs.href ?? "" };
}
