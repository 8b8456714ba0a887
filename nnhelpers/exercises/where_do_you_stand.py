"""The questions of "Where do you stand?": fifteen misconceptions, and ten new situations."""

from math import exp, log

import numpy as np

from nnhelpers.activations import sigmoid, sigmoid_prime
from nnhelpers.exercises._exercise import Choice, Exercise, random_inputs
from nnhelpers.exercises._slips import slips
from nnhelpers.exercises._usual import of_the_half, of_the_miss
from nnhelpers.network import Network
from nnhelpers.reply import Reply

# in the order in which the notebook asks; of the first part three to a lesson, of the second two
PARTS = (
    (
        *("two_products", "switched_off", "how_many_biases"),
        *("which_nudge", "brighter", "three_outputs"),
        *("bias_of_nothing", "from_the_activation", "small_slope"),
        *("sent_back", "error_of_an_output", "it_trains"),
        *("seen_double", "too_long", "lower_cost"),
    ),
    (
        *("twice_the_weights", "brighter_pixels"),
        *("lights_out", "nothing_to_wish"),
        *("dead_neuron", "larger_of_two"),
        *("one_bias_for_all", "a_way_round"),
        *("twice_the_batch", "millimetres"),
    ),
)


def _section(notebook, heading):
    """Return the words and the address of a section, for those who should go back to it."""
    number, title = heading.split(". ", 1)
    words = f"lesson {int(notebook[:2])}, section {number} ({title})"
    return words, f"{notebook}.ipynb#{heading.replace(' ', '-')}"


_FORWARD = "01_forward_pass"
_WISHES = "02_what_one_example_wants"
_CHAIN = "03_chain_rule"
_BACK = "04_backpropagation"
_DESCENT = "05_stochastic_gradient_descent"


def summary():
    """Count the right answers of each part, and list the sections to go back to.

    What counts is the last try at each question that was checked.

    Returns
    -------
    Reply
    """
    asked = [globals()[name] for part in PARTS for name in part]
    if not any(question.tries for question in asked):
        return Reply("blank", "Check some answers above, and run this cell again.")
    questions = dict(enumerate(asked, start=1))
    first = len(PARTS[0])
    counts = [
        _count("Part 1", {place: one for place, one in questions.items() if place <= first}),
        _count("Part 2", {place: one for place, one in questions.items() if place > first}),
    ]
    return Reply("count", " ".join(counts), again=_again(questions))


def _count(part, questions):
    if not any(one.tries for one in questions.values()):
        return f"{part}: not checked yet."
    last = sum(one.tries[-1].right for one in questions.values() if one.tries)
    first = sum(one.tries[0].right for one in questions.values() if one.tries)
    at_first = "" if first == last else f", {first} at the first try"
    missing = [str(place) for place, one in questions.items() if not one.tries]
    left = f"; not checked yet: {', '.join(missing)}" if missing else ""
    return f"{part}: {last} of {len(questions)} right{at_first}{left}."


def _again(questions):
    """Return the sections of the questions whose last try was wrong, in the order of lessons."""
    wrong = {}
    for place, one in questions.items():
        if one.tries and not one.tries[-1].right:
            wrong.setdefault(one.again, []).append(str(place))
    return tuple(
        (f"{words}, for question{'s' * (len(by) > 1)} {', '.join(by)}", address)
        for (words, address), by in sorted(wrong.items())
    )


# === Part 1 ======================================================================================

# --- lesson 1 ------------------------------------------------------------------------------------

two_products = Choice(
    name="she_has",
    right="c",
    wrong={
        "a": "`*` is not the same as `@`: it multiplies entry by entry, and adds nothing up.",
        "b": "The column is not paired with three of the weights: it goes with every column of "
        "`w`, so that all nine weights are multiplied.",
        "d": "It is `@` that adds up, and even `@` adds only along each row. `*` adds nothing.",
    },
    hints=[
        "Try it with a small `w` and look at the shape of what comes out.",
        "`*` goes entry by entry, and a column is set beside itself until it is as wide as `w`.",
    ],
    notice=(
        "`w * a_prev` has a number for each weight. Adding up its rows would not save it: there, "
        "all weights of neuron j are multiplied by a_j, and each should meet an input of its own."
    ),
    again=_section(_FORWARD, "3. A layer"),
)

