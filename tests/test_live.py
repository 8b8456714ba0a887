"""A lesson outside of Jupyter: what is told of its cells and explorers."""

import inspect
import json
import sys

import numpy as np
import pytest
from openers import EXPLORERS, settings_of

from nnhelpers import digits
from nnhelpers.live import (
    Lesson,
    as_json,
    described,
    fetch_when_imported,
    names_made,
    names_read,
    seen,
)


@pytest.fixture
def told():
    return []


@pytest.fixture
def lesson(told):
    return Lesson(told.append)


def printed(told):
    return "".join(happened.get("printed", "") for happened in told)


def test_the_last_value_is_shown_as_a_notebook_shows_it(lesson, told):
    assert lesson.run("1", "x = 1.5\nx")
    assert told == [{"cell": "1", "data": {"text/plain": "1.5"}}]


@pytest.mark.parametrize("source", ["x = 1", "x = 1; x;", "None", "", "# nothing", "def f(): ..."])
def test_what_has_no_value_shows_nothing(lesson, told, source):
    assert lesson.run("1", source)
    assert told == []


def test_names_live_on_from_cell_to_cell(lesson, told):
    lesson.run("1", "w = 2")
    lesson.run("2", "print(w)")
    assert printed(told) == "2\n"


def test_what_is_printed_comes_before_the_value(lesson, told):
    lesson.run("1", "import sys\nprint('a')\nprint('b', file=sys.stderr)\n3")
    assert printed(told) == "a\nb\n"
    assert "data" in told[-1]


def test_lines_that_come_slowly_are_told_one_by_one(lesson, told):
    lesson.run("1", "from time import sleep\nfor i in range(3):\n    print(i)\n    sleep(0.06)")
    assert [happened["printed"] for happened in told] == ["0\n", "1\n", "2\n"]


def test_lines_that_come_fast_are_told_together(lesson, told):
    lesson.run("1", "for i in range(1000):\n    print(i)")
    assert printed(told) == "".join(f"{i}\n" for i in range(1000))
    assert len(told) < 10


def test_display_shows_before_the_end(lesson, told):
    lesson.run("1", "display(1, 'two')\nprint('end')")
    assert [happened["data"]["text/plain"] for happened in told[:2]] == ["1", "'two'"]


def test_a_picture_is_shown_with_its_words(lesson, told):
    lesson.run("1", "from nnhelpers import pictures\npictures.digit([0.5] * 784)")
    assert set(told[0]["data"]) == {"image/svg+xml", "text/plain"}


def test_a_chart_keeps_its_words_as_metadata(lesson, told):
    lesson.run("1", "from nnhelpers import Neuron, charts\ncharts.secants(Neuron(1, 0, 1, 0), [1])")
    assert told[0]["metadata"]["image/png"]["alt"] == told[0]["data"]["text/plain"]


def test_an_error_is_told_with_its_line(lesson, told):
    assert not lesson.run("1", "x = 1\n\n1 / 0")
    assert told == [{"cell": "1", "error": "Line 3: ZeroDivisionError: division by zero"}]


def test_an_error_inside_a_function_is_told_with_the_line_inside_it(lesson, told):
    lesson.run("1", "def f():\n    return 1 / 0")
    lesson.run("2", "f()")
    assert told[-1]["error"].startswith("Line 1: ZeroDivisionError")  # of this cell


def test_a_slip_of_the_pen_is_told_as_python_says_it(lesson, told):
    assert not lesson.run("1", "x = (1")
    assert "'(' was never closed" in told[0]["error"]


def test_what_was_printed_before_an_error_is_told_first(lesson, told):
    lesson.run("1", "print('so far')\n1 / 0")
    assert list(told[0]) == ["cell", "printed"]
    assert list(told[1]) == ["cell", "error"]


@pytest.mark.parametrize("stopping", ["raise KeyboardInterrupt", "raise SystemExit", "exit()"])
def test_nothing_that_a_cell_does_ends_the_lesson(lesson, told, stopping):
    assert not lesson.run("1", f"import sys\nexit = sys.exit\n{stopping}")
    assert lesson.run("2", "print('still here')")


def test_the_source_of_a_function_can_be_read(lesson):
    lesson.run("7", "def half(x):\n    return x / 2\n")
    assert inspect.getsource(lesson.namespace["half"]) == "def half(x):\n    return x / 2\n"


def test_an_explorer_is_the_object_of_the_cell(lesson, told):
    lesson.run("1", "from nnhelpers import explorers\none = explorers.one_neuron()\none")
    assert told[0]["key"] == "1"
    assert told[0]["explorer"]["name"] == "one_neuron"
    lesson.move("1", {"w": 0.5, "activation": "tanh"})
    assert lesson.namespace["one"].state.w == 0.5
    assert told[-1]["seen"]["values"] == seen(lesson.namespace["one"])["values"]
    lesson.run("2", "one.move(w=-1)")
    assert told[-1]["key"] == "1"
    assert told[-1]["seen"]["values"]["w"] == -1
    lesson.reset("1")
    assert told[-1]["seen"] == told[0]["explorer"]["seen"]


def test_a_cell_can_show_several_explorers(lesson, told):
    lesson.run(
        "1",
        "from nnhelpers import explorers\ndisplay(explorers.one_neuron(), explorers.nudge_one())",
    )
    assert [happened["key"] for happened in told] == ["1", "1.1"]


