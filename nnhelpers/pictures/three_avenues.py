"""Three avenues to raise one neuron: its weights, the activations before, and its bias."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nnhelpers._checks import takes
from nnhelpers._takes import numbers, parts, real, record
from nnhelpers.equations import printed
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._handles import button, grip
from nnhelpers.pictures._number_line import Scale, number_line, small
from nnhelpers.pictures._shades import neuron
from nnhelpers.style import MARK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nnhelpers._types import Array, ArrayLike

WIDTH = 900
_TOP, _ROW = 96, 22
COLUMNS = {"weight": 296, "activation": 538, "bias": 770}  # middle of each avenue's arrows
LONGEST = 64  # pixels of an arrow for the largest nudge
_TITLES = {
    "weight": "nudge the weights",
    "activation": "wish for activations",
    "bias": "nudge the bias",
}
_Z_AND_A = parts(real(), real())


@takes(
    w=numbers("n"),
    a_prev=numbers("w"),
    b=real(),
    before=_Z_AND_A,
    nudges=record(weight=numbers("w"), activation=numbers("w"), bias=numbers(1)),
    after=record(weight=_Z_AND_A, activation=_Z_AND_A, bias=_Z_AND_A),
    limit=real(above=0),
)
def three_avenues(
    w: ArrayLike,
    a_prev: ArrayLike,
    b: float,
    before: tuple[float, float],
    nudges: Mapping[str, Array],
    after: Mapping[str, tuple[float, float]],
    limit: float,
) -> svg.Picture:
    """Draw the same nudge spent in three ways on one neuron, and what each does to its output.

    Parameters
    ----------
    w, a_prev : ndarray, shape (n,)
        The neuron's weights and the activations that they multiply.
    b : float
        Its bias.
    before : (float, float)
        z and a before the nudge.
    nudges : dict of str to ndarray
        The nudges of "weight" (n,), "activation" (n,) and "bias" (1,).
    after : dict of str to (float, float)
        z and a after each.
    limit : float
        The largest nudge that is to be drawn.
    """
    bottom = _TOP + _ROW * len(w)
    root = svg.Picture(WIDTH, bottom + 104, describe(before, after))
    _neurons(root, w, a_prev)
    for name, x in COLUMNS.items():
        svg.text(root, x, 22, _TITLES[name], name, "middle", 16)
        _avenue(root, x, name, nudges[name], len(w), limit)
        _outcome(root, x, bottom + 44, before, after[name])
    svg.text(root, COLUMNS["bias"], 52, f"$b$ = {printed(b, 2)}", "bias", "middle")
    _labels(root, bottom, before)
    return root


def describe(before, after):
    """Say in words what the picture shows."""
    outcomes = ", ".join(
        f"through the {name} to {printed(a)}"
        for name, (_, a) in zip(("weights", "activations", "bias"), after.values(), strict=True)
    )
    return f"One neuron at a = {printed(before[1])}; the same nudge takes it {outcomes}."


def _neurons(root, w, a_prev):
    """Draw the neurons before, each with its activation and the weight that leads on from it."""
    small(root, 60, 52, "$k$", "end")
    svg.text(root, 92, 52, "$a_{k}$", "activation", size=16)
    svg.text(root, 178, 52, "$w_{k}$", "weight", "end", 16)
    for k, (weight, a) in enumerate(zip(w, a_prev, strict=True)):
        y = _y(k)
        small(root, 60, y, str(k), "end")
        neuron(root, 76, y, 8, a)
        svg.text(root, 92, y, f"{a:.2f}", "activation", size=14)
        svg.text(root, 186, y, printed(weight, 2), "weight", "end", 14)
        button(root, 120, y, 160, _ROW, spread="on one", k=k)


def _avenue(root, x, name, nudge, rows, limit):
    colour = MARK[name]
    svg.line(root, x, _TOP - 14, x, _TOP + _ROW * rows - 10, width=1, opacity=0.3)
    for k, part in enumerate(nudge):
        y = _y(k) if len(nudge) > 1 else _y((rows - 1) / 2)
        svg.arrow(root, x, x + part / limit * LONGEST, y, colour, 5)
        if abs(part) >= 0.005:
            small(root, x + 70, y, printed(part, 2, "+"), "start")
        if len(nudge) == 1:
            scale = Scale(-limit, limit, x - LONGEST, x + LONGEST)
            grip(root, scale(part), y, ("length", scale))


def _outcome(root, x, y, before, after):
    """Draw a's number line with the way it has gone."""
    scale = Scale(0, 1, x - 84, x + 66)
    number_line(root, scale, y)
    svg.arrow(root, scale(before[1]), scale(after[1]), y, MARK["activation"], 5)
    svg.dot(root, scale(before[1]), y, 6, MARK["activation"])
    words = f"$z$ {printed(after[0] - before[0], 2, '+')}"
    svg.text(root, x - 92, y - 30, words)
    svg.text(root, x - 8, y - 30, f"$a$ = {printed(after[1])}", "activation", bold=True)


def _labels(root, bottom, before):
    svg.text(root, 24, bottom + 14, "before:")
    svg.text(root, 24, bottom + 44, f"$z$ = {printed(before[0])}")
    svg.text(root, 24, bottom + 72, f"$a$ = {printed(before[1])}", "activation")


def _y(k):
    return _TOP + _ROW * (k - 0.2)