switched_off = Choice(
    name="you_set",
    right="b",
    wrong={
        "a": "A weight of 0 does not switch a neuron off: z is 0 then, and σ(0) is one half.",
        "c": "Weights need an input to push with. Where all three inputs are 0, z is 0 whatever "
        "the weights are, and the neuron is half on.",
        "d": "A bias of -1 is soon outweighed. With all three inputs at 1, z is 2 and the neuron "
        "is on, at 0.88.",
    },
    hints=[
        "Compute z for three inputs of 0, and for three inputs of 1.",
        "z should be far below 0 for all of them. Which part of z does not wait for an input?",
    ],
    notice=(
        "z is -10 whatever comes in, and σ(-10) is less than 0.0001. A weight of 0 takes an input "
        "away; it takes the bias to hold a neuron down."
    ),
    again=_section(_FORWARD, "2. One neuron"),
)


def biases():
    return 5


how_many_biases = Exercise(
    reference=biases,
    slips=slips("""
        one_for_every_weight: `5` -> `5 * 20`
            An input has no bias of its own. Each input has a weight; it is the neuron that has the
            bias, one.
        one_for_every_example: `5` -> `5 * 7`
            An example needs no bias of its own. The neurons are the same for all seven, and so
            are their biases.
        those_of_the_layer_before: `5` -> `20`
            Those are the inputs. A bias belongs to the neuron whose sum it is added to.
        those_of_both_layers: `5` -> `5 + 20`
            You gave the layer before its biases, too. Count those of the layer itself.
        one_for_the_layer: `5` -> `1`
            A layer has more than one bias: each of its neurons has one.
        one_for_all_of_an_example: `5` -> `7`
            Those are the examples. The biases are the same for all of them, one for each neuron.
        parameters: `5` -> `5 * 20 + 5`
            Those are all the parameters of the layer, its weights and its biases.
        all_of_it: `5` -> `5 * 20 * 7`
            You multiplied all there is. Only the neurons of the layer have biases.
        inputs_and_examples: `5` -> `20 * 7`
            Those are the numbers that come in. Only the neurons of the layer have biases.
        examples_added: `5` -> `5 + 7`
            You added the examples. They have no biases.
        none: `5` -> `0`
            Its neurons have biases. Only a layer that computes nothing, the input, has none.
        everything_added: `5` -> `5 + 20 + 7`
            You added up all there is. Only the neurons of the layer have biases.
    """),
    hints=[
        "What does a single neuron of the layer add to its sum, and how often?",
        "The shape of b contains neither 7 nor 20.",
    ],
    notice="One for each neuron. The shape of `b` is (5, 1), and NumPy adds it to every column.",
    truth=lambda: Network([20, 5]).biases[0].size,
    again=_section(_FORWARD, "3. A layer"),
)

# --- lesson 2 ------------------------------------------------------------------------------------

which_nudge = Choice(
    name="lowers_more",
    right="c",
    wrong={
        "a": "The largest slope need not give the largest change: a slope is the change for each "
        "unit of nudge, and the weight was nudged by a twentieth of a unit.",
        "b": "The slope of the bias is positive, and its nudge negative: 0.3 · (-1) is a cost that "
        "falls.",
        "d": "The slope of the weight is negative, and its nudge positive: -2 · 0.05 is a cost "
        "that falls, though by little.",
    },
    hints=[
        "What does a slope predict for a nudge? Compute it for both, with its sign.",
        "Slope times nudge: -2 · 0.05 for the one, 0.3 · (-1) for the other.",
    ],
    notice=(
        "-2 · 0.05 = -0.1 and 0.3 · (-1) = -0.3. Neither the slope nor the nudge decides alone. "
        "(For so long a nudge as -1 the prediction may be rough.)"
    ),
    again=_section(_WISHES, "1. A list of sensitivities"),
)

