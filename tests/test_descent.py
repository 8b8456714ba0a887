from dataclasses import replace

import numpy as np
import pytest

from nnhelpers import Network, Neuron, digits
from nnhelpers.descent import (
    costs,
    downhill,
    parabola,
    place,
    sevens_and_ones,
    two_valleys,
    walk,
)

LINEAR = Neuron(9.0, 0.5, np.array([[0.5, 1.0]]), np.array([[1.0, 3.2]]), activation="identity")
SIGMOID = two_valleys(2.0)


def lowest(make, ws):
    """The weights at which the mean cost is lower than at their neighbours."""
    C = np.array([place(make(w)).C for w in ws])
    return ws[1:-1][(C[1:-1] < C[:-2]) & (C[1:-1] < C[2:])]


def test_two_valleys_are_two_and_a_parabola_has_one():
    ws = np.linspace(-4, 10, 1401)
    assert lowest(two_valleys, ws) == pytest.approx([0.64, 5.90])
    assert place(two_valleys(0.64)).C < place(two_valleys(5.90)).C
    assert lowest(parabola, ws) == pytest.approx([2.96])
    C = [place(parabola(w)).C for w in ws]
    assert np.allclose(np.diff(C, 3), 0, atol=1e-10)
    assert two_valleys(3).w == parabola(3).w == 3.0


def test_a_place_has_the_mean_cost_and_its_slope():
    here, h = place(SIGMOID), 1e-6
    up, down = (place(replace(SIGMOID, w=SIGMOID.w + side * h)).C for side in (1, -1))
    assert pytest.approx(np.mean(SIGMOID.C_0)) == here.C
    assert {type(number) for number in here} == {float}
    assert here.dC_dw == pytest.approx((up - down) / (2 * h), rel=1e-6)


@pytest.mark.parametrize("eta", [0.05, 1.6, 3.1, 3.2, 3.3])
def test_downhill_on_a_parabola_is_a_geometric_series(eta):
    """The distance to the valley shrinks by the factor 1 - eta c, c the mean of a_prev squared."""
    c = (0.5**2 + 1.0**2) / 2
    valley = ((1.0 - 0.5) * 0.5 + (3.2 - 0.5) * 1.0) / 2 / c
    steps = np.arange(21)
    expected = valley + (9.0 - valley) * (1 - eta * c) ** steps
    assert np.allclose([one.w for one in downhill(LINEAR, eta, 20)], expected)


@pytest.mark.parametrize("momentum", [0.3, 0.9])
def test_with_momentum_the_ball_on_a_parabola_swings_as_the_two_roots_say(momentum):
    """The distance d obeys d'' = (1 + mu - eta c) d' - mu d, solved here by its roots."""
    eta, c = 0.4, (0.5**2 + 1.0**2) / 2
    valley = ((1.0 - 0.5) * 0.5 + (3.2 - 0.5) * 1.0) / 2 / c
    roots = np.roots([1, -(1 + momentum - eta * c), momentum])
    first = [9.0 - valley, (9.0 - valley) * (1 - eta * c)]
    share = np.linalg.solve([[1, 1], roots], first)
    expected = [(share @ roots**step).real + valley for step in range(31)]
    assert np.allclose([one.w for one in downhill(LINEAR, eta, 30, momentum)], expected)


def test_no_step_is_the_start():
    assert downhill(SIGMOID, 1.0, 0) == [place(SIGMOID)]


@pytest.mark.parametrize(
    ("eta", "steps", "momentum"),
    [(np.inf, 3, 0), (1.0, -1, 0), (1.0, 1.5, 0), (1.0, 3, np.nan), (1.0, 3, 1.0), (1.0, 3, -0.1)],
)
def test_downhill_refuses(eta, steps, momentum):
    with pytest.raises((ValueError, TypeError), match="eta|steps|momentum"):
        downhill(LINEAR, eta, steps, momentum)


