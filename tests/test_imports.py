"""Which rooms of the package may enter which, and what an import costs."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import nnhelpers

PACKAGE = Path(nnhelpers.__file__).parent
MATHEMATICS = {
    "_checks",
    "_files",
    "activations",
    "descent",
    "runs",
    "costs",
    "neuron",
    "network",
    "gradients",
    "digits",
    "trained",
    "paths",
    "published",
    "steps",
    "wishes",
    "__init__",
}
DRAWING = {"equations", "pictures", "charts", "style"}
MAY_IMPORT = {
    **dict.fromkeys(MATHEMATICS, MATHEMATICS),
    **dict.fromkeys(DRAWING, MATHEMATICS | DRAWING),
    "exercises": MATHEMATICS | {"exercises"},
    "clinic": MATHEMATICS | {"exercises"},
    "explorers": (MATHEMATICS | DRAWING | {"explorers"}) - {"charts"},
}


def room(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_modules(path):
    """The rooms of nnhelpers, and the other packages, that a file imports."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.module == "nnhelpers":
                yield from (f"nnhelpers.{alias.name}" for alias in node.names)
            else:
                yield node.module


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.stem)
def test_imports_run_one_way(path):
    for module in imported_modules(path):
        top, _, inside = module.partition(".")
        if top == "nnhelpers" and inside:
            assert inside.split(".")[0] in MAY_IMPORT[room(path)], module
        if top in ("ipywidgets", "IPython"):
            assert room(path) == "explorers"
        if top == "matplotlib":
            assert room(path) == "charts"


def loaded_by(statement):
    code = f"import sys; {statement}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.split())


def test_the_mathematics_loads_numpy_alone():
    loaded = loaded_by("import nnhelpers")
    assert "numpy" in loaded
    assert not loaded & {"matplotlib", "ipywidgets", "IPython", "nnhelpers.pictures"}
    assert not loaded & {"hashlib", "gzip", "nnhelpers._files"}


def test_the_explorers_do_not_load_matplotlib():
    loaded = loaded_by("import nnhelpers.explorers")
    assert "ipywidgets" in loaded
    assert not loaded & {"matplotlib", "matplotlib.pyplot"}


def test_the_charts_need_nothing_that_matplotlib_keeps_for_a_whole_session():
    loaded = loaded_by("from nnhelpers import charts")
    assert "matplotlib.figure" in loaded
    assert not loaded & {"matplotlib.pyplot", "IPython"}


def test_every_public_function_is_documented():
    for name in nnhelpers.__all__:
        thing = getattr(nnhelpers, name)
        if callable(thing):
            assert thing.__doc__, name
