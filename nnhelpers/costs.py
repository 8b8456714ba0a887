"""Cost functions, each beside its derivative with respect to the output activations.

A cost takes activations a and targets y of shape (n, m), one example a column, and returns the
cost C_0 of each example, shape (m,); plain numbers are one neuron and one example. A derivative
dC_0/da has the shape of a. `COSTS` holds the pairs under their names.

>>> print(half_squared_error(0.5, 1.0), half_squared_error_prime(0.5, 1.0))
0.125 -0.5
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np


def half_squared_error(a, y):
    """Half the sum of squares: sum_j (a_j - y_j)**2 / 2.

    Nielsen, Neural Networks and Deep Learning, chapter 1, equation (6), for one example.
    """
    return 0.5 * np.sum((a - y) ** 2, axis=0)


def half_squared_error_prime(a, y):
    """a - y: the half cancels the 2 of the square."""
    return a - y


def squared_error(a, y):
    """Sum of squares without the half: sum_j (a_j - y_j)**2, as 3Blue1Brown writes it."""
    return np.sum((a - y) ** 2, axis=0)


def squared_error_prime(a, y):
    """2 (a - y)."""
    return 2 * (a - y)


def cross_entropy(a, y):
    """-sum_j [y_j ln a_j + (1 - y_j) ln(1 - a_j)], for activations between 0 and 1.

    An activation that has been rounded to exactly 0 or 1 is read as the nearest number that
    has not, so that the cost stays finite. Nielsen, chapter 3, equation (63).
    """
    floor, gap = _away_from_0_and_1(a)
    return -np.sum(y * np.log(floor) + (1 - y) * np.log(gap), axis=0)


def cross_entropy_prime(a, y):
    """(a - y) / (a (1 - a)), with the rounding of `cross_entropy`."""
    floor, gap = _away_from_0_and_1(a)
    return (a - y) / (floor * gap)


def _away_from_0_and_1(a):
    info = np.finfo(np.result_type(np.asarray(a).dtype, np.float32))
    return np.maximum(a, info.tiny), np.maximum(1 - a, info.epsneg)


class Cost(NamedTuple):
    """A cost beside its derivative.

    Attributes
    ----------
    name : str
        The name by which `COSTS`, `Network` and `Neuron` know it.
    function, prime : callable
        C_0(a, y), one number an example, and dC_0/da, of the shape of a.
    """

    name: str
    function: Callable
    prime: Callable

    def output_error(self, z, a, y, activation):
        """Error of the output layer, delta = dC_0/dz = dC_0/da * da/dz; shapes (n, m).

        For cross-entropy behind a sigmoid the factors a (1 - a) cancel and leave a - y, which a
        saturated neuron needs: there the two factors, apart, would be 1/0 and 0.
        Nielsen, chapter 2, (BP1), and chapter 3, equation (66).
        """
        if self.name == "cross_entropy":
            return a - y
        return self.prime(a, y) * activation.prime(z)


COSTS = {
    "half_squared_error": Cost("half_squared_error", half_squared_error, half_squared_error_prime),
    "squared_error": Cost("squared_error", squared_error, squared_error_prime),
    "cross_entropy": Cost("cross_entropy", cross_entropy, cross_entropy_prime),
}
