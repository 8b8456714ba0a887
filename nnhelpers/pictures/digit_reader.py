"""A digit on its way through a network: its pixels, the neurons of each layer, and the answer."""

import numpy as np

from nnhelpers._checks import takes
from nnhelpers._takes import integer, numbers, parts, real, string
from nnhelpers.equations import printed
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._number_line import Scale, small
from nnhelpers.pictures._shades import Shades, neuron
from nnhelpers.pictures.output_bars import Bars
from nnhelpers.pictures.output_bars import describe as describe_output

WIDTH, HEIGHT = 900, 470
_TOP, _BOTTOM = 50, 418
_IMAGE = Shades(20, 110, 9)
_COLUMNS = (400, 556)  # x of the hidden layers
_BARS = Bars(Scale(0, 1, 706, 826), _TOP + 22, 33)
_FANS = (384, 452, 540, 608, 676)  # left and right of the hidden layers, left of the bars


@takes(
    activations=parts(*(numbers(n, 1, low=0, high=1) for n in (784, "n_1", "n_2", 10))),
    label=integer(0, 9),
    cost=real(),
    number=integer(0),
    weights=string,
)
def digit_reader(activations, label, cost, number, weights):
    """Draw all layers of a network with two hidden layers that reads a digit.

    Parameters
    ----------
    activations : list of ndarray, shapes (784, 1), (n_1, 1), (n_2, 1) and (10, 1)
        Between 0 and 1.
    label : int
        The digit that it should be.
    cost : float
        C_0 of this digit.
    number : int
        Which of the test digits it is.
    weights : str
        What kind of weights the network has.
    """
    pixels, *hidden, output = activations
    root = svg.Picture(WIDTH, HEIGHT, describe(activations, label, cost, number, weights))
    ends, top, right = (_TOP, _BOTTOM), _IMAGE.top, _IMAGE.left + _IMAGE.side
    _fan(root, right + 4, (top, top + _IMAGE.side), _FANS[0], ends)
    for start, end in zip(_FANS[1::2], _FANS[2::2], strict=True):
        _fan(root, start, ends, end, ends)
    _IMAGE.draw(root, pixels)
    for x, a in zip(_COLUMNS, hidden, strict=True):
        _column(root, x, a)
    _BARS.draw(root, output, label)
    for x, words in (
        (_IMAGE.left + _IMAGE.side / 2, f"$a^{{(0)}}$: {len(pixels)} pixels"),
        (_COLUMNS[0] + 16, f"$a^{{(1)}}$: {len(hidden[0])} neurons"),
        (_COLUMNS[1] + 16, f"$a^{{(2)}}$: {len(hidden[1])} neurons"),
        (_BARS.scale.middle, f"$a^{{(3)}}$: {len(output)} neurons"),
    ):
        svg.text(root, x, 22, words, "activation", "middle", 16)
    _verdict(root, output, label, cost, number)
    return root


def describe(activations, label, cost, number, weights):
    """Say in words what the picture shows."""
    output = describe_output(activations[-1], label)
    return f"Weights: {weights}. Test digit {number}. {output} Cost {printed(cost)}."


def _heights(count):
    return np.linspace(_TOP + 12, _BOTTOM - 6, count)


def _fan(root, x1, ends1, x2, ends2):
    """Shade the ground between two layers: all neurons of one feed all of the next."""
    (top1, bottom1), (top2, bottom2) = ends1, ends2
    svg.polygon(root, ((x1, top1), (x2, top2), (x2, bottom2), (x1, bottom1)), opacity=0.06)


def _column(root, x, a):
    """Draw a layer: a disc for each neuron, as green as it is active, and its number."""
    for y, value in zip(_heights(len(a)), a[:, 0], strict=True):
        neuron(root, x, y, 9, value)
        small(root, x + 16, y, f"{value:.2f}", "start")


def _verdict(root, output, label, cost, number):
    answer = int(output.argmax())
    y = HEIGHT - 24
    words = "right" if answer == label else "wrong"
    svg.text(root, 20, y, f"test digit no. {number}", size=16)
    svg.text(root, 330, y, f"read as {answer}: {words}", size=17, bold=True)
    svg.text(root, 560, y, f"target: {label}", "target", size=17)
    svg.text(root, 700, y, f"$C_{{0}}$ = {printed(cost)}", "cost", size=17)
