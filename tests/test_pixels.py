"""Bytes that pass for an array of numbers from 0 to 1."""

import pickle
from copy import copy, deepcopy

import numpy as np
import pytest

from nnhelpers import Network, charts, digits, pictures
from nnhelpers._pixels import BLOCK, Pixels


@pytest.fixture(params=[np.float32, np.float64])
def pair(request):
    """Pixels, and the ordinary array that they stand for."""
    packed = np.random.default_rng(0).integers(0, 256, (2 * BLOCK + 7, 20), np.uint8)
    x = packed.astype(request.param)
    x /= 255
    return Pixels(packed.T, request.param), x.T


def test_each_byte_is_its_share_of_255():
    for dtype in (np.float32, np.float64):
        levels = Pixels(np.arange(256, dtype=np.uint8)[None], dtype)[0]
        assert np.array_equal(levels, np.array([dtype(k) / dtype(255) for k in range(256)]))
        assert np.array_equal(levels.astype(np.float32), Pixels(np.arange(256), np.float32)[:])


INDEXES = {
    "a row": 3,
    "a number": (3, 5),
    "a column": (slice(None), 5),
    "columns": (slice(None), slice(2, 9)),
    "picked": (slice(None), [4, 1, 1]),
    "masked": (slice(None), np.arange(2 * BLOCK + 7) % 3 == 0),
    "a new axis": (slice(None), slice(2), None),
    "all": ...,
}


@pytest.mark.parametrize("index", INDEXES.values(), ids=INDEXES)
def test_what_an_index_picks_is_ordinary(pair, index):
    pixels, x = pair
    for ours, plain in ((pixels[index], x[index]), (pixels.T.T[index], x[index])):
        assert type(ours) is type(plain)
        assert ours.dtype == plain.dtype
        assert np.array_equal(ours, plain)


USES = {
    "shape": lambda x: [*x.shape, x.ndim, x.size, len(x)],
    "dtype": lambda x: x.T.dtype == x.dtype == x[0, 0].dtype,
    "asarray": np.asarray,
    "array of another dtype": lambda x: np.array(x, dtype=float),
    "astype": lambda x: x.astype(float),
    "transpose": lambda x: x.T[5],
    "take": lambda x: x.T.take([4, 1], axis=0),
    "numpy.take": lambda x: np.take(x, [4, 1], axis=1),
    "compare": lambda x: x > 0.5,
    "reflected": lambda x: 1 - x,
    "with an array": lambda x: np.ones((20, 1), np.float32) * x,
    "with itself": lambda x: x - x,
    "method": lambda x: x.mean(axis=1),
    "function": lambda x: np.mean(x, axis=1),
    "ufunc": np.sqrt,
    "out": lambda x: np.add(x, 1, out=np.empty(x.shape)),
    "reshape": lambda x: x.reshape(4, 5, -1),
    "stack": lambda x: np.hstack([x, x]),
    "loop": lambda x: np.array([column[3] for column in x.T]),
    "product from the right": lambda x: x @ np.ones((x.shape[1], 2), np.float32),
    "product of both": lambda x: np.round(x @ x.T),  # NumPy sees that the two are one
    "product with a list": lambda x: [[0.5] * 20] @ x,
    "copies": lambda x: np.array([copy(x), deepcopy(x), pickle.loads(pickle.dumps(x))]),
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_they_are_used_like_an_array(pair, use):
    ours, plain = map(use, pair)
    assert np.array_equal(ours, plain)
    assert getattr(ours, "dtype", None) == getattr(plain, "dtype", None)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_products_in_blocks_are_those_of_the_whole(pair, dtype):
    pixels, x = pair
    rng = np.random.default_rng(1)
    for ours, plain in ((pixels, x), (pixels.T, x.T)):
        for rows in ((), (3,), (2, 3)):
            matrix = rng.standard_normal((*rows, len(plain))).astype(dtype)
            product = matrix @ plain
            assert (matrix @ ours).dtype == product.dtype
            assert (matrix @ ours).shape == product.shape
            assert np.allclose(matrix @ ours, product, rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("more", [-1, 1, BLOCK])
def test_a_product_that_does_not_fit_is_refused(pair, more):
    rows = pair[0].T
    for pixels in (pair[0], rows, Pixels(rows.packed[: 2 * BLOCK], rows.dtype)):
        with pytest.raises(ValueError, match="mismatch in its core dimension"):
            np.ones((2, len(pixels) + more)) @ pixels


def add_in_place(x):
    x += 1


def set_one(x):
    x[0, 0] = 1


@pytest.mark.parametrize("change", [add_in_place, set_one, lambda x: x.fill(0), lambda x: x.sort()])
def test_they_cannot_be_changed(pair, change):
    pixels, x = pair
    with pytest.raises((TypeError, ValueError)):
        change(pixels)
    assert np.array_equal(pixels, x)


def test_they_have_no_more_than_an_array_has(pair):
    with pytest.raises(AttributeError, match="have no 'colour'"):
        pair[0].colour  # noqa: B018
    with pytest.raises(ValueError, match="unpacked into a copy"):
        np.array(pair[0], copy=False)


def test_they_say_what_they_are():
    x, _ = digits.test(np.float32, count=3)
    assert repr(x) == "<Pixels of float32, shape (784, 3), held as bytes>"


def test_they_are_drawn_and_are_targets_like_an_array():
    x, _ = digits.test(count=4)
    assert pictures.digit(digits.test(count=1)[0]).svg == pictures.digit(x[:, :1]).svg
    charts.digit_grid(x, columns=4)
    net = Network([784, 2, 784], rng=0)
    net.update_mini_batch((x, x), 0.1)
    assert net.mean_cost(x, x) == net.mean_cost(np.array(x), np.array(x))


def test_images_of_another_size_are_refused():
    with pytest.raises(ValueError, match=r"x must have shape \(3, m\).*got shape \(784, 4\)"):
        Network([3, 2], rng=0).forward_pass(digits.test(count=4)[0])
