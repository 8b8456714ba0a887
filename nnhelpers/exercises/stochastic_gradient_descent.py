"""The exercises of lesson 5, stochastic gradient descent."""

import numpy as np

from nnhelpers.activations import sigmoid, sigmoid_prime
from nnhelpers.exercises._exercise import Choice, Exercise
from nnhelpers.exercises._slips import Mistake, slips
from nnhelpers.exercises._usual import of_the_miss, of_the_slope, of_the_sum

# --- 1. the largest learning rate ----------------------------------------------------------------

ROWS = [
    (np.round(np.random.default_rng(seed).uniform(-2, 2, m), 2),)
    for seed, m in enumerate((1, 2, 3, 5, 8))
]


def largest_eta(a_prev):
    return 2 / np.mean(a_prev**2)


def _from_measured_steps(a_prev):
    """Take one step from -1 and one from +1, and see how much of their distance is left."""

    def after(w, eta=1e-3):
        return w - eta * np.mean((w * a_prev - 0.3) * a_prev)

    shrinks_by = (1 - (after(1.0) - after(-1.0)) / 2) / 1e-3  # for each unit of eta
    return 2 / shrinks_by


too_large = Exercise(
    reference=largest_eta,
    slips=slips("""
        straight_there: `2 / ` -> `1 / `
            That leads to the valley in a single step. How much larger may the rate be before the
            ball ends as far away, on the other side?
        square_of_the_mean: `np.mean(a_prev**2)` -> `np.mean(a_prev) ** 2`
            You squared the mean. It is the squares that are averaged: each example has its own
            slope.
        sum_of_squares: `np.mean(` -> `np.sum(`
            You added up over the examples. C is their mean, and so is its slope.
        mean_alone: `a_prev**2` -> `a_prev`
            The input is there once. It should be there twice: in z, and in the slope of z.
        steepness: `2 / ` -> ``
            That is c, how fast the slope grows. Which η makes 1 - η c equal to -1?
        upside_down: `2 / np.mean(a_prev**2)` -> `np.mean(a_prev**2) / 2`
            The fraction is upside down: where the cost is steeper, the steps must be smaller.
        not_divided: `2 / ` -> `2 * `
            You multiplied by the steepness. Where the cost is steeper, the steps must be smaller:
            divide.
        twice: `2 / ` -> `4 / `
            That is twice as much. At 2/c the distance stays as it is.
        half_of_one: `2 / ` -> `0.5 / `
            That goes half of the way. At 2/c the distance stays as it is.
        sign: `2 / ` -> `-2 / `
            The rate is negative, which goes uphill. The sign is +.
        sizes_for_squares: `a_prev**2` -> `abs(a_prev)`
            You took the sizes of the inputs. It is their squares: the input comes in twice.
        largest_alone: `np.mean(a_prev**2)` -> `np.max(a_prev) ** 2`
            You looked at the largest input alone. C is a mean over all examples.
        largest_alone: `np.mean(` -> `np.max(`
            You looked at the largest input alone. C is a mean over all examples.
        root: `np.mean(a_prev**2)` -> `np.mean(a_prev**2) ** 0.5`
            You took a root. The slope grows with the mean of the squares itself.
        not_averaged: `np.mean(a_prev**2)` -> `a_prev**2`
            You have a rate for each example. There is one w, and C is a mean: average the squares.
        variance: `np.mean(a_prev**2)` -> `np.var(a_prev)`
            You took the variance, which forgets the mean. It is the mean of the squares.
        no_inputs: ` / np.mean(a_prev**2)` -> ``
            That would be the rate for a steepness of 1. How steep it is depends on the inputs.
        square_of_the_sum: `np.mean(a_prev**2)` -> `np.sum(a_prev) ** 2`
            You squared the sum. It is the squares that are averaged.
        first_alone: `np.mean(a_prev**2)` -> `a_prev[0] ** 2`
            You looked at the first example alone. C is a mean over all of them.
        last_alone: `np.mean(a_prev**2)` -> `a_prev[-1] ** 2`
            You looked at the last example alone. In a loop, `c =` forgets; `c +=` adds.
        length: `np.mean(a_prev**2)` -> `np.sum(a_prev**2) ** 0.5`
            You took the length of a_prev. It is the mean of the squares.
        cubes: `a_prev**2` -> `a_prev**3`
            The input is there three times. It should be there twice: in z, and in the slope of z.
    """),
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


def _batches(*shapes, seed=1):
    """Return for each (neurons, inputs, examples) a tuple (w, b, x, y, eta)."""
    rng = np.random.default_rng(seed)
    for place, (n, n_prev, m) in enumerate(shapes):
        drawn = (rng.uniform(-1, 1, shape) for shape in ((n, n_prev), (n, 1), (n_prev, m), (n, m)))
        yield (*(np.round(array, 2) for array in drawn), 0.5 + place)


def updated_w(w, b, x, y, eta):
    z = w @ x + b
    a = sigmoid(z)
    delta = (a - y) * sigmoid_prime(z)
    return w - eta / x.shape[1] * delta @ x.T


def _one_after_the_other(w, b, x, y, eta):
    for i in range(x.shape[1]):
        a = sigmoid(w @ x[:, [i]] + b)
        w = w - eta * (a - y[:, [i]]) * a * (1 - a) @ x[:, [i]].T
    return w


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
    slips=[
        *slips("""
            summed: `x.shape[1]` -> `1`
                You added the gradients of the examples up. C is their mean: divide by m, the number
                of columns of x.
            sign: `w - ` -> `w + `
                The sign is turned round, so that the cost climbs.
            no_eta: `eta / ` -> `1 / `
                The learning rate is missing.
        """),
        *of_the_slope(),
        *of_the_miss(z="z")[1:],
        *slips("""
            the_step_alone: `w - ` -> `-`
                That is the step. The new weights are the old ones and the step.
            the_step_alone: `w - ` -> ``
                That is the step, turned round. The new weights are the old ones minus it.
            gradient_alone: `w - eta /` -> `1 /`
                That is the gradient. From there, the new weights are w minus η times it.
            first_example: `/ x.shape[1] * delta @ x.T` -> `* delta[:, :1] @ x[:, :1].T`
                You looked at the first example only. The product takes all columns.
            last_example: `/ x.shape[1] * delta @ x.T` -> `* delta[:, -1:] @ x[:, -1:].T`
                You looked at the last example only: each has overwritten the one before.
            divided_by_the_inputs: `x.shape[1]` -> `x.shape[0]`
                You divided by the number of inputs. m is the number of examples: the columns of x,
                and not its rows.
            divided_by_the_neurons: `x.shape[1]` -> `len(y)`
                You divided by the number of neurons, the rows of y. m is the number of examples:
                the columns.
            divided_by_all: `x.shape[1]` -> `x.size`
                You divided by the number of all entries of x. m is the number of its columns.
            divided_by_all: `x.shape[1]` -> `y.size`
                You divided by the number of all entries of y. m is the number of its columns.
            divided_twice: `x.shape[1]` -> `x.shape[1] ** 2`
                You divided by m twice: a mean is already divided.
            multiplied_by_m: ` / x` -> ` * x`
                You multiplied by m. C is a mean: divide.
            means_multiplied: `/ x.shape[1] * delta @ x.T`
                -> `* delta.mean(axis=1, keepdims=True) @ x.mean(axis=1, keepdims=True).T`
                You multiplied the mean of δ by the mean of x. The mean of a product is not the
                product of the means: each example has its own δ and its own x.
            twice: `* delta` -> `* 2 * delta`
                Your gradient is twice as long: that is the cost without the half.
            half: `* delta` -> `* 0.5 * delta`
                Your gradient is half as long: the 2 of the square takes the half away.
            turned: `delta @ x.T` -> `(delta @ x.T).T`
                The step has rows and columns exchanged: δ has a row for each neuron, and so has w.
                It is δ times x transposed.
            no_bias: ` + b` -> ``
                You forgot the bias in z.
            bias_for_weight: `delta @ x.T` -> `delta.sum(axis=1, keepdims=True)`
                That is the step of the biases. For the weights δ is multiplied by the inputs: `@
                x.T`.
            bias_updated: `w - eta / x.shape[1] * delta @ x.T`
                -> `b - eta / x.shape[1] * delta.sum(axis=1, keepdims=True)`
                You updated b. You should return the new weights, w.
            upside_down: `eta / x.shape[1]` -> `x.shape[1] / eta`
                The fraction is upside down: it is η / m.
            relative: `w - eta / x.shape[1] * delta @ x.T`
                -> `w * (1 - eta / x.shape[1] * delta @ x.T)`
                You multiplied w by the step. The step is taken away from w.
            weights_added_up: `w - eta / x.shape[1] * delta @ x.T`
                -> `w.sum() - eta / x.shape[1] * delta @ x.T`
                You added the weights up. Each weight takes its own step.
            one_after_the_other: `w - eta / x.shape[1] * delta @ x.T`
                -> `_one_after_the_other(w, b, x, y, eta / x.shape[1])`
                You updated w after each example, and the next one met a different w. All slopes
                of an update are taken at the same w.
            one_after_the_other: `w - eta / x.shape[1] * delta @ x.T`
                -> `_one_after_the_other(w, b, x, y, eta)`
                You updated w after each example, and the next one met a different w. All slopes
                of an update are taken at the same w, and averaged.
        """),
        *of_the_sum("delta @ x.T", "delta[:, {0}] @ x[:, {0}].T", "example"),
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
    inputs=list(_batches((2, 4, 3), (2, 4, 3), (3, 2, 5), (2, 2, 3), (1, 3, 1))),
)


# --- 3. cutting an epoch into mini-batches -------------------------------------------------------


def _data(*cuts):
    """Return for each (examples, batch size, number) a tuple of arguments."""
    for seed, (m, batch_size, number) in enumerate(cuts):
        rng = np.random.default_rng(10 + seed)
        x, y = np.round(rng.uniform(0, 1, (3, m)), 2), np.round(rng.uniform(-1, 1, (3, m)), 2)
        yield x, y, rng.permutation(m), batch_size, number


def mini_batch(x, y, order, batch_size, number):
    batch = order[number * batch_size : (number + 1) * batch_size]
    return x[:, batch], y[:, batch]


def _place_by_place(x, y, order, batch_size, number):
    """Go through the shuffled order and keep what falls into this mini-batch."""
    kept = [place for step, place in enumerate(order) if step // batch_size == number]
    return np.stack([x[:, kept], y[:, kept]])


cut = Exercise(
    reference=mini_batch,
    slips=slips("""
        not_shuffled: `order[number * batch_size : (number + 1) * batch_size]`
            -> `slice(number * batch_size, (number + 1) * batch_size)` (alone)
            You did not use `order`: these are examples one after another, as they are in the file.
            They are to be taken in the shuffled order.
        not_shuffled_y: `y[:, batch]` -> `y[:, number * batch_size : (number + 1) * batch_size]`
            The images are shuffled, and the targets are not: every image has somebody else's
            target. Both need the same places.
        not_shuffled_x: `x[:, batch]` -> `x[:, number * batch_size : (number + 1) * batch_size]`
            The targets are shuffled, and the images are not. Both need the same places.
        begins_at_number: `number * batch_size : (number + 1) * batch_size`
            -> `number : number + batch_size`
            You begin at `number`. The mini-batches before it have `batch_size` examples each.
        counted_from_one: `number * batch_size : (number + 1) * batch_size`
            -> `(number - 1) * batch_size : number * batch_size`
            That is the mini-batch before. They are counted from 0.
        one_too_late: `number * batch_size : (number + 1) * batch_size`
            -> `(number + 1) * batch_size : (number + 2) * batch_size`
            That is the mini-batch after. They are counted from 0.
        all_up_to_it: `number * batch_size : (number + 1) * batch_size`
            -> `: (number + 1) * batch_size`
            These are all mini-batches up to this one. It begins where the one before ends.
        all_from_it: `number * batch_size : (number + 1) * batch_size` -> `number * batch_size :`
            You take all that are left. A mini-batch ends after `batch_size` examples.
        rows: `[:, batch]` -> `[batch]`
            You picked rows. An example is a column: `x[:, places]`.
        one_example: `order[number * batch_size : (number + 1) * batch_size]` -> `order[number]`
            You took a single example. A mini-batch has `batch_size` of them.
        ends_at_batch_size: `number * batch_size : (number + 1) * batch_size`
            -> `number * batch_size : batch_size`
            Your piece of `order` ends at `batch_size`, and begins at or after it. It ends
            `batch_size` places after its beginning.
        exchanged: `x[:, batch], y[:, batch]` -> `y[:, batch], x[:, batch]`
            The inputs come first, then the targets.
        inputs_only: `, y[:, batch]` -> ``
            These are the inputs. The targets are wanted as well: `return` both, with a comma
            between.
        targets_only: `x[:, batch], ` -> ``
            These are the targets. The inputs are wanted as well: `return` both, the inputs first.
        one_too_few: `number * batch_size : (number + 1) * batch_size`
            -> `number * batch_size : (number + 1) * batch_size - 1`
            Your mini-batch is one too short. The end of a slice is left out already.
        one_too_many: `number * batch_size : (number + 1) * batch_size`
            -> `number * batch_size : (number + 1) * batch_size + 1`
            Your mini-batch is one too long. The end of a slice is left out, and the next begins
            there.
        one_too_far: `number * batch_size : (number + 1) * batch_size`
            -> `number * batch_size + 1 : (number + 1) * batch_size + 1`
            You begin one place too late. Places are counted from 0.
        first_left_out: `number * batch_size : (number + 1) * batch_size`
            -> `number * batch_size + 1 : (number + 1) * batch_size`
            The first example of the mini-batch is left out. It begins at `number * batch_size`.
        always_the_first: `number * batch_size : (number + 1) * batch_size` -> `: batch_size`
            You always take the first mini-batch. Where does mini-batch `number` begin?
        every_so_many: `number * batch_size : (number + 1) * batch_size` -> `number::batch_size`
            You take every so many places. A mini-batch is a piece of `order` without gaps.
        begins_after_number: `number * batch_size : (number + 1) * batch_size`
            -> `number + 1 : number + 1 + batch_size`
            You begin at `number + 1`. The mini-batches before have `batch_size` examples each.
        places_alone: `x[:, batch], y[:, batch]` -> `batch`
            Those are the places. The columns of x and y at these places are asked for.
        all_of_them: `order[number * batch_size : (number + 1) * batch_size]` -> `order`
            These are all examples, shuffled. You should take one mini-batch of them.
        never_cut: `order[number * batch_size : (number + 1) * batch_size]` -> `slice(None)`
            These are all examples, as they are in the file. Take one shuffled mini-batch.
        x_twice: `y[:, batch]` -> `x[:, batch]`
            You return the inputs twice. Where is y?
    """),
    mistakes=[
        Mistake(
            "shuffled_again",
            lambda trial: trial.says(r"permutation|shuffle\("),
            "You shuffle once more. `order` is shuffled already: take a piece of it.",
        ),
    ],
    hints=[
        "First the places: a piece of `order`. Where does mini-batch 0 begin, and where 1?",
        "`order[number * batch_size : (number + 1) * batch_size]`, then these columns of both.",
    ],
    notice=(
        "The order is drawn anew for every epoch, so the mini-batches differ each time. "
        "`order` is a list of places, so images and targets cannot lose each other."
    ),
    truth=_place_by_place,
    inputs=list(_data((6, 2, 1), (6, 2, 2), (6, 2, 1), (7, 3, 2), (8, 3, 0), (9, 4, 1))),
)


# --- 4. added up instead of averaged -------------------------------------------------------------


def eta_of_the_sum():
    return 3.0 / 10


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
    slips=slips("""
        ten_times: `/ 10` -> `* 10`
            Her gradient is ten times yours already. With ten times the rate her steps would be a
            hundred times as long.
        the_same: ` / 10` -> ``
            Her gradient is ten times yours, and with the same rate so is each of her steps.
        divided_twice: `/ 10` -> `/ 100`
            You divided by ten twice. Her gradient is ten times yours, and not a hundred times.
        root: `10` -> `10**0.5`
            You divided by the root of ten. That is how fast the *chance* in a sum grows. But here
            both have the same ten gradients, and her sum is ten times your mean.
        upside_down: `3.0 / 10` -> `10 / 3.0`
            The fraction is upside down: it is ten gradients, and a rate of 3.
        half: `/ 10` -> `/ 2`
            You halved the rate. That mends a gradient of twice the length; how many times yours is
            hers?
        sign: `3.0` -> `-3.0`
            A negative rate goes uphill. Hers is positive, too.
        multiplied_twice: `/ 10` -> `* 100`
            Her steps would be a thousand times yours. Her gradient is ten times yours: divide.
        twice: `/ 10` -> `/ 5`
            That is for a sum of five gradients. Hers is of ten.
        twice_the_rate: `/ 10` -> `* 2`
            You doubled the rate. Her gradient is longer than yours, so the rate must be smaller.
        half_of_it: `/ 10` -> `/ 20`
            You divided by twenty. Her gradient is ten times yours.
        subtracted: `3.0 / 10` -> `3.0 - 10`
            You subtracted. Her gradient is ten *times* yours: divide.
        rate_ignored: `3.0` -> `1.0`
            That is for your η of 1. Yours is 3.
        rate_ignored: `3.0 / 10` -> `1 / 30`
            You divided by the rate. Her steps are as long as yours if η is 3 *over* ten.
        root: `/ 10` -> `* 10**0.5`
            You multiplied by the root of ten. Both have the same ten gradients, and her sum is ten
            times your mean: divide by ten.
        floor: `3.0 / 10` -> `0.0`
            That is no step at all. `//` drops what is after the point.
        added: `3.0 / 10` -> `3.0 + 10`
            You added. Her gradient is ten *times* yours: divide.
    """),
    hints=[
        "How many times the mean of ten gradients is their sum?",
        "A step is η times the gradient. Hers is ten times as long, so what must η be?",
    ],
    notice=(
        "This holds as long as all mini-batches have ten. The last one of an epoch may be smaller, "
        "of three examples, say: your step is still a mean, and each of the three counts more than "
        "others do; her step has only three parts instead of ten, and from there on the paths "
        "differ. Whoever adds up has to choose η anew for every batch size."
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
        "off, the first steps throw it far out onto the flat end of the sigmoid, and it does not "
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
        "d": "Looking thirty times is a temptation, but D had decided on thirty epochs beforehand. "
        "Nothing was chosen by what was seen.",
    },
    hints=[
        "A leak is any way in which the test digits influence the network that is judged by them.",
        "It need not be a gradient. Which of the four makes a choice by looking at test digits?",
    ],
    notice=(
        "Picking the best of thirty epochs by the test digits is training on them, a little: the "
        "figure is then that of the luckiest epoch. The book's 95.42% is such a best epoch. Beside "
        "another best epoch that is fair; as a forecast for new digits it is slightly too good."
    ),
)


# --- 7. with momentum ----------------------------------------------------------------------------


def eta_with_momentum():
    return 3.0 * (1 - 0.8)


def _rate_found_by_rolling():
    """Roll along a slope of 1 until the steps no longer grow, and see how long they are."""
    v = 0.0
    for _ in range(400):
        v = 0.8 * v - 1.0
    return 3.0 / -v


with_momentum = Exercise(
    reference=eta_with_momentum,
    slips=slips("""
        the_same: `3.0 * (1 - 0.8)` -> `3.0`
            With the same rate her steps grow far longer than before: each keeps 0.8 of the last.
        kept: `(1 - 0.8)` -> `0.8`
            You took the part that is kept. How long does the velocity grow? It settles where it
            loses as much in a step as it gains.
        longer: `* (1 - 0.8)` -> `/ (1 - 0.8)`
            You multiplied by five. Momentum makes the steps longer already, so the rate must be
            smaller.
        divided: `* (1 - 0.8)` -> `/ 0.8`
            You divided by the part that is kept. A velocity that stays gains in a step what it
            loses, and it loses 1 - μ.
        with_both: `(1 - 0.8)` -> `(1 + 0.8)`
            You added the momentum to 1. The sum of 1, μ, μ², and so on is 1 / (1 - μ).
        one_step: `* (1 - 0.8)` -> `/ (1 + 0.8)`
            That holds for the second step, which is 1 + μ times the first. They go on growing.
        subtracted: `3.0 * (1 - 0.8)` -> `3.0 - 0.8`
            You subtracted. Momentum makes the steps so many *times* longer: multiply.
        ten_times: `(1 - 0.8)` -> `0.1`
            That is for a momentum of 0.9. Hers is 0.8.
        factor: `3.0 * (1 - 0.8)` -> `1 / (1 - 0.8)`
            That is how many times longer momentum makes the steps. Which rate makes up for it?
        rate_ignored: `3.0 *` -> `1.0 *`
            That is for a plain η of 1. It was 3.
        sign: `3.0` -> `-3.0`
            A negative rate goes uphill. Hers is positive, too.
        root: `(1 - 0.8)` -> `(1 - 0.8) ** 0.5`
            You took a root. Steps are 1 / (1 - μ) times as long, with no root.
        squared: `(1 - 0.8)` -> `(1 - 0.8) ** 2`
            You divided by five twice. Steps are 1 / (1 - μ) times as long.
    """),
    hints=[
        "Where the slope stays the same, v settles: v = μ v - η × slope. How large is it then?",
        "It is 1 / (1 - μ) times the plain step, here five times.",
    ],
    notice=(
        "That is why rates that are given with momentum look so small. It is the same pace only "
        "where the slopes agree. Across a narrow valley, where they change sign, momentum takes "
        "steps that are shorter, not longer: they cancel. So it helps most where one η cannot suit "
        "all directions."
    ),
    truth=_rate_found_by_rolling,
)
