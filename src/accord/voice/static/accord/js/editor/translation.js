// The page that adds a language to a statement: one text in the editor of drafts. What is
// typed is kept by `data-keep`, as in other forms that are signed.

import { textEditors } from "./texts.js";

function translationPage(form) {
  const { labels, pictures } = form.dataset;
  const { language, title, summary } = form.elements;
  const { views, reload, ready } = textEditors(form, {
    labels: { ...document.getElementById(labels).dataset },
    pictures: (number) => pictures.replace(/\d+$/, number),
  });
  const [view] = views.values();
  const tongue = () => {
    for (const part of [title, summary, form.elements.text, view.dom]) part.lang = language.value;
  };
  language.addEventListener("change", tongue);
  form.addEventListener("accord:restored", () => {
    reload();
    tongue();
  });
  tongue();
  ready();
}

for (const form of document.querySelectorAll("form[data-translating]")) translationPage(form);
