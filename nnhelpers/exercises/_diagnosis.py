"""What is wrong with an answer, from its values beside the expected ones."""

from copy import deepcopy
from typing import NamedTuple

import numpy as np

from nnhelpers.exercises._forms import as_floats, borrowed, misfit, stopped, unfinished, written
from nnhelpers.reply import Reply

_ATOL = 1e-9
_TELLING = (-1, 2, 0.5)


class Trial(NamedTuple):
    """An answer, tried on all inputs."""

    answer: object
    inputs: list  # the arguments by their names; one empty dict where a value is asked for
    values: tuple  # an array for each input, or None where there are no numbers
    complaints: tuple  # what is wrong with the form of each value, or None
    expected: list
    tolerance: float

    def agrees_with(self, others):
        """Whether the values are these, and fail on the same inputs but not on all."""
        agree = [_agree(*pair, self.tolerance) for pair in zip(self.values, others, strict=True)]
        return all(agree) and any(value is not None for value in self.values)


def _agree(value, other, tolerance):
    if value is None or other is None:
        return value is other
    return value.shape == other.shape and np.allclose(value, other, rtol=tolerance, atol=_ATOL)


def value_of(function, arguments):
    """Return a function's value as an array, or None if it fails."""
    try:
        return np.asarray(function(*arguments), dtype=float)
    except Exception:
        return None


def try_out(answer, inputs, expected, tolerance):
    """Try an answer on all inputs, and return the `Trial`."""
    outcomes = [_outcome(answer, *pair) for pair in zip(inputs, expected, strict=True)]
    return Trial(answer, inputs, *zip(*outcomes, strict=True), expected, tolerance)


def _outcome(answer, arguments, wanted):
    """Return the answer's value or None, and what is wrong with its form or None."""
    try:
        result = answer(*deepcopy(arguments).values()) if callable(answer) else answer
    except (Exception, SystemExit) as error:
        return None, stopped(error, answer)
    value = as_floats(result)
    return value, misfit(result, value, wanted.shape, returned=callable(answer))


def diagnose(trial):
    """Return the `Reply` to an answer that is neither right nor a known mistake."""
    if any(trial.complaints):
        return Reply("form", _first_complaint(trial))
    if _is_close(trial):
        return Reply("close", _how_close(trial) + borrowed(trial.answer))
    words = _factor(trial) or _constant(trial) or _first_difference(trial)
    return Reply("unknown", words + borrowed(trial.answer))


def _first_complaint(trial):
    pairs = zip(trial.inputs, trial.complaints, strict=True)
    arguments, words = next(pair for pair in pairs if pair[1])
    return _sentence(arguments, unfinished(trial.answer) or words)


def _is_close(trial):
    pairs = zip(trial.values, trial.expected, strict=True)
    return all(np.allclose(*pair, rtol=0.05, atol=0) for pair in pairs)


def _how_close(trial):
    if not trial.inputs[0]:
        return "That is close, but not close enough: give more digits, or let Python compute it."
    ours, theirs = _in_a_row(trial.values), _in_a_row(trial.expected)
    some = theirs != 0
    worst = np.max(np.abs(ours[some] / theirs[some] - 1))
    return (
        f"That is close: you are off by {worst:.1e} of the value at most. Did you measure, or "
        "round on the way? The exact formula is asked for."
    )


def _factor(trial):
    """Say so if all values are off by one factor; with a single input, only by a telling one."""
    factor = _common_factor(trial)
    if factor == -1:
        return "You are off by exactly a factor of -1 everywhere: right but for the sign."
    if factor is None or (len(trial.inputs) == 1 and factor not in _TELLING):
        return None
    return f"You are off by exactly a factor of {factor:.4g} everywhere."


def _common_factor(trial):
    ours, theirs = _in_a_row(trial.values), _in_a_row(trial.expected)
    if np.allclose(theirs, 0) or np.allclose(ours, 0):
        return None
    factor = ours @ theirs / (theirs @ theirs)
    same = np.allclose(ours, factor * theirs, rtol=trial.tolerance, atol=_ATOL)
    return _rounded(factor, trial.tolerance) if same else None


def _rounded(factor, tolerance):
    return next((f for f in _TELLING if np.isclose(factor, f, rtol=tolerance)), factor)


def _constant(trial):
    """Say so if the values are the same whatever the arguments are."""
    first, *others = trial.values
    if others and all(np.array_equal(value, first) for value in others):
        return f"You have {written(first)} whatever the arguments are. Do you use them?"
    return None


def _first_difference(trial):
    """Show the first input on which the values differ, and where."""
    triples = zip(trial.inputs, trial.values, trial.expected, strict=True)
    arguments, value, wanted = next(t for t in triples if not _agree(*t[1:], trial.tolerance))
    where = _place(value, wanted, trial.tolerance)
    if not arguments:
        shown = "That" if wanted.ndim > 1 else written(value)
        return f"{shown} is not it, and not a mistake that we know.{where}"
    words = f"you get {written(value)}, and it should be {written(wanted)}.{where}"
    return _sentence(arguments, words)


def _place(value, wanted, tolerance):
    if not wanted.ndim:
        return ""
    place = np.argwhere(~np.isclose(value, wanted, rtol=tolerance))[0].tolist()
    return f" The first that differs is the one at {place}, counted from 0."


def _in_a_row(values):
    return np.concatenate([np.ravel(value) for value in values])


def _sentence(arguments, words):
    """Write for which arguments the words are true, and begin with a capital."""
    listed = ", ".join(f"{name} = {written(value)}" for name, value in arguments.items())
    words = f"For {listed}: {words}" if listed else words
    return words[0].upper() + words[1:]
