"""Off the path of the lessons: networks, data and gradients of one's own are right, or refused."""

from copy import copy, deepcopy

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnhelpers import (
    ACTIVATIONS,
    COSTS,
    Chain,
    Network,
    Neuron,
    check_gradient,
    digits,
    numerical_gradient,
    sigmoid,
    tanh_prime,
    wishes,
)
from nnhelpers import descent as descents
from nnhelpers.activations import Activation
from nnhelpers.costs import Cost
from nnhelpers.gradients import relative_error
from nnhelpers.network import Unguarded
from nnhelpers.paths import cost_after, paths, slope

X, Y = np.array([[0, 0, 1, 1], [0, 1, 0, 1.0]]), np.array([[0, 1, 1, 0.0]])
SEEDS = st.integers(0, 2**32 - 1)


def last_line(net, training_data, test_data=None):
    """What `sgd` shows after an epoch without a step."""
    lines = []
    net.sgd(training_data, 1, 4, 0.0, test_data=test_data, show=lines.append)
    return lines[-1]


# what is judged


def test_one_output_is_judged_at_the_middle_of_its_range():
    net = Network([2, 3, 1], rng=0)
    line = last_line(net, (X, Y), (X, Y))
    right = int(np.sum((net.feedforward(X) > 0.5) == Y))
    assert right == net.evaluate((X, Y)) == net.evaluate((X, [0, 1, 1, 0])) == 2
    assert f"2 of 4 right (50.00%)   cost {net.mean_cost(X, Y):.4f}" in line


def test_one_output_of_tanh_is_judged_at_0():
    net = Network([1, 1], "tanh")
    net.weights, net.biases = [[[1.0]]], [[[0.0]]]
    x = [[-2.0, -0.2, 0.2, 2.0]]
    assert net.evaluate((x, [0, 1, 1, 1])) == 3
    assert net.evaluate((x, [[-1, 1, 1, 1]])) == 3
    assert f"cost {net.mean_cost(x, [[-1, 1, 1, 1]]):.4f}" in last_line(
        net, (x, [[-1, 1, 1, 1]]), (x, [0, 1, 1, 1])
    )
    assert "right" not in last_line(net, (x, [[0, 1, 1, 1]]), (x, [[0, 1, 1, 1]]))


@pytest.mark.parametrize(
    ("activation", "y", "names_classes"),
    [
        ("sigmoid", [[0.1, 0.9, 0.9]], True),
        ("sigmoid", [[1, 1, 1]], True),
        ("sigmoid", [[0.3, 0.3, 0.3]], False),
        ("sigmoid", [[0.6, 0.9, 0.9]], False),
        ("sigmoid", [[0, 0.5, 1]], False),
        ("sigmoid", [[0.01, 0.99], [0.99, 0.01]], True),
        ("tanh", [[-1, 1], [1, -1]], True),
        ("sigmoid", [[0, 1], [0, 1]], False),
        ("sigmoid", [[0.25, 0.25], [0.25, 0.25]], False),
        ("sigmoid", [[0.2, 1], [0.8, 0]], False),
        ("identity", [[0, 1, 1]], False),
        ("relu", [[0, 1, 1]], False),
        ("identity", [[0, 1], [1, 0]], True),
    ],
)
def test_targets_name_classes_or_are_never_right(activation, y, names_classes):
    net = Network([2, len(y)], activation, rng=0)
    x = np.ones((2, len(y[0])))
    line = last_line(net, (x, y), (x, y))
    assert (" right (" in line) == names_classes
    assert line.split("cost ")[1].split()[0] == f"{net.mean_cost(x, y):.4f}"
    if not names_classes:
        with pytest.raises(ValueError, match="targets must name classes"):
            net.evaluate((x, y))


@pytest.mark.parametrize("activation", ["relu", "identity"])
def test_labels_cannot_judge_an_output_without_a_middle(activation):
    net = Network([2, 1], activation)
    for use in (net.evaluate, lambda data: last_line(net, (X, Y), data)):
        with pytest.raises(ValueError, match=f"one output neuron with {activation}.*no middle"):
            use((X, [0, 1, 1, 0]))


def test_labels_are_held_against_the_output_layer():
    x = np.ones((3, 2))
    with pytest.raises(ValueError, match="labels must be whole numbers from 0 to 1, got 2"):
        Network([3, 4, 2]).evaluate((x, [0, 2]))


def test_the_share_of_the_right_ones():
    net = Network([2, 2])
    net.weights, net.biases = [np.eye(2)], [np.zeros((2, 1))]
    line = last_line(net, (np.eye(2), np.eye(2)), (np.eye(2), [0, 0]))
    assert "1 of 2 right (50.00%)   cost" in line


