import os
import subprocess
import sys

import nbformat
import pytest
from nbclient import NotebookClient

from notebooks import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The package as its wheel installs it, far from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    quiet = ["--quiet", "--disable-pip-version-check", "--no-deps"]
    wheel = ["wheel", *quiet, "--no-build-isolation", "--wheel-dir", folder, ROOT]
    subprocess.run([sys.executable, "-m", "pip", *wheel], check=True)
    install = ["install", *quiet, "--no-index", "--no-compile", "--target", folder / "site"]
    subprocess.run([sys.executable, "-m", "pip", *install, *folder.glob("*.whl")], check=True)
    return folder / "site"


def test_an_installed_wheel_has_the_digits_and_their_licence(installed):
    code = (
        f"import sys; sys.path.insert(0, {str(installed)!r}); import nnhelpers; "
        f"assert nnhelpers.__file__.startswith({str(installed)!r}), nnhelpers.__file__; "
        "print(*(part()[0].shape for part in (nnhelpers.digits.training, nnhelpers.digits.test))); "
        "print(nnhelpers.trained.digit_network().sizes)"
    )
    said = subprocess.check_output([sys.executable, "-c", code], cwd=installed, encoding="utf-8")
    assert said.splitlines() == ["(784, 50000) (784, 10000)", "[784, 16, 16, 10]"]
    assert (installed / "nnhelpers" / "data" / "mnist" / "LICENSE.md").exists()


OF_ANOTHER_TEACHER = """
import nnhelpers
from nnhelpers import Network, charts, digits, explorers, pictures, trained
print(nnhelpers.__file__)

x, y = digits.test(count=100)
net = Network([784, 10], rng=0)
net.sgd((x, y), 30, 10, 3.0, show=None)
print(net.evaluate((x, y)) > 50, trained.digit_network().evaluate((x, y)) > 90)

charts.digit_grid(x[:, :8])

pictures.digit(x[:, 0])

explorers.nudge_one(rank=2)

from nnhelpers.exercises import chain_rule
chain_rule.prediction.check(0.0118)
"""


def test_a_notebook_of_another_teacher_runs_with_the_wheel(installed, tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(installed))
    cells = [nbformat.v4.new_code_cell(one) for one in OF_ANOTHER_TEACHER.strip().split("\n\n")]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, timeout=60, resources={"metadata": {"path": tmp_path}}).execute()
    printed, right, *shown = (cell.outputs[-1] for cell in notebook.cells)
    assert os.path.samefile(printed.text.strip(), installed / "nnhelpers" / "__init__.py")
    assert right.text == "True True\n"
    kinds = ["image/png", "image/svg+xml", "application/vnd.jupyter.widget-view+json", "text/html"]
    assert [kind in output.data for kind, output in zip(kinds, shown, strict=True)] == [True] * 4


def test_the_wheel_carries_what_is_no_code(installed):
    package = installed / "nnhelpers"
    for name in ("py.typed", "backprop.pyi", "explorers/__init__.pyi", "explorers/touch.js"):
        assert (package / name).exists(), name


def test_without_docstrings_exercises_reply_as_well():
    code = (
        "from nnhelpers.exercises import chain_rule; "
        "print(chain_rule.prediction.check(-0.0118).text, chain_rule.bias.solution_code()[:3])"
    )
    run = subprocess.run([sys.executable, "-OO", "-c", code], capture_output=True, encoding="utf-8")
    assert run.stdout == (
        "That is the change if w were raised. It is lowered: the nudge is -0.2. def\n"
    )
    assert run.stderr == ""
