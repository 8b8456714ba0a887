"""One step at a time: a ball on a cost curve, and what the learning rate makes of it."""

from functools import cache

import numpy as np

from nnhelpers import pictures
from nnhelpers.descent import downhill, parabola, place, two_valleys
from nnhelpers.equations import derivative, symbol
from nnhelpers.explorers._controls import Slider, choice, quantity
from nnhelpers.explorers._explorer import View, explorer

LOW, HIGH, STEPS = -4, 10, 30
NEURONS = {"linear": parabola, "sigmoid": two_valleys}
_STEP = rf"- \eta\, {derivative('C', 'w')}"
_EQUATION = rf"{symbol('w')} \;\to\; {symbol('w')} {_STEP}"
_WITH_MOMENTUM = rf"v \;\to\; \mu\, v {_STEP} \qquad {symbol('w')} \;\to\; {symbol('w')} + v"


def _learning_rate(neuron, *of):
    return quantity("eta", *of, name=f"eta_{neuron}", only_if=("neuron", neuron))


@explorer(
    Slider("steps", 1, 0, STEPS, 1, plays=True),
    quantity("w", 9.0, LOW, HIGH, 0.1),
    _learning_rate("linear", 0.4, 0.05, 4, 0.05),
    _learning_rate("sigmoid", 10.0, 1, 150, 1.0),
    quantity("momentum", 0.0, 0, 0.95, 0.05),
    choice(
        "neuron",
        "linear",
        "neuron",
        {"linear, one valley": "linear", "sigmoid, two valleys": "sigmoid"},
    ),
)
def one_step(state):
    """A ball on a cost curve after some steps, and where the next one leads."""
    eta = getattr(state, f"eta_{state.neuron}")
    neuron, curve = NEURONS[state.neuron](state.w), _curve(state.neuron)
    *places, upcoming = downhill(neuron, eta, state.steps + 1, state.momentum)
    return View(
        pictures.one_step.unchecked(curve, places, eta, upcoming, STEPS, state.momentum),
        _WITH_MOMENTUM if state.momentum else _EQUATION,
    )


@cache
def _curve(neuron):
    return tuple(place(NEURONS[neuron](w)) for w in np.linspace(LOW, HIGH, 141))
