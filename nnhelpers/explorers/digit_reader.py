"""The digit reader: any of the 10,000 test digits through the network of 13,002 parameters."""

from functools import cache

import numpy as np

from nnhelpers import digits, pictures, trained
from nnhelpers.equations import symbol
from nnhelpers.explorers._controls import Slider, choice
from nnhelpers.explorers._explorer import View, explorer
from nnhelpers.network import Network

_EQUATION = r" \qquad ".join(
    rf"{symbol('a', layer)} = \sigma\big({symbol('w', layer)}\, {symbol('a', layer - 1)} + "
    rf"{symbol('b', layer)}\big)"
    for layer in (1, 2, 3)
)


@explorer(
    Slider("number", 0, 0, 9999, 1, r"\text{no.}", "number of the test digit"),
    choice("digit", "any", "digit", ("any", *"0123456789")),
    choice("weights", "trained", "weights", ("random", "trained")),
)
def digit_reader(state):
    """A test digit, the activations of all layers of a network that reads it, and its cost."""
    x, y, labels = _test_digits()
    number = picked(state.number, state.digit)
    this = slice(number, number + 1)
    net = _network(state.weights)
    _, activations = net.forward_pass(x[:, this])
    cost = net.mean_cost(x[:, this], y[:, this])
    drawn = pictures.digit_reader.unchecked(
        activations, int(labels[number]), cost, number, state.weights
    )
    return View(drawn, _EQUATION)


def picked(number, digit):
    """Return the number of the test digit that a state shows.

    That is `number`, or if one digit is asked for, the number of the test digit that comes after
    so many of its kind; after the last of them comes the first again.
    """
    if digit == "any":
        return number
    numbers = np.flatnonzero(_test_digits()[2] == int(digit))
    return int(numbers[number % len(numbers)])


@cache
def _test_digits():
    x, y = digits.test(np.float32)
    return x, y, y.argmax(axis=0)


@cache
def _network(weights):
    if weights == "trained":
        return trained.digit_network()
    return Network(trained.SIZES, rng=0, dtype=np.float32)
