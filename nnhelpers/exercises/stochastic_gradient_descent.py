"""The exercises of lesson 5, stochastic gradient descent."""

import numpy as np

from nnhelpers.activations import sigmoid, sigmoid_prime
from nnhelpers.exercises._exercise import Choice, Exercise

# --- 1. the largest learning rate ----------------------------------------------------------------

ROWS = [
    (np.round(np.random.default_rng(seed).uniform(-2, 2, m), 2),)
    for seed, m in enumerate((1, 2, 3, 5, 8))
]


def largest_eta(a_prev):
    return 2 / np.mean(a_prev**2)


def _straight_there(a_prev):
    """That is the rate that leads to the valley in a single step. How much larger may it be before
    the ball ends as far away, on the other side?"""
    return 1 / np.mean(a_prev**2)


def _square_of_the_mean(a_prev):
    """You squared the mean. It is the squares that are averaged: each example has its own slope."""
    return 2 / np.mean(a_prev) ** 2


def _sum_of_squares(a_prev):
    """You added the squares up. C is the mean over the examples, and so is its slope."""
    return 2 / np.sum(a_prev**2)


def _mean_alone(a_prev):
    """The input is in it once. It should be twice: once in z, and once more in the slope of z."""
    return 2 / np.mean(a_prev)


def _steepness(a_prev):
    """That is c, how fast the slope grows. Which η makes 1 - η c as large as -1?"""
    return np.mean(a_prev**2)


def _one_over_the_sum(a_prev):
    """You added the squares up, and you stop at the rate that leads to the valley in one step. C is
    a mean, and η may be twice that."""
    return 1 / np.sum(a_prev**2)


def _upside_down(a_prev):
    """The fraction is upside down: where the cost is steeper, the steps must be smaller."""
    return np.mean(a_prev**2) / 2


def _from_measured_steps(a_prev):
    """Take one step from -1 and one from +1, and see how much of their distance is left."""

    def after(w, eta=1e-3):
        return w - eta * np.mean((w * a_prev - 0.3) * a_prev)

    shrinks_by = (1 - (after(1.0) - after(-1.0)) / 2) / 1e-3  # for each unit of eta
    return 2 / shrinks_by


too_large = Exercise(
    reference=largest_eta,
    mistakes=[
        _straight_there,
        _square_of_the_mean,
        _sum_of_squares,
        _mean_alone,
        _steepness,
        _one_over_the_sum,
        _upside_down,
    ],
    hints=[
        "The slope of C is the mean of (w a_prev + b - y) a_prev. How fast does it grow with w?",
        "Call that c. After a step the distance to the valley is (1 - η c) times what it was. It "
        "should not be larger in size.",
    ],
    notice=(
        "The steeper the valley, the smaller the steps must be. In a network each direction has a "
        "steepness of its own, and one η has to do for all of them."
    ),
    truth=_from_measured_steps,
    inputs=ROWS,
)


# --- 2. one update of one layer ------------------------------------------------------------------


def _batches(count=5, n=2, n_prev=4, m=3):
    rng = np.random.default_rng(1)
    shapes = (n, n_prev), (n, 1), (n_prev, m), (n, m)
    drawn = [[np.round(rng.uniform(-1, 1, shape), 2) for shape in shapes] for _ in range(count)]
    return [(*arrays, 0.5 + place) for place, arrays in enumerate(drawn)]


def updated_w(w, b, x, y, eta):
    z = w @ x + b
    delta = (sigmoid(z) - y) * sigmoid_prime(z)
    return w - eta / x.shape[1] * delta @ x.T


def _change(w, b, x, y, eta):
    """Return how far the right answer moves the weights."""
    return updated_w(w, b, x, y, eta) - w


def _added_up(w, b, x, y, eta):
    """You added the gradients of the examples up. C is their mean: divide by m, the number of
    columns of x."""
    return w + x.shape[1] * _change(w, b, x, y, eta)


def _uphill(w, b, x, y, eta):
    """The sign is turned round, so that the cost climbs."""
    return w - _change(w, b, x, y, eta)


def _without_eta(w, b, x, y, eta):
    """The learning rate is missing."""
    return w + _change(w, b, x, y, 1.0)


