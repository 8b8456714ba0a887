"""What an exercise needs of NumPy has been used before: in its lesson, or one that it builds on."""

import ast
import re
from importlib import import_module
from inspect import getsource
from textwrap import dedent

import nbformat
import numpy as np
import pytest

from nnhelpers.exercises import Exercise
from notebooks import LESSONS, code_cells, text_cells

START = next(iter(LESSONS)).parent / "00_start_here.ipynb"
READ = [nbformat.read(lesson, as_version=4) for lesson in LESSONS]
OPERATORS = {ast.MatMult: "@", ast.Pow: "**", ast.Mod: "%", ast.FloorDiv: "//"}


def needed_lessons():
    """The lessons that each lesson builds on, by number, as the table of Start here has them."""
    table = "\n".join(cell.source for cell in text_cells(nbformat.read(START, as_version=4)))
    rows = re.findall(r"^\| (\d) \| \[.*\| ([\d, ]*)\|$", table, re.MULTILINE)
    needed = {int(number): {int(one) for one in re.findall(r"\d", row)} for number, row in rows}
    for number in sorted(needed):
        for earlier in tuple(needed[number]):
            needed[number] |= needed[earlier]
    return needed


def tools(source):
    """What a piece of code uses: operators, functions of NumPy, methods and keywords of arrays."""
    found = set()
    for node in ast.walk(ast.parse(dedent(source))):
        if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
            found.add(OPERATORS[type(node.op)])
        elif isinstance(node, ast.Attribute):
            of_numpy = isinstance(node.value, ast.Name) and node.value.id == "np"
            found.add(f"np.{node.attr}" if of_numpy else f".{node.attr}")
        elif isinstance(node, ast.keyword) and node.arg in ("axis", "keepdims"):
            found.add(f"{node.arg}=")
    return {"np." + one[1:] if hasattr(np, one[1:]) and one[0] == "." else one for one in found}


def exercises():
    """Every exercise with an answer in code: its lesson's number, its name, and itself."""
    for number, notebook in enumerate(READ, start=1):
        (module,) = re.findall(
            r"from nnhelpers\.exercises import (\w+) as exercises",
            "\n".join(cell.source for cell in code_cells(notebook)),
        )
        for name, one in vars(import_module(f"nnhelpers.exercises.{module}")).items():
            if isinstance(one, Exercise):
                yield pytest.param(number, name, one, id=f"{number}. {name}")


def used_before(number, name):
    """What the code of a lesson uses before an exercise, and that of the lessons it builds on."""
    for earlier in needed_lessons()[number]:
        yield from (tools(cell.source) for cell in code_cells(READ[earlier - 1]))
    for cell in READ[number - 1].cells:
        if cell.cell_type == "code":
            if f"exercises.{name}.check(" in cell.source:
                return
            yield tools(cell.source)
        else:
            yield {"np." + one for one in re.findall(r"`np\.(\w+)", cell.source)}


def test_lessons_need_earlier_ones_alone():
    assert needed_lessons()[5] == {1, 2, 3, 4}
    assert all(earlier < number for number, row in needed_lessons().items() for earlier in row)


@pytest.mark.parametrize(("number", "name", "exercise"), list(exercises()))
def test_what_an_exercise_needs_has_been_used_before(number, name, exercise):
    taught = set().union(*used_before(number, name))
    assert tools(getsource(exercise.reference)) <= taught
