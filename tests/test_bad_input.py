"""What bad input gets: an error that names the argument, before anything is changed."""

import numpy as np
import pytest

from nnhelpers import Chain, Network, Neuron, digits, nudge, numerical_gradient
from nnhelpers.descent import parabola, two_valleys, walk
from nnhelpers.wishes import spread_nudge, three_ways

X, Y = np.full((3, 5), 0.5), np.full((2, 5), 0.25)
NAN = X.copy()
NAN[1, 2] = np.nan


@pytest.mark.parametrize(
    ("sizes", "error", "says"),
    [
        ([3], ValueError, "at least two layers"),
        ([], ValueError, "at least two layers"),
        ([3, 0, 2], ValueError, "at least 1, got 0"),
        ([3, -1], ValueError, "at least 1, got -1"),
        ([3, 2.5], TypeError, "whole number, got float 2.5"),
        ([3, "2"], TypeError, "whole number, got str '2'"),
        ([3, True], TypeError, "whole number, got bool"),
    ],
)
def test_sizes(sizes, error, says):
    with pytest.raises(error, match=says):
        Network(sizes)


@pytest.mark.parametrize(
    ("settings", "error", "says"),
    [
        ({"activation": "sigmoit"}, ValueError, "activation must be one of sigmoid, tanh"),
        ({"activation": 3}, TypeError, "activation must be a name, got int 3"),
        ({"cost": "mse"}, ValueError, "cost must be one of half_squared_error"),
        ({"activation": "relu", "cost": "cross_entropy"}, ValueError, "between 0 and 1"),
        ({"dtype": np.int64}, ValueError, "dtype must be float64 or float32, got int64"),
    ],
)
def test_settings(settings, error, says):
    with pytest.raises(error, match=says):
        Network([3, 2], **settings)


BAD_DATA = [
    ((X[:2], Y), ValueError, r"x must have shape \(3, m\).*got shape \(2, 5\)"),
    ((X, Y[:1]), ValueError, r"y must have shape \(2, m\).*got shape \(1, 5\)"),
    ((X.T, Y), ValueError, r"x must have shape \(3, m\).*got shape \(5, 3\)"),
    ((X[:, 0], Y), ValueError, r"x must have shape \(3, m\).*got shape \(3,\)"),
    ((X, Y[:, :4]), ValueError, r"as many examples.*\(3, 5\) and \(2, 4\)"),
    ((X[:, :0], Y[:, :0]), ValueError, "x is empty"),
    ((NAN, Y), ValueError, "x must be finite"),
    ((X, Y * np.inf), ValueError, "y must be finite"),
    ((X.astype(str), Y), TypeError, "x must hold real numbers"),
    ((X * 1j, Y), TypeError, "x must hold real numbers"),
    ((X.astype(object), Y), TypeError, "x must hold real numbers"),
]


@pytest.mark.parametrize(("data", "error", "says"), BAD_DATA)
@pytest.mark.parametrize("use", ["backprop", "mean_cost", "update", "sgd", "numerical"])
def test_data(use, data, error, says):
    net = Network([3, 4, 2], rng=0)
    before = net.weights
    calls = {
        "backprop": lambda: net.backprop(*data),
        "mean_cost": lambda: net.mean_cost(*data),
        "update": lambda: net.update_mini_batch(data, 1.0),
        "sgd": lambda: net.sgd(data, 1, 2, 1.0, show=None),
        "numerical": lambda: numerical_gradient(net, *data),
    }
    with pytest.raises(error, match=says):
        calls[use]()
    assert net.weights is before


@pytest.mark.parametrize(("use", "name"), [("feedforward", "a"), ("forward_pass", "x")])
def test_inputs(use, name):
    run = getattr(Network([3, 2]), use)
    with pytest.raises(ValueError, match=rf"{name} must have shape \(3, m\).*got shape \(2, 5\)"):
        run(X[:2])
    with pytest.raises(ValueError, match=f"{name} must be finite"):
        run(NAN)


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        (("z", 1, (0, 0), 0.1), ValueError, 'name must be "w" or "b", got \'z\''),
        (("w", 0, (0, 0), 0.1), ValueError, "layer must be at least 1, got 0"),
        (("w", 3, (0, 0), 0.1), ValueError, "layer must be from 1 to 2, got 3"),
        (("w", 1, (4, 0), 0.1), ValueError, r"index must lie within \(4, 3\), got \(4, 0\)"),
        (("b", 1, (0, 1), 0.1), ValueError, r"index must lie within \(4, 1\), got \(0, 1\)"),
        (("w", 1, (-1, 0), 0.1), ValueError, r"index must lie within \(4, 3\), got \(-1, 0\)"),
        (("w", 1, (0, -1), 0.1), ValueError, r"index must lie within \(4, 3\), got \(0, -1\)"),
        (("w", 1, (0, 3), 0.1), ValueError, r"index must lie within \(4, 3\), got \(0, 3\)"),
        (("w", 1, (0,), 0.1), ValueError, r"index must lie within \(4, 3\), got \(0,\)"),
        (("w", 1, (0, 0), np.nan), ValueError, "h must be finite"),
        (("w", 1, (0, 0), "1"), TypeError, "h must be a number"),
    ],
)
def test_nudges_of_what_is_not_there(arguments, error, says):
    with pytest.raises(error, match=says):
        Network([3, 4, 2]).nudged(*arguments)


