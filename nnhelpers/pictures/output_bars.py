"""What the ten output neurons say: a bar for each digit, and the target beside it."""

import numpy as np

from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._number_line import Scale, small
from nnhelpers.style import MARK

WIDTH = 460
_ROW = 28


def output_bars(a, label):
    """Draw the output activations as bars, the brightest stressed, and the target of each.

    Parameters
    ----------
    a : ndarray, shape (10, 1)
        Between 0 and 1.
    label : int
        The digit that it should be: its neuron's target is 1, that of the others 0.
    """
    root = svg.Picture(WIDTH, len(a) * _ROW + 44, describe(a, label))
    draw_bars(root, a, label, left=40, right=WIDTH - 90, top=34, row=_ROW)
    return root


def describe(a, label):
    """Say in words what the picture shows."""
    values = ", ".join(f"{digit}: {value:.2f}" for digit, value in enumerate(a[:, 0]))
    return f"Activations of the output neurons: {values}. Brightest: {a.argmax()}; target: {label}."


def bar_places(a, left, right, top, row):
    """Return the scale of the bars, and the height at which each stands."""
    return Scale(0, 1, left, right), top + row * (np.arange(len(a)) + 0.5)


def draw_bars(root, a, label, left, right, top, row):
    """Draw the bars into a picture, from `left` (0) to `right` (1), a digit every `row` pixels."""
    scale, heights = bar_places(a, left, right, top, row)
    bottom, brightest = top + len(a) * row, int(np.argmax(a))
    for value in (0, 1):
        svg.line(root, scale(value), top - 4, scale(value), bottom, width=1.5, opacity=0.35)
        small(root, scale(value), top - 18, str(value), "middle")
    for digit, (y, value) in enumerate(zip(heights, a[:, 0], strict=True)):
        weight = "bold" if digit == brightest else None
        svg.text(root, left - 14, y, str(digit), anchor="end", size=17, font_weight=weight)
        svg.element(
            root,
            "rect",
            x=left,
            y=y - 0.32 * row,
            width=max(scale(value) - left, 0.8),
            height=0.64 * row,
            fill=MARK["activation"],
        )
        svg.text(root, right + 16, y, f"{value:.2f}", font_weight=weight)
        svg.diamond(root, scale(digit == label), y, 6, MARK["target"])
