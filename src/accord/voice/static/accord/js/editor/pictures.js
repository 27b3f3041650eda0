// Pictures: handed in and drawn anew by the hub, or chosen from those that were signed with
// a statement; then put at the same place of the text in every language, with what they show
// and a caption in each.

import { schema } from "./schema.js";

const { picture, paragraph } = schema.nodes;

/**
 * @param {HTMLDialogElement} dialog
 * @param {Map<string, any>} views by language
 * @param {{shown: (number: string) => string, address?: string, token?: () => string,
 *   labels: Object<string, string>}} hub where a picture is read, and where it is handed in;
 *   a dialog without a field for a file has a choice of `number`
 */
export function pictureDialog(dialog, views, { shown, address, token, labels }) {
  const form = dialog.querySelector("form");
  const [file, preview, problem, status] = [form.elements.picture, dialog.querySelector(".editor-preview"), dialog.querySelector(".error"), dialog.querySelector("[role=status]")];
  let number = null;
  let current = "";
  let busy = false;
  const choices = [...form.querySelectorAll("[name=number]")];

  async function hand(given) {
    say("");
    if (!given.type.startsWith("image/") && given.type) return say(labels.nopicture);
    busy = true;
    status.textContent = labels.uploading;
    try {
      const body = new FormData();
      body.set("picture", given);
      const response = await fetch(address, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": token() }, credentials: "same-origin" });
      const answer = await response.json();
      if (!response.ok) return say(answer.detail ?? labels.failed);
      number = String(answer.number);
      preview.src = answer.url;
      preview.hidden = false;
      form.elements[`alt_${current}`].focus();
    } catch {
      // No answer, or one that is none of ours: nothing was taken in, and the file is still there.
      say(labels.failed);
    } finally {
      busy = false;
      status.textContent = "";
    }
    return undefined;
  }

  function say(text) {
    problem.textContent = text;
    problem.hidden = !text;
  }

  function open(language) {
    current = language;
    say("");
    const given = file?.closest("p") ?? form.querySelector(".pictures");
    given.hidden = number !== null;
    if (file) file.value = "";
    else if (number === null && choices.length === 1) number = choices[0].value;
    for (const choice of choices) choice.checked = choice.value === number;
    fill();
    preview.hidden = number === null || !given.hidden;
    if (number) preview.src = shown(number);
    dialog.onclose = () => views.get(current).focus();
    dialog.showModal();
    (number ? form.elements[`alt_${language}`] : (file ?? choices[0])).focus();
  }

  /** What the texts say of it already, if they show it. */
  function fill() {
    for (const one of views.keys()) {
      const there = number ? found(views.get(one).state.doc, number) : null;
      form.elements[`alt_${one}`].value = there?.node.attrs.alt ?? "";
      form.elements[`caption_${one}`].value = there?.node.attrs.caption ?? "";
    }
  }

  file?.addEventListener("change", () => file.files[0] && hand(file.files[0]));
  for (const choice of choices) {
    choice.addEventListener("change", () => {
      number = choice.value;
      say("");
      fill();
    });
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter?.value !== "set") return dialog.close();
    if (busy) return undefined;
    if (!number) return say(labels.choose);
    const alt = form.elements[`alt_${current}`];
    if (!alt.value.trim()) {
      say(labels.needsalt);
      alt.focus();
      return undefined;
    }
    const place = index(views.get(current).state);
    for (const [language, view] of views) {
      const attrs = { number, alt: form.elements[`alt_${language}`].value.trim(), caption: form.elements[`caption_${language}`].value.trim() };
      put(view, attrs, place);
    }
    return dialog.close();
  });

  return {
    begin(language) {
      number = null;
      open(language);
    },
    edit(language) {
      number = views.get(language).state.selection.node.attrs.number;
      open(language);
    },
    take(files, language) {
      number = null;
      open(language);
      if (file) hand(files[0]);
      else say(labels.onlysigned);
      return true;
    },
  };
}

/** The first picture with a number, and where it stands. */
function found(doc, number) {
  let at = null;
  doc.forEach((node, offset) => {
    if (!at && node.type === picture && node.attrs.number === number) at = { node, offset };
  });
  return at;
}

/** Behind which block of the text the place is. */
function index({ selection: { $from } }) {
  return $from.depth ? $from.index(0) + 1 : $from.index(0);
}

function put(view, attrs, place) {
  const { doc, tr } = view.state;
  const there = found(doc, attrs.number);
  if (there) return view.dispatch(tr.setNodeMarkup(there.offset, null, attrs));
  const empty = doc.childCount === 1 && doc.firstChild.type === paragraph && !doc.firstChild.childCount;
  if (empty) return view.dispatch(tr.insert(0, picture.create(attrs)));
  let at = 0;
  for (let i = 0; i < Math.min(place, doc.childCount); i += 1) at += doc.child(i).nodeSize;
  return view.dispatch(tr.insert(at, picture.create(attrs)).scrollIntoView());
}
