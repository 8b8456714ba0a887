"""The source of a function, and a function of a source."""

import ast
from inspect import getsource
from textwrap import dedent


def source_of(function):
    """Return the source of a function on its own, or None if it is not to be had."""
    try:
        source = dedent(getsource(function))
        return source if isinstance(ast.parse(source).body[0], ast.FunctionDef) else None
    except (OSError, SyntaxError, TypeError):
        return None


def made_of(source, like):
    """Return the function that a source defines, which sees the names that another one sees."""
    names = dict(like.__globals__)
    exec(source, names)
    return names[like.__name__]
