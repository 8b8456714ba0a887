"""What an exercise is: the right answer, the mistakes that many make, hints and a solution."""

from __future__ import annotations

import itertools
import re
from copy import deepcopy
from dataclasses import dataclass, field, replace
from inspect import getsource, signature
from typing import TYPE_CHECKING

import numpy as np

from nnhelpers.exercises._diagnosis import diagnose
from nnhelpers.exercises._forms import described, is_blank, numbers
from nnhelpers.exercises._trial import outcome_of, try_out
from nnhelpers.reply import Reply

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from nnhelpers.exercises._slips import Mistake, Slip

_BLANK = Reply("blank", "Fill in the cell above, run it, and run this one again.")
_STOPPED = "Your answer was stopped while it ran. Does it have a loop that never ends?"
_LETTER = re.compile(  # alone, or marked off from the words that follow; "a" is also a word
    r"\W*(?:([a-z])(?:\W*|\s*[).:,;!–-].*)|([b-z])\s.*)", re.DOTALL
)
_SEVERAL_LETTERS = re.compile(r"\W*[a-z](\W+((and|or)\W+)?[a-z])+\W*")


def random_inputs(
    count: int = 8, seed: int = 0, **ranges: tuple[float, float]
) -> list[tuple[float, ...]]:
    """Return `count` tuples of numbers, drawn from the range of each argument in turn.

    >>> random_inputs(count=2, w=(-1, 1), b=(0, 2))
    [(0.27, 0.54), (-0.92, 0.03)]
    """
    rng = np.random.default_rng(seed)
    drawn = [[rng.uniform(low, high) for low, high in ranges.values()] for _ in range(count)]
    return [tuple(round(float(value), 2) for value in values) for values in drawn]


@dataclass(frozen=True, eq=False, kw_only=True)
class _Question:
    """Replies to answers, hints that come one at a time, and the solution on request.

    The turn and the tries are all that changes in a question; `dataclasses.replace` makes one that
    begins anew.
    """

    hints: list[str]
    notice: str
    again: tuple[str, str] | tuple[()] = ()
    tries: list[Reply] = field(default_factory=list, init=False, repr=False)
    _turn: object = field(default_factory=itertools.count, init=False, repr=False)

    def check(self, *answer: object) -> Reply:
        """Say what is right or wrong with an answer.

        Parameters
        ----------
        answer : callable or number or sequence of numbers or str
            A function with the arguments of the reference; for an exercise without arguments, the
            value itself; for a choice, a letter.

        Returns
        -------
        Reply
        """
        if len(answer) != 1:
            return _in_the_brackets(self.name)  # type: ignore[attr-defined]
        if is_blank(*answer):
            return _BLANK
        reply = self._reply(*answer)  # type: ignore[attr-defined]
        if reply.kind != "form":
            if self.again and reply.kind in ("mistake", "unknown"):
                reply = replace(reply, again=(self.again,))
            self.tries.append(reply)
        return reply

    def hint(self) -> Reply:
        """Return the next hint; after the last, the first again."""
        number = next(self._turn) % len(self.hints)
        return Reply("hint", self.hints[number], place=(number + 1, len(self.hints)))

    def solution(self) -> Reply:
        """Return the answer with its source, and what to notice in it."""
        return Reply("solution", self.notice, self.solution_code())  # type: ignore[attr-defined]


