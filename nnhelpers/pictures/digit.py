"""A handwritten digit: 28 x 28 activations, as shades or as numbers."""

import numpy as np

from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._shades import SIDE, draw_image

_SMALL, _LARGE = 10, 26  # pixels on the screen for a pixel of the digit
_NUMBERS = 34  # room for the numbers of rows and columns
_TYPE = 17  # two digits fill a pixel, and can be read from afar


def digit(pixels):
    """Draw a digit, brighter pixels in stronger green.

    Parameters
    ----------
    pixels : array_like of 784 float
        From 0 to 1, row by row from the top left.
    """
    size = SIDE * _SMALL + 20
    root = svg.Picture(size, size, describe(pixels))
    draw_image(root, pixels, 10, 10, _SMALL)
    return root


def pixel_values(pixels):
    """Draw a digit with the value of every pixel that is not 0 written on it, in hundredths.

    Rows and columns are numbered from 0.

    Parameters
    ----------
    pixels : array_like of 784 float
        From 0 to 1, row by row from the top left.
    """
    pixels = np.reshape(pixels, (SIDE, SIDE))
    size = SIDE * _LARGE + _NUMBERS + 10
    root = svg.Picture(size, size, describe(pixels) + " Each pixel carries its value.")
    draw_image(root, pixels, _NUMBERS, _NUMBERS, _LARGE, strongest=0.55)
    centres = [_NUMBERS + (place + 0.5) * _LARGE for place in range(SIDE)]
    for place, centre in enumerate(centres):
        _number(root, centre, _NUMBERS - 14, place, opacity=0.75)
        _number(root, _NUMBERS - 16, centre, place, opacity=0.75)
    for row in range(SIDE):
        for column in np.flatnonzero(pixels[row]).tolist():
            _number(root, centres[column], centres[row], round(100 * pixels[row, column]))
    return root


def _number(root, x, y, number, **more):
    """Write a number that must not be wider than a pixel."""
    closer = -2 if number > 99 else None
    svg.text(root, x, y, f"{number}", anchor="middle", size=_TYPE, letter_spacing=closer, **more)


def describe(pixels):
    """Say in words what the picture shows."""
    pixels = np.reshape(pixels, (SIDE, SIDE))
    inked = np.count_nonzero(pixels)
    return (
        f"A handwritten digit of {SIDE} by {SIDE} pixels, {inked} of which are not 0; "
        f"their mean brightness is {pixels.sum() / max(inked, 1):.2f}."
    )
