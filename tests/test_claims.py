"""What prose claims is computed: folded answers, tasks of explorers, surprises, the guide."""

import importlib
import inspect
import re

import nbformat
import pytest
from claims import TOOLS, Claim, claims_of, faults, in_comments, needed, run, said, start, unclaimed

import nnhelpers
from nnhelpers import explorers
from nnhelpers._threads import one_blas_thread
from notebooks import NOTEBOOKS, ROOT

FOLDED = re.compile("<details>.*?</details>", re.DOTALL)
TASK = re.compile(r"^\d+\. .*$", re.MULTILINE)
SURPRISE = re.compile(r"^\*\*Surprise:.*$", re.MULTILINE)
POINT = re.compile(r"^- .*$", re.MULTILINE)
GUIDE = (ROOT / "TEACHING.md").read_text(encoding="utf-8")
SETTLED = ("Predictions", "Which slider, when", "Misconceptions")


@pytest.fixture(autouse=True)
def alone():
    """On a busy machine small products are faster on one thread."""
    with one_blas_thread():
        yield


def wrong_claims(notebook):
    """Run what the claims of a notebook need, and return what is wrong with each in its place."""
    names, wrong, to_run = start(), [], needed(notebook.cells)
    for cell in notebook.cells:
        if cell in to_run:
            run(cell.source, names)
        elif cell.cell_type == "markdown":
            wrong += faults(cell.source, claims_of(cell), names)
    assert not TOOLS.keys() & names.keys()
    return wrong


def unclaimed_numbers(notebook):
    """Return the numbers of what is folded, of tasks, surprises and summaries, without a claim."""
    before, found = "", []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            before = cell.source
        else:
            where = parts(cell.source, "explorers." in before)
            found += unclaimed(cell.source, claims_of(cell), where)
    return found


def parts(text, below_an_explorer):
    """Return the parts of a text cell in which every number is a claim."""
    folded = [found.span() for found in FOLDED.finditer(text)]
    end = min([start for start, _ in folded], default=len(text))
    others = [(SURPRISE, True), (TASK, below_an_explorer), (POINT, text.startswith("## Summary"))]
    return folded + [
        found.span()
        for kind, is_there in others
        if is_there
        for found in kind.finditer(text, 0, end)
    ]


