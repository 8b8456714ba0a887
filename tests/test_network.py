import warnings
from copy import copy

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nnhelpers import ACTIVATIONS, COSTS, Network, backprop, sigmoid
from nnhelpers.activations import SOFTMAX
from nnhelpers.backprop import mini_batches
from nnhelpers.gradients import numerical_gradient

PAIRS = [
    (activation, cost)
    for activation in ACTIVATIONS
    for cost in COSTS
    if cost != "cross_entropy" or activation == "sigmoid"
]


def small_net(**settings):
    return Network([3, 4, 2], rng=1, **settings)


def small_data(rng, m=12):
    return rng.normal(size=(3, m)), rng.uniform(size=(2, m))


def targets_for(net, rng, m):
    """Random targets that the cost of a network takes: for softmax, probabilities."""
    y = rng.uniform(0.1, 0.9, size=(net.sizes[-1], m))
    return y / y.sum(axis=0) if net.cost.name == "log_likelihood" else y


def as_tuples(x, y):
    return [(x[:, [i]], y[:, [i]]) for i in range(x.shape[1])]


@settings(max_examples=80)
@given(
    sizes=st.lists(st.integers(1, 8), min_size=2, max_size=5),
    m=st.integers(1, 7),
    pair=st.sampled_from(PAIRS),
    seed=st.integers(0, 2**32 - 1),
)
def test_backprop_is_the_measured_gradient(sizes, m, pair, seed):
    rng = np.random.default_rng(seed)
    assume(pair[1] != "log_likelihood" or sizes[-1] > 1)
    net = Network(sizes, *pair, rng=rng)
    x, y = rng.normal(size=(sizes[0], m)), targets_for(net, rng, m)
    if pair[0] == "relu":  # a nudge across the kink measures neither slope
        assume(min(np.abs(z).min() for z in net.forward_pass(x)[0]) > 1e-3)
    computed, measured = net.backprop(x, y), numerical_gradient(net, x, y)
    for ours, theirs in zip(sum(computed, []), sum(measured, []), strict=True):
        scale = np.linalg.norm(ours) + np.linalg.norm(theirs)
        # Rounding leaves the measured slopes uncertain by about 1e-11 of the cost: where a
        # gradient is that small, there is nothing to compare relatively.
        floor = 1e-4 * max(1.0, net.mean_cost(x, y))
        assert np.linalg.norm(ours - theirs) < 1e-6 * max(scale, floor)


@given(m=st.integers(1, 7), pair=st.sampled_from(PAIRS), seed=st.integers(0, 2**32 - 1))
def test_a_batch_is_the_mean_of_its_examples(m, pair, seed):
    rng = np.random.default_rng(seed)
    net = Network([3, 5, 2], *pair, rng=rng)
    x, y = rng.normal(size=(3, m)), targets_for(net, rng, m)
    whole = net.backprop(x, y)
    single = [net.backprop(*example) for example in as_tuples(x, y)]
    for kind in (0, 1):
        for layer, nabla in enumerate(whole[kind]):
            mean = np.mean([one[kind][layer] for one in single], axis=0)
            assert np.allclose(nabla, mean, rtol=1e-10, atol=1e-12)
    assert np.isclose(net.mean_cost(x, y), np.mean([net.mean_cost(*e) for e in as_tuples(x, y)]))


def test_every_gradient_has_the_shape_of_what_it_belongs_to(rng):
    net = Network([784, 30, 10], rng=0)
    nabla_b, nabla_w = net.backprop(rng.normal(size=(784, 7)), rng.uniform(size=(10, 7)))
    assert [n.shape for n in nabla_b] == [b.shape for b in net.biases] == [(30, 1), (10, 1)]
    assert [n.shape for n in nabla_w] == [w.shape for w in net.weights] == [(30, 784), (10, 30)]
    assert net.num_layers == 3
    assert {type(size) for size in Network(np.array([2, 3])).sizes} == {int}
    assert sum(p.size for p in net.weights + net.biases) == 23_860


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_the_dtype_holds_everywhere(rng, dtype):
    net = small_net(dtype=dtype)
    x, y = small_data(rng)
    nabla_b, nabla_w = net.backprop(x, y)
    net.sgd((x, y), 2, 5, 1.0, show=None)
    arrays = [net.feedforward(x), *nabla_b, *nabla_w, *net.weights, *net.biases]
    assert {array.dtype for array in arrays} == {np.dtype(dtype)}


