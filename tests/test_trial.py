"""What an answer does stays within its trial, and is told in words."""

import random
import re

import numpy as np
import pytest

from nnhelpers.exercises import Exercise, chain_rule, what_one_example_wants
from nnhelpers.exercises._errors import stopped


def added(x):
    return x.sum()


def np_sum(x):
    return np.sum(x)


SUM = Exercise(
    reference=added,
    slips=[],
    hints=[],
    notice="",
    truth=None,
    inputs=[(np.array([1.0, 2.0]),), (np.array([-3.0]),)],
)


def test_what_an_answer_does_to_settings_and_random_numbers_is_undone():
    def meddles(x):
        np.seterr(all="raise")
        np.set_printoptions(precision=1)
        np.random.seed(0)  # noqa: NPY002
        random.seed(0)
        x[:] = 0
        return x.sum()

    np.random.seed(7), random.seed(7)  # noqa: NPY002
    drawn = np.random.uniform(), random.random()  # noqa: NPY002
    np.random.seed(7), random.seed(7)  # noqa: NPY002
    before = np.geterr(), np.get_printoptions()
    assert not SUM.check(meddles).right
    assert (np.geterr(), np.get_printoptions()) == before
    assert (np.random.uniform(), random.random()) == drawn  # noqa: NPY002
    assert SUM.check(added).right


def test_an_answer_cannot_reach_what_the_exercise_compares_with():
    kept = []

    def keeps(x):
        kept.append(x)
        return x.sum()

    assert SUM.check(keeps).right
    for array in kept:
        array[:] = 99
    assert SUM.check(added).right
    assert what_one_example_wants.step.check(lambda slopes, eta: -eta * slopes @ slopes).right


def test_the_inputs_of_an_exercise_are_its_own():
    given = [(np.array([1.0, 2.0]),), ([3.0, 4.0],)]
    exercise = Exercise(np_sum, [], hints=[], notice="", truth=None, inputs=given)

    def spoils(x):
        given[0][0][:] = 0
        given[1][0].append(9)
        given.clear()
        return 7.7 * sum(x)

    assert not exercise.check(spoils).right
    assert exercise.check(np_sum).right
    assert [list(x) for (x,) in exercise.inputs] == [[1, 2], [3, 4]]


def test_a_wrong_answer_is_run_once():
    runs = []

    def counts(x):
        runs.append(x)
        return x.sum() + 7.7 * len(x)

    assert not SUM.check(counts).right
    assert len(runs) == len(SUM.inputs)


def test_what_an_answer_prints_is_held_back_after_the_first_lines(capsys):
    def prints(x):
        for number in range(1000):
            print("x" * 10_000, number)
        return x.sum()

    assert SUM.check(prints).right
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 6
    assert lines[-1] == "... (your answer prints more, which is held back)"
    assert max(map(len, lines)) <= 510


def test_a_short_print_is_shown_as_it_is(capsys):
    def prints(x):
        print("here", x.size)
        return x.sum()

    assert SUM.check(prints).right
    assert capsys.readouterr().out == "here 2\nhere 1\n"


def test_what_a_wrong_answer_prints_is_shown_once(capsys):
    def prints(x):
        print("here")
        return x.sum() * 2 // 1.5

    assert not SUM.check(prints).right
    assert capsys.readouterr().out == "here\nhere\n"  # for two inputs


def test_an_answer_that_is_stopped_gets_a_reply():
    def is_stopped(x):
        raise KeyboardInterrupt

    reply = SUM.check(is_stopped)
    assert (reply.kind, reply.mistakes) == ("form", ("stopped",))
    assert "stopped while it ran" in reply.text


def test_no_answer_at_all_gets_a_reply():
    for exercise, name in ((SUM, "added"), (chain_rule.another_cost, "same_path")):
        reply = exercise.check()
        assert reply.kind == "form"
        assert f"`check({name})`" in reply.text


class Broken:
    """A thing that cannot even be shown, compared or made an array."""

    def __repr__(self):
        raise RuntimeError

    def __array__(self, *args, **kwargs):
        raise RuntimeError

    def __eq__(self, other):
        raise RuntimeError


def test_what_cannot_be_shown_gets_a_reply():
    for answer in (lambda x: Broken(), Broken()):
        reply = SUM.check(answer)
        assert reply.kind == "form"
        assert "something that cannot be shown, of type Broken" in reply.text
    assert chain_rule.another_cost.check(Broken()).kind == "form"


