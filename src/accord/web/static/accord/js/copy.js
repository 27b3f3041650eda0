// `<button data-copy="id">` and `<button data-copy-text="…">`

/** @param {HTMLButtonElement} button @param {import("./words/speak.js").Voice} voice */
export function copyButton(button, voice) {
  const label = button.textContent;
  button.addEventListener("click", async () => {
    const { copy, copyText, copied } = button.dataset;
    const text = copyText ?? document.getElementById(copy)?.textContent.trim() ?? "";
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = copied ?? voice.say("copied");
    } catch {
      button.textContent = voice.say("copied.not");
      select(document.getElementById(copy));
    }
    setTimeout(() => (button.textContent = label), 4000);
  });
}

/** Marks the text, so that the reader can copy it by hand. */
function select(element) {
  if (element) getSelection().selectAllChildren(element);
}