@given(
    outputs=st.integers(1, 3),
    m=st.integers(1, 6),
    activation=st.sampled_from(["sigmoid", "tanh", "identity"]),
    kind=st.sampled_from(["real", "few values", "one-hot"]),
    seed=SEEDS,
)
def test_the_cost_that_sgd_prints_is_the_mean_cost(outputs, m, activation, kind, seed):
    rng = np.random.default_rng(seed)
    net = Network([2, 3, outputs], activation, rng=rng)
    x = rng.normal(size=(2, m))
    y = {
        "real": rng.normal(size=(outputs, m)),
        "few values": rng.choice([-1.0, 0.0, 1.0], size=(outputs, m)),
        "one-hot": np.eye(outputs)[:, rng.integers(outputs, size=m)],
    }[kind]
    for line in (last_line(net, (x, y)), last_line(net, (x, y), (x, y))):
        assert line.split("cost ")[1].split()[0] == f"{net.mean_cost(x, y):.4f}"


# parameters set by hand


def test_parameters_set_by_hand_become_the_networks_dtype():
    net = Network([2, 1])
    net.weights = [np.array([[2, -1]])]
    assert net.weights[0].dtype == np.float64
    assert net.nudged("w", 1, (0, 0), 0.01).weights[0][0, 0] == 2.01
    single = Network([2, 1], dtype=np.float32)
    single.weights, single.biases = ([[2, -1]],), [np.ones((1, 1))]
    assert {array.dtype for array in single.weights + single.biases} == {np.dtype(np.float32)}


@pytest.mark.parametrize(
    ("name", "value", "error", "says"),
    [
        ("biases", [np.array([0.1, 0.2]), np.array([0.3])], ValueError,
         r"biases of layer 1 must have shape \(2, 1\), got shape \(2,\)"),
        ("biases", [[[0.1], [0.2]], [0.3]], ValueError, r"biases of layer 2.*\(1, 1\)"),
        ("weights", [np.ones((3, 2)), np.ones((1, 2))], ValueError, r"of layer 1.*\(2, 3\)"),
        ("weights", [np.ones((2, 3))], ValueError, "each of the layers 1 to 2, got 1 of them"),
        ("weights", 3, TypeError, "weights must be a list of arrays.*got int 3"),
        ("weights", [np.ones((2, 3)), [[np.nan, 1]]], ValueError, "weights of layer 2.*finite"),
        ("weights", [np.ones((2, 3)), [["a", "b"]]], TypeError, "weights of layer 2.*real numbers"),
        ("weights", [np.ones((2, 3)) * 1j, np.ones((1, 2))], TypeError, "layer 1.*complex128"),
        ("activation", "sigmoit", ValueError, "activation must be one of"),
        ("activation", "relu", ValueError, "cross_entropy needs"),
        ("cost", 3, TypeError, "cost must be a name"),
    ],
)  # fmt: skip
def test_parameters_are_checked_where_they_are_set(name, value, error, says):
    net = Network([3, 2, 1], cost="cross_entropy")
    before = getattr(net, name)
    with pytest.raises(error, match=says):
        setattr(net, name, value)
    assert getattr(net, name) is before


def test_an_activation_set_by_its_name_is_used():
    net = Network([2, 1], rng=0)
    net.activation = "tanh"
    assert np.array_equal(net.feedforward(X), np.tanh(net.weights[0] @ X + net.biases[0]))


USES = {
    "feedforward": lambda net: net.feedforward(X),
    "forward_pass": lambda net: net.forward_pass(X),
    "mean_cost": lambda net: net.mean_cost(X, Y),
    "backprop": lambda net: net.backprop(X, Y),
    "update_mini_batch": lambda net: net.update_mini_batch((X, Y), 1.0),
    "sgd": lambda net: net.sgd((X, Y), 1, 2, 1.0, show=None),
    "evaluate": lambda net: net.evaluate((X, Y)),
    "nudged": lambda net: net.nudged("w", 1, (0, 0), 0.5),
    "numerical_gradient": lambda net: numerical_gradient(net, X, Y),
}


@pytest.mark.parametrize("use", USES)
def test_parameters_changed_inside_the_list_are_checked_when_they_are_used(use):
    net = Network([2, 2, 1], rng=0)
    net.weights[0] = [[2, -1], [0, 1]]
    same = Network([2, 2, 1], rng=0)
    same.weights = [np.array([[2.0, -1], [0, 1]]), same.weights[1]]
    ours, theirs = USES[use](net), USES[use](same)
    if use == "nudged":
        assert np.array_equal(ours.weights[0], [[2.5, -1], [0, 1]])
    assert repr(ours) == repr(theirs) or isinstance(ours, Network)
    net.biases[1] = np.zeros(1)
    with pytest.raises(ValueError, match=r"biases of layer 2 must have shape \(1, 1\)"):
        USES[use](net)


