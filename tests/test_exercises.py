import importlib
import pkgutil
import re
import sys
from dataclasses import replace
from fractions import Fraction
from inspect import signature

import nbformat
import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

import nnhelpers.exercises as package
from nnhelpers import Network, Neuron
from nnhelpers.exercises import (
    Choice,
    Exercise,
    backpropagation,
    chain_rule,
    forward_pass,
    random_inputs,
    stochastic_gradient_descent,
    what_one_example_wants,
)
from nnhelpers.reply import Reply
from notebooks import NOTEBOOKS, code_cells

MODULES = [
    importlib.import_module(f"{package.__name__}.{module.name}")
    for module in pkgutil.iter_modules(package.__path__)
    if not module.name.startswith("_")
]
ALL = {
    f"{module.__name__.rpartition('.')[2]}.{name}": exercise
    for module in MODULES
    for name, exercise in vars(module).items()
    if isinstance(exercise, (Exercise, Choice))
}
EXERCISES = {name: e for name, e in ALL.items() if isinstance(e, Exercise)}
CHOICES = {name: e for name, e in ALL.items() if isinstance(e, Choice)}
WITH_ARGUMENTS = {n: e for n, e in EXERCISES.items() if signature(e.reference).parameters}
COUNTS = {"00_start_here": [1], "06_where_do_you_stand": [25]}
CHECK = re.compile(r"exercises\.(\w+)\.check\((\w+)\)")


def each(exercises):
    return pytest.mark.parametrize("exercise", exercises.values(), ids=exercises)


def answer(exercise, function):
    """What a learner would hand in whose answer is the function: itself, or its one value."""
    return function if signature(exercise.reference).parameters else function()


def test_there_are_exercises():
    assert len(ALL) >= 12


@each(EXERCISES)
def test_the_reference_is_the_truth(exercise):
    for arguments in exercise.inputs:
        ours, true = exercise.reference(*arguments), exercise.truth(*arguments)
        assert np.allclose(ours, true, rtol=1e-6, atol=1e-8), arguments


@each(EXERCISES)
def test_the_reference_passes(exercise):
    reply = exercise.check(answer(exercise, exercise.reference))
    assert reply == Reply("right", exercise.notice)
    assert reply.right


@each(CHOICES)
def test_a_choice_answers_every_letter(exercise):
    assert exercise.check(exercise.right) == Reply("right", exercise.notice)
    for written in (" ({}) ", "{}.", "{}) because"):
        assert exercise.check(written.format(exercise.right.upper())).right
    assert len(exercise.wrong) >= 3
    assert exercise.right not in exercise.wrong
    for letter, words in exercise.wrong.items():
        again = (exercise.again,) if exercise.again else ()
        assert exercise.check(letter) == Reply("mistake", words, mistakes=(letter,), again=again)
    assert len(set(exercise.wrong.values())) == len(exercise.wrong)
    for strange in ("z", 2, None, ["a"]):
        reply = exercise.check(strange)
        assert (reply.kind, reply.mistakes) == ("form", ("no_letter",))
        assert 'Answer with one of "a", "b"' in reply.text


def blank(arguments, body="..."):
    names = {}
    exec(f"def stub({', '.join(arguments)}):\n    {body}", names)
    return names["stub"]


@each(ALL)
def test_three_dots_are_not_attempted(exercise):
    assert exercise.check(...).kind == "blank"


@each(WITH_ARGUMENTS)
@pytest.mark.parametrize("body", ["...", "pass", '"""To do."""', "return", "return None"])
def test_a_blank_is_not_attempted(exercise, body):
    stub = blank(signature(exercise.reference).parameters, body)
    assert exercise.check(stub).kind == "blank"


def raises(*arguments):
    return 1 / 0


def forgets_to_return(*arguments):
    _ = len(arguments)