brighter = Choice(
    name="should_rise",
    right="d",
    wrong={
        "a": "Less activation does not always lower an output: behind a negative weight it raises "
        "it.",
        "b": "The first has a positive weight: if it were brighter, so would the output be.",
        "c": "The last has the largest weight in size, so the strongest wish, but not the only "
        "one: the weight in the middle is negative, too.",
    },
    hints=[
        "z is the sum of weights times activations. Which products fall if their activation rises?",
        "How bright a neuron is now does not matter, only the sign of the weight that leads on.",
    ],
    notice=(
        "A negative weight turns the wish round: to lower the output, brighten what counts against "
        "it. How strongly depends on the weight, and not on how bright the neuron is already."
    ),
    again=_section(_WISHES, "3. Three avenues"),
)

three_outputs = Choice(
    name="example_wants",
    right="b",
    wrong={
        "a": "The strongest wish does not decide alone. A nudge of the hidden neuron moves all "
        "three outputs.",
        "c": "The wishes of the outputs are not averaged. A nudge of the hidden neuron moves all "
        "three outputs, and what that does to the cost adds up.",
        "d": "Not only the output that should be 1 counts. Those that should be 0 have their "
        "wishes, and here they are stronger.",
    },
    hints=[
        "Nudge the hidden neuron by a little. Which of the outputs move?",
        "The cost is a sum over the outputs, so its change is the sum of their changes.",
    ],
    notice=(
        "0.06 - 0.10 - 0.05: each output adds what it wants, for or against. An average is taken "
        "over examples, never over outputs."
    ),
    again=_section(_WISHES, "5. Everybody's wishes, added up"),
)

# --- lesson 3 ------------------------------------------------------------------------------------

bias_of_nothing = Choice(
    name="slope_for_b",
    right="c",
    wrong={
        "a": "The value of the bias is not a factor of its slope. Nudge a bias of 0 by h, and z "
        "moves by h as it would from anywhere else.",
        "b": "That is the slope for the weight, which has the factor a_prev. The bias does not "
        "pass through the input.",
        "d": "That is the slope for the activation before, which has the factor w. The bias does "
        "not pass through the weight.",
    },
    hints=[
        "By how much does z move for each unit of nudge of b?",
        "z = w a_prev + b: by one unit, whatever b is. What does a unit of z do to the cost?",
    ],
    notice="b is added as it is: the first factor is 1, and the slope for b is that for z.",
    again=_section(_CHAIN, "6. The bias, and the activation before"),
)


def slope_there():
    return 0.9 * (1 - 0.9)


from_the_activation = Exercise(
    reference=slope_there,
    slips=slips("""
        slope_at_a: `0.9 * (1 - 0.9)` -> `sigmoid_prime(0.9)`
            σ′ takes z, and 0.9 is the activation. It has been through σ already; with a in hand the
            slope is a (1 - a).
        the_activation_itself: `0.9 * (1 - 0.9)` -> `0.9`
            That is where the neuron is, and not how fast it moves.
        what_is_left: `0.9 * (1 - 0.9)` -> `1 - 0.9`
            That is 1 - a, the other half of the slope. The slope is a (1 - a).
        at_its_best: `0.9 * (1 - 0.9)` -> `0.25`
            A quarter is the slope where the sigmoid is steepest, half on. This neuron is nearly on.
        squared: `0.9 * (1 - 0.9)` -> `0.9**2`
            You squared the activation. The slope is a (1 - a).
        of_tanh: `0.9 * (1 - 0.9)` -> `1 - 0.9**2`
            That is the slope of tanh. That of the sigmoid is a (1 - a).
        squashed_again: `0.9 * (1 - 0.9)` -> `sigmoid(0.9)`
            You squashed the activation once more. What is the slope of σ where it gives 0.9?
        not_at_all: `0.9 * (1 - 0.9)` -> `0`
            It is on its way to the flat part, and not there: a little of the nudge still passes.
        all_of_it: `0.9 * (1 - 0.9)` -> `1`
            A sigmoid passes on a part of the nudge only, a quarter at best.
        upside_down: `0.9 * (1 - 0.9)` -> `1 / (0.9 * (1 - 0.9))`
            The fraction is upside down: that is how far z moves for each unit of a.
        twice: `0.9 * (1 - 0.9)` -> `2 * 0.9 * (1 - 0.9)`
            That is twice the slope.
        half: `0.9 * (1 - 0.9)` -> `0.9 * (1 - 0.9) / 2`
            That is half of the slope.
        slope_squared: `0.9 * (1 - 0.9)` -> `(0.9 * (1 - 0.9)) ** 2`
            That is the square of the slope.
        falling: `0.9 * (1 - 0.9)` -> `0.9 * (0.9 - 1)`
            The sign is turned round: the sigmoid rises everywhere.
    """),
    hints=[
        "The slope of the sigmoid can be told from its value, without z.",
        "σ′(z) = σ(z) (1 - σ(z)), and σ(z) is 0.9.",
    ],
    notice="a (1 - a). σ′ itself takes z, here ln 9, about 2.2: `sigmoid_prime(np.log(9))`.",
    truth=lambda: sigmoid_prime(log(9)),
    again=_section(_CHAIN, "5. The three factors"),
)

