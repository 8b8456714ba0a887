"""The digit reader: a test digit, or one that you draw, through a network of 13,002 parameters."""

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from nnhelpers import digits, pictures, trained
from nnhelpers.equations import symbol
from nnhelpers.explorers._controls import Field, Pad, Slider, choice
from nnhelpers.explorers._explorer import View, explorer
from nnhelpers.ink import centred, coarse, ink
from nnhelpers.network import Network
from nnhelpers.pictures.digit_reader import MOST
from nnhelpers.wishes import activation_wishes

WEIGHTS = ("random", "trained", "yours")


@dataclass(frozen=True)
class Reader(Field):
    """A network of one's own that reads digits, or None."""

    def checked(self, state):
        """Return the network, or raise TypeError or ValueError if it cannot be shown."""
        net = getattr(state, self.name)
        if net is None:
            return net
        if not isinstance(net, Network):
            raise TypeError(f"{self.name} must be a Network, got {type(net).__name__}")
        first, *hidden, last = net.sizes
        if (first, last) != (784, 10) or len(hidden) > 2 or max(hidden, default=0) > MOST:
            raise ValueError(
                f"{self.name} must have 784 inputs, at most two hidden layers of at most {MOST} "
                f"neurons, and 10 outputs; got sizes {net.sizes}"
            )
        if any(one.low < 0 or one.high > 1 for one in (net.activation, net.outputs)):
            raise ValueError(f"{self.name} must have activations from 0 to 1, as the sigmoid has")
        return net


def _weights_there(state):
    return WEIGHTS[: 2 if state.net is None else 3]


def _forms(state):
    return (True, False) if state.drawing else (True,)


def _sights(state):
    """Return what can be shown: without a target there is no cost that wishes for anything."""
    return ("activations", "wishes") if _label(state) is not None else ("activations",)


@explorer(
    Slider("number", 0, 0, 9999, 1, r"\text{no.}", "number of the test digit"),
    choice("digit", "any", "digit", ("any", *"0123456789")),
    Reader("net", None),
    choice("weights", "trained", "weights", WEIGHTS, _weights_there),
    Pad("drawing", words="your own digit"),
    choice(
        "is_centred",
        True,
        "your digit is read",
        {"in the form of the test digits": True, "as you drew it": False},
        _forms,
    ),
    choice("sight", "activations", "show", ("activations", "wishes"), _sights),
)
def digit_reader(state):
    """A digit, the activations of all layers of a network that reads it, and its cost.

    A drawing takes the place of the test digit; the digit that is asked for is then the one that
    is meant. With `weights` "yours" it is read by `net`.
    """
    net, x, label = _network(state), _pixels(state), _label(state)
    _, activations = net.forward_pass(x)
    cost = wishes = None
    if label is not None:
        y = digits.one_hot([label], net.dtype)
        cost = net.mean_cost(x, y)
        wishes = activation_wishes(net, x, y) if state.sight == "wishes" else None
    paper = _drawn(state.drawing)[False] if state.drawing else None
    source = "your own digit" if state.drawing else f"test digit {_number(state)}"
    drawn = pictures.digit_reader.unchecked(
        *(activations, label, cost, source, state.weights),
        *(paper, len(state.drawing), wishes),
    )
    return View(drawn, _equation(net.num_layers - 1))


def picked(number, digit):
    """Return the number of the test digit that a state shows.

    That is `number`, or if one digit is asked for, the number of the test digit that comes after
    so many of its kind; after the last of them comes the first again.
    """
    if digit == "any":
        return number
    numbers = np.flatnonzero(_test_digits()[1] == int(digit))
    return int(numbers[number % len(numbers)])


def _number(state):
    return picked(state.number, state.digit)


def _label(state):
    if not state.drawing:
        return int(_test_digits()[1][_number(state)])
    return None if state.digit == "any" else int(state.digit)


def _pixels(state):
    if state.drawing:
        return _drawn(state.drawing)[state.is_centred]
    number = _number(state)
    return _test_digits()[0][:, number : number + 1]


@lru_cache(maxsize=4)
def _drawn(strokes):
    """Return a drawing as it was drawn, and in the form of the test digits."""
    image = ink(strokes)
    return {False: coarse(image), True: centred(image)}


@cache
def _test_digits():
    x, y = digits.test(np.float32)
    return x, y.argmax(axis=0)


def _network(state):
    return state.net if state.weights == "yours" else _network_with(state.weights)


@cache
def _network_with(weights):
    if weights == "trained":
        return trained.digit_network()
    return Network(trained.SIZES, rng=0, dtype=np.float32)


@cache
def _equation(last):
    return r" \qquad ".join(
        rf"{symbol('a', layer)} = \sigma\big({symbol('w', layer)}\, {symbol('a', layer - 1)} + "
        rf"{symbol('b', layer)}\big)"
        for layer in range(1, last + 1)
    )
