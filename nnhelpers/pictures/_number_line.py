"""A number line, and where a value lies on it."""

from dataclasses import dataclass
from functools import lru_cache

from nnhelpers.equations import number
from nnhelpers.pictures import _svg as svg


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high` along pixels from `start` to `end`; others stop at the ends."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value):
        """Return the pixel of a value."""
        return self.beyond(min(max(value, self.low), self.high))

    def beyond(self, value):
        """Return the pixel at which a value would lie if the line went on."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def holds(self, value):
        """Whether the value lies on the line rather than beyond its ends."""
        return self.low <= value <= self.high

    @property
    def middle(self):
        """The pixel halfway."""
        return (self.start + self.end) / 2

    @property
    def ends(self):
        """The labels of both ends."""
        return tuple(f"{end:g}".replace("-", "\N{MINUS SIGN}") for end in (self.low, self.high))


def round_limit(value, steps=(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100)):
    """Return the first of the steps that is not below the value, or the value, rounded up."""
    for step in steps:
        if value <= step:
            return step
    return float(number(value, 0)) + 1


def values_of(activation, limit):
    """Return the range of an activation function's values, from -limit to limit at most."""
    return max(activation.low, -limit), min(activation.high, limit)


def number_line(root, scale, y):
    """Draw a horizontal number line at height y, with its ends and its 0 labelled."""
    root.extend(_line_and_ticks(scale, y))


@lru_cache(maxsize=256)
def _line_and_ticks(scale, y):
    drawn = []
    svg.line(drawn, scale.start, y, scale.end, y, width=1.5, opacity=0.5)
    ticks = list(zip((scale.start, scale.end), scale.ends, strict=True))
    if scale.low < 0 < scale.high:
        ticks.append((scale(0), "0"))
    for x, label in ticks:
        svg.line(drawn, x, y - 5, x, y + 5, width=1.5, opacity=0.5)
        small(drawn, x, y + 20, label, "middle")
    return tuple(drawn)


def small(root, x, y, words, anchor):
    """Write the small print of an axis."""
    svg.text(root, x, y, words, anchor=anchor, size=14, opacity=0.75)
