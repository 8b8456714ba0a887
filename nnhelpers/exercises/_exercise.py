"""What an exercise is: the right answer, the mistakes that many make, hints and a solution."""

import itertools
import re
from dataclasses import dataclass, field
from inspect import cleandoc, getsource, signature

import numpy as np

from nnhelpers.exercises._diagnosis import diagnose, try_out, value_of
from nnhelpers.exercises._forms import described, is_blank, numbers
from nnhelpers.reply import Reply

_BLANK = Reply("blank", "Fill in the cell above, run it, and run this one again.")
_SEVERAL_LETTERS = re.compile(r"\W*[a-z](\W+((and|or)\W+)?[a-z])+\W*")


def random_inputs(count=8, seed=0, **ranges):
    """Return `count` tuples of numbers, drawn from the range of each argument in turn."""
    rng = np.random.default_rng(seed)
    drawn = [[rng.uniform(low, high) for low, high in ranges.values()] for _ in range(count)]
    return [tuple(round(float(value), 2) for value in values) for values in drawn]


@dataclass(frozen=True, eq=False, kw_only=True)
class _Question:
    """Hints that come one at a time, and the solution on request.

    The turn is all that changes in a question; `dataclasses.replace` makes one that begins anew.
    """

    hints: list
    notice: str
    _turn: object = field(default_factory=itertools.count, init=False, repr=False)

    def hint(self):
        """Return the next hint; after the last, the first again."""
        number = next(self._turn) % len(self.hints)
        return Reply("hint", self.hints[number], place=(number + 1, len(self.hints)))

    def solution(self):
        """Return the answer with its source, and what to notice in it."""
        return Reply("solution", self.notice, self.solution_code())


@dataclass(frozen=True, eq=False)
class Exercise(_Question):
    """A function to write, or a number to find.

    Parameters
    ----------
    reference : callable
        Named as the answer is; its body is the solution. Without arguments, the answer is a
        number (or a list of numbers), the one it returns.
    mistakes : list of callable
        Known wrong answers, each with what to say to it as its docstring.
    hints : list of str
    notice : str
        What to say to a right answer: why it is right, or what to notice.
    truth : callable
        The same quantity found independently; the tests hold the reference against it.
    inputs : list of tuple
        The arguments on which answers are tried.
    tolerance : float
        Relative; larger for a number that is copied from a rounded one.
    """

    reference: object
    mistakes: list
    truth: object
    inputs: list = field(default_factory=lambda: [()])
    tolerance: float = 1e-6

    def __post_init__(self):
        for mistake in self.mistakes:
            if not mistake.__doc__:
                raise ValueError(f"the mistake {mistake.__name__} has no docstring to reply with")
        arguments = len(self._arguments)
        if any(len(values) != arguments for values in self.inputs):
            raise ValueError(f"inputs must be tuples of {arguments} values, as the reference takes")

    @property
    def _arguments(self):
        return list(signature(self.reference).parameters)

    def check(self, answer):
        """Say what is right or wrong with an answer.

        Parameters
        ----------
        answer : callable or number or sequence of numbers
            A function with the arguments of the reference; for an exercise without arguments,
            the value itself.

        Returns
        -------
        Reply
        """
        if is_blank(answer):
            return _BLANK
        if callable(answer) != bool(self._arguments):
            return Reply("form", self._other_than_asked(answer))
        trial = self._try_out(answer)
        if trial.agrees_with(trial.expected):
            return Reply("right", self.notice)
        return self._recognise(trial) or diagnose(trial)

    def _try_out(self, answer):
        inputs = [dict(zip(self._arguments, values, strict=True)) for values in self.inputs]
        return try_out(answer, inputs, self.values_of(self.reference), self.tolerance)

    def _other_than_asked(self, answer):
        wanted = "a function" if self._arguments else numbers(np.shape(self.reference()))
        return f"`{self.reference.__name__}` should be {wanted}, and you have {described(answer)}."

    def _recognise(self, trial):
        for mistake in self.mistakes:
            if trial.agrees_with(self.values_of(mistake)):
                words = " ".join(cleandoc(mistake.__doc__).split())
                return Reply("mistake", words, mistakes=(mistake.__name__.removeprefix("_"),))
        return None

    def values_of(self, function):
        """Return the values of a reference or mistake on all inputs, None where it fails."""
        return [value_of(function, arguments) for arguments in self.inputs]

    def solution_code(self):
        """Return the code that solves the exercise, as one would write it into the cell."""
        source = getsource(self.reference).strip()
        if self._arguments:
            return source
        return f"{self.reference.__name__} = {source.partition('return ')[2]}"


@dataclass(frozen=True, eq=False)
class Choice(_Question):
    """A question with a choice of answers.

    Parameters
    ----------
    name : str
        What the learner's variable is called.
    right : str
        The letter of the right answer.
    wrong : dict of str to str
        What to say to each wrong answer, by its letter.
    hints : list of str
    notice : str
        What to say to the right answer.
    """

    name: str
    right: str
    wrong: dict

    def check(self, answer):
        """Say whether the letter is the right one, and if not, why not; returns a `Reply`."""
        if answer is ...:
            return _BLANK
        letter = _letter(answer)
        if letter == self.right:
            return Reply("right", self.notice)
        if letter in self.wrong:
            return Reply("mistake", self.wrong[letter], mistakes=(letter,))
        return Reply("form", self._complaint(answer))

    def _complaint(self, answer):
        if _has_several_letters(answer):
            return "Give one letter; only one of the answers is right."
        quoted = ", ".join(f'"{letter}"' for letter in sorted([self.right, *self.wrong]))
        return f"Answer with one of {quoted}, in quotes, and you have {described(answer)}."

    def solution_code(self):
        """Return the code that solves the exercise, as one would write it into the cell."""
        return f'{self.name} = "{self.right}"'


def _letter(answer):
    """Return the one letter with which an answer begins, or None."""
    if not isinstance(answer, str) or _has_several_letters(answer):
        return None
    found = re.match(r"\W*([a-z])\b", answer.lower())
    return found and found[1]


def _has_several_letters(answer):
    return isinstance(answer, str) and bool(_SEVERAL_LETTERS.fullmatch(answer.lower()))
