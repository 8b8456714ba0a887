"""Gradient descent with one weight: the cost curve, a ball on it, and where each step led."""

from itertools import pairwise

from nnhelpers._checks import takes
from nnhelpers._takes import anything, drawn_once, integer, numbers, real
from nnhelpers.descent import Place
from nnhelpers.equations import counted, printed, significant
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._handles import button, grip
from nnhelpers.pictures._plot import Box
from nnhelpers.style import MARK

WIDTH, HEIGHT = 900, 452

LANDSCAPE, COSTS = Box(56, 560, 48, 320), Box(660, 872, 48, 320)
_FORMER = 60  # places before the present one that are drawn
_REACH = 75  # pixels of the tangent to each side of the ball
_STEP = "$\N{MINUS SIGN}η ∂C/∂w$"


def _places(name, value, given):
    return [Place(*numbers) for numbers in numbers("n", 3)(name, value, given).tolist()]


def _curve(name, value, given):
    curve = _places(name, value, given)
    if len(curve) < 2 or any(one.w >= other.w for one, other in pairwise(curve)):
        raise ValueError(f"{name} must hold at least two places, each at a larger w")
    return curve


def _place(name, value, given):
    return Place(*numbers(3)(name, value, given).tolist())


@takes(
    curve=anything,
    places=_places,
    eta=real(),
    upcoming=_place,
    steps=integer(1),
    momentum=real(),
)
def one_step(curve, places, eta, upcoming, steps, momentum=0.0):
    """Draw a cost curve, the places that were visited, and the next step.

    Parameters
    ----------
    curve : tuple of Place
        The cost over the whole width of the picture, in equal steps of the weight.
    places : sequence of Place
        The start and where each step led, the present place last.
    eta : float
        Learning rate.
    upcoming : Place
        Where the next step would lead.
    steps : int
        How many steps the chart on the right has room for.
    momentum : float
        What is left of a step in the next one.
    """
    root = svg.Picture(WIDTH, HEIGHT, describe(places, eta, momentum))
    landscape, plot = _landscape(curve)
    root.extend(landscape)
    _visited(root, places, upcoming, plot)
    _costs(root, places, COSTS.plot((0, steps), (plot.up.low, plot.up.high)))
    _numbers(root, places[-1], upcoming, "$μ v \N{MINUS SIGN} η ∂C/∂w$" if momentum else _STEP)
    return root


def describe(places, eta, momentum):
    """Say in words what the picture shows."""
    start, now = places[0], places[-1]
    rolling = f" and momentum {printed(momentum, 2)}" if momentum else ""
    return (
        f"Gradient descent with eta = {printed(eta, 2)}{rolling}: after "
        f"{counted(len(places) - 1, 'step')} w went from {printed(start.w, 2)} to "
        f"{printed(now.w, 2)} and the cost from {printed(start.C)} to {printed(now.C)}; "
        f"the slope is {printed(now.dC_dw)}."
    )


@drawn_once(curve=_curve)
def _landscape(curve):
    """Draw the cost curve once; return it, and the plot that it fills."""
    plot = LANDSCAPE.plot((curve[0].w, curve[-1].w), (0, 1.04 * max(one.C for one in curve) or 1))
    drawn, across, up = [], plot.across, plot.up
    svg.text(drawn, across.start, 22, "the cost $C$ for every $w$", "cost", size=16)
    plot.frame(drawn)
    for w in (across.low, 0, across.high):
        svg.line(drawn, across(w), up.start, across(w), up.start + 5, width=1.5, opacity=0.5)
        plot.below(drawn, w, significant(w))
    svg.text(drawn, (across(0) + across.end) / 2, up.start + 20, "$w$", "weight", "middle", 18)
    plot.beside(drawn, 0, "0")
    plot.beside(drawn, up.high, f"{up.high:.2g}")
    plot.curve(drawn, [one.w for one in curve], [one.C for one in curve], MARK["cost"])
    return tuple(drawn), plot


def _visited(root, places, upcoming, plot):
    *former, now = places
    across, up = plot.across, plot.up
    for step, one in list(enumerate(former))[-_FORMER:]:
        if across.holds(one.w):
            svg.dot(root, *plot.at(one.w, one.C), 5, MARK["cost"], filled=False)
            button(root, *plot.at(one.w, one.C), 24, 24, steps=step)
    if not across.holds(now.w):
        side = "left" if now.w < across.low else "right"
        words = f"the ball is far out to the {side}"
        svg.text(root, across.middle, 74, words, anchor="middle", size=18)
        return
    plot.tangent(root, now.w, now.C, now.dC_dw, _REACH)
    x, y = plot.at(now.w, now.C)
    svg.arrow(root, x, across(upcoming.w), up.start - 8, MARK["weight"])
    svg.line(root, x, y, x, up.start, width=1.5, stroke_dasharray="3 4")
    svg.dot(root, x, y, 9, MARK["cost"])
    grip(root, x, y, ("w", across), steps=0)


def _costs(root, places, plot):
    """Draw the cost after every step, on the height of the curve beside it."""
    svg.text(root, plot.across.start, 22, "the cost $C$ after each step", "cost", size=16)
    plot.frame(root)
    for end in (0, plot.across.high):
        plot.below(root, end, f"{end}")
    plot.series(root, range(len(places)), [one.C for one in places], MARK["cost"])


def _numbers(root, now, upcoming, step):
    y = 384
    svg.line(root, 20, y - 22, WIDTH - 20, y - 22, width=1, opacity=0.3)
    for x, label, words, quantity in (
        (24, "cost $C$", printed(now.C), "cost"),
        (166, "weight $w$", printed(now.w, 2), "weight"),
        (304, "slope $∂C/∂w$", printed(now.dC_dw), None),
        (480, f"step, {step}", printed(upcoming.w - now.w, 2, "+"), None),
        (680, "next $w$", printed(upcoming.w, 2), "weight"),
    ):
        svg.text(root, x, y, label, quantity)
        svg.text(root, x, y + 32, words, quantity, size=19, bold=True)
