"""What is wrong with an answer: slips that explain it, its form, or where it differs."""

from dataclasses import replace

import numpy as np

from nnhelpers.exercises._errors import stopped
from nnhelpers.exercises._forms import (
    borrowed,
    is_unfinished,
    meant_by,
    misfit,
    one_by_one,
    readings,
    repaired,
    unused,
    written,
)
from nnhelpers.exercises._slips import Slip, explanations, first_sentence
from nnhelpers.exercises._trial import Outcome, alike, outcome_of, try_out
from nnhelpers.exercises._variations import DONE_TO_IT, variations, with_something_more
from nnhelpers.reply import Reply

_ATOL = 1e-9
_TELLING = (-1, 2, 0.5, -2, -0.5, 10, 0.1, 100, 0.01)
_NUMBERS = {2: "Two", 3: "Three", 4: "Four", 5: "Five"}
_ANOTHER = Slip("another", "", "", "Something else in it is wrong, too.")
_LIKELY = 12  # slips that are tried beside changes that nobody foresaw
_LONG = 250  # letters that are read in one reading
_BESIDE_SLIPS = (
    "caret",
    "floor",
    "no_star",
    "printed",
    "no_return",
    "turned",
    "flat",
    "wrapped",
    "not_multiplied",
    "not_added",
    "text",
    "sign",
)
_NEXT = " A `hint()` may help."


def diagnose(trial, exercise):
    """Return the `Reply` to an answer to an exercise that is not right."""
    if is_unfinished(trial.answer):
        words = "Three dots are still there. Put something in the place of each."
        return Reply("form", words, mistakes=("unfinished",))
    meant = list(_meant(trial))
    return (
        _known(trial, exercise)
        or _explained(trial, exercise, exercise.slips)
        or _right_but_for_its_form(meant)
        or _explained(trial, exercise, exercise.slips, exercise.slips)
        or _explained_by_entries(trial, exercise)
        or _explained_in_another_form(meant, exercise)
        or _varied(trial, exercise)
        or _not_recognised(trial, exercise)
    )


# --- slips that explain it -----------------------------------------------------------------------


def _known(trial, exercise):
    for mistake in exercise.mistakes:
        if mistake.fits(trial):
            return Reply("mistake", mistake.words, mistakes=(mistake.name,))
    return None


def _explained(trial, exercise, *slips):
    """Explain an answer by a slip of each of the lists."""
    if len(slips) > 1 and _says_little(trial):
        return None  # it could be had in too many ways
    for together, function in explanations(exercise.reference, *slips):
        if trial.is_made_by(function) and not _is_idle(trial, exercise, together):
            return _told(together)
    return None


def _is_idle(trial, exercise, together):
    """Whether one of the slips changes nothing beside the other, but that it fails somewhere."""
    if len(together) == 1:
        return False
    singles = explanations(exercise.reference, together)
    return any(trial.has_the_values_of(function) for _, function in singles)


def _explained_by_entries(trial, exercise):
    """Explain each entry of a list by itself, so that there may be a slip in every one."""
    rights = [outcome_of(exercise.reference, arguments).result for arguments in trial.inputs]
    ours = [outcome.result for outcome in trial.outcomes]
    if not (
        _are_lists(rights, len(rights[0]) if isinstance(rights[0], list | tuple) else 0)
        and _are_lists(ours, len(rights[0]))
    ):
        return None
    made = [
        (slip, [outcome_of(function, at).result for at in trial.inputs])
        for (slip,), function in explanations(exercise.reference, exercise.slips)
    ]
    made = [(slip, wrong) for slip, wrong in made if _are_lists(wrong, len(rights[0]))]
    found = []
    for entry in range(len(rights[0])):
        if not _same_entry(ours, rights, entry, trial.tolerance):
            fits = (pair for pair in made if _same_entry(ours, pair[1], entry, trial.tolerance))
            found.append(_at(entry, *next(fits, (None, None)), rights, trial.tolerance))
    known = [slip for slip in found if slip]
    if 2 * len(known) <= len(found):
        return None
    some = known if len(known) == len(found) else [*known, _ANOTHER]
    return _told(list(dict.fromkeys(some)))


def _at(entry, slip, wrong, rights, tolerance):
    """Add its place to a slip that would change other entries too."""
    if slip is None:
        return None
    others = [k for k in range(len(rights[0])) if k != entry]
    if all(_same_entry(rights, wrong, k, tolerance) for k in others):
        return slip
    return slip._replace(words=f"At {entry}, counted from 0: {slip.words}")


def _are_lists(results, length):
    return all(isinstance(r, list | tuple) and len(r) == length > 0 for r in results)


def _same_entry(ours, theirs, entry, tolerance):
    pairs = zip(ours, theirs, strict=True)
    return all(alike(our[entry], other[entry], tolerance) for our, other in pairs)


def _says_little(trial):
    """Whether an answer is a single number, or the same whatever the arguments are."""
    if not trial.inputs[0]:
        return trial.expected[0].ndim == 0
    return _constant(trial) is not None


def _told(slips):
    """Say of one slip all that there is to say, and of several a sentence each."""
    names = tuple(slip.name for slip in slips)
    if len(slips) == 1:
        return Reply("mistake", slips[0].words, mistakes=names)
    words = f"{_NUMBERS.get(len(slips), 'Several')} things."
    for slip in slips:
        more = f"{words} {first_sentence(slip.words)}"
        words = more if len(more) <= _LONG else words
    return Reply("mistake", words, mistakes=names)


# --- another form --------------------------------------------------------------------------------


