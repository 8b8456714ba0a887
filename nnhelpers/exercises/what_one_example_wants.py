"""The exercises of lesson 2, what one example wants."""

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


# --- 1. four nudges ------------------------------------------------------------------------------

NUDGES = [
    (np.array([0.5, -2.0, 0.1, -0.3]), np.array([0.2, 0.1, -3.0, -0.5])),
    (np.array([3.2, 0.1, -1.0, 0.4]), np.array([-0.1, -4.0, 0.2, 2.0])),
    (np.array([0.9, -0.2, -0.6, 0.3]), np.array([0.1, 2.0, -0.5, 0.8])),
    (np.array([0.5, -2.0, 1.5, 0.4]), np.array([-0.4, -0.6, -0.5, 0.3])),
]


def ranking(slopes, nudges):
    return np.argsort(slopes * nudges)


def _largest_slope_first(slopes, nudges):
    """You ranked the slopes by their size. A slope is the change for one unit of nudge; these
    nudges are not of one unit, so multiply first."""
    return np.argsort(-np.abs(slopes))


def _lowest_slope_first(slopes, nudges):
    """You ranked the slopes alone. What happens to the cost is slope *times* nudge: a negative
    nudge turns the sign round."""
    return np.argsort(slopes)


def _largest_nudge_first(slopes, nudges):
    """You ranked the nudges alone. A large nudge of something that hardly matters does little."""
    return np.argsort(-np.abs(nudges))


def _largest_change_first(slopes, nudges):
    """You ranked the changes by their size, but a large change can be for the worse. The one that
    *lowers* the cost the most comes first."""
    return np.argsort(-np.abs(slopes * nudges))


def _worst_first(slopes, nudges):
    """You have them the other way round: the one that lowers the cost the most comes first, and a
    lower cost is a negative change."""
    return np.argsort(-slopes * nudges)


def _ranks(slopes, nudges):
    """You give each parameter its rank. Wanted are the parameters in their order: first the *place*
    of the one that lowers the cost the most, and so on. `np.argsort` once, not twice."""
    return np.argsort(np.argsort(slopes * nudges))


def _changes(slopes, nudges):
    """Those are the changes. Wanted are the places of the changes, from the lowest to the highest:
    `np.argsort` finds them."""
    return slopes * nudges


def _sorted_changes(slopes, nudges):
    """Those are the changes in order. Wanted are their places in the arrays: `np.argsort` instead
    of `np.sort`."""
    return np.sort(slopes * nudges)


def _counted_from_one(slopes, nudges):
    """The order is right, but places are counted from 0."""
    return np.argsort(slopes * nudges) + 1


rank_nudges = Exercise(
    reference=ranking,
    mistakes=[
        _largest_slope_first,
        _lowest_slope_first,
        _largest_nudge_first,
        _largest_change_first,
        _worst_first,
        _ranks,
        _changes,
        _sorted_changes,
        _counted_from_one,
    ],
    hints=[
        "The predicted change of the cost is slope times nudge.",
        "`np.argsort(changes)` lists the places of the changes from the lowest to the highest.",
    ],
    notice=(
        "Neither the slope nor the nudge decides alone. A gradient says how much each parameter "
        "matters for each unit, and what you do with it is another matter."
    ),
    truth=lambda slopes, nudges: sorted(
        range(len(slopes)), key=lambda i: float(slopes[i]) * float(nudges[i])
    ),
    inputs=NUDGES,
)


# --- 2. the weight that matters most -------------------------------------------------------------

NEURONS = [
    (np.array([0.3, -2.5, 1.1, 0.2]), 0.4, np.array([0.1, 0.05, 0.3, 0.9]), 1.0),
    (np.array([1.9, 0.4, -0.8, -2.2]), -0.7, np.array([0.45, 0.2, 0.7, 0.4]), 0.0),
    (np.array([2.0, 1.5, 0.3, -0.2]), -0.3, np.array([0.1, 0.6, 0.2, 0.9]), 1.0),
    (np.array([-0.5, 2.1, 0.9, -3.0]), 0.1, np.array([0.95, 0.6, 0.7, 0.02]), 0.0),
]


def most_sensitive(w, b, a_prev, y):
    return np.argmax(a_prev)


def _largest_weight(w, b, a_prev, y):
    """You took the weight that is largest in size. That finds the *activation* to which the cost is
    most sensitive. But an activation is not a parameter, and nobody can set it: its wish is handed
    back to the layer before. A nudge of the weight w_k is multiplied by a_k, whatever w_k is."""
    return np.argmax(np.abs(w))


def _highest_weight(w, b, a_prev, y):
    """You took the highest weight. What a nudge of w_k is multiplied by is a_k, not w_k."""
    return np.argmax(w)


def _largest_product(w, b, a_prev, y):
    """You took the largest product w_k a_k, the largest part of z. But a nudge of w_k is not
    multiplied by w_k: only a_k counts."""
    return np.argmax(w * a_prev)