# --- what Python and NumPy say -------------------------------------------------------------------

NUMBER, ROW, COLUMN, TABLE = 1.5, np.ones((1, 2)), np.ones((3, 1)), np.ones((2, 3))
RAISED = {
    "a product of arrays that do not fit": (
        lambda: TABLE @ TABLE,
        "shapes",
        "as many columns on its left as rows on its right, and here they are 3 and 2",
    ),
    "np.dot of arrays that do not fit": (
        lambda: np.dot(TABLE, TABLE),
        "shapes",
        r"a product of shapes \(2,3\) and \(2,3\)",
    ),
    "@ with an array and a number": (lambda: TABLE @ 2.0, "at_for_numbers", "use `*`"),
    "@ with numbers": (lambda: NUMBER @ 2.0, "at_for_numbers", "use `*`"),
    "entry by entry": (
        lambda: TABLE + ROW,
        "broadcast",
        r"shapes \(2,3\) and \(1,2\) do not go together",
    ),
    "several for one": (
        lambda: np.zeros((3, 1)).__setitem__(0, COLUMN),
        "several_for_one",
        "several numbers are put where one belongs",
    ),
    "a test of an array": (lambda: 1 if TABLE > 0 else 0, "truth_of_an_array", "neither true nor"),
    "a power of floats": (lambda: NUMBER ^ 2, "caret", r"Python writes powers `\*\*`"),
    "a power of arrays": (lambda: TABLE ^ 2, "caret", r"Python writes powers `\*\*`"),
    "a missing product": (lambda: NUMBER(2.0), "no_star", r"Is a `\*` missing"),
    "a missing product of arrays": (lambda: TABLE(2.0), "no_star", r"Is a `\*` missing"),
    "None": (lambda: 2 * None, "none_inside", "None is where a number should"),
    "too many arguments": (lambda: added(1, 2), "arguments", "has different arguments"),
    "math of arrays": (lambda: float(TABLE), "math_of_arrays", "`np.exp` and the like"),
    "a list": (lambda: [1, 2] * 1.5, "list_arithmetic", "`np.array`"),
    "a list and a number": (lambda: [1, 2] - 1.5, "list_arithmetic", "`np.array`"),
    "an entry of a number": (lambda: NUMBER[0], "no_entries", "a single number has no entries"),
    "through a number": (lambda: sum(NUMBER), "no_entries", "a single number has no entries"),
    "an unknown name": (lambda: nothing, "undefined", "`nothing` has no value there"),  # noqa: F821
    "an index": (lambda: TABLE[7], "index_too_large", "Places are counted from 0"),
    "an index of a list": (lambda: [1][7], "index_too_large", "Places are counted from 0"),
    "no attribute": (lambda: [1].T, "no_attribute", r"a list has no `\.T`"),
    "no function": (lambda: np.sigmoid(1), "no_attribute", "no `sigmoid` in `numpy`"),
    "division": (lambda: 1 / 0, "divided_by_zero", "something is divided by 0"),
    "overflow": (lambda: 10.0**1000, "overflow", "a number grew too large"),
    "one in a list": (
        lambda: np.zeros(3).__setitem__(0, [1.0, 2.0]),
        "ragged",
        "an array or a list where one number is needed",
    ),
    "another": (lambda: int("?"), "ValueError", "invalid literal"),
}


def test_none_of_the_examples_is_missing():
    assert len({name for _, name, _ in RAISED.values()}) >= 15


@pytest.mark.parametrize(("raises", "name", "says"), RAISED.values(), ids=RAISED)
def test_an_error_is_told_in_words_with_its_line(raises, name, says):
    try:
        raises()
    except Exception as error:
        found, words = stopped(error, raises)
        kind = type(error).__name__
    assert found == name
    assert re.search(says, words), words
    assert re.match(rf"your code stopped with {kind} in line \d+", words)
    assert len(words) <= 250
    assert "\\" not in words


def test_a_name_that_is_read_before_it_is_given_a_value_is_named():
    def too_early(x):
        x = a_b + x  # noqa: F821
        a_b = 2
        return x + a_b

    reply = SUM.check(too_early)
    assert reply.mistakes == ("undefined",)
    assert "`a_b` has no value there" in reply.text


def test_a_function_that_calls_itself_is_told():
    def again(x):
        return again(x)

    assert SUM.check(again).mistakes == ("recursion",)
