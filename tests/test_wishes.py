import numpy as np
import pytest

from nnhelpers import Network, digits
from nnhelpers.equations import printed
from nnhelpers.explorers import nudge_one, three_avenues
from nnhelpers.gradients import numerical_gradient
from nnhelpers.wishes import SPREADS, sensitivities, spread_nudge, three_ways


def test_sensitivities_are_the_measured_gradient_in_order(rng):
    net = Network([4, 3, 2], rng=1)
    x, y = rng.uniform(size=(4, 5)), rng.uniform(size=(2, 5))
    nabla_b, nabla_w = numerical_gradient(net, x, y)
    listed = sensitivities(net, x, y)
    assert len(listed) == 4 * 3 + 3 + 3 * 2 + 2
    assert len({one[:3] for one in listed}) == len(listed)
    assert {type(one.slope) for one in listed} == {float}
    for name, layer, index, slope in listed:
        nabla = {"w": nabla_w, "b": nabla_b}[name][layer - 1]
        assert np.isclose(slope, nabla[index], atol=1e-9)
    sizes = [abs(one.slope) for one in listed]
    assert sizes == sorted(sizes, reverse=True)


def test_a_sensitivity_predicts_what_a_nudge_does(rng):
    net = Network([4, 3, 2], rng=1)
    x, y = rng.uniform(size=(4, 5)), rng.uniform(size=(2, 5))
    for one in sensitivities(net, x, y)[:6]:
        change = net.nudged(one.name, one.layer, one.index, 1e-6).mean_cost(x, y) - net.mean_cost(
            x, y
        )
        assert np.isclose(change / 1e-6, one.slope, rtol=1e-4)


@pytest.mark.parametrize("spread", SPREADS)
def test_a_spread_nudge_has_its_length(rng, spread):
    gains = rng.normal(size=7)
    for length in (0.0, 1.0, -2.5):
        assert np.isclose(np.linalg.norm(spread_nudge(length, gains, spread, 3)), abs(length))


def test_no_nudge_of_the_same_length_beats_one_in_proportion(rng):
    gains = rng.normal(size=7)
    best = spread_nudge(1.0, gains, "in proportion") @ gains
    others = rng.normal(size=(1000, 7))
    others /= np.linalg.norm(others, axis=1, keepdims=True)
    assert best > (others @ gains).max()
    assert best > spread_nudge(1.0, gains, "equally") @ gains
    assert best >= max(spread_nudge(1.0, gains, "on one", k) @ gains for k in range(7))


def test_nothing_to_gain_nothing_to_spend():
    assert np.array_equal(spread_nudge(1.0, np.zeros(3), "in proportion"), np.zeros(3))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((np.nan, [1.0], "equally"), "length must be finite"),
        ((1.0, [np.inf], "equally"), "gains must be finite"),
        ((1.0, [1.0], "wisely"), "spread must be one of in proportion, equally, on one"),
    ],
)
def test_bad_nudges(arguments, says):
    with pytest.raises(ValueError, match=says):
        spread_nudge(*arguments)


def test_the_explorer_nudges_the_parameter_of_that_rank():
    x, y = (part[:, 1:2] for part in digits.test())
    net = Network([784, 16, 16, 10], rng=5)
    listed = sensitivities(net, x, y)
    explorer = nudge_one()
    for rank in (0, 77, 3000):
        explorer.move(rank=rank, h=-1.5)
        one = listed[rank]
        change = net.nudged(one.name, one.layer, one.index, -1.5).mean_cost(x, y) - net.mean_cost(
            x, y
        )
        assert f"actual change {printed(change, sign='+')}." in str(explorer)
        assert f"Rank {rank}:" in str(explorer)


def test_three_avenues_as_the_network_would_go():
    """The nudged weights and bias are put into a real network, and run."""
    x, _ = (part[:, 1:2] for part in digits.test())
    net = Network([784, 16, 16, 10], rng=5)
    a_prev = net.forward_pass(x)[1][2]
    explorer = three_avenues(length=0.5, neuron="7")
    before = str(explorer)
    net.weights[2][7] += 0.5 * a_prev[:, 0] / np.linalg.norm(a_prev)
    assert f"through the weights to {net.feedforward(x)[7, 0]:.4f}" in before
    net = Network([784, 16, 16, 10], rng=5).nudged("b", 3, (7, 0), 0.5)
    assert f"through the bias to {net.feedforward(x)[7, 0]:.4f}" in before


def test_without_a_word_the_one_is_the_first():
    assert spread_nudge(2.0, [1.0, 3.0], "on one").tolist() == [2.0, 0.0]
    nudges, z = three_ways([1.0, 2.0], [3.0, 5.0], 0.5, 2.0, "on one")
    assert nudges["weight"].tolist() == nudges["activation"].tolist() == [2.0, 0.0]
    assert z == {"weight": 19.5, "activation": 15.5, "bias": 15.5}


def test_three_ways_have_as_many_weights_as_activations():
    with pytest.raises(ValueError, match=r"w and a_prev must have shape \(n,\), got \(2,\) and"):
        three_ways([1.0, 2.0], [3.0], 0.5, 2.0, "on one")
