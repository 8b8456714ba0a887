"""The chain-rule bench: a nudge travels through z and a to the cost, and the slope foretells it."""

from dataclasses import replace

import numpy as np

from nnhelpers.equations import printed
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._scale import Scale, round_limit
from nnhelpers.style import INK, MARK

WIDTH, HEIGHT = 900, 416

#: What the number lines show, and the sliders allow.
RANGES = {"w": (-4, 4), "b": (-4, 4), "a_prev": (0, 1)}
SYMBOLS = {"w": "$w$", "b": "$b$", "a_prev": "$a_{prev}$"}
COLOURS = {"w": "weight", "b": "bias", "a_prev": "activation"}

_Z_LIMIT = 8
_LINE = (112, 412)  # left and right end of the long number lines
_TELLS, _DOES = 508, 596  # right edges of the two columns of numbers
_ROWS = {"input": 66, "z": 182, "a": 276, "C_0": 370}
_PLOT = {"left": 650, "right": 880, "top": 84, "bottom": 370}


def chain_rule_bench(neuron, name, h):
    """Draw one neuron, the journey of a nudge through it, and the cost's curve with its tangent.

    Parameters
    ----------
    neuron : Neuron
        With w, b and a_prev within `RANGES`.
    name : {"w", "b", "a_prev"}
        What is nudged.
    h : float
        The nudge.

    Returns
    -------
    str
        SVG text.
    """
    nudged = neuron.nudged(name, h)
    root = svg.picture(WIDTH, HEIGHT, describe(neuron, name, h))
    a_scale, cost_scale = _scales(neuron, nudged)
    stations = [
        _inputs(root, neuron, nudged, name),
        _station(root, "z", neuron.z, nudged.z, Scale(-_Z_LIMIT, _Z_LIMIT, *_LINE), None),
        _station(root, "a", neuron.a, nudged.a, a_scale, "activation"),
        _station(root, "C_0", neuron.C_0, nudged.C_0, cost_scale, "cost"),
    ]
    _target(root, neuron, a_scale)
    for before, after in zip(stations, stations[1:], strict=False):
        _ribbon(root, before, after)
    _ledger(root, neuron, nudged, name, h)
    _curve(root, neuron, name, h)
    return root.render()


def describe(neuron, name, h):
    """Say in words what the picture shows."""
    slope, actual = _slope(neuron, name), neuron.nudged(name, h).C_0 - neuron.C_0
    return (
        f"One neuron: w = {printed(neuron.w, 2)}, b = {printed(neuron.b, 2)}, "
        f"a_prev = {printed(neuron.a_prev, 2)}, target y = {printed(neuron.y, 2)}; "
        f"z = {printed(neuron.z)}, a = {printed(neuron.a)}, cost {printed(neuron.C_0)}. "
        f"Nudging {name} by {printed(h, 2, '+')}: the slope {printed(slope)} foretells "
        f"{printed(slope * h, sign='+')}, the cost changes by {printed(actual, sign='+')}."
    )


def _slope(neuron, name):
    return {"w": neuron.dC_dw, "b": neuron.dC_db, "a_prev": neuron.dC_da_prev}[name]


def _scales(neuron, nudged):
    low, high = {
        "sigmoid": (0, 1),
        "tanh": (-1, 1),
        "relu": (0, _Z_LIMIT),
        "identity": (-_Z_LIMIT, _Z_LIMIT),
    }[neuron.activation.name]
    limit = round_limit(max(neuron.C_0, nudged.C_0, 0.5))
    return Scale(low, high, *_LINE), Scale(0, limit, *_LINE)


def _inputs(root, neuron, nudged, name):
    """Draw the three short number lines that make z; return where the nudged one stands."""
    y, ends = _ROWS["input"], {"w": (112, 210), "a_prev": (242, 332), "b": (376, 474)}
    for (left, _), operator in zip(ends.values(), ("$z$ =", "×", "+"), strict=True):
        svg.text(root, left - 10, y - 34, operator, anchor="end", size=17)
    station = None
    for key, (left, right) in ends.items():
        value, scale = getattr(neuron, key), Scale(*RANGES[key], left, right)
        words = f"{SYMBOLS[key]} = {printed(value, 2)}"
        svg.text(root, left, y - 34, words, INK[COLOURS[key]], size=17, class_=COLOURS[key])
        _axis(root, y, scale)
        moved = getattr(nudged, key)
        if key == name:
            station = _nudge(root, y, scale, value, moved, MARK[COLOURS[key]])
        svg.dot(root, scale(value), y, colour=MARK[COLOURS[key]])
    return station


def _station(root, key, value, moved, scale, quantity):
    """Draw one long number line with its nudge; return where value and nudge stand."""
    y, colour = _ROWS[key], MARK.get(quantity, "currentColor")
    svg.text(
        root,
        20,
        y - 11,
        f"${key.replace('_0', '_{0}')}$",
        INK.get(quantity),
        size=20,
        class_=quantity,
    )
    svg.text(root, 20, y + 13, printed(value), size=16)
    _axis(root, y, scale)
    station = _nudge(root, y, scale, value, moved, colour)
    svg.dot(root, scale(value), y, colour=colour)
    return station