STRANGE = {
    "raises": (
        raises,
        "divided_by_zero",
        r"stopped with ZeroDivisionError in line \d+, `return 1 / 0`: something is divided by 0",
    ),
    "takes no arguments": (lambda: 1.0, "arguments", "TypeError.* has different arguments"),
    "returns nothing": (forgets_to_return, "no_return", r"returns nothing.*`return`"),
    "exits": (lambda *a: sys.exit(), "exit", "stopped with SystemExit"),
    "a string": (lambda *a: "word", "text", "'word', of type str.*without quotes"),
    "NaN": (
        lambda *a: np.nan,
        "not_finite|shape",
        "you have nan, and it should be finite|a single",
    ),
    "a matrix": (lambda *a: np.ones((3, 2)), "shape", r"numbers of shape \(3, 2\)"),
    "a list": (lambda *a: [1.1, 2.0], "shape", "you have 2 numbers"),
    "a ragged list": (lambda *a: [[1.0], [2.0, 3.0]], "type", "of type list"),
    "complex": (lambda *a: 1j, "type", "1j, of type complex"),
    "a set": (lambda *a: {1.0, 2.0}, "set", "a set, which has no order"),
    "a test": (lambda *a: True, "truth_value", "True, of type bool.* not a test"),
    "not a function": (0.5, "no_function", "should be a function, and you have 0.5, of type float"),
}


@each(WITH_ARGUMENTS)
@pytest.mark.parametrize("strange", STRANGE)
def test_a_strange_function_gets_a_sensible_reply(exercise, strange):
    function, name, says = STRANGE[strange]
    reply = exercise.check(function)
    assert reply.kind == "form"
    assert re.fullmatch(name, reply.mistakes[0])
    assert re.search(says, reply.text, re.IGNORECASE), reply.text


@each({name: e for name, e in EXERCISES.items() if name not in WITH_ARGUMENTS})
@pytest.mark.parametrize(
    ("strange", "says"),
    [
        (None, "None, and it should be (a number|. rows).*`print` gives None"),
        ("word", "'word', of type str.*without quotes"),
        (np.nan, "nan, and it should be finite|a single number, and it should be . rows"),
        ([1.1, 2.3], "you have 2 numbers"),
        (raises, r"should be (a number|. rows of \d+ numbers), and you have <function.*Call it"),
    ],
)
def test_a_strange_value_gets_a_sensible_reply(exercise, strange, says):
    reply = exercise.check(strange)
    assert reply.kind == "form"
    assert re.search(says, reply.text, re.IGNORECASE), reply.text


@each({name: e for name, e in EXERCISES.items() if name not in WITH_ARGUMENTS})
def test_a_value_that_nobody_foresaw_is_unknown(exercise):
    value = np.full_like(exercise.reference(), 7.77, dtype=float)
    value.ravel()[:1] = 7.7
    reply = exercise.check(value)
    assert (reply.kind, reply.mistakes) == ("unknown", ())
    assert re.search("is not it. It is not a mistake that we know. A `hint", reply.text)


@each(WITH_ARGUMENTS)
def test_a_constant_factor_is_recognised(exercise):
    def times(factor):
        return lambda *a: np.multiply(factor, exercise.reference(*a))

    trebled = exercise.check(times(3.3))
    assert (trebled.kind, trebled.mistakes) == ("unknown", ("factor",))
    assert "exactly a factor of 3.3 everywhere" in trebled.text
    turned = exercise.check(times(-1))
    assert turned.kind == "mistake" or "exactly a factor of -1 everywhere" in turned.text


def test_an_unknown_mistake_is_told_by_the_first_input_that_differs():
    def wrong_for_negative_weights(w, b, a_prev, y):
        return chain_rule.bias_slope(w, b, a_prev, y) if w > 0 else 7.0

    reply = chain_rule.bias.check(wrong_for_negative_weights)
    assert (reply.kind, reply.mistakes) == ("unknown", ())
    assert "It is right for 9 of the 11 inputs tried" in reply.text
    w, b, a_prev, y = next(arguments for arguments in chain_rule.NEURONS if arguments[0] <= 0)
    expected = chain_rule.bias_slope(w, b, a_prev, y)
    assert f"For w = {w:g}, b = {b:g}, a_prev = {a_prev:g}, y = {y:g}: you get 7, and" in reply.text
    assert f"{expected:.6f}"[:-1] in reply.text


