"""What the tests of live pages, in all engines, ask of a page."""

ALL_LIVE = """document.documentElement.dataset.python === "live" &&
  [...document.querySelectorAll("figure.explorer")].every(
    ({ dataset }) => dataset.state === "live")"""

# Of each handle in an explorer: where its middle is, the control that a drag to the right moves and
# by how much a pixel (and what else that sets), or what a click sets; one handle for each of these.
HANDLES = """figure => {
  const toScreen = figure.querySelector("svg.nn-picture").getScreenCTM().a, found = new Map();
  for (const handle of figure.querySelectorAll(".nn-handle")) {
    const { left, top, width, height } = handle.getBoundingClientRect();
    const { x, pick, set } = handle.dataset, isGround = handle.matches(".nn-ground-handle");
    const [control, ...scale] = x ? x.split(" ") : [];
    const [start, end, low, high] = scale.map(Number);
    const middle = [left + width / 2, top + height / 2];
    const perPixel = (high - low) / (end - start) / toScreen;
    const sets = Object.fromEntries(new URLSearchParams(pick));
    if (x && !isGround) found.set(`drag ${control}`, { at: middle, control, perPixel, lifts: set });
    if (pick && !x && handle.tagName === "rect") found.set(`pick ${pick}`, { at: middle, sets });
  }
  return [...found.values()];
}"""