small_slope = Choice(
    name="it_follows",
    right="a",
    wrong={
        "b": "A small slope does not mean nearly done. A saturated neuron can be as wrong as "
        "possible, and its slope is nearly 0.",
        "c": "The value of a weight is not a factor of its slope. The factors are the input, the "
        "slope of the sigmoid, and the miss.",
        "d": "Level ground is not always the bottom of a valley. Far out on the flat end of the "
        "sigmoid the slope is small, too, and the cost can be high.",
    },
    hints=[
        "Which three factors is this slope the product of?",
        "When is a product small? Does it have to be the last of its factors?",
    ],
    notice=(
        "It may be the input, σ′(z) or the miss. With an input of 1, z = 9.2 and the target 0 the "
        "slope is 0.0001, and the neuron could hardly be more wrong."
    ),
    again=_section(_CHAIN, "5. The three factors"),
)

# --- lesson 4 ------------------------------------------------------------------------------------

sent_back = Choice(
    name="error_of_0",
    right="d",
    wrong={
        "a": "You added up the errors without the weights that they come back through.",
        "b": "You averaged the two paths. A nudge of the hidden neuron goes along both, and what "
        "they do to the cost adds up.",
        "c": "That is `w2 @ delta2`: the shapes fit, and the weights are wrong. Row 0 has those "
        "that lead to output 0; those that lead away from hidden neuron 0 are a column.",
    },
    hints=[
        "Which two weights lead from hidden neuron 0 to the outputs?",
        "It leads to output 0 by 1 and to output 1 by 3, each times the error there.",
    ],
    notice=(
        "1 · 1 + 3 · 10, down the first column: `w2.T @ delta2`. With layers of equal size nothing "
        "objects to a missing `.T`."
    ),
    again=_section(_BACK, "3. The four equations"),
)


def output_delta(a, y):
    return (a - y) * a * (1 - a)


def _slope_for_z(a, y, h=1e-5):
    z = log(a / (1 - a))
    up, down = ((1 / (1 + exp(-moved)) - y) ** 2 / 2 for moved in (z + h, z - h))
    return (up - down) / (2 * h)


error_of_an_output = Exercise(
    reference=output_delta,
    slips=slips("""
        no_slope: ` * a * (1 - a)` -> ``
            That is the miss, a - y. The error δ is the slope for z, and between z and a stands the
            sigmoid: the factor a (1 - a) is missing.
        slope_at_a: `a * (1 - a)` -> `sigmoid_prime(a)`
            σ′ takes z, and you gave it the activation. With a in hand the slope is a (1 - a).
        half_a_slope: `a * (1 - a)` -> `(1 - a)`
            Half of the slope is missing: it is a (1 - a), and you have 1 - a.
        value_for_slope: ` * (1 - a)` -> ``
            You multiplied by the activation. Its slope is a (1 - a).
        slope_squared: `a * (1 - a)` -> `(a * (1 - a)) ** 2`
            The slope is there twice.
        slope_of_tanh: `a * (1 - a)` -> `(1 - a**2)`
            1 - a² is the slope of tanh. That of the sigmoid is a (1 - a).
        steepest: `a * (1 - a)` -> `0.25` (alone)
            A quarter is the slope of the sigmoid at its steepest. Elsewhere it is a (1 - a).
    """)
    + of_the_miss()
    + of_the_half("error"),
    hints=[
        "δ is the slope of the cost for z. A nudge of z goes through the sigmoid, then to the "
        "cost.",
        "Two factors: the slope of the sigmoid, which is a (1 - a), and the miss, a - y.",
    ],
    notice="The miss is the slope for a. σ stands between a and z, with the slope a (1 - a).",
    truth=_slope_for_z,
    inputs=[(0.8, 1.3), (0.3, -0.4), *random_inputs(a=(0.05, 0.95), y=(0, 1))],
    again=_section(_BACK, "3. The four equations"),
)

