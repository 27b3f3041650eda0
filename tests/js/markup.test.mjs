// The editor reads and writes the small Markdown as the hub does: one table for both.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse, write } from "../../src/accord/voice/static/accord/js/editor/markup.js";

const CASES = JSON.parse(readFileSync(new URL("markup.json", import.meta.url)));
const TAGS = { bold: "strong", italic: "em" };
const words = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#x27;");

function html(blocks) {
  return blocks.map(one).join("");
}

function one(block) {
  switch (block.kind) {
    case "heading":
      return `<h${block.level}>${line(block.line)}</h${block.level}>`;
    case "list": {
      const items = block.items.map((item) => `<li>${line(item)}</li>`).join("");
      return block.start === null ? `<ul>${items}</ul>` : `<ol start="${block.start}">${items}</ol>`;
    }
    case "quotation":
      return `<blockquote>${block.paragraphs.map(paragraph).join("")}</blockquote>`;
    case "picture":
      return `<figure><img src="/p/1" width="4" height="3" alt="${words(block.alt)}" loading="lazy">${block.caption && `<figcaption>${words(block.caption)}</figcaption>`}</figure>`;
    default:
      return paragraph(block.lines);
  }
}

const paragraph = (lines) => `<p>${lines.map(line).join("<br>")}</p>`;
const line = (spans) => spans.map(span).join("");

function span({ text, link, ...marks }) {
  let made = words(text);
  for (const name of ["italic", "bold"]) if (marks[name]) made = `<${TAGS[name]}>${made}</${TAGS[name]}>`;
  return link ? `<a href="${words(link)}" rel="noopener noreferrer">${made}</a>` : made;
}

for (const { name, text, html: wanted } of CASES) {
  test(`read: ${name}`, () => assert.equal(html(parse(text)), wanted));
  test(`written and read again: ${name}`, () => {
    const made = write(parse(text));
    assert.equal(html(parse(made)), html(parse(text.trim())));
    assert.equal(write(parse(made)), made);
  });
}

// A small generator, seeded, so that every run tries the same texts.
function* numbers(seed) {
  let state = seed;
  for (;;) {
    state = (state * 1103515245 + 12345) % 2147483648;
    yield state;
  }
}

test("any text, written and read again, shows the same", () => {
  const random = numbers(4);
  const pick = (list) => list[random.next().value % list.length];
  const parts = ["a", "b", " ", "*", "**", "[", "]", "](", "(", ")", "\\", "- ", "1. ", "2. ", "## ", "> ", "\n", "\n\n", "![", "picture:1", "https://e.example", '"', ".", "#", ">", "\u00a0"];
  for (let i = 0; i < 20_000; i += 1) {
    const text = Array.from({ length: 1 + (random.next().value % 14) }, () => pick(parts)).join("");
    const blocks = parse(text);
    const made = write(blocks);
    const again = write(parse(made));
    assert.equal(again, made, JSON.stringify({ text, made, again }));
    const bare = (found) => html(found).replaceAll(/[ \u00a0\t]+/g, "").replaceAll(/<(strong|em)><\/\1>/g, "").replaceAll(/<br>/g, "").replaceAll("</p><p>", "");
    assert.equal(bare(parse(made)).replaceAll(/<[^>]*>/g, ""), bare(blocks).replaceAll(/<[^>]*>/g, ""), JSON.stringify({ text, made }));
  }
});
