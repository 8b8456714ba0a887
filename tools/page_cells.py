"""The cells of a notebook as a page needs them: what runs by itself, and what belongs together."""

import ast
import re
from typing import NamedTuple

from nnhelpers.live import Lesson

CHECK = re.compile(r"exercises\.(\w+)\.check\(\w+\)")

# Cells that take long where there is no BLAS, by their ids: seconds in Chromium on two cores.
SECONDS = {
    "9b407817": 6,
    "fd043a8a": 12,
    "7240af47": 4,
    "57606c06": 8,
    "7a5848a7": 11,
}


class PageCell(NamedTuple):
    """A cell of a page.

    Attributes
    ----------
    cell : NotebookNode
    number : int
        Its place in the notebook.
    unasked : bool
        Whether a page runs it by itself: imports, and what opens an explorer without more.
    exercise, check : str
        Of the stub of an exercise: its name, and the source that checks the answer.
    reply : str
        What is replied to an empty stub, as HTML.
    explorer : dict or None
        What there is to know of the explorer that it opens.
    seconds : int
        How long it takes in a browser, if long.
    """

    cell: object
    number: int
    unasked: bool = False
    exercise: str = ""
    check: str = ""
    reply: str = ""
    explorer: dict | None = None
    seconds: int = 0


def page_cells(notebook):
    """Return the cells of a page; the check of an exercise belongs to its stub."""
    happened = []
    lesson = Lesson(happened.append)
    shown = []
    for number, cell in enumerate(notebook.cells):
        checked = cell.cell_type == "code" and CHECK.fullmatch(cell.source)
        if checked:
            reply = cell.outputs[0].data["text/html"]
            shown[-1] = shown[-1]._replace(exercise=checked[1], check=cell.source, reply=reply)
            continue
        happened.clear()
        unasked = cell.cell_type == "code" and _may_run_unasked(cell.source)
        unasked = unasked and lesson.run(str(number), cell.source)  # with imports alone
        explorer = next((event["explorer"] for event in happened if "explorer" in event), None)
        seconds = SECONDS.get(cell.id, 0)
        shown.append(PageCell(cell, number, unasked, explorer=explorer, seconds=seconds))
    return shown


def _may_run_unasked(source):
    return is_imports(source) or opens_explorer(source)


def is_imports(source):
    """Whether a cell only imports."""
    return all(isinstance(one, (ast.Import, ast.ImportFrom)) for one in ast.parse(source).body)


def opens_explorer(source):
    """Whether a cell opens an explorer and shows it, and does nothing else."""
    return bool(re.fullmatch(r"(\w+ = )?explorers\.\w+\([^()]*\)(\n\w+)?", source))
