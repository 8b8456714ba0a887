"""The questions of "Where do you stand?": one right answer each, found by no pattern, and true."""

import itertools
import re
from collections import Counter
from dataclasses import replace

import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from test_exercises import CHECK, answer
from test_links import anchors
from test_teaching import GUIDE, under
from wrong_answers import WRONG

from nnhelpers import Network, Neuron, nudge, sigmoid, sigmoid_prime
from nnhelpers.backprop import mini_batches
from nnhelpers.clinic import CONDITIONS, descent, patient
from nnhelpers.exercises import Choice, Exercise
from nnhelpers.exercises import where_do_you_stand as stand
from nnhelpers.exercises._class import report
from nnhelpers.exercises._slips import explanations
from notebooks import LESSONS, ROOT, code_cells, text_cells

PATH = ROOT / "notebooks" / "06_where_do_you_stand.ipynb"
NOTEBOOK = nbformat.read(PATH, as_version=4)
PARTS = [{name: getattr(stand, name) for name in names} for names in stand.PARTS]
ALL = PARTS[0] | PARTS[1]
CHOICES = {name: one for name, one in ALL.items() if isinstance(one, Choice)}


def options(name):
    """The answers that a question offers, by their letters."""
    place = 1 + list(ALL).index(name)
    texts = "\n\n".join(cell.source for cell in text_cells(NOTEBOOK))
    asked = re.search(rf"^\*\*{place}\. .*?(?=^\*\*{place + 1}\. |^## )", texts, re.M | re.S)[0]
    return dict(re.findall(r"^- \((\w)\) (.+)$", asked, re.MULTILINE))


# --- what is asked, and in which order -----------------------------------------------------------


def test_there_are_fifteen_and_ten_and_the_notebook_asks_them_in_this_order():
    assert [len(part) for part in PARTS] == [15, 10]
    sources = "\n".join(cell.source for cell in code_cells(NOTEBOOK))
    assert [name for name, _ in CHECK.findall(sources)] == list(ALL)
    texts = "\n".join(cell.source for cell in text_cells(NOTEBOOK))
    assert re.findall(r"^\*\*(\d+)\. ", texts, re.M) == [str(n) for n in range(1, 26)]
    assert texts.index("**15. ") < texts.index("## Part 2") < texts.index("**16. ")


def test_each_lesson_has_its_share():
    for part, share in zip(PARTS, (3, 2), strict=True):
        lessons = [
            address.partition(".ipynb")[0] for _, address in (q.again for q in part.values())
        ]
        assert lessons == [path.stem for path in LESSONS for _ in range(share)]


def test_the_section_to_go_back_to_is_there_and_is_named_as_it_is():
    for words, address in {one.again for one in ALL.values()}:
        file, _, heading = address.partition("#")
        assert heading in anchors(ROOT / "notebooks" / file), address
        number, title = heading.replace("-", " ").split(". ", 1)
        assert words == f"lesson {int(file[:2])}, section {number} ({title})"


# The right answers in the words of the notebook; the claims below say why.
RIGHT = {
    "two_products": "nine numbers, each a product and a bias",
    "switched_off": "its weights to 0 and its bias to $-10$",
    "which_nudge": "the nudge of the bias, by 0.3 against 0.1",
    "brighter": "the last two",
    "three_outputs": "$-0.09$",
    "bias_of_nothing": "0.1",
    "small_slope": "at least one factor of it is small",
    "sent_back": "31",
    "it_trains": "that its steps lead downhill, on the whole",
    "seen_double": "it is the same step",
    "too_long": "1",
    "lower_cost": "there is no telling from that",
    "twice_the_weights": "8",
    "brighter_pixels": "the weights of layer 1",
    "lights_out": "all are near a tenth",
    "nothing_to_wish": "all of them",
    "dead_neuron": "it moves neither of them",
    "larger_of_two": "0.3 and 0",
    "twice_the_batch": "twice as large",
    "millimetres": "a millionth of what it was",
}


def test_the_right_letter_stands_before_the_right_answer():
    assert {name: options(name)[one.right] for name, one in CHOICES.items()} == RIGHT


# --- no pattern ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CHOICES)
def test_a_question_offers_the_letters_that_are_answered(name):
    offered, choice = options(name), CHOICES[name]
    assert list(offered) == ["a", "b", "c", "d"]
    assert sorted([choice.right, *choice.wrong]) == list(offered)
    assert len(set(offered.values())) == 4