def test_an_unknown_mistake_in_an_array_is_told_by_its_place():
    wrong = forward_pass.w_binary()
    wrong[2, 7] = 3
    assert "Only the number at [2, 7] is wrong" in forward_pass.binary.check(wrong).text
    wrong[2, 8] = 3
    assert (
        "Row 2 is wrong, counted from 0; the rest is right."
        in forward_pass.binary.check(wrong).text
    )
    w, a_prev, b = forward_pass.LAYERS[0]
    text = forward_pass.a_layer.check(
        lambda w, a_prev, b: forward_pass.layer(w, a_prev, b) ** 3
    ).text
    assert "For w of shape (3, 3), a_prev = [[" in text
    assert text.endswith("The first that differs is the one at [0, 0], counted from 0.")
    delta, a_prev = backpropagation.BATCHES[0]
    text = backpropagation.many_examples.check(
        lambda delta, a_prev: backpropagation.gradient_of_w(delta, a_prev) ** 3
    ).text
    assert re.search(r"shape \(3, 4\): at \[0, 0\] you get \S+, and it should be \S+\.$", text)
    assert "\n" not in text


def test_what_is_left_unfinished_is_called_so():
    def half_way(w, a_prev, b):
        z = ...
        return forward_pass.sigmoid(z)

    dots = "Three dots are still there"
    assert dots in forward_pass.one_neuron.check(half_way).text
    assert dots in forward_pass.one_neuron.check(lambda w, a_prev, b: ...).text
    assert dots in forward_pass.predict_shapes.check([(3, 5), ..., ...]).text


def test_dots_that_are_an_index_are_not_called_unfinished():
    def first_place(w, a_prev, b):
        k = 0
        return w[...] @ a_prev[..., k] @ b

    def in_a_call(w, a_prev, b):
        return forward_pass.sigmoid(w[...] @ a_prev[...] + max(..., b))

    assert "Three dots" not in forward_pass.one_neuron.check(first_place).text
    assert "stopped with" in forward_pass.one_neuron.check(first_place).text
    assert "Three dots" in forward_pass.one_neuron.check(in_a_call).text
    without_source = blank(["w", "a_prev", "b"], "return max(..., b)")
    assert "Three dots" in forward_pass.one_neuron.check(without_source).text


def test_a_slip_is_known_although_it_fails_on_some_inputs():
    reply = forward_pass.a_layer.check(lambda w, a_prev, b: forward_pass.sigmoid(w.T @ a_prev + b))
    assert reply.mistakes == ("transposed",)
    assert "amounts to `w.T @ a_prev`" in reply.text
    reply = forward_pass.a_layer.check(lambda w, a_prev, b: forward_pass.sigmoid(w * a_prev + b))
    assert reply.mistakes == ("starred",)
    assert "You used `*`" in reply.text
    reply = forward_pass.a_layer.check(lambda *a: forward_pass.layer(*a).T)
    assert (reply.kind, reply.mistakes) == ("form", ("turned",))
    assert "Rows and columns are exchanged" in reply.text


def test_a_measured_answer_is_called_close():
    def by_a_nudge(w, b, a_prev, y):
        h = 1e-3
        return (Neuron(w, b + h, a_prev, y).C_0 - Neuron(w, b, a_prev, y).C_0) / h

    measured = chain_rule.bias.check(by_a_nudge)
    assert "Did you measure" in measured.text
    rounded = chain_rule.bias.check(lambda *a: round(float(chain_rule.bias_slope(*a)), 5))
    assert "the right value, rounded" in rounded.text
    few_digits = chain_rule.prediction.check(0.012)
    assert "more digits" in few_digits.text
    assert {reply.kind for reply in (measured, rounded, few_digits)} == {"close"}
    assert (measured.mistakes, rounded.mistakes) == (("measured",), ("rounded",))
    assert chain_rule.prediction.check(0.0118).right


def test_an_answer_that_is_off_beside_zeros_is_called_close():
    off = backpropagation.why_equation_4.check(lambda *a: 1.02 * backpropagation.z_moves(*a))
    assert "off by 2.0e-02 of the value at most" in off.text


