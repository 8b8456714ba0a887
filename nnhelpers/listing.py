"""The source of a thing as the lessons print it: what runs, no docstrings and no annotations.

>>> from nnhelpers import backprop
>>> print(code(backprop.mini_batches))
def mini_batches(examples, batch_size, rng):
    order = rng.permutation(examples)
    return [order[first : first + batch_size] for first in range(0, examples, batch_size)]
"""

import ast
import re
from inspect import getsourcelines
from textwrap import dedent
from typing import Any

DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)
WIDEST = 100  # columns of a line


def code(thing: Any) -> str:
    """Return the source of a function, a class or a module without docstrings and annotations.

    >>> print(code(code))
    def code(thing):
        return "\\n".join(numbered(thing).values()).strip()
    """
    return "\n".join(numbered(thing).values()).strip()


def numbered(thing: Any) -> dict[int, str]:
    """Return the lines of `code(thing)` by the numbers that they have in their file."""
    source, first = getsourcelines(thing)
    text, margin = dedent("".join(source)), len(source[0]) - len(source[0].lstrip())
    lines = dict(enumerate(text.splitlines(), start=1))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and (node.returns or _annotated(node)):
            head = [lines.pop(number) for number in range(node.lineno, node.body[0].lineno)]
            lines[node.lineno] = _bare(node, head, WIDEST - margin)
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node):
            for number in range(node.body[0].lineno, node.body[0].end_lineno + 1):
                del lines[number]
    return {max(first, 1) - 1 + number: lines[number] for number in sorted(lines)}


def _annotated(function):
    """Return what is annotated in the head of a function, from the end back."""
    arguments = [node for node in ast.walk(function.args) if isinstance(node, ast.arg)]
    found = [argument for argument in arguments if argument.annotation]
    return sorted(found, key=lambda argument: (argument.lineno, argument.col_offset), reverse=True)


def _bare(function, head, widest):
    """Return the lines of a head as they are without annotations, as few as the width allows."""
    for argument in _annotated(function):
        row, name_ends = argument.lineno - function.lineno, argument.col_offset + len(argument.arg)
        default = re.sub("^ = ", "=", head[row][argument.annotation.end_col_offset :])
        head[row] = head[row][:name_ends] + default
    head[-1] = re.sub(" -> .*", ":", head[-1])
    if len(head) == 1:
        return head[0]
    start, *arguments, end = head
    margin = re.match(" *", start)[0]
    inside = " ".join(line.strip() for line in arguments).removesuffix(",")
    if len(start + inside + end.strip()) <= widest:
        return start + inside + end.strip()
    if len(f"{margin}    {inside}") <= widest:
        arguments = [f"{margin}    {inside}"]
    return "\n".join([start, *arguments, end])
