"""The net holds: with a mistake in the package, the stored notebooks no longer pass nbval."""

import os
import shutil
import subprocess
import sys

import nbformat
import pytest

from notebooks import NOTEBOOKS, ROOT

MUTANTS = {
    "none": None,
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
        "        self._watch()\n        self.draw()\n\n    def close",
        "        self._watch()\n\n    def close",
    ),
}


def until_section_6():
    """The first half of lesson 3, which has all that the mutants spoil."""
    path = next(path for path in NOTEBOOKS if path.stem == "03_chain_rule")
    notebook = nbformat.read(path, as_version=4)
    sections = [cell.source.startswith("## 6.") for cell in notebook.cells]
    notebook.cells = notebook.cells[: sections.index(True)]
    return notebook


@pytest.mark.parametrize("mutant", MUTANTS)
def test_nbval_finds_the_mutant(mutant, tmp_path):
    shutil.copytree(
        ROOT / "nnhelpers", tmp_path / "nnhelpers", ignore=shutil.ignore_patterns("*.gz")
    )
    if MUTANTS[mutant]:
        file, right, wrong = MUTANTS[mutant]
        path = tmp_path / "nnhelpers" / file
        source = path.read_text()
        assert source.count(right) == 1
        path.write_text(source.replace(right, wrong))
    lesson = tmp_path / "lesson.ipynb"
    nbformat.write(until_section_6(), lesson)
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "--nbval",
            "--nbval-cell-timeout=60",
            "-q",
            "-x",
            str(lesson),
        ],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert run.returncode == (1 if MUTANTS[mutant] else 0), run.stdout
    assert ("failed" in run.stdout) == bool(MUTANTS[mutant])
