"""The net holds: with a mistake in the package, the stored notebooks no longer pass nbval."""

import re
import shutil
import subprocess
import sys

import nbformat
import pytest

from notebooks import NOTEBOOKS, ROOT, code_cells

MUTANTS = {
    "a wrong derivative": (
        "activations.py",
        "return e / (1 + e) ** 2",
        "return e / (1 + e)",
    ),
    "a dropped half": (
        "costs.py",
        "return 0.5 * np.sum((a - y) ** 2, axis=0)",
        "return np.sum((a - y) ** 2, axis=0)",
    ),
    "an explorer that no longer updates": (
        "explorers/_explorer.py",
        "self._state, self._seen = state, None",
        "self._seen = None",
    ),
    "none": None,  # the last, so that nothing of those before it can have stayed
}
CHANGE_THE_PACKAGE = """
%reset -f
import sys
for name in [name for name in sys.modules if name.partition(".")[0] == "nnhelpers"]:
    del sys.modules[name]
sys.path.insert(0, {folder!r})
"""


def package_with(mutant, folder):
    """Copy the package into a folder, with a mistake or with none."""
    shutil.copytree(ROOT / "nnhelpers", folder / "nnhelpers", ignore=shutil.ignore_patterns("*.gz"))
    if mutant:
        file, right, wrong = mutant
        path = folder / "nnhelpers" / file
        source = path.read_text(encoding="utf-8")
        assert source.count(right) == 1
        path.write_text(source.replace(right, wrong), encoding="utf-8")


def until_section_5():
    """The beginning of lesson 3, which has all that the mutants spoil."""
    path = next(path for path in NOTEBOOKS if path.stem == "03_chain_rule")
    notebook = nbformat.read(path, as_version=4)
    sections = [cell.source.startswith("## 5.") for cell in notebook.cells]
    notebook.cells = notebook.cells[: sections.index(True)]
    return notebook


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    """What nbval says of each cell of the lesson, mutant by mutant.

    One kernel runs them all, one after the other.
    """
    folder = tmp_path_factory.mktemp("mutants")
    notebook = until_section_5()
    cells, notebook.cells = code_cells(notebook), []
    for number, mutant in enumerate(MUTANTS.values()):
        package_with(mutant, folder / str(number))
        change = CHANGE_THE_PACKAGE.format(folder=str(folder / str(number)))
        for cell in (nbformat.v4.new_code_cell(change, execution_count=1), *cells):
            notebook.cells.append(nbformat.from_dict({**cell, "id": f"{number}-{cell.id}"}))
    nbformat.write(notebook, folder / "lessons.ipynb")
    python = [sys.executable, "-X", "utf8", "-m", "pytest"]
    nbval = [*python, "--nbval", "--nbval-cell-timeout=60", "-v", str(folder / "lessons.ipynb")]
    run = subprocess.run(nbval, cwd=ROOT, capture_output=True, encoding="utf-8")
    said = re.findall(r"::Cell \d+ (PASSED|FAILED)", run.stdout)
    size = 1 + len(cells)
    assert len(said) == size * len(MUTANTS), run.stdout
    return {name: said[size * n : size * (n + 1)] for n, name in enumerate(MUTANTS)}


@pytest.mark.parametrize("mutant", MUTANTS)
def test_nbval_finds_the_mutant(mutant, verdicts):
    change_of_package, *cells = verdicts[mutant]
    assert change_of_package == "PASSED"
    assert ("FAILED" in cells) == bool(MUTANTS[mutant])
