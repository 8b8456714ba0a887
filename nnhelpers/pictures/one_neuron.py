"""One neuron: how w, a_prev and b make z, and how the activation function turns z into a."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnhelpers._checks import takes
from nnhelpers._takes import one_example
from nnhelpers.equations import printed
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._equations import function
from nnhelpers.pictures._handles import grip
from nnhelpers.pictures._number_line import Scale, number_line, small, values_of
from nnhelpers.pictures._plot import Plot
from nnhelpers.style import MARK
from nnhelpers.symbols import SYMBOLS

if TYPE_CHECKING:
    from nnhelpers.neuron import Neuron

WIDTH, HEIGHT = 900, 470

#: How far the sliders reach; z then reaches from -10 to 10.
RANGES = {"w": (-5, 5), "a_prev": (0, 1), "b": (-5, 5)}

_INPUTS = {"w": 74, "a_prev": 164, "b": 254}  # heights of their number lines
Z = Scale(-10, 10, 370, 800)
_Z_LINE, _WEIGHTED, _BIAS = 292, 346, 384
_TOP, _BOTTOM = 40, 246
_A_LINE = 826
_DASHES = {"width": 1.5, "opacity": 0.5, "stroke_dasharray": "3 4"}


@takes(neuron=one_example)
def one_neuron(neuron: Neuron) -> svg.Picture:
    """Draw a neuron: number lines for all it is made of, and the curve from z to a.

    Under the number line of z, two arrows make it: w times a_prev, and then b.

    >>> from nnhelpers import Neuron
    >>> drawn = one_neuron(Neuron(w=1.5, b=-0.5, a_prev=0.8, y=1.0))

    Parameters
    ----------
    neuron : Neuron
        With w, a_prev and b within `RANGES`; its target plays no part.
    """
    root = svg.Picture(WIDTH, HEIGHT, describe(neuron))
    for sign, (name, y) in zip(("", "×", "+"), _INPUTS.items(), strict=True):
        _input(root, name, getattr(neuron, name), y, sign)
    _weighted_input(root, neuron)
    _curve(root, neuron)
    _equation(root, neuron)
    return root


def describe(neuron):
    """Say in words what the picture shows."""
    return (
        f"One {neuron.activation.name} neuron: w = {printed(neuron.w, 2)}, "
        f"a_prev = {printed(neuron.a_prev, 2)}, b = {printed(neuron.b, 2)}; "
        f"z = {printed(neuron.z)}, a = {printed(neuron.a)}."
    )


def _input(root, name, value, y, sign):
    scale = Scale(*RANGES[name], 52, 252)
    svg.text(root, 24, y - 26, sign, anchor="middle", size=19)
    symbol = SYMBOLS[name]
    svg.text(root, 44, y - 28, f"${symbol.drawn}$ = {printed(value, 2)}", symbol.quantity, size=18)
    number_line(root, scale, y)
    svg.dot(root, scale(value), y, colour=symbol.mark)
    grip(root, scale(value), y, (name, scale))


def _weighted_input(root, neuron):
    """Draw the number line of z, and the two steps that lead there from 0."""
    weighted = neuron.w * neuron.a_prev
    zero, after_w, x = Z(0), Z(weighted), Z(neuron.z)
    number_line(root, Z, _Z_LINE)
    svg.line(root, zero, _Z_LINE + 30, zero, _WEIGHTED, **_DASHES)
    svg.line(root, after_w, _WEIGHTED, after_w, _BIAS, **_DASHES)
    svg.line(root, x, _Z_LINE, x, _BIAS, **_DASHES)
    svg.arrow(root, zero, after_w, _WEIGHTED, MARK["weight"], 5)
    svg.arrow(root, after_w, x, _BIAS, MARK["bias"], 5)
    svg.dot(root, x, _Z_LINE, 6)
    svg.text(root, 336, _Z_LINE, f"$z$ = {printed(neuron.z)}", anchor="end", size=18)
    product = (("$w$", "weight"), (" ", None), ("$a_{prev}$", "activation"))
    first = (("first ", None), *product, (f" = {printed(weighted)}", None))
    svg.coloured(root, 336, _WEIGHTED, first, "end")
    then = (("then ", None), (f"$b$ = {printed(neuron.b, 2)}", "bias"))
    svg.coloured(root, 336, _BIAS, then, "end")


def _curve(root, neuron):
    """Draw the activation function, the point at z, and the number line of a that it leads to."""
    plot = Plot(Z, Scale(*values_of(neuron.activation, Z.high), _BOTTOM, _TOP))
    z = np.linspace(Z.low, Z.high, 121)
    up, (x, y) = plot.up, plot.at(neuron.z, neuron.a)
    svg.line(root, Z.start, up(0), Z.end, up(0), width=1, opacity=0.25)
    svg.line(root, x, y, x, _Z_LINE, **_DASHES)
    svg.line(root, x, y, _A_LINE, y, **_DASHES)
    plot.curve(root, z, neuron.activation.function(z), MARK["activation"])
    svg.line(root, _A_LINE, up.start, _A_LINE, up.end, width=1.5, opacity=0.5)
    for end, label in zip((up.low, up.high), up.ends, strict=True):
        svg.line(root, _A_LINE - 5, up(end), _A_LINE + 5, up(end), width=1.5, opacity=0.5)
        small(root, _A_LINE + 12, up(end), label, "start")
    svg.dot(root, x, y, colour=MARK["activation"])
    svg.dot(root, _A_LINE, y, 6, MARK["activation"])
    svg.text(root, Z.start, 20, f"the activation function, {function(neuron.activation)}")
    svg.text(root, 884, 16, f"$a$ = {printed(neuron.a)}", "activation", "end", 18)


def _equation(root, neuron):
    """Write the two equations with their numbers."""
    y = HEIGHT - 26
    w, a_prev, b = (printed(getattr(neuron, name), 2) for name in ("w", "a_prev", "b"))
    for x, words, quantity, anchor in (
        (44, "$z$ =", None, "start"),
        (142, w, "weight", "end"),
        (156, "·", None, "middle"),
        (168, a_prev, "activation", "start"),
        (219, "+", None, "middle"),
        (306, f"({b})" if neuron.b < 0 else b, "bias", "end"),
        (318, f"= {printed(neuron.z)}", None, "start"),
    ):
        svg.text(root, x, y, words, quantity, anchor, 18)
    parts = (
        ("$a$", "activation"),
        (f" = {function(neuron.activation)} = ", None),
        (printed(neuron.a), "activation"),
    )
    svg.coloured(root, 540, y, parts, size=18)
