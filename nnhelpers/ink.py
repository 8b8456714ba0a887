"""A digit drawn by hand: strokes of a pen as pixels, and pixels in the form that MNIST has.

>>> pixels = ink([[(6, 6), (20, 6), (12, 24)]])             # a 7, on paper of 28 by 28
>>> pixels.shape, float(pixels.max())
((56, 56), 1.0)
>>> centred(pixels).shape                                   # as a network takes it
(784, 1)
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from nnhelpers._checks import described, finite, floats, within

if TYPE_CHECKING:
    from typing import Any

    from nnhelpers._types import Array, ArrayLike, Strokes

SIDE = 28  # units across the paper, and pixels across a digit of MNIST
BOX = 20  # pixels of the box that a digit of MNIST fills
_FINE = 2  # pixels of ink in a unit of the paper
_PEN = 1.1  # units from the middle of a line to its edge


def ink(strokes: Strokes) -> Array:
    """Draw strokes with a soft round pen.

    >>> ink([[(6, 6), (20, 6), (12, 24)]]).shape
    (56, 56)

    Parameters
    ----------
    strokes : sequence of sequences of (float, float)
        The points of each stroke: from the left and from the top of the paper, 0 to 28.

    Returns
    -------
    ndarray, shape (56, 56)
        How much ink there is, from 0 to 1.

    Raises
    ------
    ValueError
        If a stroke has no points, or one of them lies beside the paper.
    """
    paper = np.zeros((_FINE * SIDE, _FINE * SIDE))
    for stroke in as_strokes("strokes", strokes):
        np.maximum(paper, _line(stroke), out=paper)
    return paper


def as_strokes(name: str, value: Any) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Return strokes as tuples of points, each two floats, or raise TypeError or ValueError."""
    if not isinstance(value, (list, tuple)):
        raise TypeError(f"{name} must be strokes, a list of them, got {described(value)}")
    return tuple(_stroke(f"{name}[{place}]", one) for place, one in enumerate(value))


def _stroke(name, value):
    points = within(name, finite(name, floats(name, value)), 0, SIDE)
    if points.ndim != 2 or points.shape[1] != 2 or not len(points):
        raise ValueError(f"{name} must be points (x, y), got shape {points.shape}")
    return tuple(map(tuple, points.tolist()))


@lru_cache(maxsize=64)  # while one stroke grows, those before it stay
def _line(points):
    """Return the ink of one stroke: full in the middle of the line, and gone beyond its edge."""
    centres = (np.arange(_FINE * SIDE) + 0.5) / _FINE
    x, y = centres[None, :, None], centres[:, None, None]
    starts = np.array(points)
    ends = np.array([*points[1:], points[-1]])
    (x1, y1), (along_x, along_y) = starts.T, (ends - starts).T
    length = np.maximum(along_x**2 + along_y**2, 1e-12)
    share = np.clip(((x - x1) * along_x + (y - y1) * along_y) / length, 0, 1)
    squared = (x - x1 - share * along_x) ** 2 + (y - y1 - share * along_y) ** 2
    return np.clip(_PEN + 0.5 - np.sqrt(squared.min(axis=2)), 0, 1)


def coarse(image: Array) -> Array:
    """Return ink as a digit of 28 by 28 pixels, where it was drawn: (784, 1).

    >>> coarse(ink([[(6, 6), (20, 6), (12, 24)]])).shape
    (784, 1)
    """
    return resized(image, SIDE, SIDE).reshape(-1, 1)


def centred(image: ArrayLike) -> Array:
    """Bring ink into the form of MNIST's digits, as its makers describe it.

    The digit is scaled to fill a box of 20 by 20 pixels, its proportions kept, and the box is put
    where the centre of mass of its ink is at the middle of 28 by 28 pixels (LeCun, Cortes and
    Burges, "The MNIST database of handwritten digits"). A digit of that form stays as it is.

    >>> int(centred(ink([[(2, 2), (8, 2)]])).reshape(28, 28).argmax(axis=0).max())    # the row
    14

    Parameters
    ----------
    image : array_like, shape (rows, columns)
        From 0 to 1.

    Returns
    -------
    ndarray, shape (784, 1)
    """
    image = within("image", finite("image", floats("image", image)), 0, 1)
    if image.ndim != 2:
        raise ValueError(f"image must have rows and columns, got shape {image.shape}")
    form = np.zeros((SIDE, SIDE))
    if image.any():
        digit = _in_box(image)
        top, left = (_start(digit.sum(axis=other)) for other in (1, 0))
        rows, columns = digit.shape
        form[top : top + rows, left : left + columns] = digit
    return form.reshape(-1, 1)


def _in_box(image):
    """Return what is inked, scaled so that its longer side is that of the box."""
    rows, columns = (np.flatnonzero(image.any(axis=other)) for other in (1, 0))
    digit = image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return resized(digit, *(max(1, round(BOX * side / max(digit.shape))) for side in digit.shape))


def _start(ink_along):
    """Return the place at which rows or columns begin for their centre of mass to be the middle."""
    mean = np.arange(len(ink_along)) @ ink_along / ink_along.sum()
    return min(max(SIDE // 2 - int(np.floor(mean + 0.5)), 0), SIDE - len(ink_along))


def resized(image: Array, rows: int, columns: int) -> Array:
    """Return an image of so many rows and columns: each pixel the mean of what it covers."""
    return _means(image.shape[0], rows) @ image @ _means(image.shape[1], columns).T


@lru_cache(maxsize=64)
def _means(many, wanted):
    """Return the matrix that makes means of `wanted` equal parts out of `many` numbers."""
    edges = np.linspace(0, many, wanted + 1)
    starts, ends = edges[:-1, None], edges[1:, None]
    here = np.arange(many)
    shared = np.minimum(ends, here + 1) - np.maximum(starts, here)
    return np.maximum(shared, 0) / (ends - starts)
