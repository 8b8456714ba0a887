import gzip
import tracemalloc

import numpy as np
import pytest

from nnhelpers import Network, _files, digits

# How often each digit occurs, counted from the label files of the original database.
IN_TRAINING = [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
IN_TEST = [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]


@pytest.mark.parametrize(
    ("part", "count"), [("training", 50_000), ("validation", 10_000), ("test", 10_000)]
)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_shapes_and_values(part, count, dtype):
    x, y = getattr(digits, part)(dtype=dtype)
    assert x.shape == (784, count)
    assert y.shape == (10, count)
    assert x.dtype == y.dtype == dtype
    assert x.min() == 0
    assert x.max() == 1
    assert (y.sum(axis=0) == 1).all()


def test_every_digit_is_there_as_often_as_in_the_original():
    train = digits.training(np.float32)[1].sum(axis=1) + digits.validation(np.float32)[1].sum(
        axis=1
    )
    assert train.tolist() == IN_TRAINING
    assert digits.test(np.float32)[1].sum(axis=1).tolist() == IN_TEST


def test_the_first_digits_are_the_well_known_ones():
    for part, first in ((digits.training, [5, 0, 4, 1, 9]), (digits.test, [7, 2, 1, 0, 4])):
        assert part()[1].argmax(axis=0)[:5].tolist() == first


def test_pictures_are_read_row_by_row():
    """The first test digit, a 7, has its bar at the top and a single stroke at the bottom."""
    seven = digits.test()[0][:, 0].reshape(28, 28)
    assert (seven[8] > 0.5).sum() > 2 * (seven[24] > 0.5).sum()
    assert seven[:6].max() == 0


def test_a_damaged_file_is_refused(tmp_path, monkeypatch):
    (tmp_path / "mnist").mkdir()
    (tmp_path / "mnist" / "t10k-images-idx3-ubyte.gz").write_bytes(gzip.compress(b"not digits"))
    monkeypatch.setattr(_files, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match="t10k-images-idx3-ubyte.gz is damaged"):
        digits.test()


@pytest.mark.parametrize("part", [digits.training, digits.validation, digits.test])
def test_the_first_digits_are_those_of_all(part):
    for some, all_of_them in zip(part(count=3), part(), strict=True):
        assert np.array_equal(some, all_of_them[:, :3])


def test_there_are_no_more_digits_than_there_are():
    with pytest.raises(ValueError, match="count must be at most 10,000, got 10,001"):
        digits.validation(count=10_001)
    with pytest.raises(ValueError, match="count must be at most 50,000, got 50,001"):
        digits.training(count=50_001)
    with pytest.raises(ValueError, match="count must be at most 10,000, got 10,001"):
        digits.test(count=10_001)
    with pytest.raises(ValueError, match="count must be at least 1, got 0"):
        digits.test(count=0)


def memory(function):
    """What a call returns, the bytes that it holds, and those that it took for a while."""
    tracemalloc.start()
    try:
        result = function()
        return result, *tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_digits_are_held_as_bytes_and_none_twice(dtype):
    """A class of thirty shares one machine."""
    (x, y), held, peak = memory(lambda: digits.training(dtype))
    assert x.nbytes == 784 * 50_000
    assert held < x.nbytes + y.nbytes + 1e6
    assert peak < x.nbytes + 2 * y.nbytes + 12e6  # and the packed file


@pytest.mark.parametrize("held", [np.float32, np.float64])
@pytest.mark.parametrize("used", [np.float32, np.float64])
def test_a_network_does_not_unpack_all_digits_at_once(held, used):
    x, y = digits.test(held)
    net, y = Network([784, 10], rng=0, dtype=used), y.astype(used)
    for use in (
        lambda: net.evaluate((x, y)),
        lambda: net.mean_cost(x, y),
        lambda: net.backprop(x, y),
        lambda: net.update_mini_batch((x, y), 3.0),
        lambda: list(net.epochs((x, y), 1, 1000, 3.0)),
    ):
        use()  # what is imported at first use
        assert memory(use)[2] < x.nbytes + 8 * y.size + 4e6


@pytest.mark.parametrize("held", [np.float32, np.float64])
@pytest.mark.parametrize("used", [np.float32, np.float64])
def test_a_network_learns_from_bytes_what_it_learns_from_numbers(held, used):
    x, y = digits.test(held)
    one, other = (Network([784, 30, 10], rng=0, dtype=used) for _ in range(2))
    one.sgd((x, y), 1, 10, 3.0, show=None)
    other.sgd((np.array(x), y), 1, 10, 3.0, show=None)
    for ours, plain in zip(one.weights + one.biases, other.weights + other.biases, strict=True):
        assert ours.dtype == used
        mixed = held == np.float32 and used == np.float64  # adds up in another order
        assert np.allclose(ours, plain, rtol=1e-9) if mixed else np.array_equal(ours, plain)
    assert one.evaluate((x, y)) == other.evaluate((np.array(x), y))
    for ours, plain in zip(one.backprop(x, y)[1], other.backprop(np.array(x), y)[1], strict=True):
        assert ours.dtype == used
        assert np.allclose(ours, plain, rtol=1e-4, atol=1e-7)


def test_the_licence_lies_beside_the_digits():
    licence = (_files.FOLDER / "mnist" / "LICENSE.md").read_text(encoding="utf-8")
    assert "Attribution-ShareAlike 3.0" in licence


def test_one_epoch_of_the_books_network():
    """Nielsen's run had 91.29% after its first epoch; other seeds differ by a few percent."""
    net = Network([784, 30, 10], rng=0, dtype=np.float32)
    x, y = digits.test(np.float32)
    book_style = list(zip(x.T[:500, :, None], y.argmax(axis=0), strict=False))
    net.sgd(digits.training(np.float32), 1, 10, 3.0, test_data=book_style, show=None)
    assert net.evaluate((x, y)) > 8800
