"""The exercises of lesson 4, backpropagation."""

from math import exp

import numpy as np

from nnhelpers.activations import sigmoid, sigmoid_prime
from nnhelpers.exercises._exercise import Choice, Exercise


def _squashed(z):
    """The sigmoid again, with no help from the package."""
    return 1 / (1 + exp(-z))


def _slope(cost, h=1e-5):
    """Measure the slope of a cost at a nudge of 0, with no derivative in sight."""
    return (cost(h) - cost(-h)) / (2 * h)


def _columns(count, *shapes, seed):
    """Return tuples of arrays of the given shapes, numbers of two decimals between -2 and 2."""
    rng = np.random.default_rng(seed)
    return [tuple(np.round(rng.uniform(-2, 2, shape), 2) for shape in shapes) for _ in range(count)]


def _nudged(array, index, h):
    moved = np.array(array, dtype=float)
    moved[index] += h
    return moved


def _each_slope(cost, array):
    """Measure the slope of a cost, a function of an array, with respect to each of its entries."""
    slopes = np.empty(np.shape(array))
    for index in np.ndindex(slopes.shape):
        slopes[index] = _slope(lambda h, index=index: cost(_nudged(array, index, h)))
    return slopes


# --- 1. the error of the output layer ------------------------------------------------------------

OUTPUTS = _columns(6, (3, 1), (3, 1), seed=0)


def output_error(z, y):
    return np.diag(sigmoid_prime(z)[:, 0]) @ (sigmoid(z) - y)


def _slope_at_activation(z, y):
    """You fed σ′ with a; it wants z. The activation has been through σ already."""
    return (sigmoid(z) - y) * sigmoid_prime(sigmoid(z))


def _no_slope(z, y):
    """The slope is missing: δ is the derivative with respect to z, and between z and a stands σ."""
    return sigmoid(z) - y


def _target_minus_output(z, y):
    """The sign is turned round: the derivative of (a - y)²/2 is a - y."""
    return -output_error(z, y)


def _weighted_input_minus_target(z, y):
    """You compared z with the target. It is the activation that should be y."""
    return (z - y) * sigmoid_prime(z)


def _a_table(z, y):
    """You have a table of 3 by 3. The matrix Σ′ has the slopes on its diagonal and zeros elsewhere:
    `np.diag` of a flat list makes it."""
    return sigmoid_prime(z) @ (sigmoid(z) - y).T


def _diagonal_alone(z, y):
    """That is the matrix Σ′(z) alone. It is multiplied by the column a - y."""
    return np.diag(sigmoid_prime(z)[:, 0])


def _measured_output_error(z, y):
    return _each_slope(lambda z: sum((_squashed(z[j, 0]) - y[j, 0]) ** 2 / 2 for j in range(3)), z)


error_of_the_output = Exercise(
    reference=output_error,
    mistakes=[
        _slope_at_activation,
        _no_slope,
        _target_minus_output,
        _weighted_input_minus_target,
        _a_table,
        _diagonal_alone,
    ],
    hints=[
        "Entry by entry it is (a_j - y_j) σ′(z_j). Which matrix multiplies row j by σ′(z_j)?",
        "`np.diag` of a flat list has the list on its diagonal, but of a column it takes the "
        "diagonal. `sigmoid_prime(z)[:, 0]` is flat.",
    ],
    notice=(
        "A diagonal matrix multiplies each row by its own number, and so does `*` with a column. "
        "On paper the first is easier to move about, in code the second is cheaper."
    ),
    truth=_measured_output_error,
    inputs=OUTPUTS,
)


# --- 2. from the outputs to the layer before -----------------------------------------------------

TWO_LAYERS = _columns(5, (3, 3), (3, 1), (3, 1), (3, 1), seed=1)


def hidden_error(w2, b2, z1, y):
    z2 = w2 @ sigmoid(z1) + b2
    delta2 = (sigmoid(z2) - y) * sigmoid_prime(z2)
    return w2.T @ delta2 * sigmoid_prime(z1)


def _delta2(w2, b2, z1, y):
    """That is the error of the output layer. It has to go back one layer more: through `w2.T`, and
    times σ′(z1)."""
    z2 = w2 @ sigmoid(z1) + b2
    return (sigmoid(z2) - y) * sigmoid_prime(z2)


