"""The exercises of lesson 2, what one example wants."""

from math import exp

import numpy as np

from nnhelpers.activations import sigmoid, sigmoid_prime
from nnhelpers.exercises._exercise import Choice, Exercise
from nnhelpers.exercises._slips import slips
from nnhelpers.exercises._usual import of_the_slope, of_the_sum


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
    (np.array([-1.2, 0.3, 0.7, 2.1]), np.array([0.9, 0.6, -2.5, 0.2])),
    (np.array([0.8, 1.7, -0.3, 0.0]), np.array([0.7, -0.1, -1.9, 3.0])),
    (np.array([-2.4, -0.1, 1.3, 0.6]), np.array([-0.2, 3.1, 1.1, -1.4])),
]


def ranking(slopes, nudges):
    return np.argsort(slopes * nudges)


def _largest_first(values):
    return np.argsort(-np.abs(values))


def _highest_first(values):
    return np.argsort(-values)


def _smallest_first(values):
    return np.argsort(np.abs(values))


def _first_alone(values):
    return np.argsort(values)[:1]


def _ranks(values):
    return np.argsort(np.argsort(values))


rank_nudges = Exercise(
    reference=ranking,
    slips=slips("""
        slopes_alone: `slopes * nudges` -> `slopes`
            You ranked the slopes alone. What happens to the cost is slope *times* nudge: a negative
            nudge turns the sign round.
        nudges_alone: `slopes * nudges` -> `nudges`
            You ranked the nudges alone. A large nudge of something that hardly matters does little.
        by_size: `np.argsort(` -> `_largest_first(`
            You ranked by size, but a large change can be for the worse. The one that *lowers* the
            cost the most comes first.
        worst_first: `np.argsort(` -> `_highest_first(`
            You have them the other way round. The one that lowers the cost the most comes first,
            and a lower cost is a negative change.
        ranks: `np.argsort(` -> `_ranks(`
            You give each parameter its rank. Give the *places*, in order: first that of the one
            that lowers the cost the most, and so on. `np.argsort` once, not twice.
        changes: `np.argsort(` -> `(`
            Those are numbers, not places. Give the places of the changes, from the lowest to
            the highest: `np.argsort` finds them.
        sorted_changes: `np.argsort(` -> `np.sort(`
            Those are numbers in order, not places. Give their places in the arrays:
            `np.argsort` instead of `np.sort`.
        counted_from_one: `return ` -> `return 1 + `
            You counted the places from 1. They are counted from 0.
        smallest_first: `np.argsort(` -> `_smallest_first(`
            You ranked by size, the smallest first. First comes the one that *lowers* the cost the
            most, the most negative.
        best_alone: `np.argsort(` -> `np.argmin(` (alone)
            That is one place alone. Give all four, in order: `np.argsort`.
        best_alone: `np.argsort(` -> `_first_alone(` (alone)
            That is one place alone. Give all four, in order: `np.argsort`.
        worst_alone: `np.argsort(` -> `np.argmax(`
            That is the place of the highest alone. Give all four, in order: `np.argsort`.
        divided: `slopes * nudges` -> `slopes / nudges` (alone)
            You divided the slopes by the nudges. The change is slope *times* nudge.
        divided: `slopes * nudges` -> `nudges / slopes` (alone)
            You divided the nudges by the slopes. The change is slope *times* nudge.
        added: `slopes * nudges` -> `slopes + nudges`
            You added slopes and nudges. The change is slope *times* nudge.
        subtracted: `slopes * nudges` -> `slopes - nudges`
            You subtracted the nudges from the slopes. The change is slope *times* nudge.
        sign_of_slope_lost: `slopes * nudges` -> `abs(slopes) * nudges`
            You took away the signs of the slopes. They say whether a nudge up is for the worse.
        sign_of_nudge_lost: `slopes * nudges` -> `slopes * abs(nudges)`
            You took away the signs of the nudges. They say whether it goes up or down.
        values_in_order: `return ` -> `return slopes[np.argsort(slopes * nudges)] + 0 * ` (alone)
            Those are the slopes in that order. Give their places.
        values_in_order: `return ` -> `return nudges[np.argsort(slopes * nudges)] + 0 * ` (alone)
            Those are the nudges in that order. Give their places.
        nudge_squared: `slopes * nudges` -> `slopes * nudges**2`
            The nudge is there twice. The change is slope times nudge, once.
    """),
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


def _error(w, b, a_prev, y):
    z = w @ a_prev + b
    return sigmoid_prime(z) * (sigmoid(z) - y)


NEURONS = [
    (np.array([0.3, -2.5, 1.1, 0.2]), 0.4, np.array([0.1, 0.05, 0.3, 0.9]), 1.0),
    (np.array([1.9, 0.4, -0.8, -2.2]), -0.7, np.array([0.45, 0.2, 0.7, 0.4]), 0.0),
    (np.array([2.0, 1.5, 0.3, -0.2]), -0.3, np.array([0.1, 0.6, 0.2, 0.9]), 1.0),
    (np.array([-0.5, 2.1, 0.9, -3.0]), 0.1, np.array([0.95, 0.6, 0.7, 0.02]), 0.0),
    (np.array([-1.1, -0.2, 0.4, 0.3]), 1.2, np.array([0.2, 0.5, 0.6, 0.8]), 0.0),
    (np.array([0.6, -0.9, -0.4, -0.1]), -1.0, np.array([0.3, 0.9, 0.0, 0.1]), 1.0),
    (np.array([0.2, 1.4, -2.1, 0.5]), 0.5, np.array([0.7, 0.1, 0.4, 0.6]), 1.0),
    (np.array([-0.8, 0.1, 2.6, 1.2]), 0.0, np.array([0.0, 0.35, 0.15, 0.25]), 0.4),
    (np.array([1.3, -1.7, 0.0, 0.9]), 0.2, np.array([0.5, 0.3, 1.0, 0.8]), 0.0),
    (np.array([-0.6, 0.3, 0.5, 0.2]), -0.1, np.array([0.1, 0.7, 0.9, 0.4]), 1.0),
    (np.array([0.7, -0.9, 0.1, 0.4]), 0.6, np.array([0.8, 0.2, 0.3, 0.75]), 0.2),
]


def _more_neurons(count=8, seed=5):
    rng = np.random.default_rng(seed)
    for _ in range(count):
        w, a_prev = np.round(rng.uniform(-2, 2, 4), 2), np.round(rng.uniform(0, 1, 4), 2)
        yield w, round(rng.uniform(-1, 1), 2), a_prev, float(rng.integers(2))


NEURONS += _more_neurons()


def most_sensitive(w, b, a_prev, y):
    return np.argmax(a_prev)


def _measured_most_sensitive(w, b, a_prev, y):
    def cost(w):
        return (_squashed(sum(w_k * a_k for w_k, a_k in zip(w, a_prev, strict=True)) + b) - y) ** 2

    slopes = [_slope(lambda h, k=k: cost([*w[:k], w[k] + h, *w[k + 1 :]])) for k in range(len(w))]
    return max(range(len(w)), key=lambda k: abs(slopes[k]))


brightest = Exercise(
    reference=most_sensitive,
    slips=slips("""
        largest_weight: `a_prev` -> `np.abs(w)`
            You took the weight that is largest in size. That finds the *activation* that matters
            most, but an activation is not a parameter: its wish is handed back to the layer before.
            A nudge of w_k is multiplied by a_k, whatever w_k is.
        highest_weight: `a_prev` -> `w`
            You looked at the weights. What a nudge of w_k is multiplied by is a_k, not w_k.
        largest_product: `a_prev` -> `w * a_prev`
            You looked at the products w_k a_k, the parts of z. But a nudge of w_k is not multiplied
            by w_k: only a_k counts.
        largest_product_in_size: `a_prev` -> `np.abs(w * a_prev)`
            You looked at the sizes of the products w_k a_k. But a nudge of w_k is not multiplied by
            w_k: only a_k counts.
        highest_slope: `a_prev` -> `a_prev * _error(w, b, a_prev, y)`
            You took the highest slope, with its sign. Sensitive means that the cost changes much,
            up or down: compare the sizes.
        dimmest: `np.argmax(` -> `np.argmin(`
            You took the lowest instead of the highest. The weight of the dimmest neuron is
            multiplied by next to nothing.
        the_value_itself: `np.argmax(` -> `np.max(`
            That is a value, not a place. Give its place: `np.argmax`, not `max`.
        counted_from_one: `return ` -> `return 1 + `
            You counted places from 1, not from 0.
        weight_itself: `return np` -> `return w[np.argmax(a_prev)] + 0 * np`
            That is the weight itself. Give its place, k.
        weight_for_input: `a_prev` -> `w * _error(w, b, a_prev, y)`
            Your slopes have the factor w_k, so they are those of the activations. A nudge of w_k is
            multiplied by a_k.
        all_places: `np.argmax(` -> `np.argsort(`
            Those are all places in order. Give one, that of the most sensitive weight.
        all_places: `np.argmax(` -> `_highest_first(`
            Those are all places in order. Give one, that of the most sensitive weight.
        slopes_themselves: `np.argmax(a_prev)` -> `(a_prev * _error(w, b, a_prev, y))`
            Those are the slopes. Give the place of the one that is largest in size.
        slopes_themselves: `np.argmax(a_prev)` -> `abs(a_prev * _error(w, b, a_prev, y))`
            Those are the sizes of the slopes. Give the place of the largest.
        input_and_weight_added: `a_prev` -> `w + a_prev`
            You added weights and activations. A nudge of w_k is multiplied by a_k: only it counts.
        input_and_weight_added: `a_prev` -> `np.abs(w) + a_prev`
            You added weights and activations. A nudge of w_k is multiplied by a_k: only it counts.
        weight_divided: `a_prev` -> `a_prev / w`
            You divided by the weights. A nudge of w_k is multiplied by a_k, whatever w_k is.
    """),
    hints=[
        "How far does z move if w_k is nudged by one unit?",
        "By a_k. Everything else, σ′(z) and the miss, is the same for all weights of the neuron.",
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
    a = sigmoid(z)
    wish = (y - a) * sigmoid_prime(z)
    return w.T @ wish


def _measured_wish(w, z, y):
    """Nudge each activation: z_j moves by w_jk times the nudge."""

    def cost(k, h):
        return sum((_squashed(z[j, 0] + w[j, k] * h) - y[j, 0]) ** 2 / 2 for j in range(3))

    return [[-_slope(lambda h, k=k: cost(k, h))] for k in range(3)]


add_wishes = Exercise(
    reference=wish_for_activations,
    slips=[
        *slips("""
            sign: `y - a` -> `a - y`
                That is the gradient. The wish is minus the gradient: y - a, not a - y.
            not_transposed: `w.T` -> `w`
                You added along the rows of w. Row j holds what goes *to* output j; neuron k is felt
                through column k, by all outputs. So it is `w.T`.
        """),
        *of_the_slope(),
        *slips("""
            averaged: `return ` -> `return 1 / 3 * `
                You averaged the wishes of the outputs. They are *added*: each output pulls with its
                own strength, and three that pull the same way pull three times as hard.
            wishes_for_z: `w.T @ wish` -> `wish`
                That is what the outputs want of their own z. Neuron k hears it from each of them,
                times the weight w[j, k].
            unweighted: `w.T @ wish` -> `np.full(wish.shape, wish.sum())`
                You added the wishes of the outputs without their weights. Each output feels neuron
                k in proportion to the weight between them.
            the_right_output_alone: `@ wish` -> `@ (wish * y)`
                You asked only the output that should be 1. The others want something of the same
                neurons, too.
            rows_added: `w.T @ wish` -> `(w * wish).sum(axis=1, keepdims=True)`
                You multiplied row k of w by one wish, and added along the row. Neuron k is felt
                through its *column*, w[:, k], where each entry meets another output's wish.
            twice: `return ` -> `return 2 * `
                You have twice the wish. Did you leave out the half of the cost? With it, the slope
                of (a - y)²/2 is a - y.
            half: `return ` -> `return 0.5 * `
                You have half of the wish. The slope of (a - y)²/2 is a - y: the half is gone.
            z_for_a: `y - a` -> `y - z`
                You compared the target with z. It is the activation, a = σ(z), that should be y.
            miss_squared: `(y - a)` -> `(y - a) ** 2`
                You squared the miss. The square is in the cost; in its slope, a - y stands alone.
            cost_for_its_slope: `(y - a)` -> `(y - a) ** 2 / 2`
                You multiplied by the cost itself. What is needed is its slope.
            wish_squared: `@ wish` -> `@ wish**2` (alone)
                You squared the wishes. Each counts once, with its sign.
            output_ignored: `(y - a)` -> `y` (alone)
                The outputs are missing: the wish is y - a, how far each is from its target.
            target_ignored: `(y - a)` -> `a` (alone)
                The targets are missing: the wish is y - a, how far each output is from its target.
            miss_without_sign: `(y - a)` -> `abs(y - a)`
                You took the size of the miss. Its sign says whether the output should be higher.
            starred: `w.T @` -> `w.T *`
                You used `*`, which makes a table and adds nothing up. `@` adds over the outputs.
            starred: `w.T @` -> `w *`
                You used `*`, which makes a table and adds nothing up. `w.T @` adds over the
                outputs.
            brackets: `w.T @ wish` -> `w.T @ (y - a) * sigmoid_prime(z)`
                Brackets are missing: `@` and `*` go from left to right. σ′(z) belongs to the
                outputs, so it is multiplied with y - a before `w.T`.
            brackets: `w.T @ wish` -> `w.T @ (a - y) * sigmoid_prime(z)`
                Brackets are missing, and the sign is that of the gradient. `@` and `*` go from left
                to right, so multiply y - a with σ′(z) before `w.T`.
            slope_of_z_again: `w.T @ wish` -> `w.T @ wish * sigmoid_prime(z)`
                You multiplied by σ′(z) once more after the weights. The activations before are
                asked for, not their z.
            all_added: `w.T @ wish` -> `(w.T @ wish).sum()`
                You added the wishes for all three neurons up. Each neuron has its own: a column.
            no_miss: `(y - a)` -> `1`
                The miss is missing: how much an output wants depends on y - a.
        """),
        *of_the_sum("w.T @ wish", "w[{0}].T @ wish[{0}]", "output"),
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
    (np.array([-2.5]), 0.3),
    (np.array([0.0, 1.2, -0.6]), 0.05),
]


def predicted_change(slopes, eta):
    nudges = -eta * slopes
    return (slopes * nudges).sum()


step = Exercise(
    reference=predicted_change,
    slips=slips("""
        sign: `= -` -> `= `
            The sign is turned round: the nudges are *minus* eta times the slopes.
        sum_of_nudges: `slopes * nudges` -> `nudges`
            That is the sum of the nudges. Each nudge changes the cost by slope *times* nudge: the
            slope comes in twice.
        mean_change: `.sum()` -> `.mean()`
            You averaged the changes. The parameters are nudged all at once, and their effects add.
        no_eta: `eta * slopes` -> `slopes`
            The learning rate is missing: each nudge is -eta times the slope.
        eta_twice: `(slopes * nudges)` -> `(eta * slopes * nudges)`
            You multiplied by eta twice: it is in the nudge, and not in the slope.
        length: `(slopes * nudges).sum()` -> `(slopes @ nudges / np.sqrt(slopes @ slopes))`
            You took the root of the sum of squares, the length of the gradient. The change is minus
            eta times its square.
        square_of_the_sum: `(slopes * nudges).sum()` -> `(slopes.sum() * nudges.sum())`
            You squared the sum of the slopes. Each parameter contributes the square of its own
            slope: square first, then add.
        largest_alone: `.sum()` -> `[np.argmax(abs(slopes))]`
            You counted only the parameter that matters most. The small ones add up, too.
        multiplied_up: `.sum()` -> `.prod()`
            You multiplied the changes of all parameters. They are added up.
        sizes_added: `slopes * nudges` -> `np.sign(slopes) * nudges`
            You added the sizes of the nudges. Each changes the cost by slope *times* nudge: the
            slope comes in twice.
        sum_of_slopes: `slopes * nudges` -> `slopes`
            That is the sum of the slopes. Each nudge changes the cost by slope *times* nudge.
        half: `return ` -> `return 0.5 * `
            You have half of it: slope times nudge, no half.
        twice: `return ` -> `return 2 * `
            You have twice as much: slope times nudge, once.
        new_parameters: `slopes * nudges` -> `slopes + nudges`
            You added slopes and nudges. The change is slope *times* nudge.
        divided_by_eta: `eta * slopes` -> `slopes / eta`
            You divided by eta. The nudge is -eta *times* the slope.
    """)
    + of_the_sum("(slopes * nudges)", "(slopes * nudges)[{0}]", "parameter"),
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
