"""The warm-up of the first page."""

from fractions import Fraction

from nnhelpers.exercises._exercise import Exercise, random_inputs


def nudged(w, h):
    return w + h


def _down(w, h):
    """You went down instead of up. A nudge is added; to go down, the nudge itself is negative."""
    return w - h


def _the_nudge_alone(w, h):
    """That is the nudge alone. Where is the number that was nudged?"""
    return h


def _times(w, h):
    """You multiplied. A nudge is a small step along the number line: it is added."""
    return w * h


def _unmoved(w, h):
    """That is where the number was before the nudge."""
    return w


warm_up = Exercise(
    reference=nudged,
    mistakes=[_down, _the_nudge_alone, _times, _unmoved],
    hints=[
        "If w is 2 and the nudge is 0.5, where is it then?",
        "`return` the sum of the two.",
    ],
    notice="That is all there is to a nudge. What it does to the cost is what the course is about.",
    truth=lambda w, h: float(Fraction(w) + Fraction(h)),
    inputs=random_inputs(w=(-3, 3), h=(-1, 1)),
)
