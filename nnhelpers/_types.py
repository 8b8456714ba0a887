"""The types that annotations name. Type checkers read them; nothing loads them to run.

A checker knows no shapes: those are in the docstrings.
"""

from collections.abc import Callable, Sequence
from typing import Any, ParamSpec, Protocol, TypeAlias

import numpy as np
from numpy.typing import ArrayLike as ArrayLike
from numpy.typing import DTypeLike as DTypeLike
from numpy.typing import NDArray
from typing_extensions import TypeVar

from nnhelpers._pixels import Pixels
from nnhelpers.explorers._controls import Field
from nnhelpers.explorers._explorer import Explorer, View
from nnhelpers.network import Network

Array: TypeAlias = NDArray[Any]
Value: TypeAlias = float | Any  # a number of plain numbers, an array of arrays
Numbers: TypeAlias = Sequence[float] | Array
Counts: TypeAlias = Sequence[int] | Array
Seed: TypeAlias = None | int | np.random.Generator

#: A mini-batch or a data set: a pair (X, Y) of arrays, or the book's list of (x, y). Where a
#: network is judged, labels may stand for targets.
Examples: TypeAlias = tuple[ArrayLike, ArrayLike] | Sequence[tuple[ArrayLike, ArrayLike]]
Digits: TypeAlias = tuple[Pixels, Array]
Gradient: TypeAlias = tuple[list[Array], list[Array]]
AfterBatch: TypeAlias = Callable[[int, int], object]

#: One number of a network: ("w", l, j, k), ("b", l, j) or ("a", l, j).
Place: TypeAlias = tuple[str, int, int] | tuple[str, int, int, int]
Strokes: TypeAlias = Sequence[Sequence[tuple[float, float]]]

#: What a notebook shows, by MIME type.
Bundle: TypeAlias = dict[str, str]

P = ParamSpec("P")
R = TypeVar("R")
N = TypeVar("N", bound="Network")


class Checked(Protocol[P, R]):
    """A function that looks at its arguments first; `unchecked` is the same one without."""

    unchecked: Callable[P, R]

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Call it."""


E = TypeVar("E", bound=Explorer, default=Explorer, covariant=True)


class Opener(Protocol[E]):
    """What opens an explorer, and tells what it is: its controls, its first state, its view."""

    controls: tuple[Field, ...]
    start: Any
    view: Callable[[Any], View]

    def __call__(self, **values: Any) -> E:
        """Open it with some of its controls elsewhere than at the start."""