@pytest.mark.parametrize("data", [[], ()])
def test_no_data(data):
    with pytest.raises(ValueError, match="training_data is empty"):
        Network([3, 2]).sgd(data, 1, 2, 1.0)


@pytest.mark.parametrize(
    "data", [[1, 2, 3], [(X, Y, X)], [(X[:, [0]], Y[:, [0]]), (X[:2, [0]], Y)]]
)
def test_data_that_are_neither_arrays_nor_tuples(data):
    with pytest.raises(ValueError, match="mini_batch must be a pair of arrays"):
        Network([3, 2]).update_mini_batch(data, 1.0)


@pytest.mark.parametrize(
    ("settings", "error", "says"),
    [
        ((-1, 2, 1.0), ValueError, "epochs must be at least 0, got -1"),
        ((1.5, 2, 1.0), TypeError, "epochs must be a whole number"),
        ((1, 0, 1.0), ValueError, "batch_size must be at least 1, got 0"),
        ((1, "2", 1.0), TypeError, "batch_size must be a whole number"),
        ((1, 2, np.nan), ValueError, "eta must be finite"),
        ((1, 2, np.inf), ValueError, "eta must be finite"),
        ((1, 2, "3"), TypeError, "eta must be a number, got str '3'"),
    ],
)
def test_training_settings(settings, error, says):
    net = Network([3, 2], rng=0)
    before = net.weights
    with pytest.raises(error, match=says):
        net.sgd((X, Y), *settings)
    with pytest.raises(error, match=says):
        net.epochs((X, Y), *settings)  # already when called, not at the first step
    assert net.weights is before


def test_eta_of_one_mini_batch():
    net = Network([3, 2], rng=0)
    before = net.weights
    with pytest.raises(ValueError, match="eta must be finite, got inf"):
        net.update_mini_batch((X, Y), np.inf)
    assert net.weights is before


@pytest.mark.parametrize(
    ("labels", "error", "says"),
    [
        ([0, 1, 0, 1, 2], ValueError, "from 0 to 1, got 2"),
        ([0, 1, 0, 1, -1], ValueError, "from 0 to 1, got -1"),
        ([0, 1, 0, 1, 0.5], ValueError, "from 0 to 1, got 0.5"),
        ([0, 1], ValueError, "5 inputs but 2 labels"),
        (list("abcde"), TypeError, "must hold real numbers"),
    ],
)
def test_labels(labels, error, says):
    net = Network([3, 2], rng=0)
    with pytest.raises(error, match=says):
        net.evaluate((X, labels))
    before = net.weights
    with pytest.raises(error, match=says):
        net.sgd((X, Y), 1, 2, 1.0, test_data=(X, labels))
    assert net.weights is before  # found before training, not after an epoch of it


@pytest.mark.parametrize("labels", [[10], [-1], [3.5]])
def test_digit_labels(labels):
    with pytest.raises(ValueError, match="from 0 to 9"):
        digits.one_hot(labels)


@pytest.mark.parametrize(
    ("change", "error", "says"),
    [
        ({"w": np.nan}, ValueError, "w must be finite"),
        ({"a_prev": "0.5"}, TypeError, "a_prev must hold real numbers, got str '0.5'"),
        ({"activation": "step"}, ValueError, "activation must be one of"),
    ],
)
def test_neuron(change, error, says):
    with pytest.raises(error, match=says):
        Neuron(**{"w": 1.0, "b": 0.0, "a_prev": 0.5, "y": 1.0, **change})


def test_chain():
    with pytest.raises(ValueError, match="as many.*got 2 and 1"):
        Chain((1.0, 2.0), (0.0,), 0.5, 1.0)
    with pytest.raises(ValueError, match="at least one"):
        Chain((), (), 0.5, 1.0)


@pytest.mark.parametrize(
    ("h", "error"), [(0, ValueError), (np.nan, ValueError), ("0.1", TypeError), (None, TypeError)]
)
def test_nudge(h, error):
    with pytest.raises(error, match="h must"):
        nudge(lambda x: x, 1.0, h)


