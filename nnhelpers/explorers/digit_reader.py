"""The digit reader: any of the 10,000 test digits through the network of 13,002 parameters."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from nnhelpers import digits, trained
from nnhelpers.equations import symbol
from nnhelpers.explorers._explorer import Choice, Explorer, Slider, View
from nnhelpers.network import Network
from nnhelpers.pictures import reading as draw
from nnhelpers.pictures.reading import describe


@dataclass(frozen=True)
class State:
    """What the slider and buttons say."""

    number: int = 0
    digit: str = "any"
    weights: str = "trained"


CONTROLS = [
    Slider("number", r"\text{no.}", "number of the test digit", 0, 9999, 1),
    Choice("digit", "digit", {name: name for name in ("any", *"0123456789")}),
    Choice("weights", "weights", {"random": "random", "trained": "trained"}),
]


@cache
def _test_digits():
    x, y = digits.test(np.float32)
    return x, y, y.argmax(axis=0)


@cache
def _network(weights):
    if weights == "trained":
        return trained.digit_network()
    return Network(trained.SIZES, rng=0, dtype=np.float32)


def picked(number, digit):
    """Return the number of the test digit that a state shows.

    That is `number`, or if one digit is asked for, the number of the test digit that comes after
    so many of its kind; after the last of them comes the first again.
    """
    if digit == "any":
        return number
    numbers = np.flatnonzero(_test_digits()[2] == int(digit))
    return int(numbers[number % len(numbers)])


def view(state):
    """Show the digit of a state, the activations of all layers, and its cost."""
    x, y, labels = _test_digits()
    number = picked(state.number, state.digit)
    this = slice(number, number + 1)
    net = _network(state.weights)
    _, activations = net.forward_pass(x[:, this])
    shown = activations, int(labels[number]), net.mean_cost(x[:, this], y[:, this]), number
    return View(draw(*shown), _EQUATION, f"Weights: {state.weights}. {describe(*shown)}")


_EQUATION = r" \qquad ".join(
    rf"{symbol('a', layer)} = \sigma\big({symbol('w', layer)}\, {symbol('a', layer - 1)} + "
    rf"{symbol('b', layer)}\big)"
    for layer in (1, 2, 3)
)


def digit_reader(**start):
    """Open the reader; keyword arguments are fields of `State` and say where it starts.

    Raises
    ------
    TypeError, ValueError
        If there is no such field, or its slider does not reach the value.
    """
    return Explorer(State(**start), CONTROLS, view)