def _right_but_for_its_form(meant):
    for name, words, one in meant:
        if one.right and name != "sign":
            return Reply("form", words, mistakes=(name,))
    return None


def _explained_in_another_form(meant, exercise):
    for name, words, one in meant:
        if name in _BESIDE_SLIPS and (found := _explained(one, exercise, exercise.slips)):
            names = (*found.mistakes, name)
            words = f"Two things. {first_sentence(found.text)} {words}"
            return Reply("mistake", words, mistakes=names)
    return None


def _meant(trial):
    """Yield an answer as it may be meant: a name, words, and the trial of it."""
    if trial.inputs[0]:
        nothing = all(o.result is None and not o.error for o in trial.outcomes)
        printed = any(outcome.printed for outcome in trial.outcomes)
        for name, function, words in repaired(trial.answer, nothing, printed):
            arguments = trial.inputs, trial.expected, trial.tolerance
            yield name, words, try_out(function, *arguments)
    elif trial.values[0] is not None and not trial.expected[0].ndim:
        opposite = -trial.values[0]
        yield (
            "sign",
            "The sign is turned round.",
            trial._replace(outcomes=[Outcome(opposite, opposite)]),
        )
    told = [_readings_of(*pair) for pair in zip(trial.outcomes, trial.expected, strict=True)]
    for name, words in dict.fromkeys(key for one in told for key in one):
        if all((name, words) in one for one in told):
            values = [one[name, words] for one in told]
            yield name, words, trial._replace(outcomes=[Outcome(v, v) for v in values])


def _readings_of(outcome, wanted):
    value = outcome.value if outcome.value is not None else one_by_one(outcome.result)
    found = [*readings(value, wanted.shape), meant_by(outcome.result)]
    return {(name, words): np.asarray(meant) for name, meant, words in filter(None, found)}


# --- small changes that nobody foresaw -----------------------------------------------------------


def _varied(trial, exercise):
    """Explain an answer by any small change of the right one, perhaps beside a slip."""
    if _says_little(trial) or _factor(trial) or not trial.is_wrong_somewhere():
        return None
    changes = variations(exercise.reference)
    return (
        _explained(trial, exercise, changes)
        or _something_more(trial, exercise)
        or _slip_and_change(trial, exercise, changes)
    )


def _slip_and_change(trial, exercise, changes):
    """Explain an answer by one of the likely slips and a small change of what is most mixed up."""
    if trial.are_places():
        return None  # too many agree by chance
    likely = [slip for slip in exercise.slips if not slip.alone][:_LIKELY]
    return _explained(trial, exercise, likely, [c for c in changes if c.name not in DONE_TO_IT])


def _something_more(trial, exercise):
    for name, words, function in with_something_more(exercise.reference):
        if trial.is_made_by(function):
            return Reply("mistake", words, mistakes=(name,))
    return None


# --- what is not recognised ----------------------------------------------------------------------


def _not_recognised(trial, exercise):
    outside = borrowed(trial.answer)
    if any(o.error or misfit(o, w.shape, True) for o, w in _pairs(trial)):
        return _misformed(trial, outside)
    if (constant := _constant(trial)) is None and (close := _close(trial)):
        return _beside(close, outside)
    clue = _factor(trial) or constant
    if trial.says(r"\^"):
        words = "Python writes powers `**`; `^` means something else."
        return Reply("unknown", words, mistakes=("caret",))
    if outside:
        words = " ".join(filter(None, [_borrowed(outside), clue]))
        return Reply("unknown", words, mistakes=("borrowed",))
    if clue:
        return Reply("unknown", clue, mistakes=("constant",) if clue is constant else ("factor",))
    if names := unused(trial.answer, exercise.reference):
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


def _factor(trial):
    """Say so if all values are off by one factor; with a single input, only by a telling one."""
    factor = _common_factor(trial)
    if factor == -1:
        return "You are off by exactly a factor of -1 everywhere: right but for the sign."
    if factor is None or (len(trial.inputs) == 1 and factor not in _TELLING):
        return None
    return f"You are off by exactly a factor of {factor:.4g} everywhere."


def _common_factor(trial):
    if any(np.shape(o.value) != wanted.shape or o.value is None for o, wanted in _pairs(trial)):
        return None
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
    known = _partly(trial) or _sometimes(wrong) or "That is no mistake that we know."
    example = _example(trial.values[place], trial.expected[place], trial.tolerance)
    return f"{known}{_NEXT} For {_given(trial.inputs[place])}: {example}"


def _sometimes(wrong):
    right = wrong.count(False)
    return f"It is right for {right} of the {len(wrong)} inputs tried." if right else None


def _partly(trial):
    """Say which numbers, or rows, are wrong if others are right for all inputs."""
    if len({wanted.shape for wanted in trial.expected}) > 1 or not trial.expected[0].ndim:
        return None
    right = np.all(
        [np.isclose(o.value, w, trial.tolerance, _ATOL) for o, w in _pairs(trial)], axis=0
    )
    rows = right.reshape(len(right), -1).all(axis=1)
    if not rows.any() or rows.all():
        return None
    wrong, what = np.flatnonzero(~rows), "row" if right.ndim > 1 else "number"
    listed = " and ".join(filter(None, [", ".join(map(str, wrong[:-1])), str(wrong[-1])]))
    many = (
        f"{what.capitalize()} {listed} is"
        if len(wrong) == 1
        else f"{what.capitalize()}s {listed} are"
    )
    return f"{many} wrong, counted from 0; the rest is right."


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