def _largest_product_in_size(w, b, a_prev, y):
    """You took the product w_k a_k of the largest size. But a nudge of w_k is not multiplied by
    w_k: only a_k counts."""
    return np.argmax(np.abs(w * a_prev))


def _dimmest(w, b, a_prev, y):
    """You took the dimmest neuron. Its weight is multiplied by next to nothing."""
    return np.argmin(a_prev)


def _highest_slope(w, b, a_prev, y):
    """You took the highest slope, with its sign. Sensitive means that the cost changes much, up or
    down: compare the sizes."""
    z = w @ a_prev + b
    return np.argmax(a_prev * sigmoid_prime(z) * (sigmoid(z) - y))


def _activation_itself(w, b, a_prev, y):
    """That is the brightest activation itself. Wanted is its place: `np.argmax`, not `max`."""
    return a_prev.max()


def _place_from_one(w, b, a_prev, y):
    """That is the right weight, but places are counted from 0."""
    return np.argmax(a_prev) + 1


def _measured_most_sensitive(w, b, a_prev, y):
    def cost(w):
        return (_squashed(sum(w_k * a_k for w_k, a_k in zip(w, a_prev, strict=True)) + b) - y) ** 2

    slopes = [_slope(lambda h, k=k: cost([*w[:k], w[k] + h, *w[k + 1 :]])) for k in range(len(w))]
    return max(range(len(w)), key=lambda k: abs(slopes[k]))


brightest = Exercise(
    reference=most_sensitive,
    mistakes=[
        _largest_weight,
        _highest_weight,
        _largest_product,
        _largest_product_in_size,
        _dimmest,
        _highest_slope,
        _activation_itself,
        _place_from_one,
    ],
    hints=[
        "How far does z move if w_k is nudged by one unit?",
        "By a_k. All else, σ′(z) and the miss, is the same for all weights of the neuron.",
    ],
    notice=(
        "The weights themselves, the bias and the target play no part in the comparison. They do "
        "in *how* sensitive the cost is, but that is the same factor for all weights of a neuron."
    ),
    truth=_measured_most_sensitive,
    inputs=NEURONS,
)


# --- 3. signs ------------------------------------------------------------------------------------

signs = Choice(
    name="both_wishes",
    right="c",
    wrong={
        "a": "A higher weight on an active neuron raises z, and with it the output, which should "
        "be lower.",
        "b": "The activation is right. But a higher weight on an active neuron raises the output, "
        "and it should be lower.",
        "d": "The weight is right. But a negative weight turns things round: less of this "
        "activation means less of a negative number, so a *higher* output.",
    },
    hints=[
        "z contains the product of this weight and this activation, and z should be lower.",
        "The product is negative here. To make it more negative, lower the weight, or raise the "
        "activation.",
    ],
    notice=(
        "The wish for a weight has the sign of what the neuron itself should do, since activations "
        "of a sigmoid are positive. A negative weight turns the wish for an activation round."
    ),
)


# --- 4. the wishes of three outputs --------------------------------------------------------------


def _outputs(count=6, seed=3):
    rng = np.random.default_rng(seed)
    for _ in range(count):
        w, z = np.round(rng.uniform(-2, 2, (3, 3)), 2), np.round(rng.uniform(-2, 2, (3, 1)), 2)
        yield w, z, np.eye(3)[:, [rng.integers(3)]]


OUTPUTS = list(_outputs())


def wish_for_activations(w, z, y):
    return w.T @ ((y - sigmoid(z)) * sigmoid_prime(z))


def _averaged(w, z, y):
    """You averaged the wishes of the outputs. They are *added*: each output pulls with its own
    strength, and three that pull the same way pull three times as hard."""
    return wish_for_activations(w, z, y) / 3


def _turned_round(w, z, y):
    """That is the gradient. The wish is minus the gradient: y - a, not a - y."""
    return -wish_for_activations(w, z, y)


def _not_transposed(w, z, y):
    """You added along the rows of w. Row j holds what goes *to* output j; neuron k is felt through
    column k, by all outputs. So it is `w.T`."""
    return w @ ((y - sigmoid(z)) * sigmoid_prime(z))


def _without_slope(w, z, y):
    """The slope is missing: an output is moved through its z, so each y - a counts times σ′(z)."""
    return w.T @ (y - sigmoid(z))


def _slope_of_the_activation(w, z, y):
    """You fed σ′ with the activation. It wants z."""
    a = sigmoid(z)
    return w.T @ ((y - a) * sigmoid_prime(a))


def _without_weights(w, z, y):
    """You added the wishes of the outputs without their weights. Each output feels neuron k in
    proportion to the weight between them."""
    return np.full((3, 1), ((y - sigmoid(z)) * sigmoid_prime(z)).sum())


def _the_right_output_alone(w, z, y):
    """You asked only the output that should be 1. The others want something of the same neurons,
    too."""
    return w.T @ (y * (y - sigmoid(z)) * sigmoid_prime(z))


