"""The chain of neurons: six parameters, six derivatives, and the factors they are made of."""

from nnhelpers import pictures
from nnhelpers.equations import chain_of_factors
from nnhelpers.explorers._controls import ACTIVATION, choice, label, quantity
from nnhelpers.explorers._explorer import View, explorer
from nnhelpers.neuron import Chain


def _parameter(kind, layer, start):
    return quantity(kind, start, -6, 6, 0.1, layer=layer, name=f"{kind}{layer}")


@explorer(
    _parameter("w", 1, 1.5),
    _parameter("w", 2, -2.0),
    _parameter("w", 3, 1.2),
    _parameter("b", 1, 0.1),
    _parameter("b", 2, 0.5),
    _parameter("b", 3, -0.4),
    quantity("x", 0.9, 0, 1, 0.01),
    quantity("y", 0.2, 0, 1, 0.01),
    choice(
        "spelled",
        "w1",
        "spell out",
        {label(kind, layer): f"{kind}{layer}" for layer in (1, 2, 3) for kind in "wb"},
    ),
    ACTIVATION,
)
def chain_of_neurons(state):
    """A chain of three neurons, its derivatives, and one of them spelled out."""
    weights, biases = (state.w1, state.w2, state.w3), (state.b1, state.b2, state.b3)
    chain = Chain(weights, biases, state.x, state.y, state.activation)
    kind, layer = state.spelled
    return View(
        pictures.chain_of_neurons.unchecked(chain), chain_of_factors(chain, kind, int(layer))
    )