def _axis(root, y, scale):
    svg.line(root, scale.start, y, scale.end, y, width=1.5, opacity=0.5)
    for x, label in zip((scale.start, scale.end), scale.ends, strict=True):
        svg.line(root, x, y - 5, x, y + 5, width=1.5, opacity=0.5)
        svg.text(root, x, y + 20, label, anchor="middle", size=14, opacity=0.75)
    if scale.low < 0 < scale.high:
        svg.line(root, scale(0), y - 4, scale(0), y + 4, width=1.5, opacity=0.5)
        svg.text(root, scale(0), y + 20, "0", anchor="middle", size=14, opacity=0.75)


def _nudge(root, y, scale, value, moved, colour):
    svg.arrow(root, scale(value), scale(moved), y, colour, width=6)
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
    y = _ROWS["a"]
    x, x_a = scale(neuron.y), scale(neuron.a)
    svg.line(root, x, y - 13, x_a, y - 13, MARK["cost"], width=4)
    svg.diamond(root, x, y, colour=MARK["target"])
    side = "end" if x > x_a else "start"
    svg.text(
        root, x + (6 if x > x_a else -6), y - 26, "target $y$", INK["target"], side, class_="target"
    )


def _ledger(root, neuron, nudged, name, h):
    """Write the nudge at each station, as the factors foretell it and as it really is."""
    first = {"w": neuron.dz_dw, "b": neuron.dz_db, "a_prev": neuron.dz_da_prev}[name]
    by = SYMBOLS[name].strip("$")
    top = _ROWS["z"]
    svg.text(root, _DOES, top - 78, f"nudge ${by}$ by $h$ = {printed(h, 2, '+')}", anchor="end")
    svg.text(root, _TELLS, top - 23, "by slope", anchor="end", size=14, opacity=0.75)
    svg.text(root, _DOES, top - 23, "really", anchor="end", size=14, opacity=0.75)
    told = h
    for key, factor, really, words in (
        ("z", first, nudged.z - neuron.z, f"$∂z$/$∂{by}$"),
        ("a", neuron.da_dz, nudged.a - neuron.a, "$∂a$/$∂z$"),
        ("C_0", neuron.dC_da, nudged.C_0 - neuron.C_0, "$∂C_{0}$/$∂a$"),
    ):
        told = told * factor
        y = _ROWS[key]
        svg.text(root, _DOES, y - 48, f"× {words} = {printed(factor)}", anchor="end")
        weight = "bold" if key == "C_0" else None
        svg.text(root, _TELLS, y, printed(told, 4, "+"), anchor="end", font_weight=weight)
        svg.text(root, _DOES, y, printed(really, 4, "+"), anchor="end", font_weight=weight)


def _curve(root, neuron, name, h):
    """Draw the cost against the nudged number, the tangent, and where both lead."""
    left, right, top, bottom = (_PLOT[side] for side in ("left", "right", "top", "bottom"))
    xs = np.linspace(*RANGES[name], 61)
    costs = replace(neuron, **{name: xs[None, :]}).C_0
    x_scale = Scale(*RANGES[name], left, right)
    limit = round_limit(max(costs.max(), 0.5))
    y_scale = Scale(-0.08 * limit, limit, bottom, top)
    svg.line(root, left, y_scale(0), right, y_scale(0), width=1.5, opacity=0.5)
    svg.line(root, left, y_scale(0), left, top, width=1.5, opacity=0.5)
    for end, label in zip((left, right), x_scale.ends, strict=True):
        svg.text(root, end, bottom + 20, label, anchor="middle", size=14, opacity=0.75)
    svg.text(root, left - 6, y_scale(0), "0", anchor="end", size=14, opacity=0.75)
    svg.text(root, left - 6, top, y_scale.ends[1], anchor="end", size=14, opacity=0.75)
    svg.text(
        root,
        (left + right) / 2,
        bottom + 22,
        SYMBOLS[name],
        INK[COLOURS[name]],
        "middle",
        17,
        class_=COLOURS[name],
    )
    svg.text(root, left + 8, top - 4, "$C_{0}$", INK["cost"], size=17, class_="cost")
    x, slope = getattr(neuron, name), _slope(neuron, name)
    svg.text(
        root,
        left - 28,
        40,
        f"slope $∂C_{{0}}$/$∂{SYMBOLS[name].strip('$')}$ = {printed(slope)}",
        size=17,
        font_weight="bold",
    )
    svg.polyline(root, map(x_scale, xs), map(y_scale, costs), MARK["cost"], 3)
    for side in (-1, 1):
        _tangent(root, x, neuron.C_0, slope, side, x_scale, y_scale)
    foretold, actual = neuron.C_0 + slope * h, neuron.nudged(name, h).C_0
    x_there = x_scale(x + h)
    if x_scale.holds(x + h):
        svg.line(root, x_there, y_scale(foretold), x_there, y_scale(actual), width=2)
        svg.dot(root, x_there, y_scale(actual), 6, MARK["cost"], filled=False)
        if y_scale.holds(foretold):
            svg.diamond(root, x_there, y_scale(foretold), 6)
    svg.dot(root, x_scale(x), y_scale(neuron.C_0), colour=MARK["cost"])


def _tangent(root, x, cost, slope, side, x_scale, y_scale):
    """Draw half of the tangent, as far as the plot reaches."""
    reach = (x_scale.high - x) if side > 0 else (x - x_scale.low)
    rise = side * slope
    if rise:
        room = (y_scale.high - cost) / rise if rise > 0 else (y_scale.low - cost) / rise
        reach = min(reach, max(room, 0))
    end = x + side * reach
    svg.line(
        root,
        x_scale(x),
        y_scale(cost),
        x_scale(end),
        y_scale(cost + rise * reach),
        width=2,
        stroke_dasharray="7 4",
    )
