"""The published figures, held by sums that were made of the book's own figures."""

import pytest

from nnhelpers.published import NIELSEN


@pytest.mark.parametrize(
    ("eta", "epochs", "first", "last", "digits", "epochs_times_digits"),
    [
        (0.001, 93, 1139, 2142, 9_776, 191_471),
        (3.0, 93, 9129, 9534, 56_376, 885_285),
        (100.0, 63, 1009, 982, 3_982, 62_001),
    ],
)
def test_the_figures_are_those_of_the_book(eta, epochs, first, last, digits, epochs_times_digits):
    figures = NIELSEN[eta]
    assert list(figures) == sorted(figures)
    assert (figures[1], figures[30]) == (first, last)
    assert (sum(figures), sum(figures.values())) == (epochs, digits)
    assert sum(epoch * count for epoch, count in figures.items()) == epochs_times_digits


def test_there_are_no_other_figures():
    assert set(NIELSEN) == {0.001, 3.0, 100.0}
