// `<div class="stepper">`: − number +. Whole numbers, never below `min` (0 where absent).

/** @param {HTMLElement} stepper */
export function stepper(stepper) {
  const counted = stepper.querySelector("input");
  stepper.addEventListener("click", (event) => {
    const step = Number(event.target.closest("[data-step]")?.dataset.step ?? 0);
    if (!step) return;
    counted.value = String(next(counted, step));
    counted.dispatchEvent(new Event("input", { bubbles: true }));
    counted.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function next(counted, step) {
  const low = Number(counted.min || 0);
  const high = counted.max === "" ? Infinity : Number(counted.max);
  return Math.min(high, Math.max(low, Math.trunc(Number(counted.value) || 0) + step));
}