def _not_transposed(w2, b2, z1, y):
    """You have `w2 @ ...`. The errors go the other way, from j back to k: `w2.T`. With three
    neurons in both layers no shape objects."""
    return w2 @ _delta2(w2, b2, z1, y) * sigmoid_prime(z1)


def _no_hidden_slope(w2, b2, z1, y):
    """That is the derivative with respect to the *activations* of layer 1. For δ it has to pass
    their σ as well: times σ′(z1)."""
    return w2.T @ _delta2(w2, b2, z1, y)


def _no_output_slope(w2, b2, z1, y):
    """The slope of the output layer is missing: δ of layer 2 is (a - y) σ′(z2)."""
    z2 = w2 @ sigmoid(z1) + b2
    return w2.T @ (sigmoid(z2) - y) * sigmoid_prime(z1)


def _slope_of_the_wrong_layer(w2, b2, z1, y):
    """You multiplied by σ′(z2) twice. The second slope is that of the layer you arrive at:
    σ′(z1)."""
    z2 = w2 @ sigmoid(z1) + b2
    return w2.T @ _delta2(w2, b2, z1, y) * sigmoid_prime(z2)


def _slope_before_the_weights(w2, b2, z1, y):
    """You multiplied by σ′(z1) before `w2.T`. A nudge going back meets the weights first, and then
    the neurons of layer 1."""
    return w2.T @ (_delta2(w2, b2, z1, y) * sigmoid_prime(z1))


def _averaged(w2, b2, z1, y):
    """You averaged over the outputs. The paths are *added*."""
    return hidden_error(w2, b2, z1, y) / 3


def _hidden_slope_at_activation(w2, b2, z1, y):
    """You fed σ′ with the activation of layer 1; it wants z1."""
    return w2.T @ _delta2(w2, b2, z1, y) * sigmoid_prime(sigmoid(z1))


def _bias_forgotten(w2, b2, z1, y):
    """Going forward you forgot the biases: z2 is `w2 @ a1 + b2`."""
    return hidden_error(w2, 0 * b2, z1, y)


def _weighted_input_for_activation(w2, b2, z1, y):
    """You multiplied w2 by z1. What a layer passes on is its activation, σ(z1)."""
    z2 = w2 @ z1 + b2
    return w2.T @ ((sigmoid(z2) - y) * sigmoid_prime(z2)) * sigmoid_prime(z1)


def _forward(w2, b2, z1):
    a1 = [_squashed(z) for z in z1[:, 0]]
    return [_squashed(sum(w2[j, k] * a1[k] for k in range(3)) + b2[j, 0]) for j in range(3)]


def _measured_hidden_error(w2, b2, z1, y):
    def cost(z1):
        return sum((a - y[j, 0]) ** 2 / 2 for j, a in enumerate(_forward(w2, b2, z1)))

    return _each_slope(cost, z1)


error_of_the_layer_before = Exercise(
    reference=hidden_error,
    mistakes=[
        _not_transposed,
        _no_hidden_slope,
        _no_output_slope,
        _slope_of_the_wrong_layer,
        _slope_before_the_weights,
        _averaged,
        _hidden_slope_at_activation,
        _bias_forgotten,
        _delta2,
        _weighted_input_for_activation,
    ],
    hints=[
        "Forward first: a1, z2, a2. Then δ of layer 2, then δ of layer 1.",
        "δ of layer 1 is `w2.T @ delta2`, times the slopes of layer 1.",
    ],
    notice=(
        "With diagonal matrices it is one product, Σ′(z1) w2ᵀ Σ′(z2) (a - y), read from right to "
        "left. Another layer puts two more factors in front."
    ),
    truth=_measured_hidden_error,
    inputs=TWO_LAYERS,
)


# --- 3. weights and biases, for many examples ----------------------------------------------------

BATCHES = _columns(5, (3, 4), (3, 4), seed=2)


def gradient_of_w(delta, a_prev):
    return delta @ a_prev.T / delta.shape[1]


def _order_turned(delta, a_prev):
    """The two have changed places: entry [j, k] is δ_j times a_k, to before from. With layers of
    equal size no shape objects."""
    return a_prev @ delta.T / delta.shape[1]


def _summed(delta, a_prev):
    """You have the sum over the examples. C is their mean: divide by m, the number of columns."""
    return delta @ a_prev.T