def test_an_entry_changed_in_place_stays():
    net = Network([2, 2, 1], rng=0)
    held = net.weights[0]
    held[0, 1] = 7.0
    assert net.feedforward(X) is not None
    assert net.weights[0] is held


def test_the_inner_loop_sets_what_it_likes():
    net = Network([2, 1])
    Unguarded(net).weights = "not looked at"
    assert net.weights == "not looked at"


# copies


def everything(net):
    """All that a network is, in one string."""
    arrays = [array.tolist() for array in (*net.weights, *net.biases)]
    return repr((net.sizes, arrays, net.rng.bit_generator.state))


CHANGES = {
    "set": lambda net: setattr(net, "weights", [w + 1 for w in net.weights]),
    "set in the list": lambda net: net.biases.__setitem__(0, np.zeros((3, 1))),
    "set in place": lambda net: net.weights[1].__setitem__((0, 0), 7.0),
    "descend": lambda net: net.update_mini_batch((X, Y), 1.0),
    "train": lambda net: net.sgd((X, Y), 1, 2, 1.0, show=None),
    "draw": lambda net: net.rng.random(),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("copied", [copy, deepcopy])
def test_a_copy_of_a_network_is_a_network_of_its_own(change, copied):
    net = FourthPower([2, 3, 1], rng=0)
    net.name = "mine"
    before, other = everything(net), copied(net)
    assert everything(other) == before
    assert (type(other), other.name) == (FourthPower, "mine")
    CHANGES[change](other)
    assert everything(other) != before
    assert everything(net) == before


# divergence


def test_a_mini_batch_that_diverges_is_an_error_and_is_taken_back():
    net = Network([3, 2], "identity", rng=0)
    batch = np.full((3, 4), 255.0), np.eye(2)[:, [0, 1, 1, 0]]
    with np.errstate(all="raise"), pytest.raises(FloatingPointError, match="eta = 3"):
        for _ in range(60):
            weights, biases = net.weights, net.biases
            net.update_mini_batch(batch, 3.0)
    assert net.weights is weights
    assert net.biases is biases
    assert np.isfinite(net.weights[0]).all()


@pytest.mark.parametrize(("layer", "kind"), [(0, "weights"), (1, "weights"), (1, "biases")])
def test_divergence_of_one_entry_is_noticed(layer, kind, monkeypatch):
    def explode(net, *_):
        arrays = [array.copy() for array in getattr(net, kind)]
        arrays[layer][0, 0] = np.inf
        setattr(net, kind, arrays)

    monkeypatch.setattr("nnhelpers.network.descend", explode)
    net = Network([2, 2, 1], rng=0)
    before = net.weights, net.biases
    with pytest.raises(FloatingPointError):
        net.update_mini_batch((X, Y), 1.0)
    with pytest.raises(FloatingPointError):
        net.sgd((X, Y), 1, 2, 1.0, show=None)
    assert net.weights is before[0]
    assert net.biases is before[1]


def test_outputs_that_are_not_finite_are_not_judged():
    net = Network([2, 2], rng=0)
    net.weights[0][0, 0] = np.nan
    with pytest.raises(FloatingPointError, match="outputs are not finite"):
        net.evaluate((X, [0, 1, 1, 0]))


# the gradient check


class Broken(Network):
    """A network whose gradient is spoilt by a function of (nabla_b, nabla_w)."""

    def backprop(self, x, y):
        gradient = super().backprop(x, y)
        return self.spoil(gradient) or gradient


def broken(spoil, sizes=(3, 4, 2), **settings):
    net = Broken(list(sizes), rng=3, **settings)
    net.spoil = spoil
    return net


DATA = np.linspace(-1, 1, 15).reshape(3, 5), np.linspace(0.1, 0.9, 10).reshape(2, 5)


@given(
    kind=st.integers(0, 1),
    layer=st.integers(0, 1),
    value=st.sampled_from([np.nan, np.inf, -np.inf]),
    place=st.integers(0, 100),
    all_of_them=st.booleans(),
)
@settings(max_examples=30)
def test_what_is_not_finite_never_agrees(kind, layer, value, place, all_of_them):
    def spoil(gradient):
        nabla = gradient[kind][layer]
        nabla.flat[... if all_of_them else place % nabla.size] = value

    check = check_gradient(broken(spoil), *DATA)
    assert not check.passed
    assert check.remarks == {(("dC/db", "dC/dw")[kind], layer + 1): "not finite"}
    row = str(check).splitlines()[layer + 1]
    assert row.startswith(f"    {layer + 1} ")
    assert str(check).count("not finite") == row.count("not finite") == 1
    assert "DISAGREE" in str(check)


@given(
    kind=st.integers(0, 1),
    layer=st.integers(0, 1),
    reshape=st.sampled_from(
        [np.ravel, lambda n: n[None], lambda n: n[:-1], np.sum, lambda n: np.hstack([n, n])]
    ),
)
@settings(max_examples=20)
def test_an_array_of_another_shape_never_agrees(kind, layer, reshape):
    def spoil(gradient):
        gradient[kind][layer] = reshape(gradient[kind][layer])

    net = broken(spoil)
    check = check_gradient(net, *DATA)
    assert not check.passed
    shape = (net.biases, net.weights)[kind][layer].shape
    assert f", not {shape}" in str(check).splitlines()[layer + 1]


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda gradient: gradient[::-1], "shape (4, 3), not (4, 1)"),
        (lambda gradient: (gradient[0], gradient[1][:1]), "missing"),
        (lambda gradient: (gradient[0], gradient[1] * 2), "no such layer"),
        (lambda gradient: (gradient[0], [w.astype(str) for w in gradient[1]]), "no real numbers"),
    ],
)
def test_other_things_that_never_agree(spoil, says):
    check = check_gradient(broken(spoil), *DATA)
    assert not check.passed
    assert "DISAGREE" in str(check)
    assert says in str(check)


