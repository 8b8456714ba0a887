"""Each bug of the clinic is a bug, is found, and is told from all the others."""

from copy import copy
from dataclasses import FrozenInstanceError
from itertools import permutations

import numpy as np
import pytest
from last_bits import moved

from nnhelpers import Network, clinic
from nnhelpers.clinic import BUGS, CONDITIONS, backprop_by_the_book, descent, patient
from nnhelpers.gradients import numerical_gradient, relative_error
from nnhelpers.listing import code

PATIENTS = {number: patient(number) for number in range(1, 11)}


def off_by(gradient, other):
    """The largest relative error of the layers of two gradients."""
    pairs = zip(sum(gradient, []), sum(other, []), strict=True)
    return max(relative_error(*pair) for pair in pairs)


def verdicts(name, condition):
    return {place: f.verdict for place, f in clinic._findings(name, condition).items()}


def test_there_are_ten_bugs_and_each_has_one_patient():
    assert len(BUGS) == 10
    assert {p._bug for p in PATIENTS.values()} == set(BUGS)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_the_healthy_one_is_right(condition):
    net, x, y = CONDITIONS[condition]
    assert off_by(backprop_by_the_book(net, x, y), net.backprop(x, y)) < 1e-12
    assert off_by(backprop_by_the_book(net, x, y), numerical_gradient(net, x, y)) < 1e-7


@pytest.mark.parametrize("name", BUGS)
def test_a_bug_is_one_changed_line(name):
    healthy = code(backprop_by_the_book).splitlines()
    assert code(backprop_by_the_book).count(BUGS[name].right) == 1
    changed = [
        ours
        for ours, theirs in zip(clinic.source_of(name).splitlines(), healthy, strict=True)
        if ours != theirs
    ]
    assert len(changed) == 1
    assert BUGS[name].wrong in changed[0]
    assert changed[0].endswith("# <-- here")


@pytest.mark.parametrize("number", PATIENTS)
def test_a_bug_differs_from_the_gradient_and_the_check_finds_it(number):
    net, x, y = CONDITIONS["a batch of four"]
    broken = PATIENTS[number].backprop(net, x, y)
    assert [a.shape for a in sum(broken, [])] == [a.shape for a in net.biases + net.weights]
    assert off_by(broken, net.backprop(x, y)) > 1e-3
    assert off_by(broken, numerical_gradient(net, x, y)) > 1e-3
    assert {"right"} != {f.verdict for f in PATIENTS[number].symptoms().findings.values()}


@pytest.mark.parametrize("pair", list(permutations(BUGS, 2)), ids=" | ".join)
def test_no_two_bugs_have_the_same_symptoms_everywhere(pair):
    assert any(verdicts(pair[0], c) != verdicts(pair[1], c) for c in CONDITIONS)


@pytest.mark.parametrize("number", PATIENTS)
def test_every_wrong_diagnosis_is_answered_by_a_finding_that_speaks_against_it(number):
    sick = PATIENTS[number]
    answers = {name: sick.diagnose(name) for name in BUGS if name != sick._bug}
    assert len({reply.text for reply in answers.values()}) == 9
    for name, reply in answers.items():
        assert reply.kind == "refuted"
        assert reply.verdict == "Not that."
        condition = next(c for c in CONDITIONS if f" with {c};" in reply.text)
        kind, layer = reply.text.split('", ')[1].split(" would")[0].split(" of layer ")
        place = kind, int(layer)
        assert f"would be {verdicts(name, condition)[place]} with" in reply.text
        assert f"here it is {verdicts(sick._bug, condition)[place]}." in reply.text
        assert verdicts(name, condition)[place] != verdicts(sick._bug, condition)[place]


@pytest.mark.parametrize("number", PATIENTS)
def test_the_right_diagnosis_shows_the_line(number):
    reply = PATIENTS[number].diagnose(PATIENTS[number]._bug)
    assert reply.right
    assert reply.code.count("# <-- here") == 1
    assert len(reply.text.split()) > 8


def test_a_suspicion_may_be_written_carelessly():
    assert patient(1).diagnose("  Bias never   updated ").right


def test_a_suspicion_or_a_patient_or_a_condition_that_is_not_there():
    reply = PATIENTS[1].diagnose("measles")
    assert reply.kind == "unlisted"
    assert str(reply).startswith('No such bug. The clinic knows "wrong sign"')
    for number in (0, 11, "1"):
        with pytest.raises(ValueError, match="patients 1 to 10"):
            patient(number)
    with pytest.raises(ValueError, match="condition must be one of a batch of four"):
        PATIENTS[1].symptoms("at night")


