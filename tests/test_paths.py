import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnhelpers import Network
from nnhelpers.explorers import paths_add
from nnhelpers.explorers.paths_add import STARTS
from nnhelpers.gradients import nudge
from nnhelpers.paths import cost_after, paths, slope

X, Y = [[0.05], [0.10]], [[0.01], [0.99]]


@settings(max_examples=40)
@given(
    sizes=st.lists(st.integers(1, 4), min_size=2, max_size=5),
    activation=st.sampled_from(["sigmoid", "tanh", "identity"]),
    seed=st.integers(0, 2**32 - 1),
)
def test_the_paths_of_a_parameter_add_up_to_its_derivative(sizes, activation, seed):
    rng = np.random.default_rng(seed)
    net = Network(sizes, activation=activation, rng=rng)
    x, y = rng.normal(size=(sizes[0], 1)), rng.uniform(size=(sizes[-1], 1))
    nabla_b, nabla_w = net.backprop(x, y)
    for layer in range(1, len(sizes)):
        for (j, k), dC_dw in np.ndenumerate(nabla_w[layer - 1]):
            found = paths(net, x, y, ("w", layer, j, k))
            assert len(found) == np.prod(sizes[layer + 1 :], dtype=int)
            assert np.isclose(sum(p.product for p in found), dC_dw, atol=1e-12)
            assert np.isclose(slope(net, x, y, ("w", layer, j, k)), dC_dw, atol=1e-12)
        for j in range(sizes[layer]):
            assert slope(net, x, y, ("b", layer, j)) == nabla_b[layer - 1][j, 0]
            found = paths(net, x, y, ("b", layer, j))
            assert np.isclose(sum(p.product for p in found), nabla_b[layer - 1][j, 0], atol=1e-12)


def test_the_paths_of_an_input_add_up_to_the_measured_slope(rng):
    net = Network([3, 4, 2, 2], rng=2)
    x, y = rng.normal(size=(3, 1)), rng.uniform(size=(2, 1))
    for j in range(3):

        def cost(value, j=j):
            moved = x.copy()
            moved[j] = value
            return net.mean_cost(moved, y)

        found = paths(net, x, y, ("a", 0, j))
        assert len(found) == 4 * 2 * 2
        assert np.isclose(sum(p.product for p in found), nudge(cost, x[j, 0], 1e-6), atol=1e-6)


def test_the_derivative_of_an_activation_is_the_sum_of_its_paths(rng):
    net = Network([3, 4, 2, 2], rng=2)
    x, y = rng.normal(size=(3, 1)), rng.uniform(size=(2, 1))
    for start in (("a", 0, 2), ("a", 1, 3), ("a", 2, 0), ("a", 3, 1)):
        found = paths(net, x, y, start)
        assert np.isclose(slope(net, x, y, start), sum(path.product for path in found))


def test_a_path_names_the_neurons_it_passes_and_one_factor_a_step():
    net = Network([2, 2, 2, 2], rng=0)
    found = paths(net, X, Y, ("w", 1, 1, 0))
    assert [path.neurons for path in found] == [
        ((1, 1), (2, i), (3, j)) for i in range(2) for j in range(2)
    ]
    assert all(len(path.factors) == 2 + 2 + 2 + 1 for path in found)


