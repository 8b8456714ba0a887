import numpy as np
import pytest

from nnhelpers import Network, check_gradient, numerical_gradient
from nnhelpers.costs import Cost
from nnhelpers.gradients import GradientCheck, errors_by_nudge, relative_error, smallest_slope


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
    assert type(relative_error([1.0], [1.5])) is float


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


def test_the_table_has_its_columns_below_each_other():
    short = GradientCheck([1e-8, 9e-9], [0.002, 0.5], 1e-6, {})
    assert str(short).splitlines() == [
        "layer   dC/dw off by   dC/db off by",
        "    1   2e-03          1e-08",
        "    2   5e-01          below 1e-08",
        "backprop and measurement DISAGREE (limit 1e-06)",
    ]
    remarks = {("dC/dw", 1): "too small to measure", ("dC/db", 2): "no such layer"}
    long = GradientCheck([0.5, np.inf], [0.0], 1e-4, remarks)
    assert str(long).splitlines() == [
        "layer   dC/dw off by          dC/db off by",
        "    1   too small to measure  5e-01",
        "    2                         no such layer",
        "backprop and measurement DISAGREE (limit 1e-04)",
    ]
    assert str(long._replace(errors_b=[0.5], errors_w=[0.0, 0.5])).splitlines()[2] == (
        "    2   5e-01                 "
    )


def test_one_array_in_float32_is_enough_for_its_tolerance(rng, monkeypatch):
    nabla_b, nabla_w = Network.backprop(*example(rng))
    nabla_w[1] = nabla_w[1].astype(np.float32)
    monkeypatch.setattr(Network, "backprop", lambda net, x, y: (nabla_b, nabla_w))
    check = check_gradient(*example(np.random.default_rng(2015)))
    assert check.passed
    assert check.tolerance == 1e-4


@pytest.mark.parametrize("h", [1e-5, -1e-5])
@pytest.mark.parametrize(("a", "y", "rounding"), [(0, 1000, 5e5), (1, 0, 2), (-1, 0, 2)])
def test_ten_times_the_rounding_of_the_cost_can_be_measured(a, y, rounding, h):
    """Of a large cost its own rounding counts, else what the rounding of the outputs does to it."""
    net = Network([1, 1], activation="identity")
    net.weights, net.biases = [[[0.0]]], [[[a]]]
    least = smallest_slope(net, [[1.0]], [[y]], h)
    assert least == pytest.approx(10 * rounding * np.finfo(float).eps / 1e-5, rel=0.3)


def test_one_slope_that_is_not_finite_is_told_of_its_array():
    cliff = Cost("cliff", lambda a, y: np.where(a[0] > 1, np.inf, a[0]), lambda a, y: a - y)
    net = Network([2, 1], activation="identity", cost=cliff)
    net.weights, net.biases = [[[1.0, 1.0]]], [[[0.0]]]
    check = check_gradient(net, [[1.0], [0.0]], [[0.0]])  # the second weight moves nothing
    assert not check.passed
    assert check.remarks["dC/dw", 1] == "measured: not finite"
