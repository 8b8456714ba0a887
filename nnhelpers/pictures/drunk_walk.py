"""Two ways down a cost surface: with all examples at every step, and with mini-batches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from nnhelpers._checks import takes
from nnhelpers._takes import instance, integer, numbers, one_of_these, parts
from nnhelpers.descent import Walk
from nnhelpers.equations import counted, printed, significant
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._handles import grip
from nnhelpers.pictures._number_line import small
from nnhelpers.pictures._plot import Box
from nnhelpers.style import MARK

if TYPE_CHECKING:
    from nnhelpers._types import Array

WIDTH, HEIGHT = 900, 506

MAP, CHART = Box(46, 496, 40, 440), Box(590, 872, 72, 300)
_BAND = 0.085  # how much stronger the colour is from one contour to the next
_LOOKS = {  # how the line of each walker is drawn
    "whole": {"width": 2.5, "stroke_dasharray": "9 5"},
    "mini": {"width": 1.4},
}


@dataclass(frozen=True, eq=False)
class Surface:
    """The cost of a neuron on a grid of weights and biases.

    Parameters
    ----------
    w : ndarray, shape (columns,)
    b : ndarray, shape (rows,)
    C : ndarray, shape (rows, columns)
    levels : tuple of float
        The costs at which a contour is drawn.
    """

    w: np.ndarray
    b: np.ndarray
    C: np.ndarray
    levels: tuple

    def __post_init__(self):
        for name in ("w", "b"):
            values = numbers("n")(name, getattr(self, name), {})
            if len(values) < 2 or (np.diff(values) <= 0).any():
                raise ValueError(f"{name} must hold at least two values, each a larger one")
        numbers("b", "w")("C", self.C, vars(self))
        numbers("n")("levels", self.levels, {})


def _walked(name, value, given):
    """A path and the costs on it, all of one length."""
    walk, costs = parts(instance(Walk), numbers("n"))(name, value, given)
    for array in walk:
        numbers(len(costs))(name, array, given)
    return walk, costs


@takes(
    surface=instance(Surface),
    whole=_walked,
    mini=_walked,
    batch_size=integer(1),
    examples=integer(1),
    fair=one_of_these("examples", "steps"),
)
def drunk_walk(
    surface: Surface,
    whole: tuple[Walk, Array],
    mini: tuple[Walk, Array],
    batch_size: int,
    examples: int,
    fair: str,
) -> svg.Picture:
    """Draw a cost surface from above with two paths down, and the cost along each of them.

    Parameters
    ----------
    surface : Surface
    whole, mini : (Walk, ndarray)
        The path of each method and the cost at every place of it.
    batch_size, examples : int
        How many examples a step of the second path looks at, and one of the first.
    fair : {"examples", "steps"}
        What the costs are drawn against.
    """
    root = svg.Picture(WIDTH, HEIGHT, describe(whole, mini, batch_size, examples))
    root.extend(_map(surface))
    _paths(root, surface, whole[0], mini[0])
    _costs(root, whole, mini, fair)
    _numbers(root, whole, mini, batch_size, examples)
    return root


def describe(whole, mini, batch_size, examples):
    """Say in words what the picture shows."""
    (with_all, its_costs), (drunk, drunk_costs) = whole, mini
    return (
        f"Mini-batches of {batch_size}: {_steps(drunk)}, {drunk.seen[-1]:,} examples "
        f"looked at, cost {printed(drunk_costs[-1])}.\n"
        f"All {examples} examples at every step: {_steps(with_all)}, "
        f"{with_all.seen[-1]:,} examples looked at, cost {printed(its_costs[-1])}."
    )


def _steps(walk):
    return counted(len(walk.w) - 1, "step")


def _plot(surface):
    return MAP.plot(surface.w[[0, -1]].tolist(), surface.b[[0, -1]].tolist())


@lru_cache(maxsize=4)
def _map(surface):
    """Draw the surface once: bands of a stronger and stronger colour, and its axes."""
    drawn, plot = [], _plot(surface)
    across, up = plot.across, plot.up
    for level in surface.levels:
        svg.element(
            drawn,
            "path",
            d=_above(surface, level, plot),
            fill=MARK["cost"],
            fill_opacity=_BAND,
            fill_rule="evenodd",
            stroke=MARK["cost"],
            stroke_opacity=0.5,
        )
    words = "the cost $C$ from above: the stronger the colour, the higher"
    svg.text(drawn, across.start, 18, words, "cost")
    for w in (across.low, 0, across.high):
        plot.below(drawn, w, significant(w), gap=18)
    for b in (up.low, 0, up.high):
        plot.beside(drawn, b, significant(b))
    svg.text(drawn, (across(0) + across.end) / 2, up.start + 20, "$w$", "weight", "middle", 18)
    svg.text(drawn, across.start - 14, (up(0) + up.end) / 2, "$b$", "bias", "end", 18)
    return tuple(drawn)


def _above(surface, level, plot):
    """Return the outlines of where the cost is above a level, as the data of an SVG path."""
    from contourpy import contour_generator  # here, and not above: only the first picture needs it

    generator = contour_generator(surface.w, surface.b, surface.C, fill_type="OuterOffset")
    outlines = []
    for points, offsets in zip(*generator.filled(level, np.inf), strict=True):
        for first, last in zip(offsets[:-1], offsets[1:], strict=True):
            corners = ("{:.1f} {:.1f}".format(*plot.at(*one)) for one in points[first : last - 1])
            outlines.append(f"M{'L'.join(corners)}z")
    return "".join(outlines)


def _paths(root, surface, whole, mini):
    """Draw both paths, cut off where they leave the map."""
    inside, plot = [], _plot(surface)
    for name, walk in (("mini", mini), ("whole", whole)):
        xs, ys = plot.across.beyond(walk.w).tolist(), plot.up.beyond(walk.b).tolist()
        svg.polyline(inside, xs, ys, stroke_linejoin="round", **_LOOKS[name])
        if name == "whole":
            for x, y in zip(xs[:-1], ys[:-1], strict=True):
                svg.dot(inside, x, y, 3.5, stroke="none")
        _end(inside, name, xs[-1], ys[-1])
    _start(inside, xs[0], ys[0])
    grip(root, xs[0], ys[0], ("start_w", plot.across), ("start_b", plot.up))
    left, top = MAP.left, MAP.top
    width, height = MAP.right - left, MAP.bottom - top
    svg.element(
        root,
        "svg",
        inside,
        x=left,
        y=top,
        width=width,
        height=height,
        viewBox=f"{left} {top} {width} {height}",
    )


def _start(root, x, y):
    """Label where both begin, on the side on which there is room."""
    aside, anchor = (12, "start") if x + 60 < MAP.right else (-12, "end")
    svg.text(
        root, x + aside, y + (-16 if y > MAP.top + 32 else 16), "start", anchor=anchor, size=16
    )


def _end(root, name, x, y, colour="currentColor"):
    """Mark where a walker is: a ring with all examples, a disc with mini-batches."""
    svg.dot(root, x, y, 8 if name == "whole" else 6, colour, filled=name == "mini")


def _costs(root, whole, mini, fair):
    """Draw the cost along both paths, against what is the same for both."""
    spent = {name: _spent(walk, fair) for name, (walk, _) in (("whole", whole), ("mini", mini))}
    plot = CHART.plot((0, max(1, spent["whole"][-1], spent["mini"][-1])), (0, 0.3))
    across, up = plot.across, plot.up
    svg.text(root, CHART.left - 30, 18, "the cost $C$ on the way", "cost")
    words = {"examples": "examples looked at", "steps": "steps"}[fair]
    svg.text(root, across.middle, up.start + 20, words, anchor="middle")
    plot.frame(root)
    plot.beside(root, 0, "0")
    plot.beside(root, up.high, up.ends[1])
    small(root, across.end, up.start + 20, f"{across.high:,}", "end")
    for name, (_, costs) in (("mini", mini), ("whole", whole)):
        plot.curve(root, spent[name], costs, MARK["cost"], **_LOOKS[name])
        _end(root, name, *plot.at(spent[name][-1], costs[-1]), MARK["cost"])


def _spent(walk, fair):
    return walk.seen.tolist() if fair == "examples" else list(range(len(walk.w)))


def _numbers(root, whole, mini, batch_size, examples):
    y = 368
    for x, words in ((712, "steps"), (800, "examples"), (872, "cost $C$")):
        svg.text(root, x, y, words, anchor="end")
    rows = (("whole", f"all {examples} a step", whole), ("mini", f"{batch_size} a step", mini))
    for row, (name, words, (walk, costs)) in enumerate(rows, start=1):
        height = y + 36 * row
        svg.polyline(root, (512, 540), (height, height), **_LOOKS[name])
        _end(root, name, 546, height)
        svg.text(root, 564, height, words)
        for x, value in ((712, f"{len(walk.w) - 1}"), (800, f"{walk.seen[-1]:,}")):
            svg.text(root, x, height, value, anchor="end", size=17)
        svg.text(root, 872, height, printed(costs[-1]), "cost", "end", 17)
