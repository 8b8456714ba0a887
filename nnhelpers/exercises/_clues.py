"""Clues to an answer that nothing explains: why it stopped, what its form is, where it differs."""

from dataclasses import replace

import numpy as np

from nnhelpers.exercises._errors import stopped
from nnhelpers.exercises._forms import borrowed, called, misfit, unused, written
from nnhelpers.reply import Reply

_ATOL = 1e-9
_TELLING = (-1, 2, 0.5, -2, -0.5, 10, 0.1, 100, 0.01)
_NEXT = " A `hint()` may help."
_UNKNOWN = "That is not a mistake that we know."


def not_recognised(trial, reference):
    """Return the `Reply` to an answer that nothing explains: its error, its form, or a clue."""
    outside = borrowed(trial.answer)
    if any(o.error or misfit(o, w.shape, True) for o, w in _pairs(trial)):
        return _misformed(trial, outside)
    if (same := constant(trial)) is None and (close := _close(trial)):
        return _beside(close, outside)
    clue = factor(trial) or same
    if trial.says(r"\^"):
        words = "Python writes powers `**`; `^` means something else."
        return Reply("unknown", words, mistakes=("caret",))
    if outside:
        words = " ".join(filter(None, [_borrowed(outside), clue]))
        return Reply("unknown", words, mistakes=("borrowed",))
    if clue:
        return Reply("unknown", clue, mistakes=("constant",) if clue is same else ("factor",))
    if names := unused(trial.answer, reference):
        words = f"Your function does not use `{names[0]}`, and the answer depends on it."
        return Reply("unknown", words, mistakes=("argument_unused",))
    if any(outcome.changed for outcome in trial.outcomes):
        return Reply("unknown", _changed(trial), mistakes=("changed_argument",))
    return Reply("unknown", _first_difference(trial))


def _pairs(trial):
    return zip(trial.outcomes, trial.expected, strict=True)


def _misformed(trial, outside):
    """Tell of the first outcome that stopped or is of another form."""
    returned = callable(trial.answer)
    for arguments, (outcome, wanted) in zip(trial.inputs, _pairs(trial), strict=True):
        if outcome.error:
            name, words = stopped(outcome.error, trial.answer)
        elif found := misfit(outcome, wanted.shape, returned):
            name, words = found
        else:
            continue
        if outside:
            return Reply("form", f"{_borrowed(outside)} {_capital(words)}", mistakes=("borrowed",))
        given = f" (For {_given(arguments)}.)" if arguments else ""
        return Reply("form", _capital(words) + given, mistakes=(name,))
    return None


def _borrowed(names):
    listed = ", ".join(f"`{name}`" for name in names[:4])
    return f"Your function uses {listed} from the notebook: compute it from the arguments instead."


def _changed(trial):
    names = next(outcome.changed for outcome in trial.outcomes if outcome.changed)
    return (
        f"Your function changes `{names[0]}`, which it was given; whatever it does with it "
        f"afterwards is done with the new numbers. Work on a copy: `{names[0]}.copy()`."
    )


def _close(trial):
    """Tell of an answer that is right but for its digits."""
    if not all(np.allclose(o.value, wanted, rtol=0.05, atol=0) for o, wanted in _pairs(trial)):
        return _rounded_off(trial)
    if not trial.inputs[0]:
        words = "That is close, but not close enough: give more digits, or let Python compute it."
        return Reply("close", words, mistakes=("rounded",))
    return _rounded_off(trial) or Reply("close", _how_close(trial), mistakes=("measured",))


def _rounded_off(trial):
    if any(_is_rounded(trial, digits) for digits in range(8)):
        words = "That is the right value, rounded. Return all of its digits."
        return Reply("close", words, mistakes=("rounded",))
    return None


def _how_close(trial):
    ours, theirs = _in_a_row(trial.values), _in_a_row(trial.expected)
    some = theirs != 0
    worst = np.max(np.abs(ours[some] / theirs[some] - 1))
    return (
        f"That is close: you are off by {worst:.1e} of the value at most. Did you measure, or "
        "round on the way? The exact formula is asked for."
    )


def _beside(reply, outside):
    """Name beside a reply what was taken from the notebook."""
    if not outside:
        return reply
    words = f"{reply.text} {_borrowed(outside)}"
    return replace(reply, text=words, mistakes=(*reply.mistakes, "borrowed"))


def _is_rounded(trial, digits):
    return np.any(_in_a_row(trial.values)) and all(
        np.allclose(outcome.value, np.round(wanted, digits), rtol=0, atol=_ATOL)
        for outcome, wanted in _pairs(trial)
    )


