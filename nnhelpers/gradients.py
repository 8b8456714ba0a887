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

from __future__ import annotations

from copy import deepcopy
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from nnhelpers._checks import finite_array, finite_number
from nnhelpers.network import twin

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from nnhelpers._types import Array, ArrayLike, Gradient
    from nnhelpers.network import Network

TOO_SMALL = "too small to measure"


def nudge(f: Callable[[float], Any], x: float, h: float) -> Any:
    """Return (f(x + h) - f(x)) / h: what f does for each unit of a nudge h of x.

    >>> nudge(lambda w: 3 * w, 2.0, h=0.5)
    3.0
    """
    if finite_number("h", h) == 0:
        raise ValueError("h must not be 0: nothing would be nudged")
    return (f(x + h) - f(x)) / h


def numerical_gradient(
    net: Network, x: ArrayLike, y: ArrayLike, h: float = 1e-5, sides: int = 2
) -> Gradient:
    """Measure the gradient of the mean cost: nudge every parameter up by h, and down by h.

    In float64, whatever the dtype of the network, which is left as it is.

    >>> from nnhelpers import Network
    >>> net, x, y = Network([2, 2, 1], rng=1), [[0.5], [0.1]], [[1.0]]
    >>> nabla_b, nabla_w = numerical_gradient(net, x, y)
    >>> [nabla.shape for nabla in nabla_w]
    [(2, 2), (1, 2)]

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
    probe = in_float64(net)

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


def in_float64(net: Network) -> Network:
    """Return a copy of a network in float64, whose parameters are its own."""
    probe = twin(net)
    probe.dtype = np.dtype(np.float64)
    probe.biases, probe.weights = deepcopy((net.biases, net.weights))
    return probe


def relative_error(computed: ArrayLike, measured: ArrayLike) -> float:
    """Return |computed - measured| / (|computed| + |measured|), lengths of vectors; 0 for 0/0.

    It is infinite for what is not finite, and for arrays of different shapes.

    >>> print(relative_error([1.0, 2.0], [1.0, 2.0]), relative_error(1.0, -1.0))
    0.0 1.0
    """
    pair = [np.asarray(part, dtype=np.float64) for part in (computed, measured)]
    if pair[0].shape != pair[1].shape or not np.isfinite(pair).all():
        return np.inf
    size = np.frexp(np.abs(pair).max())[1]  # a power of 2, so that no square is too large or small
    computed, measured = np.ldexp(pair, -size)
    scale = np.linalg.norm(computed) + np.linalg.norm(measured)
    return float(np.linalg.norm(computed - measured) / scale) if scale else 0.0


class GradientCheck(NamedTuple):
    """Backprop beside measurement; print it for a table with a verdict.

    Attributes
    ----------
    errors_b, errors_w : list of float
        Relative error of dC/db and of dC/dw in the layers 1 to L; infinite where there is nothing
        to compare.
    tolerance : float
        The largest relative error that passes.
    remarks : dict of (str, int) to str
        For "dC/db" or "dC/dw" of a layer, what stands in the table in the place of the error:
        "too small to measure", or what is wrong with the array.
    """

    errors_b: list[float]
    errors_w: list[float]
    tolerance: float
    remarks: dict[tuple[str, int], str]

    @property
    def passed(self) -> bool:
        """Whether all agree but for slopes too small to measure, and not all slopes are that."""
        return self._verdict == "agree"

    @property
    def _verdict(self):
        errors = {("dC/db", layer): error for layer, error in enumerate(self.errors_b, start=1)}
        errors |= {("dC/dw", layer): error for layer, error in enumerate(self.errors_w, start=1)}
        compared = [error for key, error in errors.items() if self.remarks.get(key) != TOO_SMALL]
        if not compared:
            return "cannot be compared"
        return "agree" if max(compared) <= self.tolerance else "DISAGREE"

    def __str__(self) -> str:
        cells = [
            [
                self.remarks.get((kind, layer), _rounded(error))
                for layer, error in enumerate(errors, start=1)
            ]
            for kind, errors in (("dC/dw", self.errors_w), ("dC/db", self.errors_b))
        ]
        width = max(13, *map(len, cells[0]))
        rows = [
            f"{layer:5}   {cell_w:{width}}  {cell_b}"
            for layer, (cell_w, cell_b) in enumerate(zip_longest(*cells, fillvalue=""), start=1)
        ]
        return "\n".join(
            [
                f"layer   {'dC/dw off by':{width}}  dC/db off by",
                *rows,
                f"backprop and measurement {self._verdict} (limit {self.tolerance:.0e})",
            ]
        )


def errors_by_nudge(
    net: Network, x: ArrayLike, y: ArrayLike, hs: Iterable[float]
) -> dict[str, list[float]]:
    """Say how far measured gradients are off, for nudges of several sizes.

    >>> from nnhelpers import Network
    >>> net, x, y = Network([2, 2, 1], rng=1), [[0.5], [0.1]], [[1.0]]
    >>> errors = errors_by_nudge(net, x, y, hs=(0.1, 0.01))
    >>> [error < 1e-3 for error in errors["up and down"]]
    [True, True]

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