def test_the_letters_of_the_right_answers_are_spread():
    letters = [choice.right for choice in CHOICES.values()]
    assert Counter(letters) == dict.fromkeys("abcd", 5)
    assert max(len(list(same)) for _, same in itertools.groupby(letters)) <= 2


def test_the_right_answer_is_not_known_by_its_length():
    longest = shortest = 0
    for name, choice in CHOICES.items():
        lengths = {letter: len(words) for letter, words in options(name).items()}
        right, others = lengths.pop(choice.right), lengths.values()
        longest += right > max(others)
        shortest += right < min(others)
        assert max(right, *others) <= 12 + 1.6 * min(right, *others), name
    assert longest <= 5
    assert shortest <= 5


@pytest.mark.parametrize("name", ALL)
def test_a_wrong_answer_is_told_what_to_go_back_to(name):
    question = ALL[name]
    for reply in (question.check(wrong) for wrong in wrong_answers(question)):
        assert reply.kind == "mistake"
        assert reply.again == (question.again,)
        assert str(reply).endswith(f"Go back to {question.again[0]}.")
        assert len(re.split(r"(?<=[.?]) (?=[A-ZΑ-Ω`\d])", reply.text)) <= 3, reply.text
    assert question.check(...).again == ()


def wrong_answers(question):
    if isinstance(question, Choice):
        return list(question.wrong)
    made = explanations(question.reference, question.slips)
    return [answer(question, function) for _, function in made]


# --- the count -----------------------------------------------------------------------------------


@pytest.fixture
def anew(monkeypatch):
    """The questions as if nobody had answered any."""
    for name, question in ALL.items():
        monkeypatch.setattr(stand, name, replace(question))
    return stand


def right(question):
    return question.right if isinstance(question, Choice) else answer(question, question.reference)


def test_a_count_of_nothing_says_what_to_do(anew):
    assert str(anew.summary()).startswith("Not attempted yet. Check some answers above")
    anew.two_products.check(...)
    anew.two_products.check("what?")
    assert anew.summary().kind == "blank"


def test_the_count_tells_of_each_part_and_what_to_go_back_to(anew):
    anew.two_products.check("a")
    anew.how_many_biases.check(100)
    anew.bias_of_nothing.check("c")
    assert anew.summary().text.endswith("Part 2: not checked yet.")
    anew.millimetres.check("b")
    reply = anew.summary()
    assert reply.kind == "count"
    missing = "2, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15"
    assert reply.text == (
        f"Part 1: 1 of 15 right; not checked yet: {missing}. "
        "Part 2: 0 of 10 right; not checked yet: 16, 17, 18, 19, 20, 21, 22, 23, 24."
    )
    assert reply.again == (
        (
            "lesson 1, section 3 (A layer), for questions 1, 3",
            "01_forward_pass.ipynb#3.-A-layer",
        ),
        (
            "lesson 5, section 1 (One step), for question 25",
            "05_stochastic_gradient_descent.ipynb#1.-One-step",
        ),
    )


def test_the_last_try_counts_and_the_first_is_told(anew):
    anew.two_products.check("a")
    for name in ALL:
        getattr(anew, name).check(right(ALL[name]))
    reply = anew.summary()
    assert reply.text == "Part 1: 15 of 15 right, 14 at the first try. Part 2: 10 of 10 right."
    assert reply.again == ()
    anew.millimetres.check("b")
    assert "Part 2: 9 of 10 right, 10 at the first try." in anew.summary().text


def handed_in(path, marks):
    """Write the notebook as somebody hands it in who answers as the marks say."""
    cells = ["from nnhelpers.exercises import where_do_you_stand as exercises"]
    for (name, question), mark in zip(ALL.items(), marks, strict=True):
        wrong = f'"{min(question.wrong)}"' if isinstance(question, Choice) else "1e9"
        stub = question.name
        if mark == "+":
            cells.append(question.solution_code())
        elif isinstance(question, Exercise) and question.arguments:
            value = {"-": f"return {wrong}", ".": "..."}[mark]
            cells.append(f"def {stub}({', '.join(question.arguments)}):\n    {value}")
        else:
            cells.append(f"{stub} = {'...' if mark == '.' else wrong}")
        cells.append(f"exercises.{name}.check({stub})")
    cells.append("exercises.summary()")
    nbformat.write(new_notebook(cells=[new_code_cell(source) for source in cells]), path)


