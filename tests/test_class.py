"""What a teacher is told of a folder of answered notebooks."""

import os
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from nnhelpers.exercises import _notebook
from nnhelpers.exercises._class import answers_in, report

IMPORTS = "from nnhelpers import sigmoid, sigmoid_prime"
LESSON = "from nnhelpers.exercises import chain_rule as exercises"
SLOPE = "def bias_slope(w, b, a_prev, y):\n    z = w * a_prev + b\n    return {}"
RIGHT = SLOPE.format("sigmoid_prime(z) * (sigmoid(z) - y)")
INPUT = SLOPE.format("a_prev * sigmoid_prime(z) * (sigmoid(z) - y)")
ENDLESS = "def bias_slope(w, b, a_prev, y):\n    while True:\n        pass"
ENDS_IT = "def bias_slope(w, b, a_prev, y):\n    import os\n    os._exit(1)"
NOT_TO_BE_STOPPED = (
    "def bias_slope(w, b, a_prev, y):\n    while True:\n        try:\n            while True:\n"
    "                pass\n        except BaseException:\n            pass"
)


def handed_in(path, bias="def bias_slope(w, b, a_prev, y): ...", flat="flat_w = ..."):
    """A notebook with the answers to two exercises, and cells that should not run."""
    cells = [
        IMPORTS,
        "raise ValueError('a cell of the lesson, which is not run')",
        LESSON,
        "%matplotlib inline\n!echo a\nprint('noise' * 1000)",
        bias,
        "exercises.bias.check(bias_slope)",
        flat,
        "exercises.flat.check(flat_w)",
    ]
    path.parent.mkdir(exist_ok=True)
    nbformat.write(new_notebook(cells=[new_code_cell(source) for source in cells]), path)
    return path


def kinds(answered):
    return {one.exercise: (one.kind, tuple(one.mistakes)) for one in answered}


def test_the_answers_of_a_notebook_are_checked(tmp_path):
    path = handed_in(tmp_path / "a.ipynb", INPUT, "flat_w = 1 / 2")
    assert kinds(_notebook.answers(path)) == {
        "bias": ("mistake", ("input_for_one",)),
        "flat": ("right", ()),
    }
    assert {one.lesson for one in _notebook.answers(path)} == {"chain_rule"}


def test_a_cell_that_cannot_run_is_told_with_its_error(tmp_path):
    path = handed_in(tmp_path / "a.ipynb", "def bias_slope(w b):", "flat_w = unknown")
    assert kinds(_notebook.answers(path)) == {
        "bias": ("stopped", ("SyntaxError",)),
        "flat": ("stopped", ("NameError",)),
    }


@pytest.mark.skipif(not hasattr(_notebook.signal, "setitimer"), reason="has no timer")
def test_an_endless_answer_is_stopped_and_the_next_is_checked(tmp_path, monkeypatch):
    monkeypatch.setattr(_notebook, "SECONDS", 0.5)
    path = handed_in(tmp_path / "a.ipynb", ENDLESS, "flat_w = 0.5")
    assert kinds(_notebook.answers(path)) == {"bias": ("form", ("stopped",)), "flat": ("right", ())}


@pytest.mark.parametrize("bias", [ENDS_IT, NOT_TO_BE_STOPPED], ids=["ends", "goes on"])
def test_what_ends_or_holds_the_process_costs_the_answers_from_there_on(tmp_path, bias):
    path = handed_in(tmp_path / "a.ipynb", bias, "flat_w = 0.5")
    assert kinds(answers_in(path, seconds=5)) == {"bias": ("stopped", ()), "flat": ("stopped", ())}


def test_memory_is_limited_in_the_process_of_a_notebook(tmp_path):
    pytest.importorskip("resource")
    if sys.platform == "darwin":
        pytest.skip("the system takes the limit and does not hold it")
    path = handed_in(tmp_path / "a.ipynb", flat="import numpy\nflat_w = numpy.ones((9**5, 9**5))")
    assert kinds(answers_in(path))["flat"][0] == "stopped"


def test_a_class_is_told_in_a_table(tmp_path):
    handed_in(tmp_path / "anna" / "03.ipynb", INPUT, "flat_w = 0.5")
    handed_in(tmp_path / "ben" / "03.ipynb", INPUT, "flat_w = 0.4")
    handed_in(tmp_path / "cem" / "03.ipynb", RIGHT)
    (tmp_path / "broken.ipynb").write_text("{}", encoding="utf-8")
    nbformat.write(new_notebook(cells=[new_code_cell("1")]), tmp_path / "other.ipynb")
    lines = list(report(tmp_path))
    assert "runs what students wrote" in lines[0]
    assert "Nothing leaves the machine" in lines[1]
    assert lines[3:9] == [
        "chain_rule   (+ solved, - wrong, . not attempted, ! stopped)",
        "               bias  flat",
        "anna/03.ipynb   -     +",
        "ben/03.ipynb    -     -",
        "cem/03.ipynb    +     .",
        "solved          1     1",
    ]
    assert lines[9:] == [
        "Mistakes made most:",
        "   2  bias: input for one. This is dC_0/dw: your first factor is `a_prev`.",
        "   1  flat: bias alone. You have w = -b.",
    ]


def test_the_command_prints_the_report_and_asks_for_a_folder(tmp_path):
    command = [sys.executable, "-m", "nnhelpers.exercises"]
    run = subprocess.run([*command, tmp_path], capture_output=True, encoding="utf-8")
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.endswith("has exercises in it.\n")
    handed_in(tmp_path / "σ.ipynb")
    run = subprocess.run(
        [*command, tmp_path],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},  # as on Windows
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert "σ.ipynb" in run.stdout
    for wrong in ([], [tmp_path / "nowhere"]):
        run = subprocess.run([*command, *wrong], capture_output=True, encoding="utf-8")
        assert run.returncode == 1
        assert "python -m nnhelpers.exercises FOLDER" in run.stderr
