// What a page does without Python: keys reach what scrolls, the next visit needs no network, and
// where nothing else can be had, it says so.

const MAY_SCROLL = "figure, .katex-display, .equation, .drawing, .controls, .output, pre, table";
const reached = new Set();

// Only what is too large for its place is a stop of the Tab key, and has a shadow at its edge.
function letKeysScroll() {
  for (const element of document.querySelectorAll(MAY_SCROLL)) {
    element.classList.toggle("scrolls", scrolls(element));
    if (scrolls(element) && !element.hasAttribute("tabindex")) {
      element.tabIndex = 0;
      reached.add(element);
    } else if (!scrolls(element) && reached.delete(element)) {
      element.removeAttribute("tabindex");
    }
  }
}

function scrolls(element) {
  const { overflowX, overflowY } = getComputedStyle(element);
  return (
    (overflowX === "auto" && element.scrollWidth > element.clientWidth) ||
    (overflowY === "auto" && element.scrollHeight > element.clientHeight)
  );
}

new ResizeObserver(letKeysScroll).observe(document.querySelector("main"));

// The browser prints answers folded, as they stand; this button prints them unfolded.
document.querySelector(".print")?.addEventListener("click", () => {
  const folded = document.querySelectorAll("details:not([open])");
  const unfold = (isOpen) => {
    for (const one of folded) one.open = isOpen;
  };
  addEventListener("afterprint", () => unfold(false), { once: true });
  unfold(true);
  print();
});

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

// By now live.js has said what it does, unless the browser could not load it.
addEventListener("load", () => {
  const line = document.querySelector("p.python-line[role]");
  if (!line || line.textContent || document.documentElement.dataset.python) return;
  const isFile = location.protocol === "file:";
  line.textContent = `The pictures stand still here: ${isFile ? "the page was opened as a file" : "this browser is too old"}.`;
  document.documentElement.dataset.python = "failed";
  for (const figure of document.querySelectorAll(".explorer")) figure.dataset.state = "failed";
});