def _the_step_alone(w, b, x, y, eta):
    """That is the step. The new weights are the old ones and the step."""
    return _change(w, b, x, y, eta)


def _gradient_alone(w, b, x, y, eta):
    """That is the gradient. From there, the new weights are w minus η times it."""
    return -_change(w, b, x, y, 1.0)


def _first_only(w, b, x, y, eta):
    """You looked at the first example only."""
    return updated_w(w, b, x[:, :1], y[:, :1], eta)


def _without_slope(w, b, x, y, eta):
    """σ′(z) is missing in δ."""
    return w - eta / x.shape[1] * (sigmoid(w @ x + b) - y) @ x.T


def _divided_by_the_inputs(w, b, x, y, eta):
    """You divided by the number of inputs. m is the number of examples: the columns of x, and not
    its rows."""
    return w + _change(w, b, x, y, eta) * x.shape[1] / x.shape[0]


def _slope_at_a(w, b, x, y, eta):
    """You took the slope at a. The activation has been through σ already: σ′ is taken at z."""
    a = sigmoid(w @ x + b)
    return w - eta / x.shape[1] * ((a - y) * sigmoid_prime(a)) @ x.T


def _product_of_means(w, b, x, y, eta):
    """You multiplied the mean of δ by the mean of x. The mean of a product is not the product of
    the means: each example has its own δ and its own x."""
    z = w @ x + b
    delta = (sigmoid(z) - y) * sigmoid_prime(z)
    return w - eta * delta.mean(axis=1, keepdims=True) @ x.mean(axis=1, keepdims=True).T


def _without_the_half(w, b, x, y, eta):
    """Your gradient is twice as long: that is the cost without the half."""
    return w + 2 * _change(w, b, x, y, eta)


def _turned_round(w, b, x, y, eta):
    """The step has rows and columns exchanged: δ has a row for each neuron, and so has w. It is δ
    times x transposed."""
    return _change(w, b, x, y, eta).T


def _without_bias(w, b, x, y, eta):
    """You forgot the bias in z."""
    return updated_w(w, 0 * b, x, y, eta)


def _divided_twice(w, b, x, y, eta):
    """You divided by m twice: a mean is already divided."""
    return w + _change(w, b, x, y, eta) / x.shape[1]


def _by_nudging(w, b, x, y, eta, h=1e-6):
    """Measure the slope of the mean cost for each weight, and take the step."""

    def cost(w):
        return np.mean(np.sum((1 / (1 + np.exp(-w @ x - b)) - y) ** 2, axis=0)) / 2

    moved = np.array(w)
    for index in np.ndindex(w.shape):
        nudge = np.zeros_like(w)
        nudge[index] = h
        moved[index] -= eta * (cost(w + nudge) - cost(w - nudge)) / (2 * h)
    return moved


one_update = Exercise(
    reference=updated_w,
    mistakes=[
        _added_up,
        _uphill,
        _without_eta,
        _the_step_alone,
        _gradient_alone,
        _first_only,
        _without_slope,
        _divided_by_the_inputs,
        _slope_at_a,
        _product_of_means,
        _without_the_half,
        _turned_round,
        _without_bias,
        _divided_twice,
    ],
    hints=[
        "Three lines: z, then δ, then the step. Lesson 4 has the first two.",
        "`delta @ x.T` adds up over the examples. Divide by `x.shape[1]`, multiply by `eta`, and "
        "take it away from `w`.",
    ],
    notice=(
        "With the same three lines for b, and one line for each layer before, this is "
        "`update_mini_batch`."
    ),
    truth=_by_nudging,
    inputs=_batches(),
)


# --- 3. cutting an epoch into mini-batches -------------------------------------------------------


def _data(count=5, m=6, batch_size=2):
    drawn = []
    for seed in range(count):
        rng = np.random.default_rng(10 + seed)
        x, y = np.round(rng.uniform(0, 1, (3, m)), 2), np.round(rng.uniform(0, 1, (3, m)), 2)
        drawn.append((x, y, rng.permutation(m), batch_size, 1 + seed % 2))
    return drawn