def flat(gradient: Gradient) -> Array:
    """Put a gradient, (nabla_b, nabla_w), into one row of numbers: those of all biases first.

    >>> from nnhelpers import Network
    >>> net, x, y = Network([2, 2, 1], rng=1), [[0.5], [0.1]], [[1.0]]
    >>> flat(net.backprop(x, y)).shape
    (9,)
    """
    return np.concatenate([nabla.ravel() for nablas in gradient for nabla in nablas])


def _rounded(error):
    """Write an error; what is mere rounding differs from one processor to the next."""
    return f"{error:.0e}" if error >= 1e-8 else "below 1e-08"


def check_gradient(
    net: Network, x: ArrayLike, y: ArrayLike, h: float = 1e-5, tolerance: float | None = None
) -> GradientCheck:
    """Compare `net.backprop(x, y)` with `numerical_gradient(net, x, y, h)`, layer by layer.

    Both in float64. The tolerance is 1e-6, if you give none, and 1e-4 for a gradient that comes in
    float32 all the same, with its seven digits. An array that is not finite, or has not the shape
    of its parameters, never agrees. Where the cost bends much within a nudge, as with inputs up to
    255, a tenth of h decides.

    >>> from nnhelpers import Network
    >>> net, x, y = Network([2, 2, 1], rng=1), [[0.5], [0.1]], [[1.0]]
    >>> check_gradient(net, x, y).passed
    True
    """
    probe = in_float64(net)
    computed, least = probe.backprop(x, y), smallest_slope(probe, x, y, h)
    if tolerance is None:
        single = any(np.asarray(nabla).dtype == np.float32 for part in computed for nabla in part)
        tolerance = 1e-4 if single else 1e-6
    checks = []
    for size in (h, h / 10):
        measured = numerical_gradient(probe, x, y, size)
        checks.append(_compared(computed, measured, tolerance, least))
        if checks[-1].passed:
            return checks[-1]
    return checks[0]


def _compared(computed, measured, tolerance, least):
    errors, remarks = {}, {}
    for kind, ours, theirs in zip(("dC/db", "dC/dw"), computed, measured, strict=True):
        for layer, pair in enumerate(zip_longest(ours, theirs), start=1):
            remark = _what_is_wrong(*pair)
            error = np.inf if remark else relative_error(*pair)
            if not remark and error > tolerance and np.abs(np.subtract(*pair)).max() <= least:
                remark = TOO_SMALL
            errors.setdefault(kind, []).append(error)
            if remark:
                remarks[kind, layer] = remark
    return GradientCheck(errors["dC/db"], errors["dC/dw"], tolerance, remarks)


def smallest_slope(net: Network, x: ArrayLike, y: ArrayLike, h: float) -> float:
    """Return the slope that a nudge h can just measure: the cost is rounded, and its activations.

    Ten times their rounding error; in 400 random networks rounding came to at most four times.
    """
    a, eps = net.feedforward(x), np.finfo(np.float64).eps
    y, C = np.asarray(y), net.mean_cost(x, y)
    low, high = net.cost.low, net.cost.high
    nearby = (np.clip(a * (1 + step), low, high) for step in (-2 * eps, 2 * eps))
    return 10 * max(eps * C, *(abs(np.mean(net.cost.function(b, y)) - C) for b in nearby)) / abs(h)


def _what_is_wrong(computed, measured):
    """Say why there is nothing to compare, or return None."""
    if computed is None or measured is None:
        return "missing" if computed is None else "no such layer"
    try:
        computed = finite_array("nabla", computed)
    except TypeError:
        return "no real numbers"
    except ValueError:
        return "not finite"
    if computed.shape != measured.shape:
        return f"shape {computed.shape}, not {measured.shape}"
    return None if np.isfinite(measured).all() else "measured: not finite"
