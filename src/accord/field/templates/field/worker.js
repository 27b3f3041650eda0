{% get_current_language as language %}// Answers for one page, {% url "field:page" %}, without a network. It keeps the page, which is
// the same for everybody, and its files; nothing that a person has seen ever gets here.

const HOME = "accord-field-{{ language }}-";
const FILES = {% if demo %}{% files_of "accord/js/early.js" "accord/js/main.js" "accord/js/desk.js" "accord/js/field/page.js" "accord/js/demo.js" "accord/js/weaker.js" "accord/css/tokens.css" "accord/css/public.css" "accord/css/ui.css" "accord/css/field.css" %}{% else %}{% files_of "accord/js/early.js" "accord/js/main.js" "accord/js/desk.js" "accord/js/field/page.js" "accord/js/weaker.js" "accord/css/tokens.css" "accord/css/public.css" "accord/css/ui.css" "accord/css/field.css" %}{% endif %};
const OWN = {{ own|safe }}; // the page and what lies round it, by SHA-256
const KEPT = new Set([...Object.keys(OWN), ...FILES]);
const CACHE = `${HOME}${VERSION}`;

// Without cookies, so that the page cannot be somebody's.
const anonymous = (path) => new Request(path, { credentials: "omit", cache: path.startsWith("/static/") ? "default" : "reload" });

async function fill() {
  const cache = await caches.open(CACHE);
  for (const path of KEPT) {
    if (await cache.match(path)) continue;
    const answer = await fetch(anonymous(path));
    if (!answer.ok || answer.redirected || !(await isIt(path, answer.clone()))) throw new Error(`${path}: ${answer.status}`);
    await cache.put(path, answer);
  }
}

// A hub that changes while it is asked does not get a page into one cache with the files of another.
async function isIt(path, answer) {
  if (!OWN[path]) return true;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await answer.arrayBuffer()));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") === OWN[path];
}

async function tidy() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(HOME) && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("message", (event) => event.data === "go on" && self.skipWaiting());

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin || !KEPT.has(pathname)) return;
  event.respondWith(caches.open(CACHE).then((cache) => cache.match(pathname)).then((kept) => kept ?? fetch(event.request)));
});