def factor(trial):
    """Say so if all values are off by one factor; with a single input, only by a telling one."""
    common = _common_factor(trial)
    if common == -1:
        return "You are off by exactly a factor of -1 everywhere: right but for the sign."
    if common is None or (len(trial.inputs) == 1 and common not in _TELLING):
        return None
    return f"You are off by exactly a factor of {common:.4g} everywhere."


def _common_factor(trial):
    if any(np.shape(o.value) != wanted.shape or o.value is None for o, wanted in _pairs(trial)):
        return None
    ours, theirs = _in_a_row(trial.values), _in_a_row(trial.expected)
    if np.allclose(theirs, 0) or np.allclose(ours, 0):
        return None
    common = ours @ theirs / (theirs @ theirs)
    same = np.allclose(ours, common * theirs, rtol=trial.tolerance, atol=_ATOL)
    return _told_exactly(common, trial.tolerance) if same else None


def _told_exactly(common, tolerance):
    return next((f for f in _TELLING if np.isclose(common, f, rtol=tolerance)), common)


def constant(trial):
    """Say so if the values are the same whatever the arguments are."""
    first, *others = trial.values
    if first is not None and others and all(np.array_equal(value, first) for value in others):
        return f"You have {written(first)} whatever the arguments are. Do you use them?"
    return None


def _first_difference(trial):
    """Say what is right, and show the first input on which the values differ, and where."""
    if not trial.inputs[0]:
        value = trial.values[0]
        shown = written(value) if value.size <= 6 else "That"
        partly = _partly(trial) or "It is not a mistake that we know."
        return f"{shown} is not it. {partly}{_NEXT}"
    wrong = [not trial.same(o.value, wanted) for o, wanted in _pairs(trial)]
    place = wrong.index(True)
    known = _partly(trial) or _called(trial.answer) or _sometimes(wrong) or _UNKNOWN
    example = _example(trial.values[place], trial.expected[place], trial.tolerance)
    return f"{known}{_NEXT} For {_given(trial.inputs[place])}: {example}"


def _called(answer):
    names = called(answer)
    return names and (
        f"Your function calls `{names[0]}`, which the notebook defines. Is it what is needed here?"
    )


def _sometimes(wrong):
    right = wrong.count(False)
    return f"It is right for {right} of the {len(wrong)} inputs tried." if right else None


def _partly(trial):
    """Say which numbers, or rows, are wrong if others are right for all inputs."""
    if len({wanted.shape for wanted in trial.expected}) > 1 or not trial.expected[0].ndim:
        return None
    each = [np.isclose(o.value, w, trial.tolerance, _ATOL) for o, w in _pairs(trial)]
    right = np.all(each, axis=0)
    if right.ndim == 2 and min(right.shape) > 1 and np.sum(~right) == 1:
        return f"Only the number at {np.argwhere(~right)[0].tolist()} is wrong, counted from 0."
    rows = right.reshape(len(right), -1).all(axis=1)
    if not rows.any() or rows.all():
        return None
    *some, last = np.flatnonzero(~rows)
    what = "Number" if right.ndim == 1 else "Row"
    listed = " and ".join(filter(None, [", ".join(map(str, some)), str(last)]))
    is_wrong = f"s {listed} are" if some else f" {listed} is"
    return f"{what}{is_wrong} wrong, counted from 0; the rest is right."


def _example(value, wanted, tolerance):
    if wanted.size <= 6:
        words = f"you get {written(value)}, and it should be {written(wanted)}."
        return words + _where(value, wanted, tolerance)
    place = tuple(np.argwhere(~np.isclose(value, wanted, rtol=tolerance))[0])
    ours, theirs = written(value[place]), written(wanted[place])
    return f"at {[int(i) for i in place]} you get {ours}, and it should be {theirs}."


def _where(value, wanted, tolerance):
    if not wanted.ndim:
        return ""
    place = np.argwhere(~np.isclose(value, wanted, rtol=tolerance))[0].tolist()
    return f" The first that differs is the one at {place}, counted from 0."


def _in_a_row(values):
    return np.concatenate([np.ravel(value) for value in values])


def _given(arguments):
    """Write the arguments for which something is true, or their shapes."""
    return ", ".join(f"{name} {_is(value)}" for name, value in arguments.items())


def _is(value):
    return f"= {written(value)}" if np.size(value) <= 6 else f"of shape {np.shape(value)}"


def _capital(words):
    return words[0].upper() + words[1:]
