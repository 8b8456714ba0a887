"""What is said to wrong answers as learners write them, and to right ones in other forms."""

import linecache
import re
import warnings
from functools import cache

import numpy as np
import pytest
from test_exercises import ALL
from wrong_answers import GIVEN, RIGHT, WRONG

from nnhelpers import sigmoid, sigmoid_prime

NAMES = {"np": np, "sigmoid": sigmoid, "sigmoid_prime": sigmoid_prime, "__name__": "__main__"}
LINES = re.compile(r"\n|^print|^return|^\w+(\[.*\])? [-+*]?= ")


def written(name, code):
    """The function that a learner has written, or the value."""
    arguments = getattr(ALL[name], "arguments", ())
    if not arguments:
        return eval(code, NAMES)
    body = code if LINES.search(code) else f"return {code}"
    lines = [*GIVEN.get(name, "").splitlines(), *body.splitlines()]
    source = f"def learners({', '.join(arguments)}):\n    " + "\n    ".join(lines) + "\n"
    file, names = f"<{name}: {code}>", dict(NAMES)
    linecache.cache[file] = len(source), None, source.splitlines(True), file
    exec(compile(source, file, "exec"), names)
    return names["learners"]


@cache
def reply_to(name, code):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that numbers grow too large is the learner's business
        return ALL[name].check(written(name, code))


def named(name, code, slips):
    return set(reply_to(name, code).mistakes) == set(slips.split(", "))


def test_every_exercise_has_wrong_answers_and_right_ones():
    assert WRONG.keys() == RIGHT.keys() == ALL.keys()
    assert min(map(len, WRONG.values())) >= 15
    assert min(map(len, RIGHT.values())) >= 2


@pytest.mark.parametrize("name", WRONG)
def test_wrong_answers_get_the_words_that_are_about_them(name):
    answers = WRONG[name]
    unknown = [code for code, slips in answers.items() if slips == "?"]
    assert len(unknown) <= 0.15 * len(answers), unknown
    known = {code: slips for code, slips in answers.items() if slips != "?"}
    assert [code for code, slips in known.items() if not named(name, code, slips)] == []


def test_nobody_is_misled():
    """What is said to be wrong is what is wrong, or nothing is said to be."""
    misled = [
        (code, reply.text)
        for name, answers in WRONG.items()
        for code, slips in answers.items()
        if (reply := reply_to(name, code)).mistakes
        and slips != "?"
        and set(reply.mistakes) - set(slips.split(", "))
    ]
    assert not misled


@pytest.mark.parametrize("name", WRONG)
def test_no_wrong_answer_is_right_and_replies_are_short(name):
    for code in WRONG[name]:
        reply = reply_to(name, code)
        assert not reply.right, code
        before_an_example = re.split(r" \(For | For \w+ (?:=|of shape)", reply.text)[0]
        assert len(before_an_example) <= 250, (code, before_an_example)


@pytest.mark.parametrize("name", RIGHT)
def test_an_answer_may_be_written_in_other_ways(name):
    assert [code for code in RIGHT[name] if not reply_to(name, code).right] == []