def mini_batch(x, y, order, batch_size, number):
    batch = order[number * batch_size : (number + 1) * batch_size]
    return x[:, batch], y[:, batch]


def _not_shuffled(x, y, order, batch_size, number):
    """You did not use `order`: these are examples one after another, as they lie in the file. They
    are to be taken in the shuffled order."""
    return mini_batch(x, y, np.arange(x.shape[1]), batch_size, number)


def _x_alone(x, y, order, batch_size, number):
    """The images are shuffled, and the targets are not: every image has somebody else's target.
    Both need the same places."""
    shuffled = mini_batch(x, y, order, batch_size, number)
    return shuffled[0], mini_batch(x, y, np.arange(x.shape[1]), batch_size, number)[1]


def _y_alone(x, y, order, batch_size, number):
    """The targets are shuffled, and the images are not. Both need the same places."""
    shuffled = mini_batch(x, y, order, batch_size, number)
    return mini_batch(x, y, np.arange(x.shape[1]), batch_size, number)[0], shuffled[1]


def _begins_at_number(x, y, order, batch_size, number):
    """You begin at `number`. The mini-batches before it have `batch_size` examples each."""
    batch = order[number : number + batch_size]
    return x[:, batch], y[:, batch]


def _counted_from_one(x, y, order, batch_size, number):
    """That is the mini-batch before. They are counted from 0."""
    return mini_batch(x, y, order, batch_size, number - 1)


def _all_up_to_it(x, y, order, batch_size, number):
    """These are all mini-batches up to this one. It begins where the one before ends."""
    batch = order[: (number + 1) * batch_size]
    return x[:, batch], y[:, batch]


def _all_from_it(x, y, order, batch_size, number):
    """You take all that are left. A mini-batch ends after `batch_size` examples."""
    batch = order[number * batch_size :]
    return x[:, batch], y[:, batch]


def _rows(x, y, order, batch_size, number):
    """You picked rows. An example is a column: `x[:, places]`."""
    batch = order[number * batch_size : (number + 1) * batch_size]
    return x[batch], y[batch]


def _one_example(x, y, order, batch_size, number):
    """You took a single example. A mini-batch has `batch_size` of them."""
    return x[:, order[number]], y[:, order[number]]


def _ends_too_early(x, y, order, batch_size, number):
    """Your piece of `order` ends at `batch_size`, and begins at or after it. It ends `batch_size`
    places after its beginning."""
    batch = order[number * batch_size : batch_size]
    return x[:, batch], y[:, batch]


def _exchanged(x, y, order, batch_size, number):
    """The inputs come first, then the targets."""
    return mini_batch(x, y, order, batch_size, number)[::-1]


def _inputs_only(x, y, order, batch_size, number):
    """These are the inputs. The targets are wanted as well: `return` both, with a comma between."""
    return mini_batch(x, y, order, batch_size, number)[0]


