"""What ten output neurons want of the layer before: a column of arrows for each, and their sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnhelpers._checks import takes
from nnhelpers._takes import numbers, string
from nnhelpers.equations import printed
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._number_line import small

if TYPE_CHECKING:
    from nnhelpers._types import ArrayLike

WIDTH = 900
_LEFT, _COLUMN, _TOP, _ROW = 102, 62, 78, 26
_SUM = 786  # middle of the column of sums


@takes(wishes=numbers("n", 10), heading=string)
def wish_table(wishes: ArrayLike, heading: str, with_sum: bool) -> svg.Picture:
    """Draw an arrow for each wish: to the right for more, to the left for less.

    >>> import numpy as np
    >>> drawn = wish_table(np.eye(10)[:3] - 0.1, "what 3 neurons are asked for", with_sum=True)

    Parameters
    ----------
    wishes : ndarray, shape (n, 10)
        What output neuron j (a column) wants of neuron k of the layer before (a row).
    heading : str
        What is wished for.
    with_sum : bool
        Whether to draw the sum of each row beside it.
    """
    root = svg.Picture(WIDTH, _TOP + _ROW * len(wishes) + 14, describe(wishes, heading, with_sum))
    total = wishes.sum(axis=1)
    longest = np.abs(wishes).max() or 1
    svg.text(root, 20, 20, heading, size=16)
    for j in range(wishes.shape[1]):
        svg.text(root, _x(j), 52, str(j), anchor="middle", size=17)
        svg.line(root, _x(j), _TOP - 8, _x(j), _TOP + _ROW * len(wishes), width=1, opacity=0.2)
    if with_sum:
        svg.text(root, _SUM, 52, "their sum", anchor="middle", size=17, bold=True)
        svg.line(root, _SUM, _TOP - 8, _SUM, _TOP + _ROW * len(wishes), width=1, opacity=0.2)
    for k, row in enumerate(wishes):
        y = _TOP + _ROW * (k + 0.35)
        small(root, 92, y, f"neuron {k}", "end")
        for j, wish in enumerate(row):
            _arrow(root, _x(j), y, wish / longest * 0.46 * _COLUMN, 3)
        if with_sum:
            _arrow(root, _SUM, y, total[k] / longest * 0.46 * _COLUMN, 5)
            svg.text(root, 890, y, printed(total[k], 3, "+"), anchor="end", size=14)
    return root


def describe(wishes, heading, with_sum):
    """Say in words what the picture shows."""
    words = f"A table of arrows, {heading}: {wishes.shape[1]} columns, {len(wishes)} rows."
    if with_sum:
        words += " Sums: " + ", ".join(printed(s, 3, "+") for s in wishes.sum(axis=1)) + "."
    return words


def _x(j):
    return _LEFT + _COLUMN * (j + 0.5)


def _arrow(root, x, y, length, width):
    """Draw a wish; one too small to be an arrow is a dot."""
    if abs(length) < 1:
        svg.dot(root, x, y, 1.5)
    else:
        svg.arrow(root, x, x + length, y, width=width)
