"""The exercises of lesson 3, the chain rule."""

from math import exp

import numpy as np

from nnhelpers.activations import sigmoid, sigmoid_prime
from nnhelpers.exercises._exercise import Choice, Exercise, random_inputs
from nnhelpers.exercises._slips import Mistake, slips
from nnhelpers.exercises._usual import of_the_half, of_the_miss, of_the_slope
from nnhelpers.neuron import Neuron

NEURONS = [
    (1.5, -0.5, 0.8, 1.0),
    (-2.0, 0.0, 0.6, 0.3),
    (1.1, 0.7, -0.8, -0.5),
    *random_inputs(w=(-2, 2), b=(-1, 1), a_prev=(0.1, 0.9), y=(0, 1)),
]


def _slope(cost, h=1e-5):
    """Measure the slope of a cost at a nudge of 0, with no derivative in sight."""
    return (cost(h) - cost(-h)) / (2 * h)


def _cost(w, b, a_prev, y, squash=lambda z: 1 / (1 + exp(-z))):
    return (squash(w * a_prev + b) - y) ** 2 / 2


# --- 1. the bias ---------------------------------------------------------------------------------


def bias_slope(w, b, a_prev, y):
    z = w * a_prev + b
    a = sigmoid(z)
    return sigmoid_prime(z) * (a - y)


bias = Exercise(
    reference=bias_slope,
    slips=[
        *slips("""
            input_for_one: ` * (` -> ` * a_prev * (`
                This is dC_0/dw: your first factor is `a_prev`. The bias is not multiplied by it on
                its way into z: its first factor, dz/db, is 1.
            times_bias: ` * (` -> ` * b * (`
                You multiplied by `b`, so a bias of 0 would have no slope. The first factor is
                dz/db, the number of units that z moves for each unit of b; it is 1 whatever b is.
            times_weight: ` * (` -> ` * w * (`
                You multiplied by `w`: that is the slope for a_prev. The first factor is dz/db = 1.
        """),
        *of_the_slope(),
        *of_the_miss(z="z"),
        *of_the_half("slope"),
        *slips("""
            no_bias: ` + b` -> ``
                The bias is missing in z. It has a slope of its own, but z is w a_prev + b.
            added: `sigmoid_prime(z) * (a - y)` -> `sigmoid_prime(z) + (a - y)`
                You added the factors. The chain rule *multiplies* them.
            added: `sigmoid_prime(z) * (a - y)` -> `1 + sigmoid_prime(z) + (a - y)`
                You added the factors. The chain rule *multiplies* them.
            brackets: `sigmoid_prime(z)` -> `a * 1 - a` (alone)
                Brackets are missing: the slope is `a * (1 - a)`.
            brackets: `(a - y)` -> `a - y` (alone)
                Brackets are missing: multiply by `(a - y)`, the difference as a whole.
            cost: `sigmoid_prime(z) * (a - y)` -> `(a - y) ** 2 / 2` (alone)
                That is the cost itself. Its slope is asked for: three factors.
            divided: `sigmoid_prime(z) * (a - y)` -> `(a - y) / sigmoid_prime(z)`
                You divided by the slope. The factors of the chain rule are multiplied.
        """),
    ],
    hints=[
        "From z onwards the path is the same as for the weight. Only the first factor differs.",
        "The three factors are dz/db = 1, da/dz = `sigmoid_prime(z)` and dC_0/da = `a - y`.",
    ],
    notice=(
        "The bias has no input that could silence it, so its slope is that of z itself. "
        "Lesson 4 gives this number a name and builds on it."
    ),
    truth=lambda w, b, a_prev, y: _slope(lambda h: _cost(w, b + h, a_prev, y)),
    inputs=NEURONS,
)


# --- 2. another activation function --------------------------------------------------------------


def dC_dw_tanh(w, b, a_prev, y):
    z = w * a_prev + b
    a = np.tanh(z)
    return a_prev * (1 - a**2) * (a - y)