def test_a_class_is_told_as_the_guide_shows_it(tmp_path):
    shown = re.search(r"```\n(where_do_you_stand .*?)\n```", GUIDE, re.DOTALL)[1].splitlines()
    for line in shown[1:3]:
        name, part_1, part_2 = re.fullmatch(
            r"(\w+\.ipynb) +([-+.]{15}) +\d+ of 15 +([-+.]{10}) +\d+ of 10", line
        ).groups()
        handed_in(tmp_path / name, part_1 + part_2)
    lines = list(report(tmp_path))
    assert lines[3 : 3 + len(shown)] == shown


# --- the guide -----------------------------------------------------------------------------------


def test_each_of_the_fifteen_is_a_misconception_of_the_guide_and_is_answered():
    part = GUIDE[GUIDE.index(f"](notebooks/{PATH.name})\n") :]
    rows = re.findall(r"^\| (\d+) \| (.+) \| (.+) \|$", under(part, "The fifteen"), re.M)
    assert [int(number) for number, _, _ in rows] == list(range(1, 16))
    tables = re.findall(r"^### Misconceptions\n(.*?)(?=^### |\Z)", GUIDE, re.M | re.S)
    known = set(re.findall(r"^\| (.+?) \| .+ \| .+ \|$", "\n".join(tables), re.M))
    for (_, says, answered), (name, question) in zip(rows, PARTS[0].items(), strict=True):
        assert says in known, says
        code = answered.strip("`")
        assert (code if isinstance(question, Choice) else named(name, code)) in (
            question.wrong
            if isinstance(question, Choice)
            else {slip.name for slip in question.slips}
        )


def named(name, code):
    return WRONG[f"where_do_you_stand.{name}"][code]


def test_the_ten_are_named_in_the_guide_as_in_the_notebook():
    part = GUIDE[GUIDE.index(f"](notebooks/{PATH.name})\n") :]
    rows = re.findall(r"^\| (\d+), (.+?) \|.*\(lesson (\d)\) \|$", under(part, "The ten"), re.M)
    texts = "\n".join(cell.source for cell in text_cells(NOTEBOOK))
    titles = dict(re.findall(r"^\*\*(\d+)\. (.+?)\.\*\*", texts, re.M))
    questions = zip(rows, PARTS[1].values(), strict=True)
    for (number, title, lesson), question in questions:
        assert titles[number].lower() == title.lower()
        assert question.again[1].startswith(f"0{lesson}")


def test_what_guessing_gets_is_a_quarter_of_the_letters():
    letters = [sum(isinstance(one, Choice) for one in part.values()) for part in PARTS]
    assert letters == [12, 8]
    assert "3 of the 12 in part 1, and 2 of the 8 in part 2" in GUIDE


# --- every claim, computed -----------------------------------------------------------------------


def test_1_a_star_makes_a_table(rng):
    w, a_prev, b = rng.normal(size=(3, 3)), rng.normal(size=(3, 1)), rng.normal(size=(3, 1))
    table = w * a_prev + b
    assert table.shape == (3, 3)
    assert np.allclose(
        table, [[w[j, k] * a_prev[j, 0] + b[j, 0] for k in range(3)] for j in range(3)]
    )
    summed = (w * a_prev).sum(axis=1, keepdims=True)
    assert np.allclose(summed, w.sum(axis=1, keepdims=True) * a_prev)  # as the notice says
    assert not np.allclose(summed, w @ a_prev)


def test_2_only_a_bias_holds_a_neuron_down():
    corners = np.array(list(itertools.product([0, 1], repeat=3))).T
    largest = {
        (w, b): sigmoid(w * corners.sum(axis=0) + b).max()
        for w, b in ((0, 0), (0, -10), (-10, 0), (1, -1))
    }
    assert largest[0, -10] < 0.0001
    assert largest[0, 0] == largest[-10, 0] == 0.5
    assert round(largest[1, -1], 2) == 0.88
    assert 3 * 1 - 1 == 2


def test_4_slope_times_nudge():
    assert np.isclose(-2 * 0.05, -0.1)
    assert np.isclose(0.3 * -1, -0.3)
    assert 0.05 == 1 / 20


def test_5_negative_weights_turn_the_wish_round():
    w, a_prev = np.array([2.0, -1.0, -3.0]), np.array([0.9, 0.5, 0.1])
    slopes = [
        nudge(lambda h, k=k: sigmoid(w @ (a_prev + h * np.eye(3)[k]) + 0.5), 0.0, 1e-6)
        for k in range(3)
    ]
    assert np.sign(slopes).tolist() == [1, -1, -1]
    assert np.argmin(slopes) == 2
    assert all(f"{value}" in code_before("should_rise") for value in (*w, *a_prev))


