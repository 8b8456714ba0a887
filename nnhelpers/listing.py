"""The source of a thing as the lessons print it: what runs, without the docstrings.

>>> from nnhelpers import backprop
>>> print(code(backprop.mini_batches))
def mini_batches(examples, batch_size, rng):
    order = rng.permutation(examples)
    return [order[first : first + batch_size] for first in range(0, examples, batch_size)]
"""

import ast
from inspect import getsourcelines
from textwrap import dedent

DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef)


def code(thing):
    """Return the source of a function, a class or a module without its docstrings."""
    return "\n".join(numbered(thing).values()).strip()


def numbered(thing):
    """Return the lines of `code(thing)` by the numbers that they have in their file."""
    source, first = getsourcelines(thing)
    text = dedent("".join(source))
    lines = dict(enumerate(text.splitlines(), start=1))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node):
            for number in range(node.body[0].lineno, node.body[0].end_lineno + 1):
                del lines[number]
    return {max(first, 1) - 1 + number: line for number, line in lines.items()}
