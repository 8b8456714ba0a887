"""A plot: two scales at right angles, and what is drawn along both."""

from dataclasses import dataclass
from math import inf

from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._number_line import Scale, small
from nnhelpers.style import MARK


@dataclass(frozen=True)
class Box:
    """Where a plot stands in its picture: its sides, in pixels."""

    left: float
    right: float
    top: float
    bottom: float

    def plot(self, across, up):
        """Return the plot that fills the box, with the ranges (low, high) of its two scales."""
        return Plot(Scale(*across, self.left, self.right), Scale(*up, self.bottom, self.top))


@dataclass(frozen=True)
class Plot:
    """Two scales: one across, from left to right, and one up, from the bottom to the top."""

    across: Scale
    up: Scale

    def at(self, x, y):
        """Return the pixels of a point; one outside stops at the edge."""
        return self.across(x), self.up(y)

    def frame(self, root):
        """Draw both axes: across at 0 if the plot reaches below it, else at the bottom."""
        across, up = self.across, self.up
        base = up(0) if up.low < 0 < up.high else up.start
        svg.line(root, across.start, base, across.end, base, width=1.5, opacity=0.5)
        svg.line(root, across.start, base, across.start, up.end, width=1.5, opacity=0.5)

    def below(self, root, x, label, gap=20):
        """Label a value of the scale across, `gap` pixels below the plot."""
        small(root, self.across(x), self.up.start + gap, label, "middle")

    def beside(self, root, y, label, gap=8):
        """Label a value of the scale up, `gap` pixels to the left of the plot."""
        small(root, self.across.start - gap, self.up(y), label, "end")

    def curve(self, root, xs, ys, colour="currentColor", width=3, **more):
        """Draw an open curve."""
        svg.polyline(root, map(self.across, xs), map(self.up, ys), colour, width, **more)

    def series(self, root, xs, ys, colour):
        """Draw a value after each step: a thin curve, and a dot on each value that it holds."""
        self.curve(root, xs, ys, colour, width=2)
        for x, y in zip(xs, ys, strict=True):
            if self.up.holds(y):
                svg.dot(root, *self.at(x, y), 4, colour)

    def tangent(self, root, x, y, slope, reach=inf):
        """Draw the line through a point, at most `reach` pixels to each side of it.

        It ends where it leaves the plot.
        """
        across, up = self.across, self.up
        half = reach * (across.high - across.low) / (across.end - across.start)
        spans = [(across.low, across.high), (x - half, x + half)]
        if slope:
            spans.append(sorted(x + (edge - y) / slope for edge in (up.low, up.high)))
        lows, highs = zip(*spans, strict=True)
        ends = [self.at(end, y + slope * (end - x)) for end in (max(lows), min(highs))]
        svg.line(root, *ends[0], *ends[1], width=2, stroke_dasharray="7 4")

    def prediction(self, root, x, predicted, actual):
        """Mark two costs, with a stroke between them: a diamond is predicted, a ring actual."""
        svg.line(root, *self.at(x, predicted), *self.at(x, actual), width=2)
        svg.dot(root, *self.at(x, actual), 6, MARK["cost"], filled=False)
        if self.up.holds(predicted):
            svg.diamond(root, *self.at(x, predicted), 6)