another_function = Exercise(
    reference=dC_dw_tanh,
    slips=[
        *slips("""
            sigmoids_slope: `(1 - a**2)` -> `a * (1 - a)`
                You kept the slope of the sigmoid, a (1 - a). The activation is tanh now, and its
                slope is 1 - tanh(z)², which is 1 - a².
            slope_of_the_old_function: `(1 - a**2)` -> `sigmoid_prime(z)`
                You took the slope of the sigmoid. The activation is tanh now, and its slope at z is
                1 - tanh(z)².
            value_of_the_old_function: `(a - y)` -> `(sigmoid(z) - y)`
                You kept the sigmoid in the miss: a is tanh(z) now, in a - y too.
            old_function_kept: `(1 - a**2) * (a - y)` -> `(1 - sigmoid(z) ** 2) * (sigmoid(z) - y)`
                Your a is still σ(z). It is tanh(z) now, in the slope 1 - a² and in the miss a - y.
            weight_for_input: `a_prev * ` -> `w * `
                Your first factor is `w`; that is the slope for a_prev. For the weight it is dz/dw,
                what w is multiplied by: `a_prev`.
            no_input: `a_prev * ` -> ``
                The first factor is missing: this is the slope for the bias. For the weight it is
                dz/dw = `a_prev`.
            bias_for_input: `a_prev * ` -> `b * `
                Your first factor is `b`. For the weight it is dz/dw, what w is multiplied by:
                `a_prev`.
            own_activation: `a_prev * ` -> `a * ` (alone)
                Your first factor is the neuron's own a. The weight is multiplied by what comes in:
                `a_prev`.
            slope_at_a: `a**2` -> `np.tanh(a) ** 2`
                You took the slope at a instead of at z: a is tanh(z) already, so 1 - tanh(z)² is 1
                - a², and not 1 - tanh(a)².
            squared_inside: `a**2` -> `np.tanh(z**2)`
                You squared z, inside the tanh. It is the tanh that is squared: 1 - tanh(z)².
            square_of_z: `a**2` -> `z**2`
                You wrote 1 - z²; the slope of tanh is 1 - tanh(z)².
            bracket_squared: `(1 - a**2)` -> `(1 - a) ** 2`
                You squared the bracket, (1 - tanh z)². Only the tanh is squared: 1 - tanh(z)².
            not_squared: `a**2` -> `a`
                The square is missing: the slope of tanh is 1 - tanh(z)².
            plus: `1 - a**2` -> `1 + a**2`
                You wrote 1 + a²; the slope of tanh is 1 - a².
            one_forgotten: `(1 - a**2)` -> `a**2`
                You multiplied by a² alone; the slope of tanh is 1 - a².
            no_slope: `(1 - a**2)` -> `1`
                The slope of tanh is missing: between z and a a nudge is multiplied by 1 - tanh(z)².
            value_for_slope: `(1 - a**2)` -> `a`
                You multiplied by tanh itself. What is needed is its slope, 1 - tanh(z)².
            slope_squared: `(1 - a**2)` -> `(1 - a**2) ** 2`
                You squared the slope. It is 1 - tanh(z)², with the square on the tanh alone.
            sigmoids_slope_at_a: `(1 - a**2)` -> `sigmoid_prime(a)`
                You took the sigmoid's slope, and at a. The slope of tanh is 1 - tanh(z)².
        """),
        *of_the_miss(z="z"),
        *of_the_half("slope"),
        *slips("""
            brackets: `(1 - a**2)` -> `1 - a**2` (alone)
                Brackets are missing: multiply by `(1 - a**2)`, the difference as a whole.
            no_bias: ` + b` -> ``
                The bias is missing in z: it is w a_prev + b.
        """),
    ],
    hints=[
        "Only what happens between z and a has changed: a, and the second factor.",
        "The slope of tanh is 1 - tanh(z)². With a = `np.tanh(z)` that is `1 - a**2`.",
    ],
    notice=(
        "Only one factor has another formula, the slope in the middle; a itself has another value. "
        "Whatever you put between z and a, you need its value and its slope, and nothing else."
    ),
    truth=lambda w, b, a_prev, y: _slope(lambda h: _cost(w + h, b, a_prev, y, np.tanh)),
    inputs=NEURONS,
)


