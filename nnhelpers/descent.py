"""Gradient descent in small: one parameter downhill, and two with mini-batches.

Data of another shape, and numbers out of range or not finite, are a TypeError or ValueError.

>>> from nnhelpers import Neuron
>>> neuron = Neuron(w=3.0, b=0.0, a_prev=1.0, y=1.0, activation="identity")
>>> [round(place.w, 2) for place in downhill(neuron, eta=0.5, steps=3)]
[3.0, 2.0, 1.5, 1.25]
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from nnhelpers import digits
from nnhelpers._checks import below_1, columns, finite_array, finite_number, whole_number
from nnhelpers.activations import sigmoid
from nnhelpers.costs import half_squared_error
from nnhelpers.network import Network
from nnhelpers.neuron import Neuron

if TYPE_CHECKING:
    from nnhelpers._types import Array, ArrayLike, Seed

EXAMPLES = 200  # of the small problem with two parameters


class Place(NamedTuple):
    """Where a neuron's weight w is, and what is there: the mean cost C of its examples, and dC/dw.

    The slope is that of C, not of the C_0 of one example.
    """

    w: float
    C: float
    dC_dw: float


def place(neuron: Neuron) -> Place:
    """Return the `Place` of a `Neuron` with one or many examples.

    >>> print(f"{place(parabola(2.96)).C:.3f}")
    0.072
    """
    return Place(float(neuron.w), float(np.mean(neuron.C_0)), float(np.mean(neuron.dC_dw)))


def parabola(w: float) -> Neuron:
    """Return a linear neuron with two examples, whose mean cost has one valley, at w = 2.96.

    b is 0, and a_prev and y have shape (1, 2).

    >>> abs(place(parabola(2.96)).dC_dw) < 1e-12
    True
    """
    a_prev, y = np.array([[0.5, 1.0]]), np.array([[1.0, 3.2]])
    return Neuron(finite_number("w", w), 0.0, a_prev, y, activation="identity")


def two_valleys(w: float) -> Neuron:
    """Return a sigmoid neuron with three examples, whose mean cost has two valleys.

    The better one is at w = 0.64, the other at 5.90; towards low w the cost runs out into a plain.
    b is -3.9, and a_prev and y have shape (1, 3).

    >>> place(two_valleys(0.64)).C < place(two_valleys(5.90)).C
    True
    """
    a_prev, y = np.array([[0.9, 0.5, 2.8]]), np.array([[1.0, 0.0, 0.0]])
    return Neuron(finite_number("w", w), -3.9, a_prev, y)


def downhill(neuron: Neuron, eta: float, steps: int, momentum: float = 0.0) -> list[Place]:
    """Take steps of gradient descent with the weight alone, w + v; return each `Place`.

    The velocity v is -eta dC/dw, and with momentum that part of the last v as well. The start is
    among the places. The neuron has one example, or rows of m in a_prev and y.

    >>> [round(place.w, 2) for place in downhill(parabola(1.0), eta=1.0, steps=3)]
    [1.0, 2.23, 2.68, 2.86]
    """
    eta, steps = finite_number("eta", eta), whole_number("steps", steps, least=0)
    momentum = below_1("momentum", momentum)
    places, v = [place(neuron)], 0.0
    for _ in range(steps):
        w, _, slope = places[-1]
        v = momentum * v - eta * slope
        places.append(place(replace(neuron, w=w + v)))
    return places


class Walk(NamedTuple):
    """The path of a neuron with one weight and one bias; three arrays of shape (steps + 1,).

    w and b say where it started, and where each step led; seen, how many examples had been looked
    at by then.
    """

    w: Array
    b: Array
    seen: Array


def walk(
    start: ArrayLike,
    x: ArrayLike,
    y: ArrayLike,
    batch_size: int,
    eta: float,
    steps: int,
    rng: Seed = None,
) -> Walk:
    """Train one sigmoid neuron with one input by mini-batches, and note where it comes by.

    >>> x, y = sevens_and_ones()
    >>> passed = walk((0.0, 0.0), x, y, batch_size=10, eta=1.0, steps=5, rng=0)
    >>> passed.seen.tolist()
    [0, 10, 20, 30, 40, 50]

    Parameters
    ----------
    start : (float, float)
        Weight and bias to start from.
    x, y : array_like, shape (1, m)
        Inputs and targets. With a batch size of m, every step looks at all of them.
    rng : None, int or numpy.random.Generator
        Where the shuffling comes from.
    """
    start = finite_array("start", start)
    if start.shape != (2,):
        raise ValueError(f"start must be a weight and a bias, got shape {start.shape}")
    x, y = columns("x", x, rows=1), columns("y", y, rows=1)
    net = Network([1, 1], rng=rng)
    net.weights, net.biases = ([np.array([[value]])] for value in start)
    steps = whole_number("steps", steps, least=0)
    passed, examples = [(*start, 0)], x.shape[1]

    def note(done, batches):
        epoch = (len(passed) - 1) // batches
        seen = epoch * examples + min(done * batch_size, examples)
        passed.append((net.weights[0].item(), net.biases[0].item(), seen))

    epochs = net.epochs((x, y), steps, batch_size, eta, after_batch=note)
    while len(passed) <= steps:
        next(epochs)
    return Walk(*map(np.array, zip(*passed[: steps + 1], strict=True)))


def costs(w: ArrayLike, b: ArrayLike, x: ArrayLike, y: ArrayLike) -> Array:
    """Return the mean cost of a sigmoid neuron with one input, for many weights and biases.

    It is half the squared error of the examples x and y, both (1, m), and has the shape of w and b
    together.

    >>> x, y = sevens_and_ones()
    >>> costs(np.zeros(3), np.zeros(3), x, y)
    array([0.125, 0.125, 0.125])
    """
    x, y = columns("x", x, rows=1), columns("y", y, rows=1)
    w, b = finite_array("w", w), finite_array("b", b)
    a = sigmoid(np.multiply.outer(w, x[0]) + b[..., None])
    return np.mean(half_squared_error.unchecked(a[None], y[0]), axis=-1)


@cache
def sevens_and_ones() -> tuple[Array, Array]:
    """Return a small problem: is it a 7 or a 1, judged by the brightness of the image alone?

    >>> x, y = sevens_and_ones()
    >>> x.shape, y.shape
    ((1, 200), (1, 200))

    Returns
    -------
    x : ndarray, shape (1, 200)
        Mean brightness of the first 200 training digits that are 1s or 7s, less its mean over the
        200, in units of its standard deviation.
    y : ndarray, shape (1, 200)
        1 for a 7, 0 for a 1.
    """
    x, y = digits.training(np.float32, count=10 * EXAMPLES)
    chosen = np.flatnonzero(y[1] + y[7])[:EXAMPLES]
    brightness = x[:, chosen].mean(axis=0, dtype=float)
    standard = (brightness - brightness.mean()) / brightness.std()
    return standard[None, :], y[7:8, chosen].astype(float)