def test_the_small_problem_is_what_it_says():
    images, targets = digits.training()
    labels = targets.argmax(axis=0)
    chosen = [i for i in range(1000) if labels[i] in (1, 7)][:200]
    x, y = sevens_and_ones()
    assert y.tolist() == [[float(labels[i] == 7) for i in chosen]]
    assert x.dtype == y.dtype == np.float64
    brightness = images[:, chosen].sum(axis=0) / 784
    assert np.corrcoef(x[0], brightness)[0, 1] == pytest.approx(1)
    assert (x.mean(), x.std()) == (pytest.approx(0, abs=1e-12), pytest.approx(1))


def test_a_walk_with_all_examples_follows_the_measured_gradient(h=1e-5):
    x, y = sevens_and_ones()
    walked = walk((-2.0, 2.5), x, y, batch_size=200, eta=4.0, steps=5)
    for w, b, w_next, b_next in zip(
        walked.w[:-1], walked.b[:-1], walked.w[1:], walked.b[1:], strict=True
    ):
        dC_dw = (costs(w + h, b, x, y) - costs(w - h, b, x, y)) / (2 * h)
        dC_db = (costs(w, b + h, x, y) - costs(w, b - h, x, y)) / (2 * h)
        assert w_next == pytest.approx(w - 4.0 * dC_dw, abs=1e-7)
        assert b_next == pytest.approx(b - 4.0 * dC_db, abs=1e-7)


@pytest.mark.parametrize("batch_size", [1, 7, 50, 200])
def test_an_epoch_of_a_walk_looks_at_every_example_once(batch_size):
    x, y = sevens_and_ones()
    steps = -(-200 // batch_size)
    walked = walk((0.0, 0.0), x, y, batch_size, eta=0.5, steps=2 * steps, rng=3)
    assert walked.seen[0] == 0
    assert (walked.seen[steps], walked.seen[2 * steps]) == (200, 400)
    assert set(np.diff(walked.seen)) <= {batch_size, 200 % batch_size}
    assert len(walked.w) == len(walked.b) == len(walked.seen) == 2 * steps + 1


def test_a_walk_takes_lists():
    x, y = sevens_and_ones()
    walked, other = (
        walk([-2, 2.5], *data, 10, 4.0, 25, rng=1) for data in ((x, y), (x.tolist(), y.tolist()))
    )
    assert all(np.array_equal(*pair) for pair in zip(walked, other, strict=True))


def test_a_walk_is_what_sgd_does():
    x, y = sevens_and_ones()
    net = Network([1, 1], rng=5)
    net.weights, net.biases = [np.array([[-2.0]])], [np.array([[2.5]])]
    net.rng = np.random.default_rng(9)
    net.sgd((x, y), 2, 10, 4.0, show=None)
    walked = walk((-2.0, 2.5), x, y, 10, 4.0, 40, rng=_generator_after_two_draws(9))
    assert walked.w[-1] == net.weights[0].item()
    assert walked.b[-1] == net.biases[0].item()


def _generator_after_two_draws(seed):
    """`walk` draws a weight and a bias first, and throws them away; give it a fresh generator."""

    class Fresh(np.random.Generator):
        def standard_normal(self, size):
            return np.zeros(size)

    return Fresh(np.random.PCG64(seed))


def test_the_costs_of_many_places_are_those_of_a_network():
    x, y = sevens_and_ones()
    ws, bs = np.array([-1.0, 0.5, 3.0]), np.array([2.0, 0.0, -1.5])
    net, expected = Network([1, 1]), []
    for w, b in zip(ws, bs, strict=True):
        net.weights, net.biases = [np.array([[w]])], [np.array([[b]])]
        expected.append(net.mean_cost(x, y))
    assert np.allclose(costs(ws, bs, x, y), expected)
    assert costs(ws[None, :], bs[:, None], x, y).shape == (3, 3)
    assert np.allclose(np.diag(costs(ws[None, :], bs[:, None], x, y)), expected)


@pytest.mark.parametrize("steps", [0, 1, 19, 20, 25])
def test_a_walk_has_a_place_more_than_steps(steps):
    x, y = sevens_and_ones()
    walked = walk((0.0, 0.0), x, y, batch_size=10, eta=0.5, steps=steps, rng=3)
    assert [len(row) for row in walked] == [steps + 1] * 3
    assert walked.seen.tolist() == list(range(0, 10 * steps + 1, 10))
