"""The notebooks of the course, for the tests that read them."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
ALL = sorted((ROOT / "notebooks").glob("*.ipynb"))
NOTEBOOKS = [path for path in ALL if re.fullmatch(r"\d+_\w+\.ipynb", path.name)]
STRAYS = [path for path in ALL if path not in NOTEBOOKS]  # Untitled.ipynb, or a -Copy1
OTHERS = "00_start_here", "06_where_do_you_stand"  # the front door, and the questions at the end
LESSONS = [path for path in NOTEBOOKS if path.stem not in OTHERS]


def code_cells(notebook):
    """The cells that run."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def text_cells(notebook):
    """The cells that are read."""
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]
