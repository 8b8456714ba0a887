"""The exercises of lesson 1, the forward pass."""

from math import exp

import numpy as np

from nnhelpers.activations import sigmoid
from nnhelpers.exercises._exercise import Exercise
from nnhelpers.exercises._slips import Mistake, slips
from nnhelpers.exercises._usual import of_the_sum
from nnhelpers.network import Network


def _squashed(z):
    """The sigmoid again, with no help from the package."""
    return 1 / (1 + exp(-z))


def _layers(*shapes, seed):
    """Return for each shape of w a tuple (w, a_prev, b), the activations between 0 and 1."""
    rng = np.random.default_rng(seed)

    def draw(low, high, shape):
        return np.round(rng.uniform(low, high, shape), 2)

    return [
        (draw(-2, 2, (n, n_prev)), draw(0, 1, (n_prev, 1)), draw(-2, 2, (n, 1)))
        for n, n_prev in shapes
    ]


def _without_brackets(z):
    return 1 / 1 + np.exp(-z)


def _squashed_twice(z):
    return sigmoid(sigmoid(z))


_OF_THE_SIGMOID = """
    not_squashed: `sigmoid(` -> `(`
        That is z, {weighted_input}. The neuron passes on its activation, a = σ(z).
    exponent_turned: `return sigmoid(` -> `return 1 - sigmoid(`
        Mind the sign in the exponent: σ(z) is 1/(1 + e^(-z)), and yours falls where it should rise.
    brackets_missing: `sigmoid(` -> `_without_brackets(`
        Brackets are missing: `1 / 1 + np.exp(-z)` is 1, plus the exponential. Write
        `1 / (1 + np.exp(-z))`, or use `sigmoid`.
    slope_for_value: `sigmoid(` -> `sigmoid_prime(`
        You took the slope, σ′(z). The activation is σ(z) itself.
    squashed_twice: `sigmoid(` -> `_squashed_twice(`
        You applied the sigmoid twice. Once turns z into a.
    another_function: `sigmoid(` -> `np.tanh(`
        You took tanh. This neuron is a sigmoid neuron: σ(z) = 1/(1 + e^(-z)).
    another_function: `sigmoid(` -> `np.maximum(0, `
        You took ReLU. This neuron is a sigmoid neuron: σ(z) = 1/(1 + e^(-z)).
"""


# --- 1. one neuron -------------------------------------------------------------------------------

NEURONS = [
    *[(w[0], a[:, 0], float(b[0, 0])) for w, a, b in _layers(*[(1, 3)] * 6, seed=0)],
    (np.array([1.2, -0.7, 0.0]), np.array([-0.5, 0.8, -1.5]), -0.3),
]


def neuron_output(w, a_prev, b):
    return sigmoid(w @ a_prev + b)


