"""The machinery of an exercise: try an answer beside the reference and the known mistakes."""

import ast
import dis
import linecache
import re
import traceback
from copy import deepcopy
from dataclasses import dataclass, field
from inspect import cleandoc, getsource, signature
from numbers import Real
from textwrap import dedent

import numpy as np

from nnhelpers.exercises._reply import Reply

CLOSE = {"rtol": 1e-6, "atol": 1e-9}
NOT_ATTEMPTED = Reply(
    "Not attempted yet.", "Fill in the cell above, run it, and run this one again."
)


def random_inputs(count=8, seed=0, **ranges):
    """Return `count` tuples of numbers, drawn from the range of each argument in turn."""
    rng = np.random.default_rng(seed)
    drawn = [[rng.uniform(low, high) for low, high in ranges.values()] for _ in range(count)]
    return [tuple(round(float(value), 2) for value in values) for values in drawn]


_SEVERAL_LETTERS = re.compile(r"\W*[a-z](\W+((and|or)\W+)?[a-z])+\W*")


class _Hints:
    """Hints that come one at a time, and the solution on request."""

    def hint(self):
        """Return the next hint; after the last, the first again."""
        number = self._given % len(self.hints)
        self._given += 1
        return Reply(f"Hint {number + 1} of {len(self.hints)}.", self.hints[number])

    def solution(self):
        """Return the answer with its source, and what to notice in it."""
        return Reply("Solution.", self.notice, self.solution_code())


@dataclass
class Exercise(_Hints):
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
    hints: list
    notice: str
    truth: object
    inputs: list = field(default_factory=lambda: [()])
    tolerance: float = CLOSE["rtol"]
    _given: int = field(default=0, repr=False)

    def __post_init__(self):
        for mistake in self.mistakes:
            if not mistake.__doc__:
                raise ValueError(f"the mistake {mistake.__name__} has no docstring to reply with")
        arguments = len(signature(self.reference).parameters)
        if any(len(values) != arguments for values in self.inputs):
            raise ValueError(f"inputs must be tuples of {arguments} values, as the reference takes")

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
        if answer is ... or (callable(answer) and _is_blank(answer)):
            return NOT_ATTEMPTED
        values, complaint = self._try(answer)
        expected = self._values_of(self.reference)
        if self._same(values, expected):
            return Reply("Right.", self.notice)
        for mistake in self.mistakes:
            if self._same(values, self._values_of(mistake)):
                return Reply("Not yet.", " ".join(cleandoc(mistake.__doc__).split()))
        if complaint:
            return Reply("Not yet.", complaint)
        return Reply("Not yet.", self._difference(values, expected) + _borrowed(answer))

    def solution_code(self):
        """Return the code that solves the exercise, as one would write it into the cell."""
        source = getsource(self.reference).strip()
        if signature(self.reference).parameters:
            return source
        return f"{self.reference.__name__} = {source.partition('return ')[2]}"

    def _values_of(self, function):
        """Return the values of a function on all inputs, None where it fails."""
        return [_value(function, arguments) for arguments in self.inputs]

    def _same(self, values, others):
        """Whether two lists of values agree, and fail on the same inputs but not on all."""
        close = {**CLOSE, "rtol": self.tolerance}
        return any(value is not None for value in values) and all(
            value is other is None
            if value is None or other is None
            else value.shape == other.shape and np.allclose(value, other, **close)
            for value, other in zip(values, others, strict=True)
        )

    def _try(self, answer):
        """Return the answer's values on all inputs, None where there is none, and why."""
        takes_arguments = bool(signature(self.reference).parameters)
        name = self.reference.__name__
        if takes_arguments != callable(answer):
            wanted = "a function" if takes_arguments else _numbers(np.shape(self.reference()))
            words = f"`{name}` should be {wanted}, and you have {_described(answer)}."
            return [None] * len(self.inputs), words
        values, complaints = [], []
        for arguments in self.inputs:
            value, complaint = None, None
            try:
                result = answer(*deepcopy(arguments)) if takes_arguments else answer
            except (Exception, SystemExit) as error:
                complaint = _told(error, answer)
            else:
                shape = np.shape(self.reference(*arguments))
                complaint = _unusable(result, shape, takes_arguments)
                if complaint is None:
                    value = np.asarray(_plain(result), dtype=float)
                    complaint = _misshapen(value, shape)
            values.append(value)
            if complaint:
                complaints.append(self._sentence(arguments, _unfinished(answer) or complaint))
        return values, next(iter(complaints), None)

    def _difference(self, values, expected):
        """Say how wrong values differ from the expected ones."""
        if all(
            np.allclose(*pair, rtol=0.05, atol=0) for pair in zip(values, expected, strict=True)
        ):
            return self._nearly(values, expected)
        factor = _constant_factor(values, expected, self.tolerance)
        if len(self.inputs) == 1 and factor not in (-1, 2, 0.5):
            factor = None
        if factor == -1:
            return "You are off by exactly a factor of -1 everywhere: right but for the sign."
        if factor is not None:
            return f"You are off by exactly a factor of {factor:.4g} everywhere."
        if len(self.inputs) > 1 and all(np.array_equal(value, values[0]) for value in values):
            return f"You have {_written(values[0])} whatever the arguments are. Do you use them?"
        return self._first_difference(values, expected)

    def _nearly(self, values, expected):
        if not self.inputs[0]:
            return (
                "That is close, but not close enough: give more digits, or let Python compute it."
            )
        ours, theirs = _in_a_row(values), _in_a_row(expected)
        some = theirs != 0
        worst = np.max(np.abs(ours[some] / theirs[some] - 1))
        return (
            f"That is close: you are off by {worst:.1e} of the value at most. Did you measure, or "
            "round on the way? The exact formula is asked for."
        )

    def _first_difference(self, values, expected):
        arguments, value, wanted = next(
            triple
            for triple in zip(self.inputs, values, expected, strict=True)
            if not self._same(triple[1:2], triple[2:])
        )
        where = ""
        if wanted.ndim:
            differs = np.argwhere(~np.isclose(value, wanted, rtol=self.tolerance))[0].tolist()
            where = f" The first that differs is the one at {differs}, counted from 0."
        if not arguments:
            shown = "That" if wanted.ndim > 1 else _written(value)
            return f"{shown} is not it, and not a mistake that we know.{where}"
        words = f"you get {_written(value)}, and it should be {_written(wanted)}.{where}"
        return self._sentence(arguments, words)

    def _sentence(self, arguments, words):
        """Write for which arguments the words are true, and begin with a capital."""
        names = signature(self.reference).parameters
        listed = ", ".join(
            f"{name} = {_written(value)}" for name, value in zip(names, arguments, strict=True)
        )
        words = f"For {listed}: {words}" if listed else words
        return words[0].upper() + words[1:]


