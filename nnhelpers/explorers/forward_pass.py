"""Forward through a network of 3, 2 and 1 neurons: every input, weight and bias on a slider."""

from dataclasses import dataclass

import numpy as np

from nnhelpers.equations import symbol
from nnhelpers.explorers._explorer import Choice, Explorer, Slider, View, input_slider, label
from nnhelpers.network import Network
from nnhelpers.pictures import forward_pass as draw
from nnhelpers.pictures.network import describe
from nnhelpers.style import QUANTITY, mark

SIZES = (3, 2, 1)
_LIMIT = 5


@dataclass(frozen=True)
class State:
    """What the sliders and buttons say; w1_02 is the weight of layer 1 to neuron 0 from 2."""

    x_0: float = 0.9
    x_1: float = 0.2
    x_2: float = 0.5
    w1_00: float = 1.5
    w1_01: float = -1.0
    w1_02: float = 0.5
    b1_0: float = 0.2
    w1_10: float = -2.0
    w1_11: float = 1.0
    w1_12: float = 2.5
    b1_1: float = -0.6
    w2_00: float = 3.0
    w2_01: float = -1.8
    b2_0: float = -0.4
    picked: str = "w1_00"
    layer: int = 1


def _parameters():
    """Yield the weights and biases: field, kind, layer and indices."""
    for layer, (size, before) in enumerate(zip(SIZES[1:], SIZES[:-1], strict=True), start=1):
        for j in range(size):
            for k in range(before):
                yield f"w{layer}_{j}{k}", "w", layer, (j, k)
            yield f"b{layer}_{j}", "b", layer, (j,)


def _slider(field, kind, layer, indices):
    name = symbol(kind, layer, "".join(map(str, indices)))
    words = f"{QUANTITY[kind]} {label(kind, layer, indices)}"
    return Slider(field, name, words, -_LIMIT, _LIMIT, 0.1, mark(kind), only_if=("picked", field))


PARAMETERS = {field: (kind, layer, indices) for field, kind, layer, indices in _parameters()}
CONTROLS = [
    *(input_slider(k) for k in range(SIZES[0])),
    *(_slider(field, *place) for field, place in PARAMETERS.items()),
    Choice("picked", "slide", {label(*place): field for field, place in PARAMETERS.items()}),
    Choice("layer", "compute", {"input": 0, "layer 1": 1, "layer 2": 2}),
]


def network_of(state):
    """Return the network whose weights and biases the sliders spell out, and its input."""
    net = Network(SIZES)
    for field, (kind, layer, (j, *k)) in PARAMETERS.items():
        array = (net.weights if kind == "w" else net.biases)[layer - 1]
        array[j, k[0] if k else 0] = getattr(state, field)
    return net, np.array([[state.x_0], [state.x_1], [state.x_2]])


def view(state):
    """Show the network of a state, computed up to its layer, and the sums of that layer."""
    net, x = network_of(state)
    zs, activations = net.forward_pass(x)
    kind, layer, indices = PARAMETERS[state.picked]
    picture = draw(
        net.weights, net.biases, zs, activations, state.layer, (kind, layer, *indices), _LIMIT
    )
    return View(
        picture, _equation(state.layer), describe(net.weights, activations[: state.layer + 1])
    )


def _equation(layer):
    if layer == 0:
        return rf"{symbol('a', 0)} = {symbol('x')}"
    return (
        rf"z^{{({layer})}} = {symbol('w', layer)}\, {symbol('a', layer - 1)} + {symbol('b', layer)}"
        rf"\qquad {symbol('a', layer)} = \sigma\big(z^{{({layer})}}\big)"
    )


def forward_pass(**start):
    """Open the network; keyword arguments are fields of `State` and say where it starts.

    Raises
    ------
    TypeError, ValueError
        If there is no such field, or its slider does not reach the value.
    """
    return Explorer(State(**start), CONTROLS, view)