def test_treating_an_activation_as_adjustable_is_told():
    text = what_one_example_wants.brightest.check(lambda w, b, a_prev, y: np.argmax(abs(w))).text
    assert "an activation is not a parameter" in text
    assert "handed back to the layer before" in text


def test_equation_4_is_proved_by_its_column(rng):
    """As the notice says: the errors of a layer, times the column, are the gradient entry."""
    net = Network([4, 3, 2], rng=1)
    x, y = rng.normal(size=(4, 1)), rng.uniform(size=(2, 1))
    nabla_b, nabla_w = net.backprop(x, y)
    for (j, k), slope in np.ndenumerate(nabla_w[0]):
        assert np.isclose((nabla_b[0].T @ backpropagation.z_moves(j, k, x, 3)).item(), slope)


def test_numbers_borrowed_from_the_notebook_are_named():
    lesson = {"sigmoid": chain_rule.sigmoid, "da_dz": 0.2, "dC_da": np.float64(-0.3)}
    exec("def answer(w, b, a_prev, y):\n    return sigmoid(w) * da_dz * dC_da", lesson)
    reply = chain_rule.bias.check(lesson["answer"])
    assert reply.kind == "unknown"
    assert "uses `da_dz`, `dC_da` from the notebook" in reply.text
    lesson["bias_slope"], lesson["h"] = chain_rule.bias_slope, 1e-4
    exec("def answer(*a):\n    return bias_slope(*a) * (1 + h)", lesson)
    reply = chain_rule.bias.check(lesson["answer"])
    assert reply.kind == "close"
    assert "uses `h` from the notebook" in reply.text
    exec("def answer(w, b, a_prev, y):\n    return da_dz * dC_da", lesson)
    assert "whatever the arguments are" in chain_rule.bias.check(lesson["answer"]).text


def written_in(lesson, line, arguments):
    exec(f"def answer({arguments}):\n    return {line}", lesson)
    return lesson["answer"]


def test_arrays_and_functions_of_the_notebook_are_named_and_attributes_are_not():
    lesson = {
        "__name__": "__main__",
        "np": np,
        "pi": np.pi,
        "sigmoid_prime": chain_rule.sigmoid_prime,
    }
    lesson["a2"], lesson["chain"] = np.ones((2, 1)), Neuron(1.0, 1.0, 1.0, 1.0)
    exec("def halved(x):\n    return x / 2.345", lesson)
    hidden, of_one = "w2, b2, z1, y", "w, b, a_prev, y"
    fails = written_in(lesson, "w2.T @ (a2 - y) * sigmoid_prime(z1)", hidden)
    reply = backpropagation.error_of_the_layer_before.check(fails)
    assert (reply.kind, reply.mistakes) == ("form", ("borrowed",))
    assert "uses `a2` from the notebook" in reply.text
    assert "stopped with ValueError" in reply.text
    reply = chain_rule.bias.check(
        written_in(lesson, "chain.y * np.sin(w * pi) + b + a_prev * y", of_one)
    )
    assert reply.mistakes == ("borrowed",)
    assert "uses `chain` from the notebook" in reply.text
    reply = chain_rule.bias.check(written_in(lesson, "halved(np.sin(w) + b * a_prev) - y", of_one))
    assert (reply.kind, reply.mistakes) == ("unknown", ())
    assert "calls `halved`, which the notebook defines" in reply.text


def small(reference, *inputs, tolerance=1e-6):
    """An exercise of one argument, with a reference and inputs and hardly more."""
    return Exercise(
        reference=reference,
        slips=[],
        hints=[],
        notice="",
        truth=None,
        inputs=[(value,) for value in inputs],
        tolerance=tolerance,
    )


def added(x):
    return x.sum()


def twice(x):
    return 2 * x


def nothing_of(x):
    return 0 * x


def itself(x):
    return x


def eight_of_them():
    return 8.0


def test_an_answer_cannot_change_the_inputs():
    exercise = small(added, np.ones(3), np.arange(2.0))

    def spoils(x):
        x += 5
        return x.sum() + 0.3 * x[0]

    reply = exercise.check(spoils)
    assert (reply.kind, reply.mistakes) == ("unknown", ("changed_argument",))
    assert "changes `x`, which it was given" in reply.text
    assert exercise.check(lambda x: x.sum()).right


