"""One line of backpropagation: its source, the network so far, and the arrays that it made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnhelpers._checks import in_range, takes
from nnhelpers._takes import integer, numbers, sequence, string, table
from nnhelpers.equations import printed
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._handles import NONE, button, touches
from nnhelpers.pictures._networks import first_layers, layer, small_network
from nnhelpers.pictures._number_line import small
from nnhelpers.pictures.network import WIDTH, Layout, Snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from nnhelpers._types import Array
    from nnhelpers.network import Network
    from nnhelpers.pictures._handles import Touch

_MONO = "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', 'Liberation Mono', monospace"
LETTER = 8.43  # pixels of a letter
_LINE, _LINES = 21, 11  # height of a line of source, and for how many there is room
_NETWORK = 440  # pixels that the network takes on the left
_CELL, _GAP, _ARRAYS = 66, 26, 452  # width of a number, between arrays, and where they begin


def _small_array(name, value, given):
    array = numbers("rows", "columns")(name, value, given)
    in_range(f"the rows and columns of {name}", max(array.shape), 1, 3)
    return array


@takes(
    net=small_network,
    known=first_layers,
    layer=layer,
    title=string,
    source=sequence(string, most=_LINES),
    line=integer(0, "source"),
    arrays=table(_small_array, least=0),
    steps=table(integer(0), key=integer(0, "source"), least=0),
    touches=touches,
)
def line_by_line(
    net: Network,
    known: Sequence[Array],
    layer: int,
    title: str,
    source: Sequence[str],
    line: int,
    arrays: Mapping[str, Array],
    steps: Mapping[int, int] = NONE,
    touches: Mapping[tuple[Any, ...], Touch] = NONE,
) -> svg.Picture:
    """Draw one step of backpropagation.

    Parameters
    ----------
    net : Network
        With at most three neurons in every layer.
    known : list of ndarray
        Activations of the first example, as far as they are computed.
    layer : int
        The layer that the line is about; its neurons are stressed.
    title : str
        What is running.
    source : sequence of str
        The lines of the function; at most eleven.
    line : int
        The one that has just run.
    arrays : dict of str to ndarray
        What it made, each with its name; at most three rows and columns.
    steps : dict of int to int, optional
        To which step a click on a line of the source leads.
    touches : dict of tuple to Touch, optional
        What a pointer does where a number of the network is written.
    """
    top = 44 + _LINE * _LINES
    layout = Layout(net.sizes, _NETWORK, top)
    root = svg.Picture(WIDTH, top + 3 * 112 + 16, describe(title, source[line], arrays))
    _source(root, title, source, line)
    for number, step in steps.items():
        button(root, WIDTH / 2, _line_y(number), WIDTH - 28, _LINE, step=step)
    stressed = {("a", layer, j) for j in range(layout.sizes[layer])}
    Snapshot(net.weights, net.biases, known, stressed, touches=touches).draw(root, layout)
    svg.text(root, _ARRAYS, top + 18, "this line made" if arrays else "this line made nothing new")
    _arrays(root, arrays, top + 48)
    return root


def describe(title, text, arrays):
    """Say in words what the picture shows."""
    made = "; ".join(
        f"{name} of shape {array.shape}: " + ", ".join(printed(value) for value in array.ravel())
        for name, array in arrays.items()
    )
    return f"{title}: {text.strip()}\n{made or 'nothing new'}."


def _source(root, title, source, line):
    svg.text(root, 20, 18, title, size=16, bold=True)
    for number, text in enumerate(source):
        y = _line_y(number)
        if number == line:
            box = {"x": 14, "y": y - 11, "width": WIDTH - 28, "height": 22, "rx": 4}
            svg.element(root, "rect", opacity=0.14, **box)
        indent = len(text) - len(text.lstrip())
        x, bold = 24 + LETTER * indent, number == line
        svg.text(root, x, y, text.strip(), size=14, bold=bold, font_family=_MONO)


def _line_y(number):
    return 46 + _LINE * number


def _arrays(root, arrays, top):
    """Write the arrays beside each other, in as many rows as they need."""
    x, y, tallest = _ARRAYS, top, 0
    for name, array in arrays.items():
        rows, columns = array.shape
        width = max(columns * _CELL, 8.5 * len(name) + 60)
        if x > _ARRAYS and x + width > WIDTH - 10:
            x, y, tallest = _ARRAYS, y + 24 * tallest + 48, 0
        _array(root, name, array, x, y)
        x, tallest = x + width + _GAP, max(tallest, rows)


def _array(root, name, array, x, y):
    rows, columns = array.shape
    svg.text(root, x, y, name, size=15, font_family=_MONO, bold=True)
    small(root, x + 9.2 * len(name) + 8, y, str(array.shape), "start")
    bottom = y + 18 + 24 * rows
    for side, inwards in ((x, 5), (x + columns * _CELL, -5)):
        corners = (
            (side + inwards, y + 16),
            (side, y + 16),
            (side, bottom),
            (side + inwards, bottom),
        )
        svg.polyline(root, *zip(*corners, strict=True), width=1.3)
    for row in range(rows):
        for column in range(columns):
            words = printed(float(array[row, column]))
            place = x + (column + 1) * _CELL - 8
            svg.text(root, place, y + 30 + 24 * row, words, anchor="end", size=14)
