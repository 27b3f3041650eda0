// `<div data-map='{"sites", "routes"}' data-base="/static/…/region.json">`: a map that
// needs nothing from elsewhere. Leaflet draws; the base is shipped with Accord. What it
// shows stands in a list beside it, so that nobody needs the map. See docs/pages.md.

import "../vendor/leaflet.js";
import { h } from "./h.js";

const L = globalThis.L;
const REGION = [[44.7, 27.6], [46.2, 29.9]];
const FEW = 14;
const LABELS = 45;
const bases = new Map();

/** The base map: read once for a page. */
function baseOf(url) {
  if (!bases.has(url)) bases.set(url, fetch(url, { credentials: "same-origin" }).then((answer) => answer.json()));
  return bases.get(url);
}

/** @param {HTMLElement} place */
export async function drawMap(place) {
  const drawing = JSON.parse(place.dataset.map);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const base = await baseOf(place.dataset.base);
  place.replaceChildren();
  place.classList.add("drawn");
  const map = L.map(place, {
    attributionControl: false,
    zoomControl: false,
    minZoom: 5,
    maxZoom: 13,
    zoomSnap: 0.5,
    maxBounds: [[43.3, 20.2], [52.7, 41]],
    scrollWheelZoom: false,
    zoomAnimation: !still,
    fadeAnimation: !still,
    markerZoomAnimation: !still,
  });
  L.control.zoom({ zoomInTitle: place.dataset.in ?? "+", zoomOutTitle: place.dataset.out ?? "−" }).addTo(map);
  // The wheel scrolls the page, until somebody is in the map.
  map.on("focus click", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());
  const seen = [...drawing.sites.map((one) => one.at), ...drawing.routes.flatMap((one) => one.points)];
  map.fitBounds(seen.length ? L.latLngBounds(seen).pad(0.06) : REGION, { maxZoom: 10, animate: false });
  ground(map, base);
  routes(map, drawing.routes);
  sites(map, drawing.sites);
  towns(map, base.towns, new Set(drawing.sites.map((one) => one.name)));
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(place);
  return map;
}

/** Land, water and borders; colours come from the style sheet. */
function ground(map, base) {
  const flat = { interactive: false, smoothFactor: 0.6 };
  for (const one of base.land) L.polygon(one.rings.map((ring) => [ring]), { ...flat, className: "land" }).addTo(map);
  for (const one of base.lakes) L.polygon(one.ring, { ...flat, className: "lake" }).addTo(map);
  for (const one of base.rivers) L.polyline(one.line, { ...flat, className: one.name === "Danube" ? "river wide" : "river" }).addTo(map);
  L.polyline(base.borders, { ...flat, className: "border" }).addTo(map);
}

function routes(map, found) {
  for (const one of found) L.polyline(one.points, { interactive: false, className: "casing" }).addTo(map);
  for (const one of found) L.polyline(one.points, { className: `way ${one.state}` }).bindTooltip(says(one.says), { sticky: true }).addTo(map);
}

/** Sites, worst last, so that it lies on top; each can be reached with the keyboard. */
function sites(map, found) {
  const labelled = found.length <= FEW;
  for (const one of [...found].reverse()) {
    const mark = h("span", {}, one.text ?? "");
    const icon = L.divIcon({ className: `mk ${one.kind} ${one.state ?? ""}`, html: mark, iconSize: null });
    const pin = L.marker(one.at, { icon, title: one.name, riseOnHover: true }).addTo(map);
    pin.bindPopup(h("div", {}, h("p", {}, h("a", { href: one.url }, one.name)), h("p", { class: "quiet" }, one.says)), { closeButton: false });
    pin.getElement().setAttribute("aria-label", `${one.name}: ${one.says}`);
    if (labelled) pin.bindTooltip(says(short(one.name)), { permanent: true, direction: "right", className: "sitename", offset: [10, 0] });
  }
}

const says = (text) => h("span", {}, text);
const short = (name) => name.split(",")[0];

/** Names of towns: as many as have room, the largest first, anew after each move. */
function towns(map, found, named) {
  const layer = L.layerGroup().addTo(map);
  const write = () => {
    layer.clearLayers();
    const bounds = map.getBounds();
    const taken = [];
    for (const [name, lat, lon, zoom] of found) {
      if (taken.length >= LABELS) break;
      if (zoom > map.getZoom() || !bounds.contains([lat, lon]) || named.has(name)) continue;
      const at = map.latLngToLayerPoint([lat, lon]);
      if (taken.some((one) => Math.abs(one.x - at.x) < 84 && Math.abs(one.y - at.y) < 22)) continue;
      taken.push(at);
      const icon = L.divIcon({ className: "townname", html: h("span", {}, name), iconSize: null });
      L.marker([lat, lon], { icon, interactive: false, keyboard: false }).addTo(layer);
    }
  };
  map.on("moveend", write);
  write();
}