doubled = small(twice, 1.0, 3.0)
eight = Exercise(eight_of_them, [], hints=[], notice="", truth=None)
column = small(itself, np.ones((3, 1)), np.array([[0.5], [1], [2]]))
CLUES = {
    "sign": (doubled, lambda x: -2 * x, "unknown", "factor of -1 everywhere: right but for the"),
    "nearly the sign": (doubled, lambda x: -2.000001 * x, "unknown", "-1 everywhere: right but"),
    "a factor of 2": (
        small(twice, 1.0, 3.0, tolerance=5e-3),
        lambda x: 4.012 * x,
        "unknown",
        "a factor of 2 everywhere",
    ),
    "half of a value": (eight, 4.0, "unknown", "exactly a factor of 0.5 everywhere"),
    "double of a value": (eight, 16, "unknown", "exactly a factor of 2 everywhere"),
    "a third of a value": (eight, 8 / 3, "unknown", "2.66667 is not it. It is not a mistake"),
    "all zeros": (doubled, lambda x: 0 * x, "unknown", "You have 0 whatever"),
    "zeros expected": (
        small(nothing_of, 1.0, 3.0),
        lambda x: 7.7 + x,
        "unknown",
        "you get 8.7, and",
    ),
    "percent": (doubled, lambda x: 200 * x, "form", "Did you write it in percent"),
    "degrees": (doubled, lambda x: np.rad2deg(2 * x), "form", "degrees; it should be in radians"),
    "its factors": (doubled, lambda x: [2, x], "form", "you have its factors: multiply them"),
    "its parts": (doubled, lambda x: [x, x], "form", "you have its parts: add them up"),
    "neither": (doubled, lambda x: [x, 7.7], "form", "2 numbers.*What should become of them?"),
    "one number": (doubled, lambda x: [2 * x], "form", "brackets around the answer"),
    "flat": (column, lambda x: x[:, 0], "form", r"two axes; `reshape\(-1, 1\)` makes one"),
    "a row": (column, lambda x: x.T, "form", "Rows and columns are exchanged"),
    "not long": (doubled, lambda x: "x" * 38, "form", "You have 'x{38}', of type str"),
    "long": (doubled, lambda x: "x" * 50, "form", "You have 'x{36}[.]{3}, of type str"),
    "in quotes": (eight, "8.0", "form", "in quotes is text.*leave the quotes out"),
    "a decimal comma": (eight, (8, 5), "form", "A comma makes two numbers.*decimals as 0.5"),
    "some are right": (
        column,
        lambda x: np.append(x[:2], [[7.7]], axis=0),
        "unknown",
        "Row 2 is wrong, counted from 0; the rest is right",
    ),
    "sometimes right": (doubled, lambda x: 2 if x < 2 else 7.7, "unknown", "right for 1 of the 2"),
}


@pytest.mark.parametrize(("exercise", "function", "kind", "says"), CLUES.values(), ids=CLUES)
def test_a_wrong_answer_gets_its_clue(exercise, function, kind, says):
    reply = exercise.check(function)
    assert reply.kind == kind
    assert re.search(says, reply.text), reply.text


def test_an_answer_that_only_fails_is_told_why_it_fails():
    exercise = small(twice, 2.0, 0.0)
    assert exercise.check(raises).mistakes == ("divided_by_zero",)
    assert exercise.check(lambda x: 4 / x).mistakes == ("divided_by_zero",)


def test_an_exercise_whose_inputs_do_not_fit_is_refused():
    with pytest.raises(ValueError, match="tuples of 1 values"):
        Exercise(twice, [], hints=[], notice="", truth=None)


def test_an_array_serves_where_a_list_is_asked_for_and_numpy_numbers_for_numbers():
    assert chain_rule.further_back.check(lambda *a: np.array(chain_rule.five_factors(*a))).right
    assert chain_rule.bias.check(lambda *a: np.float64(chain_rule.bias_slope(*a))).right
    assert chain_rule.flat.check(np.float64(0.5)).right
    assert chain_rule.flat.check(Fraction(1, 2)).right


