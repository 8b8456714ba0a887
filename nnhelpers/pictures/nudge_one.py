"""One parameter of thousands: where it is, how it ranks, and what its nudge does to the cost."""

from functools import lru_cache

import numpy as np

from nnhelpers.equations import printed
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._number_line import Scale, frame, round_limit, small
from nnhelpers.pictures._shades import SIDE, draw_image
from nnhelpers.style import MARK

WIDTH, HEIGHT = 900, 446
REACH = 3  # how far the nudge goes, either way

_IMAGE = {"left": 24, "top": 56, "cell": 7}
_RANKS = {"left": 330, "right": 560, "top": 56, "bottom": 252}
_CURVE = {"left": 640, "right": 870, "top": 56, "bottom": 252}
_LOWEST = 1e-8  # sensitivities below this are drawn at the bottom


def nudge_one(pixels, parameter, value, rank, sizes_of_slopes, h, cost, curve):
    """Draw where a parameter stands in the network and in the ranking, and its cost curve.

    Parameters
    ----------
    pixels : ndarray of 784 float
        The example's image.
    parameter : Sensitivity
        The parameter that is nudged.
    value : float
        Its value before the nudge.
    rank : int
        Its place among all parameters, 0 for the most sensitive.
    sizes_of_slopes : tuple of float
        The sizes of all slopes, the largest first.
    h : float
        The nudge, between -REACH and REACH.
    cost : float
        The cost of the example after the nudge.
    curve : tuple of float
        The cost for nudges from -REACH to REACH, an odd number in equal steps.
    """
    root = svg.Picture(WIDTH, HEIGHT, describe(parameter, value, rank, h, *_costs(cost, curve)))
    _place(root, pixels, parameter, value)
    _ranking(root, sizes_of_slopes, rank)
    _curve(root, parameter, h, cost, curve)
    _numbers(root, parameter, h, *_costs(cost, curve))
    return root


