"""The warm-up of the first page."""

from fractions import Fraction

from nnhelpers.exercises._exercise import Exercise, random_inputs
from nnhelpers.exercises._slips import Slip


def nudged(w, h):
    return w + h


warm_up = Exercise(
    reference=nudged,
    slips=[
        Slip(
            "down",
            "+ h",
            "- h",
            "You went down instead of up. A nudge is added; to go down, the nudge itself is "
            "negative.",
        ),
        Slip(
            "the_nudge_alone",
            "w + ",
            "",
            "That is the nudge alone. Where is the number that was nudged?",
        ),
        Slip(
            "times",
            "w + h",
            "w * h",
            "You multiplied. A nudge is a small step along the number line: it is added.",
        ),
        Slip("unmoved", " + h", "", "That is where the number was before the nudge."),
        Slip("from_the_nudge", "w + h", "h - w", "You began at the nudge. Begin at w, and add h."),
        Slip("divided", "w + h", "w / h", "You divided. A nudge is added."),
        Slip("twice", "+ h", "+ 2 * h", "You added the nudge twice."),
        Slip("half", "+ h", "+ h / 2", "You added half of the nudge."),
        Slip(
            "relative",
            "+ h",
            "+ w * h",
            "You took h for a part of w. It is a step of its own length, whatever w is: add it.",
        ),
        Slip(
            "always_up",
            "+ h",
            "+ abs(h)",
            "You always go up. A negative nudge goes down, which adding it does by itself.",
        ),
        Slip(
            "sign_of_w_lost",
            "return w",
            "return abs(w)",
            "You took away the sign of w. It is the number as it is that is nudged.",
        ),
        Slip(
            "sign_lost",
            "w + h",
            "abs(w + h)",
            "You took away the sign of the sum. A nudged number may be negative.",
        ),
        Slip("sign", "w + h", "-(w + h)", "The sign is turned round: w and h are only added."),
    ],
    hints=[
        "If w is 2 and the nudge is 0.5, where is it then?",
        "`return` the sum of the two.",
    ],
    notice="That is all there is to a nudge. What it does to the cost is what the course is about.",
    truth=lambda w, h: float(Fraction(w) + Fraction(h)),
    inputs=random_inputs(w=(-3, 3), h=(-1, 1)),
)