def test_the_explorers_of_a_former_run_are_forgotten(lesson, told):
    lesson.run("1", "from nnhelpers import explorers\none = explorers.one_neuron()\none")
    former = lesson.namespace["one"]
    lesson.run("1", "one = explorers.one_neuron()\none")
    told.clear()
    former.move(w=0)
    assert told == []


def test_a_control_that_cannot_stand_there_is_an_error(lesson):
    lesson.run("1", "from nnhelpers import explorers\nexplorers.one_neuron()")
    with pytest.raises(ValueError, match="w must be a number from"):
        lesson.move("1", {"w": 99})
    with pytest.raises(ValueError, match="activation must be one of .* got 'step'"):
        lesson.move("1", {"activation": "step"})


@pytest.fixture
def training(lesson, monkeypatch):
    """An explorer that trains on few digits, for two epochs."""
    few = digits.test(np.float32, count=100)
    monkeypatch.setattr(digits, "training", lambda dtype: few)
    monkeypatch.setattr(digits, "test", lambda dtype: few)
    lesson.run("1", "from nnhelpers import explorers\none = explorers.training(epochs=2)\none")
    return lesson.namespace["one"]


def test_a_training_goes_an_epoch_at_a_time(lesson, training):
    lesson.train("1")
    assert lesson.train_on("1")
    assert training.progress.finished == 1
    assert not lesson.train_on("1")
    assert (training.progress.finished, training.progress.stopped) == (2, False)


def test_a_training_that_is_stopped_keeps_its_network_and_can_go_on(lesson, training):
    lesson.train("1")
    lesson.train_on("1")
    net, weights = training.net, training.net.weights
    lesson.stop_training("1")
    assert (training.progress.finished, training.progress.stopped) == (1, True)
    assert training.net.weights is weights
    lesson.train("1")
    while lesson.train_on("1"):
        pass
    assert training.net is net
    assert training.progress.finished == 3
    lesson.train("1", anew=True)
    lesson.train_on("1")
    assert training.net is not net
    assert training.progress.finished == 1


def test_a_cell_that_runs_again_stops_its_training(lesson, training):
    lesson.train("1")
    lesson.train_on("1")
    lesson.run("1", "2")
    assert training.progress.stopped
    assert not lesson.train_on("1")


@pytest.mark.parametrize("name", EXPLORERS)
def test_all_of_an_explorer_is_plain_data(name):
    explorer = EXPLORERS[name]()
    description = json.loads(as_json(described(explorer)))
    assert description["name"] == name
    names = [control["name"] for control in description["controls"]]
    assert names == list(description["seen"]["values"])
    for setting in settings_of(explorer):
        explorer.move(**setting)
        values = seen(explorer)["values"]
        for control in description["controls"]:
            if control["kind"] == "choice":
                assert values[control["name"]] in seen(explorer)["options"][control["name"]]


def test_sliders_without_use_are_idle():
    explorer = EXPLORERS["line_by_line"]()
    all_shown = {name for setting in settings_of(explorer) for name in idle_in(explorer, setting)}
    assert all_shown, "no setting has an idle slider: choose another explorer"


def idle_in(explorer, setting):
    explorer.move(**setting)
    return seen(explorer)["idle"]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("w * a + b", ["a", "b", "w"]),
        ("w = 1\nw + b", ["b"]),
        ("import numpy as np\nnp.exp(z)", ["z"]),
        ("def f(x):\n    return x + w\n", ["w"]),
        ("[x * y for x in xs]", ["xs", "y"]),
        ("lambda x: x + k", ["k"]),
        ("print(len(z))", ["len", "print", "z"]),
        ("x = (", []),
    ],
)
def test_names_that_a_cell_reads(source, names):
    assert sorted(names_read(source)) == names


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("w, (a, b) = 1, (2, 3)", ["a", "b", "w"]),
        ("from numpy import exp as e\nimport os.path", ["e", "os"]),
        ("def f(x):\n    y = x\nclass A: ...", ["A", "f"]),
        ("for i in (): ...", ["i"]),
        ("x = (", []),
    ],
)
def test_names_that_a_cell_makes(source, names):
    assert sorted(names_made(source)) == names


def test_a_cell_waits_for_the_last_one_that_makes_what_it_lacks(lesson):
    earlier = ["w = 1", "b = 2", "w = 3", "print(w)"]
    assert lesson.waits_for("w + b + unheard_of + len([])", earlier) == [("w", 2), ("b", 1)]
    lesson.run("1", "w = 1")
    assert lesson.waits_for("w + b", earlier) == [("b", 1)]


def test_a_package_is_fetched_when_it_is_first_imported(tmp_path, monkeypatch):
    fetched = []

    def fetch(name):
        fetched.append(name)
        (tmp_path / f"{name}.py").write_text("answer = 42", encoding="utf-8")

    monkeypatch.setattr(sys, "meta_path", sys.meta_path[:])
    monkeypatch.syspath_prepend(tmp_path)
    fetch_when_imported(["far_away"], fetch)
    with pytest.raises(ModuleNotFoundError):
        import nowhere_at_all  # noqa: F401
    assert fetched == []
    import far_away

    assert (fetched, far_away.answer) == (["far_away"], 42)