@pytest.mark.parametrize(
    ("start", "says"),
    [
        (("z", 1, 0), "start must be"),
        (("w", 1, 0), "start must be"),
        (("b", 0, 0), "start: layer must be from 1 to 2, got 0"),
        (("a", 3, 0), "start: layer must be from 0 to 2, got 3"),
        (("w", 1, 2, 0), "start: index must be from 0 to 1, got 2"),
        (("w", 1, 0, 2), "start: index must be from 0 to 1, got 2"),
        (("a", 1, -1), "start: index must be from 0 to 1, got -1"),
        (("w", "1", 0, 0), "start: layer must be a whole number, got str '1'"),
        (("b", 1, 0.5), "start: index must be a whole number, got float 0.5"),
        ((["w"], 1, 0, 0), "start must be"),
        ((), "start must be"),
        ("w100", r'start must be .* or \("a", l, j\), got str \'w100\''),
        (None, "start must be"),
        (1, "start must be"),
        ({"w": 1}, "start must be"),
    ],
)
def test_a_start_that_is_not_there(start, says):
    for use in (paths, slope, lambda *given: cost_after(*given, 0.5)):
        with pytest.raises((TypeError, ValueError), match=says):
            use(Network([2, 2, 2]), X, Y, start)


def test_two_examples_have_no_common_paths():
    with pytest.raises(ValueError, match="one example, got 2"):
        paths(Network([2, 2]), np.ones((2, 2)), np.ones((2, 2)), ("b", 1, 0))


@pytest.mark.parametrize(
    "start", [("w", 1, 0, 1), ("b", 1, 1), ("a", 0, 1), ("a", 1, 0), ("a", 2, 1)]
)
def test_a_small_nudge_changes_the_cost_as_the_paths_predict(start):
    net = Network([2, 2, 2], rng=3)
    before, after = (cost_after(net, X, Y, start, h) for h in (0.0, 1e-6))
    assert before == net.mean_cost(X, Y)
    predicted = sum(path.product for path in paths(net, X, Y, start))
    assert np.isclose((after - before) / 1e-6, predicted, atol=1e-6)


def test_the_explorer_agrees_with_backprop_and_with_measurement():
    for sizes in ("2-2-2", "2-3-2", "2-2-2-2"):
        for start in STARTS:
            explorer = paths_add(sizes=sizes, start=start, draw=4, h=0.0)
            sums = re.findall(r": ([^;.]*\.?[^;]*?)[;.](?: |$)", str(explorer).splitlines()[1])
            assert sums[0] == sums[1]
            explorer.move(without="1")
            assert "(left out)" in str(explorer)


def test_the_explorer_opens_on_the_published_example():
    text = str(paths_add())
    assert "sum of the paths: 0.03635; backprop: 0.03635" in text  # published: 0.036350306


def test_a_nudge_leaves_the_callers_arrays_alone():
    x, y = np.array(X), np.array(Y)
    cost_after(Network([2, 2, 2], rng=3), x, y, ("a", 0, 1), 0.5)
    assert x.tolist() == X
    assert y.tolist() == Y


@pytest.mark.parametrize(
    "start", [("w", 1, 0, 1), ("w", 2, 1, 0), ("b", 1, 1), ("a", 0, 1), ("a", 1, 0), ("a", 2, 1)]
)
def test_what_is_said_of_paths_are_plain_floats(start):
    net = Network([2, 2, 2], rng=3)
    found = paths(net, X, Y, start)
    numbers = [*(factor for path in found for factor in path.factors), found[0].product]
    numbers += [slope(net, X, Y, start), cost_after(net, X, Y, start, 0.5)]
    assert {type(number) for number in numbers} == {float}


def test_paths_through_softmax_are_refused_and_slopes_are_not():
    net = Network([2, 3, 2], cost="log_likelihood", rng=0)
    x, y, start = [[0.5], [1.0]], [[1.0], [0.0]], ("w", 1, 2, 0)
    with pytest.raises(ValueError, match="each output depends on its own z, and softmax on all"):
        paths(net, x, y, start)
    h = 1e-6
    measured = (cost_after(net, x, y, start, h) - cost_after(net, x, y, start, -h)) / (2 * h)
    assert np.isclose(slope(net, x, y, start), measured, rtol=1e-6)
    start = ("a", 1, 2)
    measured = (cost_after(net, x, y, start, h) - cost_after(net, x, y, start, -h)) / (2 * h)
    assert np.isclose(slope(net, x, y, start), measured, rtol=1e-6)
