"""Backpropagation, line by line: the lines of `backprop` that run, and what each of them makes.

>>> from nnhelpers import Network
>>> recorded = record(Network([2, 2, 1], rng=0), [[0.5], [1.0]], [[1.0]])
>>> print(recorded[0].text.strip(), recorded[0].made)
zs, activations = [], [x] ('zs', 'activations')

What is recorded is a real run of `Network.backprop`, watched by Python's own tracing.
"""

import sys
from copy import deepcopy
from functools import cache
from typing import NamedTuple

import numpy as np

from nnhelpers import backprop
from nnhelpers.listing import numbered

FUNCTIONS = {"forward": backprop.forward, "backward": backprop.backward}
_CODES = {function.__code__: name for name, function in FUNCTIONS.items()}


class Step(NamedTuple):
    """One line of the forward or the backward pass, and what stands after it has run.

    Attributes
    ----------
    function : {"forward", "backward"}
    line : int
        Its place in `source(function)`.
    values : dict of str to ndarray or list of ndarray
        All local variables after the line, but `net` and `function`.
    made : tuple of str
        The variables that the line made or changed.
    """

    function: str
    line: int
    values: dict
    made: tuple

    @property
    def text(self):
        """The source of the line."""
        return source(self.function)[self.line]


def source(function):
    """Return the lines of "forward" or "backward", without the docstring."""
    return tuple(_numbered(function).values())


def record(net, x, y):
    """Run `net.backprop(x, y)`, and return a `Step` for each line of both passes as it ran."""
    recorder = _Recorder()
    before = sys.gettrace()
    sys.settrace(recorder.enter)
    try:
        net.backprop(x, y)
    finally:
        sys.settrace(before)
    return recorder.steps


class _Recorder:
    """Watches the frames of `FUNCTIONS`; a line is recorded when the next one begins."""

    def __init__(self):
        self.steps = []
        self._running = None  # the line that runs now, of which function, and what stood before

    def enter(self, frame, event, _argument):
        if frame.f_code in _CODES:
            self._running = None
            return self.watch
        return None

    def watch(self, frame, event, _argument):
        name = _CODES[frame.f_code]
        line = list(_numbered(name)).index(frame.f_lineno)
        if event == "line" and self._running and self._running[:2] == (name, line):
            return self.watch  # a comprehension comes back to its own line
        values = _snapshot(frame.f_locals)
        if event in ("line", "return") and self._running:
            name_before, line_before, before = self._running
            made = tuple(key for key, value in values.items() if not _same(value, before.get(key)))
            self.steps.append(Step(name_before, line_before, values, made))
        self._running = (name, line, values) if event == "line" else None
        return self.watch


@cache
def _numbered(function):
    return numbered(FUNCTIONS[function])


def _snapshot(variables):
    arrays = {name: value for name, value in variables.items() if name not in ("net", "function")}
    return deepcopy(arrays)


def _same(one, other):
    """Whether two values, arrays or lists of arrays, are the same."""
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and np.array_equal(one, other)