def code_before(name):
    """The code cell before the stub of a question: that of its picture."""
    sources = [cell.source for cell in code_cells(NOTEBOOK)]
    return sources[sources.index(f"{name} = ...") - 1]


def test_6_wishes_add():
    wishes = [0.06, -0.10, -0.05]
    assert np.isclose(sum(wishes), float(options("three_outputs")["b"].strip("$")))
    assert np.isclose(np.mean(wishes), float(options("three_outputs")["c"].strip("$")))


def test_7_the_bias_has_the_slope_of_z():
    neuron = Neuron(w=2.0, b=0.0, a_prev=0.5, y=0.3)
    for_z = neuron.da_dz * neuron.dC_da
    slopes = [0 * for_z, neuron.dC_dw, neuron.dC_db, neuron.dC_da_prev]
    assert np.allclose(
        np.array(slopes) / for_z * 0.1, [float(o) for o in options("bias_of_nothing").values()]
    )
    moved = neuron.nudged("b", 1e-6)
    assert np.isclose((moved.C_0 - neuron.C_0) / 1e-6, neuron.dC_db, rtol=1e-4)
    assert neuron.dC_db != 0


def test_8_the_slope_of_a_sigmoid_from_its_value():
    assert np.isclose(sigmoid(np.log(9)), 0.9)
    assert round(np.log(9), 1) == 2.2
    assert np.isclose(sigmoid_prime(np.log(9)), 0.09)
    assert sigmoid_prime(0.0) == 0.25


def test_9_badly_wrong_with_a_small_slope():
    neuron = Neuron(w=9.2, b=0.0, a_prev=1.0, y=0.0)
    assert neuron.z == 9.2
    assert round(neuron.dC_dw, 4) == 0.0001
    assert neuron.C_0 > 0.499


def test_10_the_error_comes_back_by_the_column():
    w2, delta2 = np.array([[1, 2], [3, 4]]), np.array([[1], [10]])
    right, rows = (w2.T @ delta2)[0, 0], (w2 @ delta2)[0, 0]
    offered = [float(option) for option in options("sent_back").values()]
    assert offered == [delta2.sum(), right / 2, rows, right]
    assert "w2 = np.array([[1, 2], [3, 4]])" in code_before("error_of_0")


def test_12_wrong_gradients_let_the_cost_fall():
    ends = {number: patient(number).descent() for number in range(1, 11)}
    assert sum(after < before for before, after in ends.values()) == 9
    healthy = descent(lambda net, x, y: net.backprop(x, y))[1]
    learns = [number for number, (_, after) in ends.items() if after < 0.11]  # as in the lesson
    assert healthy < 0.11
    net, x, y = CONDITIONS["a batch of four"]
    true = in_a_row(net.backprop(x, y))
    computed = [in_a_row(patient(number).backprop(net, x, y)) for number in learns]
    assert sum((one * true < 0).any() for one in computed) > 1


def in_a_row(gradient):
    return np.concatenate([part.ravel() for both in gradient for part in both])


def test_13_everything_twice_is_the_same_step(rng):
    net = Network([3, 4, 2], rng=0)
    x, y = rng.uniform(size=(3, 10)), rng.uniform(size=(2, 10))
    once, twice = net.backprop(x, y), net.backprop(np.hstack([x, x]), np.hstack([y, y]))
    for one, other in zip(itertools.chain(*once), itertools.chain(*twice), strict=True):
        assert np.allclose(one, other)
    assert np.mean([1, 2, 6]) == np.mean([1, 1, 2, 2, 6, 6])


def test_14_the_limit_is_twice_the_way_straight_down():
    c = 1 / 0.5
    left = [abs(1 - float(eta) * c) for eta in list(options("too_long").values())[:3]]
    assert left == [0, 1, 3]
    assert c == 2
    assert abs(1 - 0.6 * c) < 1  # a little more than the best


def test_15_a_lower_cost_may_read_worse():
    y = np.array([1, 0])
    before, after = np.array([0.9, 0.8]), np.array([0.4, 0.5])
    assert np.isclose(((before - y) ** 2).sum() / 2, 0.325)
    assert np.isclose(((after - y) ** 2).sum() / 2, 0.305)
    assert before.argmax() == 0
    assert after.argmax() == 1
    lesson = (ROOT / "notebooks" / "05_stochastic_gradient_descent.ipynb").read_text(
        encoding="utf-8"
    )
    assert "lowered the cost by a third" in lesson


