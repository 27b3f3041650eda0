// `<form data-seek="/url">`: what is found follows what is typed. Without this script the
// form is sent as any other; when an answer does not come, what stood there stays.

const PAUSE = 150;

for (const form of document.querySelectorAll("form[data-seek]")) seek(form);

/** @param {HTMLFormElement} form */
function seek(form) {
  const place = document.getElementById(form.getAttribute("aria-controls"));
  const field = form.elements.namedItem("q");
  let timer = 0;
  let asked = new AbortController();

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });

  async function ask() {
    asked.abort();
    asked = new AbortController();
    const query = new URLSearchParams(new FormData(form)).toString();
    place.classList.add("asking");
    try {
      const answer = await fetch(`${form.dataset.seek}?${query}`, { signal: asked.signal, credentials: "same-origin" });
      // Led elsewhere, to sign in: that page is no part of this one.
      if (!answer.ok || answer.redirected) return;
      show(await answer.text());
      history.replaceState(null, "", `?${query}`);
    } catch (error) {
      if (error.name === "AbortError") return;
    }
    place.classList.remove("asking");
  }

  function show(text) {
    const found = new DOMParser().parseFromString(text, "text/html");
    place.replaceChildren(...found.body.childNodes);
  }
}
