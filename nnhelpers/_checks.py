"""Argument checks with one voice: which argument, what came, what was expected."""

from numbers import Integral, Real

import numpy as np


def finite_array(name, value, dtype=np.float64):
    """Return `value` as an array of `dtype`, or say why it cannot be one."""
    try:
        array = np.asarray(value)
        numeric = np.issubdtype(array.dtype, np.number) and not np.iscomplexobj(array)
    except ValueError:  # rows of unequal length
        numeric = False
    if not numeric and not (isinstance(value, np.ndarray) and value.dtype == bool):
        raise TypeError(f"{name} must hold real numbers, got {_describe(value)}")
    array = np.asarray(array, dtype=dtype)
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite, but holds NaN or infinity")
    return array


def columns(name, value, rows, dtype=np.float64):
    """Return `value` as a finite array of examples, one a column: shape (rows, m), m >= 1."""
    array = finite_array(name, value, dtype)
    if array.ndim != 2 or array.shape[0] != rows:
        raise ValueError(
            f"{name} must have shape ({rows}, m), one example a column, got shape {array.shape}"
        )
    if array.shape[1] == 0:
        raise ValueError(f"{name} is empty: it must hold at least one example")
    return array


def whole_number(name, value, least):
    """Return `value` as an int of at least `least`."""
    if not isinstance(value, Integral) or isinstance(value, bool):
        raise TypeError(f"{name} must be a whole number, got {_describe(value)}")
    if value < least:
        raise ValueError(f"{name} must be at least {least}, got {value}")
    return int(value)


def finite_number(name, value):
    """Return `value` as a finite float."""
    if not isinstance(value, Real) or isinstance(value, bool):
        raise TypeError(f"{name} must be a number, got {_describe(value)}")
    if not np.isfinite(value):
        raise ValueError(f"{name} must be finite, got {value}")
    return float(value)


def one_of(name, value, table, kind):
    """Look `value` up in `table` by its name; an instance of `kind` stands for itself."""
    if isinstance(value, kind):
        return value
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a name, got {_describe(value)}")
    if value not in table:
        raise ValueError(f"{name} must be one of {', '.join(table)}; got {value!r}")
    return table[value]


def class_labels(name, value, classes):
    """Return `value` as whole numbers from 0 to `classes - 1`, shape (m,)."""
    array = finite_array(name, value)
    if array.ndim != 1:
        raise ValueError(f"{name} must have shape (m,), one label an example, got {array.shape}")
    if array.size == 0:
        raise ValueError(f"{name} is empty: it must hold at least one label")
    wrong = array[(array < 0) | (array >= classes) | (array != np.floor(array))]
    if wrong.size:
        raise ValueError(f"{name} must be whole numbers from 0 to {classes - 1}, got {wrong[0]:g}")
    return array.astype(np.intp)


def pair_of_arrays(name, data):
    """Turn the book's list of (x, y) tuples into a pair of arrays; leave a pair as it is."""
    data = data if isinstance(data, (tuple, list)) else list(data)
    if not data:
        raise ValueError(f"{name} is empty: it must hold at least one example")
    if len(data) == 2 and not isinstance(data[0], tuple):
        return data
    try:
        xs, ys = zip(*data, strict=True)
        return np.hstack(xs), np.hstack(ys)
    except (TypeError, ValueError) as error:
        raise ValueError(
            f"{name} must be a pair of arrays (X, Y) or a list of tuples (x, y) of columns"
        ) from error


def examples(net, x, y):
    """Return x and y as examples that fit a network: shapes (n_0, m) and (n_L, m)."""
    x = columns("x", x, net.sizes[0], net.dtype)
    y = columns("y", y, net.sizes[-1], net.dtype)
    if x.shape[1] != y.shape[1]:
        raise ValueError(
            f"x and y must hold as many examples (columns) each, got shapes {x.shape} and {y.shape}"
        )
    return x, y


def labelled(net, name, data):
    """Return data as inputs that fit a network, (n_0, m), and labels from 0 to n_L - 1, (m,)."""
    x, y = pair_of_arrays(name, data)
    y = np.asarray(y)
    if y.ndim == 2:
        y = np.argmax(columns(f"{name} targets", y, net.sizes[-1], net.dtype), axis=0)
    labels = class_labels(f"{name} labels", y, net.sizes[-1])
    x = columns(name, x, net.sizes[0], net.dtype)
    if x.shape[1] != len(labels):
        raise ValueError(f"{name} holds {x.shape[1]} inputs but {len(labels)} labels")
    return x, labels


def _describe(value):
    text = repr(value)
    return f"{type(value).__name__} {text if len(text) <= 40 else text[:37] + '...'}"
