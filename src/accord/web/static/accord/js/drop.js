// `<form data-drop>`: a file or words dropped on the form are put in and sent.

/** @param {HTMLFormElement} form */
export function dropForm(form) {
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (take(form, event.dataTransfer)) form.requestSubmit();
  });
}

function take(form, dropped) {
  const file = form.querySelector("input[type=file]");
  const words = form.querySelector("textarea");
  if (dropped.files.length && file) {
    file.files = dropped.files;
    return true;
  }
  const text = dropped.getData("text/plain");
  if (text && words) words.value = text;
  return Boolean(text && words);
}
