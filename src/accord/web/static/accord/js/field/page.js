// The page for field work: who is here, and the one screen that is open. What it shows
// comes from this device; the network only brings it up and takes away what waits.

import { openDesk } from "../desk.js";
import { h } from "../h.js";
import { fieldVoice } from "../messages.js";
import { isOpen } from "../pin.js";
import { sentence } from "../words/sentence.js";
import { countScreen } from "./count.js";
import { delivery } from "./delivery.js";
import { givenScreen } from "./given.js";
import { homeScreen } from "./home.js";
import { install } from "./install.js";
import { loadScreen, stockScreen, useScreen } from "./goods.js";
import { receiveScreen } from "./receive.js";
import { fetchReader } from "./reader.js";
import { peopleScreen } from "./people.js";
import { scanScreen } from "./scan.js";
import { showScreen } from "./show.js";
import { openWork } from "./state.js";
import { statusLine } from "./status.js";
import { firstVisit } from "./first.js";

const SCREENS = {
  "": homeScreen,
  people: peopleScreen,
  scan: scanScreen,
  given: givenScreen,
  count: countScreen,
  show: showScreen,
  load: loadScreen,
  stock: stockScreen,
  use: useScreen,
  receive: receiveScreen,
};

/** @param {HTMLElement} place `<div data-field>` @param {import("../desk.js").Desk} opened */
export async function fieldPage(place, opened) {
  const { page } = opened;
  const desk = { ...(opened ?? (await openDesk())), voice: await fieldVoice(page.lang, page.place) };
  const status = statusLine(desk.voice);
  const screen = h("div", { class: "screen", id: "screen" });
  const field = { desk, voice: desk.voice, say: desk.voice.say, place, screen, status, work: null, given: null, offline: false, open, enter, leave, deliver: null };
  field.deliver = delivery(() => field.work, said);
  place.replaceChildren(status.bar, screen);

  /** Opens the screen that the address names, when somebody is at work. */
  async function open(hash = location.hash.replace(/^#\/?/, "")) {
    field.stop?.();
    field.stop = null;
    const [name, id] = hash.split("/");
    const make = field.work?.set ? (SCREENS[name] ?? homeScreen) : peopleScreen;
    try {
      screen.replaceChildren(...(await make(field, id)).flat(Infinity).filter(Boolean));
    } catch (error) {
      screen.replaceChildren(h("p", { class: "notice gone", role: "alert" }, sentence(desk.voice, error)), h("p", {}, h("a", { class: "button plain", href: "#/" }, desk.voice.say("field.home"))));
    }
    scrollTo(0, 0);
    screen.querySelector("h1")?.focus();
    if (field.work) status.show(field);
  }

  /** A person goes to work: with what this phone has of it, or else after the first visit. */
  async function enter(me) {
    await desk.device.use(me.key);
    field.work = await openWork(desk, me);
    if (!field.work.set) await firstVisit(field);
    if (!field.work?.set) return;
    if (location.hash.replace(/^#\/?/, "") === "people") history.replaceState(null, "", "#/");
    await open();
    void field.deliver.now();
    void fetchReader(field);
  }

  /** Nobody is at work any more. */
  function leave() {
    field.work = null;
    field.given = null;
    status.clear();
    history.replaceState(null, "", "#/people");
    return open();
  }

  function said(news) {
    field.offline = !news.online;
    field.error = news.error;
    status.show(field);
    if (!field.work?.set) return; // nobody is at work yet, or not any more
    // Nothing is taken from under somebody's hands.
    const name = location.hash.replace(/^#\/?/, "").split("/")[0];
    if (name === "" && !screen.querySelector("input:focus, select:focus, a:focus")) void redraw();
  }

  async function redraw() {
    const there = scrollY;
    const next = (await homeScreen(field)).flat(Infinity).filter(Boolean);
    const unfolded = [...screen.querySelectorAll("details")].map((one) => one.open);
    screen.replaceChildren(...next);
    screen.querySelectorAll("details").forEach((one, i) => (one.open = unfolded[i] ?? false));
    scrollTo(0, there);
  }

  addEventListener("hashchange", () => open());
  addEventListener("accord:field", () => {
    status.show(field);
    void field.deliver.now();
  });
  void install(place.dataset.worker, (use) => status.newer(use)).catch(() => status.noWorker());
  const keys = await desk.device.here();
  const chosen = await desk.device.current().catch(() => null);
  if (chosen && isOpen(chosen) && keys.every(({ pin }) => !pin)) await enter(chosen);
  else await open("people");
}
