// The bar of buttons above the texts. It works on the text that was worked in last, and is
// one stop of the keyboard: arrows go from button to button, Escape goes back to the text.

import { redoDepth, undoDepth } from "../../vendor/prosemirror.js";
import { COMMANDS, inside, marks, nodes } from "./view.js";

/**
 * @param {HTMLElement} bar with buttons `data-do`
 * @param {{current: () => any, ask: (what: string, view: any) => void}} how
 * @returns {() => void} shows again what is on
 */
export function toolbar(bar, { current, ask }) {
  const buttons = [...bar.querySelectorAll("button[data-do]")];
  bar.hidden = false;
  for (const button of buttons) {
    const keys = button.getAttribute("aria-keyshortcuts")?.replace("Control", "Ctrl");
    if (keys) button.title = `${button.title} (${keys})`;
    // A press must not take the selection out of the text.
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      const view = current();
      const { do: what } = button.dataset;
      if (button.getAttribute("aria-disabled") === "true") return;
      if (!COMMANDS[what]) return void ask(what, view);
      COMMANDS[what](view.state, view.dispatch, view);
      view.focus();
    });
  }
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = buttons.indexOf(document.activeElement);
    if (step) focus(buttons.at((at + step) % buttons.length));
    else if (event.key === "Home") focus(buttons[0]);
    else if (event.key === "End") focus(buttons.at(-1));
    else if (event.key === "Escape") current().focus();
    else return;
    event.preventDefault();
  });

  function focus(button) {
    for (const one of buttons) one.tabIndex = one === button ? 0 : -1;
    button.focus();
  }

  function show() {
    const { state } = current();
    for (const button of buttons) {
      const { do: what } = button.dataset;
      if (ON[what]) button.setAttribute("aria-pressed", String(ON[what](state)));
      if (what === "undo") button.setAttribute("aria-disabled", String(!undoDepth(state)));
      if (what === "redo") button.setAttribute("aria-disabled", String(!redoDepth(state)));
    }
  }
  buttons.forEach((one, i) => (one.tabIndex = i ? -1 : 0));
  return show;
}

const marked = (type) => ({ selection: { empty, $from, from, to }, storedMarks, doc }) =>
  empty ? Boolean(type.isInSet(storedMarks ?? $from.marks())) : doc.rangeHasMark(from, to, type);
const headed = (level) => ({ selection: { $from } }) => $from.parent.type === nodes.heading && $from.parent.attrs.level === level;

const ON = {
  paragraph: (state) => state.selection.$from.parent.type === nodes.paragraph && ![nodes.bullet_list, nodes.ordered_list, nodes.blockquote].some((type) => inside(state, type)),
  heading: headed(2),
  subheading: headed(3),
  bold: marked(marks.strong),
  italic: marked(marks.em),
  link: marked(marks.link),
  bullets: (state) => inside(state, nodes.bullet_list),
  numbers: (state) => inside(state, nodes.ordered_list),
  quotation: (state) => inside(state, nodes.blockquote),
};
