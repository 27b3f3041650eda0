// What a person presses before its part is loaded is not lost: it happens then.
//
// No module: modules run when they and all that they need have come, which takes seconds
// on a slow network, and the page can be read and pressed meanwhile. This is there first.

(() => {
  const FORMS = "form[data-act], form[data-act-file], form[data-invite], form[data-import], form[data-make-reader], form[data-publish-reader], form[data-open-report]";
  const BUTTONS = "button[data-sign], [data-act-download], [data-sign-in], [data-sign-out], [data-demo-be], [data-copy], [data-copy-text]";

  const ready = new WeakSet();
  const waiting = new Map();

  function hold(event, element, pressed) {
    if (!element || ready.has(element)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting.set(element, pressed);
    pressed?.setAttribute("aria-busy", "true");
  }

  /** Does what was asked of this element, now that its part is there. */
  function isReady(element) {
    ready.add(element);
    if (!waiting.has(element)) return;
    const pressed = waiting.get(element);
    waiting.delete(element);
    pressed?.removeAttribute("aria-busy");
    if (element instanceof HTMLFormElement) element.requestSubmit(pressed);
    else element.click();
  }

  document.addEventListener("submit", (event) => hold(event, event.target.closest(FORMS), event.submitter), true);
  document.addEventListener("click", (event) => {
    const button = event.target.closest(BUTTONS);
    hold(event, button, button);
  }, true);
  globalThis.accordIsReady = isReady;
})();
