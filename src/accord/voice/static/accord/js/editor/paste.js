// HTML from Word, from other programs and from web pages, brought near to what a text can
// hold, before the editor's schema takes what it knows and leaves the rest as words.

export const MOST_HTML = 4_000_000;
export const MOST_WORDS = 40_000;

/**
 * @param {string} html as it lies on the clipboard
 * @returns {string} HTML of paragraphs, headings, lists, quotations and links
 */
export function cleaned(html) {
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  for (const one of page.querySelectorAll("script, style, title, meta, link, xml, template, noscript, iframe, object, svg, math, form, button, select, textarea, input, img, video, audio, canvas, del, [hidden]")) one.remove();
  for (const one of comments(page)) one.remove();
  for (const one of [...page.body.querySelectorAll("*")].filter(({ localName }) => localName.includes(":"))) one.replaceWith(...one.childNodes);
  wordsByStyle(page);
  wordTitles(page);
  wordLists(page);
  for (const table of [...page.querySelectorAll("table")].reverse()) table.replaceWith(...rows(page, table));
  for (const list of [...page.querySelectorAll("li :is(ul, ol)")].reverse()) flattened(list);
  for (const item of page.querySelectorAll("li")) oneParagraph(page, item);
  for (const quote of page.querySelectorAll("blockquote :is(ul, ol, h1, h2, h3, h4, h5, h6)")) asParagraphs(page, quote);
  for (const one of page.querySelectorAll("[data-style]")) one.removeAttribute("data-style");
  return page.body.innerHTML;
}

/**
 * The style sheet in Word's head is long and means nothing here. Styles of single words are
 * set aside under another name: the page's policy lets none be applied, not even in there.
 */
function withoutStyles(html) {
  const bare = html.replace(/<style[\s>][\s\S]*?<\/style>/gi, "");
  return bare.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/[\s/"']style\s*=/gi, " data-style=").replace(/[\s/"']on\w+\s*=/gi, " data-not="));
}

/** Google's and other programs' bold and italics, which are styles of spans. */
function wordsByStyle(page) {
  for (const one of page.body.querySelectorAll("b[data-style], i[data-style], span[data-style]")) {
    const style = one.dataset.style;
    if (one.localName === "b" && /font-weight:\s*(normal|400)/i.test(style)) one.replaceWith(...one.childNodes);
    else if (one.localName === "span") {
      if (/font-weight:\s*(bold|[6-9]00)/i.test(style)) wrapped(page, one, "strong");
      if (/font-style:\s*italic/i.test(style)) wrapped(page, one, "em");
    }
  }
}

function wrapped(page, one, name) {
  const inner = page.createElement(name);
  inner.append(...one.childNodes);
  one.append(inner);
}

function comments(page) {
  const walk = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT);
  const found = [];
  while (walk.nextNode()) found.push(walk.currentNode);
  return found;
}

function wordTitles(page) {
  for (const one of page.querySelectorAll("p.MsoTitle, p.MsoSubtitle")) {
    const heading = page.createElement(one.className === "MsoTitle" ? "h2" : "h3");
    heading.append(...one.childNodes);
    one.replaceWith(heading);
  }
}

const LIST = /mso-list:\s*(l\d+)\s+level\d+/i;
const NUMBERED = /^\W{0,2}([0-9]+|[a-z]{1,2}|[ivxlc]+)[.)]/i;

/** Word writes items of a list as paragraphs that only look like it. */
function wordLists(page) {
  let last = null;
  for (const one of [...page.querySelectorAll("p, h1, h2, h3, h4, h5, h6")]) {
    const style = one.getAttribute("data-style") ?? "";
    const [, id] = LIST.exec(style) ?? [];
    if (!id) continue;
    const sign = [...one.querySelectorAll("span")].find((span) => /mso-list:\s*ignore/i.test(span.getAttribute("data-style") ?? ""));
    const written = sign?.textContent.trim() ?? "";
    sign?.remove();
    const kind = NUMBERED.test(written) && !/^o$/i.test(written) ? "ol" : "ul";
    const item = page.createElement("li");
    item.append(...one.childNodes);
    const follows = last && last.list.nextElementSibling === one && last.id === id && (last.list.localName === kind || /level[2-9]/i.test(style));
    if (!follows) {
      const list = page.createElement(kind);
      const number = /[0-9]+/.exec(written);
      if (kind === "ol" && number) list.setAttribute("start", number[0]);
      one.before(list);
      last = { list, id };
    }
    last.list.append(item);
    one.remove();
  }
}

/** A table's rows as paragraphs, the cells apart by a dot: no word is lost. */
function rows(page, table) {
  return [...table.rows].map((row) => {
    const line = page.createElement("p");
    const cells = [...row.cells].filter((cell) => cell.textContent.trim());
    cells.forEach((cell, i) => {
      if (i) line.append(" · ");
      const inner = [...cell.childNodes];
      for (const node of inner) line.append(...(isBlock(node) ? [...node.childNodes, " "] : [node]));
    });
    return line;
  });
}

const isBlock = (node) => node.nodeType === 1 && /^(p|div|h[1-6]|ul|ol|li|blockquote)$/.test(node.localName);

/** What stands under an item comes behind it. */
function flattened(list) {
  const item = list.closest("li:not(:scope)") ?? list.parentElement.closest("li");
  item.after(...[...list.children].filter(({ localName }) => localName === "li"));
  list.remove();
}

function oneParagraph(page, item) {
  const blocks = [...item.querySelectorAll("p, div, h1, h2, h3, h4, h5, h6, blockquote")];
  for (const one of blocks) one.replaceWith(...one.childNodes, page.createTextNode(" "));
}

function asParagraphs(page, block) {
  const parts = block.matches("ul, ol") ? [...block.children] : [block];
  block.replaceWith(
    ...parts.map((part) => {
      const line = page.createElement("p");
      line.append(...part.childNodes);
      return line;
    }),
  );
}
