"""Wrong answers as learners write them: each gets the reply whose words are about it.

The code of a mistake and the words that answer it stand beside each other in an exercise; here the
words are read once more, and what they describe is written down as an answer.
"""

import re

import numpy as np
import pytest
from test_exercises import EXERCISES, answer

from nnhelpers import sigmoid, sigmoid_prime

WRITTEN = {
    "backpropagation.error_of_the_output": {
        "slope_at_activation": "(sigmoid(z) - y) * sigmoid_prime(sigmoid(z))",
        "no_slope": "sigmoid(z) - y",
        "target_minus_output": "(y - sigmoid(z)) * sigmoid_prime(z)",
        "weighted_input_minus_target": "sigmoid_prime(z) * (z - y)",
        "a_table": "sigmoid_prime(z) * (sigmoid(z) - y).T",
        "diagonal_alone": "np.diag(sigmoid_prime(z[:, 0]))",
    },
    "backpropagation.error_of_the_layer_before": {
        "not_transposed": "w2 @ ((a2 - y) * sigmoid_prime(z2)) * sigmoid_prime(z1)",
        "no_hidden_slope": "w2.T @ ((a2 - y) * sigmoid_prime(z2))",
        "no_output_slope": "w2.T @ (a2 - y) * sigmoid_prime(z1)",
        "slope_of_the_wrong_layer": "w2.T @ ((a2 - y) * sigmoid_prime(z2)) * sigmoid_prime(z2)",
        "slope_before_the_weights": "w2.T @ ((a2 - y) * sigmoid_prime(z2) * sigmoid_prime(z1))",
        "averaged": "w2.T @ ((a2 - y) * sigmoid_prime(z2)) * sigmoid_prime(z1) / len(y)",
        "hidden_slope_at_activation": "w2.T @ ((a2 - y) * sigmoid_prime(z2)) * sigmoid_prime(a1)",
        "bias_forgotten": "w2.T @ ((sigmoid(w2 @ a1) - y) * sigmoid_prime(w2 @ a1))"
        " * sigmoid_prime(z1)",
        "weighted_input_for_activation": "w2.T @ ((sigmoid(w2 @ z1 + b2) - y)"
        " * sigmoid_prime(w2 @ z1 + b2)) * sigmoid_prime(z1)",
        "delta2": "(a2 - y) * sigmoid_prime(z2)",
    },
    "backpropagation.many_examples": {
        "order_turned": "(a_prev @ delta.T) / delta.shape[1]",
        "summed": "delta @ a_prev.T",
        "divided_by_neurons": "delta @ a_prev.T / len(delta)",
        "last_example": "np.outer(delta[:, -1], a_prev[:, -1]) / delta.shape[1]",
        "means_multiplied": "np.outer(delta.mean(axis=1), a_prev.mean(axis=1))",
        "entry_by_entry": "delta * a_prev",
        "turned_and_summed": "a_prev @ delta.T",
    },
    "backpropagation.one_other_neuron": {
        "sigmoid_everywhere": "w2.T @ delta2 * sigmoid(z1) * (1 - sigmoid(z1))",
        "tanh_everywhere": "w2.T @ delta2 * (1 - np.tanh(z1) ** 2)",
        "wrong_neuron": "w2.T @ delta2 * np.where([[0], [1], [0]], 1 - np.tanh(z1) ** 2,"
        " sigmoid_prime(z1))",
        "value_for_slope": "w2.T @ delta2 * np.where([[1], [0], [0]], np.tanh(z1),"
        " sigmoid_prime(z1))",
        "mixed_not_transposed": "w2 @ delta2 * np.where([[1], [0], [0]], 1 - np.tanh(z1) ** 2,"
        " sigmoid_prime(z1))",
        "last_neuron": "w2.T @ delta2 * np.where([[0], [0], [1]], 1 - np.tanh(z1) ** 2,"
        " sigmoid_prime(z1))",
    },
    "backpropagation.all_linear": {
        "sigmoid_left": "w2.T @ ((w2 @ w1 @ x - y) * sigmoid_prime(w2 @ w1 @ x)) @ x.T",
        "linear_not_transposed": "w2 @ (w2 @ (w1 @ x) - y) @ x.T",
        "hidden_activation_for_input": "w2.T @ (w2 @ w1 @ x - y) @ (w1 @ x).T",
        "of_the_second_layer": "(w2 @ w1 @ x - y) @ (w1 @ x).T",
        "linear_outer_turned": "x @ (w2.T @ (w2 @ w1 @ x - y)).T",
        "layers_exchanged": "w2.T @ (w1 @ w2 @ x - y) @ x.T",
        "sigmoids_kept": "w2.T @ ((sigmoid(w2 @ sigmoid(w1 @ x)) - y)"
        " * sigmoid_prime(w2 @ sigmoid(w1 @ x))) * sigmoid_prime(w1 @ x) @ x.T",
    },
    "backpropagation.why_equation_4": {
        "in_every_row": "a_prev[k, 0] * np.ones((n, 1))",
        "in_row_k": "a_prev[k, 0] * np.eye(n)[:, [k]]",
        "activation_j": "a_prev[j, 0] * np.eye(n)[:, [j]]",
        "indices_exchanged": "a_prev[j, 0] * np.eye(n)[:, [k]]",
        "with_slope": "a_prev[k, 0] * sigmoid_prime(a_prev[k, 0]) * np.eye(n)[:, [j]]",
        "slope_alone": "sigmoid_prime(a_prev[k, 0]) * np.eye(n)[:, [j]]",
        "column_of_the_bias": "np.eye(n)[:, [j]]",
        "all_activations": "a_prev",
        "one_number": "a_prev[k, 0]",
    },
    "chain_rule.bias": {
        "input_for_one": "a_prev * sigmoid_prime(w * a_prev + b) * (sigmoid(w * a_prev + b) - y)",
        "times_bias": "b * sigmoid_prime(w * a_prev + b) * (sigmoid(w * a_prev + b) - y)",
        "weighted_input_for_activation": "sigmoid_prime(w * a_prev + b) * (w * a_prev + b - y)",
        "no_slope": "sigmoid(w * a_prev + b) - y",
        "target_minus_output": "sigmoid_prime(w * a_prev + b) * (y - sigmoid(w * a_prev + b))",
        "twice": "sigmoid_prime(w * a_prev + b) * 2 * (sigmoid(w * a_prev + b) - y)",
        "slope_of_activation": "sigmoid_prime(sigmoid(w * a_prev + b))"
        " * (sigmoid(w * a_prev + b) - y)",
    },
    "chain_rule.another_function": {
        "sigmoids_slope": "a_prev * np.tanh(w * a_prev + b) * (1 - np.tanh(w * a_prev + b))"
        " * (np.tanh(w * a_prev + b) - y)",
        "slope_of_the_old_function": "a_prev * sigmoid_prime(w * a_prev + b)"
        " * (np.tanh(w * a_prev + b) - y)",
        "value_of_the_old_function": "a_prev * (1 - np.tanh(w * a_prev + b) ** 2)"
        " * (sigmoid(w * a_prev + b) - y)",
        "weight_for_input": "w * (1 - np.tanh(w * a_prev + b) ** 2)"
        " * (np.tanh(w * a_prev + b) - y)",
        "tanh_twice": "a_prev * (1 - np.tanh(np.tanh(w * a_prev + b)) ** 2)"
        " * (np.tanh(w * a_prev + b) - y)",
        "square_of_z": "a_prev * (1 - (w * a_prev + b) ** 2) * (np.tanh(w * a_prev + b) - y)",
        "tanh_without_slope": "a_prev * (np.tanh(w * a_prev + b) - y)",
        "tanh_without_input": "(1 - np.tanh(w * a_prev + b) ** 2) * (np.tanh(w * a_prev + b) - y)",
        "still_sigmoid": "a_prev * sigmoid_prime(w * a_prev + b) * (sigmoid(w * a_prev + b) - y)",
    },
    "chain_rule.further_back": {
        "own_activation": "[a2, sigmoid_prime(z2), w3, sigmoid_prime(z3), a3 - y]",
        "slope_for_the_bias": "[1, sigmoid_prime(z2), w3, sigmoid_prime(z3), a3 - y]",
        "own_weight": "[a1, sigmoid_prime(z2), w2, sigmoid_prime(z3), a3 - y]",
        "slopes_exchanged": "[a1, sigmoid_prime(z3), w3, sigmoid_prime(z2), a3 - y]",
        "slopes_at_activations": "[a1, sigmoid_prime(a2), w3, sigmoid_prime(a3), a3 - y]",
        "from_the_cost": "[a3 - y, sigmoid_prime(z3), w3, sigmoid_prime(z2), a1]",
        "miss_turned_round": "[a1, sigmoid_prime(z2), w3, sigmoid_prime(z3), y - a3]",
    },
    "chain_rule.prediction": {
        "raised": "0.8 * sigmoid_prime(0.7) * (sigmoid(0.7) - 1) * 0.2",
        "slope_alone": "0.8 * sigmoid_prime(0.7) * (sigmoid(0.7) - 1)",
        "without_input": "sigmoid_prime(0.7) * (sigmoid(0.7) - 1) * -0.2",
        "real_change": "(sigmoid(1.3 * 0.8 - 0.5) - 1) ** 2 / 2 - (sigmoid(0.7) - 1) ** 2 / 2",
        "new_cost": "(sigmoid(0.7) - 1) ** 2 / 2"
        " - 0.8 * sigmoid_prime(0.7) * (sigmoid(0.7) - 1) * 0.2",
    },
    "chain_rule.flat": {
        "z_at_target": "0.9 / 0.8",
        "sign_of_bias": "-0.5",
        "no_weight": "0",
        "bias_alone": "0.4",
    },
    "forward_pass.one_neuron": {
        "sigmoid_first": "sigmoid(np.dot(w, a_prev)) + b",
        "bias_forgotten": "sigmoid(np.dot(w, a_prev))",
        "weighted_input": "np.dot(w, a_prev) + b",
        "unweighted": "sigmoid(sum(a_prev) + b)",
        "bias_for_every_input": "sigmoid(sum(w * a_prev + b))",
        "each_input_squashed": "sum(sigmoid(w * a_prev + b))",
        "sum_times_sum": "sigmoid(sum(w) * sum(a_prev) + b)",
        "not_added": "sigmoid(w * a_prev + b)",
        "both": "(w @ a_prev + b, sigmoid(w @ a_prev + b))",
        "exponent_turned": "1 / (1 + np.exp(w @ a_prev + b))",
        "brackets_missing": "1 / 1 + np.exp(-(w @ a_prev + b))",
        "bias_subtracted": "1 / (1 + np.exp(-(w @ a_prev) + b))",
    },
    "forward_pass.a_layer": {
        "transposed": "sigmoid(w.T @ a_prev + b)",
        "layer_without_bias": "sigmoid(w @ a_prev)",
        "layer_bias_outside": "sigmoid(w @ a_prev) + b",
        "layer_not_squashed": "w @ a_prev + b",
        "own_activation_in_each_row": "sigmoid(np.sum(w * a_prev, axis=1, keepdims=True) + b)",
        "starred": "sigmoid(w * a_prev + b)",
        "flat_bias": "sigmoid(w @ a_prev + b.ravel())",
        "neither_bias_nor_sigmoid": "w @ a_prev",
    },
    "forward_pass.predict_shapes": {
        "weights_turned": "[(5, 3), (3, 1), (2, 7)]",
        "all_turned": "[(5, 3), (1, 3), (7, 2)]",
        "weights_and_examples_turned": "[(5, 3), (3, 1), (7, 2)]",
        "weights_and_bias_turned": "[(5, 3), (1, 3), (2, 7)]",
        "a_bias_for_each_example": "[(3, 5), (3, 7), (2, 7)]",
        "one_example": "[(3, 5), (3, 1), (2, 1)]",
        "bias_for_inputs": "[(3, 5), (5, 1), (2, 7)]",
        "bias_as_a_row": "[(3, 5), (1, 3), (2, 7)]",
        "examples_as_rows": "[(3, 5), (3, 1), (7, 2)]",
        "activations_of_layer_1": "[(3, 5), (3, 1), (3, 7)]",
        "all_of_layer_2": "[(2, 3), (2, 1), (2, 7)]",
    },
    "forward_pass.count": {
        "no_biases": "sum(a * b for a, b in zip(sizes, sizes[1:]))",
        "biased_input": "sum(a * b for a, b in zip(sizes, sizes[1:])) + sum(sizes)",
        "neurons": "sum(sizes)",
        "one_bias_a_layer": "sum(a * b + 1 for a, b in zip(sizes, sizes[1:]))",
        "bias_for_each_neuron_before": "sum(a * b + a for a, b in zip(sizes, sizes[1:]))",
        "all_sizes_multiplied": "np.prod(sizes)",
        "round_the_corner": "sum(sizes[i] * sizes[i - 1] + sizes[i] for i in range(len(sizes)))",
        "stops_too_early": "sum(sizes[i] * sizes[i - 1] + sizes[i]"
        " for i in range(1, len(sizes) - 1))",
        "first_layer_alone": "sizes[0] * sizes[1] + sizes[1]",
    },
    "forward_pass.index_order": {
        "as_it_is": "w @ a_prev + b",
        "rows_reversed": "np.flipud(w) @ a_prev + b",
        "rotated": "np.rot90(w) @ a_prev + b",
        "turned_without_bias": "w.T @ a_prev",
        "turned_and_squashed": "sigmoid(w.T @ a_prev + b)",
        "rows_added": "np.sum(w * a_prev, axis=1, keepdims=True) + b",
        "as_it_is_and_squashed": "sigmoid(w @ a_prev + b)",
    },
    "forward_pass.binary": {
        "lowest_bit_first": "[[20 * (d >> k & 1) - 10 for d in range(10)] for k in range(4)]",
        "bits": "[[d >> k & 1 for d in range(10)] for k in (3, 2, 1, 0)]",
        "zeros_for_minus_ten": "[[10 * (d >> k & 1) for d in range(10)] for k in (3, 2, 1, 0)]",
        "signs_turned": "[[10 - 20 * (d >> k & 1) for d in range(10)] for k in (3, 2, 1, 0)]",
        "too_weak": "[[2 * (d >> k & 1) - 1 for d in range(10)] for k in (3, 2, 1, 0)]",
        "rows_and_columns_exchanged": "[[20 * (d >> k & 1) - 10 for k in (3, 2, 1, 0)]"
        " for d in range(10)]",
        "fours_for_eights": "[[20 * (d >= 4) - 10 if k == 3 else 20 * (d >> k & 1) - 10"
        " for d in range(10)] for k in (3, 2, 1, 0)]",
        "counted_from_one": "[[20 * (d >> k & 1) - 10 for d in range(1, 11)]"
        " for k in (3, 2, 1, 0)]",
    },
    "start_here.warm_up": {
        "down": "w - h",
        "the_nudge_alone": "h",
        "times": "h * w",
        "unmoved": "w",
    },
    "stochastic_gradient_descent.too_large": {
        "straight_there": "1 / (a_prev**2).mean()",
        "square_of_the_mean": "2 / a_prev.mean() ** 2",
        "sum_of_squares": "2 / (a_prev @ a_prev.T).item()",
        "mean_alone": "2 / a_prev.mean()",
        "steepness": "(a_prev**2).mean()",
        "one_over_the_sum": "1 / (a_prev**2).sum()",
        "upside_down": "(a_prev**2).mean() / 2",
    },
    "stochastic_gradient_descent.one_update": {
        "added_up": "w - eta * delta @ x.T",
        "uphill": "w + eta / m * delta @ x.T",
        "without_eta": "w - delta @ x.T / m",
        "the_step_alone": "-eta / m * delta @ x.T",
        "gradient_alone": "delta @ x.T / m",
        "first_only": "w - eta * delta[:, :1] @ x[:, :1].T",
        "without_slope": "w - eta / m * (a - y) @ x.T",
        "divided_by_the_inputs": "w - eta / len(x) * delta @ x.T",
        "slope_at_a": "w - eta / m * ((a - y) * sigmoid_prime(a)) @ x.T",
        "product_of_means": "w - eta * np.outer(delta.mean(axis=1), x.mean(axis=1))",
        "without_the_half": "w - eta / m * (2 * delta) @ x.T",
        "divided_twice": "w - eta / m**2 * delta @ x.T",
        "turned_round": "-eta / m * x @ delta.T",
        "without_bias": "w - eta / m * ((sigmoid(w @ x) - y) * sigmoid_prime(w @ x)) @ x.T",
    },
    "stochastic_gradient_descent.cut": {
        "not_shuffled": "(x[:, begin:end], y[:, begin:end])",
        "x_alone": "(x[:, order[begin:end]], y[:, begin:end])",
        "y_alone": "(x[:, begin:end], y[:, order[begin:end]])",
        "begins_at_number": "(x[:, order[number : number + batch_size]],"
        " y[:, order[number : number + batch_size]])",
        "counted_from_one": "(x[:, order[begin - batch_size : begin]],"
        " y[:, order[begin - batch_size : begin]])",
        "all_up_to_it": "(x[:, order[:end]], y[:, order[:end]])",
        "all_from_it": "(x[:, order[begin:]], y[:, order[begin:]])",
        "rows": "(x[order[begin:end]], y[order[begin:end]])",
        "one_example": "(x[:, order[number]], y[:, order[number]])",
        "ends_too_early": "(x[:, order[begin:batch_size]], y[:, order[begin:batch_size]])",
        "exchanged": "(y[:, order[begin:end]], x[:, order[begin:end]])",
        "inputs_only": "x[:, order[begin:end]]",
    },
    "stochastic_gradient_descent.added_up": {
        "ten_times": "30",
        "the_same": "3",
        "divided_twice": "0.03",
        "root": "3 / np.sqrt(10)",
        "ten_by_three": "10 / 3",
        "left_from_the_half": "1.5",
    },
    "what_one_example_wants.rank_nudges": {
        "largest_slope_first": "np.argsort(abs(slopes))[::-1]",
        "lowest_slope_first": "np.argsort(slopes)",
        "largest_nudge_first": "np.argsort(abs(nudges))[::-1]",
        "largest_change_first": "np.argsort(abs(slopes * nudges))[::-1]",
        "worst_first": "np.argsort(slopes * nudges)[::-1]",
        "ranks": "(slopes * nudges).argsort().argsort()",
        "changes": "slopes * nudges",
        "sorted_changes": "np.sort(slopes * nudges)",
        "counted_from_one": "1 + np.argsort(slopes * nudges)",
    },
    "what_one_example_wants.brightest": {
        "largest_weight": "np.argmax(abs(w))",
        "highest_weight": "np.argmax(w)",
        "largest_product": "np.argmax(w * a_prev)",
        "largest_product_in_size": "np.argmax(abs(w * a_prev))",
        "dimmest": "np.argmin(a_prev)",
        "highest_slope": "np.argmax(a_prev * sigmoid_prime(w @ a_prev + b)"
        " * (sigmoid(w @ a_prev + b) - y))",
        "activation_itself": "max(a_prev)",
        "place_from_one": "1 + np.argmax(a_prev)",
    },
    "what_one_example_wants.add_wishes": {
        "averaged": "w.T @ wish / len(wish)",
        "turned_round": "w.T @ ((sigmoid(z) - y) * sigmoid_prime(z))",
        "not_transposed": "w @ wish",
        "without_slope": "w.T @ (y - sigmoid(z))",
        "slope_of_the_activation": "w.T @ ((y - sigmoid(z)) * sigmoid_prime(sigmoid(z)))",
        "without_weights": "np.ones((3, 3)) @ wish",
        "the_right_output_alone": "w.T @ (wish * (y == 1))",
        "rows_added": "np.sum(w * wish, axis=1, keepdims=True)",
        "wishes_for_z": "wish",
        "doubled": "w.T @ (2 * wish)",
    },
    "what_one_example_wants.step": {
        "sum_of_nudges": "sum(-eta * slopes)",
        "uphill": "eta * sum(slopes**2)",
        "mean_change": "np.mean(slopes * -eta * slopes)",
        "length": "-eta * np.linalg.norm(slopes)",
        "largest_alone": "-eta * max(abs(slopes)) ** 2",
        "eta_twice": "-eta * sum(eta * slopes * slopes)",
        "square_of_the_sum": "-eta * sum(slopes) ** 2",
    },
}
GIVEN = {  # what a learner computes first
    "backpropagation.error_of_the_layer_before": "a1 = sigmoid(z1)\nz2 = w2 @ a1 + b2\n"
    "a2 = sigmoid(z2)",
    "chain_rule.further_back": "z2 = w2 * a1 + b2\na2 = sigmoid(z2)\nz3 = w3 * a2 + b3\n"
    "a3 = sigmoid(z3)",
    "stochastic_gradient_descent.one_update": "z = w @ x + b\na = sigmoid(z)\n"
    "delta = (a - y) * sigmoid_prime(z)\nm = x.shape[1]",
    "stochastic_gradient_descent.cut": "begin = number * batch_size\nend = begin + batch_size",
    "what_one_example_wants.add_wishes": "wish = (y - sigmoid(z)) * sigmoid_prime(z)",
}
MISTAKES = {
    f"{name}, {mistake}": (name, mistake, code)
    for name, answers in WRITTEN.items()
    for mistake, code in answers.items()
}


