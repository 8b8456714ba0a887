"""What the stepper shows is what runs."""

import inspect
import sys

import numpy as np
import pytest

from nnhelpers import Network, backprop
from nnhelpers.explorers import line_by_line
from nnhelpers.explorers.line_by_line import _LAST, TARGETS, equation, network_of
from nnhelpers.tracing import FUNCTIONS, record, source


@pytest.fixture
def run(rng):
    net = Network([2, 3, 2], rng=1)
    x, y = rng.uniform(size=(2, 2)), rng.uniform(size=(2, 2))
    return net, x, y, record(net, x, y)


def test_the_recorded_run_ends_with_the_gradient(run):
    net, x, y, steps = run
    nabla_b, nabla_w = net.backprop(x, y)
    for ours, theirs in (
        (steps[-1].values["nabla_b"], nabla_b),
        (steps[-1].values["nabla_w"], nabla_w),
    ):
        for one, other in zip(ours, theirs, strict=True):
            assert np.array_equal(one, other)


def test_the_source_is_that_of_the_page():
    page = inspect.getsource(backprop)
    for name, function in FUNCTIONS.items():
        assert function is getattr(backprop, name)
        assert source(name)[0].startswith(f"def {name}(net, ")
        assert "\n".join(source(name)[1:]) in page


def test_every_line_made_what_it_says(run):
    net, x, _, steps = run
    zs, activations = net.forward_pass(x)
    for step in steps:
        text = step.text.strip()
        if text.startswith("zs.append"):
            assert step.made == ("zs",)
            assert np.array_equal(step.values["zs"][-1], zs[len(step.values["zs"]) - 1])
        if text.startswith("activations.append"):
            place = len(step.values["activations"]) - 1
            assert np.array_equal(step.values["activations"][-1], activations[place])
        if text.startswith(("delta =", "nabla_b =", "nabla_w =")):
            assert step.made == (text.split(" ")[0],)
        if text.startswith("return"):
            assert step.made == ()


def test_later_steps_do_not_change_what_was_recorded(run):
    *_, steps = run
    grown = [len(step.values["zs"]) for step in steps if step.function == "forward"]
    assert grown == sorted(grown)
    assert (grown[0], grown[-1]) == (0, 2)


def test_every_line_but_the_first_is_run():
    net = Network([2, 2, 2], rng=0)
    steps = record(net, [[0.5], [1.0]], [[1.0], [0.0]])
    for name in FUNCTIONS:
        lines = {step.line for step in steps if step.function == name}
        assert lines == set(range(1, len(source(name))))


@pytest.mark.parametrize("sizes", TARGETS)
@pytest.mark.parametrize("examples", ["one", "two"])
def test_the_slider_reaches_the_first_and_the_last_step(sizes, examples):
    state = line_by_line(sizes=sizes, examples=examples).state
    net, x, y = network_of(state)
    assert x.shape[1] == y.shape[1] == (1 if examples == "one" else 2)
    assert len(record(net, x, y)) - 1 == _LAST


def test_every_line_has_its_mathematics():
    lines = [text for name in FUNCTIONS for text in source(name)[1:]]
    assert len({equation(text, 1) for text in lines}) == len(lines) - 1  # a^(L) = a^(l), twice
    tells = {"BP1": r"y}) \odot", "BP2": r")^T \delta", "BP3": "{b^{(l)}}", "BP4": r"\big)^T"}
    for number, mathematics in tells.items():
        (line,) = (text for text in lines if text.endswith(f"  # ({number})"))
        assert mathematics in equation(line, 1)


def test_the_explorer_shows_the_published_numbers():
    shown = {step: str(line_by_line(step=step)) for step in range(_LAST + 1)}
    assert any("zs[-1] of shape (2, 1): 0.3775, 0.3925." in text for text in shown.values())
    assert any("delta of shape (2, 1): 0.1385, −0.0381." in text for text in shown.values())
    assert any("delta of shape (2, 1): 0.0088, 0.0100." in text for text in shown.values())
    assert any("deltas[0] of shape (2, 1): 0.0088, 0.0100." in text for text in shown.values())


def test_tracing_is_put_back_also_after_an_error():
    before = sys.gettrace()
    with pytest.raises(ValueError, match="x must have shape"):
        record(Network([2, 2]), [[1.0]], [[1.0], [0.0]])
    assert sys.gettrace() is before


def test_the_lines_of_a_loop_make_its_variables(run):
    *_, steps = run
    made = [step.made for step in steps if step.text.strip().startswith("for w, b, function in")]
    assert made == [("w", "b"), ("w", "b"), ()]  # twice, and once to see that no layer is left
    back = [step.made for step in steps if step.text.strip().startswith("for w, z in")]
    assert back == [("z", "w"), ()] or back == [("w", "z"), ()]
