// One language's text as an editor, in the place of its text field. The field stays the
// form's own: it holds the small Markdown, and is written only when something changed.

import {
  EditorState, EditorView, baseKeymap, chainCommands, exitCode, history, inputRules, keymap, liftListItem, redo, splitListItem,
  textblockTypeInputRule, undo, wrapInList, wrappingInputRule, toggleMark, setBlockType, wrapIn, Slice,
} from "../../vendor/prosemirror.js";
import { documentOf, textOfDocument } from "./document.js";
import { MOST_HTML, MOST_WORDS, cleaned } from "./paste.js";
import { schema } from "./schema.js";

const { nodes, marks } = schema;

/**
 * @param {HTMLTextAreaElement} field
 * @param {{labels: Object<string, string>, pictures: (number: string) => string,
 *   say: (text: string) => void, changed: (view: any) => void, ask: (what: string, view: any) => boolean,
 *   upload: (files: File[], view: any) => boolean}} how
 */
export function editorFor(field, how) {
  const place = document.createElement("div");
  field.after(place);
  const view = new EditorView(place, {
    state: stateOf(field.value, how),
    attributes: {
      class: "signed editing",
      role: "textbox",
      "aria-multiline": "true",
      "aria-label": field.labels[0]?.textContent ?? "",
      "aria-describedby": "editor-keys",
      "data-editor-of": field.name,
      "data-placeholder": field.placeholder,
      lang: field.lang,
      dir: "auto",
      spellcheck: "true",
    },
    nodeViews: { picture: (node, inner, at) => pictureView(node, inner, at, how) },
    dispatchTransaction(change) {
      view.updateState(view.state.apply(change));
      if (change.docChanged) writeBack(field, view);
      how.changed(view);
    },
    transformPastedHTML: (html) => cleaned(html),
    transformPastedText: (text) => text.replaceAll("\r\n", "\n"),
    clipboardTextSerializer: (slice) => textOfDocument(nodes.doc.create(null, closed(slice))),
    handlePaste: (inner, event) => tooMuch(event, how) || pastedFiles(inner, event, how),
    handleDrop: (inner, event) => droppedFiles(inner, event, how),
    handleDOMEvents: { focus: (inner) => { how.changed(inner); return false; } },
  });
  field.hidden = true;
  field.required = false; // A browser would refuse to send a field that it cannot show; the hub says it.
  for (const label of field.labels) label.addEventListener("click", () => view.focus());
  return view;
}

export function stateOf(text, how) {
  return EditorState.create({ doc: documentOf(text), plugins: plugins(how) });
}