def written(name, code):
    """The function that a learner would have written, or the value."""
    arguments = ", ".join(EXERCISES[name]._arguments)
    lines = [*GIVEN.get(name, "").splitlines(), f"return {code}"]
    names = {"np": np, "sigmoid": sigmoid, "sigmoid_prime": sigmoid_prime}
    exec(f"def learners({arguments}):\n    " + "\n    ".join(lines), names)
    return names["learners"]


def test_every_mistake_is_written_down():
    known = {
        (name, mistake.__name__.removeprefix("_"))
        for name, exercise in EXERCISES.items()
        for mistake in exercise.mistakes
    }
    assert {(name, mistake) for name, mistake, _ in MISTAKES.values()} == known


@pytest.mark.parametrize(("name", "mistake", "code"), MISTAKES.values(), ids=MISTAKES)
def test_what_the_words_are_about_gets_them(name, mistake, code):
    exercise = EXERCISES[name]
    reply = exercise.check(answer(exercise, written(name, code)))
    assert (reply.kind, reply.mistakes) == ("mistake", (mistake,)), reply.text


WRONG = {  # the code that words call wrong
    "w2 @ ...": "w2 @ ",
    "w.T @ a_prev": "w.T @ a_prev",
    "1 / 1 + np.exp(-z)": "1 / 1 + np.exp(-",
    "sizes[i - 1]": "sizes[i - 1]",
    "*": " * ",
    "np.sort": "np.sort(",
    "max": "max(",
}


def test_code_that_is_called_wrong_is_in_the_wrong_answer():
    called = set()
    for name, mistake, code in MISTAKES.values():
        function = next(m for m in EXERCISES[name].mistakes if m.__name__ == f"_{mistake}")
        for quoted in WRONG.keys() & set(re.findall("`([^`]+)`", function.__doc__)):
            assert WRONG[quoted] in code, (name, mistake)
            called.add(quoted)
    assert called == set(WRONG)