one_neuron = Exercise(
    reference=neuron_output,
    slips=[
        *slips("""
            bias_outside: ` + b)` -> `) + b`
                You added the bias after the sigmoid. It belongs to z, which goes *into* the
                sigmoid: that is how it can decide where the neuron switches on.
            no_bias: ` + b` -> ``
                The bias is missing: z is the weighted sum *plus* b.
        """),
        *slips(_OF_THE_SIGMOID.format(weighted_input="the weighted input")),
        *slips("""
            not_added: `@` -> `*`
                You have three numbers, one for each product. They are added first, with the bias,
                and the sigmoid is applied once, to the sum.
            unweighted: `w @ a_prev` -> `a_prev.sum()`
                You added the activations up without their weights.
            bias_for_every_input: `w @ a_prev + b` -> `(w * a_prev + b).sum()`
                You added the bias to each of the three products. A neuron has one bias, added once.
            bias_subtracted: `+ b` -> `- b`
                You subtracted the bias. It is added to the sum; and in `np.exp(-z)` the minus is
                for all of z, the bias too.
            bias_multiplied: `+ b` -> `* b`
                You multiplied by the bias. It is added.
            bias_inside: `a_prev + b` -> `(a_prev + b)`
                You added the bias to the inputs. It is added to their weighted sum.
            sum_times_sum: `w @ a_prev` -> `w.sum() * a_prev.sum()`
                You multiplied the sum of the weights by the sum of the activations. Each activation
                has a weight of its own: multiply in pairs, then add.
            each_input_squashed: `sigmoid(w @ a_prev + b)` -> `sigmoid(w * a_prev + b).sum()`
                You squashed each product by itself. They are added first, with the bias, and then σ
                is applied once, to the sum.
            each_input_squashed: `sigmoid(w @ a_prev + b)` -> `sigmoid(w * a_prev).sum() + b`
                You squashed each product by itself. They are added first, with the bias, and then σ
                is applied once, to the sum.
            both: `sigmoid(w @ a_prev + b)` -> `[w @ a_prev + b, sigmoid(w @ a_prev + b)]`
                You return z and a. Only the activation is asked for.
            added_for_multiplied: `w @ a_prev` -> `(w + a_prev).sum()`
                You added weights to activations. Each activation is *multiplied* by its weight.
            mean_for_sum: `w @ a_prev` -> `(w * a_prev).mean()`
                You averaged the products. They are added up.
            input_squashed: `@ a_prev` -> `@ sigmoid(a_prev)`
                You squashed the inputs. They are activations already: σ is for z alone.
            inputs_ignored: `w @ a_prev` -> `w.sum()`
                The activations are missing. Each weight is multiplied by its activation.
            bias_alone: `w @ a_prev + b` -> `b`
                Only the bias is in z. The weighted sum of the inputs is missing.
        """),
        *of_the_sum("w @ a_prev", "w[{0}] @ a_prev[{0}]", "input"),
    ],
    hints=[
        "Two steps: z is the three products and the bias, all added; then a is σ(z).",
        "For arrays of the same length, `w @ a_prev` is the sum of the products of pairs.",
    ],
    notice=(
        "`w @ a_prev` is the whole sum, for three inputs or for 784. All that a neuron knows is in "
        "`w` and `b`."
    ),
    truth=lambda w, a_prev, b: _squashed(
        sum(w_k * a_k for w_k, a_k in zip(w, a_prev, strict=True)) + b
    ),
    inputs=NEURONS,
)


# --- 2. a layer ----------------------------------------------------------------------------------

LAYERS = [
    *_layers((3, 3), (3, 3), (2, 4), (4, 2), (3, 3), seed=1),
    (np.array([[1.0, -2.0], [0.0, 0.5]]), np.array([[-0.5], [0.9]]), np.array([[0.0], [-1.2]])),
]


def layer(w, a_prev, b):
    return sigmoid(w @ a_prev + b)


def _layer_by_hand(w, a_prev, b):
    return [
        [_squashed(sum(w_jk * a_k for w_jk, a_k in zip(row, a_prev[:, 0], strict=True)) + b_j)]
        for row, b_j in zip(w, b[:, 0], strict=True)
    ]


