import numpy as np
import pytest

from nnhelpers import Network, check_gradient, numerical_gradient
from nnhelpers.gradients import errors_by_nudge, relative_error


def example(rng):
    return Network([3, 4, 2], rng=3), rng.normal(size=(3, 5)), rng.uniform(size=(2, 5))


def test_measuring_leaves_the_network_alone(rng):
    net, x, y = example(rng)
    before = [array.copy() for array in net.weights + net.biases]
    numerical_gradient(net, x, y)
    after = net.weights + net.biases
    assert all(np.array_equal(*pair) for pair in zip(before, after, strict=True))


def test_a_quadratic_cost_is_measured_exactly(rng):
    """For one linear layer the gradient is (w x + b - y) x^T / m: no backprop involved."""
    net = Network([3, 2], activation="identity", rng=0)
    x, y = rng.normal(size=(3, 5)), rng.normal(size=(2, 5))
    error = (net.weights[0] @ x + net.biases[0] - y) / 5
    nabla_b, nabla_w = numerical_gradient(net, x, y)
    assert np.allclose(nabla_w[0], error @ x.T, atol=1e-10)
    assert np.allclose(nabla_b[0], error.sum(axis=1, keepdims=True), atol=1e-10)


def test_a_float32_network_is_measured_in_float64(rng):
    net, x, y = example(rng)
    single = Network([3, 4, 2], rng=3, dtype=np.float32)
    single.weights = [w.astype(np.float32) for w in net.weights]
    single.biases = [b.astype(np.float32) for b in net.biases]
    check = check_gradient(single, x, y, tolerance=1e-5)
    assert check.passed


def test_check_passes_and_prints_a_table(rng):
    check = check_gradient(*example(rng))
    assert check.passed
    assert "agree (limit 1e-06)" in str(check)
    assert len(str(check).splitlines()) == 4


@pytest.mark.parametrize("layer", [0, 1])
@pytest.mark.parametrize("kind", [0, 1])
def test_check_finds_a_wrong_gradient_and_says_where(rng, monkeypatch, layer, kind):
    net, x, y = example(rng)
    right = net.backprop(x, y)
    right[kind][layer][0, 0] *= 1.001
    monkeypatch.setattr(net, "backprop", lambda x, y: right)
    check = check_gradient(net, x, y)
    assert not check.passed
    assert "DISAGREE" in str(check)
    wrong = [(check.errors_b, check.errors_w)[k][n] > 1e-6 for k in (0, 1) for n in (0, 1)]
    assert wrong == [(k, n) == (kind, layer) for k in (0, 1) for n in (0, 1)]


def test_relative_error():
    assert relative_error([0.0], [0.0]) == 0
    assert relative_error([1.0], [-1.0]) == 1
    assert np.isclose(relative_error([1.0], [1.000002]), 1e-6)


def test_one_nudge_is_off_by_h_and_two_by_its_square(rng):
    net = Network([3, 4, 2], rng=1)
    x, y = rng.normal(size=(3, 5)), rng.uniform(size=(2, 5))
    errors = errors_by_nudge(net, x, y, [1e-1, 1e-2, 1e-3])
    for name, power in (("one nudge", 1), ("up and down", 2)):
        large, small, smaller = errors[name]
        assert large / small == pytest.approx(10**power, rel=0.2)
        assert small / smaller == pytest.approx(10**power, rel=0.2)


def test_a_gradient_has_one_side_or_two(rng):
    with pytest.raises(ValueError, match="sides must be 1 or 2, got 3"):
        numerical_gradient(Network([2, 2]), [[1.0], [0.0]], [[1.0], [0.0]], sides=3)