def _divided_by_neurons(delta, a_prev):
    """You divided by the number of rows. The examples are the columns."""
    return delta @ a_prev.T / delta.shape[0]


def _last_example(delta, a_prev):
    """You have the last example alone: each has overwritten the one before. Add them up."""
    return delta[:, [-1]] @ a_prev[:, [-1]].T / delta.shape[1]


def _means_multiplied(delta, a_prev):
    """You averaged δ and a first, and multiplied then. Each example has its own product, and these
    are averaged."""
    return delta.mean(axis=1, keepdims=True) @ a_prev.mean(axis=1, keepdims=True).T


def _entry_by_entry(delta, a_prev):
    """You multiplied entry by entry. Each δ_j meets *every* a_k: `delta @ a_prev.T`."""
    return delta * a_prev


def _turned_and_summed(delta, a_prev):
    """Two things: the order is turned round, it is `delta @ a_prev.T`; and the sum has to be
    divided by m."""
    return a_prev @ delta.T


def _one_by_one(delta, a_prev):
    m = delta.shape[1]
    return [
        [sum(delta[j, i] * a_prev[k, i] for i in range(m)) / m for k in range(3)] for j in range(3)
    ]


many_examples = Exercise(
    reference=gradient_of_w,
    mistakes=[
        _order_turned,
        _summed,
        _divided_by_neurons,
        _last_example,
        _means_multiplied,
        _entry_by_entry,
        _turned_and_summed,
    ],
    hints=[
        "For one example it is δ_j a_k, a column times a row. What does `@` do with four columns?",
        "`delta @ a_prev.T` adds the four products up. The mean divides by `delta.shape[1]`.",
    ],
    notice=(
        "Column times row, added over the columns: the matrix product does both. That is why the "
        "same line serves one example and a whole mini-batch."
    ),
    truth=_one_by_one,
    inputs=BATCHES,
)


# --- 4. one neuron with another function ---------------------------------------------------------


def mixed_error(w2, delta2, z1):
    slopes = sigmoid_prime(z1)
    slopes[0] = 1 - np.tanh(z1[0]) ** 2
    return w2.T @ delta2 * slopes


def _sigmoid_everywhere(w2, delta2, z1):
    """You kept the slope of the sigmoid for all three neurons. Neuron 0 is a tanh now, with the
    slope 1 - tanh(z)²."""
    return w2.T @ delta2 * sigmoid_prime(z1)


def _tanh_everywhere(w2, delta2, z1):
    """You took the slope of tanh for all three neurons. Only neuron 0 has changed."""
    return w2.T @ delta2 * (1 - np.tanh(z1) ** 2)


def _wrong_neuron(w2, delta2, z1):
    """You changed neuron 1. Neurons are counted from 0."""
    slopes = sigmoid_prime(z1)
    slopes[1] = 1 - np.tanh(z1[1]) ** 2
    return w2.T @ delta2 * slopes


def _value_for_slope(w2, delta2, z1):
    """You used tanh itself for neuron 0. What is needed is its slope, 1 - tanh(z)²."""
    slopes = sigmoid_prime(z1)
    slopes[0] = np.tanh(z1[0])
    return w2.T @ delta2 * slopes


def _mixed_not_transposed(w2, delta2, z1):
    """The slopes are right, but the errors go back through `w2.T`."""
    slopes = sigmoid_prime(z1)
    slopes[0] = 1 - np.tanh(z1[0]) ** 2
    return w2 @ delta2 * slopes


def _last_neuron(w2, delta2, z1):
    """You changed the last neuron. Asked for is neuron 0, the first."""
    slopes = sigmoid_prime(z1)
    slopes[2] = 1 - np.tanh(z1[2]) ** 2
    return w2.T @ delta2 * slopes


def _measured_mixed(w2, delta2, z1):
    """The derivative of sum_j delta2_j z2_j, whose slope with respect to z2 is delta2."""

    def weighed(z1):
        a1 = [np.tanh(z1[0, 0]), _squashed(z1[1, 0]), _squashed(z1[2, 0])]
        return sum(delta2[j, 0] * sum(w2[j, k] * a1[k] for k in range(3)) for j in range(3))

    return _each_slope(weighed, z1)


