"""One neuron: slide w, b and a_prev, and see z and a follow."""

from dataclasses import dataclass

from nnhelpers.equations import function, symbol
from nnhelpers.explorers._explorer import ACTIVATION, Explorer, Slider, View
from nnhelpers.neuron import Neuron
from nnhelpers.pictures import one_neuron as draw
from nnhelpers.pictures.one_neuron import RANGES, describe
from nnhelpers.style import mark


@dataclass(frozen=True)
class State:
    """What the sliders and buttons say."""

    w: float = 1.5
    a_prev: float = 0.8
    b: float = -0.5
    activation: str = "sigmoid"


CONTROLS = [
    Slider("w", symbol("w"), "weight w", *RANGES["w"], 0.05, mark("w")),
    Slider(
        "a_prev", symbol("a_prev"), "activation before", *RANGES["a_prev"], 0.01, mark("a_prev")
    ),
    Slider("b", symbol("b"), "bias b", *RANGES["b"], 0.05, mark("b")),
    ACTIVATION,
]


def view(state):
    """Show the neuron of a state; nothing asks for its target yet."""
    neuron = Neuron(state.w, state.b, state.a_prev, y=0.0, activation=state.activation)
    equation = (
        rf"z = {symbol('w')}\, {symbol('a_prev')} + {symbol('b')} \qquad "
        rf"{symbol('a')} = {function(neuron.activation)}"
    )
    return View(draw(neuron), equation, describe(neuron))


def one_neuron(**start):
    """Open the neuron; keyword arguments are fields of `State` and say where it starts.

    Raises
    ------
    TypeError, ValueError
        If there is no such field, or its slider does not reach the value.
    """
    return Explorer(State(**start), CONTROLS, view)