# --- 3. five factors -----------------------------------------------------------------------------

CHAINS = [
    (0.4, -1.5, 0.5, 2.0, -0.4, 0.9),
    (0.3, 1.0, 0.0, -1.5, 0.2, 1.0),
    *random_inputs(a1=(0.1, 0.9), w2=(-2, 2), b2=(-1, 1), w3=(-2, 2), b3=(-1, 1), y=(0, 1), seed=1),
]


def five_factors(a1, w2, b2, w3, b3, y):
    z2 = w2 * a1 + b2
    a2 = sigmoid(z2)
    z3 = w3 * a2 + b3
    a3 = sigmoid(z3)
    return [a1, sigmoid_prime(z2), w3, sigmoid_prime(z3), a3 - y]


def _measured_factors(a1, w2, b2, w3, b3, y):
    def squash(z):
        return 1 / (1 + exp(-z))

    z2 = w2 * a1 + b2
    a2 = squash(z2)
    z3 = w3 * a2 + b3
    a3 = squash(z3)
    return [
        _slope(lambda h: (w2 + h) * a1 + b2),
        _slope(lambda h: squash(z2 + h)),
        _slope(lambda h: w3 * (a2 + h) + b3),
        _slope(lambda h: squash(z3 + h)),
        _slope(lambda h: (a3 + h - y) ** 2 / 2),
    ]