one_other_neuron = Exercise(
    reference=mixed_error,
    mistakes=[
        _sigmoid_everywhere,
        _tanh_everywhere,
        _wrong_neuron,
        _value_for_slope,
        _mixed_not_transposed,
        _last_neuron,
    ],
    hints=[
        "Only the slope of neuron 0 is another one. The way through the weights is the same.",
        "Make the column of slopes first, `slopes = sigmoid_prime(z1)`, and replace `slopes[0]`.",
    ],
    notice=(
        "Backpropagation asks each neuron for its own slope and for nothing else. Every neuron of "
        "a network could have a function of its own."
    ),
    truth=_measured_mixed,
    inputs=_columns(5, (3, 3), (3, 1), (3, 1), seed=3),
)


# --- 5. every neuron linear ----------------------------------------------------------------------


def linear_nabla_w1(w1, w2, x, y):
    return w2.T @ (w2 @ w1 @ x - y) @ x.T


def _sigmoid_left(w1, w2, x, y):
    """There is still a σ′ in it. With σ(z) = z every slope is 1."""
    a = w2 @ w1 @ x
    return (w2.T @ ((a - y) * sigmoid_prime(a))) @ x.T


def _linear_not_transposed(w1, w2, x, y):
    """The errors go back through `w2.T`, also without σ."""
    return w2 @ (w2 @ w1 @ x - y) @ x.T


def _hidden_activation_for_input(w1, w2, x, y):
    """You multiplied by the activations of layer 1, which belong to w2. The weights of layer 1
    are multiplied by x."""
    return w2.T @ (w2 @ w1 @ x - y) @ (w1 @ x).T


def _of_the_second_layer(w1, w2, x, y):
    """That is the gradient of w2. For w1 the error has to go back one layer more."""
    return (w2 @ w1 @ x - y) @ (w1 @ x).T


def _linear_outer_turned(w1, w2, x, y):
    """The outer product is turned round: δ is the column, x the row."""
    return linear_nabla_w1(w1, w2, x, y).T


def _sigmoids_kept(w1, w2, x, y):
    """There are still sigmoids in it. With σ(z) = z the network is `w2 @ w1 @ x`, and every slope
    is 1."""
    a1 = sigmoid(w1 @ x)
    a2 = sigmoid(w2 @ a1)
    return w2.T @ ((a2 - y) * a2 * (1 - a2)) * a1 * (1 - a1) @ x.T


def _layers_exchanged(w1, w2, x, y):
    """You applied w2 first. Layer 1 comes first: `w2 @ w1 @ x`, read from right to left."""
    return w2.T @ (w1 @ w2 @ x - y) @ x.T


def _measured_linear(w1, w2, x, y):
    return _each_slope(lambda w1: float(((w2 @ (w1 @ x) - y) ** 2).sum() / 2), w1)


all_linear = Exercise(
    reference=linear_nabla_w1,
    mistakes=[
        _sigmoid_left,
        _linear_not_transposed,
        _hidden_activation_for_input,
        _of_the_second_layer,
        _linear_outer_turned,
        _sigmoids_kept,
        _layers_exchanged,
    ],
    hints=[
        "Forward: a1 = w1 x and a2 = w2 a1. The error of the output is a2 - y.",
        "Back one layer: `w2.T @ (a2 - y)`. Then times the row of inputs.",
    ],
    notice=(
        "Without σ the network is one matrix, w2 w1, and can do no more than one layer could. The "
        "four equations still hold; each slope is 1."
    ),
    truth=_measured_linear,
    inputs=_columns(5, (3, 3), (3, 3), (3, 1), (3, 1), seed=4),
)


# --- 6. what it costs ----------------------------------------------------------------------------

what_it_costs = Choice(
    name="passes",
    right="d",
    wrong={
        "a": "Nudging needs a forward pass for every single parameter; it has to grow with them.",
        "b": "That would be right if each nudge needed a fixed time. But each is a forward pass, "
        "and a forward pass takes longer the more parameters there are.",
        "c": "Backpropagation is one pass forward and one back, each about as long as the number "
        "of parameters. It is nudging that is worse.",
    },
    hints=[
        "How many forward passes does nudging need? And how long is each?",
        "A hundred times the parameters: a hundred times as many passes, each a hundred times as "
        "long. And backpropagation is still one pass forward and one back.",
    ],
    notice=(
        "This is the whole case for backpropagation: measuring grows with the square of the number "
        "of parameters, the chain rule only in proportion."
    ),
)


