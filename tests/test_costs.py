import math

import numpy as np
import pytest

from nnhelpers.activations import ACTIVATIONS, SOFTMAX, softmax
from nnhelpers.costs import COSTS, cross_entropy, half_squared_error, log_likelihood, squared_error

A = np.array([[0.2, 0.9], [0.6, 0.3]])
Y = np.array([[0.0, 1.0], [1.0, 0.25]])


@pytest.mark.parametrize("cost", COSTS.values(), ids=lambda c: c.name)
def test_each_derivative_is_the_measured_slope(cost):
    h = 1e-6
    for index in np.ndindex(A.shape):
        nudge = np.zeros_like(A)
        nudge[index] = h
        measured = (cost.function(A + nudge, Y) - cost.function(A - nudge, Y)) / (2 * h)
        assert np.isclose(cost.prime(A, Y)[index], measured[index[1]], rtol=1e-8)


def test_values_by_hand():
    assert np.allclose(half_squared_error(A, Y), [(0.2**2 + 0.4**2) / 2, (0.1**2 + 0.05**2) / 2])
    assert np.allclose(squared_error(A, Y), 2 * half_squared_error(A, Y))
    assert math.isclose(log_likelihood(A, Y)[1], -math.log(0.9) - 0.25 * math.log(0.3))
    by_hand = -(math.log(0.8) + math.log(0.6))
    assert math.isclose(cross_entropy(A, Y)[0], by_hand, rel_tol=1e-15)


def test_numbers_work_like_arrays():
    for cost in COSTS.values():
        assert cost.function(0.25, 1.0) == cost.function(np.array([[0.25]]), np.array([[1.0]]))[0]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_cross_entropy_of_saturated_activations(dtype):
    a = np.array([[0.0, 1.0, 0.0, 1.0]], dtype=dtype)
    y = np.array([[0.0, 1.0, 1.0, 0.0]], dtype=dtype)
    with np.errstate(all="raise"):
        right_right, also_right, wrong, also_wrong = cross_entropy(a, y)
        assert np.isfinite(COSTS["cross_entropy"].prime(a, y)).all()
    assert right_right == also_right == 0
    assert np.isfinite([wrong, also_wrong]).all()
    assert min(wrong, also_wrong) > 10


@pytest.mark.parametrize("name", [name for name, cost in COSTS.items() if not cost.outputs])
def test_output_error_is_the_product_of_both_slopes(name):
    z = np.array([[-1.2, 0.4], [2.0, -0.3]])
    sigmoid = ACTIVATIONS["sigmoid"]
    a = sigmoid.function(z)
    expected = COSTS[name].prime(a, Y) * sigmoid.prime(z)
    assert np.allclose(COSTS[name].output_error(z, a, Y, sigmoid), expected, rtol=1e-12)


def test_behind_softmax_the_error_is_the_sum_over_the_paths_to_all_outputs():
    cost, z = COSTS["log_likelihood"], np.array([[-1.2, 0.4], [2.0, -0.3], [0.7, 0.0]])
    y = np.array([[0.0, 0.2], [1.0, 0.5], [0.0, 0.3]])
    a = softmax(z)
    for m in (0, 1):
        moves = np.diag(a[:, m]) - np.outer(a[:, m], a[:, m])  # da_i/dz_j
        expected = moves.T @ cost.prime(a, y)[:, m]
        assert np.allclose(cost.output_error(z, a, y, SOFTMAX)[:, m], expected, rtol=1e-12)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_log_likelihood_of_a_probability_rounded_to_0_is_finite(dtype):
    a, y = np.array([[0.0], [1.0]], dtype=dtype), np.array([[1.0], [0.0]], dtype=dtype)
    with np.errstate(all="raise"):
        assert np.isfinite(COSTS["log_likelihood"].function(a, y)).all()
        assert np.isfinite(COSTS["log_likelihood"].prime(a, y)).all()
    assert COSTS["log_likelihood"].function(a, y) > 80
    assert COSTS["log_likelihood"].function(a, 1 - y) == 0


def test_a_saturated_neuron_that_is_wrong_still_learns_from_cross_entropy():
    z = np.array([[50.0]])
    sigmoid = ACTIVATIONS["sigmoid"]
    delta = COSTS["cross_entropy"].output_error(z, sigmoid.function(z), np.zeros((1, 1)), sigmoid)
    assert delta == 1


def test_a_number_out_of_range_is_told_and_not_the_ends_of_the_range():
    for wrong in (2.0, -1.0):
        with pytest.raises(ValueError, match=f"y must be from 0 to 1, got {wrong:g}"):
            cross_entropy([[0.5, 0.5, 0.5]], [[0.0, 1.0, wrong]])
