"""Print the pace of every lesson: code cells and their lengths, words, pictures, exercises.

python tools/pace.py [notebooks]
"""

import argparse
from pathlib import Path
from typing import NamedTuple

import nbformat


class Pace(NamedTuple):
    """How a notebook divides itself between code, prose and pictures.

    Attributes
    ----------
    cells : int
        Code cells.
    median, ninetieth : int
        Lines of the median code cell, and of the one at the 90th percentile; blank ones left out.
    words : float
        Words of prose to a code cell.
    live, still : int
        Explorers; pictures and charts.
    exercises : int
    """

    cells: int
    median: int
    ninetieth: int
    words: float
    live: int
    still: int
    exercises: int


def pace(notebook):
    """Return the `Pace` of a notebook."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    prose = [cell for cell in notebook.cells if cell.cell_type == "markdown"]
    lengths = sorted(sum(bool(line.strip()) for line in cell.source.splitlines()) for cell in code)
    live = sum(map(is_live, code))
    shown = sum(_shows(cell, "image/svg+xml") or _shows(cell, "image/png") for cell in code)
    return Pace(
        cells=len(code),
        median=lengths[len(code) // 2],
        ninetieth=lengths[int(0.9 * len(code))],
        words=sum(len(cell.source.split()) for cell in prose) / len(code),
        live=live,
        still=shown - live,
        exercises=sum(".check(" in cell.source for cell in code),
    )


def is_live(cell):
    """Whether a cell shows an explorer, whose sliders can be moved when it has been run."""
    return "explorers." in cell.source and _shows(cell, "image/svg+xml")


def _shows(cell, kind):
    return any(kind in output.get("data", {}) for output in cell.outputs)


def main():
    """Print a line for each notebook of a folder."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("notebooks"))
    arguments = parser.parse_args()
    print(f"{'':36}{'code':>6}{'lines in a cell':>20}{'words':>9}{'pictures':>16}{'exer-':>8}")
    print(
        f"{'':36}{'cells':>6}{'median':>10}{'90th %':>10}{'a cell':>9}{'live':>8}{'still':>8}"
        f"{'cises':>8}"
    )
    for path in sorted(arguments.folder.glob("*.ipynb")):
        of = pace(nbformat.read(path, as_version=4))
        print(
            f"{path.stem:36}{of.cells:6}{of.median:10}{of.ninetieth:10}{of.words:9.0f}"
            f"{of.live:8}{of.still:8}{of.exercises:8}"
        )


if __name__ == "__main__":
    main()
