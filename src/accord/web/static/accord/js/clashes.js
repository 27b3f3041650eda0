// `<form data-clashes="/url">`: says what an action, or a release, in the form clashes
// with, as one changes it. Nothing is stored; a clash never stops anybody.

const PAUSE = 400;

function watch(form) {
  const place = form.querySelector("[data-found]");
  let timer = 0;
  let turn = 0;

  async function ask() {
    const mine = (turn += 1);
    try {
      const response = await fetch(form.dataset.clashes, { method: "POST", body: new FormData(form), credentials: "same-origin" });
      if (!response.ok || response.redirected || mine !== turn) return;
      const text = await response.text();
      place.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
    } catch {
      // Without a network there is nothing to say; the form works all the same.
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
}

for (const form of document.querySelectorAll("form[data-clashes]")) watch(form);
