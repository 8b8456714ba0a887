"""A handwritten digit: 28 x 28 activations, as shades or as numbers."""

import numpy as np

from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._number_line import small
from nnhelpers.pictures._shades import SIDE, draw_image

_SMALL, _LARGE = 10, 30  # pixels on the screen for a pixel of the digit
_NUMBERS = 34  # room for the numbers of rows and columns


def digit(pixels):
    """Draw a digit, brighter pixels in stronger green.

    Parameters
    ----------
    pixels : array_like of 784 float
        From 0 to 1, row by row from the top left.

    Returns
    -------
    str
        SVG text.
    """
    size = SIDE * _SMALL + 20
    root = svg.picture(size, size, describe(pixels))
    draw_image(root, pixels, 10, 10, _SMALL)
    return root.render()


def pixel_values(pixels):
    """Draw a digit with the value of every pixel that is not 0 written on it, in hundredths.

    Rows and columns are numbered from 0.

    Parameters
    ----------
    pixels : array_like of 784 float
        From 0 to 1, row by row from the top left.

    Returns
    -------
    str
        SVG text.
    """
    pixels = np.reshape(pixels, (SIDE, SIDE))
    size = SIDE * _LARGE + _NUMBERS + 10
    root = svg.picture(size, size, describe(pixels) + " Each pixel carries its value.")
    draw_image(root, pixels, _NUMBERS, _NUMBERS, _LARGE, strongest=0.55)
    for place in range(SIDE):
        small(root, _NUMBERS + (place + 0.5) * _LARGE, _NUMBERS - 14, str(place), "middle")
        small(root, _NUMBERS - 8, _NUMBERS + (place + 0.5) * _LARGE, str(place), "end")
    for row in range(SIDE):
        for column in np.flatnonzero(pixels[row]).tolist():
            x, y = (_NUMBERS + (place + 0.5) * _LARGE for place in (column, row))
            svg.text(root, x, y, f"{100 * pixels[row, column]:.0f}", anchor="middle", size=14)
    return root.render()


def describe(pixels):
    """Say in words what the picture shows."""
    pixels = np.reshape(pixels, (SIDE, SIDE))
    inked = np.count_nonzero(pixels)
    return (
        f"A handwritten digit of {SIDE} by {SIDE} pixels, {inked} of which are not 0; "
        f"their mean brightness is {pixels.sum() / max(inked, 1):.2f}."
    )
