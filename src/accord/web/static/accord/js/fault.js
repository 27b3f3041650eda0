// A form that came back: the page opens where the first fault is said, not at its top.

/** @param {HTMLElement} fault what the host wrote beside a field, or on top of a form */
export function showFault(fault) {
  for (let fold = fault.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  const field = fault.closest(".field")?.querySelector('[aria-invalid="true"]');
  if (!field) fault.tabIndex = -1;
  (field ?? fault).focus({ preventScroll: true });
  fault.scrollIntoView({ block: "center" });
}
