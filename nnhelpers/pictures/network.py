"""A network: its neurons, as green as they are active, joined by its weights."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from nnhelpers._checks import takes
from nnhelpers._takes import optional, real
from nnhelpers.equations import printed
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._handles import NONE, number, route
from nnhelpers.pictures._networks import (
    biases_of_layers,
    first_layers,
    places,
    sizes_of,
    weights_of_layers,
)
from nnhelpers.pictures._number_line import small
from nnhelpers.pictures._shades import neuron, numbered_neuron
from nnhelpers.style import MARK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nnhelpers._types import Array, Place

WIDTH = 900
_FULL, _FIRST, _LAST = 10, 4, 3  # larger layers show their first and their last neurons
_MARGIN = 84
_ROOM, _RADIUS = 112, 27  # for a neuron with its name, its number and its bias
_TALLEST = 400


@dataclass(frozen=True)
class Layout:
    """Where the neurons of a network stand, in as much room as their numbers need.

    Parameters
    ----------
    sizes : tuple of int
        Neurons in each layer, the input first.
    width : float
        Of the picture, or of the part of it that the network takes.
    top : float
        Where that part begins.
    """

    sizes: tuple
    width: float = WIDTH
    top: float = 0

    @cached_property
    def spacing(self):
        """Pixels from one neuron of a layer to the next."""
        return min(_ROOM, _TALLEST / self._most_slots)

    @cached_property
    def radius(self):
        """Radius of a neuron."""
        return min(_RADIUS, 0.38 * self.spacing)

    @cached_property
    def height(self):
        """Height of all layers together."""
        return self._most_slots * self.spacing + (0 if self.has_names else 36)

    @property
    def has_names(self):
        """Whether there is room for names, biases and the numbers of the neurons."""
        return self.spacing >= _ROOM

    def shown(self, layer):
        """Return the neurons of a layer that are drawn."""
        size = self.sizes[layer]
        if size <= _FULL:
            return list(range(size))
        return [*range(_FIRST), *range(size - _LAST, size)]

    def at(self, layer, neuron):
        """Return the centre of a neuron, drawn or not."""
        size, slots = self.sizes[layer], self._slots(layer)
        slot = neuron if neuron < _FIRST or size <= _FULL else slots - (size - neuron)
        middle = self.top + self.height / 2 - (0 if self.has_names else 18)
        return self.x(layer), middle + (slot - (slots - 1) / 2) * self.spacing

    def x(self, layer):
        """Return the middle of a layer."""
        return _MARGIN + layer * (self.width - 2 * _MARGIN) / (len(self.sizes) - 1)

    @cached_property
    def _most_slots(self):
        return max(self._slots(layer) for layer in range(len(self.sizes)))

    def _slots(self, layer):
        size = self.sizes[layer]
        return size if size <= _FULL else _FIRST + 1 + _LAST


class Snapshot(NamedTuple):
    """A network as it is drawn: its numbers, what to stress, and what a pointer does where.

    See `network`; `touches` has a `Touch` for some of its places.
    """

    weights: list
    biases: list
    activations: list
    highlights: Collection
    heaviest: float = 3.0
    touches: dict = NONE

    @property
    def sizes(self):
        """The number of neurons in each layer, the input first."""
        return sizes_of(self.weights)

    def draw(self, root, layout):
        """Draw the network into a picture."""
        for layer in range(1, len(self.sizes)):
            for j in layout.shown(layer):
                for k in layout.shown(layer - 1):
                    _weight(root, layout, self, layer, j, k)
        for layer in range(len(self.sizes)):
            for j in layout.shown(layer):
                _neuron(root, layout, self, layer, j)
            if not layout.has_names:
                _count(root, layout, layer)


@takes(
    weights=weights_of_layers,
    biases=biases_of_layers,
    activations=first_layers,
    highlights=places,
    heaviest=optional(real(above=0)),
)
def network(
    weights: Sequence[Array],
    biases: Sequence[Array],
    activations: Sequence[Array],
    highlights: Collection[Place] = (),
    heaviest: float | None = None,
) -> svg.Picture:
    """Draw a network with the numbers that there is room for.

    A weight is a line, as thick as the weight is large, dashed where it is negative; a neuron is
    as green as it is active.

    >>> from nnhelpers import Network
    >>> net = Network([3, 2, 1], rng=4)
    >>> drawn = network(net.weights, net.biases, net.forward_pass([[0.9], [0.2], [0.5]])[1])

    Parameters
    ----------
    weights : list of ndarray, shapes (n_l, n_{l-1})
    biases : list of ndarray, shapes (n_l, 1)
    activations : list of ndarray, shapes (n_l, 1)
        Of the layers from the input on; the neurons of layers that are not in the list are empty.
    highlights : collection of tuple
        What to stress: ("w", l, j, k), ("b", l, j) or ("a", l, j).
    heaviest : float, optional
        Size of a weight drawn with the thickest line; if not given, that of the largest.
    """
    heaviest = heaviest or max(np.abs(w).max() for w in weights) or 1
    snapshot = Snapshot(weights, biases, activations, highlights, heaviest)
    layout = Layout(snapshot.sizes)
    root = svg.Picture(WIDTH, layout.height, describe(snapshot))
    snapshot.draw(root, layout)
    return root


def describe(snapshot):
    """Say in words what the picture shows."""
    sizes = snapshot.sizes
    words = f"A network with layers of {', '.join(map(str, sizes[:-1]))} and {sizes[-1]} neurons."
    for layer, a in enumerate(snapshot.activations):
        if len(a) <= _FULL:
            words += f" Layer {layer}: {', '.join(printed(value) for value in a[:, 0])}."
    return words


def _weight(root, layout, snapshot, layer, j, k):
    weight = snapshot.weights[layer - 1][j, k]
    stressed = ("w", layer, j, k) in snapshot.highlights
    (x1, y1), (x2, y2) = layout.at(layer - 1, k), layout.at(layer, j)
    length = hypot(x2 - x1, y2 - y1)
    across, down = (x2 - x1) / length, (y2 - y1) / length
    start, end = layout.radius, length - layout.radius
    share = 1 / (layout.sizes[layer] + 1)  # where the numbers of all weights stand evenly apart
    beside_a_bias = layer > 1
    has_number = (
        layout.has_names
        and layout.spacing * share >= 26
        and (x2 - x1) * share >= (74 if beside_a_bias else 58)
    )
    pieces = [(start, end)]
    if has_number:
        gap = min(26 / across, 12 / abs(down) if down else 26)
        pieces = [(start, share * length - gap), (share * length + gap, end)]
    for piece in pieces:
        (xa, ya), (xb, yb) = ((x1 + across * at, y1 + down * at) for at in piece)
        width = 0.6 + 6 * min(abs(weight) / snapshot.heaviest, 1)
        if stressed:
            svg.line(root, xa, ya, xb, yb, width=width + 8, opacity=0.25)
        dashes = "7 5" if weight < 0 else None
        svg.line(root, xa, ya, xb, yb, MARK["weight"], width, stroke_dasharray=dashes)
    if has_number:
        x, y = x1 + share * (x2 - x1), y1 + share * (y2 - y1)
        svg.text(root, x, y, printed(weight, 2), "weight", "middle", bold=stressed)
    touch = snapshot.touches.get(("w", layer, j, k))
    if touch:
        ends = (x1 + across * start, y1 + down * start, x1 + across * end, y1 + down * end)
        if touch.picks:
            route(root, *ends, **touch.picks)
        if has_number:
            number(root, x, y, touch, weight)


def _neuron(root, layout, snapshot, layer, j):
    x, y = layout.at(layer, j)
    if any((kind, layer, j) in snapshot.highlights for kind in "ab"):
        svg.dot(root, x, y, layout.radius + 5, filled=False, opacity=0.5)
    activation = snapshot.activations[layer][j, 0] if layer < len(snapshot.activations) else None
    if activation is not None and layout.radius >= 20:
        numbered_neuron(root, x, y, layout.radius, activation, rim=2)
    else:
        neuron(root, x, y, layout.radius, activation or 0, rim=2)
    touch = snapshot.touches.get(("a", layer, j))
    if touch:
        number(root, x, y, touch, activation or 0, 2 * layout.radius)
    if layout.has_names:
        svg.text(root, x, y - 40, f"$a_{{{j}}}^{{({layer})}}$", "activation", "middle", 17)
        if layer:
            place, bias = ("b", layer, j), snapshot.biases[layer - 1][j, 0]
            words = f"$b_{{{j}}}^{{({layer})}}$ = {printed(bias, 2)}"
            stressed = place in snapshot.highlights
            svg.text(root, x, y + 42, words, "bias", "middle", bold=stressed)
            if place in snapshot.touches:
                number(root, x, y + 42, snapshot.touches[place], bias, 96, 30)


def _count(root, layout, layer):
    """Write how many neurons a layer has, and three dots for those that are not drawn."""
    size, x, below = layout.sizes[layer], layout.x(layer), layout.top + layout.height - 14
    small(root, x, below, f"layer {layer}: {size} neurons", "middle")
    if size > _FULL:
        y = (layout.at(layer, _FIRST - 1)[1] + layout.at(layer, size - _LAST)[1]) / 2
        for step in (-9, 0, 9):
            svg.dot(root, x, y + step, 2)
