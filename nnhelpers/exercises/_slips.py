"""Slips: what people write in place of a part of the answer, and what is said to them.

The right answer is text, and so is a slip: the part of it that is right, what stands there
instead, and words. Applied to the source of a reference, one slip, or two, make an answer as
somebody would write it who makes them, which runs on the same inputs.
"""

from __future__ import annotations

import itertools
import re
from inspect import getsource
from typing import TYPE_CHECKING, NamedTuple

from nnhelpers.exercises._sources import made_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

_END_OF_SENTENCE = re.compile(r"(?<=[.?]) ")


class Slip(NamedTuple):
    """One thing that goes wrong.

    Attributes
    ----------
    name : str
        What teachers count.
    right : str
        A part of the reference's body, in all places where it stands.
    wrong : str
        What is there instead.
    words : str
        What is wrong, in a sentence that is understood alone; then, perhaps, why.
    alone : bool
        Whether it never goes with another, since together they would be something else.
    place : (int, int), optional
        Where in the source the part begins and ends, if it is not looked for.
    """

    name: str
    right: str
    wrong: str
    words: str
    alone: bool = False
    place: tuple[int, int] | None = None


_HEAD = re.compile(r"^ *(\w+): `([^`]*)`\s+-> `([^`]*)`( \(alone\))?$", re.MULTILINE)


def slips(text: str) -> list[Slip]:
    """Read slips as they are written down in the exercises.

    A slip has a head, ``name: `right` -> `wrong` ``, perhaps with ``(alone)`` behind it, and its
    words on the lines below.

    >>> slips('''
    ... no_bias: ` + b` -> ``
    ...     The bias is missing. It is added
    ...     to the sum.
    ... ''')
    [Slip(name='no_bias', right=' + b', wrong='', words='The bias is missing. It is added to the \
sum.', alone=False, place=None)]
    """
    before, *parts = _HEAD.split(text)
    if before.strip():
        raise ValueError(f"this is no slip: {before.strip()}")
    heads = zip(*(parts[place::5] for place in range(5)), strict=True)
    return [
        Slip(name, right, wrong, " ".join(words.split()), bool(alone))
        for name, right, wrong, alone, words in heads
    ]


class Mistake(NamedTuple):
    """What no slip makes, known in another way.

    >>> mistake = Mistake("always_zero", lambda trial: not any(trial.values), "It is not always 0.")
    >>> mistake.name
    'always_zero'

    Attributes
    ----------
    name, words : str
        As of a slip.
    fits : callable
        Whether a `Trial` is one of it.
    """

    name: str
    fits: Callable[[Any], bool]
    words: str


def first_sentence(words):
    """Return the sentence in which the words of a slip say what is wrong."""
    return _END_OF_SENTENCE.split(words)[0]


def explanations(reference, *slips):
    """Yield slips together, one of each list, and the function with them, the most likely first.

    Slips that touch the same part exclude each other. Lists that are the same give each set once.
    """
    source = getsource(reference)
    if len(slips) > 1:
        slips = [[slip for slip in one if not slip.alone] for one in slips]
    first, *others = slips
    if all(other == first for other in others):
        choices = itertools.combinations(first, len(slips))
    else:
        choices = itertools.product(*slips)
    for together in choices:
        if text := _edited(source, together):
            yield together, made_of(text, reference)


def _edited(source, slips):
    """Return a source with slips in it, or None if two touch the same part."""
    edits = sorted((*place, slip.wrong) for slip in slips for place in places(source, slip))
    if any(end > begin for (_, end, _), (begin, _, _) in itertools.pairwise(edits)):
        return None
    for begin, end, wrong in reversed(edits):
        source = source[:begin] + wrong + source[end:]
    return source


def places(source, slip):
    """Return where in the body of a source the part of a slip stands: begins and ends."""
    if slip.place:
        return [slip.place]
    body = source.index(":\n") + 2
    return [(m.start(), m.end()) for m in re.compile(re.escape(slip.right)).finditer(source, body)]
