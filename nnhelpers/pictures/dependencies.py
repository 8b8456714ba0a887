"""What makes what: every number of one neuron on its own number line."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from nnhelpers._checks import takes
from nnhelpers._takes import one_example
from nnhelpers.equations import printed
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._number_line import Scale, number_line
from nnhelpers.symbols import SYMBOLS

if TYPE_CHECKING:
    from nnhelpers.neuron import Neuron

WIDTH, HEIGHT = 900, 320
_LENGTH = 150
_PLACES = {  # left end and height of each number line
    "w": (24, 66),
    "a_prev": (24, 166),
    "b": (24, 266),
    "z": (266, 166),
    "a": (496, 116),
    "y": (496, 236),
    "C_0": (726, 176),
}
_RANGES = {
    "w": (-4, 4),
    "a_prev": (0, 1),
    "b": (-4, 4),
    "z": (-8, 8),
    "a": (0, 1),
    "y": (0, 1),
    "C_0": (0, 0.5),
}
_ARROWS = (("w", "z"), ("a_prev", "z"), ("b", "z"), ("z", "a"), ("a", "C_0"), ("y", "C_0"))


@takes(neuron=one_example)
def dependencies(neuron: Neuron) -> svg.Picture:
    """Draw what z, a and C_0 of a sigmoid neuron are made of.

    >>> from nnhelpers import Neuron
    >>> drawn = dependencies(Neuron(w=1.5, b=-0.5, a_prev=0.8, y=1.0))

    Parameters
    ----------
    neuron : Neuron
    """
    root = svg.Picture(
        WIDTH,
        HEIGHT,
        "Arrows lead from w, a_prev and b to z, from z to a, and from a and y to C_0. "
        + ", ".join(f"{key} = {printed(getattr(neuron, key))}" for key in _PLACES),
    )
    for start, end in _ARROWS:
        _arrow(root, _PLACES[start], _PLACES[end])
    for key, (left, y) in _PLACES.items():
        _number(root, key, getattr(neuron, key), left, y)
    return root


def _number(root, key, value, left, y):
    symbol, scale = SYMBOLS[key], Scale(*_RANGES[key], left, left + _LENGTH)
    words = f"${symbol.drawn}$ = {printed(value)}"
    svg.text(root, left, y - 26, words, symbol.quantity, size=18)
    number_line(root, scale, y)
    svg.dot(root, scale(value), y, colour=symbol.mark or "currentColor")


def _arrow(root, start, end):
    """Draw an arrow from behind one number line to before the other."""
    (x1, y1), (x2, y2) = start, end
    x1, x2 = x1 + _LENGTH + 16, x2 - 18
    length = hypot(x2 - x1, y2 - y1)
    along, across = (x2 - x1) / length, (y2 - y1) / length
    back_x, back_y = x2 - 13 * along, y2 - 13 * across
    svg.line(root, x1, y1, back_x, back_y, width=2, opacity=0.6)
    corners = (
        (x2, y2),
        (back_x - 6 * across, back_y + 6 * along),
        (back_x + 6 * across, back_y - 6 * along),
    )
    svg.polygon(root, corners, opacity=0.6)
