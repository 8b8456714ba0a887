"""An answer, tried on all inputs, and what it does kept within the trial."""

import random
import re
import sys
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from copy import deepcopy
from io import TextIOBase
from numbers import Real
from typing import NamedTuple

import numpy as np

from nnhelpers.exercises._sources import source_of

_ATOL = 1e-9
_TYPED = 2e-3  # how exactly people type a wrong number
_LINES, _LONG = 5, 500  # how much of what an answer prints is shown


class Outcome(NamedTuple):
    """What came of an answer for one input."""

    result: object = None  # as it was returned
    value: object = None  # as an array of floats, or None
    error: object = None  # the exception that stopped it
    printed: bool = False
    changed: tuple = ()  # the names of the arguments that it changed


class Trial(NamedTuple):
    """An answer, tried on all inputs."""

    answer: object
    inputs: list  # the arguments by their names; one empty dict where a value is asked for
    outcomes: list
    expected: list  # arrays
    tolerance: float

    @property
    def values(self):
        """The values of the answer, None where there are no numbers."""
        return [outcome.value for outcome in self.outcomes]

    @property
    def right(self):
        """Whether the answer is right for all inputs."""
        return all(map(self.same, self.values, self.expected))

    def says(self, pattern):
        """Whether the source of the answer has a pattern in it."""
        return bool(re.search(pattern, source_of(self.answer) or ""))

    def same(self, value, other):
        """Whether two arrays are the same within the tolerance."""
        return same(value, other, self.tolerance)

    def is_made_by(self, function):
        """Whether a function does the same as the answer, and fails on the same inputs only."""
        pairs = zip(self.outcomes, self.inputs, strict=True)
        alike = all(self._alike(one, function, at) for one, at in pairs)
        return alike and self.is_wrong_somewhere()

    def has_the_values_of(self, function):
        """Whether a function does the same as the answer wherever the answer does not fail."""
        pairs = zip(self.outcomes, self.inputs, strict=True)
        return all(self._alike(one, function, at) for one, at in pairs if not one.error)

    def is_wrong_somewhere(self):
        """Whether the answer returns something wrong, and does not merely fail."""
        pairs = zip(self.outcomes, self.expected, strict=True)
        return any(_is_something(o) and not self.same(o.value, wanted) for o, wanted in pairs)

    def are_places(self):
        """Whether the values are small whole numbers, as places are, of which many agree."""
        some = [value for value in self.values if value is not None and value.size]
        return all(np.all((abs(value) < 10) & (value == np.round(value))) for value in some)

    def _alike(self, outcome, function, arguments):
        other = outcome_of(function, arguments)
        tolerance = self.tolerance if arguments else max(self.tolerance, _TYPED)
        return bool(outcome.error) == bool(other.error) and (
            same(outcome.value, other.value, tolerance)
            or outcome.value is other.value is None
            and _plain(outcome.result) == _plain(other.result)
        )


def _is_something(outcome):
    return outcome.result is not None and (
        outcome.value is None or bool(np.isfinite(outcome.value).all())
    )


def same(value, other, tolerance):
    """Whether two arrays are the same within a relative tolerance; None is the same as nothing."""
    if value is None or other is None or value.shape != other.shape:
        return False
    if not (np.isfinite(value).all() and np.isfinite(other).all()):
        return np.allclose(value, other, rtol=tolerance, atol=_ATOL, equal_nan=True)
    return bool((abs(value - other) <= _ATOL + tolerance * abs(other)).all())


def alike(result, other, tolerance):
    """Whether two results are the same numbers, or the same other things."""
    return same(as_floats(result), as_floats(other), tolerance) or (
        as_floats(result) is None and _plain(result) == _plain(other)
    )


def _plain(result):
    """Return lists, tuples and arrays within each other as tuples, and numbers and text as such."""
    if isinstance(result, np.ndarray):
        result = result.tolist()
    if isinstance(result, list | tuple):
        return tuple(map(_plain, result))
    return result if isinstance(result, int | float | str) else type(result)


def outcome_of(function, arguments):
    """Return what comes of a function of the course, None where it fails."""
    try:
        with np.errstate(all="ignore"):
            result = function(*arguments.values())
    except Exception as error:
        return Outcome(error=error)
    return Outcome(result, as_floats(result))


def as_floats(result):
    """Return real numbers as an array of floats, and None for anything else."""
    try:
        array = np.asarray(_inexact(result))
    except Exception:  # whatever an object of theirs does
        return None
    real = np.issubdtype(array.dtype, np.number) and not np.iscomplexobj(array)
    return array.astype(float) if real else None


def _inexact(result):
    """Return exact numbers, such as fractions, as floats; leave all else."""
    return float(result) if isinstance(result, Real) and not isinstance(result, bool) else result


def try_out(answer, inputs, expected, tolerance):
    """Try a learner's answer on all inputs, and return the `Trial`."""
    prints = _FirstLines()
    with _undisturbed(), redirect_stdout(prints), redirect_stderr(prints):
        outcomes = [_tried(answer, arguments, prints) for arguments in inputs]
    return Trial(answer, inputs, outcomes, expected, tolerance)


def _tried(answer, arguments, prints):
    if not callable(answer):
        return Outcome(answer, as_floats(_without_axes(answer)))
    theirs, before = deepcopy(arguments), prints.count
    try:
        result = answer(*theirs.values())
    except (Exception, SystemExit) as error:
        return Outcome(error=error)
    changed = tuple(name for name in arguments if not _untouched(arguments[name], theirs[name]))
    return Outcome(result, as_floats(result), None, prints.count > before, changed)


def _without_axes(answer):
    """Return the number in an array of one, which is what arithmetic with arrays leaves."""
    is_one = isinstance(answer, np.ndarray) and answer.size == 1
    return answer.reshape(()) if is_one else answer


def _untouched(argument, theirs):
    return np.array_equal(argument, theirs)


@contextmanager
def _undisturbed():
    """Undo what code does to the settings of NumPy and to the random numbers of others."""
    errors, options, drawn = np.geterr(), np.get_printoptions(), random.getstate()
    of_numpy = sys.modules.get("numpy.random")  # which takes a while to load, and may not be
    drawn_by_numpy = of_numpy and of_numpy.get_state()
    try:
        yield
    finally:
        np.seterr(**errors)
        np.set_printoptions(**options)
        random.setstate(drawn)
        if of_numpy:
            of_numpy.set_state(drawn_by_numpy)


class _FirstLines(TextIOBase):
    """Prints the first lines of what is printed, and holds the rest back."""

    def __init__(self):
        self._out, self.count = sys.stdout, 0

    def write(self, text):
        for line in text.splitlines(keepends=True):
            if self.count < _LINES:
                self._out.write(line[:_LONG])
            elif self.count == _LINES:
                self._out.write("... (your answer prints more, which is held back)\n")
            self.count += line.endswith("\n") or self.count == _LINES
        return len(text)
