"""What one example asks of the output neurons: an arrow from each activation to its target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnhelpers._checks import takes
from nnhelpers._takes import integer, numbers
from nnhelpers.equations import printed
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._number_line import Scale
from nnhelpers.pictures.output_bars import Bars

if TYPE_CHECKING:
    from nnhelpers._types import ArrayLike

WIDTH = 620
BARS = Bars(Scale(0, 1, 40, 370), 34, 30)


@takes(a=numbers("n", 1, low=0, high=1), label=integer(0, "a"))
def output_wishes(a: ArrayLike, label: int) -> svg.Picture:
    """Draw the output activations as bars, and from the end of each an arrow of its wish, y - a.

    >>> import numpy as np
    >>> drawn = output_wishes(np.linspace(0, 0.9, 10)[:, None], label=2)

    Parameters
    ----------
    a : ndarray, shape (10, 1)
        Between 0 and 1.
    label : int
        The digit that it should be.
    """
    root = svg.Picture(WIDTH, len(a) * BARS.row + 44, describe(a, label))
    BARS.draw(root, a, label)
    for digit, value in enumerate(a[:, 0]):
        y, target = BARS.y(digit), float(digit == label)
        svg.arrow(root, BARS.scale(value), BARS.scale(target), y, width=3)
        words = f"wish {printed(target - value, 2, '+')}"
        svg.text(root, 590, y, words, anchor="end", bold=digit == label)
    return root


def describe(a, label):
    """Say in words what the picture shows."""
    wishes = ", ".join(
        f"{digit}: {printed((digit == label) - value, 2, '+')}"
        for digit, value in enumerate(a[:, 0])
    )
    return f"Wishes of the output neurons, target minus activation: {wishes}."