further_back = Exercise(
    reference=five_factors,
    slips=[
        *slips("""
            own_activation: `[a1` -> `[a2`
                Your first factor is a^(2). The weight w^(2) is multiplied by what comes *in*, from
                the layer before: a^(1).
            slope_for_the_bias: `[a1` -> `[1`
                Your first factor is 1: that is the slope for the bias b2. The weight w^(2) is
                multiplied by a^(1).
            weight_for_input: `[a1` -> `[w2`
                Your first factor is w^(2) itself. It is dz^(2)/dw^(2), what w^(2) is multiplied by:
                a^(1).
            own_weight: `w3, ` -> `w2, `
                Your third factor is w^(2), the weight of the wrong layer. It is dz^(3)/da^(2), and
                in z^(3) the activation a^(2) is multiplied by w^(3).
            activation_for_weight: `w3, ` -> `a2, `
                Your third factor is a^(2). It is dz^(3)/da^(2), and in z^(3) the activation a^(2)
                is multiplied by w^(3).
            no_weight: `w3, ` -> `1, `
                Your third factor is 1. It is dz^(3)/da^(2), what a^(2) is multiplied by: w^(3).
            slopes_exchanged: `sigmoid_prime(z2), w3, sigmoid_prime(z3)`
                -> `sigmoid_prime(z3), w3, sigmoid_prime(z2)`
                Your second and fourth factors have changed places. On the way from w^(2) the nudge
                passes z^(2) first, and z^(3) later.
            slopes_at_a: `sigmoid_prime(z2), w3, sigmoid_prime(z3)`
                -> `sigmoid_prime(a2), w3, sigmoid_prime(a3)`
                You gave σ′ activations; it wants z^(2) and z^(3).
            values_for_slopes: `sigmoid_prime(z2), w3, sigmoid_prime(z3)` -> `a2, w3, a3`
                Your second and fourth factors are activations. There the nudge is multiplied by the
                slopes, σ′(z^(2)) and σ′(z^(3)).
        """),
        *of_the_slope("z2", "a2", "inner"),
        *of_the_slope("z3", "a3", "outer"),
        *slips("""
            inner_slope_of_the_wrong_layer: `sigmoid_prime(z2)` -> `sigmoid_prime(z3)`
                Your second factor is the slope of layer 3. The nudge passes z^(2) first.
            outer_slope_of_the_wrong_layer: `sigmoid_prime(z3)` -> `sigmoid_prime(z2)`
                Your fourth factor is the slope of layer 2. The nudge passes z^(3) there.
            from_the_cost: `]` -> `][::-1]`
                You list them from the cost to the weight. Here they are asked for in the order in
                which the nudge travels.
            sign: `a3 - y` -> `y - a3`
                The last factor has the wrong sign: it is a^(3) - y, not y - a^(3).
            twice: `a3 - y` -> `2 * (a3 - y)`
                Your last factor is twice as large: with the half in front of the square, the 2 is
                gone.
            cost_for_its_slope: `a3 - y` -> `(a3 - y) ** 2 / 2`
                Your last factor is the cost itself. It is the slope of the cost, a^(3) - y.
            z_for_a: `a3 - y` -> `z3 - y`
                Your last factor is z^(3) - y. It is the activation a^(3) that should be y.
            miss_squared: `a3 - y` -> `(a3 - y) ** 2`
                Your last factor is squared. The square is in the cost; its slope is a^(3) - y.
            output_for_miss: `a3 - y` -> `a3`
                Your last factor is a^(3) alone. It is how far it is from the target, a^(3) - y.
            target_for_miss: `a3 - y` -> `y`
                Your last factor is y alone. It is how far the output is from it, a^(3) - y.
            weighted_activation: `w3, ` -> `w3 * a2, `
                Your third factor is w^(3) a^(2). A nudge of a^(2) is multiplied by w^(3) alone.
            bias_for_weight: `w3, ` -> `b3, `
                Your third factor is b^(3). A nudge of a^(2) is multiplied by w^(3).
            middle_activation: `a3 - y` -> `a2 - y`
                Your last factor is a^(2) - y. It is the output, a^(3), that is compared with y.
            four: `, a3 - y` -> ``
                The last factor is missing: how the cost moves with a^(3).
            multiplied: `[a1, sigmoid_prime(z2), w3, sigmoid_prime(z3), a3 - y]`
                -> `a1 * sigmoid_prime(z2) * w3 * sigmoid_prime(z3) * (a3 - y)`
                That is their product, the slope itself. Here the five factors are asked for, in a
                list.
            four: `a1, ` -> ``
                The first factor is missing: how z^(2) moves with w^(2).
            activation_in: `w3 * a2` -> `w3 * z2`
                You multiplied w^(3) by z^(2). What a layer passes on is its activation.
            no_bias: ` + b2` -> ``
                The bias b2 is missing in z^(2).
            no_bias: ` + b3` -> ``
                The bias b3 is missing in z^(3).
        """),
    ],
    hints=[
        "Go forward first: compute z2, a2, z3 and a3. Each step of the way is one factor.",
        "The steps are w2 to z2, z2 to a2, a2 to z3, z3 to a3, a3 to the cost. What is w2 "
        "multiplied by in z2? What is a2 multiplied by in z3?",
    ],
    notice=(
        "Of these five, the last two also serve layer 3, and the last four serve the bias b2. "
        "Going backwards, most of the work has been done already."
    ),
    truth=_measured_factors,
    inputs=CHAINS,
)


# --- 4. a prediction -----------------------------------------------------------------------------

_W, _B, _A_PREV, _Y = NEURONS[0]

_NEURON = Neuron(_W, _B, _A_PREV, _Y)
_LOWERED = Neuron(_W - 0.2, _B, _A_PREV, _Y)


def predicted_change():
    return Neuron(w=1.5, b=-0.5, a_prev=0.8, y=1.0).dC_dw * -0.2


