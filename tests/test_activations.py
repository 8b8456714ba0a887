import math

import numpy as np
import pytest

from nnhelpers.activations import (
    ACTIVATIONS,
    relu,
    relu_prime,
    sigmoid,
    sigmoid_prime,
    softmax,
    tanh_prime,
)

AWAY_FROM_KINK = np.array([-30.0, -7.1, -1.3, -0.2, 0.3, 1.9, 6.4, 30.0])


@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=lambda a: a.name)
def test_each_derivative_is_the_measured_slope(activation):
    h = 1e-6
    z = AWAY_FROM_KINK
    measured = (activation.function(z + h) - activation.function(z - h)) / (2 * h)
    assert np.allclose(activation.prime(z), measured, rtol=1e-7, atol=1e-9)


@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=lambda a: a.name)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_shape_and_dtype_stay(activation, dtype):
    z = np.linspace(-3, 3, 6, dtype=dtype).reshape(2, 3)
    for result in (activation.function(z), activation.prime(z)):
        assert result.shape == z.shape
        assert result.dtype == dtype


@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=lambda a: a.name)
def test_a_number_gives_a_number(activation):
    assert np.ndim(activation.function(0.5)) == np.ndim(activation.prime(0.5)) == 0
    assert f"{activation.prime(0.5):.3f}"


def test_sigmoid_known_values():
    assert sigmoid(0.0) == 0.5
    assert sigmoid_prime(0.0) == 0.25
    assert math.isclose(sigmoid(math.log(3)), 0.75, rel_tol=1e-15)


@pytest.mark.parametrize("z", [-700.0, -40.0, -20.0, -3.0])
def test_sigmoid_keeps_all_digits_far_from_zero(z):
    exact = math.exp(z) / (1 + math.exp(z))
    assert math.isclose(sigmoid(z), exact, rel_tol=1e-15)
    for side in (z, -z):
        assert math.isclose(sigmoid_prime(side), exact * (1 - exact), rel_tol=1e-14)
    assert math.isclose(tanh_prime(z / 2), 4 * exact * (1 - exact), rel_tol=1e-14)


@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=lambda a: a.name)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_no_z_overflows_or_warns(activation, dtype):
    z = np.array([-1e4, -800, -100, -88, 0, 88, 100, 800, 1e4], dtype=dtype)
    with np.errstate(all="raise", under="ignore"):
        assert np.isfinite(activation.function(z)).all()
        assert np.isfinite(activation.prime(z)).all()


def test_relu_at_and_around_its_kink():
    z = np.array([-2.0, 0.0, 2.0])
    assert relu(z).tolist() == [0, 0, 2]
    assert relu_prime(z).tolist() == [0, 0, 1]


@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=lambda a: a.name)
def test_its_range_is_that_of_its_values(activation):
    ends = [
        value if abs(value) <= 1 else math.copysign(math.inf, value)
        for value in activation.function([-1e300, 1e300])
    ]
    assert [activation.low, activation.high] == pytest.approx(ends)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_softmax_makes_probabilities_of_any_columns(dtype):
    z = np.array([[1.0, 1000.0, -1000.0], [2.0, 0.0, 0.0], [3.0, 1000.0, -1000.0]], dtype=dtype)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        a = softmax(z)
    assert a.dtype == dtype and np.allclose(a.sum(axis=0), 1)
    assert np.allclose(a[:, 0], np.exp([1, 2, 3]) / np.exp([1, 2, 3]).sum())
    assert np.allclose(a[:, 1:], [[0.5, 0], [0, 1], [0.5, 0]])
    assert np.allclose(softmax(z - 7), a)  # only differences of z count