it_trains = Choice(
    name="it_shows",
    right="a",
    wrong={
        "b": "A cost that falls proves no gradient right. Of the ten broken ones in the bug "
        "clinic, nine let it fall.",
        "c": "Not even the signs are sure. Some patients of the clinic that learn have entries of "
        "the wrong sign; the others make up for them.",
        "d": "A gradient that is wrong in some layers and right in others is not off by a "
        "common factor, and the cost falls all the same.",
    },
    hints=[
        "Think of the patients in the bug clinic. Which of them learned?",
        "A step that goes roughly downhill lowers the cost. How rough may it be?",
    ],
    notice=(
        "Half of all directions lead downhill, if only a little. Check a gradient by nudging: "
        "that is what a gradient check is for."
    ),
    again=_section(_BACK, "9. The bug clinic"),
)

# --- lesson 5 ------------------------------------------------------------------------------------

seen_double = Choice(
    name="step",
    right="b",
    wrong={
        "a": "A mini-batch does not add its gradients up, it takes their mean; and a mean does not "
        "change if everything is there twice.",
        "c": "There are twice as many to divide by, but also twice as much to divide.",
        "d": "No digit counts for more than before beside the others: each is there twice.",
    },
    hints=[
        "What does `backprop` return for several examples: a sum, or a mean?",
        "Compute the mean of 1, 2 and 6, and then of 1, 1, 2, 2, 6 and 6.",
    ],
    notice="The mean of twenty gradients, each there twice, is the mean of the ten.",
    again=_section(_DESCENT, "4. The algorithm"),
)

too_long = Choice(
    name="no_nearer",
    right="b",
    wrong={
        "a": "That is the best η, and not the largest good one. A little more, and the ball goes "
        "too far, but ends nearer than it began.",
        "c": "That is too much already: every step ends three times as far away, on the other "
        "side.",
        "d": "Steps shrink by themselves only while the slope does. If a step ends further up on "
        "the other side, the next is longer.",
    },
    hints=[
        "Each step multiplies the distance by 1 - η c. What is c, if η = 0.5 makes that 0?",
        "c is 2. For which η is 1 - 2 η equal to -1?",
    ],
    notice=(
        "One step multiplies the distance by 1 - η c, and c is 2 here. At η = 1 that is -1: the "
        "ball swings for ever. The limit is 2/c, and 1/c is the way straight down."
    ),
    again=_section(_DESCENT, "1. One step"),
)

lower_cost = Choice(
    name="it_reads",
    right="d",
    wrong={
        "a": "A lower cost does not mean that it reads better. The cost looks at how far all "
        "outputs are off, the reading only at which is the largest.",
        "b": "It may even read fewer: an output may come nearer to its target and another, nearer "
        "still, overtake it.",
        "c": "The two are not in proportion. In lesson 5 one exact step lowers the cost by a "
        "third, and the network still guesses.",
    },
    hints=[
        "What does the cost look at, and what decides which digit is read?",
        "Can you think of two outputs that come nearer to their targets and change places?",
    ],
    notice=(
        "For a digit whose target is (1, 0), outputs of 0.9 and 0.8 cost 0.325 and read it right; "
        "0.4 and 0.5 cost 0.305 and read it wrong."
    ),
    again=_section(_DESCENT, "4. The algorithm"),
)

# === Part 2 ======================================================================================

# --- lesson 1 ------------------------------------------------------------------------------------