def test_float32_gradient_is_close_to_float64(rng):
    x, y = small_data(rng)
    single, double = small_net(dtype=np.float32), small_net()
    for ours, theirs in zip(
        sum(single.backprop(x, y), []), sum(double.backprop(x, y), []), strict=True
    ):
        assert np.allclose(ours, theirs, rtol=1e-4, atol=1e-6)


def test_the_forward_pass_goes_layer_by_layer(rng):
    net = Network([3, 4, 2], activation="tanh", rng=1)
    x, _ = small_data(rng)
    zs, activations = net.forward_pass(x)
    assert [a.shape for a in activations] == [(3, 12), (4, 12), (2, 12)]
    assert np.array_equal(activations[0], x)
    for j in range(4):
        for example in range(12):
            z = sum(net.weights[0][j, k] * x[k, example] for k in range(3)) + net.biases[0][j, 0]
            assert np.isclose(zs[0][j, example], z)
            assert np.isclose(activations[1][j, example], np.tanh(z))
    assert np.array_equal(activations[2], np.tanh(zs[1]))
    assert np.array_equal(activations[2], net.feedforward(x))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("name", "index"), [("w", (3, 1)), ("b", (2, 0))])
def test_a_nudged_network_differs_in_one_number(name, index, dtype):
    net = small_net(dtype=dtype)
    nudged = net.nudged(name, 1, index, 0.25)
    kind = {"w": "weights", "b": "biases"}[name]
    for own in ("weights", "biases"):
        for layer, (old, new) in enumerate(
            zip(getattr(net, own), getattr(nudged, own), strict=True)
        ):
            assert new.dtype == dtype
            changed = np.argwhere(old != new).tolist()
            assert changed == ([list(index)] if (own, layer) == (kind, 0) else [])
    assert np.isclose(getattr(nudged, kind)[0][index] - getattr(net, kind)[0][index], 0.25)


def test_cost_derivative_is_the_books(rng):
    a, y = rng.uniform(size=(2, 3)), rng.uniform(size=(2, 3))
    assert np.array_equal(small_net().cost_derivative(a, y), a - y)


def test_a_mini_batch_steps_down_the_mean_gradient(rng):
    net, (x, y) = small_net(), small_data(rng)
    nabla_b, nabla_w = net.backprop(x, y)
    expected_b = [b - 0.7 * n for b, n in zip(net.biases, nabla_b, strict=True)]
    expected_w = [w - 0.7 * n for w, n in zip(net.weights, nabla_w, strict=True)]
    net.update_mini_batch((x, y), 0.7)
    for ours, expected in zip(net.biases + net.weights, expected_b + expected_w, strict=True):
        assert np.allclose(ours, expected, rtol=1e-14)


def test_tuples_and_arrays_are_the_same_data(rng):
    x, y = small_data(rng, 11)
    by_arrays, by_tuples = small_net(), small_net()
    by_arrays.sgd((x, y), 3, 4, 0.5, show=None)
    by_tuples.sgd(as_tuples(x, y), 3, 4, 0.5, show=None)
    for ours, theirs in zip(by_arrays.weights, by_tuples.weights, strict=True):
        assert np.array_equal(ours, theirs)


@pytest.mark.parametrize("m", [1, 2])
def test_one_or_two_tuples_are_not_taken_for_a_pair(rng, m):
    x, y = small_data(rng, m)
    by_tuples, by_arrays = small_net(), small_net()
    by_tuples.update_mini_batch(as_tuples(x, y), 0.5)
    by_arrays.update_mini_batch((x, y), 0.5)
    assert np.array_equal(by_tuples.weights[0], by_arrays.weights[0])


