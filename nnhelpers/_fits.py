"""What fits a network: its parameters, its data, and what its outputs are judged by."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from nnhelpers._checks import (
    class_labels,
    columns,
    described,
    finite_array,
    in_range,
    within,
)
from nnhelpers._pixels import Pixels


def shapes(net, name):
    """Return the shapes of a network's "weights" or "biases", layer 1 first."""
    return [(n, n_prev if name == "weights" else 1) for n_prev, n in pairwise(net.sizes)]


def parameters(net, name, value):
    """Return "weights" or "biases" as a network keeps them: finite, in its dtype and shapes."""
    return layered(name, value, shapes(net, name), dtype=net.dtype)


def layered(name, value, expected, first=1, dtype=np.float64):
    """Return a list of finite arrays of these shapes, one for each layer from the first on."""
    last = first + len(expected) - 1
    form = f"{name} must be a list of arrays, one for each of the layers {first} to {last}"
    if not isinstance(value, (list, tuple, np.ndarray)):
        raise TypeError(f"{form}, got {described(value)}")
    if len(value) != len(expected):
        raise ValueError(f"{form}, got {len(value)} of them")
    arrays = []
    for layer, (array, shape) in enumerate(zip(value, expected, strict=True), start=first):
        arrays.append(finite_array(f"{name} of layer {layer}", array, dtype))
        if arrays[-1].shape != shape:
            raise ValueError(
                f"{name} of layer {layer} must have shape {shape}, got shape {arrays[-1].shape}"
            )
    return arrays


def are_kept(net, name, arrays):
    """Whether the arrays have still the shapes and the dtype that a network keeps."""
    expected = shapes(net, name)
    return len(arrays) == len(expected) and all(
        type(array) is np.ndarray and array.shape == shape and array.dtype == net.dtype
        for array, shape in zip(arrays, expected, strict=True)
    )


def place(sizes, name, value):
    """Return the place of a number in a network: ("w", l, j, k), ("b", l, j) or ("a", l, j)."""
    kind, *numbers = value if isinstance(value, (tuple, list)) and value else (None,)
    if not isinstance(kind, str) or len(numbers) != {"w": 3, "b": 2, "a": 2}.get(kind):
        raise ValueError(
            f'{name} must be ("w", l, j, k), ("b", l, j) or ("a", l, j), got {described(value)}'
        )
    layer, *indices = numbers
    layer = in_range(f"{name}: layer", layer, 0 if kind == "a" else 1, len(sizes) - 1)
    here_and_before = sizes[layer], sizes[layer - 1]
    return (
        kind,
        layer,
        *(
            in_range(f"{name}: index", index, 0, size - 1)
            for index, size in zip(indices, here_and_before, strict=False)
        ),
    )


def inputs(net, name, x):
    """Return x as inputs of a network: shape (n_0, m)."""
    if isinstance(x, Pixels) and len(x) == net.sizes[0]:
        return Pixels(x.packed, min(x.dtype, net.dtype))  # a product widens them, and rounds none
    return columns(name, x, net.sizes[0], net.dtype)


def targets(net, name, y):
    """Return y as targets of a network, shape (n_L, m), in the range of its cost."""
    y = columns(name, y, net.sizes[-1], net.dtype)
    within(f"{name} for the cost {net.cost.name}", y, net.cost.low, net.cost.high)
    sums = y.sum(axis=0)
    if net.cost.outputs is not None and not np.allclose(sums, 1, rtol=0, atol=1e-5):
        raise ValueError(
            f"{name} for the cost {net.cost.name} must have columns that add up to 1, "
            f"got {sums[np.abs(sums - 1).argmax()]:g}"
        )
    return y


def examples(net, x, y):
    """Return x and y as examples that fit a network: shapes (n_0, m) and (n_L, m)."""
    x, y = inputs(net, "x", x), targets(net, "y", y)
    if x.shape[1] != y.shape[1]:
        raise ValueError(
            f"x and y must hold as many examples (columns) each, got shapes {x.shape} and {y.shape}"
        )
    return x, y


