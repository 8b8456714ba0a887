"""Where a value lies on a line of the picture."""

from dataclasses import dataclass

from nnhelpers.equations import number


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high` along pixels from `start` to `end`; others stop at the ends."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value):
        """Return the pixel of a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)

    def holds(self, value):
        """Whether the value lies on the line rather than beyond its ends."""
        return self.low <= value <= self.high

    @property
    def ends(self):
        """The labels of both ends."""
        return tuple(f"{end:g}".replace("-", "\N{MINUS SIGN}") for end in (self.low, self.high))


def round_limit(value, steps=(0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100)):
    """Return the first of the steps that is not below the value, or the value, rounded up."""
    for step in steps:
        if value <= step:
            return step
    return float(number(value, 0)) + 1
