"""One neuron: slide w, b and a_prev, and see z and a follow."""

from nnhelpers import pictures
from nnhelpers.equations import function, symbol
from nnhelpers.explorers._controls import ACTIVATION, quantity
from nnhelpers.explorers._explorer import View, explorer
from nnhelpers.neuron import Neuron
from nnhelpers.pictures.one_neuron import RANGES


@explorer(
    quantity("w", 1.5, *RANGES["w"], 0.05),
    quantity("a_prev", 0.8, *RANGES["a_prev"], 0.01),
    quantity("b", -0.5, *RANGES["b"], 0.05),
    ACTIVATION,
)
def one_neuron(state):
    """One neuron, from its input to its activation; nothing asks for a target yet.

    >>> neuron = one_neuron(activation="tanh")
    """
    neuron = Neuron(state.w, state.b, state.a_prev, y=0.0, activation=state.activation)
    equation = (
        rf"z = {symbol('w')}\, {symbol('a_prev')} + {symbol('b')} \qquad "
        rf"{symbol('a')} = {function(neuron.activation)}"
    )
    return View(pictures.one_neuron.unchecked(neuron), equation)