def test_what_is_asked_for_is_named_by_its_shape():
    text = stochastic_gradient_descent.cut.check(lambda *a: 0.5).text
    assert "a single number, and it should be 2 arrays of 3 rows and 2 columns" in text


def test_checking_changes_no_answer():
    for _ in range(2):
        assert not chain_rule.bias.check(lambda *a: 0.0).right
        assert chain_rule.bias.check(chain_rule.bias_slope).right


@each(ALL)
def test_hints_come_one_at_a_time(exercise):
    assert len(exercise.hints) >= 2
    anew, count = replace(exercise), len(exercise.hints)
    given = [anew.hint() for _ in range(count + 1)]
    assert [reply.text for reply in given] == [*exercise.hints, exercise.hints[0]]
    assert [reply.place for reply in given] == [*((n + 1, count) for n in range(count)), (1, count)]
    assert {reply.kind for reply in given} == {"hint"}
    assert given[1].verdict == f"Hint 2 of {count}."
    assert replace(anew).hint() == given[0]


@each(ALL)
def test_the_solution_shows_code_that_a_learner_could_write(exercise):
    reply = exercise.solution()
    assert reply.kind == "solution"
    assert reply.code == exercise.solution_code()
    assert not re.search(r"\b_\w", reply.code)
    assert reply.text == exercise.notice


def test_random_inputs_are_seeded_and_within_their_ranges():
    inputs = random_inputs(count=50, w=(-2, 2), y=(0, 1))
    assert inputs == random_inputs(count=50, w=(-2, 2), y=(0, 1))
    assert inputs != random_inputs(count=50, seed=1, w=(-2, 2), y=(0, 1))
    assert all(-2 <= w <= 2 and 0 <= y <= 1 for w, y in inputs)
    values = [value for pair in inputs for value in pair]
    assert values == [round(value, 2) for value in values] != [round(value, 1) for value in values]


def solved(notebook):
    """Put the solutions into the exercise cells, and count them."""
    module, count = None, 0
    cells = code_cells(notebook)
    for stub, check in zip(cells, cells[1:], strict=False):
        if found := re.search(r"from nnhelpers\.exercises import (\w+) as exercises", stub.source):
            module = next(m for m in MODULES if m.__name__.endswith(f".{found[1]}"))
        if found := CHECK.search(check.source):
            exercise, name = getattr(module, found[1]), found[2]
            assert name in stub.source
            assert "..." in stub.source
            stub.source = exercise.solution_code()
            count += 1
    return count


def results(cells):
    """Run cells one after another in one shell, and yield each with what it ends with."""
    quiet = Config({"HistoryManager": {"enabled": False}})
    shell = InteractiveShell(config=quiet)
    for cell in cells:
        done = shell.run_cell(cell.source)
        done.raise_error()
        yield cell, done.result


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_an_exercise_is_right_once_solved_with_what_the_lesson_imports(path):
    notebook = nbformat.read(path, as_version=4)
    assert solved(notebook) in COUNTS.get(path.stem, range(5, 9))
    cells = code_cells(notebook)
    first = next(
        place
        for place, cell in enumerate(cells)
        if "from nnhelpers.exercises import" in cell.source
    )
    imports = [cell for cell in cells[:first] if re.match("from|import", cell.source)]
    for cell, result in results(imports + cells[first:]):
        if CHECK.search(cell.source):
            assert result.right, cell.source


@each(CHOICES)
def test_several_letters_are_no_answer_and_a_letter_with_its_words_is(exercise):
    for answer in ("a, b", "(c) and (d)", "b or d", f"{exercise.right}, a"):
        reply = exercise.check(answer)
        assert reply.kind == "form"
        assert "Give one letter" in reply.text
    assert exercise.check(f"({exercise.right}) as a rule, or a guess").right


def test_every_exercise_is_in_a_lesson():
    used = set()
    for path in NOTEBOOKS:
        source = "\n".join(c.source for c in code_cells(nbformat.read(path, as_version=4)))
        for module in re.findall(r"from nnhelpers\.exercises import (\w+) as", source):
            used |= {f"{module}.{name}" for name, _ in CHECK.findall(source)}
    assert used == set(ALL)
