// What a statement's text can hold, as the editor knows it: the small Markdown and no more.
// Whatever is pasted becomes this, or plain words.

import { Schema } from "../../vendor/prosemirror.js";

const ADDRESS = /^(?:https?:\/\/|mailto:)[!#-&*-;=?-\[\]-~]{1,500}$/;

/** An address that a link may have, or null. @param {string} typed @returns {string | null} */
export function address(typed) {
  const text = typed.trim();
  const given = /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(text) ? `mailto:${text}` : /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(text) ? `https://${text}` : text;
  try {
    const { protocol, href } = new URL(given);
    if (!["https:", "http:", "mailto:"].includes(protocol)) return null;
    const safe = href.replace(/['()<>"\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
    return ADDRESS.test(safe) ? safe : null;
  } catch {
    return null;
  }
}

const heading = (tag, level) => ({ tag, attrs: { level } });

export const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: { content: "inline*", group: "block", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
    heading: {
      content: "text*",
      group: "block",
      defining: true,
      attrs: { level: { default: 2 } },
      parseDOM: [heading("h1", 2), heading("h2", 2), ...["h3", "h4", "h5", "h6"].map((tag) => heading(tag, 3))],
      toDOM: ({ attrs }) => [`h${attrs.level + 1}`, 0],
    },
    bullet_list: { content: "list_item+", group: "block", parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
    ordered_list: {
      content: "list_item+",
      group: "block",
      attrs: { start: { default: 1 } },
      parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ start: start(dom.getAttribute("start")) }) }],
      toDOM: ({ attrs }) => ["ol", { start: attrs.start }, 0],
    },
    list_item: { content: "paragraph", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
    blockquote: { content: "paragraph+", group: "block", defining: true, parseDOM: [{ tag: "blockquote" }], toDOM: () => ["blockquote", 0] },
    picture: {
      group: "block",
      atom: true,
      draggable: true,
      attrs: { number: {}, alt: { default: "" }, caption: { default: "" } },
      parseDOM: [
        {
          tag: "figure[data-picture]",
          getAttrs: (dom) => ({ number: dom.dataset.picture, alt: dom.dataset.alt ?? "", caption: dom.dataset.caption ?? "" }),
        },
      ],
      toDOM: ({ attrs }) => ["figure", { "data-picture": attrs.number, "data-alt": attrs.alt, "data-caption": attrs.caption }],
    },
    text: { group: "inline" },
    hard_break: { inline: true, group: "inline", selectable: false, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
  },
  marks: {
    link: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [{ tag: "a[href]", getAttrs: (dom) => linkOf(dom.getAttribute("href")) }],
      toDOM: ({ attrs }) => ["a", { href: attrs.href, rel: "noopener noreferrer", title: attrs.href }, 0],
    },
    em: {
      parseDOM: [{ tag: "i" }, { tag: "em" }],
      toDOM: () => ["em", 0],
    },
    strong: {
      parseDOM: [{ tag: "strong" }, { tag: "b" }],
      toDOM: () => ["strong", 0],
    },
  },
});

function linkOf(href) {
  const found = /^(https?:|mailto:)/i.test(href) ? address(href) : null;
  return found ? { href: found } : false;
}

function start(written) {
  const number = Number(written ?? 1);
  return Number.isInteger(number) && number >= 0 && number < 9000 ? number : 1;
}