a_layer = Exercise(
    reference=layer,
    slips=[
        *slips("""
            transposed: `w @` -> `w.T @`
                This amounts to `w.T @ a_prev`. Row j of w holds the weights of neuron j, so w stays
                as it is. Where both layers have three neurons Python cannot warn you; where they
                differ in size, it stops.
            no_bias: ` + b` -> ``
                The biases are missing: each neuron adds its own b to its sum before σ.
            bias_outside: ` + b)` -> `) + b`
                You added the biases after the sigmoid. They belong to z, inside it.
        """),
        *slips(_OF_THE_SIGMOID.format(weighted_input="the column of weighted inputs")),
        *slips("""
            own_activation_in_each_row: `w @ a_prev` -> `(w * a_prev).sum(axis=1, keepdims=True)`
                You used `*`, which multiplies row j of w by the one activation a_j. The matrix
                product `@` multiplies the entries of each row by *all* activations in turn, and
                adds.
            not_added: `w @ a_prev` -> `w * a_prev.T`
                You multiplied in the right pairs, and have not added them up. Along each row, `@`
                does both.
            running_sums: `sigmoid(w @ a_prev + b)`
                -> `sigmoid(np.cumsum(w * a_prev.T, axis=1) + b).reshape(-1, 1)`
                You kept the sum after every input. Keep it once for each neuron, when the loop over
                its inputs is over.
            starred: `@` -> `*`
                You used `*`, which multiplies entry by entry and adds nothing. The matrix product
                is `@`: along a row of w, down the column, multiply in pairs, add.
            flat_bias: `+ b` -> `+ b[:, 0]`
                Your bias has lost its second axis, so NumPy took it for a row and made a table.
                Leave `b` the column that it is.
            flat_sum: `w @ a_prev` -> `(w @ a_prev)[:, 0]`
                Your sums lie flat, and with the column b they make a table. Keep `a_prev` a column.
            bias_subtracted: `+ b` -> `- b`
                You subtracted the biases. They are added.
            bias_multiplied: `+ b` -> `* b`
                You multiplied by the biases. They are added.
            first_alone: `sigmoid(w @ a_prev + b)` -> `sigmoid(w @ a_prev + b)[0]`
                That is the first neuron alone. The layer passes on the whole column.
            one_bias: `+ b` -> `+ b[0]`
                You gave all neurons the bias of the first. Each has its own: add the whole column.
            one_row: `w @` -> `w[0] @`
                You gave all neurons the weights of the first. Each has a row of its own in w.
            all_added: `w @ a_prev` -> `sum(w @ a_prev)`
                You added the sums of all neurons up. `w @ a_prev` has added within each row
                already.
            outputs_added: `sigmoid(w @ a_prev + b)` -> `sigmoid(w @ a_prev + b).sum()`
                You added the activations of the neurons up. The layer passes on the whole column.
            softmax: `sigmoid(w @ a_prev + b)`
                -> `np.exp(w @ a_prev + b) / np.exp(w @ a_prev + b).sum()`
                That is softmax, in which the neurons compete. Here each applies σ to its own z.
            input_squashed: `@ a_prev` -> `@ sigmoid(a_prev)`
                You squashed the inputs. They are activations already: σ is for z alone.
            mean_for_sum: `w @ a_prev` -> `w @ a_prev / len(a_prev)`
                You averaged the products. They are added up.
            inputs_ignored: `w @ a_prev` -> `w.sum(axis=1, keepdims=True)`
                The activations are missing. Each weight is multiplied by its activation.
            bias_alone: `w @ a_prev + b` -> `b`
                Only the biases are in z. Where is `w @ a_prev`?
        """),
        *of_the_sum("w @ a_prev", "w[:, {0}] @ a_prev[{0}]", "input"),
    ],
    hints=[
        "The one line of section 3 does it for any number of neurons.",
        "`w @ a_prev + b` is the column z; `sigmoid` works on every entry of a column.",
    ],
    notice=(
        "`sigmoid(w @ a_prev + b)`, the line that also serves one neuron, and many examples. That "
        "is what matrices are for: `w` has several rows now, and nothing else has to change."
    ),
    truth=_layer_by_hand,
    inputs=LAYERS,
)


# --- 3. shapes -----------------------------------------------------------------------------------


def shapes():
    return [(3, 5), (3, 1), (2, 7)]


def _shapes_of_a_network():
    net = Network([5, 3, 2], rng=0)
    return [net.weights[0].shape, net.biases[0].shape, net.feedforward(np.ones((5, 7))).shape]