def test_slopes_too_small_to_measure_are_said(rng):
    x, y = rng.uniform(0, 255, (4, 5)), rng.uniform(size=(2, 5))
    net = Network([4, 3, 2], rng=0)
    check = check_gradient(net, x, y)
    assert str(check).splitlines()[1].count("too small to measure") == 2
    assert "DISAGREE" not in str(check)
    assert check.passed  # layer 2 can be measured, and is right
    flat = Network([4, 2], rng=0)
    flat.weights = [np.full((2, 4), 10.0)]
    alone = check_gradient(flat, np.ones((4, 5)), y)
    assert "too small to measure" in str(alone)
    assert "cannot be compared" in str(alone)
    assert not alone.passed


def test_a_wrong_slope_that_can_be_measured_is_not_called_too_small():
    def spoil(gradient):
        gradient[1][0][0, 0] += 1e-8

    check = check_gradient(broken(spoil), *DATA, tolerance=1e-9)
    assert "DISAGREE" in str(check)
    assert not check.passed


def test_a_gradient_of_zeros_where_there_is_a_slope_disagrees():
    check = check_gradient(
        broken(lambda gradient: ([0 * b for b in gradient[0]], gradient[1])), *DATA
    )
    assert "DISAGREE" in str(check)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("scale", [1, 255])
@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_right_gradients_are_never_called_wrong(dtype, scale, activation):
    rng = np.random.default_rng(11)
    for _ in range(12):
        net = Network([3, 4, 2], activation, rng=rng, dtype=dtype)
        check = check_gradient(net, rng.uniform(0, scale, (3, 4)), rng.uniform(size=(2, 4)))
        assert "DISAGREE" not in str(check)
        assert check.passed or scale == 255


def test_a_gradient_in_float32_has_seven_digits():
    def single(gradient):
        return [[nabla.astype(np.float32) for nabla in part] for part in gradient]

    def wrong(gradient):
        gradient[1][0][:] *= 1.01

    assert check_gradient(broken(single), *DATA).tolerance == 1e-4
    assert check_gradient(broken(single), *DATA).passed
    assert not check_gradient(broken(wrong, dtype=np.float32), *DATA).passed


def test_a_saturated_cross_entropy_is_not_called_wrong():
    net = Network([1, 1], cost="cross_entropy")
    net.weights, net.biases = [[[50.0]]], [[[0.0]]]
    check = check_gradient(net, [[1.0]], [[0.0]])
    assert "too small to measure" in str(check)
    assert "DISAGREE" not in str(check)


def test_the_relative_error_of_what_is_not_comparable_is_infinite():
    assert relative_error([np.nan], [1.0]) == np.inf
    assert relative_error([1.0], [-np.inf]) == np.inf
    assert relative_error([1.0, 1.0], [1.0]) == np.inf
    assert relative_error([1e-200], [0.0]) == 1
    assert relative_error([1e300, 1e300], [1e300, -1e300]) == pytest.approx(2**-0.5)


def test_the_tolerance_is_the_largest_error_that_passes():
    check = check_gradient(broken(lambda gradient: None), *DATA)
    worst = max(check.errors_b + check.errors_w)
    assert check._replace(tolerance=worst).passed
    assert not check._replace(tolerance=worst * 0.999).passed


def test_measuring_uses_float64_data():
    double = Network([2, 3, 1], rng=0)
    double.weights = [w.astype(np.float32) for w in double.weights]
    double.biases = [b.astype(np.float32) for b in double.biases]
    single = Network([2, 3, 1], rng=0, dtype=np.float32)
    x, y = np.array([[0.1], [0.7]]), np.array([[0.3]])  # no float32 numbers
    ours, theirs = numerical_gradient(single, x, y), numerical_gradient(double, x, y)
    assert all(map(np.array_equal, sum(ours, []), sum(theirs, [])))


