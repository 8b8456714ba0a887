// What a page does without Python: keys reach what scrolls, and the next visit needs no network.

const SCROLLS = ".drawing, .katex-display, .equation, .output, pre, table";
const reached = new Set();

// Only what is too wide for its place is a stop of the Tab key.
function letKeysScroll() {
  for (const element of document.querySelectorAll(SCROLLS)) {
    const isWide = element.scrollWidth > element.clientWidth;
    if (isWide && getComputedStyle(element).overflowX === "auto" && !element.hasAttribute("tabindex")) {
      element.tabIndex = 0;
      reached.add(element);
    } else if (!isWide && reached.delete(element)) {
      element.removeAttribute("tabindex");
    }
  }
}
new ResizeObserver(letKeysScroll).observe(document.querySelector("main"));

// The files for the next visit are fetched when this one has all that it needs: where there are
// explorers, when the first of them is live.
const { service, edition } = document.currentScript.dataset;

async function keep() {
  await navigator.serviceWorker?.register(service);
  const { active } = (await navigator.serviceWorker?.ready) ?? {};
  active?.postMessage(edition);
}

if (location.protocol.startsWith("http") && !navigator.connection?.saveData) {
  if (document.querySelector("[data-explorer]")) document.addEventListener("python-ready", keep);
  else addEventListener("load", keep);
}