def relu_net(sizes, rng=0):
    net = Network(sizes, activation="relu", rng=rng)
    net.biases = [np.zeros_like(b) for b in net.biases]
    return net


def test_16_doublings_multiply():
    net = relu_net([4, 5, 5, 2], rng=1)
    x = np.abs(np.random.default_rng(0).normal(size=(4, 50)))
    before = net.feedforward(x)
    net.weights = [2 * w for w in net.weights]
    assert (before > 0).any()
    assert np.allclose(net.feedforward(x), 8 * before)


def test_17_only_the_weights_that_meet_the_pixels():
    net = Network([784, 16, 16, 10], rng=0)
    x = np.random.default_rng(0).uniform(size=(784, 20))
    expected = net.feedforward(x)

    def answers(weights, biases):
        other = Network([784, 16, 16, 10])
        other.weights = [w / by for w, by in zip(net.weights, weights, strict=True)]
        other.biases = [b / by for b, by in zip(net.biases, biases, strict=True)]
        return other.feedforward(255 * x)

    assert (abs(net.weights[0] @ (255 * x) + net.biases[0]) > 4).mean() > 0.95  # saturated
    ones = (1, 1, 1)
    assert np.allclose(answers((255, 1, 1), ones), expected)
    for weights, biases in (((255, 1, 1), (255, 1, 1)), ((255,) * 3, (255,) * 3), (ones, ones)):
        assert not np.allclose(answers(weights, biases), expected, atol=0.01)


def test_18_what_never_sees_anything_answers_the_mean_of_the_targets():
    net = Network([784, 16, 16, 10], rng=0)
    x, y = np.zeros((784, 100)), np.eye(10)[:, np.arange(100) % 10]
    before = net.weights[0].copy()
    for _ in range(3000):
        net.update_mini_batch((x, y), eta=3.0)
    assert np.allclose(net.feedforward(x), 0.1, atol=0.01)
    assert round(net.mean_cost(x, y), 3) == 0.45
    assert np.array_equal(net.weights[0], before)
    assert np.isclose(((0.1 - y) ** 2).sum(axis=0).mean() / 2, 0.45)


def test_19_without_a_miss_there_is_no_wish():
    net = Network([784, 16, 16, 10], rng=0)
    x = np.random.default_rng(0).uniform(size=(784, 1))
    slopes = [part for both in net.backprop(x, net.feedforward(x)) for part in both]
    assert sum((part == 0).sum() for part in slopes) == 13_002


def test_20_a_dead_neuron_stays_as_it_is(rng):
    net = Network([3, 4, 2], activation="relu", rng=0)
    net.biases[0][1] = -100
    x, y = rng.uniform(size=(3, 20)), rng.uniform(size=(2, 20))
    w, b = net.weights[0][1].copy(), net.biases[0][1].copy()
    others = net.weights[0][[0, 2, 3]].copy()
    for _ in range(50):
        net.update_mini_batch((x, y), eta=0.1)
    assert np.array_equal(net.weights[0][1], w)
    assert np.array_equal(net.biases[0][1], b)
    assert not np.allclose(net.weights[0][[0, 2, 3]], others)


def test_21_the_larger_one_passes_its_nudge_on():
    slopes = [nudge(lambda a: max(a, 0.4), 0.7, 1e-6), nudge(lambda a: max(0.7, a), 0.4, 1e-6)]
    right = options("larger_of_two")["c"]
    assert np.allclose(0.3 * np.array(slopes), [float(part) for part in right.split(" and ")])


def test_24_twice_the_batch_and_twice_the_rate_go_as_far(rng):
    batches = {m: len(mini_batches(1000, m, rng)) for m in (10, 20)}
    far = {eta: batches[20] * eta / batches[10] for eta in (0.5, 1, 2, 4)}
    assert [eta for eta, way in far.items() if way == 1] == [2]


def test_25_a_millionth():
    def outputs(scale, eta):
        neuron, seen = Neuron(w=0.7 / scale, b=0.1, a_prev=2.0 * scale, y=0.0), []
        for _ in range(30):
            neuron = Neuron(neuron.w - eta * neuron.dC_dw, 0.1, neuron.a_prev, 0.0)
            seen.append(neuron.a)
        return seen

    expected = outputs(1, 0.5)
    same = [np.allclose(outputs(1000, 0.5 * by), expected) for by in (1e-6, 1e-3, 1, 1e3)]
    assert same == [True, False, False, False]