def test_a_zip_serves_as_training_data(rng):
    x, y = small_data(rng)
    net = small_net()
    net.sgd(zip(x.T[:, :, None], y.T[:, :, None], strict=True), 1, 4, 0.5, show=None)
    same = small_net()
    same.sgd((x, y), 1, 4, 0.5, show=None)
    assert np.array_equal(net.weights[0], same.weights[0])


def test_an_epoch_uses_every_example_once(rng):
    """With eta so small that the weights hardly move, an epoch adds up all examples' gradients."""
    x, y = small_data(rng, 10)
    net, eta = small_net(), 1e-7
    before, nabla_w = net.weights, net.backprop(x, y)[1]
    net.sgd((x, y), 1, 3, eta, show=None)  # batches of 3, 3, 3 and 1: means, so weights differ
    weighted = np.zeros_like(before[0])
    order = np.random.default_rng(1)
    for n in (4, 2):
        order.standard_normal((n, 1))
    for shape in ((4, 3), (2, 4)):
        order.standard_normal(shape)
    shuffled = order.permutation(10)
    start = small_net()
    for first in range(0, 10, 3):
        batch = shuffled[first : first + 3]
        weighted += start.backprop(x[:, batch], y[:, batch])[1][0]
    assert sorted(shuffled) == list(range(10))
    assert np.allclose((before[0] - net.weights[0]) / eta, weighted, rtol=1e-4, atol=1e-7)
    assert not np.allclose(weighted, 4 * nabla_w[0], rtol=1e-3)


@given(examples=st.integers(1, 60), batch_size=st.integers(1, 70), seed=st.integers(0, 2**32 - 1))
def test_every_example_is_in_one_mini_batch(examples, batch_size, seed):
    batches = mini_batches(examples, batch_size, np.random.default_rng(seed))
    assert sorted(np.concatenate(batches)) == list(range(examples))
    assert {len(batch) for batch in batches[:-1]} <= {batch_size}
    assert 1 <= len(batches[-1]) <= batch_size


def test_mini_batches_are_another_shuffle_each_time(rng):
    first, second = (np.concatenate(mini_batches(50, 10, rng)) for _ in range(2))
    assert first.tolist() != list(range(50))
    assert first.tolist() != second.tolist()


def test_after_each_mini_batch_the_caller_is_told(rng):
    net, told = small_net(), []
    watched = net.epochs(
        small_data(rng), 2, 5, 0.5, after_batch=lambda done, of: told.append((done, of))
    )
    assert len(list(watched)) == 2
    assert told == [(1, 3), (2, 3), (3, 3)] * 2


def test_x_and_y_are_shuffled_together(rng):
    """Targets that are a function of the inputs can be learnt only if pairs stay pairs."""
    x = rng.normal(size=(3, 400))
    y = np.stack([x[0] > 0, x[0] <= 0]).astype(float)
    net = small_net()
    net.sgd((x, y), 30, 10, 3.0, show=None)
    assert net.evaluate((x, y)) > 390


def test_the_same_seed_gives_the_same_network(rng):
    data = small_data(rng)
    nets = [Network([3, 4, 2], rng=seed) for seed in (5, 5, 6)]
    for net in nets:
        net.sgd(data, 2, 5, 1.0, show=None)
    assert np.array_equal(nets[0].weights[0], nets[1].weights[0])
    assert not np.array_equal(nets[0].weights[0], nets[2].weights[0])


def test_sgd_leaves_the_data_alone(rng):
    x, y = small_data(rng)
    before = x.copy(), y.copy()
    small_net().sgd((x, y), 2, 5, 1.0, show=None)
    assert np.array_equal(x, before[0])
    assert np.array_equal(y, before[1])


def test_evaluate_counts_the_brightest(rng):
    net = Network([2, 2], rng=0)
    net.weights, net.biases = [np.eye(2)], [np.zeros((2, 1))]
    x = np.array([[1.0, 0.0, 5.0], [0.0, 1.0, 4.0]])
    assert net.evaluate((x, [0, 1, 0])) == 3
    assert net.evaluate((x, [0, 0, 0])) == 2
    assert net.evaluate((x, np.eye(2)[:, [1, 1, 0]])) == 2
    assert net.evaluate([(x[:, [0]], 0), (x[:, [1]], 0)]) == 1
    assert net.evaluate([(x[:, [0]], 0)]) == 1


