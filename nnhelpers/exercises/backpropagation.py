"""The exercises of lesson 4, backpropagation."""

from math import exp

import numpy as np

from nnhelpers.activations import sigmoid, sigmoid_prime
from nnhelpers.exercises._exercise import Choice, Exercise
from nnhelpers.exercises._slips import Mistake, slips
from nnhelpers.exercises._usual import of_the_half, of_the_miss, of_the_slope, of_the_sum


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
    a = sigmoid(z)
    return np.diag(sigmoid_prime(z)[:, 0]) @ (a - y)


def _is_diagonal_of_a_column(trial):
    """Whether the slopes went into `np.diag` as a column, under whatever name."""
    one_meets_three = "(size 3 is different from 1)" in str(trial.outcomes[0].error)
    return trial.says(r"np\.diag\(sigmoid_prime\(\w+\)\)") or (
        one_meets_three and trial.says(r"\bdiag\(")
    )


def _measured_output_error(z, y):
    return _each_slope(lambda z: sum((_squashed(z[j, 0]) - y[j, 0]) ** 2 / 2 for j in range(3)), z)


error_of_the_output = Exercise(
    reference=output_error,
    slips=[
        *of_the_slope(),
        *of_the_miss(z="z"),
        *of_the_half("derivative"),
        *slips("""
            a_table: `np.diag(sigmoid_prime(z)[:, 0]) @ (a - y)` -> `sigmoid_prime(z) @ (a - y).T`
                You have a table of 3 by 3. The matrix Σ′ has the slopes on its diagonal and zeros
                elsewhere: `np.diag` of a flat list makes it.
            diagonal_alone: ` @ (a - y)` -> ``
                That is the matrix Σ′(z) alone. It is multiplied by the column a - y.
            starred: `@` -> `*`
                You used `*`, which leaves a matrix. The matrix product `@` makes it a column.
            all_added: `np.diag(sigmoid_prime(z)[:, 0]) @ (a - y)` -> `sigmoid_prime(z).T @ (a - y)`
                You added the errors of the three outputs up. Each has its own: a column.
            all_added: `np.diag(sigmoid_prime(z)[:, 0]) @ (a - y)`
                -> `(sigmoid_prime(z) * (a - y)).sum()`
                You added the errors of the three outputs up. Each has its own: a column.
            averaged: `return ` -> `return 1 / 3 * `
                You divided by the number of outputs. Each has an error of its own, not a mean.
            z_for_slope: `sigmoid_prime(z)` -> `z`
                You put z itself on the diagonal. It is the slope there, σ′(z).
            first_slope_for_all: `np.diag(sigmoid_prime(z)[:, 0])`
                -> `sigmoid_prime(z)[0] * np.eye(3)`
                You multiplied all three by the slope of the first. `np.diag` of a column is only
                that one number; of a flat list it is the matrix.
            full_matrix: `np.diag(sigmoid_prime(z)[:, 0])`
                -> `(sigmoid_prime(z) @ sigmoid_prime(z).T)`
                Your matrix is full: each slope times each. Σ′(z) has the slopes on its diagonal,
                and zeros elsewhere.
            divided: `sigmoid_prime(z)` -> `(1 / sigmoid_prime(z))`
                You divided by the slope. The factors of the chain rule are multiplied.
        """),
    ],
    mistakes=[
        Mistake(
            "diagonal_of_a_column",
            _is_diagonal_of_a_column,
            "`np.diag` of a column takes its diagonal, a single number. Of a flat list it makes "
            "the matrix: `np.diag(sigmoid_prime(z)[:, 0])`.",
        ),
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
    a1 = sigmoid(z1)
    z2 = w2 @ a1 + b2
    a2 = sigmoid(z2)
    delta2 = (a2 - y) * sigmoid_prime(z2)
    return w2.T @ delta2 * sigmoid_prime(z1)


def _forward(w2, b2, z1):
    a1 = [_squashed(z) for z in z1[:, 0]]
    return [_squashed(sum(w2[j, k] * a1[k] for k in range(3)) + b2[j, 0]) for j in range(3)]


def _measured_hidden_error(w2, b2, z1, y):
    def cost(z1):
        return sum((a - y[j, 0]) ** 2 / 2 for j, a in enumerate(_forward(w2, b2, z1)))

    return _each_slope(cost, z1)


error_of_the_layer_before = Exercise(
    reference=hidden_error,
    slips=[
        *slips("""
            not_transposed: `w2.T` -> `w2`
                You have `w2 @ ...`. The errors go the other way, from j back to k: `w2.T`. With
                three neurons in both layers no shape objects.
            no_hidden_slope: ` * sigmoid_prime(z1)` -> ``
                That stops at the *activations* of layer 1. For δ it has to pass their σ as well:
                times σ′(z1).
        """),
        *of_the_slope("z2", "a2", "output"),
        *of_the_slope("z1", "a1", "hidden")[:1],
        *of_the_slope("z1", "a1", "hidden")[2:],
        *of_the_miss("a2", "z2"),
        *of_the_half("derivative"),
        *slips("""
            slope_of_the_wrong_layer: `sigmoid_prime(z1)` -> `sigmoid_prime(z2)`
                You multiplied by σ′(z2) at the end. The second slope is that of the layer you
                arrive at: σ′(z1).
            slope_of_the_wrong_layer: `sigmoid_prime(z2)` -> `sigmoid_prime(z1)`
                In δ of layer 2 you took σ′(z1). The first slope is that of the output layer:
                σ′(z2).
            slope_before_the_weights: `delta2 * sigmoid_prime(z1)`
                -> `(delta2 * sigmoid_prime(z1))` (alone)
                You multiplied by σ′(z1) before `w2.T`. A nudge going back meets the weights first,
                and then the neurons of layer 1.
            brackets: `w2.T @ delta2` -> `w2.T @ (a2 - y) * sigmoid_prime(z2)` (alone)
                Brackets are missing: `@` and `*` go from left to right. σ′(z2) belongs to the
                outputs, so it is multiplied with a2 - y before `w2.T`.
            averaged: `return ` -> `return 1 / 3 * `
                You averaged over the outputs. The paths are *added*.
            delta2: `w2.T @ delta2 * sigmoid_prime(z1)` -> `delta2` (alone)
                That is the error of the output layer. It has to go back one layer more: through
                `w2.T`, and times σ′(z1).
            no_bias: ` + b2` -> ``
                Going forward you forgot the biases: z2 is `w2 @ a1 + b2`.
            z_for_a1: `w2 @ a1` -> `w2 @ z1`
                You multiplied w2 by z1. What a layer passes on is its activation, σ(z1).
            no_weights: `w2.T @ delta2` -> `delta2`
                The weights are missing on the way back: neuron k hears each output through w[j, k].
            rows_added: `w2.T @ delta2` -> `(w2 * delta2).sum(axis=1, keepdims=True)`
                You added along the rows of w2. Neuron k is felt through its *column*: `w2.T @
                delta2`.
            flat_sum: `w2.T @ delta2` -> `(w2 * delta2).sum(axis=0)`
                Your sums lie in a row, and with the column of slopes they make a table. `w2.T @
                delta2` is a column.
            starred: `w2.T @` -> `w2.T *`
                You used `*`, which makes a table and adds nothing up. `@` adds over the outputs.
            starred: `w2.T @` -> `w2 *`
                You used `*`, which makes a table and adds nothing up. `w2.T @` adds over the
                outputs.
            forward_transposed: `w2 @ a1` -> `w2.T @ a1`
                Going forward it is `w2 @ a1`; the transpose is for the way back.
        """),
        *of_the_sum("w2.T @ delta2", "w2[{0}].T @ delta2[{0}]", "output"),
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

BATCHES = [
    *_columns(5, (3, 4), (3, 4), seed=2),
    *_columns(2, (2, 5), (3, 5), seed=7),
    *_columns(1, (3, 1), (3, 1), seed=8),
]


def gradient_of_w(delta, a_prev):
    return delta @ a_prev.T / delta.shape[1]


def _one_by_one(delta, a_prev):
    m = delta.shape[1]
    return [
        [sum(delta[j, i] * a_prev[k, i] for i in range(m)) / m for k in range(len(a_prev))]
        for j in range(len(delta))
    ]


many_examples = Exercise(
    reference=gradient_of_w,
    slips=slips("""
        order_turned: `delta @ a_prev.T` -> `a_prev @ delta.T`
            The two have changed places: entry [j, k] is δ_j times a_k, to before from. With layers
            of equal size no shape objects.
        summed: ` / delta.shape[1]` -> ``
            You have the sum over the examples. C is their mean: divide by m, the number of columns.
        divided_by_neurons: `delta.shape[1]` -> `delta.shape[0]`
            You divided by the number of rows, which are neurons. The examples are the columns.
        divided_by_inputs: `delta.shape[1]` -> `len(a_prev)`
            You divided by the number of inputs, the rows of a_prev. The examples are the columns.
        sign: `return ` -> `return -`
            The sign is turned round: δ has its sign already.
        last_example: `delta @ a_prev.T / delta.shape[1]` -> `delta[:, -1:] @ a_prev[:, -1:].T`
            You have the last example alone: each has overwritten the one before. Add them up.
        first_example: `delta @ a_prev.T / delta.shape[1]` -> `delta[:, :1] @ a_prev[:, :1].T`
            You have the first example alone. The product takes all columns: `delta @ a_prev.T`.
        means_multiplied: `delta @ a_prev.T / delta.shape[1]`
            -> `delta.mean(axis=1, keepdims=True) @ a_prev.mean(axis=1, keepdims=True).T`
            You averaged δ and a first, and then multiplied. Each example has its own product, and
            these are averaged.
        sums_multiplied: `delta @ a_prev.T`
            -> `delta.sum(axis=1, keepdims=True) @ a_prev.sum(axis=1, keepdims=True).T`
            You added δ and a up first, and then multiplied. Each example has its own product, and
            these are added.
        entry_by_entry: `delta @ a_prev.T / delta.shape[1]` -> `delta * a_prev` (alone)
            You multiplied entry by entry. Each δ_j meets *every* a_k: `delta @ a_prev.T`.
        entry_by_entry: `delta @ a_prev.T` -> `delta * a_prev` (alone)
            You multiplied entry by entry. Each δ_j meets *every* a_k: `delta @ a_prev.T`.
        examples_met: `delta @ a_prev.T` -> `delta.T @ a_prev` (alone)
            The wrong one is transposed, so examples meet examples. Neurons should meet: `delta @
            a_prev.T`.
        divided_by_all: `delta.shape[1]` -> `delta.size`
            You divided by the number of all entries. The mean is over the examples, the columns.
        divided_twice: `delta.shape[1]` -> `delta.shape[1] ** 2`
            You divided by m twice: a mean is already divided.
        multiplied_by_m: ` / delta` -> ` * delta`
            You multiplied by m. The product adds the examples up: divide.
        one_less: `delta.shape[1]` -> `(delta.shape[1] - 1)`
            You divided by m - 1. The cost is the mean over m examples.
        twice: `return ` -> `return 2 * `
            You have twice the gradient. δ holds ∂C_0/∂z already, and no 2 is left.
        half: `return ` -> `return 0.5 * `
            You have half of the gradient. The half of the cost is gone in δ already.
        mean_of_all: `delta @ a_prev.T / delta.shape[1]` -> `np.mean(delta @ a_prev.T)`
            You averaged over all weights too. Each weight has a derivative of its own.
        mean_of_rows: `delta @ a_prev.T / delta.shape[1]` -> `(delta @ a_prev.T).mean(axis=1)`
            You averaged over the neurons before. `@` has added over the examples: divide by m.
        mean_of_rows: `delta @ a_prev.T / delta.shape[1]`
            -> `(delta @ a_prev.T).mean(axis=1, keepdims=True)`
            You averaged over the neurons before. `@` has added over the examples: divide by m.
        outer_of_all: `delta @ a_prev.T` -> `np.outer(delta, a_prev)`
            `np.outer` flattens both, so examples meet other examples too. `@` keeps them apart.
        bias_for_weight: `delta @ a_prev.T / delta.shape[1]` -> `delta.mean(axis=1, keepdims=True)`
            That is the gradient of the biases. For a weight δ_j is multiplied by a_k.
        bias_for_weight: `delta @ a_prev.T / delta.shape[1]` -> `delta.mean(axis=1)`
            That is the gradient of the biases. For a weight δ_j is multiplied by a_k.
        entry_by_entry: `delta @ a_prev.T / delta.shape[1]`
            -> `(delta * a_prev).mean(axis=1)` (alone)
            You multiplied entry by entry. Each δ_j meets *every* a_k: `delta @ a_prev.T`.
        examples_met: `delta @ a_prev.T / delta.shape[1]` -> `delta.T @ a_prev` (alone)
            The wrong one is transposed, so examples meet examples. Neurons should meet:
            `delta @ a_prev.T`.
        divided_by_all: `delta.shape[1]` -> `a_prev.size`
            You divided by the number of all entries. The mean is over the examples, the columns.
        input_squashed: `@ a_prev` -> `@ sigmoid(a_prev)`
            You squashed a_prev. They are activations already.
    """)
    + of_the_sum("delta @ a_prev.T", "delta[:, {0}] @ a_prev[:, {0}].T", "example"),
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


def _measured_mixed(w2, delta2, z1):
    """The derivative of sum_j delta2_j z2_j, whose slope with respect to z2 is delta2."""

    def weighed(z1):
        a1 = [np.tanh(z1[0, 0]), _squashed(z1[1, 0]), _squashed(z1[2, 0])]
        return sum(delta2[j, 0] * sum(w2[j, k] * a1[k] for k in range(3)) for j in range(3))

    return _each_slope(weighed, z1)


one_other_neuron = Exercise(
    reference=mixed_error,
    slips=slips("""
        sigmoid_everywhere: `slopes[0] = 1 - np.tanh(z1[0]) ** 2` -> `pass`
            You kept the slope of the sigmoid for all three neurons. Neuron 0 is a tanh now, with
            the slope 1 - tanh(z)².
        tanh_everywhere: `slopes[0] = 1 - np.tanh(z1[0]) ** 2` -> `slopes = 1 - np.tanh(z1) ** 2`
            You took the slope of tanh for all three neurons. Only neuron 0 has changed.
        not_transposed: `w2.T` -> `w2`
            You have `w2 @ delta2`. The errors go back through `w2.T`.
        wrong_neuron: `[0]` -> `[1]`
            You changed neuron 1. Neurons are counted from 0.
        other_neurons: `slopes[0] = 1 - np.tanh(z1[0]) ** 2`
            -> `slopes[1:] = 1 - np.tanh(z1[1:]) ** 2`
            You changed neurons 1 and 2. It is neuron 0 that is a tanh.
        last_neuron: `[0]` -> `[-1]`
            You changed the last neuron. It should be neuron 0, the first.
        value_for_slope: `1 - np.tanh(z1[0]) ** 2` -> `np.tanh(z1[0])`
            You used tanh itself for neuron 0. What is needed is its slope, 1 - tanh(z)².
        squared_inside: `np.tanh(z1[0]) ** 2` -> `np.tanh(z1[0] ** 2)`
            You squared z, inside the tanh. It is the tanh that is squared: 1 - tanh(z)².
        square_of_z: `np.tanh(z1[0])` -> `z1[0]`
            You wrote 1 - z²; it is 1 - tanh(z)².
        bracket_squared: `1 - np.tanh(z1[0])` -> `(1 - np.tanh(z1[0]))`
            You squared the bracket, (1 - tanh z)². Only the tanh is squared: 1 - tanh(z)².
        not_squared: ` ** 2` -> ``
            The square is missing: the slope of tanh is 1 - tanh(z)².
        plus: `1 - np` -> `1 + np`
            You wrote 1 + tanh(z)²; the slope is 1 - tanh(z)².
        slope_at_a: `np.tanh(z1[0])` -> `np.tanh(np.tanh(z1[0]))`
            You took the slope of neuron 0 at its activation. It is 1 - tanh(z)², at z.
        slope_at_a: `np.tanh(z1[0])` -> `np.tanh(sigmoid(z1[0]))`
            You took the slope of neuron 0 at an activation. It is 1 - tanh(z)², at z.
        one_forgotten: `1 - np.tanh(z1[0]) ** 2` -> `np.tanh(z1[0]) ** 2`
            You used tanh(z)² for neuron 0; the slope is 1 - tanh(z)².
        tanh_first: `1 - np.tanh(z1[0]) ** 2` -> `sigmoid_prime(np.tanh(z1[0]))`
            You put tanh into σ′. Neuron 0 is no longer a sigmoid: its slope is 1 - tanh(z)².
        both_slopes: `slopes[0] = ` -> `slopes[0] *= `
            Neuron 0 has both slopes, multiplied. It is a tanh now, not a sigmoid.
        sigmoid_for_its_slope: `sigmoid_prime(z1)` -> `sigmoid(z1)`
            You used σ itself for neurons 1 and 2. What is needed is its slope, σ′(z).
        sigmoid_slope_at_a: `sigmoid_prime(z1)` -> `sigmoid_prime(sigmoid(z1))`
            You gave σ′ activations for neurons 1 and 2; it wants z1.
        no_sigmoid_slope: `sigmoid_prime(z1)` -> `np.ones_like(z1)`
            Neurons 1 and 2 have no slope. They are sigmoids: σ′(z).
        no_slope: ` * slopes` -> ``
            The slopes are missing: δ has to pass the functions of the layer, too.
        slopes_alone: `w2.T @ delta2 * slopes` -> `slopes`
            Those are the slopes. They are multiplied by what comes back, `w2.T @ delta2`.
        slope_before_the_weights: `delta2 * slopes` -> `(delta2 * slopes)`
            You multiplied by the slopes before `w2.T`. An error going back meets the weights first,
            and then the neurons of the layer.
        no_weights: `w2.T @ delta2` -> `delta2`
            The weights are missing: the errors go back through `w2.T`.
        starred: `w2.T @` -> `w2.T *`
            You used `*`, which makes a table and adds nothing up. `@` adds over the next layer.
        rows_added: `w2.T @ delta2` -> `(w2 * delta2).sum(axis=1, keepdims=True)`
            You added along the rows of w2. Neuron k is felt through its *column*: `w2.T @ delta2`.
        sign: `return ` -> `return -`
            The sign is turned round: delta2 has its sign already.
        averaged: `return ` -> `return 1 / 3 * `
            You averaged over the next layer. The paths are *added*.
        twice: `return ` -> `return 2 * `
            You have twice the error: no 2 is left in delta2.
    """)
    + of_the_sum("w2.T @ delta2", "w2[{0}].T @ delta2[{0}]", "error"),
    hints=[
        "Only the slope of neuron 0 is different. The way through the weights is the same.",
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
    a1 = w1 @ x
    a2 = w2 @ a1
    delta1 = w2.T @ (a2 - y)
    return delta1 @ x.T


def _with_sigmoids(w1, w2, x, y):
    a1 = sigmoid(w1 @ x)
    a2 = sigmoid(w2 @ a1)
    return w2.T @ ((a2 - y) * a2 * (1 - a2)) * a1 * (1 - a1) @ x.T


LINEAR = [
    *_columns(5, (3, 3), (3, 3), (3, 1), (3, 1), seed=4),
    *_columns(1, (3, 2), (2, 3), (2, 1), (2, 1), seed=9),
]


def _measured_linear(w1, w2, x, y):
    return _each_slope(lambda w1: float(((w2 @ (w1 @ x) - y) ** 2).sum() / 2), w1)


all_linear = Exercise(
    reference=linear_nabla_w1,
    slips=[
        *slips("""
            not_transposed: `w2.T` -> `w2`
                You have `w2 @ ...` on the way back. The errors go back through `w2.T`, even without
                σ.
        """),
        *of_the_miss("a2"),
        *of_the_half("derivative"),
        *slips("""
            hidden_activation_for_input: `x.T` -> `a1.T`
                You multiplied by the activations of layer 1, which belong to w2. The weights of
                layer 1 are multiplied by x.
            output_slope_left: `(a2 - y)` -> `((a2 - y) * sigmoid_prime(a2))`
                You still have the σ′ of the outputs. With σ(z) = z every slope is 1.
            hidden_slope_left: `return delta1` -> `return (delta1 * sigmoid_prime(a1))`
                You still have the σ′ of layer 1. With σ(z) = z every slope is 1.
            output_squashed: `a2 - y` -> `sigmoid(a2) - y`
                There is still a σ in the output. With σ(z) = z the network is `w2 @ w1 @ x`.
            sigmoids_kept: `return delta1 @ x.T` -> `return _with_sigmoids(w1, w2, x, y)`
                You still have sigmoids. With σ(z) = z the network is `w2 @ w1 @ x`, and
                every slope is 1.
            of_the_second_layer: `return delta1 @ x.T` -> `return (a2 - y) @ a1.T`
                That is the gradient of w2. For w1 the error has to go back one layer more.
            outer_turned: `delta1 @ x.T` -> `x @ delta1.T`
                The outer product is turned round: δ is the column, x the row.
            no_weights: `w2.T @ ` -> ``
                The error has not gone back: layer 1 hears the outputs through `w2.T`.
            own_weights: `w2.T` -> `w1.T`
                You sent the error back through w1. Between layer 1 and the outputs lies w2.
            layers_exchanged: `w2 @ a1` -> `w1 @ w2 @ x`
                You applied w2 first. Layer 1 comes first: `w2 @ w1 @ x`, read from right to left.
            a_layer_forgotten: `w2 @ a1` -> `w2 @ x`
                Going forward, layer 1 is missing: the network is `w2 @ w1 @ x`.
            middle_activation: `a2 - y` -> `a1 - y`
                You compared layer 1 with the target. It is the output, a2, that should be y.
            delta_alone: ` @ x.T` -> ``
                That is the error of layer 1, a column. A weight multiplies it by its input: `@
                x.T`.
            starred: `@ x.T` -> `* x`
                You multiplied entry by entry. Each δ_j meets *every* x_k: `@ x.T`.
            one_number: `delta1 @ x.T` -> `x.T @ delta1`
                You have one number: a row times a column. A column times a row is the table.
            target_for_input: `x.T` -> `y.T`
                You multiplied by the targets. The weights of layer 1 are multiplied by x.
            averaged: `return ` -> `return 1 / len(y) * `
                You averaged over the outputs. The paths are *added*.
            averaged: `return ` -> `return 1 / 3 * `
                You averaged over the outputs. The paths are *added*.
        """),
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
    inputs=LINEAR,
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


def _measured_z_moves(j, k, a_prev, n, h=0.5):
    """Nudge w_jk of some layer, and see how far each z moves."""
    rng = np.random.default_rng(6)
    w, b = rng.normal(size=(n, len(a_prev))), rng.normal(size=(n, 1))

    def z(w):
        return [[sum(w[i] * a_prev[:, 0]) + b[i, 0]] for i in range(n)]

    return np.subtract(z(_nudged(w, (j, k), h)), z(w)) / h


why_equation_4 = Exercise(
    reference=z_moves,
    slips=slips("""
        in_every_row: `column[j]` -> `column[:]`
            You have the same in every row, as if the nudge reached all neurons of the layer. w_jk
            stands in z_j, and in no other z: the other rows are 0.
        in_row_k: `column[j]` -> `column[k]`
            You filled row k. k says where the weight comes *from*; it leads to neuron j, so it is
            z_j that moves.
        activation_j: `a_prev[k]` -> `a_prev[j]`
            You took a_j. In z_j the weight w_jk is multiplied by what comes in from neuron k: a_k.
        indices_exchanged: `column[j] = a_prev[k]` -> `column[k] = a_prev[j]`
            j and k have changed places: w_jk leads to j from k, so it moves z_j, by a_k.
        column_of_the_bias: `a_prev[k]` -> `1`
            You have a 1 there: that is the bias b_j, added to z_j as it is. The weight w_jk is
            multiplied by a_k first.
        one_number: `return column` -> `return a_prev[k, 0]`
            That is how far z_j moves. The column has the other z of the layer too, and they do not
            move: zeros.
        one_number: `return column` -> `return a_prev[k]`
            That is how far z_j moves. The column has the other z of the layer too, and they do not
            move: zeros.
        all_activations: `return column` -> `return a_prev`
            You return `a_prev`, which says how z_j moves with each weight of its row. Here one
            weight is nudged, and the rows are the z of the layer.
        a_table: `return column` -> `return column * np.eye(len(a_prev))[k]`
            You have a table like w. It should be a column, one row for each z.
        with_slope: `a_prev[k]` -> `a_prev[k] * sigmoid_prime(a_prev[k])`
            You have a σ′ there. The question is how z moves, and σ comes after z: its slope is in δ
            already.
        slope_alone: `a_prev[k]` -> `sigmoid_prime(a_prev[k])`
            You put σ′ of a_k there. z_j is a plain sum, in which w_jk is multiplied by a_k itself.
        squashed: `a_prev[k]` -> `sigmoid(a_prev[k])`
            You squashed a_k. It is an activation already.
        first_row: `column[j]` -> `column[0]`
            You filled row 0. It is z_j that moves: row j.
        last_row: `column[j]` -> `column[-1]`
            You filled the last row. It is row j.
        counted_from_one: `column[j]` -> `column[j - 1]`
            You filled the row before j. Rows are counted from 0, as j is.
        counted_from_one: `a_prev[k]` -> `a_prev[k - 1]`
            You took the activation before a_k. They are counted from 0, as k is.
        counted_from_one: `column[j]` -> `column[j + 1]`
            You filled the row after j. Rows are counted from 0, as j is.
        index_for_activation: `a_prev[k]` -> `k`
            You put the index there, not the activation: `a_prev[k]`.
        index_for_activation: `a_prev[k]` -> `j`
            You put the index there, not the activation: `a_prev[k]`.
        sign: `= a_prev` -> `= -a_prev`
            The sign is turned round: w_jk a_k is *added* to z_j.
        zeros: `column[j] = a_prev[k]` -> `pass`
            Your column has only zeros. Which z moves?
        ones_elsewhere: `np.zeros` -> `np.ones` (alone)
            Your other rows are 1. The other z do not move at all: 0.
        averaged: `a_prev[k]` -> `a_prev.mean()`
            You averaged the activations. One weight is nudged, and it is multiplied by a_k alone.
        first_activation: `a_prev[k]` -> `a_prev[0]`
            You took a_0. The weight w_jk is multiplied by a_k.
        all_added: `a_prev[k]` -> `a_prev.sum()`
            You added all activations. One weight is nudged, and it is multiplied by a_k alone.
        rows_of_the_layer_before: `(n, 1)` -> `(len(a_prev), 1)`
            Your column has a row for each neuron *before*. It should have one for each z: n.
    """),
    hints=[
        "Write z_i out: w_i0 a_0 + w_i1 a_1 + ... + b_i. For which i does w_jk appear, and what "
        "is it multiplied by?",
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