def of_the_guide():
    """Return the parts of the guide that say what comes of a question or a slider."""
    found = re.findall(r"^### .*?(?=^##|\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    return [part for part in found if part[4:].startswith(SETTLED)]


def told(lines):
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_what_a_notebook_claims_is_so(path):
    told(wrong_claims(nbformat.read(path, as_version=4)))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_number_of_an_answer_and_of_a_task_is_claimed(path):
    told(unclaimed_numbers(nbformat.read(path, as_version=4)))


@pytest.mark.parametrize("name", ["README.md", "TEACHING.md"])
def test_what_a_page_claims_is_so(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert in_comments(text)
    told(faults(text, in_comments(text), start()))


def test_every_number_of_the_guide_s_answers_and_sliders_is_claimed():
    assert len(of_the_guide()) == 15
    for part in of_the_guide():
        told(unclaimed(part, in_comments(part), [(0, len(part))]))


REPLIES = {
    "forward_pass": {
        "σ(1) is only 0.73": "1, sigmoid(1.0)",
        "σ(-1) is 0.27": "-1, sigmoid(-1.0)",
    },
    "chain_rule": {
        "which is 0.3. It is lowered by 0.2": "0.2 * _W, 0.2",
        "z is 0.8 - 0.4 = 0.4": "0.8, 0.4, Neuron(1.0, -0.4, 0.8, 0.5).z",
        "-0.8 - 0.4 = -1.2": "-0.8, 0.4, Neuron(-1.0, -0.4, 0.8, 0.5).z",
    },
    "stochastic_gradient_descent": {
        "One in ten is what guessing gives. Even without a hidden layer": (
            "3_333 < right_of_training(784, 10) < 8_000"  # the answer, (b)
        ),
        "with cross-entropy it comes near that": (
            "8_500 < right_of_training(784, 10, cost='cross_entropy', eta=0.5) < 9_200"
        ),
        "With the hidden layer it reads more than nine out of ten in three epochs.": (
            "'epochs: 3    more than 92 of 100 right: True' in shown(5)"
        ),
        "The book's 95.42%": "max(nnhelpers.published.NIELSEN[3.0].values()) / 100",
    },
}


@pytest.mark.parametrize("lesson", REPLIES)
def test_what_hints_and_replies_claim_is_so(lesson):
    module = importlib.import_module(f"nnhelpers.exercises.{lesson}")
    text = re.sub(r'\s*"\n\s*"', " ", inspect.getsource(module))  # sentences across lines
    claims = [Claim(*pair) for pair in REPLIES[lesson].items()]
    told(faults(text, claims, start() | vars(module)))


TEXT = "<details><summary>Look</summary>A quarter, 0.25, at $z = 0$; at 2 it is 0.105.</details>"
CLAIMS = {
    "A quarter": "slope < 0.2501",
    "0.25": "slope",
    "0.105": "nnhelpers.sigmoid_prime(2.0)",
    "at $z = 0$; at 2": "explorers.one_neuron(w=2, a_prev=1, b=0)",
}


def made_up(text=TEXT, claims=CLAIMS):
    code = nbformat.v4.new_code_cell("slope = nnhelpers.sigmoid_prime(0.0)\nprint(slope)")
    prose = nbformat.v4.new_markdown_cell(text, metadata={"claims": claims})
    return nbformat.v4.new_notebook(cells=[code, prose])


def test_a_notebook_that_claims_what_is_so_passes():
    assert wrong_claims(made_up()) == unclaimed_numbers(made_up()) == []


def test_a_number_changed_in_the_prose_is_found():
    changed = made_up(TEXT.replace("0.25", "0.26"))
    assert wrong_claims(changed) == ["'0.25' is no longer there   [slope]"]
    assert [one[:4] for one in unclaimed_numbers(changed)] == ["0.26"]


@pytest.mark.parametrize(
    ("words", "expression", "wrong"),
    [
        ("0.25", "slope + 0.01", "should hold 0.26"),
        ("0.25", "slope[0]", "cannot be computed: IndexError: invalid index to scalar variable."),
        ("0.25", "slop", "names nothing that is computed"),
        ("0.25", "0.5 / 2", "names nothing that is computed"),
        ("0.25", "#", "says not why"),
        ("0.25", "(slope, slope)", "holds 1 numbers, and 2 were computed: [0.25, 0.25]"),
        ("A quarter", "slope > 0.25", "is not so"),
        ("A quarter", "slope", "holds 0 numbers, and 1 were computed: [0.25]"),
        (
            "at 2",
            "explorers.one_neuron(w=7)",
            "cannot be computed: ValueError: w must be a number from -5 to 5, got 7",
        ),
    ],
)
def test_an_expression_that_makes_something_else_is_found(words, expression, wrong):
    claims = CLAIMS | {words: expression}
    assert wrong_claims(made_up(claims=claims)) == [f"{words!r} {wrong}   [{expression}]"]


def test_a_value_changed_in_the_package_is_found(monkeypatch):
    monkeypatch.setattr(nnhelpers, "sigmoid_prime", nnhelpers.sigmoid)
    assert wrong_claims(made_up()) == [
        "'A quarter' is not so   [slope < 0.2501]",
        "'0.25' should hold 0.50   [slope]",
        "'0.105' should hold 0.881   [nnhelpers.sigmoid_prime(2.0)]",
    ]


def test_cells_that_the_claims_need_are_run_and_no_others():
    sources = [
        "a = b = 1",
        "net = nnhelpers.Network([1, 1])",
        "for _ in range(a):\n    net.weights[0] = net.weights[0] + 1",
        "other = nnhelpers.Network([784, 100, 10])",
        "net.update_mini_batch(([[1.0]], [[0.0]]), 0.1)",
        "def double():\n    return 2 * net.weights[0]",
        "print(net)",
    ]
    prose = nbformat.v4.new_markdown_cell("2", metadata={"claims": {"2": "double()"}})
    cells = [*map(nbformat.v4.new_code_cell, sources), prose, nbformat.v4.new_code_cell("net = 1")]
    run_by_name = [cell.source for cell in needed(cells)]
    assert run_by_name == [sources[place] for place in (5, 4, 2, 1, 0)]


def test_a_number_that_is_taken_for_no_claim_needs_a_reason():
    assert wrong_claims(made_up(claims=CLAIMS | {"0.25": "# as an example"})) == []


@pytest.mark.parametrize(
    "text",
    [
        "[Lesson 3](03_chain_rule.ipynb#8.-Further-back), layers 1 and 2, neuron 12 of layer 3",
        "**3. Somebody.** ... ",
        "4. $w_{02}^{(1)}$ and $a^2$ are half on in a 2-3-2, says `x[12]`",
        r"$\textcolor{#9D6B00}{y}$",
    ],
)
def test_names_that_hold_numbers_claim_nothing(text):
    assert unclaimed(text, [], [(0, len(text))]) == []


def test_numbers_are_digits_and_words():
    text = r"1. Of 13,002 a third; twice −0.5, $\frac12$, ten thousand, 2.5% and 3."
    found = [one.partition(" in ")[0] for one in unclaimed(text, [], [(0, len(text))])]
    wanted = ["13,002", "third", "twice", "−0.5", r"\frac12", "ten", "thousand", "2.5", "3"]
    assert found == wanted


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12,345", 12_345.4),
        ("0.074", 0.0736),
        ("−0.5", -0.45),
        ("+0.10", 0.0999),
        ("0.00", -0.001),
        ("Forty", 40),
        ("4", 3.9),
    ],
)
def test_a_number_is_right_in_the_places_that_are_written(written, value):
    text = f"it is {written}."
    assert faults(text, [Claim(written, "value")], {"value": value}) == []
    assert faults(text, [Claim(written, "value")], {"value": 1.1 * value + 1}) != []


def test_an_explorer_is_heard():
    bench = explorers.chain_rule_bench()
    assert said(bench, "the slope") == -0.0589
    assert said(explorers.forward_pass(), "Layer 1:") == (0.8320, 0.2789)