def _costs(cost, curve):
    """Return the cost before the nudge, which is the middle of the curve, and after it."""
    return curve[len(curve) // 2], cost


def describe(parameter, value, rank, h, before, after):
    """Say in words what the picture shows."""
    predicted, actual = parameter.slope * h, after - before
    return (
        f"Rank {rank}: {_where(parameter)[0]} of layer {parameter.layer}, "
        f"value {printed(value, 2)}, slope {printed(parameter.slope)}.\n"
        f"A nudge of {printed(h, 2, '+')}: predicted change of the cost "
        f"{printed(predicted, sign='+')}, actual change {printed(actual, sign='+')}."
    )


def _where(parameter):
    """Say in words which parameter it is, and from where a weight comes."""
    j, k = parameter.index
    if parameter.name == "b":
        return f"bias of neuron {j}", ""
    if parameter.layer == 1:
        return f"weight to neuron {j} from pixel {k}", f"row {k // SIDE}, column {k % SIDE}"
    return f"weight to neuron {j} from neuron {k}", ""


def _place(root, pixels, parameter, value):
    (j, k), cell = parameter.index, _IMAGE["cell"]
    quantity = {"w": "weight", "b": "bias"}[parameter.name]
    index = f"{j},{k}" if parameter.name == "w" else f"{j}"
    words, more = _where(parameter)
    draw_image(root, pixels, **_IMAGE)
    if parameter.name == "w" and parameter.layer == 1:
        x = _IMAGE["left"] + (k % SIDE + 0.5) * cell
        y = _IMAGE["top"] + (k // SIDE + 0.5) * cell
        svg.dot(root, x, y, 9, filled=False)
    label = f"${parameter.name}_{{{index}}}^{{({parameter.layer})}}$ = {printed(value, 2)}"
    svg.text(root, 24, 26, label, quantity, size=18)
    svg.text(root, 24, 302, f"layer {parameter.layer}: {words}", quantity, size=16)
    if more:
        brightness = printed(float(np.ravel(pixels)[k]), 2)
        svg.text(root, 24, 328, f"{more}; its brightness {brightness}", "activation", size=16)


def _ranking(root, sizes_of_slopes, rank):
    """Draw all sensitivities in order, on a scale of powers of ten, and mark one."""
    across = Scale(0, len(sizes_of_slopes) - 1, _RANKS["left"], _RANKS["right"])
    up = Scale(np.log10(_LOWEST), 0, _RANKS["bottom"], _RANKS["top"])
    root.extend(_ranks(sizes_of_slopes, across, up))
    height = up(np.log10(max(sizes_of_slopes[rank], _LOWEST)))
    svg.dot(root, across(rank), height)
    words = f"rank {rank:,} of {len(sizes_of_slopes):,}"
    svg.text(root, _RANKS["left"] + 70, 80, words, size=16, font_weight="bold")


@lru_cache(maxsize=4)
def _ranks(sizes_of_slopes, across, up):
    drawn = []
    svg.text(drawn, across.start - 60, 26, "all sensitivities, ranked by size", size=16)
    frame(drawn, across, up)
    for power in (-8, -6, -4, -2, 0):
        label = {-8: "less", 0: "1"}.get(power, f"$10^{{\N{MINUS SIGN}{-power}}}$")
        small(drawn, across.start - 8, up(power), label, "end")
    for end in (0, len(sizes_of_slopes) - 1):
        small(drawn, across(end), up.start + 20, f"{end:,}", "middle")
    ranks = np.unique(np.linspace(0, len(sizes_of_slopes) - 1, 261).astype(int))
    sizes = np.maximum(np.array(sizes_of_slopes)[ranks], _LOWEST)
    svg.polyline(drawn, map(across, ranks), map(up, np.log10(sizes)), width=3)
    return tuple(drawn)


def _curve(root, parameter, h, after, curve):
    cost, _ = _costs(after, curve)
    nudges = np.linspace(-REACH, REACH, len(curve))
    limit = round_limit(max(curve), steps=(0.5, 1, 1.5, 2, 3, 5))
    across = Scale(-REACH, REACH, _CURVE["left"], _CURVE["right"])
    up = Scale(0, limit, _CURVE["bottom"], _CURVE["top"])
    frame(root, across, up)
    for end, label in ((-REACH, across.ends[0]), (0, "0"), (REACH, across.ends[1])):
        small(root, across(end), up.start + 20, label, "middle")
    small(root, across.start - 6, up.start, "0", "end")
    small(root, across.start - 6, up.end, up.ends[1], "end")
    svg.text(root, across.start - 30, 26, "$C_{0}$ for each nudge $h$", "cost", size=16)
    svg.polyline(root, map(across, nudges), map(up, curve), MARK["cost"], 3)
    slope = parameter.slope
    ends = [_stop(slope, cost, side * REACH, limit) for side in (-1, 1)]
    xs, ys = [across(end) for end in ends], [up(cost + slope * end) for end in ends]
    svg.line(root, xs[0], ys[0], xs[1], ys[1], width=2, stroke_dasharray="7 4")
    svg.line(root, across(h), up(cost + slope * h), across(h), up(after), width=2)
    svg.dot(root, across(h), up(after), 6, MARK["cost"], filled=False)
    if up.holds(cost + slope * h):
        svg.diamond(root, across(h), up(cost + slope * h), 6)
    svg.dot(root, across(0), up(cost), colour=MARK["cost"])


def _stop(slope, cost, h, limit):
    """Return how far towards h the tangent stays between 0 and the limit."""
    if slope * h > 0:
        return h * min(1, (limit - cost) / (slope * h))
    if slope * h < 0:
        return h * min(1, cost / (-slope * h))
    return h


def _numbers(root, parameter, h, before, after):
    y = 384
    svg.line(root, 20, y - 26, WIDTH - 20, y - 26, width=1, opacity=0.3)
    for x, label, words, weight in (
        (24, "sensitivity, the slope", printed(parameter.slope), None),
        (230, "nudge $h$", printed(h, 2, "+"), None),
        (380, "predicted: slope times $h$", printed(parameter.slope * h, sign="+"), "bold"),
        (630, "actual change of $C_{0}$", printed(after - before, sign="+"), "bold"),
    ):
        svg.text(root, x, y, label)
        svg.text(root, x, y + 32, words, size=19, font_weight=weight)
