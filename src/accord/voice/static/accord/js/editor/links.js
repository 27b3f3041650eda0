// Asks for the address of a link, and sets it on what is chosen.

import { TextSelection } from "../../vendor/prosemirror.js";
import { address, schema } from "./schema.js";

const { link } = schema.marks;

/** @param {HTMLDialogElement} dialog @param {any} view */
export function askForLink(dialog, view) {
  const form = dialog.querySelector("form");
  const [field, problem, gone] = [form.elements.address, dialog.querySelector(".error"), form.querySelector("[value=remove]")];
  const [from, to] = range(view.state);
  const old = markAt(view.state);
  field.value = old?.attrs.href ?? "";
  problem.hidden = true;
  gone.hidden = !old;
  form.onsubmit = (event) => {
    event.preventDefault();
    const what = event.submitter?.value;
    const href = what === "set" ? address(field.value) : null;
    if (what === "set" && !href) {
      problem.hidden = false;
      field.setAttribute("aria-invalid", "true");
      field.focus();
      return;
    }
    dialog.close();
    if (what === "set") set(view, from, to, href);
    if (what === "remove") view.dispatch(view.state.tr.removeMark(from, to, link));
  };
  dialog.onclose = () => view.focus();
  dialog.showModal();
  field.focus();
}

/** What a link would stand on: what is chosen, or the whole link around the place. */
function range(state) {
  const { from, to, empty, $from } = state.selection;
  const mark = markAt(state);
  if (!empty || !mark) return [from, to];
  let [start, end] = [from, from];
  $from.parent.forEach((node, offset) => {
    const at = $from.start() + offset;
    if (link.isInSet(node.marks)?.eq(mark) && at <= from && from <= at + node.nodeSize) [start, end] = [at, at + node.nodeSize];
  });
  return [start, end];
}

function markAt({ selection: { $from, from, to, empty }, doc }) {
  if (empty) return link.isInSet($from.marks()) ?? null;
  let found = null;
  doc.nodesBetween(from, to, (node) => (found ??= link.isInSet(node.marks) ?? null));
  return found;
}

function set(view, from, to, href) {
  const { tr } = view.state;
  if (from === to) {
    const shown = href.replace(/^(mailto:|https?:\/\/)/, "").replace(/\/$/, "");
    tr.insertText(shown, from);
    tr.addMark(from, from + shown.length, link.create({ href })).setSelection(TextSelection.create(tr.doc, from + shown.length));
  } else tr.removeMark(from, to, link).addMark(from, to, link.create({ href }));
  view.dispatch(tr.removeStoredMark(link).scrollIntoView());
}
