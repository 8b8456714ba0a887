"""Paths add: from one weight or activation, every path to the cost, its product, and the sum."""

from dataclasses import dataclass

import numpy as np

from nnhelpers.equations import derivative as latex_of
from nnhelpers.equations import symbol
from nnhelpers.explorers._explorer import Choice, Explorer, Slider, View, input_slider
from nnhelpers.gradients import nudge
from nnhelpers.network import Network
from nnhelpers.paths import cost_after, paths, slope
from nnhelpers.pictures import path_sums
from nnhelpers.pictures.paths import describe
from nnhelpers.published import two_two_two

_, X, Y = two_two_two()
STARTS = {
    "a⁽¹⁾₀": ("a", 1, 0),
    "a⁽¹⁾₁": ("a", 1, 1),
    "w⁽¹⁾₀₀": ("w", 1, 0, 0),
    "w⁽¹⁾₀₁": ("w", 1, 0, 1),
    "w⁽¹⁾₁₀": ("w", 1, 1, 0),
    "w⁽¹⁾₁₁": ("w", 1, 1, 1),
}
_PATHS = {"2-2-2": 2, "2-3-2": 2, "2-2-2-2": 4}  # of each network, from any of these starts
_WITHOUT = ("none", "1", "2", "3", "4")


@dataclass(frozen=True)
class State:
    """What the sliders and buttons say; `draw` 0 are the published weights, others random."""

    x_0: float = 0.05
    x_1: float = 0.10
    h: float = 0.5
    draw: int = 0
    sizes: str = "2-2-2"
    start: str = "a⁽¹⁾₀"
    without: str = "none"


def _that_are_there(state):
    """Return which paths can be left out in the network of a state."""
    return _WITHOUT[: 1 + _PATHS[state.sizes]]


CONTROLS = [
    input_slider(0),
    input_slider(1),
    Slider("h", symbol("h"), "nudge h", -1, 1, 0.01),
    Slider("draw", r"\text{draw}", "draw of the weights", 0, 30, 1),
    Choice("sizes", "network", {name: name for name in _PATHS}),
    Choice("start", "from", {name: name for name in STARTS}),
    Choice("without", "leave out path", {name: name for name in _WITHOUT}, _that_are_there),
]


def network_of(state):
    """Return the network of a state: the published 2-2-2, or one with random weights."""
    if state.draw == 0 and state.sizes == "2-2-2":
        return two_two_two()[0]
    return Network([int(size) for size in state.sizes.split("-")], rng=state.draw)


def view(state):
    """Show the paths of a state, their products, and the sum beside the whole derivative."""
    net, x = network_of(state), np.array([[state.x_0], [state.x_1]])
    start = STARTS[state.start]
    found = paths(net, x, Y, start)
    left_out = int(state.without) if state.without != "none" else None
    kept = [path for number, path in enumerate(found, start=1) if number != left_out]
    h = state.h or 1e-6  # at 0, the slope itself
    measured = nudge(lambda value: cost_after(net, x, Y, start, value), 0.0, h)
    sums = {
        "sum of the paths": sum(path.product for path in kept),
        "backprop": slope(net, x, Y, start),
        f"measured with h = {state.h:g}": measured,
    }
    picture = path_sums(net, net.forward_pass(x)[1], Y, start, found, left_out, sums)
    return View(picture, _equation(start), describe(start, found, left_out, sums))


def _equation(start):
    kind, layer, j, *k = start
    if kind == "w":
        whole = latex_of("C_0", "w", layer, f"{j}{k[0]}")
    else:
        whole = latex_of("C_0", "a", layer, str(j))
    return rf"{whole} = \sum_{{\text{{paths}}}} \; \text{{product of the slopes along the path}}"


def paths_add(**start):
    """Open the paths; keyword arguments are fields of `State` and say where it starts.

    Raises
    ------
    TypeError, ValueError
        If there is no such field, or its slider does not reach the value.
    """
    return Explorer(State(**start), CONTROLS, view)
