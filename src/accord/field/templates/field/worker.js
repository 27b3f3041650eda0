{% get_current_language as language %}{% static_version as version %}// Answers for one page, {% url "field:page" %}, without a network. It keeps the page, which is
// the same for everybody, and its files; nothing that a person has seen ever gets here.

const HOME = "accord-field-{{ language }}-";
const PAGE = "{% url "field:page" %}";
const FILES = {% if demo %}{% files_of "accord/js/main.js" "accord/js/desk.js" "accord/js/field/page.js" "accord/js/demo.js" "accord/js/weaker.js" "accord/css/tokens.css" "accord/css/public.css" "accord/css/ui.css" "accord/css/field.css" %}{% else %}{% files_of "accord/js/main.js" "accord/js/desk.js" "accord/js/field/page.js" "accord/js/weaker.js" "accord/css/tokens.css" "accord/css/public.css" "accord/css/ui.css" "accord/css/field.css" %}{% endif %};
const OWN = ["/theme.css", "/mark.svg", "{% url "field:manifest" %}"];
const KEPT = new Set([PAGE, ...OWN, ...FILES]);
const CACHE = `${HOME}{{ version }}`;

// Without cookies, so that the page cannot be somebody's.
const anonymous = (path) => new Request(path, { credentials: "omit", cache: path.startsWith("/static/") ? "default" : "reload" });

async function fill() {
  const cache = await caches.open(CACHE);
  for (const path of KEPT) {
    if (await cache.match(path)) continue;
    const answer = await fetch(anonymous(path));
    if (!answer.ok || answer.redirected) throw new Error(`${path}: ${answer.status}`);
    await cache.put(path, answer);
  }
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