def _place_by_place(x, y, order, batch_size, number):
    """Go through the shuffled order and keep what falls into this mini-batch."""
    kept = [place for step, place in enumerate(order) if step // batch_size == number]
    return np.stack([x[:, kept], y[:, kept]])


cut = Exercise(
    reference=mini_batch,
    mistakes=[
        _not_shuffled,
        _x_alone,
        _y_alone,
        _begins_at_number,
        _counted_from_one,
        _all_up_to_it,
        _all_from_it,
        _rows,
        _one_example,
        _ends_too_early,
        _exchanged,
        _inputs_only,
    ],
    hints=[
        "First the places: a piece of `order`. Where does mini-batch 0 begin, and where 1?",
        "`order[number * batch_size : (number + 1) * batch_size]`, then these columns of both.",
    ],
    notice=(
        "The order is drawn anew for every epoch, so the mini-batches are others each time. "
        "`order` is a list of places, so images and targets cannot lose each other."
    ),
    truth=_place_by_place,
    inputs=_data(),
)


# --- 4. added up instead of averaged -------------------------------------------------------------


def eta_of_the_sum():
    return 3.0 / 10


def _ten_times():
    """Her gradient is ten times yours already. With ten times the rate her steps would be a hundred
    times as long."""
    return 3.0 * 10


def _the_same():
    """Her gradient is ten times yours, and with the same rate so is each of her steps."""
    return 3.0


def _divided_twice():
    """You divided by ten twice. Her gradient is ten times yours, and not a hundred times."""
    return 3.0 / 100


def _root():
    """You divided by the root of ten. That is how fast the *chance* in a sum grows. But here both
    have the same ten gradients, and her sum is ten times your mean."""
    return 3.0 / 10**0.5


def _ten_by_three():
    """The fraction is upside down: it is ten gradients, and a rate of 3."""
    return 10 / 3.0


def _left_from_the_half():
    """You halved the rate. That mends a gradient of twice the length; how many times yours is
    hers?"""
    return 3.0 / 2


def _rate_found_by_walking():
    """Walk three steps with the mean; then try rates until the sum ends at the same place."""
    rng = np.random.default_rng(20)
    a_prev, y = rng.uniform(-1, 1, 10), rng.uniform(0, 1, 10)

    def end(w, collected, eta, h=1e-5):
        def cost(w):
            return collected((1 / (1 + np.exp(-w * a_prev)) - y) ** 2) / 2

        for _ in range(3):
            w -= eta * (cost(w + h) - cost(w - h)) / (2 * h)
        return w

    goal, low, high = end(2.0, np.mean, 3.0), 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if end(2.0, np.sum, middle) < goal else (middle, high)
    return low


added_up = Exercise(
    reference=eta_of_the_sum,
    mistakes=[
        _ten_times,
        _the_same,
        _divided_twice,
        _root,
        _ten_by_three,
        _left_from_the_half,
    ],
    hints=[
        "How many times the mean of ten gradients is their sum?",
        "A step is η times the gradient. Hers is ten times as long, so what must η be?",
    ],
    notice=(
        "As long as all mini-batches are of ten. The last one of an epoch may be smaller, of three "
        "examples, say: your step is still a mean, and each of the three counts more than others "
        "do; her step has only three parts instead of ten, and from there on the paths differ. "
        "Whoever adds up has to choose η anew for every batch size."
    ),
    truth=_rate_found_by_walking,
)


# --- 5. no hidden layer --------------------------------------------------------------------------

no_hidden_layer = Choice(
    name="two_layers",
    right="b",
    wrong={
        "a": "One in ten is what guessing gives. Even without a hidden layer, each output can "
        "weigh the pixels for and against its digit. Train it and see.",
        "c": "It could: with cross-entropy it comes near that. With our cost, train it and count. "
        "Some of the ten outputs are hardly ever on.",
        "d": "With the hidden layer it reads more than nine out of ten in three epochs. Without, "
        "the outputs are much like that hidden layer, and no layer follows to use them.",
    },
    hints=[
        "In the training explorer choose no hidden neurons. Or: `Network([784, 10])`.",
        "Three epochs are enough to tell. Try some seeds.",
    ],
    notice=(
        "Look at the digits that it hardly ever answers. Nine examples of ten want such an output "
        "off, the first steps throw it far out on the flat end of the sigmoid, and it does not "
        "come back in these epochs. With cross-entropy, which has no σ′ in its output error, the "
        "same network does much better. Try it, with η = 0.5."
    ),
)


# --- 6. where is the leak? -----------------------------------------------------------------------

leak = Choice(
    name="leaking",
    right="c",
    wrong={
        "a": "The order within an epoch is drawn from the training data alone. Nothing is learned "
        "about the test digits.",
        "b": "Validation data are there for such choices. The test digits were looked at once, at "
        "the end.",
        "d": "To look thirty times is a temptation, but D had decided on thirty epochs beforehand. "
        "Nothing was chosen by what was seen.",
    },
    hints=[
        "A leak is any way in which the test digits influence the network that is judged by them.",
        "It need not be a gradient. Which of the four makes a choice by looking at test digits?",
    ],
    notice=(
        "To pick the best of thirty epochs by the test digits is to train on them, a little: the "
        "figure is then that of the luckiest epoch. The book's 95.42% is such a best epoch. Beside "
        "another best epoch that is fair; as a forecast for new digits it is slightly too good."
    ),
)