predict_shapes = Exercise(
    reference=shapes,
    slips=slips("""
        weights_turned: `(3, 5)` -> `(5, 3)`
            The first is turned round: a row for each neuron of *this* layer, a column for each of
            the layer before. To 3, from 5.
        bias_as_a_row: `(3, 1)` -> `(1, 3)`
            The second is turned round: a bias for each neuron, one below the other, is a column.
        flat_bias: `(3, 1)` -> `(3,)`
            The second has one axis only. `(3,)` is a flat list; a column of three is (3, 1).
        examples_as_rows: `(2, 7)` -> `(7, 2)`
            The third is turned round: an example is a column, so seven examples are seven columns.
        a_bias_for_each_example: `(3, 1)` -> `(3, 7)`
            The second has six columns too many: biases belong to the neurons, not to the examples.
            There is one column, added to each of the seven.
        one_example: `(2, 7)` -> `(2, 1)`
            The third is right for one example. Seven go in side by side, and seven come out.
        bias_for_inputs: `(3, 1)` -> `(5, 1)`
            The second has a bias for each input. Inputs are given and have none: the biases of
            layer 1 belong to its three neurons.
        flat_activations: `(2, 7)` -> `(2,)`
            The third has one axis only. For seven examples there are seven columns: (2, 7).
        activations_of_layer_1: `(2, 7)` -> `(3, 7)`
            The third is the shape of a^(1). It should be that of layer 2, which has two neurons.
        all_turned: `(3, 5), (3, 1), (2, 7)` -> `(5, 3), (1, 3), (7, 2)`
            All three are turned round. Rows are the neurons of this layer; columns are the neurons
            before for w, the examples for a, and there is one column for b.
        weights_of_layer_2: `(3, 5)` -> `(2, 3)`
            The first belongs to layer 2. It should be for the weights to layer 1, from the inputs.
        bias_of_layer_2: `(3, 1)` -> `(2, 1)`
            The second belongs to layer 2. It should be for the biases of layer 1, which has three
            neurons.
        one_bias: `(3, 1)` -> `(1, 1)`
            The second is a single bias. Each neuron has one.
        one_bias: `(3, 1)` -> `(1,)`
            The second is a single bias. Each neuron has one.
        activations_of_the_input: `(2, 7)` -> `(5, 7)`
            The third is the shape of the inputs. It should be that of what comes out of layer 2.
        examples_in_the_weights: `(3, 5)` -> `(3, 7)`
            The first has a column for each example. It has one for each neuron before: from 5.
        input_for_weights: `(3, 5)` -> `(5, 7)`
            The first is the shape of the inputs. The weights lead from 5 neurons to 3.
        weights_for_activations: `(2, 7)` -> `(2, 3)`
            The third is the shape of w^(2). Activations have a column for each example.
        layer_skipped: `(3, 5)` -> `(2, 5)`
            The first leads from the inputs to the outputs. w^(1) leads to layer 1, which has 3.
        weights_of_one_neuron: `(3, 5)` -> `(1, 5)`
            The first is the row of one neuron. The layer has three, so w has three rows.
        weights_of_one_neuron: `(3, 5)` -> `(5, 1)`
            The first is for one neuron alone. The layer has three, so w has three rows.
        bias_like_the_weights: `(3, 1)` -> `(3, 5)`
            The second has a bias for each weight. There is one for each neuron.
        examples_alone: `(2, 7)` -> `(1, 7)`
            The third has one row. Layer 2 has two neurons, each with a row of its own.
        too_few: `, (2, 7)]` -> `]`
            There are two pairs, and three are asked for: the shapes of w^(1), b^(1) and a^(2).
    """),
    hints=[
        "Weights: (to, from). Everything else has a row for each neuron of its layer.",
        "Seven examples are seven columns, all the way through. What has no examples in it?",
    ],
    notice=(
        "In `w @ a_prev` the inner numbers meet and vanish: (3, 5) @ (5, 7) is (3, 7). The bias, "
        "(3, 1), is added to every column."
    ),
    truth=_shapes_of_a_network,
)


# --- 4. counting ---------------------------------------------------------------------------------

NETWORKS = [
    ([784, 30, 10],),
    ([784, 16, 16, 10],),
    ([3, 2, 1],),
    ([4, 7],),
    ([2, 5, 3, 1, 4],),
    ([1, 1],),
]


def parameters(sizes):
    layers = range(1, len(sizes))
    return sum(sizes[i] * sizes[i - 1] + sizes[i] for i in layers)


