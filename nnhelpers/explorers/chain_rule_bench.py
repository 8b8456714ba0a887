"""The chain-rule bench: nudge w, b or a_prev of one neuron, and follow the nudge to the cost."""

from dataclasses import dataclass

from nnhelpers.equations import chain_rule, symbol
from nnhelpers.explorers._explorer import ACTIVATION, Choice, Explorer, Slider, View
from nnhelpers.neuron import Neuron
from nnhelpers.pictures import chain_rule_bench as draw
from nnhelpers.pictures.chain_rule_bench import RANGES, describe
from nnhelpers.style import mark


@dataclass(frozen=True)
class State:
    """What the bench's sliders and buttons say."""

    w: float = 1.5
    b: float = -0.5
    a_prev: float = 0.8
    y: float = 1.0
    h: float = 1.0
    nudged: str = "w"
    activation: str = "sigmoid"
    cost: str = "half_squared_error"


CONTROLS = [
    Slider("w", symbol("w"), "weight w", *RANGES["w"], 0.05, mark("w")),
    Slider("b", symbol("b"), "bias b", *RANGES["b"], 0.05, mark("b")),
    Slider(
        "a_prev", symbol("a_prev"), "activation before", *RANGES["a_prev"], 0.01, mark("a_prev")
    ),
    Slider("y", symbol("y"), "target y", *RANGES["y"], 0.01, mark("y")),
    Slider("h", symbol("h"), "nudge h", *RANGES["h"], 0.01),
    Choice("nudged", "nudge", {"w": "w", "b": "b", "a_prev": "a_prev"}),
    ACTIVATION,
    Choice("cost", "cost", {"½(a − y)²": "half_squared_error", "(a − y)²": "squared_error"}),
]


def view(state):
    """Show the neuron of a state, the journey of its nudge, and its chain rule."""
    neuron = Neuron(state.w, state.b, state.a_prev, state.y, state.activation, state.cost)
    return View(
        picture=draw(neuron, state.nudged, state.h),
        equation=chain_rule(neuron),
        text=describe(neuron, state.nudged, state.h),
    )


def chain_rule_bench(**start):
    """Open the bench; keyword arguments are fields of `State` and say where it starts.

    Raises
    ------
    TypeError, ValueError
        If there is no such field, or its slider does not reach the value.
    """
    return Explorer(State(**start), CONTROLS, view)