@pytest.mark.parametrize("use", ["factors", "derivative"])
@pytest.mark.parametrize(
    ("name", "layer", "error", "says"),
    [
        ("q", 1, ValueError, 'name must be "w" or "b", got \'q\''),
        ("weights", 1, ValueError, 'name must be "w" or "b", got \'weights\''),
        (None, 1, ValueError, 'name must be "w" or "b", got None'),
        ("w", 0, ValueError, "layer must be at least 1, got 0"),
        ("w", -1, ValueError, "layer must be at least 1, got -1"),
        ("b", 3, ValueError, "layer must be from 1 to 2, got 3"),
        ("w", 1.0, TypeError, "layer must be a whole number, got float 1.0"),
    ],
)
def test_derivatives_of_what_a_chain_has_not(use, name, layer, error, says):
    chain = Chain((1.0, 2.0), (0.0, 0.5), 0.5, 1.0)
    with pytest.raises(error, match=says):
        getattr(chain, use)(name, layer)


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        (("q", 0.1), ValueError, 'name must be "w", "b", "a_prev" or "y", got \'q\''),
        (("cost", 0.1), ValueError, "name must be .* got 'cost'"),
        (("w", np.inf), ValueError, "h must be finite, got inf"),
        (("w", "0.1"), TypeError, "h must be a number, got str '0.1'"),
    ],
)
def test_nudges_that_a_neuron_does_not_take(arguments, error, says):
    with pytest.raises(error, match=says):
        Neuron(1.0, 0.0, 0.5, 1.0).nudged(*arguments)


@pytest.mark.parametrize("make", [parabola, two_valleys])
@pytest.mark.parametrize(
    ("w", "error", "says"),
    [
        (np.nan, ValueError, "w must be finite"),
        ("1", TypeError, "w must be a number, got str '1'"),
        ([1.0, 2.0], TypeError, "w must be a number, got list"),
    ],
)
def test_the_weight_of_a_small_problem(make, w, error, says):
    with pytest.raises(error, match=says):
        make(w)


WALK = {"start": (0.0, 0.0), "x": X[:1], "y": X[:1], "batch_size": 2, "eta": 1.0, "steps": 3}


@pytest.mark.parametrize(
    ("change", "error", "says"),
    [
        ({"start": (0.0,)}, ValueError, r"start must be a weight and a bias, got shape \(1,\)"),
        ({"start": 1.0}, ValueError, r"start must be a weight and a bias, got shape \(\)"),
        ({"start": (0.0, np.nan)}, ValueError, "start must be finite"),
        ({"start": ("0", "0")}, TypeError, "start must hold real numbers"),
        ({"x": X}, ValueError, r"x must have shape \(1, m\).*got shape \(3, 5\)"),
        ({"x": [0.5, 0.5]}, ValueError, r"x must have shape \(1, m\).*got shape \(2,\)"),
        ({"y": [["a"]]}, TypeError, "y must hold real numbers"),
        ({"y": X[:1, :4]}, ValueError, r"as many examples.*\(1, 5\) and \(1, 4\)"),
        ({"batch_size": 0}, ValueError, "batch_size must be at least 1, got 0"),
        ({"eta": np.inf}, ValueError, "eta must be finite"),
        ({"steps": -1}, ValueError, "steps must be at least 0, got -1"),
    ],
)
def test_walk(change, error, says):
    with pytest.raises(error, match=says):
        walk(**{**WALK, **change})


@pytest.mark.parametrize(
    ("gains", "only", "error", "says"),
    [
        ([1.0, 2.0], 2, ValueError, "only must be from 0 to 1, got 2"),
        ([1.0, 2.0], -1, ValueError, "only must be at least 0, got -1"),
        ([1.0, 2.0], 0.5, TypeError, "only must be a whole number, got float 0.5"),
        ([[1.0], [2.0]], 0, ValueError, r"gains must have shape \(n,\), got shape \(2, 1\)"),
    ],
)
def test_a_nudge_of_what_is_not_there(gains, only, error, says):
    with pytest.raises(error, match=says):
        spread_nudge(1.0, gains, "on one", only)


def test_an_avenue_that_is_not_there():
    with pytest.raises(ValueError, match="only must be from 0 to 1, got 5"):
        three_ways(np.ones(2), np.ones(2), 0.0, 1.0, "on one", 5)


@pytest.mark.parametrize(
    ("a", "y", "error", "says"),
    [
        (X, Y, ValueError, r"a must have shape \(2, m\).*got shape \(3, 5\)"),
        (Y, Y[:1], ValueError, r"y must have shape \(2, m\).*got shape \(1, 5\)"),
        (Y, Y[:, :1], ValueError, r"same shape, got shapes \(2, 5\) and \(2, 1\)"),
        (Y * np.nan, Y, ValueError, "a must be finite"),
        (Y, Y.astype(str), TypeError, "y must hold real numbers"),
    ],
)
def test_cost_derivative(a, y, error, says):
    with pytest.raises(error, match=says):
        Network([3, 2]).cost_derivative(a, y)