count = Exercise(
    reference=parameters,
    slips=slips("""
        no_biases: ` + sizes[i]` -> ``
            You counted the weights and forgot the biases: each neuron after the input has one.
        biased_input: `return sum(` -> `return sizes[0] + sum(`
            You gave the input layer biases. The input is given, not computed, and has none.
        last_layer_alone: `range(1, len(sizes))` -> `range(max(1, len(sizes) - 1), len(sizes))`
            You counted the last layer alone. In a loop, `total =` forgets what came before; `total
            +=` adds.
        first_layer_alone: `range(1, len(sizes))` -> `range(1, 2)`
            You counted layer 1 alone. Is there a `return` inside the loop?
        one_bias_a_layer: `+ sizes[i]` -> `+ 1`
            You counted one bias for each layer. Each *neuron* has one.
        bias_for_each_neuron_before: `+ sizes[i]` -> `+ sizes[i - 1]`
            You added the sizes of the layers before. The biases belong to the neurons that the
            weights lead *to*.
        biases_at_both_ends: `+ sizes[i]` -> `+ sizes[i] + sizes[i - 1]` (alone)
            You counted biases at both ends of the weights. They belong to the neurons that the
            weights lead *to*.
        neurons: `sum(sizes[i] * sizes[i - 1] + sizes[i] for i in layers)`
            -> `sum(sizes)`
            Those are the neurons. The parameters are the weights on the lines between them, and the
            biases.
        all_sizes_multiplied: `sum(sizes[i] * sizes[i - 1] + sizes[i] for i in layers)`
            -> `np.prod(sizes)`
            You multiplied the sizes of all layers. Lines run only from one layer to the next:
            multiply neighbours, and add.
        all_sizes_multiplied: `sum(sizes[i] * sizes[i - 1] + sizes[i] for i in layers)`
            -> `np.prod(sizes) + sum(sizes[1:])` (alone)
            For the weights you multiplied the sizes of all layers. Lines run only from one layer to
            the next: multiply neighbours, and add.
        round_the_corner: `range(1, len(sizes))` -> `range(len(sizes))`
            You also counted weights from the last layer back to the input: `sizes[i - 1]` for `i =
            0` is the *last* size. Begin with layer 1.
        stops_too_early: `range(1, len(sizes))` -> `range(1, len(sizes) - 1)`
            You left out the last layer. Does the range end one too early?
        starts_too_late: `range(1, len(sizes))` -> `range(2, len(sizes))`
            You left out the first layer. Does the range begin one too late?
        one_bias_in_all: `sum(sizes[i] * sizes[i - 1] + sizes[i] for i in layers)`
            -> `sum(sizes[i] * sizes[i - 1] for i in layers) + 1` (alone)
            You counted one bias for the whole network. Each *neuron* after the input has one.
        biases_alone: `sizes[i] * sizes[i - 1] + ` -> ``
            Those are the biases. The weights are missing: one for each pair of neighbours.
        sizes_added: `sizes[i] * sizes[i - 1] + sizes[i]` -> `sizes[i] + sizes[i - 1]`
            You added the sizes of two layers. Every neuron meets every neuron before: multiply.
        no_output_biases: `return sum(` -> `return -sizes[-1] + sum(` (alone)
            You left out the biases of the last layer. Its neurons have biases like all others after
            the input.
        twice: `return sum(` -> `return 2 * sum(`
            You counted everything twice.
        bias_multiplied: `+ sizes[i]` -> `* sizes[i]`
            You multiplied by the biases. They are added: one for each neuron.
        squares: `sizes[i - 1]` -> `sizes[i]`
            You multiplied each size by itself. Weights lead from the layer before: `sizes[i - 1]`.
    """),
    hints=[
        "Take one layer at a time: a weight for each pair (to, from), and a bias for each neuron.",
        "Between layers `i - 1` and `i` there are `sizes[i] * sizes[i - 1]` weights.",
    ],
    notice=(
        "In a network that reads images nearly all of them are weights of the first layer, where "
        "the pixels come in."
    ),
    truth=lambda sizes: sum(
        parameter.size for net in [Network(sizes)] for parameter in net.weights + net.biases
    ),
    inputs=NETWORKS,
)


# --- 5. a wrong index order ----------------------------------------------------------------------

TURNED = [
    *_layers(*[(3, 3)] * 6, seed=2),
    (np.diag([1.0, -2.0, 3.0]) + 1, np.array([[-1.0], [0.0], [0.7]]), np.array([[0.4], [0], [-1]])),
]


def weighted_input(w, a_prev, b):
    z = w.T @ a_prev + b
    return z


