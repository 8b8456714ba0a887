"""The bug clinic: ten broken backpropagations that look right, and what gives them away.

>>> print(patient(1).symptoms("a batch of four"))
a batch of four
layer   dC/dw                dC/db
    1   right                0
    2   right                0
    3   right                0
>>> print(patient(1).diagnose("no division by m").text)
With "no division by m", dC/db of layer 1 would be 4 times the right one with a batch of four; \
here it is 0.
>>> patient(1).diagnose("bias never updated").right
True

Each patient is `backprop_by_the_book` with one line changed. `symptoms` holds its gradient against
a measured one, under four conditions; `descent` shows whether it learns all the same; `diagnose`
answers a suspicion.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from nnhelpers._fits import examples
from nnhelpers.gradients import numerical_gradient, relative_error
from nnhelpers.listing import code
from nnhelpers.network import Network
from nnhelpers.reply import Reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from nnhelpers._types import Array, ArrayLike, Gradient


def backprop_by_the_book(net: Network, x: Array, y: Array) -> Gradient:
    """Return what `net.backprop(x, y)` does for half the squared error, one example at a time.

    Layer 1 is at place 0 of each list of arrays, `zs` too.

    >>> net, x, y = CONDITIONS["a batch of four"]
    >>> ours, theirs = backprop_by_the_book(net, x, y), net.backprop(x, y)
    >>> all(np.allclose(*pair) for part in zip(ours, theirs) for pair in zip(*part))
    True
    """
    m = examples = x.shape[1]
    nabla_b = [np.zeros_like(b) for b in net.biases]
    nabla_w = [np.zeros_like(w) for w in net.weights]
    for example in range(examples):
        zs, a = net.forward_pass(x[:, [example]])
        miss = a[-1] - y[:, [example]]
        delta = miss * net.activation.prime(zs[-1])
        for place in reversed(range(len(zs))):
            nabla_b[place] += delta / m
            nabla_w[place] += delta @ a[place].T / m
            if place > 0:
                slope = net.activation.prime(zs[place - 1])
                delta = net.weights[place].T @ delta * slope
    return nabla_b, nabla_w


class Bug(NamedTuple):
    """One changed line.

    Attributes
    ----------
    right, wrong : str
        The piece of `backprop_by_the_book` that is replaced, and by what.
    story : str
        What is wrong, and how it comes to be there.
    """

    right: str
    wrong: str
    story: str


BUGS = {
    "wrong sign": Bug(
        "miss = a[-1] - y[:, [example]]",
        "miss = y[:, [example]] - a[-1]",
        "The miss is turned round, target minus output. Every gradient has the wrong sign, and "
        "gradient descent climbs.",
    ),
    "slope at a instead of z": Bug(
        "delta = miss * net.activation.prime(zs[-1])",
        "delta = miss * net.activation.prime(a[-1])",
        "The slope of the last layer is taken at the activation, which has been through σ already. "
        "The result has the right sign and about the right size, and the cost falls as it should.",
    ),
    "missing transpose": Bug(
        "delta = net.weights[place].T @ delta * slope",
        "delta = net.weights[place] @ delta * slope",
        "The errors are sent back through w as it is. With layers of equal size no shape objects.",
    ),
    "missing slope": Bug(
        "slope = net.activation.prime(zs[place - 1])",
        "slope = 1",
        "The errors go back through the weights, but not through the activation function.",
    ),
    "updated too early": Bug(
        "delta = net.weights[place].T @ delta * slope",
        "delta = (net.weights[place] - 0.5 * nabla_w[place]).T @ delta * slope",
        "The weights of a layer were changed (here with eta = 0.5) before the error was sent back "
        "through them. A cost that a famous worked example prints comes from this order.",
    ),
    "bias one layer off": Bug(
        "nabla_b[place] += delta / m",
        "nabla_b[place - 1] += delta / m",
        "Each error goes to the biases of the layer before; that of layer 1, by way of place -1, "
        "to the last.",
    ),
    "bias never updated": Bug(
        "nabla_b[place] += delta / m",
        "nabla_b[place] + delta / m",
        "A sum is computed and thrown away: + where += was meant. The biases keep the values that "
        "they started with.",
    ),
    "no division by m": Bug(
        "m = examples = x.shape[1]",
        "m, examples = 1, x.shape[1]",
        "The gradients of the examples are added, and nobody divides by their number: a mini-batch "
        "of ten takes steps ten times as long.",
    ),
    "= instead of += (weights)": Bug(
        "nabla_w[place] += delta @ a[place].T / m",
        "nabla_w[place] = delta @ a[place].T / m",
        "Each example overwrites the one before, so only the last of a mini-batch counts for the "
        "weights.",
    ),
    "wrong index order": Bug(
        "nabla_w[place] += delta @ a[place].T / m",
        "nabla_w[place] += a[place] @ delta.T / m",
        "The outer product is turned round: the entry for the weight to j from k lands on the "
        "weight to k from j.",
    ),
}


class Condition(NamedTuple):
    """What patients are examined on: a network with layers of equal size, and some examples."""

    net: Network
    x: Array
    y: Array


def _conditions():
    rng = np.random.default_rng(4)
    x, y = rng.uniform(0, 1, (3, 4)), rng.uniform(0, 1, (3, 4))
    net, symmetric = Network([3, 3, 3, 3], rng=1), Network([3, 3, 3, 3], rng=1)
    symmetric.weights = [(w + w.T) / 2 for w in net.weights]
    linear = Network([3, 3, 3, 3], activation="identity", rng=1)
    return {
        "a batch of four": Condition(net, x, y),
        "one example": Condition(net, x[:, :1], y[:, :1]),
        "no activation function": Condition(linear, x, y),
        "symmetric weights": Condition(symmetric, x, y),
    }


CONDITIONS = _conditions()
_ORDER = (6, 3, 9, 0, 7, 4, 1, 8, 5, 2)  # the number of a patient does not tell its bug
_WORST_RIGHT = 1e-6


class Finding(NamedTuple):
    """How one part of a gradient compares with the measured one.

    Attributes
    ----------
    verdict : str
        right, 0, how many times the right one, or wrong.
    error : float
        Relative error.
    """

    verdict: str
    error: float

    def __str__(self) -> str:
        return f"wrong, off by {self.error:.0%}" if self.verdict == "wrong" else self.verdict


class Symptoms(NamedTuple):
    """A patient's gradient beside a measured one; print it for a table.

    Attributes
    ----------
    condition : str
        One of `CONDITIONS`.
    findings : dict of (str, int) to Finding
        For "dC/dw" and "dC/db" of each layer.
    """

    condition: str
    findings: dict[tuple[str, int], Finding]

    def __str__(self) -> str:
        layers = sorted({layer for _, layer in self.findings})
        rows = [
            f"{layer:5}   {str(self.findings['dC/dw', layer]):20} {self.findings['dC/db', layer]}"
            for layer in layers
        ]
        return "\n".join([self.condition, "layer   dC/dw                dC/db", *rows])


@dataclass(frozen=True)
class Patient:
    """A broken backpropagation, known by its number until the diagnosis is right.

    Parameters
    ----------
    number : int
        From 1 to 10.
    """

    number: int

    @property
    def _bug(self):
        return list(BUGS)[_ORDER[self.number - 1]]

    def backprop(self, net: Network, x: ArrayLike, y: ArrayLike) -> Gradient:
        """Return the broken gradient; arguments and shapes are those of `Network.backprop`."""
        return _broken(self._bug)(net, *examples(net, x, y))

    def symptoms(self, condition: str = "a batch of four") -> Symptoms:
        """Compare the gradient with a measured one, under one of the four `CONDITIONS`.

        Another condition is a ValueError.
        """
        if condition not in CONDITIONS:
            raise ValueError(f"condition must be one of {', '.join(CONDITIONS)}; got {condition!r}")
        return Symptoms(condition, _findings(self._bug, condition))

    def descent(self, steps: int = 300, eta: float = 10.0) -> tuple[float, float]:
        """Return the cost of the batch of four at first, and in the second half of the steps."""
        return descent(self.backprop, steps, eta)

    def diagnose(self, suspicion: str) -> Reply:
        """Say whether a suspicion, one of the names in `BUGS`, is right, and if not, why not.

        The `Reply` to a right one holds the source, with its changed line.
        """
        suspicion = " ".join(suspicion.lower().split())
        if suspicion not in BUGS:
            names = ", ".join(f'"{name}"' for name in BUGS)
            return Reply("unlisted", f"The clinic knows {names}.")
        if suspicion == self._bug:
            return Reply("right", BUGS[suspicion].story, source_of(suspicion))
        return Reply("refuted", _difference(self._bug, suspicion))


def patient(number: int) -> Patient:
    """Return one of the ten patients; another number is a ValueError.

    >>> patient(3).symptoms().findings["dC/dw", 1].verdict
    'wrong'
    """
    if number not in range(1, len(BUGS) + 1):
        raise ValueError(f"there are patients 1 to {len(BUGS)}, not {number}")
    return Patient(number)


def descent(
    backprop: Callable[[Network, Array, Array], Gradient], steps: int = 300, eta: float = 10.0
) -> tuple[float, float]:
    """Return the cost of the batch of four at first, and on average over a descent's second half.

    `backprop` takes (net, x, y) and returns (nabla_b, nabla_w). Where it makes steps that are much
    too long, the cost jumps about: after any one step it depends on the last bit of a starting
    weight, on average over many it does not.

    >>> first, late = descent(backprop_by_the_book)
    >>> late < first
    True
    """
    start, x, y = CONDITIONS["a batch of four"]
    net, costs = copy(start), [start.mean_cost(x, y)]
    for _ in range(steps):
        nabla_b, nabla_w = backprop(net, x, y)
        net.biases = [b - eta * nabla for b, nabla in zip(net.biases, nabla_b, strict=True)]
        net.weights = [w - eta * nabla for w, nabla in zip(net.weights, nabla_w, strict=True)]
        costs.append(net.mean_cost(x, y))
    return float(costs[0]), float(np.mean(costs[(steps + 1) // 2 :]))


def source_of(name: str) -> str:
    """Return the source of a broken backpropagation, its changed line marked.

    >>> print(source_of("wrong sign").splitlines()[6].strip())
    miss = y[:, [example]] - a[-1]  # <-- here
    """
    bug, source = BUGS[name], code(backprop_by_the_book)
    lines = source.replace(bug.right, bug.wrong).splitlines()
    changed = next(
        number
        for number, (ours, theirs) in enumerate(zip(lines, source.splitlines(), strict=True))
        if ours != theirs
    )
    lines[changed] += "  # <-- here"
    return "\n".join(lines)


@cache
def _broken(name):
    """Return the function that the changed source defines."""
    namespace = {"np": np}
    exec(source_of(name), namespace)
    return namespace["backprop_by_the_book"]


@cache
def _measured(condition):
    return numerical_gradient(*CONDITIONS[condition])


@cache
def _findings(name, condition):
    """Judge dC/dw and dC/db of every layer."""
    ours, theirs = _broken(name)(*CONDITIONS[condition]), _measured(condition)
    return {
        (kind, layer): _finding(*pair)
        for kind, computed, measured in zip(("dC/db", "dC/dw"), ours, theirs, strict=True)
        for layer, pair in enumerate(zip(computed, measured, strict=True), start=1)
    }


def _finding(computed, measured):
    error = relative_error(computed, measured)
    factor = np.vdot(computed, measured) / np.vdot(measured, measured)
    if error < _WORST_RIGHT:
        verdict = "right"
    elif not computed.any():
        verdict = "0"
    elif relative_error(computed, factor * measured) < _WORST_RIGHT:
        verdict = f"{factor:.3g} times the right one"
    else:
        verdict = "wrong"
    return Finding(verdict, error)


def _difference(bug, suspicion):
    """Name the first finding that speaks against a suspicion."""
    return next(
        f'With "{suspicion}", {kind} of layer {layer} would be {there.verdict} with {condition}; '
        f"here it is {here.verdict}."
        for condition in CONDITIONS
        for (kind, layer), here in _findings(bug, condition).items()
        if here.verdict != (there := _findings(suspicion, condition)[kind, layer]).verdict
    )
