// What is typed into `<form data-keep="name">` is kept on this device until it is sent, for
// the person who typed it: another one who signs in here is not shown it.

const PREFIX = "accord-draft:";
const SENT = "accord-sent"; // the name of the form that this tab has sent
const KEPT = "input:not([type=file], [type=password], [type=hidden], [type=submit]), textarea, select";

/** The name under which this device keeps what the person of this page types; or null. */
export function keptAs(name) {
  return name ? `${document.body.dataset.key ?? ""}/${name}` : null;
}

/** Restores what was typed, and goes on keeping it. */
export function keepDraft(form) {
  restore(form);
  form.addEventListener("input", () => save(form));
  form.addEventListener("change", () => save(form));
  // A form that the browser sends by itself is done when the hub has taken it: see `settle`.
  if (form.dataset.act === undefined) form.addEventListener("submit", () => sessionStorage.setItem(SENT, keptAs(form.dataset.keep)));
}

settle();

/**
 * Forgets what was sent, once the hub led from it to a next page. Without an answer, with a
 * page that gives the words back, or asked to sign in first, the copy stays.
 */
function settle() {
  const name = globalThis.sessionStorage?.getItem(SENT);
  if (!name) return;
  sessionStorage.removeItem(SENT);
  const [{ redirectCount = 0, responseStatus = 200 } = {}] = performance.getEntriesByType("navigation");
  if (redirectCount > 0 && responseStatus < 400 && !document.querySelector("[data-keys]")) forgetDraft(name);
}

/** @param {string | null | undefined} name as `keptAs` says it */
export function forgetDraft(name) {
  if (name) localStorage.removeItem(PREFIX + name);
}

function save(form) {
  const values = fields(form).map(valueOf);
  try {
    localStorage.setItem(PREFIX + keptAs(form.dataset.keep), JSON.stringify(values));
  } catch {
    // More than a browser keeps: an older draft is worse than none.
    forgetDraft(keptAs(form.dataset.keep));
  }
}

function restore(form) {
  const values = readDraft(keptAs(form.dataset.keep));
  const here = fields(form);
  // A form that has changed since is another form.
  if (!values || values.length !== here.length || here.some((field, i) => field.name !== values[i].name)) return;
  here.forEach((field, i) => setValue(field, values[i].value));
  form.dispatchEvent(new Event("accord:restored", { bubbles: true }));
}

function readDraft(name) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name));
  } catch {
    return null;
  }
}

function fields(form) {
  return [...form.querySelectorAll(KEPT)].filter(({ name }) => name && name !== "csrfmiddlewaretoken");
}

function ticked(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function valueOf(field) {
  return { name: field.name, value: ticked(field) ? field.checked : field.value };
}

function setValue(field, value) {
  if (ticked(field)) field.checked = value === true;
  else field.value = String(value);
}