@dataclass
class Choice(_Hints):
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
    hints: list
    notice: str
    _given: int = field(default=0, repr=False)

    def check(self, answer):
        """Say whether the letter is the right one, and if not, why not; returns a `Reply`."""
        letters = sorted([self.right, *self.wrong])
        if answer is ...:
            return NOT_ATTEMPTED
        found = re.match(r"\W*([a-z])\b", answer.lower()) if isinstance(answer, str) else None
        letter = found and found[1]
        if found and _SEVERAL_LETTERS.fullmatch(answer.lower()):
            return Reply("Not yet.", "Give one letter; only one of the answers is right.")
        if letter == self.right:
            return Reply("Right.", self.notice)
        if letter in self.wrong:
            return Reply("Not yet.", self.wrong[letter])
        quoted = ", ".join(f'"{letter}"' for letter in letters)
        return Reply(
            "Not yet.",
            f"Answer with one of {quoted}, in quotes, and you have {_described(answer)}.",
        )

    def solution_code(self):
        """Return the code that solves the exercise, as one would write it into the cell."""
        return f'{self.name} = "{self.right}"'


def _is_blank(function):
    """Whether the body of a function is `...`, `pass` or a docstring, and nothing more."""
    code = getattr(function, "__code__", None)
    return code is not None and all(
        instruction.opname in ("RESUME", "NOP", "RETURN_VALUE")
        or (instruction.opname.endswith("_CONST") and instruction.argval is None)
        for instruction in dis.get_instructions(code)
    )


def _value(function, arguments):
    """Return a function's value as an array, or None if it fails."""
    try:
        return np.asarray(function(*arguments), dtype=float)
    except Exception:
        return None


def _unfinished(answer):
    """Say so if three dots are left in an answer."""
    dots = _has_dots(answer) if callable(answer) else "Ellipsis" in repr(answer)
    return "three dots are still there. Put something in the place of each." if dots else None


