"""The slips of every exercise, and what explains an answer."""

import itertools
from collections import defaultdict
from inspect import getsource

import numpy as np
import pytest
from test_exercises import EXERCISES, each

from nnhelpers import sigmoid
from nnhelpers.exercises import Exercise
from nnhelpers.exercises import slips as read
from nnhelpers.exercises._slips import explanations, first_sentence, places
from nnhelpers.exercises._trial import Trial, outcome_of
from nnhelpers.exercises._variations import variations, with_something_more

_SHORT, _LONG = 118, 250
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")  # some divide by 0


def outcomes(exercise, function):
    return [outcome_of(function, arguments) for arguments in exercise.named_inputs()]


def trial(exercise, function):
    expected = [one.value for one in outcomes(exercise, exercise.reference)]
    made = outcomes(exercise, function)
    return Trial(function, exercise.named_inputs(), made, expected, exercise.tolerance)


def fails(made):
    return all(one.error or one.result is None for one in made)


@each(EXERCISES)
def test_a_slip_has_its_place_in_the_reference_and_short_words(exercise):
    source = getsource(exercise.reference)
    assert source.isascii()
    for slip in exercise.slips:
        assert places(source, slip), slip.name
        assert len(slip.words) <= _LONG, slip.name
        assert len(first_sentence(slip.words)) <= _SHORT, slip.name


@each(EXERCISES)
def test_every_slip_is_told_by_its_name_and_words(exercise):
    assert len(exercise.slips) >= 12
    for (slip,), function in explanations(exercise.reference, exercise.slips):
        made = trial(exercise, function)
        assert not fails(made.outcomes), slip
        answer = function if exercise.arguments else function()
        reply = exercise.check(answer)
        assert (reply.kind, reply.mistakes) == ("mistake", (slip.name,)), slip
        assert reply.text == slip.words


def explained(exercise):
    """Each explanation that is reached: slips, and the trial of the function with them."""
    singles = [(s, trial(exercise, f)) for s, f in explanations(exercise.reference, exercise.slips)]
    yield from singles
    alone = {slips[0]: made for slips, made in singles}
    if not exercise.arguments and singles[0][1].expected[0].ndim == 0:
        return
    for slips, function in explanations(exercise.reference, exercise.slips, exercise.slips):
        made = trial(exercise, function)
        reached = made.is_wrong_somewhere() and not any(
            made.is_made_by(one.answer) for one in alone.values()
        )
        if reached and not any(made.has_the_values_of(alone[slip].answer) for slip in slips):
            yield slips, made


def roughly(made):
    return repr(
        [None if o.value is None else np.round(o.value, 6) + 0.0 for o in made.outcomes[:3]]
    )


@each(EXERCISES)
def test_no_two_explanations_agree_on_all_inputs_unless_they_say_the_same(exercise):
    alike = defaultdict(list)
    for slips, made in explained(exercise):
        alike[roughly(made)].append((slips, made))
    for some in alike.values():
        for (slips, made), (others, other) in itertools.combinations(some, 2):
            if {slip.name for slip in slips} != {slip.name for slip in others}:
                assert not made.is_made_by(other.answer), (slips, others)


@each(EXERCISES)
def test_pairs_of_slips_are_told_one_sentence_each(exercise):
    pairs = [(slips, made) for slips, made in explained(exercise) if len(slips) == 2]
    for slips, made in pairs[::31]:
        answer = made.answer if exercise.arguments else made.answer()
        reply = exercise.check(answer)
        assert set(reply.mistakes) == {slip.name for slip in slips} or reply.kind == "form"
        if reply.kind == "mistake":
            first, second = (first_sentence(slip.words) for slip in slips)
            assert reply.text == f"Two things. {first} {second}"
            assert len(reply.text) <= _LONG


@each({name: e for name, e in EXERCISES.items() if e.arguments and not name.endswith("count")})
def test_some_input_is_off_the_path_of_the_lesson(exercise):
    numbers = [np.ravel(value) for values in exercise.inputs for value in values]
    assert any((some < 0).any() for some in numbers)


NOT_SQUARE = ["backpropagation.many_examples", "backpropagation.all_linear", "forward_pass.a_layer"]


@pytest.mark.parametrize("name", NOT_SQUARE)
def test_some_input_is_not_square(name):
    shapes = {np.shape(value) for values in EXERCISES[name].inputs for value in values}
    assert any(len(shape) == 2 and shape[0] != shape[1] and min(shape) > 1 for shape in shapes)


# --- small changes that nobody wrote down --------------------------------------------------------


def weighed(a, b):
    c = a * a
    return np.tanh(c) * (b - a)


BARE = Exercise(
    reference=weighed,
    slips=read("twice: `return ` -> `return 2 * `\n    You have it twice. Once would do."),
    hints=[],
    notice="",
    truth=None,
    inputs=[(0.3, -0.7), (-1.2, 0.4), (0.9, 1.7)],
)
SMALL = {
    "np.tanh(a * a) * (b - a * a)": "c_for_a",
    "np.tanh(a * a) * (b + a)": "operator",
    "np.tanh(a * a)": "left_out",
    "a * a * (b - a)": "left_out",
    "np.tanh(a * a) * b - a": "brackets",
    "np.tanh(np.tanh(a * a)) * (b - a)": "applied_twice",
    "np.tanh(a * a) * (b - abs(a))": "without_sign",
    "b * np.tanh(a * a) * (b - a)": "factor_too_many",
    "a - np.tanh(a * a) * (b - a)": "taken_from",
    "(np.tanh(a * a) * (b - a)) ** 2": "squared",
}


@pytest.mark.parametrize(("code", "name"), SMALL.items())
def test_a_small_change_that_nobody_foresaw_is_told(code, name):
    reply = BARE.check(eval(f"lambda a, b: {code}", {"np": np}))
    assert (reply.kind, reply.mistakes) == ("mistake", (name,)), reply.text


def test_a_small_change_beside_a_slip_is_told():
    reply = BARE.check(lambda a, b: 2 * np.tanh(a * a) * (b + a))
    assert reply.mistakes == ("twice", "operator")
    assert reply.text == "Two things. You have it twice. Somewhere you have `+` where `-` belongs."


def test_what_is_no_slip_is_refused():
    with pytest.raises(ValueError, match="this is no slip: a: b -> c"):
        read("a: b -> c\n    Backquotes are missing.")


def test_three_likely_slips_are_told_as_far_as_one_reading_goes():
    exercise = EXERCISES["backpropagation.error_of_the_layer_before"]
    reply = exercise.check(lambda w2, b2, z1, y: w2 @ (sigmoid(w2 @ sigmoid(z1) + b2) - y))
    assert set(reply.mistakes) == {"not_transposed", "no_hidden_slope", "no_output_slope"}
    assert reply.text.startswith("Three things. You have `w2 @ ...`.")
    assert len(reply.text) <= _LONG


@each(EXERCISES)
def test_small_changes_are_answers_that_can_be_run(exercise):
    changes = variations(exercise.reference)
    made = [f for _, f in explanations(exercise.reference, changes)]
    assert len(made) == len(changes)
    words = [slip.words for slip in changes]
    words += [words for _, words, _ in with_something_more(exercise.reference)]
    assert max(map(len, words)) <= _SHORT
