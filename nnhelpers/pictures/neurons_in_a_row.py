"""A chain of neurons alone: an activation in each, a weight between them, and the cost."""

from __future__ import annotations

from nnhelpers._checks import takes
from nnhelpers._takes import instance
from nnhelpers.equations import printed
from nnhelpers.neuron import Chain
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._handles import NONE, number
from nnhelpers.pictures._shades import numbered_neuron
from nnhelpers.style import MARK

_LEFT, _STEP = 102, 137  # the input's place, and from one neuron to the next
_NEURONS, _RADIUS = 78, 25


@takes(chain=instance(Chain))
def neurons_in_a_row(chain: Chain) -> svg.Picture:
    """Draw a `Chain` of any length, without its derivatives.

    >>> from nnhelpers import Chain
    >>> drawn = neurons_in_a_row(Chain((1.5, -2.0, 1.2), (0.1, 0.5, -0.4), x=0.9, y=0.2))
    """
    root = svg.Picture(cost_x(chain) + 60, 150, describe(chain))
    draw_chain(root, chain)
    return root


def describe(chain):
    """Say in words what the picture shows."""
    activations = ", ".join(printed(a) for a in chain.a)
    return (
        f"A chain of {len(chain.weights)} neurons. Activations from the input on: {activations}. "
        f"Target {printed(chain.y)}, cost {printed(chain.C_0)}."
    )


def node_x(layer):
    """Return the place of the neuron of a layer."""
    return _LEFT + _STEP * layer


def edge_x(layer):
    """Return the place of the connection that leads to a layer."""
    return _LEFT + _STEP * (layer - 0.5)


def cost_x(chain):
    """Return the place of the cost."""
    return node_x(len(chain.weights)) + 0.66 * _STEP


def draw_chain(root, chain, touches=NONE):
    """Draw the chain into a picture; `touches` has a `Touch` for some of ("w", l) and the like."""
    for layer, weight in enumerate(chain.weights, start=1):
        _connection(root, layer, weight, touches)
    for layer, activation in enumerate(chain.a):
        _neuron(root, chain, layer, activation, touches)
    x, x_last = cost_x(chain), node_x(len(chain.weights))
    svg.line(root, x_last + _RADIUS, _NEURONS, x - 24, _NEURONS, opacity=0.5)
    svg.text(root, x, _NEURONS - 40, f"target $y$ = {printed(chain.y, 2)}", "target", "middle")
    if ("y",) in touches:
        number(root, x, _NEURONS - 40, touches["y",], chain.y, 110, 32)
    svg.text(root, x, _NEURONS - 8, "$C_{0}$", "cost", "middle", 20)
    svg.text(root, x, _NEURONS + 14, printed(chain.C_0), "cost", "middle")


def _connection(root, layer, weight, touches):
    start, end = node_x(layer - 1) + _RADIUS, node_x(layer) - _RADIUS
    dashes = "7 5" if weight < 0 else None
    width = 1.5 + 2.5 * abs(weight)
    svg.line(root, start, _NEURONS, end, _NEURONS, MARK["weight"], width, stroke_dasharray=dashes)
    x = edge_x(layer)
    svg.text(root, x, _NEURONS - 28, f"$w^{{({layer})}}$", "weight", "middle", 17)
    svg.text(root, x, _NEURONS + 24, printed(weight, 2), "weight", "middle", 16)
    if ("w", layer) in touches:
        number(root, x, _NEURONS, touches["w", layer], weight, 72, 84)


def _neuron(root, chain, layer, activation, touches):
    x = node_x(layer)
    numbered_neuron(root, x, _NEURONS, _RADIUS, activation, rim=2.5)
    name = f"$a^{{({layer})}}$" if layer else "$a^{(0)}$ = $x$"
    svg.text(root, x, _NEURONS - 40, name, "activation", "middle", 17)
    if layer:
        bias = chain.biases[layer - 1]
        words = f"$b^{{({layer})}}$ = {printed(bias, 2)}"
        svg.text(root, x, _NEURONS + 42, words, "bias", "middle")
        if ("b", layer) in touches:
            number(root, x, _NEURONS + 42, touches["b", layer], bias, 90, 32)
    elif ("x",) in touches:
        number(root, x, _NEURONS, touches["x",], activation, 2 * _RADIUS, 2 * _RADIUS)
