"""What pictures and charts take: the forms of their arguments, for the decorator `takes`.

Sizes and ends are numbers, or names of other arguments, which stand for their lengths; any other
letter in a shape is any size from 1 on.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from nnhelpers._checks import (
    described,
    finite,
    finite_number,
    floats,
    in_range,
    span,
    takes,
    within,
)
from nnhelpers.neuron import Neuron

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from nnhelpers._types import P, R


def numbers(*shape, low=-inf, high=inf, above=None):
    """Finite numbers in an array of a shape, each from low to high, or above a number."""
    bounded = low > -inf and high < inf

    def taken(name, value, given):
        array = floats(name, value)
        if array.shape != shape:
            _check_shape(name, array.shape, [_size(size, given) for size in shape])
        within(name, array if bounded else finite(name, array), low, high)
        if above is not None and not (array > above).all():
            raise ValueError(f"{name} must be above {above}, got {array.min():g}")
        return array

    return taken


def counts(*shape, high=inf, above=None):
    """Whole numbers from 0 on, in an array of a shape."""

    def taken(name, value, given):
        array = numbers(*shape, low=0, high=high, above=above)(name, value, given)
        if (array != np.floor(array)).any():
            raise ValueError(f"{name} must be whole numbers")
        return array.astype(np.intp)

    return taken


def real(low=-inf, high=inf, above=None):
    """A finite number, from low to high or above a number."""

    def taken(name, value, _):
        value = finite_number(name, value)
        if not low <= value <= high:
            raise ValueError(f"{name} must be {span(low, high)}, got {value:g}")
        if above is not None and value <= above:
            raise ValueError(f"{name} must be above {above}, got {value:g}")
        return value

    return taken


def integer(low, high=inf):
    """A whole number from low to high, or to the last place of the argument of that name."""

    def taken(name, value, given):
        last = len(given[high]) - 1 if high in given else high
        return in_range(name, value, low, last)

    return taken


def string(name, value, _):
    """Words."""
    return _of_kind(name, value, str, "text")


def one_of_these(*options):
    """One of some strings."""

    def taken(name, value, _):
        if not isinstance(value, str) or value not in options:
            raise ValueError(f"{name} must be one of {', '.join(options)}; got {described(value)}")
        return value

    return taken


def instance(kind):
    """What is of a class."""
    return lambda name, value, _: _of_kind(name, value, kind, f"a {kind.__name__}")


def one_example(name, value, _):
    """A neuron of plain numbers."""
    if np.ndim(_of_kind(name, value, Neuron, "a Neuron").z):
        raise ValueError(f"{name} must have one example, got rows of {value.z.size}")
    return value


def rows_of_examples(name, value, _):
    """A neuron with one w and b, and rows of examples."""
    neurons = _of_kind(name, value, Neuron, "a Neuron")
    if np.ndim(neurons.w) or np.ndim(neurons.b) or not np.ndim(neurons.z):
        raise ValueError(f"{name} must have numbers for w and b, and rows of a_prev or y")
    return neurons


def sequence(form, least=1, most=inf):
    """A sequence of what has one form, as a list."""

    def taken(name, value, given):
        _check_length(name, _of_kind(name, value, _SEQUENCES, "a sequence"), least, most)
        return [form(f"{name}[{place}]", one, given) for place, one in enumerate(value)]

    return taken


def parts(*forms):
    """A sequence of so many, each with a form of its own, as a list."""

    def taken(name, value, given):
        _check_length(name, _of_kind(name, value, _SEQUENCES, "a sequence"), len(forms), len(forms))
        named = ((f"{name}[{place}]", one) for place, one in enumerate(value))
        return [form(*one, given) for form, one in zip(forms, named, strict=True)]

    return taken


def table(form, key=string, least=1, most=inf):
    """A dict of what has one form, each with a name, or a key of another form."""

    def taken(name, value, given):
        _check_length(name, _of_kind(name, value, dict, "a dict"), least, most)
        return {
            key(f"each key of {name}", one, given): form(f"{name}[{one!r}]", value[one], given)
            for one in value
        }

    return taken


def record(**forms):
    """A dict with just these keys, each with a form of its own."""

    def taken(name, value, given):
        if _of_kind(name, value, dict, "a dict").keys() != forms.keys():
            raise ValueError(
                f"{name} must have the keys {', '.join(forms)}; got {described(value)}"
            )
        return {key: form(f"{name}[{key!r}]", value[key], given) for key, form in forms.items()}

    return taken


def anything(name, value, _):
    """A sequence that is looked at where it is `drawn_once`."""
    _check_length(name, _of_kind(name, value, _SEQUENCES, "a sequence"), 1, inf)
    return value


def drawn_once(**forms: Callable[..., Any]) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Have a function look at its first arguments, as `takes` does, and keep what it drew of them.

    It is kept by what is hashable, as tuples are; a list or an array is looked at each time.
    """

    def keeping(function):
        checked = takes(**forms)(function)
        cached = lru_cache(maxsize=4)(checked)

        @wraps(function)
        def kept(*args):
            try:
                return cached(*args)
            except TypeError:
                return checked(*args)

        return kept

    return keeping


def optional(form):
    """What has a form, or None."""
    return lambda name, value, given: None if value is None else form(name, value, given)


_SEQUENCES = (list, tuple, np.ndarray)


def _size(size, given):
    return len(given[size]) if size in given else size


def _check_shape(name, shape, wanted):
    pairs = zip(shape, wanted, strict=False)
    fits = (size == one or (isinstance(size, str) and one) for one, size in pairs)
    if len(shape) == len(wanted) and all(fits):
        return
    if 0 in shape:
        raise ValueError(f"{name} is empty: its shape is {shape}")
    form = ", ".join(map(str, wanted)) + ("," if len(wanted) == 1 else "")
    raise ValueError(f"{name} must have shape ({form}), got shape {shape}")


def _check_length(name, value, least, most):
    if not least <= len(value) <= most:
        wanted = least if least == most else span(least, most)
        raise ValueError(f"{name} must hold {wanted} of them, got {len(value)}")


def _of_kind(name, value, kind, words):
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be {words}, got {described(value)}")
    return value
