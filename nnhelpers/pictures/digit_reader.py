"""A digit on its way through a network: its pixels, the neurons of each layer, and the answer."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from nnhelpers._checks import takes
from nnhelpers._takes import integer, numbers, optional, real, sequence, string
from nnhelpers.equations import printed
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._handles import pad
from nnhelpers.pictures._number_line import Scale, small
from nnhelpers.pictures._shades import SIDE, Shades, image, neuron
from nnhelpers.pictures.output_bars import Bars
from nnhelpers.pictures.output_bars import describe as describe_output
from nnhelpers.style import MARK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnhelpers._types import Array, ArrayLike

WIDTH, HEIGHT = 900, 470
MOST = 100  # neurons of a hidden layer that there is room for
_TOP, _BOTTOM = 50, 418
IMAGE = Shades(20, 110, 9)
_READ = Shades(216, 371, 2)  # what the network is given of a drawing
_COLUMNS = {0: (), 1: (478,), 2: (400, 556)}  # x of the hidden layers
_BARS = Bars(Scale(0, 1, 706, 826), _TOP + 22, 33)
_ROOM = 16  # pixels from one neuron to the next that a number or an arrow needs
_STRONGEST = 120  # wishes of pixels that are drawn
_ARROW = 17  # pixels of the longest wish of a hidden layer


def _layers(name, value, given):
    activations = sequence(numbers("n", 1, low=0, high=1))(name, value, given)
    sizes = [len(a) for a in activations]
    hidden = sizes[1:-1]
    if [sizes[0], sizes[-1]] != [SIDE**2, 10] or len(hidden) > 2 or max(hidden, default=0) > MOST:
        raise ValueError(
            f"{name} must be those of {SIDE**2} pixels, at most two hidden layers of at most "
            f"{MOST}, and 10 outputs; got layers of {sizes}"
        )
    return activations


def _wishes(name, value, given):
    wishes = sequence(numbers("n", 1))(name, value, given)
    sizes, wanted = [len(w) for w in wishes], [len(a) for a in given["activations"]]
    if sizes != wanted:
        raise ValueError(f"{name} must be a column for each of activations, got {sizes}")
    return wishes


@takes(
    activations=_layers,
    label=optional(integer(0, 9)),
    cost=optional(real()),
    source=string,
    weights=string,
    paper=optional(image),
    strokes=integer(0),
    wishes=optional(_wishes),
)
def digit_reader(
    activations: Sequence[Array],
    label: int | None,
    cost: float | None,
    source: str,
    weights: str,
    paper: ArrayLike | None = None,
    strokes: int = 0,
    wishes: Sequence[Array] | None = None,
) -> svg.Picture:
    """Draw all layers of a network that reads a digit.

    Parameters
    ----------
    activations : list of ndarray, shapes (784, 1), (n_1, 1), ... and (10, 1)
        Between 0 and 1, of at most two hidden layers.
    label : int or None
        The digit that it should be, if that is known.
    cost : float or None
        C_0 of this digit, if it is known what it should be.
    source : str
        Where the digit comes from.
    weights : str
        What kind of weights the network has.
    paper : ndarray of 784 float, optional
        A drawing as it was drawn, where the network is given it in another form.
    strokes : int
        Of how many strokes the drawing is.
    wishes : list of ndarray, optional
        What the cost wants of each activation, in their shapes.
    """
    pixels, *hidden, output = activations
    root = svg.Picture(WIDTH, HEIGHT, describe(activations, label, cost, source, weights, wishes))
    columns = _COLUMNS[len(hidden)]
    _fans(root, columns)
    _image(root, pixels, paper, wishes)
    pad(root, (IMAGE.left, IMAGE.top, IMAGE.side, IMAGE.side), "drawing", strokes, SIDE)
    for layer, (x, a) in enumerate(zip(columns, hidden, strict=True), start=1):
        _column(root, x, a, None if wishes is None else wishes[layer])
    _BARS.draw(root, output, label)
    if wishes is not None:
        _output_wishes(root, output, wishes[-1])
    for layer, (x, a) in enumerate(zip(_middles(columns), activations, strict=True)):
        words = f"$a^{{({layer})}}$: {len(a)} {'neurons' if layer else 'pixels'}"
        svg.text(root, x, 22, words, "activation", "middle", 16)
    _verdict(root, output, label, cost, source)
    return root


def describe(activations, label, cost, source, weights, wishes=None):
    """Say in words what the picture shows."""
    words = f"Weights: {weights}. {source.capitalize()}. "
    words += describe_output(activations[-1], label)
    if cost is not None:
        words += f" Cost {printed(cost)}."
    if wishes is not None:
        brighter, darker = (_row_and_column(place(wishes[0])) for place in (np.argmax, np.argmin))
        words += f" Of all pixels, that of {brighter} most wants to be brighter, {darker} darker."
    return words


def _row_and_column(pixel):
    row, column = divmod(int(pixel), SIDE)
    return f"row {row}, column {column}"


def _middles(columns):
    return (IMAGE.left + IMAGE.side / 2, *(x + 16 for x in columns), _BARS.scale.middle)


def _heights(count):
    return np.linspace(_TOP + 12, _BOTTOM - 6, count)


def _fans(root, columns):
    """Shade the ground between all layers: every neuron of one feeds all of the next."""
    ends, top = (_TOP, _BOTTOM), IMAGE.top
    sides = [(IMAGE.left + IMAGE.side + 4, (top, top + IMAGE.side))]
    for x in columns:
        sides += [(x - 16, ends), (x + 52, ends)]
    sides.append((676, ends))
    for (x1, (top1, bottom1)), (x2, (top2, bottom2)) in list(pairwise(sides))[::2]:
        corners = ((x1, top1), (x2, top2), (x2, bottom2), (x1, bottom1))
        svg.polygon(root, corners, opacity=0.06)


def _image(root, pixels, paper, wishes):
    """Draw what is read, and what the cost wants of its pixels; of a drawing, beside the paper."""
    read_here = paper is None or wishes is not None
    IMAGE.draw(root, pixels if read_here else paper, 1.0 if wishes is None else 0.4)
    if wishes is not None:
        _pixel_wishes(root, wishes[0][:, 0])
    if paper is None:
        small(root, IMAGE.left, IMAGE.top + IMAGE.side + 20, "or draw a digit of your own", "start")
    else:
        _READ.draw(root, paper if read_here else pixels)
        words = "as you drew it" if read_here else "as the network is given it"
        small(root, _READ.left - 12, _READ.top + _READ.side / 2, words, "end")


def _pixel_wishes(root, wishes):
    """Mark the strongest wishes: a disc for brighter, a ring for darker."""
    strongest = np.argsort(-abs(wishes), kind="stable")[:_STRONGEST]
    largest = abs(wishes[strongest[0]]) or 1
    for pixel in strongest.tolist():
        radius, is_brighter = 4 * abs(wishes[pixel] / largest) ** 0.5, wishes[pixel] > 0
        if radius >= 0.5:
            look = {} if is_brighter else {"stroke_width": 1.5}
            colour = "currentColor" if is_brighter else MARK["cost"]
            svg.dot(root, *IMAGE.centre(pixel), radius, colour, is_brighter, **look)


def _column(root, x, a, wishes):
    """Draw a layer: a disc for each neuron, and its number or what is wished of it."""
    heights = _heights(len(a))
    apart = heights[1] - heights[0] if len(a) > 1 else _BOTTOM - _TOP
    radius = min(9, 0.45 * apart)
    for y, value in zip(heights, a[:, 0], strict=True):
        neuron(root, x, y, radius, value, rim=min(1.5, radius / 3))
    if wishes is not None:
        longest = abs(wishes).max() or 1
        for y, wish in zip(heights, wishes[:, 0], strict=True):
            end = x + 34 + wish / longest * _ARROW
            if apart >= _ROOM:
                svg.arrow(root, x + 34, end, y, width=3)
            else:
                svg.line(root, x + 34, y, end, y, width=min(2, radius))
    elif apart >= _ROOM:
        for y, value in zip(heights, a[:, 0], strict=True):
            small(root, x + 16, y, f"{value:.2f}", "start")


def _output_wishes(root, output, wishes):
    """Draw an arrow from the end of each bar, to where the wish would take it."""
    scale = _BARS.scale
    for digit, (value, wish) in enumerate(zip(output[:, 0], wishes[:, 0], strict=True)):
        end = min(max(value + wish, 0), 1)
        svg.arrow(root, scale(value), scale(end), _BARS.y(digit), width=3)


def _verdict(root, output, label, cost, source):
    answer, y = int(output.argmax()), HEIGHT - 24
    words = {None: "", answer: ": right"}.get(label, ": wrong")
    svg.text(root, 20, y, source, size=16)
    svg.text(root, 330, y, f"read as {answer}{words}", size=17, bold=True)
    if label is None:
        svg.text(root, 560, y, "say which digit you meant", "target", size=16)
    else:
        svg.text(root, 560, y, f"target: {label}", "target", size=17)
    if cost is not None:
        svg.text(root, 700, y, f"$C_{{0}}$ = {printed(cost)}", "cost", size=17)
