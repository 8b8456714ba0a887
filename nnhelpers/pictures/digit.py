"""A handwritten digit: 28 x 28 activations, as shades."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nnhelpers._checks import takes
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._shades import SIDE, Shades, image

if TYPE_CHECKING:
    from nnhelpers._types import ArrayLike

_MARGIN = 10
SHADES = Shades(_MARGIN, _MARGIN, cell=10)


@takes(pixels=image)
def digit(pixels: ArrayLike) -> svg.Picture:
    """Draw a digit, brighter pixels in stronger green.

    >>> from nnhelpers import digits
    >>> drawn = digit(digits.test()[0][:, 1])

    Parameters
    ----------
    pixels : array_like of 784 float
        From 0 to 1, row by row from the top left.
    """
    size = SHADES.side + 2 * _MARGIN
    root = svg.Picture(size, size, describe(pixels))
    SHADES.draw(root, pixels)
    return root


def describe(pixels):
    """Say in words what the picture shows."""
    pixels = np.reshape(pixels, (SIDE, SIDE))
    inked = np.count_nonzero(pixels)
    return (
        f"A handwritten digit of {SIDE} by {SIDE} pixels, {inked} of which are not 0; "
        f"their mean brightness is {pixels.sum() / max(inked, 1):.2f}."
    )
