"""Forward through a network of 3, 2 and 1 neurons: every input, weight and bias on a slider."""

import numpy as np

from nnhelpers import pictures
from nnhelpers.equations import symbol
from nnhelpers.explorers._controls import choice, input_activation, label, quantity
from nnhelpers.explorers._explorer import View, explorer
from nnhelpers.network import Network
from nnhelpers.pictures import Touch

SIZES = (3, 2, 1)
#: Field of the state: kind, layer, indices. w1_02 is the weight of layer 1 to neuron 0 from 2.
PARAMETERS = {
    f"{kind}{layer}_{''.join(map(str, index))}": (kind, layer, index)
    for layer, (size, before) in enumerate(zip(SIZES[1:], SIZES[:-1], strict=True), start=1)
    for j in range(size)
    for kind, index in (*(("w", (j, k)) for k in range(before)), ("b", (j,)))
}
_STARTS = (1.5, -1.0, 0.5, 0.2, -2.0, 1.0, 2.5, -0.6, 3.0, -1.8, -0.4)
_LIMIT = 5


def _parameter(field, start):
    kind, layer, index = PARAMETERS[field]
    more = {"layer": layer, "index": index, "name": field, "only_if": ("picked", field)}
    return quantity(kind, start, -_LIMIT, _LIMIT, 0.1, **more)


_INPUTS = [input_activation(k, start) for k, start in enumerate((0.9, 0.2, 0.5))]
_SLIDERS = list(map(_parameter, PARAMETERS, _STARTS))


def _layer(number):
    return f"layer {number}" if number else "input"


def _touches():
    """Yield the places of the network with what a pointer does there."""
    for (kind, layer, index), slider in zip(PARAMETERS.values(), _SLIDERS, strict=True):
        yield (kind, layer, *index), Touch({"picked": label(kind, layer, index)}, slider.ends)
    for layer, size in enumerate(SIZES):
        for j in range(size):
            slider = None if layer else _INPUTS[j].ends
            yield ("a", layer, j), Touch({"layer": _layer(layer)}, slider)


_TOUCHES = dict(_touches())


@explorer(
    *_INPUTS,
    *_SLIDERS,
    choice("picked", "w1_00", "slide", {label(*PARAMETERS[name]): name for name in PARAMETERS}),
    choice("layer", 1, "compute", {_layer(number): number for number in range(len(SIZES))}),
)
def forward_pass(state):
    """A network, computed up to one layer, and the sums of that layer.

    >>> passed = forward_pass(layer=2)
    """
    net, x = network_of(state)
    zs, activations = net.forward_pass(x)
    kind, layer, index = PARAMETERS[state.picked]
    picked = (kind, layer, *index)
    drawn = pictures.forward_pass.unchecked(
        net, zs, activations, state.layer, picked, _LIMIT, _TOUCHES
    )
    return View(drawn, _equation(state.layer))


def network_of(state):
    """Return the network whose weights and biases the sliders spell out, and its input."""
    net = Network(SIZES)
    for field, (kind, layer, (j, *k)) in PARAMETERS.items():
        array = (net.weights if kind == "w" else net.biases)[layer - 1]
        array[j, k[0] if k else 0] = getattr(state, field)
    return net, np.array([[state.x_0], [state.x_1], [state.x_2]])


def _equation(layer):
    if layer == 0:
        return rf"{symbol('a', 0)} = {symbol('x')}"
    return (
        rf"z^{{({layer})}} = {symbol('w', layer)}\, {symbol('a', layer - 1)} + {symbol('b', layer)}"
        rf"\qquad {symbol('a', layer)} = \sigma\big(z^{{({layer})}}\big)"
    )
