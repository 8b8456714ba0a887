import numpy as np
import pytest

from nnhelpers import _files, digits, trained


def test_the_network_reads_as_many_test_digits_as_its_docstring_says():
    """A processor that rounds otherwise may read a doubtful digit or two another way."""
    correct = trained.digit_network().evaluate(digits.test(np.float32))
    assert f"{9369:,}" in trained.__doc__
    assert abs(correct - 9369) <= 3


def test_it_has_the_13002_parameters_of_the_lessons_in_a_small_file():
    net = trained.digit_network()
    assert net.sizes == [784, 16, 16, 10]
    assert sum(parameter.size for parameter in net.weights + net.biases) == 13_002
    assert {parameter.dtype for parameter in net.weights + net.biases} == {np.dtype(np.float32)}
    assert (_files.FOLDER / trained.FILE).stat().st_size < 100_000


def test_each_call_gives_a_network_of_its_own():
    one, other = trained.digit_network(), trained.digit_network()
    one.weights[0][0, 0] += 1
    assert one.weights[0][0, 0] != other.weights[0][0, 0]


def test_a_damaged_file_is_refused(tmp_path, monkeypatch):
    damaged = (_files.FOLDER / trained.FILE).read_bytes()[:-4] + b"\0\0\0\0"
    (tmp_path / trained.FILE).write_bytes(damaged)
    monkeypatch.setattr(_files, "FOLDER", tmp_path)
    with pytest.raises(ValueError, match="784-16-16-10.npy is damaged"):
        trained.digit_network()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_every_parameter_has_the_dtype_that_is_asked_for(dtype):
    net = trained.digit_network(dtype)
    assert {parameter.dtype for parameter in net.weights + net.biases} == {np.dtype(dtype)}
    assert net.dtype == dtype
