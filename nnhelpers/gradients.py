"""The independent witness: derivatives measured by nudging, to check those by the chain rule.

Examples x (n_0, m) and y (n_L, m) are columns, as for `Network`. Data that it refuses, and a nudge
h that is 0 or not finite, are a TypeError or ValueError.

>>> slope = nudge(lambda w: w**2, 3.0, h=1e-6)
>>> print(f"{slope:.4f}")
6.0000
>>> from nnhelpers import Network
>>> print(check_gradient(Network([2, 2, 1], rng=1), [[0.5], [0.1]], [[1.0]]).passed)
True
"""

from copy import copy
from typing import NamedTuple

import numpy as np

from nnhelpers._checks import finite_number


def nudge(f, x, h):
    """Return (f(x + h) - f(x)) / h: what f does for each unit of a nudge h of x."""
    if finite_number("h", h) == 0:
        raise ValueError("h must not be 0: nothing would be nudged")
    return (f(x + h) - f(x)) / h


def numerical_gradient(net, x, y, h=1e-5, sides=2):
    """Measure the gradient of the mean cost: nudge every parameter up by h, and down by h.

    In float64, whatever the dtype of the network, which is left as it is.

    Parameters
    ----------
    h : float
        The nudge. Central differences: the error shrinks with h**2 until rounding takes over.
    sides : {1, 2}
        1 nudges up only, and the error shrinks with h.

    Returns
    -------
    nabla_b, nabla_w : lists of ndarray
        As from `net.backprop(x, y)`.
    """
    if sides not in (1, 2):
        raise ValueError(f"sides must be 1 or 2, got {sides}")
    probe = copy(net)
    probe.dtype = np.dtype(np.float64)
    probe.biases = [b.astype(np.float64) for b in net.biases]
    probe.weights = [w.astype(np.float64) for w in net.weights]

    def slopes(parameters):
        nabla = np.empty_like(parameters)
        for index in np.ndindex(parameters.shape):
            start = parameters[index]

            def cost(value, index=index):
                parameters[index] = value
                return probe.mean_cost(x, y)

            nabla[index] = nudge(cost, start - (sides - 1) * h, sides * h)
            parameters[index] = start
        return nabla

    return [slopes(b) for b in probe.biases], [slopes(w) for w in probe.weights]


def relative_error(computed, measured):
    """Return |computed - measured| / (|computed| + |measured|), lengths of vectors; 0 for 0/0."""
    scale = np.linalg.norm(computed) + np.linalg.norm(measured)
    return float(np.linalg.norm(np.subtract(computed, measured)) / scale) if scale else 0.0


class GradientCheck(NamedTuple):
    """Backprop beside measurement; print it for a table with a verdict.

    Attributes
    ----------
    errors_b, errors_w : list of float
        Relative error of dC/db and of dC/dw in the layers 1 to L.
    tolerance : float
        The largest relative error that passes.
    """

    errors_b: list
    errors_w: list
    tolerance: float

    @property
    def passed(self):
        """Whether every layer agrees."""
        return max(self.errors_b + self.errors_w) < self.tolerance

    def __str__(self):
        rows = [
            f"{layer:5}   {_rounded(error_w):13}  {_rounded(error_b)}"
            for layer, (error_w, error_b) in enumerate(
                zip(self.errors_w, self.errors_b, strict=True), start=1
            )
        ]
        verdict = "agree" if self.passed else "DISAGREE"
        return "\n".join(
            [
                "layer   dC/dw off by   dC/db off by",
                *rows,
                f"backprop and measurement {verdict} (limit {self.tolerance:.0e})",
            ]
        )


def errors_by_nudge(net, x, y, hs):
    """Say how far measured gradients are off, for nudges of several sizes.

    Returns
    -------
    dict of str to list of float
        Relative errors of the whole gradient, by "one nudge" and by "up and down".
    """
    computed = flat(net.backprop(x, y))
    return {
        name: [relative_error(computed, flat(numerical_gradient(net, x, y, h, sides))) for h in hs]
        for name, sides in (("one nudge", 1), ("up and down", 2))
    }


def flat(gradient):
    """Put a gradient, (nabla_b, nabla_w), into one row of numbers: those of all biases first."""
    return np.concatenate([nabla.ravel() for nablas in gradient for nabla in nablas])


def _rounded(error):
    """Write an error; what is mere rounding differs from one processor to the next."""
    return f"{error:.0e}" if error >= 1e-8 else "below 1e-08"


def check_gradient(net, x, y, h=1e-5, tolerance=1e-6):
    """Compare `net.backprop(x, y)` with `numerical_gradient(net, x, y, h)`, layer by layer."""
    computed, measured = net.backprop(x, y), numerical_gradient(net, x, y, h)
    errors_b, errors_w = (
        [relative_error(ours, theirs) for ours, theirs in zip(*pair, strict=True)]
        for pair in zip(computed, measured, strict=True)
    )
    return GradientCheck(errors_b, errors_w, tolerance)
