"""Where a pointer takes hold of a picture: which controls it moves there, and which it sets.

A handle lies unseen on top of what is drawn, and says in attributes what it does. Controls are
called as in the state of an explorer; where no front end listens, handles do nothing.

data-x, data-y    a control and the scale along which it is dragged: ends in pixels, then values
data-set          what a drag also sets, as the query of a link says it
data-pick         what a click sets, in the same way
data-cells        a control, and what a click on each cell of a square sets it to
data-ink          the control of a pad, how many strokes it has, and the units across
"""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlencode

from nnhelpers._takes import anything, instance, table
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._number_line import Scale

GRIP = 40  # pixels of a handle: 24 on the screen of a phone, where pictures are at their smallest
_TRAVEL = 200  # pixels that take a number which is dragged where it is written through its range


class Touch(NamedTuple):
    """What a pointer does to a number that is written in a picture.

    Attributes
    ----------
    picks : dict of str to str or float
        Controls, and what a click sets them to; of a choice, the words on the button.
    slider : (str, float, float) or None
        The control that a drag to the side moves, from its lowest value to its highest.
    """

    picks: dict[str, str | float]
    slider: tuple[str, float, float] | None = None


NONE: dict[Any, Any] = {}  # where a picture is not taken hold of

#: Some places of a picture, and the `Touch` of each.
touches = table(instance(Touch), key=anything, least=0)


def grip(root, x, y, across=None, up=None, **sets):
    """Let a dot be dragged along one scale, or two: each the name of a control, and a `Scale`.

    A drag also sets some other controls.
    """
    _handle(root, x, y, GRIP, GRIP, rx=GRIP / 2, **_along(across, up), data_set=_query(sets))


def ground(root, box, across):
    """Let a control be moved by pointing anywhere in a box: to where that is on its scale."""
    left, top, width, height = box
    x, y = left + width / 2, top + height / 2
    _handle(root, x, y, width, height, "nn-ground-handle", rx=6, **_along(across))


def button(root, x, y, width, height=GRIP, **picks):
    """Let a click on something, centred on (x, y), set some controls."""
    _handle(root, x, y, width, height, rx=6, data_pick=_query(picks))


def number(root, x, y, touch, value, width=64, height=GRIP):
    """Let a number be touched where it is written, centred on (x, y)."""
    across = None
    if touch.slider:
        name, low, high = touch.slider
        start = x - _TRAVEL * (value - low) / (high - low)
        across = name, Scale(low, high, start, start + _TRAVEL)
    picks = _query(touch.picks)
    _handle(root, x, y, width, height, "nn-number", rx=6, **_along(across), data_pick=picks)


def route(root, x1, y1, x2, y2, **picks):
    """Let a click on a line set some controls."""
    svg.line(
        root.handles,
        *(x1, y1, x2, y2),
        width=18,
        class_="nn-handle",
        stroke_opacity=0,
        data_pick=_query(picks),
    )


def cells(root, box, name, values):
    """Let a click on a cell of a grid, as many across as down, set a control: a value for each."""
    left, top, width, height = box
    listed = f"{name} {' '.join(map(str, values))}"
    x, y = left + width / 2, top + height / 2
    _handle(root, x, y, width, height, "nn-ground-handle", data_cells=listed)


def pad(root, box, name, strokes, units):
    """Let strokes be drawn in a square of so many units, where there are some already."""
    left, top, width, height = box
    x, y = left + width / 2, top + height / 2
    _handle(root, x, y, width, height, "nn-ground-handle", data_ink=f"{name} {strokes} {units}")


def _handle(root, x, y, width, height, kind=None, **more):
    svg.element(
        root.handles,
        "rect",
        class_=f"nn-handle {kind}" if kind else "nn-handle",
        x=x - width / 2,
        y=y - height / 2,
        width=width,
        height=height,
        fill_opacity=0,
        **more,
    )


def _along(across=None, up=None):
    return {"data_x": across and _scale(*across), "data_y": up and _scale(*up)}


def _scale(name, scale):
    ends = (scale.start, scale.end, scale.low, scale.high)
    return " ".join([name, *(f"{end:.8g}" for end in ends)])


def _query(picks):
    return urlencode(picks) or None
