"""Activations as shades of green: the pixels of an image, or the neurons of a layer."""

from functools import lru_cache

import numpy as np

from nnhelpers.pictures import _svg as svg
from nnhelpers.style import MARK

SIDE = 28  # pixels in a row of a digit, and rows
_LEVELS = 20


def draw_image(root, pixels, left, top, cell, strongest=1.0):
    """Draw a digit's 784 pixels as squares of `cell` pixels, row by row, in a frame.

    Squares of the same shade are one element, so an image is no more than twenty.
    """
    size = SIDE * cell
    svg.element(
        root,
        "rect",
        x=left - 1,
        y=top - 1,
        width=size + 2,
        height=size + 2,
        fill="none",
        stroke="currentColor",
        opacity=0.4,
    )
    levels = np.rint(np.reshape(pixels, (SIDE, SIDE)) * _LEVELS).astype(np.int8)
    root.extend(_squares(levels.tobytes(), left, top, cell, strongest))


@lru_cache(maxsize=16)  # most explorers show the same image at every move
def _squares(levels, left, top, cell, strongest):
    drawn, levels = [], np.frombuffer(levels, np.int8).reshape(SIDE, SIDE)
    for level in range(1, _LEVELS + 1):
        rows, columns = np.nonzero(levels == level)
        if len(rows):
            squares = "".join(
                f"M{left + column * cell:g} {top + row * cell:g}h{cell}v{cell}h-{cell}z"
                for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
            )
            svg.element(
                drawn,
                "path",
                d=squares,
                fill=MARK["activation"],
                fill_opacity=strongest * level / _LEVELS,
                shape_rendering="crispEdges",
            )
    return tuple(drawn)
