// The one entry: looks at what a page asks for, and loads only that.

/** Parts that need keys, the log or messages: loaded with everything they share. */
const DESK = {
  "form[data-act]": async (form, desk) => (await import("./forms.js")).actForm(form, desk),
  "button[data-sign]": async (button, desk) => (await import("./forms.js")).signButton(button, desk),
  "form[data-open-report]": async (form, desk) => (await import("./sealed-report.js")).openForm(form, desk),
  "form[data-seal-report]": async (form, desk) => (await import("./seal-report.js")).sealForm(form, desk),
  "form[data-seal-comment]": async (form, desk) => (await import("./seal-comment.js")).commentForm(form, desk),
  "form[data-make-reader]": async (form, desk) => (await import("./reading-key.js")).makeForm(form, desk),
  "form[data-publish-reader]": async (form, desk) => (await import("./reading-key.js")).publishForm(form, desk),
  "form[data-import]": async (form, desk) => (await import("./import.js")).importForm(form, desk),
  "form[data-act-file]": async (form, desk) => (await import("./actfiles.js")).actFileForm(form, desk),
  "[data-act-download]": async (button, desk) => (await import("./actfiles.js")).actDownload(button, desk),
  "form[data-invite]": async (form, desk) => (await import("./invite.js")).inviteForm(form, desk),
  "[data-invites]": async (place, desk) => (await import("./invites.js")).showInvites(desk),
  "[data-enrol]": async (place, desk) => (await import("./enrol.js")).enrolPage(place, desk),
  "[data-keys]": async (place, desk) => {
    await (await import("./session.js")).keyList(place, desk);
    await (await import("./outbox-line.js")).outboxLine(desk);
  },
  "[data-sign-in]": async (button, desk) => (await import("./session.js")).signInButton(button, desk),
  "[data-sign-out]": async (button, desk) => (await import("./session.js")).signOutButton(button, desk),
  "[data-demo-people]": async (place, desk) => (await import("./demo.js")).demoBar(place, desk),
  "[data-demo-be]": async (button, desk) => (await import("./demo.js")).demoBe(button, desk),
  "[data-words]": async (place, desk) => (await import("./inwords.js")).showWords(place, desk),
  "[data-field]": async (place, desk) => (await import("./field/page.js")).fieldPage(place, desk),
  "[data-saw]": async (place, desk) => (await import("./saw.js")).noteSaw(place, desk),
  "body[data-key]": async (body, desk) => (await import("./outbox-line.js")).outboxLine(desk),
};

/** Parts that need a few messages only. */
const VOICED = {
  "[data-copy], [data-copy-text]": async (button, voice) => (await import("./copy.js")).copyButton(button, voice),
  "select > option:nth-child(40)": async (option, voice) => (await import("./narrow.js")).narrow(option.parentElement, voice),
  "time[data-yours]": async (time, voice, zone) => (await import("./times.js")).yourTime(time, voice, zone),
};

/** Parts that need nothing. */
const PLAIN = {
  // What this tab has sent is forgotten on the page that follows, which may have no form.
  "body": async () => void (sessionStorage.getItem("accord-sent") && (await import("./drafts.js"))),
  "[data-map]": async (place) => (await import("./map.js")).drawMap(place),
  "[data-mark]": async (place) => (await import("./mark.js")).drawMark(place),
  "form[data-keep]": async (form) => (await import("./drafts.js")).keepDraft(form),
  "[data-most]": async (field) => (await import("./most.js")).countMost(field),
  "form[data-drop]": async (form) => (await import("./drop.js")).dropForm(form),
  ".stepper": async (element) => (await import("./stepper.js")).stepper(element),
  "[data-live]": async (place) => (await import("./live.js")).livePart(place, wire),
};

/** What a form says that the host sent back: nothing of it is there on other pages. */
const FAULT = "form .errorlist, form .error:not([hidden]), form .notice.gone[role=alert]:not([hidden])";

/** Makes a part of the page work; a live part calls it again for its new content. */
function wire(root) {
  each(root, PLAIN, async () => []);
  each(root, VOICED, async () => {
    const [{ pageVoice }, { readPage }] = await Promise.all([import("./messages.js"), import("./page.js")]);
    const page = readPage(document);
    return [await pageVoice(page.lang, page.place), page.place.zone];
  });
  each(root, DESK, async () => [await (await import("./desk.js")).openDesk()]);
}

/** Loads what the found parts share, once, and then each part. */
async function each(root, parts, load) {
  const found = Object.entries(parts).flatMap(([selector, part]) => [...root.querySelectorAll(selector)].map((element) => [element, part]));
  if (!found.length) return;
  try {
    const shared = await load();
    await Promise.all(found.map(async ([element, part]) => {
      await part(element, ...shared);
      if (parts !== PLAIN) globalThis.accordIsReady(element);
    }));
  } catch (error) {
    await sayBroken(error);
  }
}

/** When a page cannot work here at all (no storage, no keys), it says so. */
async function sayBroken(error) {
  const [{ pageVoice }, { sentence }, { readPage }, { h }] = await Promise.all([
    import("./messages.js"),
    import("./words/sentence.js"),
    import("./page.js"),
    import("./h.js"),
  ]);
  const page = readPage(document);
  const voice = await pageVoice(page.lang, page.place);
  (document.querySelector("main") ?? document.body).prepend(h("p", { class: "notice gone", role: "alert" }, sentence(voice, error)));
}

wire(document);
// A form has one line more.
document.addEventListener("accord-more", ({ target }) => wire(target));
const fault = document.querySelector(FAULT);
if (fault) void import("./fault.js").then(({ showFault }) => showFault(fault));