function writeBack(field, view) {
  field.value = textOfDocument(view.state.doc);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** A copied part as whole blocks, so that it reads as the small Markdown elsewhere. */
function closed(slice) {
  const found = [];
  slice.content.forEach((node) => found.push(node.isInline ? nodes.paragraph.create(null, node) : node.type === nodes.list_item ? nodes.bullet_list.create(null, node) : node));
  return found.length ? found : [nodes.paragraph.create()];
}

function plugins(how) {
  const hardBreak = chainCommands(exitCode, (state, dispatch) => {
    if (state.selection.$from.parent.type !== nodes.paragraph) return false;
    dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
    return true;
  });
  const ask = (what) => (_state, _dispatch, view) => (view ? how.ask(what, view) : true);
  return [
    history(),
    keymap({
      "Mod-z": undo,
      "Shift-Mod-z": redo,
      "Mod-y": redo,
      "Mod-b": toggleMark(marks.strong),
      "Mod-i": toggleMark(marks.em),
      "Mod-k": ask("link"),
      "Mod-Alt-0": COMMANDS.paragraph,
      "Mod-Alt-2": COMMANDS.heading,
      "Mod-Alt-3": COMMANDS.subheading,
      "Shift-Mod-7": COMMANDS.numbers,
      "Shift-Mod-8": COMMANDS.bullets,
      "Shift-Mod-9": COMMANDS.quotation,
      "Alt-F10": ask("toolbar"),
      Enter: chainCommands(editPicture(how), splitListItem(nodes.list_item), liftListItem(nodes.list_item)),
      "Shift-Enter": hardBreak,
    }),
    keymap(baseKeymap),
    inputRules({
      rules: [
        wrappingInputRule(/^\s*[-*]\s$/, nodes.bullet_list),
        wrappingInputRule(/^(\d{1,3})\.\s$/, nodes.ordered_list, (match) => ({ start: Number(match[1]) })),
        wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
        textblockTypeInputRule(/^(##|###)\s$/, nodes.heading, (match) => ({ level: match[1].length })),
      ],
    }),
  ];
}

const editPicture = (how) => (state, _dispatch, view) => (state.selection.node?.type === nodes.picture && view ? how.ask("picture", view) : false);

/** A block's kind on and off again: what is in a list or a quotation comes out first. */
function within(name) {
  return (state, dispatch) => {
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth -= 1) {
      const { type } = $from.node(depth);
      if ([nodes.bullet_list, nodes.ordered_list].includes(type)) return liftListItem(nodes.list_item)(state, dispatch);
      if (type === nodes.blockquote && name !== "inside") return liftOut(state, dispatch);
    }
    return false;
  };
}

function liftOut(state, dispatch) {
  const { $from, $to } = state.selection;
  const range = $from.blockRange($to);
  if (!range || range.depth === 0) return false;
  dispatch?.(state.tr.lift(range, range.depth - 1).scrollIntoView());
  return true;
}

const list = (type) => (state, dispatch) => (inside(state, type) ? within("list")(state, dispatch) : wrapInList(type)(plainState(state), dispatch));
const plainState = (state) => state;

export function inside(state, type) {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type === type) return true;
  return false;
}

export const COMMANDS = {
  paragraph: chainCommands(within("all"), setBlockType(nodes.paragraph)),
  heading: (state, dispatch) => toggleHeading(state, dispatch, 2),
  subheading: (state, dispatch) => toggleHeading(state, dispatch, 3),
  bold: toggleMark(marks.strong),
  italic: toggleMark(marks.em),
  bullets: list(nodes.bullet_list),
  numbers: list(nodes.ordered_list),
  quotation: (state, dispatch) => (inside(state, nodes.blockquote) ? liftOut(state, dispatch) : wrapIn(nodes.blockquote)(state, dispatch)),
  undo,
  redo,
};

function toggleHeading(state, dispatch, level) {
  const { parent } = state.selection.$from;
  const on = parent.type === nodes.heading && parent.attrs.level === level;
  return setBlockType(on ? nodes.paragraph : nodes.heading, on ? null : { level })(state, dispatch);
}

/** More than a statement can hold is not pasted at all: nobody wants a part of it. */
function tooMuch(event, { say, labels }) {
  const data = event.clipboardData;
  if (!data) return false;
  const words = data.getData("text/plain");
  const html = data.getData("text/html");
  if (words.length <= MOST_WORDS && html.length <= MOST_HTML) return false;
  say(labels.toolong);
  event.preventDefault();
  return true;
}

function pastedFiles(view, event, how) {
  const files = [...(event.clipboardData?.files ?? [])];
  // Programs of an office put a picture of the words beside the words: the words count.
  if (!files.length || event.clipboardData.getData("text/html").trim()) return false;
  return how.upload(files, view);
}

function droppedFiles(view, event, how) {
  const files = [...(event.dataTransfer?.files ?? [])];
  if (!files.length) return false;
  event.preventDefault();
  return how.upload(files, view);
}

/** A picture with its caption; a double click or Enter asks what it shows. */
function pictureView(node, view, at, how) {
  const dom = document.createElement("figure");
  const image = Object.assign(document.createElement("img"), { src: how.pictures(node.attrs.number), draggable: false });
  const caption = document.createElement("figcaption");
  dom.append(image, caption);
  const draw = ({ attrs }) => {
    image.alt = attrs.alt;
    caption.textContent = attrs.caption;
    dom.dataset.bare = attrs.alt ? "" : how.labels.bare;
  };
  draw(node);
  dom.addEventListener("dblclick", () => how.ask("picture", view));
  return {
    dom,
    update(next) {
      if (next.type !== nodes.picture || next.attrs.number !== node.attrs.number) return false;
      draw(next);
      return true;
    },
    ignoreMutation: () => true,
  };
}

export { Slice, marks, nodes };