# conversion

KINDS = {
    "list": np.ndarray.tolist,
    "tuple": lambda a: tuple(map(tuple, a.tolist())),
    "rows": list,
    "int8": lambda a: a.astype(np.int8),
    "uint8": lambda a: np.abs(a).astype(np.uint8),
    "int64": lambda a: a.astype(np.int64),
    "bool": lambda a: a > 0,
    "list of bool": lambda a: (a > 0).tolist(),
    "float16": lambda a: a.astype(np.float16),
    "float64, other endian": lambda a: a.astype(">f8"),
    "longdouble": lambda a: a.astype(np.longdouble),
    "memory order": np.asfortranarray,
    "masked array without masked entries": np.ma.array,
}


def plain(values):
    """The same numbers in the float64 of everybody."""
    return np.array(values, dtype=np.float64)


def same(one, other):
    return np.array_equal(one, other) and np.asarray(one).dtype == np.asarray(other).dtype


whole = st.lists(st.integers(-100, 100), min_size=6, max_size=6).map(
    lambda values: np.array(values, dtype=float).reshape(2, 3)
)
zeros_and_ones = st.lists(st.integers(0, 1), min_size=6, max_size=6).map(
    lambda values: np.array(values, dtype=float).reshape(2, 3)
)


@given(z=whole, kind=st.sampled_from(list(KINDS)), name=st.sampled_from(list(ACTIVATIONS)))
def test_activation_functions_of_anything_real(z, kind, name):
    z = KINDS[kind](z)
    for function in ACTIVATIONS[name][1:3]:
        assert same(function(z), function(plain(z)))


@given(
    a=zeros_and_ones,
    y=zeros_and_ones,
    kinds=st.tuples(st.sampled_from(list(KINDS)), st.sampled_from(list(KINDS))),
    name=st.sampled_from(list(COSTS)),
)
def test_costs_of_anything_real(a, y, kinds, name):
    a, y = KINDS[kinds[0]](a), KINDS[kinds[1]](y)
    for function in COSTS[name][1:3]:
        assert same(function(a, y), function(plain(a), plain(y)))


@given(
    x=whole,
    y=zeros_and_ones,
    kinds=st.tuples(st.sampled_from(list(KINDS)), st.sampled_from(list(KINDS))),
)
@settings(max_examples=40)
def test_networks_and_what_asks_them_take_anything_real(x, y, kinds):
    x, y = KINDS[kinds[0]](x), KINDS[kinds[1]](y)
    net = Network([2, 2], rng=0)
    one = [np.asarray(part)[:, :1] for part in (x, y)]
    uses = [
        lambda x, y, *_: net.mean_cost(x, y),
        lambda x, y, *_: net.backprop(x, y),
        lambda x, y, *_: net.cost_derivative(y, y),
        lambda x, y, *_: [one.slope for one in wishes.sensitivities(net, x, y)],
        lambda _, __, x, y: [path.product for path in paths(net, x, y, ("w", 1, 0, 1))],
        lambda _, __, x, y: slope(net, x, y, ("a", 1, 1)),
        lambda _, __, x, y: cost_after(net, x, y, ("a", 0, 1), 0.5),
        lambda x, y, *_: [relative_error(*pair) for pair in zip(x, y, strict=True)],
    ]
    for use in uses:
        ours, theirs = use(x, y, *one), use(plain(x), plain(y), *map(plain, one))
        assert repr(ours) == repr(theirs)
    neurons = [
        Neuron(x[:1], 1, y[:1], y[1:]),
        Neuron(plain(x[:1]), 1.0, plain(y[:1]), plain(y[1:])),
    ]
    for name in ("z", "a", "C_0", "dC_dw", "dC_db", "dC_da_prev"):
        assert same(*(getattr(neuron, name) for neuron in neurons))
    assert same(
        descents.costs(x[0], 1, y[:1], y[1:]), descents.costs(*map(plain, (x[0], 1, y[:1], y[1:])))
    )
    for ours, theirs in zip(
        wishes.three_ways(x[0], y[0], 1, 2, "equally"),
        wishes.three_ways(plain(x[0]), plain(y[0]), 1.0, 2.0, "equally"),
        strict=True,
    ):
        assert repr(ours) == repr(theirs)


def test_known_values_of_what_was_wrong():
    assert np.allclose(tanh_prime([0.0, 1.0]), [1, 1 - np.tanh(1) ** 2])
    assert np.array_equal(sigmoid(np.array([0, 200], np.uint8)), [0.5, 1.0])
    assert same(sigmoid(np.float32(0.5)), sigmoid(np.array([0.5], np.float32))[0])