index_order = Exercise(
    reference=weighted_input,
    slips=slips("""
        as_it_is: `w.T` -> `w`
            You used w as it is. In this w the first index says where a weight comes *from*, so its
            rows belong to the neurons before, and the product takes the wrong weights.
        no_bias: ` + b` -> ``
            The biases are missing: z is `... + b`.
        squashed: `return z` -> `return sigmoid(z)`
            That is the activation, σ(z). The weighted input z is asked for.
        rows_reversed: `w.T` -> `w[::-1]`
            You turned the rows upside down. The two indices have to change places, which is a
            reflection in the diagonal: `w.T`.
        columns_reversed: `w.T` -> `w[:, ::-1]`
            You put the columns in the opposite order. The two indices have to change places, which
            is a reflection in the diagonal: `w.T`.
        rotated: `w.T` -> `np.rot90(w)`
            You rotated the matrix. The two indices have to change places, which is a reflection in
            the diagonal: `w.T`.
        rotated: `w.T` -> `np.rot90(w, -1)`
            You rotated the matrix. The two indices have to change places, which is a reflection in
            the diagonal: `w.T`.
        inverted: `w.T` -> `np.linalg.inv(w)`
            You inverted the matrix. Only its indices have to change places: `w.T`.
        sign_of_w: `w.T` -> `-w`
            You turned the signs of the weights. It is their two indices that change places.
        rows_added: `w.T @ a_prev` -> `(w * a_prev).sum(axis=1, keepdims=True)`
            You multiplied each row by its activation, which is right for this w, but then you added
            along the rows. The products that belong to one neuron are below each other.
        own_activation_in_each_row: `w.T @ a_prev` -> `(w.T * a_prev).sum(axis=1, keepdims=True)`
            You multiplied each row of `w.T` by one activation. In a row, each weight meets
            a different one: `w.T @ a_prev`.
        starred: `@` -> `*`
            You used `*`, which multiplies entry by entry and adds nothing. The matrix product is
            `@`.
        not_added: `w.T @ a_prev` -> `w * a_prev`
            You multiplied in the right pairs, and have not added up what belongs to one neuron.
            `w.T @ a_prev` does both.
        flat_bias: `+ b` -> `+ b[:, 0]`
            Your bias is a row, and a column and a row make a table. Leave `b` the column it is.
        flat_sum: `w.T @ a_prev` -> `(w * a_prev).sum(axis=0)`
            Your sums lie in a row, and with the column b they make a table. `keepdims`, or `w.T @
            a_prev`, keeps them a column.
        bias_subtracted: `+ b` -> `- b`
            You subtracted the biases. They are added.
        bias_multiplied: `+ b` -> `* b`
            You multiplied by the biases. They are added.
        bias_inside: `a_prev + b` -> `(a_prev + b)`
            You added the biases to the activations. They are added to the weighted sums.
        input_squashed: `@ a_prev` -> `@ sigmoid(a_prev)`
            You squashed the inputs. They are activations already.
    """)
    + of_the_sum("w.T @ a_prev", "w[{0}].T @ a_prev[{0}]", "input"),
    hints=[
        "What you need is a matrix whose entry [j, k] is their entry [k, j].",
        "That matrix is called the transpose, and NumPy writes it `w.T`.",
    ],
    notice=(
        "Both conventions exist, and for square matrices nothing but the numbers tells them apart. "
        "In lesson 4 the transpose comes back for a better reason: to send errors the other way."
    ),
    truth=lambda w, a_prev, b: [
        [sum(w[k, j] * a_prev[k, 0] for k in range(3)) + b[j, 0]] for j in range(3)
    ],
    inputs=TURNED,
)


# --- 6. the digit in binary ----------------------------------------------------------------------


def w_binary():
    return np.array(
        [
            [-10, -10, -10, -10, -10, -10, -10, -10, 10, 10],
            [-10, -10, -10, -10, 10, 10, 10, 10, -10, -10],
            [-10, -10, 10, 10, -10, -10, 10, 10, -10, -10],
            [-10, 10, -10, 10, -10, 10, -10, 10, -10, 10],
        ]
    )


def _tells_bits_apart(w):
    """Whether there is one number for all ones, and a lower one for all zeros, but not known."""
    if w is None or w.shape != (4, 10):
        return False
    ones, zeros = w[w_binary() > 0], w[w_binary() < 0]
    known = {(10, -10), (1, -1), (1, 0), (10, 0), (10, -1)}
    same = np.ptp(ones) == 0 == np.ptp(zeros)
    return bool(same and ones[0] > zeros[0]) and (ones[0], zeros[0]) not in known


def _lowest_first(rows):
    return np.array(rows[::-1])


def _nine_first(rows):
    return np.array(rows)[:, ::-1]


