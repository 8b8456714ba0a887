"""One step at a time: a ball on a cost curve, and what the learning rate makes of it."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from nnhelpers.descent import downhill, parabola, place, two_valleys
from nnhelpers.equations import derivative, symbol
from nnhelpers.explorers._explorer import Choice, Explorer, Slider, View
from nnhelpers.pictures import one_step as draw
from nnhelpers.pictures.one_step import describe
from nnhelpers.style import mark

LOW, HIGH, STEPS = -4, 10, 30

NEURONS = {"linear": parabola, "sigmoid": two_valleys}


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
    Slider("steps", r"\text{steps}", "steps", 0, STEPS, 1, plays=True),
    Slider("w", symbol("w"), "weight w", LOW, HIGH, 0.1, mark("w")),
    Slider("eta_linear", r"\eta", "learning rate η", 0.05, 4, 0.05, only_if=("neuron", "linear")),
    Slider("eta_sigmoid", r"\eta", "learning rate η", 1, 150, 1.0, only_if=("neuron", "sigmoid")),
    Choice("neuron", "neuron", {"linear, one valley": "linear", "sigmoid, two valleys": "sigmoid"}),
]


def view(state):
    """Show the ball after the steps of a state, and where the next one leads."""
    *places, upcoming = downhill(NEURONS[state.neuron](state.w), state.eta, state.steps + 1)
    picture = draw(_curve(state.neuron), places, state.eta, upcoming, STEPS)
    return View(picture, _equation(), describe(places, state.eta))


@cache
def _curve(name):
    return tuple(place(NEURONS[name](w)) for w in np.linspace(LOW, HIGH, 141))


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