@pytest.mark.parametrize("function", [f for row in ACTIVATIONS.values() for f in row[1:3]])
@pytest.mark.parametrize(
    "z", ["1", ["1"], 1j, None, np.array([1.0], object), [[1], [1, 2]], np.datetime64("2020")]
)
def test_activation_functions_refuse_what_is_not_real(function, z):
    with pytest.raises(TypeError, match="z must hold real numbers"):
        function(z)


def test_masked_entries_are_refused():
    masked = np.ma.array(np.ones((2, 4)), mask=np.eye(2, 4))
    net = Network([2, 1], rng=0)
    uses = [
        lambda: sigmoid(masked),
        lambda: net.feedforward(masked),
        lambda: net.backprop(masked, Y),
        lambda: net.feedforward(list(masked)),
        lambda: net.sgd([(masked[:, [i]], Y[:, [i]]) for i in range(4)], 1, 2, 1.0),
        lambda: Neuron(masked[:1], 0.0, 0.5, 1.0),
    ]
    for use in uses:
        with pytest.raises(ValueError, match="must not be masked"):
            use()


def test_dtypes_are_those_of_networks():
    for make in (digits.test, digits.training, digits.validation):
        with pytest.raises(ValueError, match="dtype must be float64 or float32, got int8"):
            make(np.int8)
    with pytest.raises(ValueError, match="dtype must be float64 or float32, got uint8"):
        digits.one_hot([1], np.uint8)
    assert digits.one_hot([True, False]).argmax(axis=0).tolist() == [1, 0]


def test_what_is_too_large_for_float32_is_said():
    net = Network([2, 1], dtype=np.float32)
    with np.errstate(all="raise"), pytest.raises(ValueError, match="too large for float32"):
        net.feedforward([[1e300], [0]])


# neurons


@pytest.mark.parametrize("w", [[1.0, 2.0], (1, 2), np.array([1, 2], np.uint8), [[1, 2]]])
def test_a_list_of_values_is_a_row(w):
    row = Neuron(w, [0.1, 0.2], 2, 1)
    ones = [Neuron(1.0, 0.1, 2.0, 1.0), Neuron(2.0, 0.2, 2.0, 1.0)]
    for name in ("z", "a", "dC_dw", "dC_db", "dC_da_prev"):
        assert np.allclose(getattr(row, name), [[getattr(one, name) for one in ones]], rtol=1e-15)
    assert row.z.shape == (1, 2)
    assert np.allclose(row.C_0, [one.C_0 for one in ones])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"w": np.ones((2, 1))}, r"w must be a number or have shape \(1, m\), got shape \(2, 1\)"),
        ({"w": []}, r"w must be a number or have shape \(1, m\), got shape \(0,\)"),
        ({"w": [1, 2], "b": [1, 2, 3]}, "rows must be of equal length.*'w': 2, 'b': 3"),
        ({"cost": "cross_entropy", "activation": "tanh"}, "cross_entropy needs"),
        ({"cost": "cross_entropy", "y": 2.0}, "y for cross-entropy must be from 0 to 1, got 2"),
    ],
)
def test_neurons_that_cannot_be(change, says):
    with pytest.raises(ValueError, match=says):
        Neuron(**{"w": 1.0, "b": 0.0, "a_prev": 0.5, "y": 1.0, **change})


@pytest.mark.parametrize("w", [0.5, 50.0, 1000.0, -1000.0])
@pytest.mark.parametrize("y", [0, 1])
def test_cross_entropy_is_the_same_everywhere(w, y):
    neuron = Neuron(w, w, 1.0, y, cost="cross_entropy")
    chain = Chain((w,), (w,), 1.0, y, cost="cross_entropy")
    net = Network([1, 1], cost="cross_entropy")
    net.weights, net.biases = [[[w]]], [[[w]]]
    exact = net.backprop([[1.0]], [[y]])[1][0].item()
    assert neuron.dC_dw == pytest.approx(exact, rel=1e-13)
    assert neuron.dC_db == pytest.approx(exact, rel=1e-13)
    assert neuron.dC_da_prev == pytest.approx(w * exact, rel=1e-13)
    assert chain.derivative("w", 1) == pytest.approx(exact, rel=1e-13)
    (path,) = paths(net, [[1.0]], [[y]], ("w", 1, 0, 0))
    assert path.product == pytest.approx(exact, rel=1e-13)
    (from_input,) = paths(net, [[1.0]], [[y]], ("a", 0, 0))
    assert from_input.product == pytest.approx(slope(net, [[1.0]], [[y]], ("a", 0, 0)), rel=1e-13)


