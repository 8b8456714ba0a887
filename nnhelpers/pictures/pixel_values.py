"""A handwritten digit, with the value of each pixel on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnhelpers._checks import takes
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._shades import SIDE, Shades, image
from nnhelpers.pictures.digit import describe

if TYPE_CHECKING:
    from nnhelpers._types import ArrayLike

_NUMBERED = Shades(34, 34, 26)  # beside it, room for the numbers of rows and columns
_TYPE = 17  # two digits fill a pixel, and can be read from afar


@takes(pixels=image)
def pixel_values(pixels: ArrayLike) -> svg.Picture:
    """Draw a digit with the value of every pixel that is not 0 written on it, in hundredths.

    Rows and columns are numbered from 0.

    >>> from nnhelpers import digits
    >>> drawn = pixel_values(digits.test()[0][:, 1])

    Parameters
    ----------
    pixels : array_like of 784 float
        From 0 to 1, row by row from the top left.
    """
    shades = _NUMBERED
    size = shades.left + shades.side + 10
    root = svg.Picture(size, size, describe(pixels) + " Each pixel carries its value.")
    shades.draw(root, pixels, strongest=0.55)
    for place in range(SIDE):
        along, _ = shades.centre(place)  # rows stand as columns do
        _number(root, along, shades.top - 14, place, opacity=0.75)
        _number(root, shades.left - 16, along, place, opacity=0.75)
    for pixel in np.flatnonzero(pixels).tolist():
        x, y = shades.centre(pixel)
        _number(root, x, y, round(100 * pixels[pixel]))
    return root


def _number(root, x, y, number, **more):
    """Write a number that must not be wider than a pixel."""
    closer = -2 if number > 99 else None
    svg.text(root, x, y, f"{number}", anchor="middle", size=_TYPE, letter_spacing=closer, **more)
