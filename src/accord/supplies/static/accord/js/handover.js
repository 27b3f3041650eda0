// Counting what is received: each line says at once what its count means, and the foot
// of the page says what is signed for.

const lang = document.documentElement.lang || "en";
const written = new Intl.NumberFormat(lang);

function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (_, name) => written.format(values[name]));
}

function number(field) {
  const typed = field.value.replace(/\s/gu, "");
  return /^\d{1,12}$/.test(typed) ? Number(typed) : null;
}

/** What was counted of a line; null while nobody has said. As forms/handover.py does. */
function counted(line) {
  const had = Number(line.dataset.carried);
  const how = line.querySelector(".how :checked")?.value;
  if (!how) return null;
  if (how === "all") return { had, good: had, damaged: 0, missing: 0, excess: 0 };
  const good = number(line.querySelector(".stepper input"));
  if (good === null) return null;
  const rest = line.querySelector(".whylist :checked")?.value ?? "missing";
  let damaged = rest === "both" ? (number(line.querySelector(".both input")) ?? 0) : 0;
  if (rest === "damaged") damaged = Math.max(0, had - good);
  const left = had - good - damaged;
  return { had, good, damaged, missing: Math.max(0, left), excess: Math.max(0, -left) };
}

function sayLine(line, count, words, sent) {
  const badge = line.querySelector("[data-said]");
  const others = count ? count.had - count.good : 0;
  const parts = count ? ["missing", "damaged", "excess"].filter((name) => count[name]) : [];
  line.classList.toggle("diff", parts.length > 0);
  line.classList.toggle("exact-number", Boolean(count) && others === 0);
  line.classList.toggle("too-many", others < 0);
  badge.className = `badge ${!count ? "" : parts.length ? "wait" : "yes"}`.trim();
  badge.dataset.sign = !count ? "…" : parts.length ? "!" : "✓";
  badge.textContent = !count ? sent : parts.length ? parts.map((name) => fill(words[name], { n: count[name] })).join(", ") : fill(words.all, { n: count.good, had: count.had });
  if (others > 0) line.querySelector("[data-others]").textContent = fill(words.others, { n: others });
}

function wire(form) {
  const words = JSON.parse(form.dataset.wordsForCounts);
  const lines = [...form.querySelectorAll("[data-carried]")];
  const sent = lines.map((line) => line.querySelector("[data-said]").textContent);
  const foot = form.querySelector("[data-signs-for]");

  function update() {
    const counts = lines.map(counted);
    lines.forEach((line, i) => sayLine(line, counts[i], words, sent[i]));
    foot.hidden = counts.some((count) => !count);
    if (foot.hidden) return;
    const good = counts.reduce((all, count) => all + count.good, 0);
    const had = counts.reduce((all, count) => all + count.had, 0);
    foot.textContent = fill(good === had ? words.signs_all : words.signs, { good, had });
  }

  function answered(event) {
    const line = event.target.closest?.("[data-carried]");
    for (const place of line?.querySelectorAll("[data-error]") ?? []) place.hidden = true;
  }

  for (const name of ["input", "change", "accord:restored"]) form.addEventListener(name, update);
  form.addEventListener("input", answered);
  update();
}

for (const form of document.querySelectorAll("form[data-count]")) wire(form);