def test_dC_da_of_cross_entropy_keeps_its_digits_where_a_rounds_to_1():
    assert Neuron(50, 50, 1, 0, cost="cross_entropy").dC_da == pytest.approx(1 + np.exp(100))


@pytest.mark.parametrize("y", [-0.1, 1.1, 2])
def test_cross_entropy_has_targets_from_0_to_1(y):
    net = Network([2, 1], cost="cross_entropy")
    wrong = np.where(Y > 0, y, 0)
    uses = [
        lambda: net.backprop(X, wrong),
        lambda: net.mean_cost(X, wrong),
        lambda: net.update_mini_batch((X, wrong), 1.0),
        lambda: net.sgd((X, wrong), 1, 2, 1.0),
        lambda: net.sgd((X, Y), 1, 2, 1.0, test_data=(X, wrong)),
        lambda: net.cost_derivative(Y, wrong),
        lambda: COSTS["cross_entropy"].function(Y, wrong),
        lambda: COSTS["cross_entropy"].prime(Y, wrong),
        lambda: COSTS["cross_entropy"].function(wrong, Y),
    ]
    before = net.weights
    for use in uses:
        with pytest.raises(ValueError, match=f"must be from 0 to 1, got {y:g}"):
            use()
    assert net.weights is before


# a cost of one's own


class FourthPower(Network):
    """Learns by the derivative that a reader of the book writes."""

    def cost_derivative(self, output_activations, y):
        return 4 * (output_activations - y) ** 3


FOURTH = Cost(
    "fourth power",
    lambda a, y: np.sum((a - y) ** 4, axis=0),
    lambda a, y: 4 * (a - y) ** 3,
)


def test_a_cost_of_ones_own_is_one_line():
    net = Network([2, 3, 1], cost=FOURTH, rng=0)
    assert check_gradient(net, X, Y).passed
    assert np.isclose(net.mean_cost(X, Y), np.mean((net.feedforward(X) - Y) ** 4))


def test_a_derivative_of_ones_own_is_what_is_used():
    ours, theirs = FourthPower([2, 3, 1], rng=0), Network([2, 3, 1], cost=FOURTH, rng=0)
    books = Network([2, 3, 1], rng=0)
    for net in (ours, theirs, books):
        net.update_mini_batch((X, Y), 3.0)
        net.sgd((X, Y), 2, 2, 3.0, show=None)
    for use in (lambda net: net.backprop(X, Y), lambda net: net.weights):
        assert repr(use(ours)) == repr(use(theirs)) == repr(use(deepcopy(ours)))
    assert not np.allclose(ours.weights[0], books.weights[0])
    x, y = X[:, :1], Y[:, :1]
    for start in (("w", 1, 0, 1), ("a", 2, 0)):
        products = [path.product for path in paths(ours, x, y, start)]
        assert np.isclose(sum(products), slope(theirs, x, y, start))


def test_a_derivative_of_ones_own_belongs_to_the_copy_that_asks():
    class Weighted(Network):
        factor = 1.0

        def cost_derivative(self, a, y):
            return self.factor * super().cost_derivative(a, y)

    net = Weighted([2, 1], rng=0)
    double = copy(net)
    double.factor = 2.0
    assert np.allclose(double.backprop(X, Y)[0][0], 2 * net.backprop(X, Y)[0][0])


def test_a_derivative_of_ones_own_takes_the_place_of_cross_entropys():
    class Mine(Network):
        def cost_derivative(self, a, y):
            return 0 * a

    assert not Mine([2, 1], cost="cross_entropy", rng=0).backprop(X, Y)[0][0].any()


def test_a_cost_gives_a_number_an_example():
    net = Network([2, 1], cost=Cost("mean", lambda a, y: np.mean((a - y) ** 2), lambda a, y: a - y))
    with pytest.raises(ValueError, match=r"cost mean must give a number for each example.*\(4,\)"):
        net.mean_cost(X, Y)


def test_one_of_your_own_has_a_name_of_its_own():
    with pytest.raises(ValueError, match="cost cross_entropy is taken"):
        Network([2, 1], cost=FOURTH._replace(name="cross_entropy"))
    own = Activation("sigmoid", np.sin, np.cos, "sin", "sine", -1, 1)
    with pytest.raises(ValueError, match="activation sigmoid is taken"):
        Network([2, 1], activation=own)
    assert np.allclose(
        Network([2, 1], activation=own._replace(name="sine"), rng=0).feedforward(X),
        np.sin(Network([2, 1], "identity", rng=0).feedforward(X)),
    )


CALLED = [f for cost in COSTS.values() for f in (cost.function, cost.prime)]