prediction = Exercise(
    reference=predicted_change,
    slips=slips("""
        raised: `-0.2` -> `0.2`
            That is the change if w were raised. It is lowered: the nudge is -0.2.
        slope_alone: ` * -0.2` -> ``
            That is the slope, the change for each unit of nudge. The nudge is -0.2 units.
        real_change: `Neuron(w=1.5, b=-0.5, a_prev=0.8, y=1.0).dC_dw * -0.2`
            -> `_LOWERED.C_0 - _NEURON.C_0`
            That is what actually happens to the cost. What does the slope *predict*? The two differ
            because the slope itself changes on the way.
        new_cost: `return ` -> `return _NEURON.C_0 + `
            That is what the cost becomes. By how much does it change?
        old_cost: `Neuron(w=1.5, b=-0.5, a_prev=0.8, y=1.0).dC_dw * -0.2` -> `_NEURON.C_0`
            That is the cost itself. By how much does it change?
        new_real_cost: `Neuron(w=1.5, b=-0.5, a_prev=0.8, y=1.0).dC_dw * -0.2` -> `_LOWERED.C_0`
            That is the cost after the nudge. What change does the slope predict?
        no_input: `.dC_dw` -> `.dC_db`
            That is the prediction for the bias. For the weight, the slope has the factor `a_prev`.
        weight_for_input: `.dC_dw` -> `.dC_da_prev`
            That is the prediction for a_prev. For the weight, the slope has the factor `a_prev`.
        the_nudge_alone: `Neuron(w=1.5, b=-0.5, a_prev=0.8, y=1.0).dC_dw * ` -> ``
            That is the nudge. The change is slope times nudge.
        new_weight: `Neuron(w=1.5, b=-0.5, a_prev=0.8, y=1.0).dC_dw * -0.2` -> `1.3`
            That is the new weight. By how much does the cost change on the way there?
        ten_times: `-0.2` -> `-2`
            You nudged by -2. The nudge is -0.2.
        twice: `-0.2` -> `-0.4`
            That is twice as much. With the half in the cost, no 2 is left.
        half: `-0.2` -> `-0.1`
            That is half of it. The 2 of the square takes the half away.
        slope_at_the_end: `Neuron(w=1.5, b=-0.5, a_prev=0.8, y=1.0).dC_dw` -> `_LOWERED.dC_dw`
            You took the slope at the new weight, 1.3. A prediction is made before: with the slope
            at 1.5.
        divided: `* -0.2` -> `/ -0.2`
            You divided by the nudge. A slope is the change for each unit: multiply.
        slope_at_a: `Neuron(w=1.5, b=-0.5, a_prev=0.8, y=1.0).dC_dw`
            -> `0.8 * sigmoid_prime(_NEURON.a) * (_NEURON.a - 1)`
            You gave σ′ the activation; it wants z.
        no_slope: `Neuron(w=1.5, b=-0.5, a_prev=0.8, y=1.0).dC_dw` -> `0.8 * (_NEURON.a - 1)`
            The slope of σ is missing: the factor in the middle is σ′(z).
        no_miss: `Neuron(w=1.5, b=-0.5, a_prev=0.8, y=1.0).dC_dw` -> `0.8 * sigmoid_prime(0.7)`
            The last factor is missing: a - y.
        relative: `-0.2` -> `-0.3`
            You lowered w by 20 percent, which is 0.3. It is lowered by 0.2.
        down_to: `-0.2` -> `-1.3`
            You lowered w *to* 0.2. It is lowered *by* 0.2.
    """),
    hints=[
        "A slope is the change for each unit of nudge.",
        "Multiply `neuron.dC_dw` by the nudge. Mind its sign.",
    ],
    notice=(
        "A negative slope times a negative nudge: the cost rises. Try it on the bench with "
        "h = -0.2 to see how much it actually rises."
    ),
    truth=lambda: -0.2 * _slope(lambda h: _cost(_W + h, _B, _A_PREV, _Y)),
    tolerance=5e-3,
)


# --- 5. where the slope is zero ------------------------------------------------------------------


def flat_w():
    return 0.4 / 0.8


