"""The chain of neurons: under each part of the chain the factor that it puts into a derivative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnhelpers._checks import in_range, takes
from nnhelpers._takes import instance
from nnhelpers.equations import printed
from nnhelpers.neuron import Chain
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._equations import drawn_derivative, slope
from nnhelpers.pictures._handles import NONE, button, touches
from nnhelpers.pictures._number_line import Scale, round_limit, small
from nnhelpers.pictures.neurons_in_a_row import cost_x, describe, draw_chain, edge_x, node_x

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from nnhelpers.pictures._handles import Touch

WIDTH = 900
_FIRST_ROW, _ROW = 218, 46
_BARS = Scale(-1, 1, 756, 876)


def _short_chain(name, value, given):
    chain = instance(Chain)(name, value, given)
    in_range(f"the number of neurons of {name}", len(chain.weights), 1, 3)
    return chain


@takes(chain=_short_chain, touches=touches)
def chain_of_neurons(chain: Chain, touches: Mapping[tuple[Any, ...], Touch] = NONE) -> svg.Picture:
    """Draw a chain, the factors of all its derivatives, and the derivatives as bars.

    Each row is one derivative, the last layer's first. It begins with the activation that the
    weight is multiplied by (1 for a bias); the other factors stand in the columns of the neurons
    and connections through which the cost feels the parameter.

    >>> from nnhelpers import Chain
    >>> drawn = chain_of_neurons(Chain((1.5, -2.0, 1.2), (0.1, 0.5, -0.4), x=0.9, y=0.2))

    Parameters
    ----------
    chain : Chain
        Of three neurons at most.
    touches : dict of tuple to Touch, optional
        What a pointer does at ("w", l) and ("b", l), in the chain and where its derivative is
        written, and at ("x",) and ("y",).
    """
    layers = range(len(chain.weights), 0, -1)
    rows = [(name, layer) for layer in layers for name in ("w", "b")]
    words = f"{describe(chain)}\n{_derivatives_in_words(chain)}"
    root = svg.Picture(WIDTH, _FIRST_ROW + _ROW * len(rows) - 4, words)
    draw_chain(root, chain, touches)
    _headings(root, chain)
    limit = round_limit(max(abs(chain.derivative(*row)) for row in rows))
    _axis(root, len(rows), limit)
    for position, (name, layer) in enumerate(rows):
        y = _FIRST_ROW + _ROW * position
        _row(root, chain, name, layer, y, limit)
        if (name, layer) in touches:
            button(root, WIDTH / 2, y, WIDTH - 28, _ROW - 4, **touches[name, layer].picks)
    return root


def _derivatives_in_words(chain):
    slopes = (
        f"dC_0/d{name}({layer}) = {printed(chain.derivative(name, layer))}"
        for layer in range(1, len(chain.weights) + 1)
        for name in ("w", "b")
    )
    return f"{'; '.join(slopes)}."


def _headings(root, chain):
    y, last = _FIRST_ROW - 44, len(chain.weights)
    activation = chain.neurons[0].activation
    svg.line(root, 20, y + 18, WIDTH - 20, y + 18, width=1, opacity=0.35)
    for layer in range(1, last + 1):
        words = slope(activation, f"z^{{({layer})}}")
        svg.text(root, node_x(layer), y, words, anchor="middle")
        if layer > 1:
            svg.text(root, edge_x(layer), y, f"$w^{{({layer})}}$", "weight", "middle")
    svg.text(root, cost_x(chain), y, f"$∂C_{{0}}$/$∂a^{{({last})}}$", anchor="middle")


def _row(root, chain, name, layer, y, limit):
    """Write one derivative: its name, its factors in their columns, its value and its bar."""
    first = node_x(layer) - 38
    root.extend(drawn_derivative(first - 148, y, "C_0", name, layer, size=15))
    svg.text(root, first - 107, y, "=", anchor="end", size=16)
    own, *others = chain.factors(name, layer)
    if name == "w":
        words = f"$a^{{({layer - 1})}}$ = {printed(own, 3 if abs(own) < 10 else 1)}"
        svg.text(root, first, y, words, "activation", "end")
    else:
        svg.text(root, first, y, "1", anchor="end")
    places = [node_x(layer)]
    for later in range(layer + 1, len(chain.weights) + 1):
        places += [edge_x(later), node_x(later)]
    places.append(cost_x(chain))
    for here, there, factor in zip([first + 8, *places], places, others, strict=False):
        svg.text(root, there, y, printed(factor, 3), anchor="middle")
        dot_x = here if here == first + 8 else (here + there) / 2
        svg.text(root, dot_x, y, "·", anchor="middle", size=17)
    value = chain.derivative(name, layer)
    words = f"= {printed(value)}"
    svg.text(root, _BARS.start - 10, y, words, anchor="end", bold=True)
    _bar(root, value / limit, y)


def _bar(root, share, y):
    x, zero = _BARS(share), _BARS(0)
    width = max(abs(x - zero), 0.8)
    svg.element(root, "rect", x=min(x, zero), y=y - 9, width=width, height=18, opacity=0.8)


def _axis(root, rows, limit):
    top = _FIRST_ROW - 16
    svg.line(root, _BARS(0), top, _BARS(0), top + _ROW * rows - 10, width=1.5, opacity=0.5)
    for share, words in ((-1, f"\N{MINUS SIGN}{limit:g}"), (0, "0"), (1, f"{limit:g}")):
        small(root, _BARS(share), top - 28, words, "middle")