@dataclass(frozen=True, eq=False)
class Exercise(_Question):
    """A function to write, or a number to find.

    >>> def double(x):
    ...     return 2 * x
    >>> doubled = Exercise(
    ...     reference=double,
    ...     slips=[],
    ...     hints=["Once more.", "Twice."],
    ...     notice="The slope is 2 everywhere.",
    ...     truth=lambda x: x + x,
    ...     inputs=[(1.0,), (-2.0,)],
    ... )
    >>> print(doubled.check(lambda x: x + x))
    Right. The slope is 2 everywhere.

    Parameters
    ----------
    reference : callable
        Named as the answer is; its body is the solution. Without arguments, the answer is a
        number (or a list of numbers), the one it returns.
    slips : list of Slip
        What goes wrong with its parts, the most likely first.
    mistakes : list of Mistake
        What else goes wrong, that no slip makes.
    hints : list of str
    notice : str
        What to say to a right answer: why it is right, or what to notice.
    again : (str, str), optional
        The words and the address of the section to go back to after a wrong answer.
    truth : callable
        The same quantity found independently; the tests hold the reference against it.
    inputs : list of tuple
        The arguments on which answers are tried.
    tolerance : float
        Relative; larger for a number that is copied from a rounded one.
    """

    reference: Callable[..., Any]
    slips: list[Slip]
    truth: Callable[..., Any]
    mistakes: list[Mistake] = field(default_factory=list)
    inputs: list[tuple[Any, ...]] = field(default_factory=lambda: [()])
    tolerance: float = 1e-6

    def __post_init__(self):
        arguments = len(self.arguments)
        if any(len(values) != arguments for values in self.inputs):
            raise ValueError(f"inputs must be tuples of {arguments} values, as the reference takes")
        kept = tuple(tuple(map(_frozen, values)) for values in self.inputs)
        object.__setattr__(self, "inputs", kept)  # whatever becomes of those that were given

    @property
    def arguments(self) -> list[str]:
        """The names of what an answer is given."""
        return list(signature(self.reference).parameters)

    @property
    def name(self) -> str:
        """What the learner's function or variable is called."""
        return self.reference.__name__

    def _reply(self, answer):
        if callable(answer) != bool(self.arguments):
            return self._other_than_asked(answer)
        return self._tried(answer)

    def _tried(self, answer):
        inputs = self.named_inputs()
        expected = [outcome_of(self.reference, arguments).value for arguments in inputs]
        try:
            trial = try_out(answer, inputs, expected, self.tolerance)
            if trial.right:
                return Reply("right", self.notice)
            return diagnose(trial, self)
        except KeyboardInterrupt:
            return Reply("form", _STOPPED, mistakes=("stopped",))

    def named_inputs(self) -> list[dict[str, Any]]:
        """Return the arguments of each trial by their names."""
        return [dict(zip(self.arguments, values, strict=True)) for values in self.inputs]

    def _other_than_asked(self, answer):
        name, come = self.name, described(answer)
        wanted = "a function" if self.arguments else numbers(np.shape(self.reference()))
        beside = "Hand in its name alone, without calling it." if self.arguments else "Call it."
        words = f"`{name}` should be {wanted}, and you have {come}. {beside}"
        return Reply("form", words, mistakes=("no_function" if self.arguments else "a_function",))

    def solution_code(self) -> str:
        """Return the code that solves the exercise, as one would write it into the cell."""
        source = getsource(self.reference).strip()
        if self.arguments:
            return source
        return f"{self.name} = {source.partition('return ')[2]}"


def _frozen(value):
    """Return a copy of an argument; of an array one that cannot be changed."""
    if isinstance(value, np.ndarray):
        value = value.copy()
        value.setflags(write=False)
        return value
    return deepcopy(value)


def _in_the_brackets(name):
    return Reply(
        "form", f"Put your answer into the brackets: `check({name})`.", mistakes=("empty",)
    )


@dataclass(frozen=True, eq=False)
class Choice(_Question):
    """A question with a choice of answers.

    >>> steepest = Choice(
    ...     name="steepest",
    ...     right="a",
    ...     wrong={"b": "There it is nearly flat."},
    ...     hints=["Look at the curve.", "Where is its slope largest?"],
    ...     notice="At z = 0 the slope is 1/4.",
    ... )
    >>> print(steepest.check("b"))
    Not yet. There it is nearly flat.

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
    again : (str, str), optional
        As of an `Exercise`.
    """

    name: str
    right: str
    wrong: dict[str, str]

    def _reply(self, answer):
        letter = _letter(answer)
        if letter == self.right:
            return Reply("right", self.notice)
        if letter in self.wrong:
            return Reply("mistake", self.wrong[letter], mistakes=(letter,))
        if _has_several_letters(answer):
            words = "Give one letter; only one of the answers is right."
            return Reply("form", words, mistakes=("several_letters",))
        return Reply("form", self._no_letter(answer), mistakes=("no_letter",))

    def _no_letter(self, answer):
        quoted = ", ".join(f'"{letter}"' for letter in sorted([self.right, *self.wrong]))
        return f"Answer with one of {quoted}, in quotes, and you have {described(answer)}."

    def solution_code(self) -> str:
        """Return the code that solves the exercise, as one would write it into the cell."""
        return f'{self.name} = "{self.right}"'


def _letter(answer):
    """Return the one letter with which an answer begins, or None."""
    if not isinstance(answer, str) or _has_several_letters(answer):
        return None
    found = _LETTER.fullmatch(answer.lower())
    return found and (found[1] or found[2])


def _has_several_letters(answer):
    return isinstance(answer, str) and bool(_SEVERAL_LETTERS.fullmatch(answer.lower()))
