"""The exercises of lesson 1, the forward pass."""

from math import exp, prod

import numpy as np

from nnhelpers.activations import sigmoid
from nnhelpers.exercises._exercise import Exercise
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


# --- 1. one neuron -------------------------------------------------------------------------------

NEURONS = [(w[0], a[:, 0], float(b[0, 0])) for w, a, b in _layers(*[(1, 3)] * 6, seed=0)]


def neuron_output(w, a_prev, b):
    return sigmoid(w @ a_prev + b)


def _sigmoid_first(w, a_prev, b):
    """You added the bias after the sigmoid. It belongs to z, which goes *into* the sigmoid: that is
    how it can decide where the neuron switches on."""
    return sigmoid(w @ a_prev) + b


def _bias_forgotten(w, a_prev, b):
    """The bias is missing: z is the weighted sum *plus* b."""
    return sigmoid(w @ a_prev)


def _weighted_input(w, a_prev, b):
    """That is z, the weighted input. The neuron's output is its activation, a = σ(z)."""
    return w @ a_prev + b


def _unweighted(w, a_prev, b):
    """You added the activations up without their weights."""
    return sigmoid(a_prev.sum() + b)


def _bias_for_every_input(w, a_prev, b):
    """You added the bias to each of the three products. A neuron has one bias, added once."""
    return sigmoid((w * a_prev + b).sum())


def _each_input_squashed(w, a_prev, b):
    """You squashed each product by itself. They are added first, with the bias, and then σ is
    applied once, to the sum."""
    return sigmoid(w * a_prev + b).sum()


def _sum_times_sum(w, a_prev, b):
    """You multiplied the sum of the weights by the sum of the activations. Each activation has a
    weight of its own: multiply in pairs, then add."""
    return sigmoid(w.sum() * a_prev.sum() + b)


def _not_added(w, a_prev, b):
    """You have three numbers, one for each product. They are added first, with the bias, and the
    sigmoid is applied once, to the sum."""
    return sigmoid(w * a_prev + b)


def _both(w, a_prev, b):
    """You return z and a. Only the activation is asked for."""
    z = w @ a_prev + b
    return [z, sigmoid(z)]


def _exponent_turned(w, a_prev, b):
    """Mind the sign in the exponent: σ(z) is 1/(1 + e^(-z)), and yours falls where it should
    rise."""
    return sigmoid(-(w @ a_prev + b))


def _brackets_missing(w, a_prev, b):
    """Brackets are missing: `1 / 1 + np.exp(-z)` is 1, plus the exponential. Write
    `1 / (1 + np.exp(-z))`, or use `sigmoid`."""
    return 1 + np.exp(-(w @ a_prev + b))


def _bias_subtracted(w, a_prev, b):
    """You subtracted the bias. It is added to the sum; and in `np.exp(-z)` the minus is for all of
    z, the bias too."""
    return sigmoid(w @ a_prev - b)


