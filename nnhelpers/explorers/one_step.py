"""One step at a time: a ball on a cost curve, and what the learning rate makes of it."""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from nnhelpers.descent import downhill, place
from nnhelpers.equations import derivative, symbol
from nnhelpers.explorers._explorer import Choice, Explorer, Slider, View
from nnhelpers.neuron import Neuron
from nnhelpers.pictures import one_step as draw
from nnhelpers.pictures.one_step import describe
from nnhelpers.style import mark

LOW, HIGH, STEPS = -4, 10, 30

#: A bowl, whose cost is a parabola, and a sigmoid neuron with two valleys.
NEURONS = {
    "linear": Neuron(
        0.0, 0.0, np.array([[0.5, 1.0]]), np.array([[1.0, 3.2]]), activation="identity"
    ),
    "sigmoid": Neuron(0.0, -3.9, np.array([[0.9, 0.5, 2.8]]), np.array([[1.0, 0.0, 0.0]])),
}


@dataclass(frozen=True)
class State:
    """What the sliders say."""

    steps: int = 1
    w: float = 9.0
    eta_linear: float = 0.4
    eta_sigmoid: float = 10.0
    neuron: str = "linear"

    @property
    def eta(self):
        """The learning rate of the neuron that is chosen."""
        return {"linear": self.eta_linear, "sigmoid": self.eta_sigmoid}[self.neuron]


CONTROLS = [
    Slider("steps", r"\text{steps}", 0, STEPS, 1, plays=True),
    Slider("w", symbol("w"), LOW, HIGH, 0.1, mark("w")),
    Slider("eta_linear", r"\eta", 0.05, 4, 0.05, only_if=("neuron", "linear")),
    Slider("eta_sigmoid", r"\eta", 1, 150, 1.0, only_if=("neuron", "sigmoid")),
    Choice("neuron", "neuron", {"linear, one valley": "linear", "sigmoid, two valleys": "sigmoid"}),
]


def view(state):
    """Show the ball after the steps of a state, and where the next one leads."""
    neuron = replace(NEURONS[state.neuron], w=state.w)
    *places, upcoming = downhill(neuron, state.eta, state.steps + 1)
    picture = draw(_curve(state.neuron), places, state.eta, upcoming, STEPS)
    return View(picture, _equation(), describe(places, state.eta))


@cache
def _curve(name):
    return tuple(place(replace(NEURONS[name], w=w)) for w in np.linspace(LOW, HIGH, 141))


def _equation():
    w = symbol("w")
    return rf"{w} \;\to\; {w} - \eta\, {derivative('C', 'w')}"


def one_step(**start):
    """Open the explorer; keyword arguments are fields of `State` and say where it starts.

    Raises
    ------
    TypeError, ValueError
        If there is no such field, or its slider does not reach the value.
    """
    return Explorer(State(**start), CONTROLS, view)
