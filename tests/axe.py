"""axe-core finds what people cannot see, hear or reach."""

from node import MODULES

_SERIOUS = """async ([where, allowed]) => {
  const found = await axe.run(where, { resultTypes: ['violations'], preload: false });
  return found.violations
    .filter(v => ['serious', 'critical'].includes(v.impact))
    .flatMap(v => v.nodes.map(node => [v.id, node.html]))
    .filter(([id, html]) => !allowed.some(([a, begins]) => id === a && html.startsWith(begins)))
    .map(([id, html]) => `${id}: ${html.slice(0, 200)}`);
}"""


def violations(page, where, *allowed):
    """Return the serious violations inside a selector of a page.

    What is allowed is pairs of a rule and of how the HTML of the element begins.
    """
    page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    return page.evaluate(_SERIOUS, [where, allowed])
