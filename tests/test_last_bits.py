"""What a lesson says does not depend on the last bits of its numbers, which processors round."""

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import nbformat
import numpy as np
import pytest
from last_bits import changes, round_otherwise

from nnhelpers import Network, digits
from notebooks import NOTEBOOKS, code_cells

HEAVY = "05_stochastic_gradient_descent"  # trains for seconds


@pytest.fixture(scope="module")
def elsewhere():
    """A process of its own, which rounds otherwise."""
    with ProcessPoolExecutor(1, get_context("spawn"), round_otherwise, [4]) as process:
        yield process


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_with_other_last_bits_a_notebook_says_the_same(path, elsewhere):
    if path.stem == HEAVY and "CI" not in os.environ:
        pytest.skip("trains for seconds; CI runs it")
    assert elsewhere.submit(changes, path).result() == []


def test_halfway_through_the_epoch_of_lesson_5_each_digit_is_read():
    """An output that wakes late wakes later, or not at all, with other last bits."""
    path = next(path for path in NOTEBOOKS if path.stem == HEAVY)
    sources = [cell.source for cell in code_cells(nbformat.read(path, as_version=4))]
    names = {"np": np, "Network": Network}
    exec(next(source for source in sources if "\norder = " in source), names)
    (x, y), (test_x, test_y) = digits.training(np.float32), digits.test(np.float32)
    for first in range(0, 25_000, 10):
        ten = names["order"][first : first + 10]
        names["net"].update_mini_batch((x[:, ten], y[:, ten]), eta=3.0)
    right = names["net"].feedforward(test_x).argmax(axis=0) == test_y.argmax(axis=0)
    assert ((test_y * right).sum(axis=1) > 0.5 * test_y.sum(axis=1)).all()