twice_the_weights = Choice(
    name="becomes",
    right="d",
    wrong={
        "a": "A ReLU does not squash: whatever is above 0 passes as it is, even if it is twice as "
        "large.",
        "b": "That is what a single layer does. The next one gets twice as much, and doubles that.",
        "c": "The doublings follow one another, so they multiply: 2 · 2 · 2, not 2 + 2 + 2.",
    },
    hints=[
        "What does one layer give if its weights are doubled? And if its inputs are doubled as "
        "well?",
        "ReLU(2z) is 2 ReLU(z). Go through the layers one by one.",
    ],
    notice=(
        "2 · 2 · 2. With a sigmoid there is no such rule, because it squashes; nor with biases, "
        "unless they grow too."
    ),
    again=_section(_FORWARD, "4. Forward through a network"),
)

brighter_pixels = Choice(
    name="to_change",
    right="a",
    wrong={
        "b": "The biases wait for no input. Divided by 255 they would be next to nothing, when "
        "they were right before.",
        "c": "From the activations of layer 1 on, everything can be as it was. Only what the "
        "pixels are multiplied by has to make up for their size.",
        "d": "The weighted sums of layer 1 would be 255 times as large, and its sigmoids "
        "saturated.",
    },
    hints=[
        "Write down z of layer 1. Which of its parts grow 255 times?",
        "w · a should be what it was, and a is 255 times as large.",
    ],
    notice=(
        "Then w · a is what it was, b too, and so is all that follows. Only layer 1 ever meets the "
        "pixels."
    ),
    again=_section(_FORWARD, "5. The real thing"),
)

# --- lesson 2 ------------------------------------------------------------------------------------

lights_out = Choice(
    name="they_say",
    right="b",
    wrong={
        "a": "Nine of ten examples want an output off, but the tenth wants it on, and is heard.",
        "c": "Silent pixels silence the weights of layer 1, and nothing else: there are still all "
        "the biases to learn with.",
        "d": "No image says which digit it is, so no output can be right for one digit and not for "
        "the others. Each example asks for its own, and they are averaged.",
    },
    hints=[
        "All images are the same, so the answer is the same for all. Which one costs least?",
        "One output: a tenth of the examples want it at 1, the others at 0. Where does it settle?",
    ],
    notice=(
        "The biases can still move the outputs, to where the wishes balance: the mean of the "
        "targets. That means answering 0.1 to everything, at a cost of 0.45, as lesson 1 did "
        "without a network."
    ),
    again=_section(_WISHES, "6. Every example is asked"),
)

nothing_to_wish = Choice(
    name="are_zero",
    right="d",
    wrong={
        "a": "Each sensitivity contains the misses of the outputs, and there is no miss.",
        "b": "Those of layer 3 are 0, and so is all that comes from there: the layers before hear "
        "only what it hands back.",
        "c": "Those would be 0 for any target. Here there is nothing to wish for anywhere.",
    },
    hints=[
        "What does this image want of its outputs? And what is handed back from there?",
        "All sensitivities are made of the wishes of the outputs.",
    ],
    notice=(
        "No output wishes for anything, so nothing is handed back. It takes a mistake to learn, "
        "and a neuron that still moves."
    ),
    again=_section(_WISHES, "5. Everybody's wishes, added up"),
)

# --- lesson 3 ------------------------------------------------------------------------------------

dead_neuron = Choice(
    name="what_moves",
    right="a",
    wrong={
        "b": "That would be a saturated sigmoid, whose slope is nearly 0. Left of 0 the slope of "
        "the ReLU is exactly 0.",
        "c": "The bias does not pass through the inputs, but it does pass through the ReLU, and "
        "its slope there is 0.",
        "d": "A large input is of no help: the slope for a weight has the slope of the ReLU as a "
        "factor, too, and that is 0.",
    },
    hints=[
        "Which factor do the slopes for its weights and for its bias have in common?",
        "The ReLU is flat where z is below 0. What is its slope there?",
    ],
    notice=(
        "All its slopes have the factor 0, for every example. In layer 1 its inputs never change, "
        "so it stays like that: people call it a dead neuron."
    ),
    again=_section(_CHAIN, "5. The three factors"),
)

