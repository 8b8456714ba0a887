"""What a type checker knows of the package, in a notebook or a program of somebody else."""

import ast
import dataclasses
import inspect
import re
import subprocess
import sys
from functools import cached_property

import pytest
import reference

import nnhelpers
from nnhelpers import backprop, explorers, pictures
from notebooks import ROOT

README = re.findall("```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
PROGRAM = "\n".join(
    [
        "from typing import Any, assert_type",
        "from nnhelpers import backprop, charts, explorers, pictures, sigmoid, wishes",
        "from nnhelpers._types import Array",
        "from nnhelpers.charts import Chart",
        "from nnhelpers.exercises import chain_rule as exercises",
        "from nnhelpers.explorers.training import Training",
        "from nnhelpers.pictures import Picture",
        "from nnhelpers.reply import Reply",
        *README,
        "x, y = digits.test(count=5)",
        "slope: float = neuron.dC_dw",
        "name: str = neuron.activation.name",
        "assert_type(net.evaluate((x, y)), int)",
        "assert_type(net.backprop(x, y), tuple[list[Array], list[Array]])",
        "assert_type(backprop.forward(net, x[:, :1]), tuple[list[Array], list[Array]])",
        "assert_type(net.nudged('w', 1, (0, 0), 0.1), Network)",
        "assert_type([epoch.seconds for epoch in net.epochs((x, y), 1, 10, 3.0)], list[float])",
        "assert_type(check_gradient(net, x, y).errors_w, list[float])",
        "assert_type(wishes.sensitivities(net, x, y)[0].index, tuple[int, int])",
        "assert_type(charts.secants(neuron, hs=(2, 1)), Chart)",
        "assert_type(pictures.one_neuron(neuron), Picture)",
        "assert_type(pictures.one_neuron.unchecked(neuron), Picture)",
        "assert_type(explorers.chain_rule_bench(w=1.0).seen.equation, str)",
        "assert_type(explorers.training(hidden=0), Training)",
        "assert_type(exercises.prediction.check(1.0), Reply)",
        "half: float = sigmoid(0)",
        "net.weights = [w / 2 for w in net.weights]",
        "net.activation = 'tanh'",
    ]
)
#: What a checker sees to be wrong, and what it says.
WRONG = {
    "Neuron(w=1.5)": "call-arg",
    "Network(3)": "arg-type",
    "net.evaluate()": "call-arg",
    "net.nudged('w', 1, 0, 0.1)": "arg-type",
    "net.sgd((x, y), 3, 10, '3.0')": "arg-type",
    "sigmoid({})": "arg-type",
    "charts.secants(net, hs=(2, 1))": "arg-type",
    "pictures.one_neuron(3)": "arg-type",
    "pictures.no_such": "attr-defined",
    "explorers.chain_rule_bench(3)": "call-arg",
    "wishes.sensitivities(net, x)": "call-arg",
    "trained.digit_network().no_such": "attr-defined",
}


def complaints(program, folder):
    """What mypy at its strictest says of a program that is written elsewhere: lines and codes."""
    file = folder / "program.py"
    file.write_text(program + "\n", encoding="utf-8")
    cache = ROOT / ".mypy_cache" / "programs"
    strict = ["--strict", "--config-file=", f"--cache-dir={cache}", "--no-error-summary"]
    run = subprocess.run(
        [sys.executable, "-m", "mypy", *strict, file.name],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
    )
    assert not run.stderr
    return re.findall(r"^program\.py:(\d+): error: .*\[([\w-]+)\]$", run.stdout, re.MULTILINE)


def test_what_is_right_passes_at_its_strictest_and_what_is_wrong_is_seen(tmp_path):
    lines = len(PROGRAM.splitlines())
    found = complaints("\n".join([PROGRAM, *WRONG]), tmp_path)
    assert found == [(str(lines + place), code) for place, code in enumerate(WRONG.values(), 1)]


def parts(thing):
    """A function, or what is written in a class, each with its name."""
    if not inspect.isclass(thing):
        return [(thing.__name__, thing)]
    return [
        (name, getattr(member, "fget", None) or getattr(member, "func", member))
        for name, member in vars(thing).items()
        if (name[0] != "_" or name in ("__init__", "__str__", "__copy__"))
        and (inspect.isfunction(member) or isinstance(member, (property, cached_property)))
    ]


def unsaid(thing):
    """The names whose types are missing in what is written for a function or a class."""
    made = dataclasses.is_dataclass(thing) or hasattr(thing, "_fields")
    for name, part in parts(thing):
        if made and name == "__init__":
            continue
        signature = inspect.signature(part)
        missing = [
            one.name
            for one in signature.parameters.values()
            if one.annotation is one.empty and one.name != "self"
        ]
        if signature.return_annotation is signature.empty:
            missing.append("return")
        yield from (f"{name}: {one}" for one in missing)


TYPED = [
    entry
    for *_, found in reference.entries()
    for entry in found
    if entry.module not in ("nnhelpers.explorers", "nnhelpers.backprop")
]


@pytest.mark.parametrize("entry", TYPED, ids=lambda entry: f"{entry.module}.{entry.name}")
def test_a_public_name_is_annotated_in_full(entry):
    assert list(unsaid(entry.thing)) == []


@pytest.mark.parametrize("kind", [explorers.training().__class__, explorers.one_step().__class__])
def test_an_explorer_is_annotated_in_full(kind):
    assert list(unsaid(kind)) == []


def test_what_is_not_annotated_is_seen():
    def partly(x, y: int = 0):
        """Do nothing."""

    assert list(unsaid(partly)) == ["partly: x", "partly: return"]


def test_the_page_of_mathematics_and_its_types_have_the_same_heads():
    stub = ast.parse((ROOT / "nnhelpers" / "backprop.pyi").read_text(encoding="utf-8"))
    functions = [node for node in stub.body if isinstance(node, ast.FunctionDef)]
    heads = {node.name: [arg.arg for arg in node.args.args] for node in functions}
    written = {name: f for name, f in vars(backprop).items() if inspect.isfunction(f)}
    assert heads == {name: list(inspect.signature(f).parameters) for name, f in written.items()}


@pytest.mark.parametrize("package", [explorers, pictures], ids=["explorers", "pictures"])
def test_a_checker_finds_what_is_loaded_on_demand(package):
    stub = (ROOT / "nnhelpers" / package.__name__.partition(".")[2] / "__init__.pyi").read_text(
        encoding="utf-8"
    )
    assert sorted(re.findall(r" as (\w+)$", stub, re.MULTILINE)) == sorted(package.__all__)


def test_the_package_says_that_it_is_typed():
    assert (ROOT / "nnhelpers" / "py.typed").exists()
    assert set(nnhelpers.__all__) <= set(dir(nnhelpers))
