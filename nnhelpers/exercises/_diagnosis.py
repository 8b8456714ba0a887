"""What is wrong with an answer: what explains it, from the most likely to the least."""

from nnhelpers.exercises._clues import constant, factor, not_recognised
from nnhelpers.exercises._forms import is_unfinished
from nnhelpers.exercises._meanings import BESIDE_SLIPS, meanings
from nnhelpers.exercises._slips import Slip, explanations, first_sentence
from nnhelpers.exercises._trial import alike, outcome_of
from nnhelpers.exercises._variations import variations, with_something_more
from nnhelpers.reply import Reply

_NUMBERS = {2: "Two", 3: "Three", 4: "Four", 5: "Five"}
_ANOTHER = Slip("another", "", "", "Something else is wrong, too.")
_LIKELY = 9  # slips that are tried with more than one other
_LONG = 250  # letters that are read in one reading


def diagnose(trial, exercise):
    """Return the `Reply` to an answer to an exercise that is not right."""
    if is_unfinished(trial.answer):
        words = "Three dots are still there. Put something in place of each."
        return Reply("form", words, mistakes=("unfinished",))
    meant = list(meanings(trial))
    return (
        _known(trial, exercise)
        or _explained(trial, exercise, exercise.slips)
        or _right_but_for_its_form(meant)
        or _explained(trial, exercise, exercise.slips, exercise.slips)
        or _explained_by_entries(trial, exercise)
        or _explained_in_another_form(meant, exercise)
        or _varied(trial, exercise)
        or not_recognised(trial, exercise.reference)
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
    length = _common_length(rights)
    if length is None or _common_length(ours) != length:
        return None
    made = _lists_with_a_slip(exercise, trial.inputs, length)
    found = []
    for entry in range(length):
        if not _same_entry(ours, rights, entry, trial.tolerance):
            fits = (pair for pair in made if _same_entry(ours, pair[1], entry, trial.tolerance))
            found.append(_at(entry, *next(fits, (None, None)), rights, trial.tolerance))
    known = [slip for slip in found if slip]
    if 2 * len(known) <= len(found):
        return None
    some = known if len(known) == len(found) else [*known, _ANOTHER]
    return _told(list(dict.fromkeys(some)))


def _common_length(results):
    """Return how long all results are if they are lists, and equally long; else None."""
    lists = all(isinstance(one, list | tuple) for one in results)
    lengths = {len(one) for one in results} if lists else set()
    return lengths.pop() if len(lengths) == 1 else None


def _lists_with_a_slip(exercise, inputs, length):
    """Return each slip that leaves the list as long, and what comes of it for the inputs."""
    made = [
        (slip, [outcome_of(function, at).result for at in inputs])
        for (slip,), function in explanations(exercise.reference, exercise.slips)
    ]
    return [(slip, results) for slip, results in made if _common_length(results) == length]


def _at(entry, slip, wrong, rights, tolerance):
    """Add its place to a slip that would change other entries too."""
    if slip is None:
        return None
    others = [k for k in range(len(rights[0])) if k != entry]
    if all(_same_entry(rights, wrong, k, tolerance) for k in others):
        return slip
    return slip._replace(words=f"At {entry}, counted from 0: {slip.words}")


def _same_entry(ours, theirs, entry, tolerance):
    pairs = zip(ours, theirs, strict=True)
    return all(alike(our[entry], other[entry], tolerance) for our, other in pairs)


def _says_little(trial):
    """Whether an answer is a single number, or the same whatever the arguments are."""
    if not trial.inputs[0]:
        return trial.expected[0].ndim == 0
    return constant(trial) is not None


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
        if name in BESIDE_SLIPS and (found := _explained(one, exercise, exercise.slips)):
            names = (*found.mistakes, name)
            words = f"Two things. {first_sentence(found.text)} {words}"
            return Reply("mistake", words, mistakes=names)
    return None


# --- small changes that nobody foresaw -----------------------------------------------------------


def _varied(trial, exercise):
    """Explain an answer by any small change of the right one, perhaps beside a slip."""
    if _says_little(trial) or factor(trial) or not trial.is_wrong_somewhere():
        return None
    changes = variations(exercise.reference)
    return (
        _explained(trial, exercise, changes)
        or _something_more(trial, exercise)
        or _with_more_slips(trial, exercise, changes)
    )


def _with_more_slips(trial, exercise, changes):
    """Explain an answer by a likely slip and a small change, or by three likely slips."""
    if trial.are_places():
        return None  # too many agree by chance
    likely = [slip for slip in exercise.slips if not slip.alone][:_LIKELY]
    return _explained(trial, exercise, likely, likely, likely) or (
        _explained(trial, exercise, likely, changes)
    )


def _something_more(trial, exercise):
    for name, words, function in with_something_more(exercise.reference):
        if trial.is_made_by(function):
            return Reply("mistake", words, mistakes=(name,))
    return None