larger_of_two = Choice(
    name="two_slopes",
    right="c",
    wrong={
        "a": "It is not shared out. Nudge the larger one, and all of its nudge passes; nudge the "
        "smaller one, and nothing happens.",
        "b": "Values are not slopes. Ask what a tiny nudge of each does to the larger of the two.",
        "d": "Nudge the smaller one a little: it is still the smaller one, and a does not move.",
    },
    hints=[
        "Nudge a_0 by 0.01. What is the larger of the two then? And if you nudge a_1 instead?",
        "One is passed on with the factor 1, the other with the factor 0.",
    ],
    notice=(
        "The larger one passes its nudge on with the factor 1, the other with the factor 0. So an "
        "error goes back to the winner alone, and to a winner of its own for each example."
    ),
    again=_section(_CHAIN, "3. What makes what"),
)

# --- lesson 4 ------------------------------------------------------------------------------------


def shared_bias_slope(delta):
    return delta.sum() / delta.shape[1]


def _matrices(*shapes, seed=7):
    rng = np.random.default_rng(seed)
    return [(np.round(rng.normal(size=shape), 2),) for shape in shapes]


one_bias_for_all = Exercise(
    reference=shared_bias_slope,
    slips=slips("""
        averaged_over_neurons: `delta.sum() / delta.shape[1]` -> `delta.mean()`
            You averaged over the neurons, too. A nudge of the shared bias moves all of them, and
            paths add up.
        added_over_examples: ` / delta.shape[1]` -> ``
            You added up over the examples. C is their mean: divide by their number.
        divided_by_neurons: `delta.shape[1]` -> `delta.shape[0]`
            You divided by the number of neurons. Over these it is added up; the mean is over the
            examples, the columns.
        one_for_each_neuron: `delta.sum() /` -> `delta.sum(axis=1, keepdims=True) /`
            Those are slopes of biases that each neuron has to itself. Here all share a single one.
        one_for_each_neuron: `delta.sum() /` -> `delta.sum(axis=1) /`
            Those are slopes of biases that each neuron has to itself. Here all share a single one.
        one_for_each_example: `delta.sum() / delta.shape[1]` -> `delta.sum(axis=0)`
            Those are the slopes of the single examples. C is their mean, so its slope is theirs.
        first_neuron_alone: `delta.sum() /` -> `delta[0].sum() /`
            You took the first neuron alone. The bias moves all of them.
        last_neuron_alone: `delta.sum() /` -> `delta[-1].sum() /`
            You took the last neuron alone. The bias moves all of them.
        first_example_alone: `delta.sum() / delta.shape[1]` -> `delta[:, 0].sum()`
            You took the first example alone. C is the mean over all of them.
        last_example_alone: `delta.sum() / delta.shape[1]` -> `delta[:, -1].sum()`
            You took the last example alone. C is the mean over all of them.
        sizes: `delta.sum()` -> `np.abs(delta).sum()`
            You added up sizes. Errors have signs, and some pull the bias up while others pull it
            down.
        squares: `delta.sum()` -> `(delta**2).sum()`
            You added up squares. It is the errors themselves that add.
        largest: `delta.sum() / delta.shape[1]` -> `delta.max()`
            You took the largest error. All of them count.
        sign: `return delta` -> `return -delta`
            The sign is turned round. That is the wish; the slope is asked for.
    """),
    hints=[
        "Nudge the one bias. Which weighted inputs move, and what does that do to one example's "
        "cost?",
        "For one example add up its column. Then take the mean over the columns.",
    ],
    notice=(
        "Added up over the neurons, where paths meet, and averaged over the examples, because C is "
        "a mean. The same is true of weights that are used in many places."
    ),
    truth=lambda delta: sum(float(delta[j, m]) for j, m in np.ndindex(delta.shape)) / len(delta.T),
    inputs=_matrices((3, 4), (2, 5), (4, 2), (3, 1), (1, 3), (3, 3)),
    again=_section(_BACK, "6. Many examples at once"),
)


def slope_for_a():
    return 0.3 * (1 + 0.25 * 1.6)


def _measured_slope_for_a(h=1e-6):
    def s(a):
        return a + sigmoid(1.6 * a - 0.8)  # w a + b is 0 at a = 0.5

    return 0.3 * (s(0.5 + h) - s(0.5 - h)) / (2 * h)