def test_some_symptoms_are_as_the_mathematics_says():
    of = {p._bug: p for p in PATIENTS.values()}
    batch = {name: verdicts(name, "a batch of four") for name in BUGS}
    assert set(batch["wrong sign"].values()) == {"-1 times the right one"}
    assert set(batch["no division by m"].values()) == {"4 times the right one"}
    for hidden_only in ("missing transpose", "missing slope", "updated too early"):
        right = {place for place, verdict in batch[hidden_only].items() if verdict == "right"}
        assert right == {("dC/dw", 3), ("dC/db", 3)}
    for name, cured_on in (
        ("missing transpose", "symmetric weights"),
        ("missing slope", "no activation function"),
        ("slope at a instead of z", "no activation function"),
        ("no division by m", "one example"),
        ("= instead of += (weights)", "one example"),
    ):
        findings = of[name].symptoms(cured_on).findings.values()
        assert {finding.verdict for finding in findings} == {"right"}, name


def test_a_gradient_with_some_zeros_is_not_called_zero():
    measured = np.array([[1.0], [2.0]])
    assert clinic._finding(np.array([[0.0], [2.0]]), measured).verdict == "wrong"
    assert clinic._finding(np.zeros((2, 1)), measured).verdict == "0"


def test_training_goes_on_with_every_bug_but_one():
    before, healthy = descent(backprop_by_the_book)
    assert healthy < 0.7 * before
    for number, sick in PATIENTS.items():
        start, end = sick.descent()
        assert start == before
        assert (end > before) == (sick._bug == "wrong sign"), number


@pytest.mark.parametrize("number", [2, 5])
def test_where_steps_are_too_long_a_last_bit_of_the_start_decides_nothing(number, monkeypatch):
    net, ends = CONDITIONS["a batch of four"].net, [PATIENTS[number].descent()[1]]
    first = net.weights
    for draw in range(10):
        rng = np.random.default_rng(draw)
        monkeypatch.setattr(net, "weights", [moved(w, rng) for w in first])
        ends.append(PATIENTS[number].descent()[1])
    assert 0 < max(ends) - min(ends) < 0.01


def test_examining_changes_no_network():
    arrays = [np.copy(a) for c in CONDITIONS.values() for a in c.net.weights + c.net.biases]
    for sick in PATIENTS.values():
        sick.descent(steps=3)
        for condition in CONDITIONS:
            sick.symptoms(condition)
    after = [a for c in CONDITIONS.values() for a in c.net.weights + c.net.biases]
    assert all(np.array_equal(*pair) for pair in zip(arrays, after, strict=True))


def test_the_healthy_one_is_right_on_layers_of_any_size(rng):
    net = Network([3, 4, 2], rng=1)
    x, y = rng.uniform(size=(3, 5)), rng.uniform(size=(2, 5))
    ours, theirs = backprop_by_the_book(net, x, y), net.backprop(x, y)
    assert [a.shape for a in sum(ours, [])] == [a.shape for a in sum(theirs, [])]
    assert off_by(ours, theirs) < 1e-12


@pytest.mark.parametrize(("steps", "judged"), [(0, 1), (1, 1), (3, 2), (4, 3)])
def test_descent_takes_its_steps_and_judges_the_second_half(steps, judged):
    start, x, y = CONDITIONS["a batch of four"]
    net, costs = copy(start), [start.mean_cost(x, y)]
    for _ in range(steps):
        net.update_mini_batch((x, y), 0.7)
        costs.append(net.mean_cost(x, y))
    before, after = descent(backprop_by_the_book, steps, 0.7)
    assert type(before) is type(after) is float
    assert before == costs[0]
    assert after == pytest.approx(np.mean(costs[-judged:]), rel=1e-12)


@pytest.mark.parametrize("number", [1, 3])
def test_a_patient_descends_like_everybody(number):
    assert PATIENTS[number].descent() == descent(PATIENTS[number].backprop)
    assert PATIENTS[number].descent(2, 0.5) == descent(PATIENTS[number].backprop, 2, 0.5)


def test_a_patient_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        PATIENTS[1].number = 2


def test_a_patient_takes_what_networks_take():
    net, x, y = CONDITIONS["one example"]
    ours = PATIENTS[1].backprop(net, x.tolist(), y.tolist())
    assert all(map(np.array_equal, sum(ours, []), sum(PATIENTS[1].backprop(net, x, y), [])))
    with pytest.raises(ValueError, match="x must have shape"):
        PATIENTS[1].backprop(net, x[:2], y)
