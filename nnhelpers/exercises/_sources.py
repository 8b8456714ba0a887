"""The source of a function, and a function of a source."""

import ast
from inspect import getsource
from textwrap import dedent

import numpy as np

from nnhelpers.activations import sigmoid, sigmoid_prime

_AT_HAND = {"np": np, "sigmoid": sigmoid, "sigmoid_prime": sigmoid_prime}


def source_of(function):
    """Return the source of a function on its own, or None if it is not to be had."""
    try:
        source = dedent(getsource(function))
        return source if isinstance(ast.parse(source).body[0], ast.FunctionDef) else None
    except (OSError, SyntaxError, TypeError):
        return None


def made_of(source, like):
    """Return the function that a source defines.

    It sees the names that another one sees, and what learners have at hand.
    """
    names = _AT_HAND | like.__globals__
    exec(source, names)
    return names[like.__name__]
