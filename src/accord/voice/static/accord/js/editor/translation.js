// The page that adds a language to a statement: one text in the editor of drafts. What is
// typed is kept by `data-keep`, as in other forms that are signed.

import { pictureDialog } from "./pictures.js";
import { textEditors } from "./texts.js";

function translationPage(form) {
  const { labels, pictures } = form.dataset;
  const { language, title, summary } = form.elements;
  const said = { ...document.getElementById(labels).dataset };
  const address = (number) => pictures.replace(/\d+$/, number);
  const place = document.getElementById("editor-picture");
  const { views, reload, ready } = textEditors(form, {
    labels: said,
    pictures: address,
    picture: (editor, name) => (editor.state.selection.node ? dialog?.edit(name) : dialog?.begin(name)),
    upload: (files, name) => dialog?.take(files, name) ?? false,
  });
  const dialog = place && pictureDialog(place, views, { shown: address, labels: said });
  const [view] = views.values();
  const parts = [title, summary, form.elements.text, view.dom, ...(place?.querySelectorAll("[data-tongue]") ?? [])];
  const tongue = () => parts.forEach((part) => (part.lang = language.value));
  language.addEventListener("change", tongue);
  form.addEventListener("accord:restored", () => {
    reload();
    tongue();
  });
  tongue();
  ready();
}

for (const form of document.querySelectorAll("form[data-translating]")) translationPage(form);
