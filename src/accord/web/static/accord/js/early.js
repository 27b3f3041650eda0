// What a person presses before its part is loaded is not lost: it happens then.

const FORMS = "form[data-act], form[data-act-file], form[data-invite], form[data-import], form[data-make-reader], form[data-publish-reader], form[data-open-report]";
const BUTTONS = "button[data-sign], [data-act-download], [data-sign-in], [data-sign-out], [data-demo-be], [data-copy], [data-copy-text]";

const ready = new WeakSet();
const waiting = new Map();

/** Holds clicks and submits until `isReady` is told about their element. */
export function holdEarly() {
  document.addEventListener("submit", (event) => hold(event, event.target.closest(FORMS), event.submitter), true);
  document.addEventListener("click", (event) => hold(event, event.target.closest(BUTTONS), null), true);
}

function hold(event, element, submitter) {
  if (!element || ready.has(element)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  waiting.set(element, submitter);
}

/** Does what was asked of this element, now that its part is there. */
export function isReady(element) {
  ready.add(element);
  if (!waiting.has(element)) return;
  const submitter = waiting.get(element);
  waiting.delete(element);
  if (element instanceof HTMLFormElement) element.requestSubmit(submitter);
  else element.click();
}
