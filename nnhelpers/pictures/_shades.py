"""Activations as shades of green: the pixels of an image, or the neurons of a layer."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from nnhelpers._checks import finite, floats, within
from nnhelpers.equations import printed
from nnhelpers.ink import SIDE
from nnhelpers.pictures import _svg as svg
from nnhelpers.style import MARK

_LEVELS = 20


def image(name, value, _):
    """The 784 pixels of a digit in one row, each from 0 to 1."""
    pixels = within(name, finite(name, floats(name, value)), 0, 1)
    if pixels.size != SIDE**2:
        raise ValueError(f"{name} must be the 784 of one digit, got shape {pixels.shape}")
    return pixels.ravel()


@dataclass(frozen=True)
class Shades:
    """Where a digit's 784 pixels stand, row by row: squares of `cell` pixels, in a frame."""

    left: float
    top: float
    cell: int

    @property
    def side(self):
        """Pixels from the left to the right, and from the top to the bottom."""
        return SIDE * self.cell

    def centre(self, pixel):
        """Return where the middle of a pixel of the digit is, 0 at the top left."""
        row, column = divmod(pixel, SIDE)
        return self.left + (column + 0.5) * self.cell, self.top + (row + 0.5) * self.cell

    def draw(self, root, pixels, strongest=1.0):
        """Draw a digit; squares of the same shade are one element, so it is no more than twenty."""
        svg.element(
            root,
            "rect",
            x=self.left - 1,
            y=self.top - 1,
            width=self.side + 2,
            height=self.side + 2,
            fill="none",
            stroke="currentColor",
            opacity=0.4,
        )
        levels = np.rint(np.reshape(pixels, (SIDE, SIDE)) * _LEVELS).astype(np.int8)
        root.extend(_squares(levels.tobytes(), self.left, self.top, self.cell, strongest))


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


def neuron(root, x, y, radius, activation, rim=1.5, strongest=1.0):
    """Draw a neuron as a disc, as green as it is active."""
    green, strength = MARK["activation"], strongest * min(max(activation, 0), 1)
    svg.dot(root, x, y, radius, green, stroke=green, stroke_width=rim, fill_opacity=strength)


def numbered_neuron(root, x, y, radius, activation, rim):
    """Draw a neuron with its activation written on it."""
    neuron(root, x, y, radius, activation, rim, strongest=0.55)
    svg.text(root, x, y, printed(activation, 2 if abs(activation) < 10 else 1), anchor="middle")
