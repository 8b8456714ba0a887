"""What a page runs by itself, and what of a notebook belongs together."""

import nbformat
import pytest
from page_cells import SECONDS, is_imports, opens_explorer, page_cells

from notebooks import NOTEBOOKS, code_cells


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def test_a_check_belongs_to_its_stub(notebook):
    shown = page_cells(notebook)
    checks = [one for one in shown if one.check]
    assert len(shown) == len(notebook.cells) - len(checks)
    for one in checks:
        assert "..." in one.cell.source
        assert f"exercises.{one.exercise}.check(" in one.check
        assert "Not attempted yet." in one.reply


def test_imports_and_explorers_run_unasked(notebook):
    for one in page_cells(notebook):
        if one.unasked:
            assert bool(one.explorer) != is_imports(one.cell.source)


@pytest.mark.parametrize(
    "source",
    [
        "explorers.one_neuron()",
        "explorers.digit_reader(number=1)",
        "training = explorers.training(epochs=3)\ntraining",
    ],
)
def test_what_opens_an_explorer(source):
    assert opens_explorer(source)


@pytest.mark.parametrize(
    "source",
    ["bench = explorers.chain_rule_bench()\nbench.move(w=1)\nprint(bench)", "explorers", "x = 1"],
)
def test_what_opens_none(source):
    assert not opens_explorer(source)


def test_cells_that_take_long_are_there():
    cells = [cell for path in NOTEBOOKS for cell in code_cells(nbformat.read(path, as_version=4))]
    assert SECONDS.keys() <= {cell.id for cell in cells}
