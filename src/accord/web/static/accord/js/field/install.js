// The worker that answers for this page without a network, and its newer versions.

/**
 * @param {string} path
 * @param {(use: () => void) => void} newer told when a newer version of the page is there
 */
export async function install(path, newer) {
  if (!navigator.serviceWorker) return false;
  const registration = await navigator.serviceWorker.register(path, { updateViaCache: "none" });
  const offer = (worker) => worker && navigator.serviceWorker.controller && newer(() => useIt(worker));
  offer(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => worker.state === "installed" && offer(worker));
  });
  await navigator.serviceWorker.ready;
  // What is signed here must outlive a full disk.
  await navigator.storage?.persist?.().catch(() => false);
  return true;
}

function useIt(worker) {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  worker.postMessage("go on");
}
