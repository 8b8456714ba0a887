"""The machinery of an exercise: try an answer beside the reference and the known mistakes."""

import dis
import linecache
import traceback
from dataclasses import dataclass, field
from inspect import cleandoc, getsource, signature

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
        if complaint:
            return Reply("Not yet.", complaint)
        expected = self._values_of(self.reference)
        if self._same(values, expected):
            return Reply("Right.", self.notice)
        for mistake in self.mistakes:
            if self._same(values, self._values_of(mistake)):
                return Reply("Not yet.", " ".join(cleandoc(mistake.__doc__).split()))
        return Reply("Not yet.", self._difference(values, expected))

    def solution_code(self):
        """Return the code that solves the exercise, as one would write it into the cell."""
        source = getsource(self.reference).strip()
        if signature(self.reference).parameters:
            return source
        return f"{self.reference.__name__} = {source.partition('return ')[2]}"

    def _values_of(self, function):
        return [np.asarray(function(*arguments), dtype=float) for arguments in self.inputs]

    def _same(self, values, others):
        close = {**CLOSE, "rtol": self.tolerance}
        return all(
            value.shape == other.shape and np.allclose(value, other, **close)
            for value, other in zip(values, others, strict=True)
        )

    def _try(self, answer):
        """Return the answer's values on all inputs, or what prevents it from being compared."""
        takes_arguments = bool(signature(self.reference).parameters)
        name = self.reference.__name__
        if takes_arguments and not callable(answer):
            return None, f"`{name}` should be a function, and it is {_described(answer)}."
        if not takes_arguments and callable(answer):
            return None, f"`{name}` should be a number, and it is a function."
        values = []
        for arguments in self.inputs:
            try:
                result = answer(*arguments) if takes_arguments else answer
            except Exception as error:
                return None, _told(error, answer, self._named(arguments))
            complaint = _unusable(result, np.shape(self.reference(*arguments)))
            if complaint:
                return None, f"{self._named(arguments)}{complaint}"
            values.append(np.asarray(result, dtype=float))
        return values, None

    def _difference(self, values, expected):
        factor = _constant_factor(values, expected)
        if factor is not None and (len(self.inputs) > 1 or factor in (-1, 2, 0.5)):
            if factor == -1:
                return "You are off by exactly -1 everywhere: right but for the sign."
            return f"You are off by exactly a factor of {factor:.4g} everywhere."
        for arguments, value, wanted in zip(self.inputs, values, expected, strict=True):
            if not self._same([value], [wanted]):
                if not arguments:
                    return f"{_written(value)} is not it, and not a mistake that we know."
                nearly = np.allclose(value, wanted, rtol=1e-2, atol=0)
                return (
                    f"{self._named(arguments)}you get {_written(value)}, and it should be "
                    f"{_written(wanted)}."
                    + (" That is close: did you measure where you could compute?" if nearly else "")
                )
        raise AssertionError("a difference was asked for, and there is none")

    def _named(self, arguments):
        if not arguments:
            return ""
        names = signature(self.reference).parameters
        return (
            "For "
            + ", ".join(f"{name} = {value:g}" for name, value in zip(names, arguments, strict=True))
            + ": "
        )


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
        letter = answer.strip().strip("()").lower() if isinstance(answer, str) else None
        if letter == self.right:
            return Reply("Right.", self.notice)
        if letter in self.wrong:
            return Reply("Not yet.", self.wrong[letter])
        quoted = ", ".join(f'"{letter}"' for letter in letters)
        return Reply("Not yet.", f"Answer with one of {quoted}, and you have {_described(answer)}.")

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


def _told(error, answer, where):
    """Tell a learner of an exception in their code: its type, its message and their line."""
    words = f"{where}your code stopped with {type(error).__name__}: {error}."
    file = getattr(getattr(answer, "__code__", None), "co_filename", None)
    lines = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    if lines:
        source = linecache.getline(file, lines[-1].lineno).strip()
        words += f" It happened in line {lines[-1].lineno}" + (f": `{source}`" if source else "")
    return words


def _unusable(result, shape):
    """Return why a result cannot be compared with numbers of a shape, or nothing."""
    wanted = "a number" if shape == () else f"{shape[0]} numbers"
    if result is None:
        return f"your function returns nothing; it should return {wanted}. Is there a `return`?"
    try:
        array = np.asarray(result)
        numeric = np.issubdtype(array.dtype, np.number) and not np.iscomplexobj(array)
    except ValueError:
        numeric = False
    if not numeric:
        return f"you have {_described(result)}, and it should be {wanted}."
    if array.shape != shape:
        kind = "an array" if isinstance(result, np.ndarray) else f"a {type(result).__name__}"
        return f"you have {kind} of shape {array.shape}, and it should be {wanted}."
    if not np.isfinite(array).all():
        return f"you have {_written(array)}, and it should be finite."
    return None


def _constant_factor(values, expected):
    """Return by what the values are off if it is the same everywhere, or None."""
    ours, theirs = (np.concatenate([np.ravel(v) for v in side]) for side in (values, expected))
    if np.allclose(theirs, 0) or np.allclose(ours, 0):
        return None
    factor = ours @ theirs / (theirs @ theirs)
    if not np.allclose(ours, factor * theirs, rtol=1e-6, atol=1e-9):
        return None
    return round(float(factor), 6)


def _written(value):
    return np.array2string(np.asarray(value, dtype=float), precision=6, separator=", ")


def _described(value):
    text = repr(value)
    kind = type(value).__name__
    return f"a {kind}, {text if len(text) <= 40 else text[:37] + '...'}"
