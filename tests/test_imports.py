"""Which rooms of the package may enter which, and what an import costs."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import nnhelpers
from nnhelpers import explorers

PACKAGE = Path(nnhelpers.__file__).parent
MATHEMATICS = {
    "_checks",
    "_files",
    "_fits",
    "_pixels",
    "_takes",
    "_threads",
    "_on_demand",
    "reply",
    "activations",
    "backprop",
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
    "listing",
    "tracing",
    "clinic",
    "wishes",
    "ink",
    "__init__",
}
DRAWING = {"equations", "pictures", "charts", "style", "style_sheet", "symbols"}
MAY_IMPORT = {
    **dict.fromkeys(MATHEMATICS, MATHEMATICS),
    **dict.fromkeys(DRAWING, MATHEMATICS | DRAWING),
    "exercises": MATHEMATICS | {"exercises"},
    "explorers": (MATHEMATICS | DRAWING | {"explorers"}) - {"charts"},
    "live": {"explorers"},
}


def room(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


class WhatRuns(ast.NodeTransformer):
    """Leaves out what only type checkers read."""

    def visit_If(self, node):
        return None if ast.unparse(node.test) == "TYPE_CHECKING" else node


def imported_modules(path):
    """The rooms of nnhelpers, and the other packages, that a file imports when it runs."""
    for node in ast.walk(WhatRuns().visit(ast.parse(path.read_text(encoding="utf-8")))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.module == "nnhelpers":
                yield from (f"nnhelpers.{alias.name}" for alias in node.names)
            else:
                yield node.module


FILES = sorted({*PACKAGE.rglob("*.py")} - {PACKAGE / "_types.py"})  # which nothing loads


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_imports_run_one_way(path):
    for module in imported_modules(path):
        top, _, inside = module.partition(".")
        if top == "nnhelpers" and inside:
            assert inside.split(".")[0] in MAY_IMPORT[room(path)], module
        if top in ("ipywidgets", "IPython"):
            assert path == PACKAGE / "explorers" / "_panel.py"
        if top == "matplotlib":
            assert room(path) == "charts"


def loaded_by(statement):
    code = f"import sys\n{statement}\nprint(*sys.modules)"
    return set(subprocess.check_output([sys.executable, "-c", code], encoding="utf-8").split())


def test_the_mathematics_loads_numpy_alone():
    loaded = loaded_by("import nnhelpers")
    assert "numpy" in loaded
    assert not loaded & {"matplotlib", "ipywidgets", "IPython", "nnhelpers.pictures"}
    assert not loaded & {"hashlib", "gzip", "nnhelpers._files"}


WITHOUT_WIDGETS = """
sys.modules |= dict.fromkeys(("ipywidgets", "IPython", "matplotlib"))  # to import them now fails
from nnhelpers import explorers
for name in {names}:
    explorer = getattr(explorers, name)()
    explorer.reset()
    assert explorer.seen.picture.svg.startswith("<svg") and explorer.seen.equation and str(explorer)
    assert set(explorer._repr_mimebundle_()) == {{"image/svg+xml", "text/plain"}}
"""


def test_every_explorer_opens_without_widgets():
    loaded_by(WITHOUT_WIDGETS.format(names=explorers.__all__))


@pytest.mark.parametrize("name", explorers.__all__)
def test_only_the_explorer_that_is_asked_for_is_loaded(name):
    loaded = loaded_by(f"from nnhelpers import explorers; explorers.{name}()")
    modules = {f"nnhelpers.explorers.{one}" for one in explorers.__all__}
    assert loaded & modules == {f"nnhelpers.explorers.{name}"}
    assert not loaded & {"ipywidgets", "IPython", "matplotlib"}


def test_an_explorer_is_no_module_however_it_is_imported():
    loaded_by(
        "from nnhelpers.explorers.paths_add import STARTS; from nnhelpers import explorers; "
        "explorers.paths_add(); from nnhelpers.explorers import paths_add; paths_add()"
    )
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        explorers.nothing  # noqa: B018


DRAWN = """
from nnhelpers import Neuron, charts
assert "matplotlib" not in sys.modules
charts.secants(Neuron(1.0, 0.0, 1.0, 0.0), hs=[1.0]).png()
"""


def test_charts_load_matplotlib_when_they_draw_and_nothing_that_lasts_a_whole_session():
    loaded = loaded_by(DRAWN)
    assert "matplotlib.figure" in loaded
    assert not loaded & {"matplotlib.pyplot", "IPython"}


def test_every_public_function_is_documented():
    for name in nnhelpers.__all__:
        thing = getattr(nnhelpers, name)
        if callable(thing):
            assert thing.__doc__, name
