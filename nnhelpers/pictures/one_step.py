"""Gradient descent with one weight: the cost curve, a ball on it, and where each step led."""

from functools import lru_cache

from nnhelpers.equations import counted, printed, significant
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._number_line import Scale, frame, small
from nnhelpers.style import MARK

WIDTH, HEIGHT = 900, 452

_LEFT = {"left": 56, "right": 560, "top": 48, "bottom": 320}
_RIGHT = {"left": 660, "right": 872, "top": 48, "bottom": 320}
_FORMER = 60  # places before the present one that are drawn


def one_step(curve, places, eta, upcoming, steps):
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
    """
    root = svg.Picture(WIDTH, HEIGHT, describe(places, eta))
    across, up = _scales(curve)
    root.extend(_landscape(curve, across, up))
    _visited(root, places, upcoming, across, up)
    _costs(root, places, up, steps)
    _numbers(root, places[-1], eta, upcoming)
    return root


def describe(places, eta):
    """Say in words what the picture shows."""
    start, now = places[0], places[-1]
    return (
        f"Gradient descent with eta = {printed(eta, 2)}: after "
        f"{counted(len(places) - 1, 'step')} w went from {printed(start.w, 2)} to "
        f"{printed(now.w, 2)} and the cost from {printed(start.C)} to {printed(now.C)}; "
        f"the slope is {printed(now.dC_dw)}."
    )


def _scales(curve):
    across = Scale(curve[0].w, curve[-1].w, _LEFT["left"], _LEFT["right"])
    limit = max(one.C for one in curve)
    return across, Scale(0, 1.04 * limit, _LEFT["bottom"], _LEFT["top"])


@lru_cache(maxsize=4)
def _landscape(curve, across, up):
    drawn = []
    svg.text(drawn, across.start, 22, "the cost $C$ for every $w$", "cost", size=16)
    frame(drawn, across, up)
    for w in (across.low, 0, across.high):
        svg.line(drawn, across(w), up.start, across(w), up.start + 5, width=1.5, opacity=0.5)
        small(drawn, across(w), up.start + 20, significant(w), "middle")
    svg.text(drawn, (across(0) + across.end) / 2, up.start + 20, "$w$", "weight", "middle", 18)
    small(drawn, across.start - 8, up.start, "0", "end")
    small(drawn, across.start - 8, up.end, f"{up.high:.2g}", "end")
    svg.polyline(drawn, [across(p.w) for p in curve], [up(p.C) for p in curve], MARK["cost"], 3)
    return tuple(drawn)


def _visited(root, places, upcoming, across, up):
    *former, now = places
    for one in former[-_FORMER:]:
        if across.holds(one.w):
            svg.dot(root, across(one.w), up(one.C), 5, MARK["cost"], filled=False)
    if not across.holds(now.w):
        side = "left" if now.w < across.low else "right"
        words = f"the ball is far out to the {side}"
        svg.text(root, (across.start + across.end) / 2, 74, words, anchor="middle", size=18)
        return
    _tangent(root, now, across, up)
    svg.arrow(root, across(now.w), across(upcoming.w), up.start - 8, MARK["weight"])
    svg.line(
        root, across(now.w), up(now.C), across(now.w), up.start, width=1.5, stroke_dasharray="3 4"
    )
    svg.dot(root, across(now.w), up(now.C), 9, MARK["cost"])


def _tangent(root, now, across, up, reach=75):
    """Draw a piece of the tangent, `reach` pixels to either side, as long as it stays inside."""
    per_pixel = (across.high - across.low) / (across.end - across.start)
    half = reach * per_pixel
    if now.dC_dw:
        room = min(now.C, up.high - now.C) / abs(now.dC_dw)
        half = min(half, max(room, 4 * per_pixel))
    ends = [now.w - half, now.w + half]
    xs = [across(w) for w in ends]
    ys = [up(now.C + now.dC_dw * (w - now.w)) for w in ends]
    svg.line(root, xs[0], ys[0], xs[1], ys[1], width=2, stroke_dasharray="7 4")


def _costs(root, places, up, steps):
    """Draw the cost after every step, on the height of the curve beside it."""
    across = Scale(0, steps, _RIGHT["left"], _RIGHT["right"])
    svg.text(root, across.start, 22, "the cost $C$ after each step", "cost", size=16)
    frame(root, across, up)
    for end in (0, steps):
        small(root, across(end), up.start + 20, f"{end}", "middle")
    xs = [across(step) for step in range(len(places))]
    ys = [up(one.C) for one in places]
    svg.polyline(root, xs, ys, MARK["cost"], 2)
    for x, y, one in zip(xs, ys, places, strict=True):
        if up.holds(one.C):
            svg.dot(root, x, y, 4, MARK["cost"])


def _numbers(root, now, eta, upcoming):
    y = 384
    svg.line(root, 20, y - 22, WIDTH - 20, y - 22, width=1, opacity=0.3)
    for x, label, words, quantity in (
        (24, "cost $C$", printed(now.C), "cost"),
        (166, "weight $w$", printed(now.w, 2), "weight"),
        (304, "slope $∂C/∂w$", printed(now.dC_dw), None),
        (480, "step, $\N{MINUS SIGN}η ∂C/∂w$", printed(upcoming.w - now.w, 2, "+"), None),
        (680, "next $w$", printed(upcoming.w, 2), "weight"),
    ):
        svg.text(root, x, y, label, quantity)
        svg.text(root, x, y + 32, words, quantity, size=19, font_weight="bold")
