"""What the ten output neurons say: a bar for each digit, and the target beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nnhelpers._checks import takes
from nnhelpers._takes import integer, numbers
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._number_line import Scale, small
from nnhelpers.style import MARK

if TYPE_CHECKING:
    from nnhelpers._types import ArrayLike

WIDTH = 460


@dataclass(frozen=True)
class Bars:
    """Where bars stand: along a scale from 0 to 1, from `top` on, one every `row` pixels."""

    scale: Scale
    top: float
    row: float

    def y(self, digit):
        """Return the middle of a digit's bar."""
        return self.top + self.row * (digit + 0.5)

    def draw(self, root, a, label):
        """Draw the bars, with the target of each if it is known which digit it should be."""
        scale, brightest = self.scale, int(np.argmax(a))
        top, bottom = self.top - 4, self.top + len(a) * self.row
        for value in (0, 1):
            svg.line(root, scale(value), top, scale(value), bottom, width=1.5, opacity=0.35)
            small(root, scale(value), top - 14, str(value), "middle")
        for digit, value in enumerate(a[:, 0]):
            y, bold = self.y(digit), digit == brightest
            svg.text(root, scale.start - 14, y, str(digit), anchor="end", size=17, bold=bold)
            svg.element(
                root,
                "rect",
                x=scale.start,
                y=y - 0.32 * self.row,
                width=max(scale(value) - scale.start, 0.8),
                height=0.64 * self.row,
                fill=MARK["activation"],
            )
            svg.text(root, scale.end + 16, y, f"{value:.2f}", bold=bold)
            if label is not None:
                svg.diamond(root, scale(digit == label), y, 6, MARK["target"])


_BARS = Bars(Scale(0, 1, 40, 370), 34, 28)


@takes(a=numbers("n", 1, low=0, high=1), label=integer(0, "a"))
def output_bars(a: ArrayLike, label: int) -> svg.Picture:
    """Draw the output activations as bars, the brightest stressed, and the target of each.

    >>> import numpy as np
    >>> drawn = output_bars(np.linspace(0, 0.9, 10)[:, None], label=2)

    Parameters
    ----------
    a : ndarray, shape (10, 1)
        Between 0 and 1.
    label : int
        The digit that it should be: its neuron's target is 1, that of the others 0.
    """
    root = svg.Picture(WIDTH, len(a) * _BARS.row + 44, describe(a, label))
    _BARS.draw(root, a, label)
    return root


def describe(a, label):
    """Say in words what the picture shows."""
    values = ", ".join(f"{digit}: {value:.2f}" for digit, value in enumerate(a[:, 0]))
    words = f"Activations of the output neurons: {values}. Brightest: {a.argmax()}"
    return f"{words}." if label is None else f"{words}; target: {label}."