def test_sgd_shows_a_line_an_epoch(rng, capsys):
    x, y = small_data(rng)
    lines = []
    small_net().sgd((x, y), 10, 5, 1.0, test_data=(x, [0] * 12), show=lines.append)
    assert len(lines) == 10
    assert lines[0].startswith("epoch  1 of 10   ")
    assert " of 12 right (" in lines[-1]
    assert "cost" in lines[-1]
    small_net().sgd((x, y), 1, 5, 1.0)
    assert capsys.readouterr().out.startswith("epoch 1 of 1   cost ")


def test_zero_epochs_change_nothing(rng):
    net = small_net()
    before = [w.copy() for w in net.weights]
    assert list(net.epochs(small_data(rng), 0, 5, 1.0)) == []
    assert all(np.array_equal(*pair) for pair in zip(before, net.weights, strict=True))


def test_the_state_after_each_epoch_is_there_to_be_asked(rng):
    data = small_data(rng)
    net = small_net()
    costs = [net.mean_cost(*data) for _ in net.epochs(data, 5, 4, 1.0)]
    assert len(set(costs)) == 5
    assert costs[-1] < costs[0]


def test_divergence_stops_and_keeps_the_last_good_epoch(rng):
    net = small_net(activation="identity")
    x, y = small_data(rng)
    good = None
    with pytest.raises(FloatingPointError, match="eta = 1000"):
        for _ in net.epochs((x, y), 1000, 4, 1000.0):
            good = [w.copy() for w in net.weights]
    assert good is not None
    assert np.isfinite(net.weights[0]).all()
    assert all(np.array_equal(*pair) for pair in zip(good, net.weights, strict=True))


def test_an_interrupted_epoch_is_taken_back(rng):
    net = small_net()
    biases, weights, seen = net.biases, net.weights, []

    def interrupt(done, _):
        seen.append(net.weights)
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(net.epochs(small_data(rng), 1, 2, 1.0, after_batch=interrupt))
    assert len(seen) == 3
    assert not np.array_equal(seen[-1][0], weights[0])
    assert net.biases is biases
    assert net.weights is weights


def test_what_the_caller_is_warned_of_between_mini_batches_is_not_silenced(rng):
    def warn(*_):
        warnings.warn("one more", UserWarning, stacklevel=1)

    with pytest.warns(UserWarning, match="one more"):
        list(small_net().epochs(small_data(rng), 1, 5, 1.0, after_batch=warn))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_weights_that_a_caller_holds_never_change_under_the_hand(rng, dtype):
    net, data = small_net(dtype=dtype), small_data(rng)
    held, twin = [], copy(net)

    def hold(*_):
        held.extend((array, array.copy()) for array in net.weights + net.biases)

    hold()
    net.update_mini_batch(data, 1.0)
    hold()
    list(net.epochs(data, 2, 5, 1.0, after_batch=hold))
    for array, as_it_was in held:
        assert np.array_equal(array, as_it_was)
    first = [as_it_was for _, as_it_was in held[:4]]
    assert all(map(np.array_equal, twin.weights + twin.biases, first))
    assert not any(map(np.array_equal, net.weights + net.biases, first))


def test_an_epoch_copies_no_data_set_for_each_mini_batch(rng):
    """Examples from tuples lie with a pixel in a row; an epoch was 300 times as slow with them."""
    x, y = rng.random((300, 10_000)), np.ones((1, 10_000))
    seconds = []
    for order in "F", "C":
        net = Network([300, 1, 1], rng=0)
        (epoch,) = net.epochs((x.copy(order), y), 1, 20, eta=0.1)
        seconds.append(epoch.seconds)
    assert seconds[1] < 10 * seconds[0] + 0.1


def test_an_epoch_says_its_number_and_its_seconds(rng):
    epochs = list(small_net().epochs(small_data(rng), 2, 5, 1.0))
    assert [epoch.number for epoch in epochs] == [1, 2]
    assert all(0 <= epoch.seconds < 5 for epoch in epochs)