a_way_round = Exercise(
    reference=slope_for_a,
    slips=slips("""
        through_the_neuron_alone: `1 + 0.25 * 1.6` -> `0.25 * 1.6`
            You followed the path through the neuron alone. The other one goes round it, with the
            factor 1.
        way_round_alone: `1 + 0.25 * 1.6` -> `1`
            You followed the way round alone. The other path goes through the neuron, and adds to
            it.
        averaged: `1 + 0.25 * 1.6` -> `(1 + 0.25 * 1.6) / 2`
            You averaged the two paths. They add up.
        no_weight: ` * 1.6` -> ``
            The weight is missing: on its way into the neuron a is multiplied by w.
        no_slope: `0.25 * 1.6` -> `1.6`
            The slope of the sigmoid is missing: it is a quarter where z is 0.
        value_for_slope: `0.25` -> `0.5`
            You took σ(0), the value. Its slope there is a quarter.
        not_from_the_cost: `0.3 * (1 + 0.25 * 1.6)` -> `1 + 0.25 * 1.6`
            That is the slope of s for a. From s it goes on to the cost, with the factor 0.3.
        minus: `1 + 0.25` -> `1 - 0.25`
            You took the one path away from the other. They add up.
        cost_for_one_path: `0.3 * (1 + 0.25 * 1.6)` -> `0.3 * 1 + 0.25 * 1.6`
            Brackets are missing: both paths go on from s to the cost.
        cost_for_the_other: `0.3 * (1 + 0.25 * 1.6)` -> `1 + 0.3 * 0.25 * 1.6`
            Both paths go on from s to the cost: the way round has the factor 0.3, too.
        weight_on_both: `1 + 0.25 * 1.6` -> `1.6 + 0.25 * 1.6`
            The weight is on the path through the neuron. The way round has none.
        slope_on_both: `1 + 0.25 * 1.6` -> `0.25 + 0.25 * 1.6`
            The sigmoid is on the path through the neuron. The way round has none.
        sign: `0.3` -> `-0.3`
            The sign is turned round: both paths pass a nudge on as it is.
    """),
    hints=[
        "Nudge a. By which two paths does it move s, and with which factors?",
        "The way round has the factor 1, the path through the neuron σ′(0) · w. They add up.",
    ],
    notice=(
        "0.3 · (1 + 0.25 · 1.6). Whatever happens inside the neuron, the 1 remains. Deep networks "
        "are built with such ways round, so that errors do not fade on their way back."
    ),
    truth=_measured_slope_for_a,
    again=_section(_BACK, "2. Paths add"),
)

# --- lesson 5 ------------------------------------------------------------------------------------

twice_the_batch = Choice(
    name="new_eta",
    right="c",
    wrong={
        "a": "That would be right for gradients that are added up. The mean of twenty is no longer "
        "than that of ten, and there are half as many steps.",
        "b": "Then each step is about as long as before, and there are half as many of them.",
        "d": "Half as many steps need steps twice as long. Larger mini-batches do not make a mean "
        "smaller.",
    },
    hints=[
        "How many steps does the epoch have now? And how long is each, if η stays?",
        "Half as many, about equally long. What makes up for it?",
    ],
    notice=(
        "Half as many steps, each twice as long. It cannot go on for ever: where the cost bends, "
        "a longer step overshoots, whatever the mini-batch."
    ),
    again=_section(_DESCENT, "2. Two parameters, and a drunk"),
)

millimetres = Choice(
    name="eta_for_w",
    right="a",
    wrong={
        "b": "That makes up for the slope alone, which is a thousand times as large. The way that "
        "the weight has to go is also a thousand times shorter.",
        "c": "The slope has the input as a factor, so it has become a thousand times as large. "
        "With the same η the weight would be thrown far out.",
        "d": "The slope has the input as a factor, so it has become larger, not smaller; and the "
        "weight has a shorter way to go.",
    },
    hints=[
        "What has the slope for this weight been multiplied by? How far should a step go now?",
        "The step should be a thousandth, the slope is a thousand times as large. η times slope is "
        "the step.",
    ],
    notice=(
        "A thousand times the slope, and a thousandth of the way to go. This is why inputs are "
        "brought to one scale before training: one η has to do for all weights."
    ),
    again=_section(_DESCENT, "1. One step"),
)
