"""Cost functions, each beside its derivative with respect to the output activations.

A cost takes activations a and targets y, array_likes of shape (n, m), one example a column, and
returns the cost C_0 of each example, shape (m,); plain numbers are one neuron and one example. A
derivative dC_0/da has the shape of a. What is not real numbers is a TypeError; arrays of different
shapes, and for cross-entropy what is not from 0 to 1, are a ValueError. `COSTS` holds the pairs
under their names.

>>> print(half_squared_error(0.5, 1.0), half_squared_error_prime(0.5, 1.0))
0.125 -0.5
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from math import inf
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from nnhelpers._checks import beside, of_floats, one_of, same_shape, within
from nnhelpers.activations import ACTIVATIONS, SOFTMAX, Activation

if TYPE_CHECKING:
    from typing import Any

    from nnhelpers._types import Array, ArrayLike, Checked, P, R, Value


def _of_outputs(function: Callable[P, R]) -> Checked[P, R]:
    """Let a function of outputs and targets take array_likes of one shape, or a plain number."""

    @of_floats
    @wraps(function)
    def checked(a, y):
        if np.ndim(a) and np.ndim(y):
            same_shape(a, y)
        return function(a, y)

    return beside(checked, function)


@_of_outputs
def half_squared_error(a: ArrayLike, y: ArrayLike) -> Value:
    """Half the sum of squares: sum_j (a_j - y_j)**2 / 2.

    Nielsen, Neural Networks and Deep Learning, chapter 1, equation (6), for one example.

    >>> print(half_squared_error([[0.5], [1.0]], [[1.0], [0.0]]))   # one example, two outputs
    [0.625]
    """
    return 0.5 * np.sum((a - y) ** 2, axis=0)


@_of_outputs
def half_squared_error_prime(a: ArrayLike, y: ArrayLike) -> Value:
    """a - y: the half cancels the 2 of the square.

    >>> print(half_squared_error_prime(0.5, 1.0))
    -0.5
    """
    return a - y


@_of_outputs
def squared_error(a: ArrayLike, y: ArrayLike) -> Value:
    """Sum of squares without the half: sum_j (a_j - y_j)**2, as 3Blue1Brown writes it.

    >>> print(squared_error(0.5, 1.0))
    0.25
    """
    return np.sum((a - y) ** 2, axis=0)


@_of_outputs
def squared_error_prime(a: ArrayLike, y: ArrayLike) -> Value:
    """2 (a - y).

    >>> print(squared_error_prime(0.5, 1.0))
    -1.0
    """
    return 2 * (a - y)


@_of_outputs
def cross_entropy(a: ArrayLike, y: ArrayLike) -> Value:
    """-sum_j [y_j ln a_j + (1 - y_j) ln(1 - a_j)], for activations between 0 and 1.

    An activation that has been rounded to exactly 0 or 1 is read as the nearest number that
    has not, so that the cost stays finite. Nielsen, chapter 3, equation (63).

    >>> print(f"{cross_entropy(0.5, 1.0):.4f}")   # ln 2
    0.6931
    """
    a, y, floor, gap = _away_from_0_and_1(a, y)
    return -np.sum(y * np.log(floor) + (1 - y) * np.log(gap), axis=0)


@_of_outputs
def cross_entropy_prime(a: ArrayLike, y: ArrayLike) -> Value:
    """(a - y) / (a (1 - a)), with the rounding of `cross_entropy`.

    >>> print(cross_entropy_prime(0.5, 1.0))
    -2.0
    """
    a, y, floor, gap = _away_from_0_and_1(a, y)
    return (a - y) / (floor * gap)


@_of_outputs
def log_likelihood(a: ArrayLike, y: ArrayLike) -> Value:
    """-sum_j y_j ln a_j, for probabilities a; of a target with a single 1, -ln a there.

    A probability that has been rounded to 0 is read as the smallest number, so that the cost stays
    finite. Nielsen, chapter 3, equation (80).

    >>> print(log_likelihood([[0.5], [0.5]], [[1.0], [0.0]]).round(4))
    [0.6931]
    """
    return -np.sum(y * np.log(_above_0(a, y)), axis=0)


@_of_outputs
def log_likelihood_prime(a: ArrayLike, y: ArrayLike) -> Value:
    """-y / a, with the rounding of `log_likelihood`.

    >>> print(log_likelihood_prime([[0.5], [0.5]], [[1.0], [0.0]]).T)
    [[-2. -0.]]
    """
    return -y / _above_0(a, y)


def _above_0(a, y):
    within("a", a, 0, 1), within("y", y, 0, 1)
    return np.maximum(a, np.finfo(a.dtype).tiny)


def _away_from_0_and_1(a, y):
    within("a", a, 0, 1), within("y", y, 0, 1)
    info = np.finfo(a.dtype)
    return a, y, np.maximum(a, info.tiny), np.maximum(1 - a, info.epsneg)


class Cost(NamedTuple):
    """A cost beside its derivative.

    >>> from nnhelpers import Network
    >>> mine = Cost("mine", lambda a, y: ((a - y) ** 4).sum(axis=0), lambda a, y: 4 * (a - y) ** 3)
    >>> Network([2, 1], cost=mine, rng=0).cost.name
    'mine'

    Attributes
    ----------
    name : str
        The name by which `COSTS`, `Network` and `Neuron` know it.
    function, prime : callable
        C_0(a, y), one number an example, and dC_0/da, of the shape of a.
    label : str
        Its name among others.
    low, high : float
        The range of the activations and targets that it is for.
    outputs : Activation, optional
        What the output layer must have; None, as for any cost of your own, is what the other
        layers have.
    """

    name: str
    function: Callable[[Any, Any], Any]
    prime: Callable[[Any, Any], Any]
    label: str = ""
    low: float = -inf
    high: float = inf
    outputs: Activation | None = None

    def output_error(self, z: Array, a: Array, y: Array, activation: Activation) -> Array:
        """Error of the output layer, delta = dC_0/dz = dC_0/da * da/dz; shapes (n, m).

        For cross-entropy behind a sigmoid the factors a (1 - a) cancel and leave a - y, which a
        saturated neuron needs: there the two factors, apart, would be 1/0 and 0. For the
        log-likelihood behind softmax the sum over the paths to all outputs is a - y, too.
        Nielsen, chapter 2, (BP1), and chapter 3, equations (66) and (81).
        """
        if self.name in ("cross_entropy", "log_likelihood"):
            return a - y
        return self.prime(a, y) * activation.prime(z)

    def last_factors(
        self, z: Value, a: Value, y: Value, activation: Activation
    ) -> tuple[Value, Value]:
        """Return da/dz and dC_0/da, whose product is `output_error` even if a is rounded to 0 or 1.

        For cross-entropy a slope da/dz that is too small for any number is read as the smallest.
        """
        da_dz = activation.prime(z)
        if self.name != "cross_entropy":
            return da_dz, self.prime(a, y)
        da_dz = np.maximum(da_dz, np.finfo(da_dz.dtype).tiny)
        return da_dz, self.output_error(z, a, y, activation) / da_dz


COSTS = {
    one.name: one
    for one in (
        Cost(
            "half_squared_error",
            half_squared_error,
            half_squared_error_prime,
            "half the squared error",
        ),
        Cost("squared_error", squared_error, squared_error_prime, "squared error"),
        Cost("cross_entropy", cross_entropy, cross_entropy_prime, "cross-entropy", 0, 1),
        Cost(
            "log_likelihood",
            log_likelihood,
            log_likelihood_prime,
            "log-likelihood of softmax",
            0,
            1,
            SOFTMAX,
        ),
    )
}


def checked_pair(activation, cost):
    """Return an `Activation` and a `Cost`, or say what is unknown or why they do not match."""
    activation = one_of("activation", activation, ACTIVATIONS, Activation)
    cost = one_of("cost", cost, COSTS, Cost)
    if cost.outputs is not None and cost.name not in COSTS:
        raise ValueError(
            f"cost {cost.name} must leave outputs at None: its error is found by the slope of the "
            f"network's own activation; got {cost.outputs.name}"
        )
    if cost.name == "cross_entropy" and activation.name != "sigmoid":
        raise ValueError(
            "cost cross_entropy needs activations between 0 and 1, so activation must be "
            f"sigmoid; got {activation.name}"
        )
    return activation, cost