def test_an_index_may_be_a_list_or_an_array():
    net = small_net()
    for index in ([3, 1], np.array([3, 1]), np.array([3.0, 1.0])):
        nudged = net.nudged("w", 1, index, 0.25)
        changed = np.argwhere(nudged.weights[0] != net.weights[0]).tolist()
        assert changed == [[3, 1]]


@pytest.mark.parametrize("labels", [(0, 1, 0), [0, 1, 0], np.array([0, 1, 0])])
def test_labels_are_a_tuple_a_list_or_an_array(labels):
    net = Network([2, 2], rng=0)
    net.weights, net.biases = [np.eye(2)], [np.zeros((2, 1))]
    correct = net.evaluate((np.array([[1.0, 0.0, 5.0], [0.0, 1.0, 4.0]]), labels))
    assert correct == 3
    assert type(correct) is int


def test_a_column_with_rows_of_unequal_length_is_told_of_its_example():
    ragged = [[1.0], [0.0, 2.0], [1.0]]
    with pytest.raises(ValueError, match=r"x of example 1 has shape \(\), and a column \(n, 1\)"):
        small_net().update_mini_batch([(ragged, [[0.0], [1.0]])], 0.5)


def test_columns_of_which_only_some_name_a_class_name_none():
    with pytest.raises(ValueError, match="targets must name classes"):
        Network([2, 2], rng=0).evaluate((np.eye(2), [[1.0, 1.0], [1.0, 0.0]]))


def test_an_output_in_the_very_middle_is_of_the_lower_class():
    net = Network([1, 1])
    net.weights, net.biases = [[[0.0]]], [[[0.0]]]
    assert net.evaluate(([[1.0, 1.0]], [0, 1])) == 1
    assert net.evaluate(([[1.0, 1.0]], [0, 0])) == 2


def test_softmax_is_the_last_layer_and_no_other(rng):
    net = small_net(cost="log_likelihood")
    x, _ = small_data(rng)
    zs, (_, hidden, a) = net.forward_pass(x)
    assert np.array_equal(hidden, sigmoid(zs[0]))
    assert np.allclose(a, np.exp(zs[1]) / np.exp(zs[1]).sum(axis=0)) and np.allclose(a.sum(0), 1)
    assert np.array_equal(net.feedforward(x), a)


@pytest.mark.parametrize("sizes", [[3, 1], [2, 3, 1]])
def test_softmax_of_one_output_is_refused(sizes):
    with pytest.raises(ValueError, match="needs at least two output neurons: softmax of one is 1"):
        Network(sizes, cost="log_likelihood")


def test_softmax_learns_from_probabilities_alone(rng):
    net, (x, _) = small_net(cost="log_likelihood"), small_data(rng)
    with pytest.raises(ValueError, match=r"y for the cost log_likelihood .* add up to 1, got 1.2"):
        net.backprop(x, np.full((2, 12), 0.6))


def test_a_derivative_of_ones_own_is_none_behind_softmax(rng):
    class Own(Network):
        def cost_derivative(self, a, y):
            return a - y

    x, y = small_data(rng)
    with pytest.raises(TypeError, match="cost_derivative of your own cannot stand in"):
        Own([3, 4, 2], cost="log_likelihood").backprop(x, y / y.sum(axis=0))


def penalised(net, x, y, weight_decay):
    return net.mean_cost(x, y) + weight_decay / 2 * sum((w**2).sum() for w in net.weights)