def _has_dots(function):
    """Whether three dots stand in a function, other than as an index: `a[..., 0]` is finished."""
    try:
        nodes = list(ast.walk(ast.parse(dedent(getsource(function)))))
    except (OSError, SyntaxError, TypeError):  # its source is not to be had
        return ... in getattr(getattr(function, "__code__", None), "co_consts", ())
    slices = [node.slice for node in nodes if isinstance(node, ast.Subscript)]
    indices = [i for part in slices for i in (part.elts if isinstance(part, ast.Tuple) else [part])]
    dots = [node for node in nodes if isinstance(node, ast.Constant) and node.value is ...]
    return any(node not in indices for node in dots)


def _told(error, answer):
    """Tell a learner of an exception in their code: its type, its message and their line."""
    message = str(error).rstrip(".")
    words = f"your code stopped with {type(error).__name__}{': ' if message else ''}{message}."
    file = getattr(getattr(answer, "__code__", None), "co_filename", None)
    lines = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    if lines:
        source = linecache.getline(file, lines[-1].lineno).strip()
        words += f" It happened in line {lines[-1].lineno}" + (f": `{source}`" if source else ".")
    return words


def _borrowed(answer):
    """Name the numbers that a function takes from the notebook instead of its arguments."""
    code = getattr(answer, "__code__", None)
    if code is None:
        return ""
    outside = [n for n in code.co_names if isinstance(answer.__globals__.get(n), Real)]
    if not outside:
        return ""
    names = ", ".join(f"`{name}`" for name in outside)
    return f" Your function uses {names} from the lesson: compute it from the arguments instead."


def _unusable(result, shape, returned):
    """Return why a result cannot be compared with numbers of a shape, or nothing."""
    wanted = _numbers(shape)
    if result is None and returned:
        return f"your function returns nothing; it should return {wanted}. Is there a `return`?"
    try:
        array = np.asarray(_plain(result))
        numeric = np.issubdtype(array.dtype, np.number) and not np.iscomplexobj(array)
    except ValueError:
        numeric = False
    if not numeric:
        return f"you have {_described(result)}, and it should be {wanted}."
    if not np.isfinite(array).all():
        return f"you have {_written(array)}, and it should be finite."
    return None


def _misshapen(array, shape):
    """Return why numbers do not have the shape that they should have, or nothing."""
    wanted = _numbers(shape)
    if array.shape != shape:
        many = "an array of one number" if array.size == 1 else f"{array.size} numbers"
        came = {0: "a single number", 1: many}.get(array.ndim, f"numbers of shape {array.shape}")
        words = f"you have {came}, and it should be {wanted}."
        if shape == () and array.size > 1:
            words += " Should they be added up?"
        if array.ndim == 2 and array.shape == shape[::-1]:
            words += " Rows and columns are exchanged; `.T` turns them."
        elif shape == (array.size, 1):
            words += " A column has two axes; `reshape(-1, 1)` makes one."
        return words
    return None


def _numbers(shape):
    """Say what an array of a shape is to a learner."""
    if not shape:
        return "a number"
    if len(shape) == 1:
        return f"{shape[0]} numbers"
    if len(shape) == 3:
        return f"{shape[0]} arrays of {shape[1]} rows and {shape[2]} columns"
    if shape[1] > 1:
        return f"{shape[0]} rows of {shape[1]} numbers"
    return f"an array of shape {shape}"


def _plain(result):
    """Return exact numbers, such as fractions, as floats; leave all else."""
    return float(result) if isinstance(result, Real) and not isinstance(result, bool) else result


def _constant_factor(values, expected, tolerance):
    """Return by what the values are off if it is the same everywhere, or None."""
    ours, theirs = _in_a_row(values), _in_a_row(expected)
    if np.allclose(theirs, 0) or np.allclose(ours, 0):
        return None
    factor = ours @ theirs / (theirs @ theirs)
    if not np.allclose(ours, factor * theirs, rtol=tolerance, atol=1e-9):
        return None
    return next((f for f in (-1, 2, 0.5) if np.isclose(factor, f, rtol=tolerance)), float(factor))


def _in_a_row(values):
    """Put all numbers of a list of arrays into one row."""
    return np.concatenate([np.ravel(value) for value in values])


def _written(value):
    written = np.array2string(
        np.asarray(value, dtype=float), separator=", ", formatter={"float": "{:.6g}".format}
    )
    return " ".join(written.split())


def _described(value):
    text = repr(value)
    return f"{text if len(text) <= 40 else text[:37] + '...'}, of type {type(value).__name__}"
