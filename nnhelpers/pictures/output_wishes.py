"""What one example asks of the output neurons: an arrow from each activation to its target."""

from nnhelpers.equations import printed
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures.output_bars import bar_places, draw_bars

WIDTH = 620
_ROW = 30


def output_wishes(a, label):
    """Draw the output activations as bars, and from the end of each an arrow of its wish, y - a.

    Parameters
    ----------
    a : ndarray, shape (10, 1)
        Between 0 and 1.
    label : int
        The digit that it should be.
    """
    root = svg.Picture(WIDTH, len(a) * _ROW + 44, describe(a, label))
    place = {"left": 40, "right": 370, "top": 34, "row": _ROW}
    draw_bars(root, a, label, **place)
    scale, heights = bar_places(a, **place)
    for digit, (y, value) in enumerate(zip(heights, a[:, 0], strict=True)):
        target = float(digit == label)
        svg.arrow(root, scale(value), scale(target), y, width=3)
        words = f"wish {printed(target - value, 2, '+')}"
        svg.text(root, 590, y, words, anchor="end", font_weight="bold" if target else None)
    return root


def describe(a, label):
    """Say in words what the picture shows."""
    wishes = ", ".join(
        f"{digit}: {printed((digit == label) - value, 2, '+')}"
        for digit, value in enumerate(a[:, 0])
    )
    return f"Wishes of the output neurons, target minus activation: {wishes}."