@pytest.mark.parametrize("cost", ["half_squared_error", "log_likelihood"])
def test_a_step_with_weight_decay_goes_down_the_penalised_cost(rng, cost):
    """Each change is eta times the slope that is measured by nudging."""
    net, decay, eta = small_net(cost=cost), 0.3, 0.01
    x, y = rng.normal(size=(3, 5)), targets_for(net, rng, 5)
    stepped = copy(net)
    stepped.sgd((x, y), 1, 5, eta, show=None, weight_decay=decay)
    for kind, name in (("weights", "w"), ("biases", "b")):
        for layer, (old, new) in enumerate(
            zip(getattr(net, kind), getattr(stepped, kind), strict=True), start=1
        ):
            for index in np.ndindex(old.shape):
                up, down = (net.nudged(name, layer, index, h) for h in (1e-5, -1e-5))
                slope = (penalised(up, x, y, decay) - penalised(down, x, y, decay)) / 2e-5
                assert np.isclose(new[index], old[index] - eta * slope, atol=1e-10)


def test_with_momentum_a_step_keeps_what_is_left_of_the_last(rng):
    """By the recursion v -> momentum v - eta slope, on batches that are the whole data set."""
    net, (x, y) = small_net(), small_data(rng)
    by_hand = copy(net)
    v_b, v_w = ([np.zeros_like(one) for one in part] for part in (net.biases, net.weights))
    for _ in range(6):
        nabla_b, nabla_w = by_hand.backprop(x, y)
        v_b = [0.7 * v - 2.0 * nabla for v, nabla in zip(v_b, nabla_b, strict=True)]
        v_w = [0.7 * v - 2.0 * nabla for v, nabla in zip(v_w, nabla_w, strict=True)]
        by_hand.biases = [b + v for b, v in zip(by_hand.biases, v_b, strict=True)]
        by_hand.weights = [w + v for w, v in zip(by_hand.weights, v_w, strict=True)]
    net.sgd((x, y), 6, 12, 2.0, show=None, momentum=0.7)
    for ours, theirs in zip(
        net.weights + net.biases, by_hand.weights + by_hand.biases, strict=True
    ):
        assert np.allclose(ours, theirs, rtol=1e-12)


def test_every_training_starts_at_rest(rng):
    net, (x, y) = small_net(), small_data(rng)
    other = copy(net)
    for _ in range(2):
        net.sgd((x, y), 1, 12, 1.0, show=None, momentum=0.9)
    other.sgd((x, y), 2, 12, 1.0, show=None, momentum=0.9)
    assert not np.allclose(net.weights[0], other.weights[0])


def test_without_momentum_and_decay_rolling_is_descending(rng):
    net, (x, y) = small_net(), small_data(rng)
    other, at_rest = (
        copy(net),
        [[np.zeros_like(one) for one in part] for part in (net.biases, net.weights)],
    )
    backprop.descend(net, x, y, 0.5)
    backprop.roll(other, x, y, 0.5, at_rest, momentum=0, weight_decay=0)
    for ours, theirs in zip(net.weights + net.biases, other.weights + other.biases, strict=True):
        assert np.allclose(ours, theirs, rtol=1e-14)


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ({"momentum": 1.0}, "momentum must be at least 0 and less than 1, got 1"),
        ({"momentum": -0.1}, "momentum must be at least 0"),
        ({"momentum": np.nan}, "momentum must be finite"),
        ({"weight_decay": -1e-4}, "weight_decay must be at least 0, got -0.0001"),
    ],
)
def test_settings_of_a_step_are_told_before_it_is_taken(rng, setting, told):
    net, data = small_net(), small_data(rng)
    before = net.weights
    with pytest.raises(ValueError, match=told):
        net.sgd(data, 1, 4, 1.0, show=None, **setting)
    assert net.weights is before


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_momentum_keeps_the_dtype(rng, dtype):
    net = small_net(dtype=dtype)
    net.sgd(small_data(rng), 2, 4, 1.0, show=None, momentum=0.5, weight_decay=0.01)
    assert {array.dtype for array in net.weights + net.biases} == {np.dtype(dtype)}


@pytest.mark.parametrize("outputs", [ACTIVATIONS["identity"], SOFTMAX], ids=lambda one: one.name)
def test_a_cost_of_ones_own_brings_no_outputs(outputs):
    """The error of the outputs would be that of the hidden layers' function, and wrong."""
    own = COSTS["half_squared_error"]._replace(name="mine", outputs=outputs)
    with pytest.raises(ValueError, match="cost mine must leave outputs at None"):
        small_net(cost=own)
