"""Paths add: from one weight or activation, every path to the cost, its product, and the sum."""

import numpy as np

from nnhelpers import pictures
from nnhelpers.equations import derivative
from nnhelpers.explorers._controls import Slider, choice, input_activation, quantity
from nnhelpers.explorers._explorer import View, explorer
from nnhelpers.gradients import nudge
from nnhelpers.network import Network
from nnhelpers.paths import cost_after, paths, slope
from nnhelpers.pictures import Touch
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


def _to_leave_out(state):
    """Return which paths there are to leave out in the network of a state."""
    return _WITHOUT[: 1 + _PATHS[state.sizes]]


_INPUTS = [input_activation(0, 0.05), input_activation(1, 0.10)]
_TOUCHES = {
    **{("a", 0, k): Touch({}, slider.ends) for k, slider in enumerate(_INPUTS)},
    **{place: Touch({"start": words}) for words, place in STARTS.items()},
}


@explorer(
    *_INPUTS,
    quantity("h", 0.5, -1, 1, 0.01),
    Slider("draw", 0, 0, 30, 1, words="draw of the weights"),
    choice("sizes", "2-2-2", "network", _PATHS.keys()),
    choice("start", "a⁽¹⁾₀", "from", STARTS.keys()),
    choice("without", "none", "leave out path", _WITHOUT, _to_leave_out),
)
def paths_add(state):
    """Paths, their products, and their sum beside the whole derivative.

    Draw 0 are the published weights of the 2-2-2, the others are random.

    >>> paths = paths_add(sizes="2-2-2")
    """
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
    activations = net.forward_pass(x)[1]
    return View(
        pictures.paths_add.unchecked(net, activations, Y, start, found, left_out, sums, _TOUCHES),
        _equation(*start),
    )


def network_of(state):
    """Return the network of a state: the published 2-2-2, or one with random weights."""
    if state.draw == 0 and state.sizes == "2-2-2":
        return two_two_two()[0]
    return Network([int(size) for size in state.sizes.split("-")], rng=state.draw)


def _equation(kind, layer, *index):
    whole = derivative("C_0", kind, layer, "".join(map(str, index)))
    return rf"{whole} = \sum_{{\text{{paths}}}} \; \text{{product of the slopes along the path}}"