@pytest.mark.parametrize("function", CALLED)
@pytest.mark.parametrize("shape", [(2, 1), (1, 4), (4, 2), (4,), (1, 2, 4)])
def test_a_cost_compares_outputs_with_as_many_targets(function, shape):
    a, y = np.full((2, 4), 0.5), np.ones(shape)
    for pair in ((a, y), (y, a)):
        with pytest.raises(ValueError, match="a and y must have the same shape, got shapes"):
            function(*pair)
    assert np.array_equal(function(a, 1.0), function(a, np.ones((2, 4))))


# sentences that help

XOR = [(np.array([a, b]), a ^ b) for a in (0, 1) for b in (0, 1)]
COLUMNS = [(x.reshape(2, 1), np.array([[y]])) for x, y in XOR]


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (XOR, ValueError, r"x of example 1 has shape \(2,\), and a column \(2, 1\)"),
        (XOR[:2], ValueError, r"x of example 1 has shape \(2,\), and a column \(2, 1\)"),
        ([(x.reshape(2, 1), y) for x, y in XOR], ValueError, r"y of example 1 has shape \(\)"),
        ([*COLUMNS, (np.ones((3, 1)), Y[:, :1])], ValueError, r"x of example 5 has shape \(3, 1\)"),
        (zip(), ValueError, "training_data is empty.*a zip can be read only once"),
        ([], ValueError, "training_data is empty: it must hold at least one example$"),
        (5, TypeError, "training_data must be a pair of arrays.*got int 5"),
        ((X.T, Y), ValueError, "its transpose would fit"),
        ((X[:, 0], Y), ValueError, r"np.reshape makes it a column, of shape \(2, 1\)"),
        (([[0, 1], [1]], Y), TypeError, "rows of equal length"),
        ((X.astype(object), Y), TypeError, r"an array of object, shape \(2, 4\)"),
        ((X.astype(complex), Y), TypeError, r"an array of complex128, shape \(2, 4\)"),
        ((X.astype(str), Y), TypeError, r"an array of <U32, shape \(2, 4\)"),
    ],
)  # fmt: skip
def test_data_in_other_forms(data, error, says):
    with pytest.raises(error, match=says):
        Network([2, 3, 1]).sgd(data, 1, 2, 0.1)


@pytest.mark.parametrize("form", [list, tuple])
def test_two_examples_are_two_examples(form):
    data = form(form(example) for example in COLUMNS[:2])
    ours, theirs = Network([2, 3, 1], rng=0), Network([2, 3, 1], rng=0)
    ours.update_mini_batch(data, 1.0)
    theirs.update_mini_batch((X[:, :2], Y[:, :2]), 1.0)
    assert np.array_equal(ours.weights[0], theirs.weights[0])
    ours.update_mini_batch([X[:, :2].tolist(), Y[:, :2].tolist()], 1.0)  # this is a pair
    theirs.update_mini_batch((X[:, :2], Y[:, :2]), 1.0)
    assert np.array_equal(ours.weights[0], theirs.weights[0])


class Frame:
    """A table as pandas has it: no array, but NumPy makes one of it."""

    def __init__(self, values):
        self.values = values

    def __array__(self, dtype=None, copy=None):
        return np.asarray(self.values, dtype=dtype)


def test_a_table_of_true_and_false_is_a_table_of_numbers():
    net = Network([2, 1], rng=0)
    assert np.array_equal(net.feedforward(Frame(X > 0)), net.feedforward(X))
    assert net.mean_cost(Frame(X > 0), Frame(Y > 0)) == net.mean_cost(X, Y)
    assert np.array_equal(sigmoid(Frame(X > 0)), sigmoid(X))


@pytest.mark.parametrize("arguments", [(784,), (2, 3, 1)])
def test_sizes_are_one_list(arguments):
    with pytest.raises(
        TypeError, match=rf"sizes must be one list.*\[784, 30, 10\]; got int {arguments[0]}"
    ):
        Network(*arguments)


def test_a_long_value_is_cut():
    for length, shown in ((38, "'" + 38 * "a" + "'"), (39, "'" + 36 * "a" + r"\.\.\.")):
        with pytest.raises(TypeError, match=f"epochs must be a whole number, got str {shown}$"):
            Network([2, 1]).epochs((X, Y), length * "a", 1, 1.0)


@pytest.mark.parametrize(
    ("labels", "says"),
    [
        ([[1, 2]], r"labels must have shape \(m,\), one label an example, got shape \(1, 2\)"),
        ([], "labels is empty"),
        (3, r"labels must have shape \(m,\)"),
    ],
)
def test_labels_in_other_forms(labels, says):
    with pytest.raises(ValueError, match=says):
        digits.one_hot(labels)


def test_a_slope_belongs_to_one_example():
    net = Network([2, 1], rng=0)
    for use in (paths, slope, lambda *given: cost_after(*given, 0.1)):
        with pytest.raises(ValueError, match="one example, got 4"):
            use(net, X, Y, ("a", 0, 0))
