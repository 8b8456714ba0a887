"""The warm-up of the first page."""

from fractions import Fraction

from nnhelpers.exercises._exercise import Exercise, random_inputs
from nnhelpers.exercises._slips import slips


def nudged(w, h):
    return w + h


warm_up = Exercise(
    reference=nudged,
    slips=slips("""
        down: `+ h` -> `- h`
            You went down instead of up. A nudge is added; to go down, the nudge itself is negative.
        the_nudge_alone: `w + ` -> ``
            That is the nudge alone. Where is the number that was nudged?
        times: `w + h` -> `w * h`
            You multiplied. A nudge is a small step along the number line: it is added.
        unmoved: ` + h` -> ``
            That is where the number was before the nudge.
        from_the_nudge: `w + h` -> `h - w`
            You began at the nudge. Begin at w, and add h.
        divided: `w + h` -> `w / h`
            You divided. A nudge is added.
        twice: `+ h` -> `+ 2 * h`
            You added the nudge twice.
        half: `+ h` -> `+ h / 2`
            You added half of the nudge.
        relative: `+ h` -> `+ w * h`
            You took h for a part of w. It is a step of its own length, whatever w is: add it.
        always_up: `+ h` -> `+ abs(h)`
            You always go up. A negative nudge goes down, which adding it does by itself.
        sign_of_w_lost: `return w` -> `return abs(w)`
            You took away the sign of w. It is the number as it is that is nudged.
        sign_lost: `w + h` -> `abs(w + h)`
            You took away the sign of the sum. A nudged number may be negative.
        sign: `w + h` -> `-(w + h)`
            The sign is turned round: w and h are only added.
    """),
    hints=[
        "If w is 2 and the nudge is 0.5, where is it then?",
        "`return` the sum of the two.",
    ],
    notice="That is all there is to a nudge. What it does to the cost is what the course is about.",
    truth=lambda w, h: float(Fraction(w) + Fraction(h)),
    inputs=random_inputs(w=(-3, 3), h=(-1, 1)),
)
