"""Argument checks with one voice: which argument, what came, what was expected."""

from __future__ import annotations

from functools import wraps
from inspect import signature
from math import inf, isfinite
from numbers import Integral, Real
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from nnhelpers._types import Checked, P, R

FLOATS = (np.dtype(np.float64), np.dtype(np.float32))


def takes(**forms: Callable[..., Any]) -> Callable[[Callable[P, R]], Checked[P, R]]:
    """Have a function take what a form makes of an argument, if it is given.

    A form takes the argument's name and value, and all arguments by name, those before it in its
    form, and raises a TypeError or ValueError that says what is wanted. As it was, for explorers,
    which make sound arguments many times a second, the function is the `unchecked` of the new one.
    """

    def taking(function):
        bind = signature(function).bind

        @wraps(function)
        def checked(*args, **kwargs):
            given = bind(*args, **kwargs).arguments
            for name, form in forms.items():
                if name in given:
                    given[name] = form(name, given[name], given)
            return function(**given)

        return beside(checked, function)

    return taking


def of_floats(function: Callable[P, R]) -> Checked[P, R]:
    """Let a function of arrays take array_likes of real numbers: it gets float64, or float32.

    As it was, for loops that hand it such arrays already, it is the `unchecked` of the new one.
    """
    names = tuple(signature(function).parameters)

    @wraps(function)
    def checked(*args, **kwargs):
        too_many = args[len(names) :]
        named = {name: floats(name, value) for name, value in kwargs.items()}
        return function(*map(floats, names, args), *too_many, **named)

    return beside(checked, function)


def beside(checked, function):
    """Return a function that checks what it takes, with the one that does not at its side."""
    checked.unchecked = function
    return checked


def floats(name, value):
    """Return `value` as an array of float64, or of float32 if it is one."""
    if type(value) is np.ndarray and value.dtype in FLOATS:
        return value
    array = _real_array(name, value)
    return array if array.dtype in FLOATS else array.astype(np.float64)


def finite_array(name, value, dtype=np.float64):
    """Return `value` as an array of `dtype`, or say why it cannot be one."""
    array = finite(name, _real_array(name, value))
    if array.dtype == dtype:
        return array
    with np.errstate(over="ignore"):
        array = array.astype(dtype)
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite, but holds what is too large for {dtype}")
    return array


def finite(name, array):
    """Return an array that holds finite numbers alone."""
    if not np.isfinite(array).all():
        raise ValueError(f"{name} must be finite, but holds NaN or infinity")
    return array


def _real_array(name, value):
    parts = value if isinstance(value, (list, tuple)) else [value]
    if any(isinstance(part, np.ma.MaskedArray) and np.ma.is_masked(part) for part in parts):
        raise ValueError(f"{name} must not be masked: leave out the masked entries, or fill them")
    try:
        array = np.asarray(value)
    except ValueError as error:
        raise TypeError(
            f"{name} must hold real numbers in rows of equal length, got {described(value)}"
        ) from error
    if array.dtype.kind not in "fiub":
        raise TypeError(f"{name} must hold real numbers, got {described(value)}")
    return array


def within(name, array, low, high):
    """Return an array of numbers from `low` to `high`."""
    if (low, high) == (-inf, inf) or not array.size or low <= array.min() <= array.max() <= high:
        return array
    wrong = array[~((low <= array) & (array <= high))]
    raise ValueError(f"{name} must be {span(low, high)}, got {wrong[0]:g}")


def span(low, high):
    """Say which numbers lie from `low` to `high`; a low end may be all that there is."""
    return f"at least {low}" if high == inf else f"from {low} to {high}"


def same_shape(a, y):
    """Raise a ValueError if outputs and targets, both arrays, have not the same shape."""
    if a.shape != y.shape:
        raise ValueError(f"a and y must have the same shape, got shapes {a.shape} and {y.shape}")


def columns(name, value, rows, dtype=np.float64):
    """Return `value` as a finite array of examples, one a column: shape (rows, m), m >= 1."""
    array = finite_array(name, value, dtype)
    if array.ndim != 2 or array.shape[0] != rows:
        raise ValueError(
            f"{name} must have shape ({rows}, m), one example a column, got shape {array.shape}"
            + _remedy(array.shape, rows)
        )
    if array.shape[1] == 0:
        raise ValueError(f"{name} is empty: it must hold at least one example")
    return array


def _remedy(shape, rows):
    if shape == (rows,):
        return f"; np.reshape makes it a column, of shape ({rows}, 1)"
    if len(shape) == 2 and shape[1] == rows:
        return "; its transpose would fit"
    return ""


def whole_number(name, value, least):
    """Return `value` as an int of at least `least`."""
    if not isinstance(value, Integral) or isinstance(value, bool):
        raise TypeError(f"{name} must be a whole number, got {described(value)}")
    if value < least:
        raise ValueError(f"{name} must be at least {least}, got {value}")
    return int(value)


def in_range(name, value, low, high):
    """Return `value` as an int from `low` to `high`."""
    if not low <= whole_number(name, value, least=-inf) <= high:
        raise ValueError(f"{name} must be {span(low, high)}, got {value}")
    return int(value)


def finite_number(name, value):
    """Return `value` as a finite float."""
    if not isinstance(value, Real) or isinstance(value, bool):
        raise TypeError(f"{name} must be a number, got {described(value)}")
    if not isfinite(value):
        raise ValueError(f"{name} must be finite, got {value}")
    return float(value)


def below_1(name, value):
    """Return `value` as a float of at least 0 and less than 1."""
    value = finite_number(name, value)
    if not 0 <= value < 1:
        raise ValueError(f"{name} must be at least 0 and less than 1, got {value:g}")
    return value


def float_dtype(dtype):
    """Return float64 or float32 as a dtype."""
    dtype = np.dtype(dtype)
    if dtype not in FLOATS:
        raise ValueError(f"dtype must be float64 or float32, got {dtype}")
    return dtype


def one_of(name, value, table, kind):
    """Look `value` up in `table` by its name; an instance of `kind` stands for itself."""
    if isinstance(value, kind):
        if table.get(value.name, value) != value:
            raise ValueError(f"{name} {value.name} is taken: one of your own needs its own name")
        return value
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a name, got {described(value)}")
    if value not in table:
        raise ValueError(f"{name} must be one of {', '.join(table)}; got {value!r}")
    return table[value]


def class_labels(name, value, classes):
    """Return `value` as whole numbers from 0 to `classes - 1`, shape (m,)."""
    array = finite_array(name, value)
    if array.ndim != 1:
        raise ValueError(
            f"{name} must have shape (m,), one label an example, got shape {array.shape}"
        )
    if array.size == 0:
        raise ValueError(f"{name} is empty: it must hold at least one label")
    wrong = array[(array < 0) | (array >= classes) | (array != np.floor(array))]
    if wrong.size:
        raise ValueError(f"{name} must be whole numbers from 0 to {classes - 1}, got {wrong[0]:g}")
    return array.astype(np.intp)


def described(value):
    """Say what came: an array by its dtype and shape, another value as it is written."""
    if isinstance(value, np.ndarray):
        return f"an array of {value.dtype}, shape {value.shape}"
    text = repr(value)
    return f"{type(value).__name__} {text if len(text) <= 40 else text[:37] + '...'}"