def pair_of_arrays(name, data, labels=False):
    """Turn the book's list of (x, y) tuples into a pair of arrays; leave a pair as it is.

    Where labels are welcome, each y may be a plain number.
    """
    form = f"{name} must be a pair of arrays (X, Y) or a list of tuples (x, y) of columns"
    once = "; a zip can be read only once" if isinstance(data, Iterator) else ""
    try:
        data = data if isinstance(data, (tuple, list)) else list(data)
    except TypeError as error:
        raise TypeError(f"{form}, got {described(data)}") from error
    if not data:
        raise ValueError(f"{name} is empty: it must hold at least one example{once}")
    if len(data) == 2 and not _is_example(data[0]):
        return data
    try:
        xs, ys = zip(*data, strict=True)
    except (TypeError, ValueError) as error:
        raise ValueError(form) from error
    plain = labels and _shape(ys[0]) == ()
    return _joined(form, "x", xs), np.array(ys) if plain else _joined(form, "y", ys)


def _is_example(value):
    """Whether this is a tuple (x, y), or a list whose x is a matrix and no number of a row."""
    return isinstance(value, tuple) or (
        isinstance(value, list) and len(value) == 2 and len(_shape(value[0])) == 2
    )


def _joined(form, part, arrays):
    """Put the columns of all examples side by side."""
    rows = _shape(arrays[0])[:1]
    for number, array in enumerate(arrays, start=1):
        shape = _shape(array)
        if len(shape) != 2 or shape[:1] != rows:
            column = f"({', '.join(map(str, (*rows, 1)))})" if rows else "(n, 1)"
            raise ValueError(
                f"{form}; {part} of example {number} has shape {shape}, and a column {column}"
            )
        if isinstance(array, np.ma.MaskedArray):
            finite_array(f"{part} of example {number}", array)
    return np.hstack(arrays)


def _shape(value):
    try:
        return np.shape(value)
    except ValueError:  # rows of unequal length
        return ()


class Judged(NamedTuple):
    """Data that a network is judged by.

    Attributes
    ----------
    x, y : ndarray, shapes (n_0, m) and (n_L, m)
        Inputs and targets.
    labels : ndarray, shape (m,), or None
        The class of each example, from 0; None if the targets are real values, and no classes.
    """

    x: np.ndarray
    y: np.ndarray
    labels: np.ndarray | None = None


def judged(net, name, data):
    """Return data, whose targets may be labels, as what a network is judged by."""
    x, y = pair_of_arrays(name, data, labels=True)
    if np.ndim(y) == 1:
        labels = class_labels(f"{name} labels", y, max(net.sizes[-1], 2))
        y = _targets_of(net, name, labels)
    else:
        y = targets(net, f"{name} targets", y)
        labels = _labels_of(net, y)
    x = inputs(net, name, x)
    if x.shape[1] != y.shape[1]:
        raise ValueError(f"{name} holds {x.shape[1]} inputs but {y.shape[1]} labels or targets")
    return Judged(x, y, labels)


def right(net, a, labels):
    """Count the outputs a that are right: the brightest neuron, or the side of a single one."""
    if labels is None:
        raise ValueError(
            "test_data targets must name classes, one in each column; real values are never right "
            "or wrong: ask for the mean_cost"
        )
    if not np.isfinite(a).all():
        raise FloatingPointError("the outputs are not finite, so none of them is right or wrong")
    answers = a.argmax(axis=0) if len(a) > 1 else a[0] > net.activation.middle
    return int(np.sum(answers == labels))


def _targets_of(net, name, labels):
    """Return the targets that labels stand for."""
    if net.sizes[-1] > 1:
        return np.eye(net.sizes[-1], dtype=net.dtype)[:, labels]
    low, high = net.activation.low, net.activation.high
    if net.activation.middle is None:
        raise ValueError(
            f"{name} labels cannot judge one output neuron with {net.activation.name}, which has "
            "no middle between two ends: give targets of shape (1, m)"
        )
    return np.array([[low, high]], dtype=net.dtype)[:, labels]


def _labels_of(net, y):
    """Return the classes that targets stand for, or None if they hold more than two values.

    Of several neurons one has the higher value, in each column; of a single one, the values are as
    far below the middle of its range as above, or all at one end.
    """
    low, high, middle = y.min(), y.max(), net.activation.middle
    if not ((y == low) | (y == high)).all():
        return None
    if len(y) > 1:
        one_each = low < high and ((y == high).sum(axis=0) == 1).all()
        return y.argmax(axis=0) if one_each else None
    if middle is None:
        return None
    ends = net.activation.low, net.activation.high
    apart = np.isclose(low + high, 2 * middle) if low < high else low in ends
    return (y[0] > middle).astype(np.intp) if apart else None
