"""The chain of neurons: six parameters, six derivatives, and the factors they are made of."""

from dataclasses import dataclass

from nnhelpers.equations import chain_of_factors, symbol
from nnhelpers.explorers._explorer import ACTIVATION, Choice, Explorer, Slider, View, label
from nnhelpers.neuron import Chain
from nnhelpers.pictures import chain_of_neurons as draw
from nnhelpers.pictures.chain_of_neurons import describe
from nnhelpers.style import QUANTITY, mark


@dataclass(frozen=True)
class State:
    """What the sliders and buttons say; w1 is w^(1)."""

    w1: float = 1.5
    w2: float = -2.0
    w3: float = 1.2
    b1: float = 0.1
    b2: float = 0.5
    b3: float = -0.4
    x: float = 0.9
    y: float = 0.2
    spelled: str = "w1"
    activation: str = "sigmoid"


def _slider(kind, layer):
    words = f"{QUANTITY[kind]} {label(kind, layer)}"
    return Slider(f"{kind}{layer}", symbol(kind, layer), words, -6, 6, 0.1, mark(kind))


LAYERS = (1, 2, 3)
CONTROLS = [
    *(_slider("w", layer) for layer in LAYERS),
    *(_slider("b", layer) for layer in LAYERS),
    Slider("x", symbol("x"), "input x", 0, 1, 0.01, mark("x")),
    Slider("y", symbol("y"), "target y", 0, 1, 0.01, mark("y")),
    Choice(
        "spelled",
        "spell out",
        {label(kind, layer): f"{kind}{layer}" for layer in LAYERS for kind in "wb"},
    ),
    ACTIVATION,
]


def view(state):
    """Show the chain of a state, and one of its derivatives spelled out."""
    chain = Chain(
        (state.w1, state.w2, state.w3),
        (state.b1, state.b2, state.b3),
        state.x,
        state.y,
        state.activation,
    )
    name, layer = state.spelled
    return View(draw(chain), chain_of_factors(chain, name, int(layer)), describe(chain))


def chain_of_neurons(**start):
    """Open the chain; keyword arguments are fields of `State` and say where it starts.

    Raises
    ------
    TypeError, ValueError
        If there is no such field, or its slider does not reach the value.
    """
    return Explorer(State(**start), CONTROLS, view)
