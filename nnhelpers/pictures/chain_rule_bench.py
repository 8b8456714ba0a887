"""The chain-rule bench: a nudge travels through z and a to the cost, and the slope predicts it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from nnhelpers._checks import takes
from nnhelpers._takes import one_example, one_of_these, real
from nnhelpers.equations import printed
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._equations import drawn_derivative
from nnhelpers.pictures._handles import button, grip
from nnhelpers.pictures._number_line import Scale, number_line, round_limit, small, values_of
from nnhelpers.pictures._plot import Box
from nnhelpers.style import MARK
from nnhelpers.symbols import SYMBOLS

if TYPE_CHECKING:
    from nnhelpers.neuron import Neuron

WIDTH, HEIGHT = 900, 516

_SLOPES = {"w": "dC_dw", "b": "dC_db", "a_prev": "dC_da_prev"}
_FIRSTS = {"w": "dz_dw", "b": "dz_db", "a_prev": "dz_da_prev"}
INPUTS = {  # the short number lines: what they show, and where
    "w": Scale(-5, 5, 112, 210),
    "a_prev": Scale(0, 1, 244, 334),
    "b": Scale(-5, 5, 376, 474),
}
_LINE = (112, 412)  # ends of the long number lines
_Z_LIMIT = 8
_PREDICTED, _ACTUAL = 508, 596  # right edges of the two columns of numbers
_TOP, _Z, _A, _C = 66, 182, 276, 370
_EQUATION = 452
PLOT = Box(650, 880, 84, 370)


@takes(neuron=one_example, name=one_of_these(*INPUTS), h=real())
def chain_rule_bench(neuron: Neuron, name: str, h: float) -> svg.Picture:
    """Draw one neuron, the journey of a nudge through it, and the cost's curve with its tangent.

    >>> from nnhelpers import Neuron
    >>> drawn = chain_rule_bench(Neuron(w=1.5, b=-0.5, a_prev=0.8, y=1.0), "w", h=0.5)

    Parameters
    ----------
    neuron : Neuron
        With w and b from -5 to 5, a_prev and y from 0 to 1, before the nudge and after it.
    name : {"w", "b", "a_prev"}
        What is nudged.
    h : float
        The nudge.
    """
    nudged = neuron.nudged(name, h)
    root = svg.Picture(WIDTH, HEIGHT, describe(neuron, name, h))
    a_scale, cost_scale = _scales(neuron, nudged)
    stations = [
        _inputs(root, neuron, nudged, name),
        _station(root, "z", neuron.z, nudged.z, Scale(-_Z_LIMIT, _Z_LIMIT, *_LINE), _Z),
        _station(root, "a", neuron.a, nudged.a, a_scale, _A),
        _station(root, "C_0", neuron.C_0, nudged.C_0, cost_scale, _C),
    ]
    _target(root, neuron, a_scale)
    for before, after in zip(stations, stations[1:], strict=False):
        _ribbon(root, before, after)
    _ledger(root, neuron, nudged, name, h)
    _curve(root, neuron, nudged, name, h)
    _equation(root, neuron, name)
    return root


def describe(neuron, name, h):
    """Say in words what the picture shows."""
    slope, actual = getattr(neuron, _SLOPES[name]), neuron.nudged(name, h).C_0 - neuron.C_0
    return (
        f"One neuron: w = {printed(neuron.w, 2)}, b = {printed(neuron.b, 2)}, "
        f"a_prev = {printed(neuron.a_prev, 2)}, target y = {printed(neuron.y, 2)}; "
        f"z = {printed(neuron.z)}, a = {printed(neuron.a)}, cost {printed(neuron.C_0)}.\n"
        f"Nudging {name} by {printed(h, 2, '+')}: the slope {printed(slope)} predicts "
        f"{printed(slope * h, sign='+')}, the cost changes by {printed(actual, sign='+')}."
    )


def _scales(neuron, nudged):
    low, high = values_of(neuron.activation, _Z_LIMIT)
    limit = round_limit(max(neuron.C_0, nudged.C_0, 0.5))
    return Scale(low, high, *_LINE), Scale(0, limit, *_LINE)


def _inputs(root, neuron, nudged, name):
    """Draw the three short number lines that make z; return where the nudged one stands."""
    station = None
    for (key, scale), before in zip(INPUTS.items(), ("$z$ =", "×", "+"), strict=True):
        value = getattr(neuron, key)
        svg.text(root, scale.start - 10, _TOP - 34, before, anchor="end", size=17)
        words = f"${SYMBOLS[key].drawn}$ = {printed(value, 2)}"
        svg.text(root, scale.start, _TOP - 34, words, SYMBOLS[key].quantity, size=17)
        button(root, scale.middle, _TOP - 34, 116, nudged=key)
        moved = getattr(nudged, key) if key == name else value
        place = _travel(root, key, value, moved, scale, _TOP)
        if key == name:
            station = place
            if scale.holds(moved):
                grip(root, scale(moved), _TOP, ("h", _nudges(scale, value)))
        grip(root, scale(value), _TOP, (key, scale))
    return station


def _nudges(scale, value):
    """Return the scale of a nudge, from the values on a number line and the one that is nudged."""
    return Scale(scale.low - value, scale.high - value, scale.start, scale.end)


def _station(root, key, value, moved, scale, y):
    """Draw one long number line with its nudge; return where value and nudge stand."""
    symbol = SYMBOLS[key]
    svg.text(root, 20, y - 11, f"${symbol.drawn}$", symbol.quantity, size=20)
    svg.text(root, 20, y + 13, printed(value), size=16)
    return _travel(root, key, value, moved, scale, y)


def _travel(root, key, value, moved, scale, y):
    """Draw a value on its number line, and the arrow of its nudge; return where both stand."""
    colour = SYMBOLS[key].mark or "currentColor"
    number_line(root, scale, y)
    svg.dot(root, scale(value), y, 6, colour)
    svg.arrow(root, scale(value), scale(moved), y, colour, width=5)
    return y, scale(value), scale(moved)


def _ribbon(root, before, after):
    """Join a nudge on one number line with what it becomes on the next."""
    (y1, x1, moved1), (y2, x2, moved2) = before, after
    top, bottom = y1 + 30, y2 - 12
    corners = ((x1, top), (moved1, top), (moved2, bottom), (x2, bottom))
    svg.polygon(root, corners, opacity=0.12)
    svg.line(root, x1, top, x2, bottom, width=1.5, opacity=0.5)
    svg.line(root, moved1, top, moved2, bottom, width=1.5, opacity=0.5, stroke_dasharray="4 4")


def _target(root, neuron, scale):
    """Mark the target on the number line of a, with a bar for the distance between them."""
    x, x_a = scale(neuron.y), scale(neuron.a)
    svg.line(root, x, _A - 13, x_a, _A - 13, MARK["cost"], width=4)
    svg.diamond(root, x, _A, colour=MARK["target"])
    grip(root, x, _A, ("y", scale))
    inwards, anchor = (6, "end") if x > x_a else (-6, "start")
    svg.text(root, x + inwards, _A - 26, "target $y$", "target", anchor)


def _ledger(root, neuron, nudged, name, h):
    """Write the nudge at each station, as the factors predict it and as it is."""
    by = SYMBOLS[name].drawn
    words = f"nudge ${by}$ by $h$ = {printed(h, 2, '+')}"
    svg.text(root, _ACTUAL, _Z - 78, words, anchor="end")
    small(root, _PREDICTED, _Z - 23, "predicted", "end")
    small(root, _ACTUAL, _Z - 23, "actual", "end")
    predicted = h
    for y, factor, actual, words, bold in (
        (_Z, getattr(neuron, _FIRSTS[name]), nudged.z - neuron.z, f"$∂z$/$∂{by}$", False),
        (_A, neuron.da_dz, nudged.a - neuron.a, "$∂a$/$∂z$", False),
        (_C, neuron.dC_da, nudged.C_0 - neuron.C_0, "$∂C_{0}$/$∂a$", True),
    ):
        predicted = predicted * factor
        svg.text(root, _ACTUAL, y - 48, f"× {words} = {printed(factor)}", anchor="end")
        for x, change in ((_PREDICTED, predicted), (_ACTUAL, actual)):
            svg.text(root, x, y, printed(change, sign="+"), anchor="end", bold=bold)


def _curve(root, neuron, nudged, name, h):
    """Draw the cost against the nudged number, the tangent, and where both lead."""
    low, high = INPUTS[name].low, INPUTS[name].high
    values = np.linspace(low, high, 61)
    costs = replace(neuron, **{name: values[None, :]}).C_0
    limit = round_limit(max(costs.max(), 0.5))
    plot = PLOT.plot((low, high), (-0.08 * limit, limit))
    _axes(root, plot, SYMBOLS[name])
    slope = getattr(neuron, _SLOPES[name])
    words = f"slope $∂C_{{0}}$/$∂{SYMBOLS[name].drawn}$ = {printed(slope)}"
    svg.text(root, PLOT.left - 28, 40, words, size=17, bold=True)
    plot.curve(root, values, costs, MARK["cost"])
    here, there = getattr(neuron, name), getattr(nudged, name)
    plot.tangent(root, here, neuron.C_0, slope)
    if plot.across.holds(there):
        plot.prediction(root, there, neuron.C_0 + slope * h, nudged.C_0)
        grip(root, *plot.at(there, nudged.C_0), ("h", _nudges(plot.across, here)))
    svg.dot(root, *plot.at(here, neuron.C_0), colour=MARK["cost"])
    grip(root, *plot.at(here, neuron.C_0), (name, plot.across))


def _equation(root, neuron, name):
    """Write the chain rule for what is nudged, a number under each factor; the others beside it."""
    factors = _factors(neuron, name)
    slopes = [("C_0", name), ("z", name), ("a", "z"), ("C_0", "a")]
    values = [getattr(neuron, _SLOPES[name]), *factors]
    places = (56, 162, 268, 374)
    for x, (of, by), value in zip(places, slopes, values, strict=True):
        root.extend(drawn_derivative(x, _EQUATION, of, by))
        svg.text(root, x, _EQUATION + 42, printed(value), anchor="middle", bold=x == places[0])
    for x, sign in zip((109, 215, 321), "=··", strict=True):
        for y in (_EQUATION, _EQUATION + 42):
            svg.text(root, x, y, sign, anchor="middle", size=17)
    others = [key for key in _SLOPES if key != name]
    for x, other in zip((480, 700), others, strict=True):
        root.extend(drawn_derivative(x, _EQUATION, "C_0", other))
        button(root, x + 50, _EQUATION, 152, 56, nudged=other)
        value = printed(getattr(neuron, _SLOPES[other]))
        svg.text(root, x + 32, _EQUATION, f"= {value}", bold=True)
        product = " · ".join(printed(factor) for factor in _factors(neuron, other))
        small(root, x - 20, _EQUATION + 42, product, "start")


def _factors(neuron, name):
    return [getattr(neuron, _FIRSTS[name]), neuron.da_dz, neuron.dC_da]


def _axes(root, plot, symbol):
    across, up = plot.across, plot.up
    plot.frame(root)
    for end, label in zip((across.low, across.high), across.ends, strict=True):
        plot.below(root, end, label)
    plot.beside(root, 0, "0", gap=6)
    plot.beside(root, up.high, up.ends[1], gap=6)
    words = f"${symbol.drawn}$"
    svg.text(root, across.middle, up.start + 22, words, symbol.quantity, "middle", 17)
    svg.text(root, across.start + 8, up.end - 4, "$C_{0}$", "cost", size=17)