def _rows_added(w, z, y):
    """You multiplied row k of w by one wish, and added along the row. Neuron k is felt through its
    *column*, w[:, k], where each entry meets another output's wish."""
    return (w * ((y - sigmoid(z)) * sigmoid_prime(z))).sum(axis=1, keepdims=True)


def _wishes_for_z(w, z, y):
    """That is what the outputs want of their own z. Neuron k hears it from each of them, times the
    weight w[j, k]."""
    return (y - sigmoid(z)) * sigmoid_prime(z)


def _doubled(w, z, y):
    """You have twice the wish. Did you leave out the half of the cost? With it, the slope of
    (a - y)²/2 is a - y."""
    return 2 * wish_for_activations(w, z, y)


def _measured_wish(w, z, y):
    """Nudge each activation: z_j moves by w_jk times the nudge."""

    def cost(k, h):
        return sum((_squashed(z[j, 0] + w[j, k] * h) - y[j, 0]) ** 2 / 2 for j in range(3))

    return [[-_slope(lambda h, k=k: cost(k, h))] for k in range(3)]


add_wishes = Exercise(
    reference=wish_for_activations,
    mistakes=[
        _averaged,
        _turned_round,
        _not_transposed,
        _without_slope,
        _slope_of_the_activation,
        _without_weights,
        _the_right_output_alone,
        _rows_added,
        _wishes_for_z,
        _doubled,
    ],
    hints=[
        "First what each output wants of its own z: the wish y - a times the slope σ′(z).",
        "Then neuron k hears this from every output j, times the weight w[j, k], and adds. A sum "
        "over the first index of w is `w.T @ ...`.",
    ],
    notice=(
        "This line, with the sign turned round, is the step backwards in backpropagation. The "
        "layer before multiplies it by its own σ′(z), and then does the same again."
    ),
    truth=_measured_wish,
    inputs=OUTPUTS,
)


# --- 5. one kind of example ----------------------------------------------------------------------

wrong_labels = Choice(
    name="becomes",
    right="a",
    wrong={
        "b": "The network is never told what the images are, only what its outputs should be. "
        "Every example that it sees asks for an 8.",
        "c": "It would have to see other digits to learn what is *not* an 8. No example asks for "
        "any answer but 8.",
        "d": "It changes a lot: each example lowers its own cost, and the cost is that of an 8.",
    },
    hints=[
        "What does every single example want of output neuron 8? And of the other nine?",
        "Nothing in the training ever asks for a difference between one image and another.",
    ],
    notice=(
        "A network wants what its examples want. Output 8 hears the same wish every time. What "
        "grants it, its bias and the weights from neurons that are nearly always on, works for "
        "whatever else you show it later."
    ),
)


# --- 6. a step for all ---------------------------------------------------------------------------

GRADIENTS = [
    (np.array([3.2, 0.1]), 0.5),
    (np.array([-0.4, 0.0, 1.5]), 0.1),
    (np.array([0.7, -0.7, 0.2, -1.1]), 2.0),
]


def predicted_change(slopes, eta):
    return (slopes * (-eta * slopes)).sum()


def _sum_of_nudges(slopes, eta):
    """That is the sum of the nudges. Each nudge changes the cost by slope *times* nudge: the slope
    comes in twice."""
    return (-eta * slopes).sum()


def _uphill(slopes, eta):
    """The sign is turned round: the nudges are *minus* eta times the slopes."""
    return eta * (slopes**2).sum()


def _mean_change(slopes, eta):
    """You averaged the changes. The parameters are nudged all at once, and their effects add."""
    return -eta * (slopes**2).mean()


def _length(slopes, eta):
    """You took the root of the sum of squares, the length of the gradient. The change is minus eta
    times its square."""
    return -eta * np.sqrt((slopes**2).sum())


def _largest_alone(slopes, eta):
    """You counted only the parameter that matters most. The small ones add up, too."""
    return -eta * (slopes**2).max()


def _square_of_the_sum(slopes, eta):
    """You squared the sum of the slopes. Each parameter contributes the square of its own slope:
    square first, then add."""
    return -eta * slopes.sum() ** 2


def _eta_twice(slopes, eta):
    """You multiplied by eta twice: it is in the nudge, and not in the slope."""
    return -(eta**2) * (slopes**2).sum()


step = Exercise(
    reference=predicted_change,
    mistakes=[
        _sum_of_nudges,
        _uphill,
        _mean_change,
        _length,
        _largest_alone,
        _eta_twice,
        _square_of_the_sum,
    ],
    hints=[
        "The nudge of each parameter is -eta times its slope. What does that do to the cost?",
        "Slope times nudge, for each parameter; then add: `(slopes * nudges).sum()`.",
    ],
    notice=(
        "A sum of squares times -eta: never positive. That is why a small enough step along the "
        "average wish always lowers the cost, until every slope is 0."
    ),
    truth=lambda slopes, eta: sum(-eta * float(s) * float(s) for s in slopes),
    inputs=GRADIENTS,
)