def _counted_from_one(rows):
    return 20 * np.array([[d + 1 >> bit & 1 for d in range(10)] for bit in (3, 2, 1, 0)]) - 10


def _fours_for_eights(rows):
    return np.array([[10 if d >= 4 else -10 for d in range(10)], *rows[1:]])


def _fours_first(rows):
    return np.array(rows)[[1, 0, 2, 3]]


def _ones_before_twos(rows):
    return np.array(rows)[[0, 1, 3, 2]]


def _on_for_even_digits(rows):
    return np.array([*rows[:3], np.negative(rows[3])])


binary = Exercise(
    reference=w_binary,
    slips=slips("""
        lowest_bit_first: `np.array(` -> `_lowest_first(`
            Your rows are in the opposite order: row 0 is for the eights, row 3 for the ones, as we
            write.
        bits: `return ` -> `return 0.5 + 0.05 * `
            These are the bits themselves, 0 and 1. Use 10 for a 1, and for a 0 a weight that pushes
            the neuron down, -10.
        zeros_for_minus_ten: `return ` -> `return 5 + 0.5 * `
            Where the bit is 0 you have the weight 0. Then z is 0, and σ(0) is one half, neither on
            nor off. The weight has to push the neuron down: -10.
        signs_turned: `return ` -> `return -`
            Your signs are turned round: a weight of +10 switches the neuron on, and it should be on
            where the bit is 1.
        too_weak: `return ` -> `return 0.1 * `
            The signs are right, but weights of 1 are weak: σ(1) is only 0.73. Use 10 and -10.
        two_weights: `return ` -> `return 4.5 + 0.55 * `
            Where the bit is 0 you have -1, which is weak: σ(-1) is 0.27. Use -10.
        rows_and_columns_exchanged: `\n    )` -> `\n    ).T`
            Rows and columns are exchanged: `w` is (to, from), so it has a row for each of the four
            new neurons.
        counted_from_one: `np.array(` -> `_counted_from_one(`
            Column k is for the digit k, and the columns count from 0. Yours are one digit too far.
        nine_first: `np.array(` -> `_nine_first(`
            Your columns begin with the digit 9. Column k is for the digit k, from 0 on.
        fours_for_eights: `np.array(` -> `_fours_for_eights(`
            Row 0 should be on only for the digits from 8 on, since it counts the eights. Yours is
            on for all the digits from 4 on.
        eights_and_fours_exchanged: `np.array(` -> `_fours_first(`
            Rows 0 and 1 have changed places: row 0 counts the eights, row 1 the fours.
        on_for_even_digits: `np.array(` -> `_on_for_even_digits(`
            Row 3 is on for the even digits. Its bit is the ones, and it is the odd digits that end
            in 1.
        twos_and_ones_exchanged: `np.array(` -> `_ones_before_twos(`
            Rows 2 and 3 have changed places: row 2 counts the twos, row 3 the ones.
    """),
    mistakes=[
        Mistake(
            "two_other_numbers",
            lambda trial: _tells_bits_apart(trial.values[0]),
            "You tell the bits apart, but with other numbers. Use 10 for a 1, and -10 for a 0.",
        ),
        Mistake(
            "all_the_same",
            lambda trial: trial.values[0] is not None and np.ptp(trial.values[0]) == 0,
            "All your weights are the same, so all digits switch on the same neurons. Which bits "
            "does a 6 have?",
        ),
    ],
    hints=[
        "One old neuron is on, number k, so z of a new neuron is about its weight from k. It "
        "should be large and positive exactly if that bit of k is 1.",
        "Write the digits in binary, one below the other: 0000, 0001, 0010, ... 1001. The rows of "
        "`w_binary` are the columns of this table. For the ones, that is "
        "[-10, 10, -10, 10, -10, 10, -10, 10, -10, 10].",
    ],
    notice=(
        "A layer can be written by hand if you know what it should do. For reading handwriting "
        "nobody knows, and that is why networks learn. Try yours: "
        "`sigmoid(w_binary @ net.feedforward(x))`."
    ),
    truth=lambda: np.array(
        [[10 if f"{d:04b}"[j] == "1" else -10 for d in range(10)] for j in range(4)]
    ),
)
