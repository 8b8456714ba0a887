"""The exercises of lesson 3, the chain rule."""

from math import exp

import numpy as np

from nnhelpers.activations import sigmoid, sigmoid_prime
from nnhelpers.exercises._exercise import Choice, Exercise, random_inputs
from nnhelpers.neuron import Neuron

NEURONS = [
    (1.5, -0.5, 0.8, 1.0),
    (-2.0, 0.0, 0.6, 0.3),
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
    return sigmoid_prime(z) * (sigmoid(z) - y)


def _input_for_one(w, b, a_prev, y):
    """This is dC_0/dw. The bias is not multiplied by `a_prev` on its way into z: its first factor,
    dz/db, is 1."""
    return a_prev * bias_slope(w, b, a_prev, y)


def _times_bias(w, b, a_prev, y):
    """You multiplied by `b`, so a bias of 0 would have no slope. The first factor is dz/db, the
    number of units that z moves for each unit of b; it is 1 whatever the value of b."""
    return b * bias_slope(w, b, a_prev, y)


def _slope_of_activation(w, b, a_prev, y):
    """You fed σ′ with a; it wants z. The activation has been through σ already."""
    a = sigmoid(w * a_prev + b)
    return sigmoid_prime(a) * (a - y)


def _weighted_input_for_activation(w, b, a_prev, y):
    """Your miss is z - y. What is compared with the target is the activation, a = σ(z)."""
    z = w * a_prev + b
    return sigmoid_prime(z) * (z - y)


def _no_slope(w, b, a_prev, y):
    """The factor in the middle is missing: between z and a stands σ, with the slope
    σ′(z)."""
    return sigmoid(w * a_prev + b) - y


def _target_minus_output(w, b, a_prev, y):
    """The sign is turned round: the slope of (a - y)²/2 with respect to a is a - y, not y - a."""
    return -bias_slope(w, b, a_prev, y)


def _twice(w, b, a_prev, y):
    """You have twice the slope: with the half in front of the square, the 2 is gone."""
    return 2 * bias_slope(w, b, a_prev, y)


bias = Exercise(
    reference=bias_slope,
    mistakes=[
        _input_for_one,
        _times_bias,
        _slope_of_activation,
        _weighted_input_for_activation,
        _no_slope,
        _target_minus_output,
        _twice,
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
    a = np.tanh(w * a_prev + b)
    return a_prev * (1 - a**2) * (a - y)


def _sigmoids_slope(w, b, a_prev, y):
    """You kept the slope of the sigmoid, a (1 - a). The activation is tanh now, and its slope is
    1 - tanh(z)², which is 1 - a²."""
    a = np.tanh(w * a_prev + b)
    return a_prev * a * (1 - a) * (a - y)


def _slope_of_the_old_function(w, b, a_prev, y):
    """The activation is tanh now, but you took the slope of the sigmoid. The slope of tanh at z is
    1 - tanh(z)²."""
    z = w * a_prev + b
    return a_prev * sigmoid_prime(z) * (np.tanh(z) - y)


def _value_of_the_old_function(w, b, a_prev, y):
    """You changed the slope, but not the activation: it is a = tanh(z) now, in the miss a - y
    too."""
    z = w * a_prev + b
    return a_prev * (1 - np.tanh(z) ** 2) * (sigmoid(z) - y)


def _weight_for_input(w, b, a_prev, y):
    """Your first factor is `w`; that is the slope for a_prev. For the weight it is dz/dw, what w is
    multiplied by: `a_prev`."""
    a = np.tanh(w * a_prev + b)
    return w * (1 - a**2) * (a - y)


def _tanh_twice(w, b, a_prev, y):
    """You took the slope at a instead of at z: a is tanh(z) already, so 1 - tanh(z)² is 1 - a²,
    and not 1 - tanh(a)²."""
    a = np.tanh(w * a_prev + b)
    return a_prev * (1 - np.tanh(a) ** 2) * (a - y)


def _square_of_z(w, b, a_prev, y):
    """You wrote 1 - z²; the slope of tanh is 1 - tanh(z)²."""
    z = w * a_prev + b
    return a_prev * (1 - z**2) * (np.tanh(z) - y)


def _tanh_without_slope(w, b, a_prev, y):
    """The slope of tanh is missing: between z and a a nudge is multiplied by 1 - tanh(z)²."""
    return a_prev * (np.tanh(w * a_prev + b) - y)


def _tanh_without_input(w, b, a_prev, y):
    """This is the slope for the bias. For the weight the first factor is dz/dw = `a_prev`."""
    return dC_dw_tanh(w, b, a_prev, y) / a_prev


def _still_sigmoid(w, b, a_prev, y):
    """This is the slope of a neuron with a sigmoid. Replace σ by tanh in both places where it
    stands: in a, and in the slope of a."""
    z = w * a_prev + b
    return a_prev * sigmoid_prime(z) * (sigmoid(z) - y)


another_function = Exercise(
    reference=dC_dw_tanh,
    mistakes=[
        _sigmoids_slope,
        _slope_of_the_old_function,
        _value_of_the_old_function,
        _weight_for_input,
        _tanh_twice,
        _square_of_z,
        _tanh_without_slope,
        _tanh_without_input,
        _still_sigmoid,
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


def _own_activation(a1, w2, b2, w3, b3, y):
    """Your first factor is a^(2). The weight w^(2) is multiplied by what comes *in*, from the
    layer before: a^(1)."""
    factors = five_factors(a1, w2, b2, w3, b3, y)
    return [sigmoid(w2 * a1 + b2), *factors[1:]]


def _slope_for_the_bias(a1, w2, b2, w3, b3, y):
    """Your first factor is 1: that is the slope for the bias b2. The weight w^(2) is multiplied by
    a^(1)."""
    return [1.0, *five_factors(a1, w2, b2, w3, b3, y)[1:]]


def _own_weight(a1, w2, b2, w3, b3, y):
    """Your third factor is w^(2), the weight of the wrong layer. It is dz^(3)/da^(2), and in z^(3)
    the activation a^(2) is multiplied by w^(3)."""
    factors = five_factors(a1, w2, b2, w3, b3, y)
    return [*factors[:2], w2, *factors[3:]]


def _slopes_exchanged(a1, w2, b2, w3, b3, y):
    """Your second and fourth factors have changed places. On the way from w^(2) the nudge passes
    z^(2) first, and z^(3) later."""
    first, second, third, fourth, fifth = five_factors(a1, w2, b2, w3, b3, y)
    return [first, fourth, third, second, fifth]


def _slopes_at_activations(a1, w2, b2, w3, b3, y):
    """You fed σ′ with activations; it wants z^(2) and z^(3)."""
    a2 = sigmoid(w2 * a1 + b2)
    a3 = sigmoid(w3 * a2 + b3)
    return [a1, sigmoid_prime(a2), w3, sigmoid_prime(a3), a3 - y]


def _from_the_cost(a1, w2, b2, w3, b3, y):
    """The five factors are right, but you list them from the cost to the weight. Here they are
    asked for in the order in which the nudge travels."""
    return five_factors(a1, w2, b2, w3, b3, y)[::-1]


def _miss_turned_round(a1, w2, b2, w3, b3, y):
    """The last factor has the wrong sign: it is a^(3) - y, not y - a^(3)."""
    factors = five_factors(a1, w2, b2, w3, b3, y)
    return [*factors[:4], -factors[4]]


further_back = Exercise(
    reference=five_factors,
    mistakes=[
        _own_activation,
        _slope_for_the_bias,
        _own_weight,
        _slopes_exchanged,
        _slopes_at_activations,
        _from_the_cost,
        _miss_turned_round,
    ],
    hints=[
        "Go forward first: compute z2, a2, z3 and a3. Each step of the way is one factor.",
        "The steps are w2 to z2, z2 to a2, a2 to z3, z3 to a3, a3 to the cost. What is w2 "
        "multiplied by in z2? What is a2 multiplied by in z3?",
    ],
    notice=(
        "Of these five, the last two also serve layer 3, and the last four serve the bias b2. "
        "Going backwards, most of the work has been done before."
    ),
    truth=_measured_factors,
    inputs=CHAINS,
)


# --- 4. a prediction -----------------------------------------------------------------------------

_W, _B, _A_PREV, _Y = NEURONS[0]


def predicted_change():
    return Neuron(w=1.5, b=-0.5, a_prev=0.8, y=1.0).dC_dw * -0.2


def _raised():
    """That is the change if w were raised. It is lowered: the nudge is -0.2."""
    return -predicted_change()


def _slope_alone():
    """That is the slope, the change for each unit of nudge. The nudge is -0.2 units."""
    return _A_PREV * bias_slope(_W, _B, _A_PREV, _Y)


def _new_cost():
    """That is what the cost becomes. By how much does it change?"""
    return _cost(_W, _B, _A_PREV, _Y) + predicted_change()


def _real_change():
    """That is what actually happens to the cost. What does the slope *predict*? The two differ
    because the slope itself changes on the way."""
    return _cost(_W - 0.2, _B, _A_PREV, _Y) - _cost(_W, _B, _A_PREV, _Y)


def _without_input():
    """That is the prediction for the bias. For the weight, the slope has the factor `a_prev`."""
    return bias_slope(_W, _B, _A_PREV, _Y) * -0.2


prediction = Exercise(
    reference=predicted_change,
    mistakes=[_raised, _slope_alone, _new_cost, _real_change, _without_input],
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


def _z_at_target():
    """You made z equal to the target. It is a that should be: and σ(z) = 0.5 where z = 0."""
    return (0.5 + 0.4) / 0.8


def _sign_of_bias():
    """Nearly: w a_prev + b should be 0, and b is -0.4, so w a_prev is +0.4."""
    return -0.4 / 0.8


def _no_weight():
    """With w = 0 the input is ignored and z = b = -0.4, so a is not yet 0.5, and the slope is not
    yet 0."""
    return 0.0


def _bias_alone():
    """You have w = -b. But w is multiplied by `a_prev` before b is added."""
    return 0.4


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
    mistakes=[_z_at_target, _sign_of_bias, _no_weight, _bias_alone],
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
        "A step is eta times the derivative. By what is the derivative multiplied?",
        "The derivative of 3 (a - y)² with respect to a is 6 (a - y). Before, it was a - y.",
    ],
    notice=(
        "Six times the slope, a sixth of eta: the same steps. Any constant in front of a cost is "
        "harmless in this way, and the half is only the most convenient one."
    ),
)
