"""Paths add: from one weight or activation, every path to the cost, its product, and the sum."""

from dataclasses import dataclass

import numpy as np

from nnhelpers.equations import derivative as latex_of
from nnhelpers.equations import symbol
from nnhelpers.explorers._explorer import Choice, Explorer, Slider, View
from nnhelpers.gradients import nudge
from nnhelpers.network import Network
from nnhelpers.paths import cost_after, derivative, paths
from nnhelpers.pictures import path_sums as draw
from nnhelpers.pictures.paths import describe
from nnhelpers.published import two_two_two
from nnhelpers.style import mark

_, X, Y = two_two_two()
STARTS = {
    "a⁽¹⁾₀": ("a", 1, 0),
    "a⁽¹⁾₁": ("a", 1, 1),
    "w⁽¹⁾₀₀": ("w", 1, 0, 0),
    "w⁽¹⁾₀₁": ("w", 1, 0, 1),
    "w⁽¹⁾₁₀": ("w", 1, 1, 0),
    "w⁽¹⁾₁₁": ("w", 1, 1, 1),
}


@dataclass(frozen=True)
class State:
    """What the sliders and buttons say; `weights` 0 are the published ones, others random."""

    x_0: float = 0.05
    x_1: float = 0.10
    h: float = 0.5
    weights: int = 0
    sizes: str = "2-2-2"
    start: str = "a⁽¹⁾₀"
    without: str = "none"


CONTROLS = [
    Slider("x_0", symbol("a", 0, "0"), 0, 1, 0.01, mark("a")),
    Slider("x_1", symbol("a", 0, "1"), 0, 1, 0.01, mark("a")),
    Slider("h", symbol("h"), -1, 1, 0.01),
    Slider("weights", r"\text{draw}", 0, 30, 1),
    Choice("sizes", "network", {name: name for name in ("2-2-2", "2-3-2", "2-2-2-2")}),
    Choice("start", "from", {name: name for name in STARTS}),
    Choice("without", "leave out path", {name: name for name in ("none", "1", "2", "3", "4")}),
]


def network_of(state):
    """Return the network of a state: the published 2-2-2, or one with random weights."""
    if state.weights == 0 and state.sizes == "2-2-2":
        return two_two_two()[0]
    return Network([int(size) for size in state.sizes.split("-")], rng=state.weights)


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
        "backprop": derivative(net, x, Y, start),
        f"measured with h = {state.h:g}": measured,
    }
    picture = draw(net, net.forward_pass(x)[1], Y, start, found, left_out, sums)
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