one_neuron = Exercise(
    reference=neuron_output,
    mistakes=[
        _sigmoid_first,
        _bias_forgotten,
        _weighted_input,
        _unweighted,
        _bias_for_every_input,
        _each_input_squashed,
        _sum_times_sum,
        _not_added,
        _both,
        _exponent_turned,
        _brackets_missing,
        _bias_subtracted,
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

LAYERS = _layers((3, 3), (3, 3), (2, 4), (4, 2), seed=1)


def layer(w, a_prev, b):
    return sigmoid(w @ a_prev + b)


def _transposed(w, a_prev, b):
    """This amounts to `w.T @ a_prev`. Row j of w holds the weights of neuron j, so w stays as it
    is. Where both layers have three neurons Python cannot warn you, because both shapes fit; where
    they differ in size, it stops."""
    return sigmoid(w.T @ a_prev + b)


def _layer_without_bias(w, a_prev, b):
    """The biases are missing: each neuron adds its own b to its sum before σ."""
    return sigmoid(w @ a_prev)


def _layer_bias_outside(w, a_prev, b):
    """You added the biases after the sigmoid. They belong to z, inside it."""
    return sigmoid(w @ a_prev) + b


def _layer_not_squashed(w, a_prev, b):
    """That is z, the column of weighted inputs. The layer passes on σ(z)."""
    return w @ a_prev + b


def _own_activation_in_each_row(w, a_prev, b):
    """You used `*`, which multiplies row j of w by the one activation a_j. The matrix product `@`
    multiplies the entries of each row by *all* activations in turn, and adds."""
    return sigmoid((w * a_prev).sum(axis=1, keepdims=True) + b)


def _starred(w, a_prev, b):
    """You used `*`, which multiplies entry by entry and adds nothing. The matrix product is `@`:
    along a row of w, down the column, multiply in pairs, add."""
    return sigmoid(w * a_prev + b)


def _flat_bias(w, a_prev, b):
    """Your bias has lost its second axis, so NumPy took it for a row and made a table. Leave `b`
    the column that it is."""
    return sigmoid(w @ a_prev + b[:, 0])


def _neither_bias_nor_sigmoid(w, a_prev, b):
    """Two things are missing: the biases, and the sigmoid."""
    return w @ a_prev


def _layer_by_hand(w, a_prev, b):
    return [
        [_squashed(sum(w_jk * a_k for w_jk, a_k in zip(row, a_prev[:, 0], strict=True)) + b_j)]
        for row, b_j in zip(w, b[:, 0], strict=True)
    ]


a_layer = Exercise(
    reference=layer,
    mistakes=[
        _transposed,
        _layer_without_bias,
        _layer_bias_outside,
        _layer_not_squashed,
        _own_activation_in_each_row,
        _starred,
        _flat_bias,
        _neither_bias_nor_sigmoid,
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


def _weights_turned():
    """The first is turned round: a row for each neuron of *this* layer, a column for each neuron
    of the layer before. To 3, from 5."""
    return [(5, 3), (3, 1), (2, 7)]


def _all_turned():
    """All three are turned round. Rows are the neurons of this layer; columns are the neurons
    before for w, the examples for a, and there is one column for b."""
    return [(5, 3), (1, 3), (7, 2)]


def _a_bias_for_each_example():
    """The second has six columns too many: the biases belong to the neurons, not to the examples.
    There is one column, added to each of the seven."""
    return [(3, 5), (3, 7), (2, 7)]


def _examples_as_rows():
    """The third is turned round: an example is a column, so seven examples are seven columns."""
    return [(3, 5), (3, 1), (7, 2)]


def _one_example():
    """The third is right for one example. Seven go in side by side, and seven come out."""
    return [(3, 5), (3, 1), (2, 1)]


def _bias_for_inputs():
    """The second has a bias for each input. Inputs are given and have none: the biases of layer 1
    belong to its three neurons."""
    return [(3, 5), (5, 1), (2, 7)]


def _bias_as_a_row():
    """The second is turned round: a bias for each neuron, one below the other, is a column."""
    return [(3, 5), (1, 3), (2, 7)]


def _weights_and_examples_turned():
    """The first and the third are turned round. w has a row for each neuron of *this* layer; an
    example is a column."""
    return [(5, 3), (3, 1), (7, 2)]


def _weights_and_bias_turned():
    """The first and the second are turned round: w is (to, from), and b is a column."""
    return [(5, 3), (1, 3), (2, 7)]


def _activations_of_layer_1():
    """The third is the shape of a^(1). Asked for is layer 2, which has two neurons."""
    return [(3, 5), (3, 1), (3, 7)]


def _all_of_layer_2():
    """The weights and biases asked for are those of layer 1: to its 3 neurons, from the 5
    inputs."""
    return [(2, 3), (2, 1), (2, 7)]


def _shapes_of_a_network():
    net = Network([5, 3, 2], rng=0)
    return [net.weights[0].shape, net.biases[0].shape, net.feedforward(np.ones((5, 7))).shape]


predict_shapes = Exercise(
    reference=shapes,
    mistakes=[
        _weights_turned,
        _all_turned,
        _a_bias_for_each_example,
        _examples_as_rows,
        _one_example,
        _bias_for_inputs,
        _bias_as_a_row,
        _weights_and_examples_turned,
        _weights_and_bias_turned,
        _activations_of_layer_1,
        _all_of_layer_2,
    ],
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

NETWORKS = [([784, 30, 10],), ([784, 16, 16, 10],), ([3, 2, 1],), ([4, 7],)]


def parameters(sizes):
    return sum(sizes[i] * sizes[i - 1] + sizes[i] for i in range(1, len(sizes)))


def _no_biases(sizes):
    """You counted the weights and forgot the biases: each neuron after the input has one."""
    return sum(n * n_prev for n, n_prev in zip(sizes[1:], sizes[:-1], strict=True))


def _biased_input(sizes):
    """You gave the input layer biases. The input is given, not computed, and has none."""
    return _no_biases(sizes) + sum(sizes)


def _neurons(sizes):
    """Those are the neurons. The parameters are the weights on the lines between them, and the
    biases."""
    return sum(sizes)


def _one_bias_a_layer(sizes):
    """You counted one bias for each layer. Each *neuron* has one."""
    return _no_biases(sizes) + len(sizes) - 1


def _bias_for_each_neuron_before(sizes):
    """You added the sizes of the layers before. The biases belong to the neurons that the weights
    lead *to*."""
    return _no_biases(sizes) + sum(sizes[:-1])


def _all_sizes_multiplied(sizes):
    """You multiplied the sizes of all layers. Lines run only from one layer to the next: multiply
    neighbours, and add."""
    return prod(sizes)


def _round_the_corner(sizes):
    """You also counted weights from the last layer back to the input: `sizes[i - 1]` for `i = 0`
    is the *last* size. Begin with layer 1."""
    return sum(sizes[i] * sizes[i - 1] + sizes[i] for i in range(len(sizes)))


def _stops_too_early(sizes):
    """You left out the last layer. Does the range end one too early?"""
    return parameters(sizes[:-1])


def _first_layer_alone(sizes):
    """You counted layer 1 alone. Is there a `return` inside the loop?"""
    return parameters(sizes[:2])


count = Exercise(
    reference=parameters,
    mistakes=[
        _no_biases,
        _biased_input,
        _neurons,
        _one_bias_a_layer,
        _bias_for_each_neuron_before,
        _all_sizes_multiplied,
        _round_the_corner,
        _stops_too_early,
        _first_layer_alone,
    ],
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

TURNED = _layers(*[(3, 3)] * 6, seed=2)


def weighted_input(w, a_prev, b):
    return w.T @ a_prev + b


def _as_it_is(w, a_prev, b):
    """You used w as it is. In this w the first index says where a weight comes *from*, so its rows
    belong to the neurons before, and the product takes the wrong weights."""
    return w @ a_prev + b


def _rows_reversed(w, a_prev, b):
    """You turned the rows upside down. The two indices have to change places, which is a
    reflection in the diagonal: `w.T`."""
    return w[::-1] @ a_prev + b


def _rotated(w, a_prev, b):
    """You rotated the matrix. The two indices have to change places, which is a reflection in the
    diagonal: `w.T`."""
    return np.rot90(w) @ a_prev + b


def _turned_without_bias(w, a_prev, b):
    """The weights are right now, but the biases are missing."""
    return w.T @ a_prev


def _turned_and_squashed(w, a_prev, b):
    """The weights are right now. But that is the activation; the weighted input z is asked for."""
    return sigmoid(w.T @ a_prev + b)


def _rows_added(w, a_prev, b):
    """You multiplied each row by its activation, which is right for this w, but then you added
    along the rows. The products that belong to one neuron stand below each other."""
    return (w * a_prev).sum(axis=1, keepdims=True) + b


def _as_it_is_and_squashed(w, a_prev, b):
    """Two things: this w is turned round, and it is z that is asked for, not the activation."""
    return sigmoid(w @ a_prev + b)


index_order = Exercise(
    reference=weighted_input,
    mistakes=[
        _as_it_is,
        _rows_reversed,
        _rotated,
        _turned_without_bias,
        _turned_and_squashed,
        _rows_added,
        _as_it_is_and_squashed,
    ],
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


def _lowest_bit_first():
    """Your rows are in the opposite order: row 0 is for the eights, row 3 for the ones, as one
    writes."""
    return w_binary()[::-1]


def _zeros_for_minus_ten():
    """Where the bit is 0 you have the weight 0. Then z is 0, and σ(0) is one half, neither on nor
    off. The weight has to push the neuron down: -10."""
    return np.maximum(w_binary(), 0)


def _counted_from_one():
    """Column k is for the digit k, and the columns count from 0. Yours are one digit too far."""
    return 20 * np.array([[d + 1 >> bit & 1 for d in range(10)] for bit in (3, 2, 1, 0)]) - 10


def _bits():
    """These are the bits themselves, 0 and 1. Use 10 for a 1, and for a 0 a weight that pushes the
    neuron down, -10."""
    return (w_binary() + 10) // 20


def _too_weak():
    """The signs are right, but weights of 1 are weak: σ(1) is only 0.73. Use 10 and -10."""
    return w_binary() / 10


def _rows_and_columns_exchanged():
    """Rows and columns are exchanged: `w` is (to, from), so it has a row for each of the four new
    neurons."""
    return w_binary().T


def _signs_turned():
    """Your signs are turned round: a weight of +10 switches the neuron on, and it should be on
    where the bit is 1."""
    return -w_binary()


def _fours_for_eights():
    """Row 0 should be on only for the digits from 8 on, since it counts the eights. Yours is on
    for all the digits from 4 on."""
    first = np.where(np.arange(10) >= 4, 10, -10)
    return np.vstack([first, w_binary()[1:]])


binary = Exercise(
    reference=w_binary,
    mistakes=[
        _lowest_bit_first,
        _zeros_for_minus_ten,
        _counted_from_one,
        _signs_turned,
        _fours_for_eights,
        _bits,
        _too_weak,
        _rows_and_columns_exchanged,
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