# --- 7. why equation 4 ---------------------------------------------------------------------------

ENTRIES = [
    (j, k, *_columns(1, (n_prev, 1), seed=5 + place)[0], n)
    for place, (j, k, n_prev, n) in enumerate(
        [(0, 1, 3, 2), (1, 0, 2, 3), (2, 1, 3, 3), (0, 2, 3, 3), (2, 2, 4, 3), (1, 3, 4, 2)]
    )
]


def z_moves(j, k, a_prev, n):
    column = np.zeros((n, 1))
    column[j] = a_prev[k]
    return column


def _only_row(row, value, n):
    """Return a column of n zeros but for one value."""
    column = np.zeros((n, 1))
    column[row] = value
    return column


def _in_every_row(j, k, a_prev, n):
    """You have a_k in every row, as if the nudge reached all neurons of the layer. w_jk stands in
    z_j, and in no other z: the other rows are 0."""
    return np.full((n, 1), a_prev[k])


def _in_row_k(j, k, a_prev, n):
    """You put a_k into row k. k says where the weight comes *from*; it leads to neuron j, so it is
    z_j that moves."""
    return _only_row(k, a_prev[k], n)


def _activation_j(j, k, a_prev, n):
    """The row is right, but you put a_j into it. In z_j the weight w_jk is multiplied by what comes
    in from neuron k: a_k."""
    return _only_row(j, a_prev[j], n)


def _indices_exchanged(j, k, a_prev, n):
    """j and k have changed places: w_jk leads to j from k, so it moves z_j, by a_k."""
    return _only_row(k, a_prev[j], n)


def _with_slope(j, k, a_prev, n):
    """There is a σ′ in it. Asked for is how z moves, and σ comes after z: its slope is in δ
    already."""
    return _only_row(j, a_prev[k] * sigmoid_prime(a_prev[k]), n)


def _slope_alone(j, k, a_prev, n):
    """You put σ′ of a_k there. z_j is a plain sum, in which w_jk is multiplied by a_k itself."""
    return _only_row(j, sigmoid_prime(a_prev[k]), n)


def _column_of_the_bias(j, k, a_prev, n):
    """That is the column of the bias b_j, which is added to z_j as it is. The weight w_jk is
    multiplied by a_k first."""
    return _only_row(j, 1.0, n)


def _all_activations(j, k, a_prev, n):
    """You return `a_prev`, which says how z_j moves with each weight of its row. Here one weight is
    nudged, and the rows are the z of the layer."""
    return a_prev


def _one_number(j, k, a_prev, n):
    """That is how far z_j moves. The column has the other z of the layer too, and they do not
    move: zeros."""
    return a_prev[k, 0]


def _measured_z_moves(j, k, a_prev, n, h=0.5):
    """Nudge w_jk of some layer, and see how far each z moves."""
    rng = np.random.default_rng(6)
    w, b = rng.normal(size=(n, len(a_prev))), rng.normal(size=(n, 1))

    def z(w):
        return [[sum(w[i] * a_prev[:, 0]) + b[i, 0]] for i in range(n)]

    return np.subtract(z(_nudged(w, (j, k), h)), z(w)) / h


why_equation_4 = Exercise(
    reference=z_moves,
    mistakes=[
        _in_every_row,
        _in_row_k,
        _activation_j,
        _indices_exchanged,
        _with_slope,
        _slope_alone,
        _column_of_the_bias,
        _all_activations,
        _one_number,
    ],
    hints=[
        "Write z_i out: w_i0 a_0 + w_i1 a_1 + ... + b_i. For which i is w_jk in it, and what is it "
        "multiplied by?",
        "Begin with `np.zeros((n, 1))`, and change one row.",
    ],
    notice=(
        "And that proves equation 4. A nudge of w_jk reaches the cost through the z of its layer, "
        "so ∂C_0/∂w_jk is the sum over i of δ_i times row i of your column. Only i = j is left: "
        "δ_j a_k. For the bias b_j the column has a 1 in row j, so its derivative is δ_j: that is "
        "equation 3."
    ),
    truth=_measured_z_moves,
    inputs=ENTRIES,
)