def _measured_flat_w():
    """Halve an interval in which the measured slope changes its sign."""
    low, high = -4.0, 4.0
    for _ in range(60):
        middle = (low + high) / 2
        rising = _slope(lambda h, w=middle: _cost(w + h, -0.4, 0.8, 0.5)) > 0
        low, high = (low, middle) if rising else (middle, high)
    return low


flat = Exercise(
    reference=flat_w,
    slips=slips("""
        z_at_target: `0.4` -> `(0.5 + 0.4)`
            You made z equal to the target. It is a that should be: and σ(z) = 0.5 where z = 0.
        sign_of_bias: `0.4` -> `-0.4`
            Nearly: w a_prev + b should be 0, and b is -0.4, so w a_prev is +0.4.
        no_weight: `0.4 / 0.8` -> `0.0`
            With w = 0 the input is ignored and z = b = -0.4, so a is not yet 0.5, and the slope is
            not yet 0.
        bias_alone: ` / 0.8` -> ``
            You have w = -b. But w is multiplied by `a_prev` before b is added.
        upside_down: `0.4 / 0.8` -> `0.8 / 0.4`
            The fraction is upside down: w times 0.8 should be 0.4.
        upside_down: `0.4 / 0.8` -> `-0.8 / 0.4`
            The fraction is upside down, and has the wrong sign: w times 0.8 should be +0.4.
        multiplied: `0.4 / 0.8` -> `0.4 * 0.8`
            You multiplied by a_prev. w times 0.8 should be 0.4: divide.
        target_for_z: `0.4` -> `0.5`
            You made w a_prev equal to the target, without the bias and σ. σ(z) is 0.5 where z = 0.
        z_at_target: `0.4` -> `(0.5 - 0.4)`
            You made z equal to the target, and b has the other sign. σ(z) = 0.5 where z = 0.
        the_bias_itself: `0.4 / 0.8` -> `-0.4`
            That is b itself. w times 0.8 should take it away.
        activation: `0.4 / 0.8` -> `1 / (1 + exp(-0.5))`
            That is σ(0.5). It is a that should be 0.5: at which z is it?
        one: `0.4 / 0.8` -> `1.0`
            With w = 1, z is 0.8 - 0.4 = 0.4. It should be 0.
        one: `0.4 / 0.8` -> `-1.0`
            With w = -1, z is -0.8 - 0.4 = -1.2. It should be 0.
    """),
    mistakes=[
        Mistake(
            "saturated",
            lambda trial: np.size(trial.values[0]) == 1 and abs(trial.values[0] or 0) > 12,
            "There the neuron is saturated: its slope is too small to see, and yet not 0. Where is "
            "a equal to y?",
        ),
    ],
    hints=[
        "A product is 0 where one of its factors is. `a_prev` is 0.8 and σ′(z) is never 0.",
        "So a = y = 0.5. At which z is σ(z) = 0.5, and which w makes this z?",
    ],
    notice=(
        "The slope vanishes because there is nothing left to improve. It also all but vanishes "
        "in a saturated neuron, where there may be very much to improve: a small slope alone "
        "does not tell you which."
    ),
    truth=_measured_flat_w,
    tolerance=1e-3,
)


# --- 6. another cost -----------------------------------------------------------------------------

another_cost = Choice(
    name="same_path",
    right="c",
    wrong={
        "a": "With the same eta every step would be longer: the slopes have grown.",
        "b": "The 3 in front makes the slopes three times as large. But the square brings down a 2 "
        "as well, and no half takes it away.",
        "d": "The slopes have grown, so eta has to shrink for the steps to stay as they were.",
    },
    hints=[
        "A step is eta times the derivative. What is the derivative multiplied by?",
        "The derivative of 3 (a - y)² with respect to a is 6 (a - y). Before, it was a - y.",
    ],
    notice=(
        "Six times the slope, a sixth of eta: the same steps. Any constant in front of a cost is "
        "harmless in this way, and the half is only the most convenient one."
    ),
)
