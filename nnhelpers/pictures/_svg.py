"""A few SVG elements. Everything that is written goes through `element`, which escapes it."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from nnhelpers.style import BACKGROUND, FOREGROUND, INK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nnhelpers._types import Bundle

SANS = "system-ui, 'Segoe UI', 'Liberation Sans', Arial, sans-serif"
SERIF = "'STIX Two Text', 'Cambria', 'Times New Roman', 'Liberation Serif', serif"
ASCENT = 0.36  # half the height of a capital, to centre text on a line
SHOWN = 840  # widest that fits JupyterLab beside its file browser on a screen of 1280 pixels


class Picture:
    """A picture: its SVG elements on a ground, each as text, and in words what it shows.

    Parameters
    ----------
    width, height : float
        In pixels; wider ones than `SHOWN` are scaled down.
    words : str
        For those who cannot see it, and for whoever reads a stored notebook.

    Attributes
    ----------
    handles : list of str
        Elements on top of all others, by which an explorer is taken hold of; see `_handles`.
    """

    def __init__(self, width: float, height: float, words: str) -> None:
        self.width, self.height, self._words = width, height, words
        self._elements: list[str] = []
        self.handles: list[str] = []
        element(self, "rect", class_="nn-ground", width=width, height=height, rx=6, fill=BACKGROUND)

    def append(self, element: str) -> None:
        """Draw one element on top of the others."""
        self._elements.append(element)

    def extend(self, elements: Iterable[str]) -> None:
        """Draw some elements on top of the others."""
        self._elements.extend(elements)

    @property
    def svg(self) -> str:
        """The text of the picture."""
        whole: list[str] = []
        element(
            whole,
            "svg",
            [*self._elements, *self.handles],
            xmlns="http://www.w3.org/2000/svg",
            class_="nn-picture",
            width=min(self.width, SHOWN),
            height=self.height * min(1, SHOWN / self.width),
            viewBox=f"0 0 {self.width} {self.height}",
            preserveAspectRatio="xMinYMin",
            style="max-width:100%;height:auto",
            role="img",
            aria_label=self._words,
            color=FOREGROUND,
            font_family=SANS,
            font_size=15,
            fill="currentColor",
        )
        return whole[0]

    def __str__(self) -> str:
        return self._words

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:
        return {"image/svg+xml": self.svg, "text/plain": str(self)}


def element(parent, tag, content=(), **attributes):
    """Append one element, with some text or a list of elements inside.

    Numbers are rounded, `stroke_width` is written stroke-width, and what is None is left out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = escape(content) if isinstance(content, str) else "".join(content)
    parent.append(f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>")


def line(parent, x1, y1, x2, y2, colour="currentColor", width=2, **more):
    """Append a straight line."""
    element(parent, "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_width=width, **more)


def dot(parent, x, y, r=7, colour="currentColor", filled=True, **more):
    """Append a disc with a thin rim in the foreground colour, or a ring of the given colour."""
    if filled:
        look = {"fill": colour, "stroke": "currentColor", **more}
    else:
        look = {"fill": "none", "stroke": colour, "stroke_width": 3, **more}
    element(parent, "circle", cx=x, cy=y, r=r, **look)


def diamond(parent, x, y, r=7, colour="currentColor"):
    """Append a square on its corner, with a thin rim in the foreground colour."""
    corners = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
    polygon(parent, corners, colour, stroke="currentColor")


def polygon(parent, corners, colour="currentColor", **more):
    """Append a filled polygon."""
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)
    element(parent, "polygon", points=points, fill=colour, **more)


def polyline(parent, xs, ys, colour="currentColor", width=2.5, **more):
    """Append an open curve through the given points."""
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in zip(xs, ys, strict=True))
    element(
        parent, "polyline", points=points, fill="none", stroke=colour, stroke_width=width, **more
    )


def arrow(parent, x1, x2, y, colour="currentColor", width=4):
    """Append a horizontal arrow; one that is too short for a head is a mere stroke."""
    head = min(10, abs(x2 - x1))
    back = x2 - head if x2 > x1 else x2 + head
    line(parent, x1, y, back, y, colour, width)
    if head > 1:
        polygon(parent, ((x2, y), (back, y - head * 0.7), (back, y + head * 0.7)), colour)


def text(parent, x, y, words, quantity=None, anchor="start", size=15, bold=False, **more):
    """Append a line of text centred on height y, in the ink of a quantity of the course.

    What stands in $...$ is set as mathematics: letters italic, `_{...}` a subscript and
    `^{...}` a superscript.
    """
    if bold:
        more["font_weight"] = "bold"
    _line_of_text(parent, x, y, _runs(words, size), quantity, anchor, size, **more)


def coloured(parent, x, y, parts, anchor="start", size=15, **more):
    """Append a line of text in parts, each some words and the quantity in whose ink they are."""
    runs = []
    for words, quantity in parts:
        element(runs, "tspan", _runs(words, size), fill=INK.get(quantity), class_=quantity)
    _line_of_text(parent, x, y, runs, None, anchor, size, **more)


def _line_of_text(parent, x, y, runs, quantity, anchor, size, **more):
    element(
        parent,
        "text",
        runs,
        x=x,
        y=y + ASCENT * size,
        fill=INK.get(quantity),
        class_=quantity,
        text_anchor=None if anchor == "start" else anchor,
        font_size=None if size == 15 else size,
        **more,
    )


@lru_cache(maxsize=1024)  # most labels stay the same while a slider moves
def _runs(words, size):
    runs = []
    for position, part in enumerate(words.split("$")):
        if position % 2:
            _mathematics(runs, part, size)
        elif part:
            element(runs, "tspan", part)
    return tuple(runs)


def _mathematics(runs, source, size):
    shift = 0
    for kind, script, letters, rest in _TOKENS.findall(source):
        drop = {"_": 0.28 * size, "^": -0.42 * size}.get(kind, 0)
        element(
            runs,
            "tspan",
            script or letters or rest,
            dy=drop - shift if drop != shift else None,
            font_family=SERIF,
            font_size=0.78 * size if kind else 1.12 * size,
            font_style="italic" if letters else None,
        )
        shift = drop
    if shift:  # back to the line, on a space without width
        element(runs, "tspan", "\N{ZERO WIDTH SPACE}", dy=-shift)


_TOKENS = re.compile(r"([_^])\{(.*?)\}|([A-Za-z∂σδη′]+)|([^A-Za-z∂σδη′_^]+)")


@lru_cache(maxsize=4096)  # colours, and the coordinates of what stands still
def _value(value):
    if isinstance(value, str):
        return escape(value)
    return f"{round(float(value), 1 if abs(value) >= 1 else 2) + 0.0:g}"
