"""The source of a thing as the lessons print it: what runs, no docstrings and no annotations.

>>> from nnhelpers import backprop
>>> print(code(backprop.mini_batches))
def mini_batches(examples, batch_size, rng):
    order = rng.permutation(examples)
    return [order[first : first + batch_size] for first in range(0, examples, batch_size)]
"""

import ast
from inspect import getsourcelines
from textwrap import dedent, indent
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
    text = dedent("".join(source))
    lines = dict(enumerate(text.splitlines(), start=1))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and _is_annotated(node):
            for number in range(node.lineno, node.body[0].lineno):
                del lines[number]
            lines[node.lineno] = indent(_head(node), " " * node.col_offset)
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node):
            for number in range(node.body[0].lineno, node.body[0].end_lineno + 1):
                del lines[number]
    return {max(first, 1) - 1 + number: lines[number] for number in sorted(lines)}


def _is_annotated(function):
    parts = [node for node in ast.walk(function.args) if isinstance(node, ast.arg)]
    return function.returns is not None or any(part.annotation for part in parts)


def _head(function):
    """Write the head of a function as it is without annotations; a long one on three lines."""
    for node in ast.walk(function.args):
        if isinstance(node, ast.arg):
            node.annotation = None
    arguments = ast.unparse(function.args).replace("'", '"')
    head = f"def {function.name}({arguments}):"
    if len(head) <= WIDEST - function.col_offset:
        return head
    return f"def {function.name}(\n    {arguments}\n):"
