// Forms over goods: packs and units side by side, and one more line.
//
// `[data-goods]` holds a number, a select whose options say how many units they stand
// for, and an <output>: "12 × 10 = 120 pcs". `[data-lines]` has a <template> of a line.

const STORE = "accord-lines:";
const lang = document.documentElement.lang || "en";
const written = new Intl.NumberFormat(lang);
const plurals = new Intl.PluralRules(lang);

/** Says beside a number of packs how many units they are. */
function sum(goods) {
  const select = goods.querySelector("select[data-packs]");
  const field = goods.querySelector('input[inputmode="numeric"]');
  const said = goods.querySelector("output.sum");
  const { units, unit } = select?.selectedOptions[0]?.dataset ?? {};
  const behind = (n) => JSON.parse(select.dataset.packs)[unit][plurals.select(n)];
  const typed = field.value.replace(/\s/gu, "");
  const number = /^\d{1,12}$/.test(typed) ? Number(typed) : 0;
  const size = Number(units ?? 0);
  said.hidden = !(number && size > 1);
  said.value = said.hidden ? "" : `${written.format(number)} × ${written.format(size)} = ${written.format(number * size)} ${behind(number * size)}`;
}

function sumAll(root) {
  for (const goods of root.querySelectorAll("[data-goods]")) sum(goods);
}

/** Adds a line in the likeness of the template; its fields carry the next number. */
function addLine(lines) {
  const there = lines.querySelectorAll("[data-line]").length;
  const line = lines.querySelector("template").content.firstElementChild.cloneNode(true);
  const old = line.dataset.line;
  line.dataset.line = String(there);
  for (const element of line.querySelectorAll("*")) {
    for (const name of ["id", "name", "for", "data-error"]) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replace(new RegExp(`-${old}$`), `-${there}`));
    }
  }
  lines.querySelector("[data-more]").parentElement.before(line);
  return line;
}

function manyLines(lines) {
  const more = lines.querySelector("[data-more]");
  const most = Number(lines.dataset.lines);
  // Of this person, as what is typed into them (web/drafts.js).
  const key = `${STORE}${document.body.dataset.key ?? ""}/${lines.dataset.keepLines}`;
  const count = () => lines.querySelectorAll("[data-line]").length;
  const update = () => {
    more.hidden = count() >= most;
  };
  // As many lines as there were, so that what was typed finds its place again.
  const before = Math.min(most, Number(localStorage.getItem(key) ?? 0));
  while (count() < before) addLine(lines);
  more.addEventListener("click", () => {
    const line = addLine(lines);
    line.querySelector("select, input").focus();
    line.dispatchEvent(new Event("accord-more", { bubbles: true }));
    localStorage.setItem(key, String(count()));
    update();
  });
  lines.closest("form").addEventListener("submit", () => localStorage.setItem(key, String(count())));
  update();
}

for (const lines of document.querySelectorAll("[data-lines]")) manyLines(lines);
for (const form of document.querySelectorAll("form")) {
  const update = (event) => {
    const goods = event.target.closest?.("[data-goods]");
    if (goods) sum(goods);
  };
  form.addEventListener("input", update);
  form.addEventListener("change", update);
  form.addEventListener("accord:restored", () => sumAll(form));
  sumAll(form);
}
