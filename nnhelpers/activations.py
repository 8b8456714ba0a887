"""Activation functions, each beside its derivative.

Every function takes weighted inputs z, a number or array_like of real numbers, and works entry by
entry; the result has the shape of z, and is float64, or float32 for float32. What is not real
numbers is a TypeError. `ACTIVATIONS` pairs each function with its derivative under its name:

>>> ACTIVATIONS["sigmoid"].function is sigmoid, ACTIVATIONS["sigmoid"].prime is sigmoid_prime
(True, True)
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf, isfinite
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from nnhelpers._checks import of_floats

if TYPE_CHECKING:
    from typing import Any

    from nnhelpers._types import Array, ArrayLike, Value


@of_floats
def sigmoid(z: ArrayLike) -> Value:
    """Squash any number into the interval from 0 to 1: 1 / (1 + exp(-z)).

    Nielsen, Neural Networks and Deep Learning, chapter 1, equation (3).

    >>> print(sigmoid(0), sigmoid([-1.0, 0.0, 1.0]).round(2))
    0.5 [0.27 0.5  0.73]
    """
    lowest = -88 if z.dtype == np.float32 else -709  # below, exp(-z) overflows
    return 1 / (1 + np.exp(-np.maximum(z, lowest)))


@of_floats
def sigmoid_prime(z: ArrayLike) -> Value:
    """Slope of the sigmoid: sigmoid(z) (1 - sigmoid(z)).

    The slope is the same at z and -z, so it is taken where nothing overflows or cancels.

    >>> print(sigmoid_prime(0))
    0.25
    """
    e = np.exp(-np.abs(z))
    return e / (1 + e) ** 2


@of_floats
def relu(z: ArrayLike) -> Value:
    """Keep what is positive, silence the rest: max(z, 0).

    >>> print(relu([-2.0, 0.0, 2.0]))
    [0. 0. 2.]
    """
    return np.maximum(z, 0)


@of_floats
def relu_prime(z: ArrayLike) -> Value:
    """Slope of relu: 1 where z is positive, else 0 (at the kink itself, 0 by convention).

    >>> print(relu_prime([-2.0, 0.0, 2.0]))
    [0. 0. 1.]
    """
    return np.heaviside(z, 0)


@of_floats
def tanh(z: ArrayLike) -> Value:
    """Squash any number into the interval from -1 to 1.

    >>> print(tanh([-1000.0, 0.0, 1000.0]))
    [-1.  0.  1.]
    """
    return np.tanh(z)


@of_floats
def tanh_prime(z: ArrayLike) -> Value:
    """Slope of tanh: 1 - tanh(z)**2, which is 4 sigmoid_prime(2z) and so loses no digit.

    >>> print(tanh_prime(0))
    1.0
    """
    return 4 * sigmoid_prime(2 * z)


@of_floats
def identity(z: ArrayLike) -> Value:
    """Leave z as it is: a linear neuron.

    >>> print(identity([-2.0, 0.0, 2.0]))
    [-2.  0.  2.]
    """
    return z[()]


@of_floats
def identity_prime(z: ArrayLike) -> Value:
    """Slope of the identity: 1 everywhere.

    >>> print(identity_prime([-2.0, 0.0, 2.0]))
    [1. 1. 1.]
    """
    return np.ones_like(z)[()]


@of_floats
def softmax(z: ArrayLike) -> Array:
    """Turn each column of z, (n, m), into probabilities: exp(z_j) / sum_i exp(z_i).

    An output depends on all entries of its column, so there is no derivative entry by entry.
    Nielsen, chapter 3, equation (78).

    >>> print(softmax([[0.0], [0.0]]).sum())
    1.0
    """
    e = np.exp(z - np.max(z, axis=0))  # the largest becomes 1, and nothing overflows
    return e / np.sum(e, axis=0)


class Activation(NamedTuple):
    """A function beside its derivative, and how it is written.

    >>> double = Activation("double", lambda z: 2 * z, lambda z: 2 + 0 * z, "2", "double")
    >>> double.function(3), double.prime(3), double.low
    (6, 2, -inf)

    Attributes
    ----------
    name : str
        The name by which `ACTIVATIONS`, `Network` and `Neuron` know it.
    function, prime : callable
        The function of z and its derivative, both entry by entry. A function whose outputs depend
        on all of z, such as softmax, has no such derivative: None.
    symbol, label : str
        What formulas write before (z), nothing for z itself; and its name among others.
    low, high : float
        The range of its values.
    """

    name: str
    function: Callable[[Any], Any]
    prime: Callable[[Any], Any] | None
    symbol: str
    label: str
    low: float = -inf
    high: float = inf

    @property
    def middle(self) -> float | None:
        """The middle of the range, or None where it has no two ends."""
        return (self.low + self.high) / 2 if isfinite(self.high - self.low) else None


ACTIVATIONS = {
    one.name: one
    for one in (
        Activation("sigmoid", sigmoid, sigmoid_prime, "σ", "sigmoid", 0, 1),
        Activation("tanh", tanh, tanh_prime, "tanh", "tanh", -1, 1),
        Activation("relu", relu, relu_prime, "ReLU", "ReLU", low=0),
        Activation("identity", identity, identity_prime, "", "identity"),
    )
}
#: For the outputs of a cost that needs probabilities; a hidden layer would need its derivative.
SOFTMAX = Activation("softmax", softmax, None, "softmax", "softmax", 0, 1)
