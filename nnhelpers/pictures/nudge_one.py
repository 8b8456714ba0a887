"""One parameter of thousands: where it is, how it ranks, and what its nudge does to the cost."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

import numpy as np

from nnhelpers._checks import takes
from nnhelpers._takes import (
    anything,
    counts,
    drawn_once,
    instance,
    integer,
    numbers,
    one_of_these,
    optional,
    parts,
    real,
)
from nnhelpers.equations import printed
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._handles import cells, grip, ground
from nnhelpers.pictures._number_line import round_limit
from nnhelpers.pictures._plot import Box
from nnhelpers.pictures._shades import SIDE, Shades, image
from nnhelpers.style import MARK
from nnhelpers.wishes import Sensitivity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnhelpers._types import ArrayLike, Counts
    from nnhelpers.wishes import Sensitivity

WIDTH, HEIGHT = 900, 446
REACH = 3  # how far the nudge goes, either way

IMAGE = Shades(24, 56, 7)
RANKS, CURVE = Box(330, 560, 56, 252), Box(640, 870, 56, 252)
_LOWEST = 1e-8  # sensitivities below this are drawn at the bottom


def _parameter(name, value, given):
    kind, layer, index, slope = instance(Sensitivity)(name, value, given)
    one_of_these("w", "b")(f"{name}.name", kind, given)
    integer(1)(f"{name}.layer", layer, given)
    last = SIDE**2 - 1 if (kind, layer) == ("w", 1) else inf
    index = parts(integer(0), integer(0, last))(f"{name}.index", index, given)
    return Sensitivity(kind, layer, tuple(index), real()(f"{name}.slope", slope, given))


def _costs_on_both_sides(name, value, given):
    costs = numbers("n")(name, value, given)
    if len(costs) % 2 == 0:
        raise ValueError(f"{name} must hold an odd number of costs, got {len(costs)}")
    return costs.tolist()


@takes(
    pixels=image,
    parameter=_parameter,
    value=real(),
    sizes_of_slopes=anything,
    rank=integer(0, "sizes_of_slopes"),
    h=real(-REACH, REACH),
    cost=real(),
    curve=_costs_on_both_sides,
    ranks_of_pixels=optional(counts(SIDE**2)),
)
def nudge_one(
    pixels: ArrayLike,
    parameter: Sensitivity,
    value: float,
    rank: int,
    sizes_of_slopes: Sequence[float],
    h: float,
    cost: float,
    curve: Sequence[float],
    ranks_of_pixels: Counts | None = None,
) -> svg.Picture:
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
    ranks_of_pixels : sequence of 784 int, optional
        To which rank a click on a pixel leads.
    """
    root = svg.Picture(WIDTH, HEIGHT, describe(parameter, value, rank, h, *_costs(cost, curve)))
    _place(root, pixels, parameter, value)
    if ranks_of_pixels is not None:
        cells(root, (IMAGE.left, IMAGE.top, IMAGE.side, IMAGE.side), "rank", ranks_of_pixels)
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
    j, k = parameter.index
    quantity = {"w": "weight", "b": "bias"}[parameter.name]
    index = f"{j},{k}" if parameter.name == "w" else f"{j}"
    words, more = _where(parameter)
    IMAGE.draw(root, pixels)
    if parameter.name == "w" and parameter.layer == 1:
        svg.dot(root, *IMAGE.centre(k), 9, filled=False)
    label = f"${parameter.name}_{{{index}}}^{{({parameter.layer})}}$ = {printed(value, 2)}"
    svg.text(root, 24, 26, label, quantity, size=18)
    svg.text(root, 24, 302, f"layer {parameter.layer}: {words}", quantity, size=16)
    if more:
        brightness = printed(float(np.ravel(pixels)[k]), 2)
        svg.text(root, 24, 328, f"{more}; its brightness {brightness}", "activation", size=16)


def _ranking(root, sizes_of_slopes, rank):
    """Draw all sensitivities in order, on a scale of powers of ten, and mark one."""
    plot = RANKS.plot((0, max(1, len(sizes_of_slopes) - 1)), (np.log10(_LOWEST), 0))
    root.extend(_ranks(sizes_of_slopes, plot))
    svg.dot(root, *plot.at(rank, np.log10(max(sizes_of_slopes[rank], _LOWEST))))
    left, top = plot.across.start, plot.up.end
    ground(root, (left, top, RANKS.right - left, RANKS.bottom - top), ("rank", plot.across))
    words = f"rank {rank:,} of {len(sizes_of_slopes):,}"
    svg.text(root, RANKS.left + 70, 80, words, size=16, bold=True)


@drawn_once(sizes_of_slopes=numbers("n", low=0))
def _ranks(sizes_of_slopes, plot):
    drawn = []
    svg.text(drawn, RANKS.left - 60, 26, "all sensitivities, ranked by size", size=16)
    plot.frame(drawn)
    for power in (-8, -6, -4, -2, 0):
        label = {-8: "less", 0: "1"}.get(power, f"$10^{{\N{MINUS SIGN}{-power}}}$")
        plot.beside(drawn, power, label)
    for end in (0, len(sizes_of_slopes) - 1):
        plot.below(drawn, end, f"{end:,}")
    ranks = np.unique(np.linspace(0, len(sizes_of_slopes) - 1, 261).astype(int))
    plot.curve(drawn, ranks, np.log10(np.maximum(sizes_of_slopes[ranks], _LOWEST)))
    return tuple(drawn)


def _curve(root, parameter, h, after, curve):
    cost, _ = _costs(after, curve)
    nudges = np.linspace(-REACH, REACH, len(curve))
    limit = round_limit(max(curve), steps=(0.5, 1, 1.5, 2, 3, 5))
    plot = CURVE.plot((-REACH, REACH), (0, limit))
    plot.frame(root)
    for end, label in ((-REACH, plot.across.ends[0]), (0, "0"), (REACH, plot.across.ends[1])):
        plot.below(root, end, label)
    plot.beside(root, 0, "0", gap=6)
    plot.beside(root, limit, plot.up.ends[1], gap=6)
    svg.text(root, CURVE.left - 30, 26, "$C_{0}$ for each nudge $h$", "cost", size=16)
    plot.curve(root, nudges, curve, MARK["cost"])
    plot.tangent(root, 0, cost, parameter.slope)
    plot.prediction(root, h, cost + parameter.slope * h, after)
    grip(root, *plot.at(h, after), ("h", plot.across))
    svg.dot(root, *plot.at(0, cost), colour=MARK["cost"])


def _numbers(root, parameter, h, before, after):
    y = 384
    svg.line(root, 20, y - 26, WIDTH - 20, y - 26, width=1, opacity=0.3)
    for x, label, words, bold in (
        (24, "sensitivity, the slope", printed(parameter.slope), False),
        (230, "nudge $h$", printed(h, 2, "+"), False),
        (380, "predicted: slope times $h$", printed(parameter.slope * h, sign="+"), True),
        (630, "actual change of $C_{0}$", printed(after - before, sign="+"), True),
    ):
        svg.text(root, x, y, label)
        svg.text(root, x, y + 32, words, size=19, bold=bold)
