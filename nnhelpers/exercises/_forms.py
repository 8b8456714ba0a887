"""The form of an answer, before its numbers are compared: blank, unfinished, no number, a shape."""

import ast
import dis
import linecache
import traceback
from inspect import getsource
from numbers import Real
from textwrap import dedent

import numpy as np


def is_blank(answer):
    """Whether an answer is `...`, or a function of `...`, `pass` or a docstring and no more."""
    code = getattr(answer, "__code__", None)
    return answer is ... or (code is not None and all(map(_idle, dis.get_instructions(code))))


def _idle(instruction):
    return instruction.opname in ("RESUME", "NOP", "RETURN_VALUE") or (
        instruction.opname.endswith("_CONST") and instruction.argval is None
    )


def unfinished(answer):
    """Say so if three dots are left in an answer."""
    dots = _has_dots(answer) if callable(answer) else "Ellipsis" in repr(answer)
    return "three dots are still there. Put something in the place of each." if dots else None


def _has_dots(function):
    """Whether three dots stand in a function, other than as an index: `a[..., 0]` is finished."""
    try:
        tree = ast.parse(dedent(getsource(function)))
    except (OSError, SyntaxError, TypeError):  # its source is not to be had
        return ... in getattr(getattr(function, "__code__", None), "co_consts", ())
    return _count_dots(ast.walk(tree)) > _count_dots(_indices(tree))


def _count_dots(nodes):
    return sum(isinstance(node, ast.Constant) and node.value is ... for node in nodes)


def _indices(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript):
            yield from node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]


def stopped(error, answer):
    """Tell of an exception in a learner's code: its type, its message and their line."""
    message = str(error).rstrip(".")
    words = f"your code stopped with {type(error).__name__}{': ' if message else ''}{message}."
    return words + _line(error, answer)


def _line(error, answer):
    file = getattr(getattr(answer, "__code__", None), "co_filename", None)
    lines = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    if not lines:
        return ""
    source = linecache.getline(file, lines[-1].lineno).strip()
    return f" It happened in line {lines[-1].lineno}" + (f": `{source}`" if source else ".")


def as_floats(result):
    """Return real numbers as an array of floats, and None for anything else."""
    try:
        array = np.asarray(_inexact(result))
    except ValueError:
        return None
    real = np.issubdtype(array.dtype, np.number) and not np.iscomplexobj(array)
    return array.astype(float) if real else None


def _inexact(result):
    """Return exact numbers, such as fractions, as floats; leave all else."""
    return float(result) if isinstance(result, Real) and not isinstance(result, bool) else result


def misfit(result, array, shape, returned):
    """Say why a result, and what it is `as_floats`, is not finite numbers of a shape, if so."""
    if array is None:
        return _no_numbers(result, shape, returned)
    if not np.isfinite(array).all():
        return f"you have {written(array)}, and it should be finite."
    return None if array.shape == shape else _misshapen(array, shape)


def _no_numbers(result, shape, returned):
    wanted = numbers(shape)
    if result is None and returned:
        return f"your function returns nothing; it should return {wanted}. Is there a `return`?"
    return f"you have {described(result)}, and it should be {wanted}."


def _misshapen(array, shape):
    many = "an array of one number" if array.size == 1 else f"{array.size} numbers"
    came = {0: "a single number", 1: many}.get(array.ndim, f"numbers of shape {array.shape}")
    return f"you have {came}, and it should be {numbers(shape)}.{_way_to(shape, array)}"


def _way_to(shape, array):
    if shape == () and array.size > 1:
        return " Should they be added up?"
    if array.shape == shape[::-1]:
        return " Rows and columns are exchanged; `.T` turns them."
    if shape == (array.size, 1):
        return " A column has two axes; `reshape(-1, 1)` makes one."
    return ""


def borrowed(answer):
    """Name the numbers that a function takes from the notebook instead of its arguments."""
    names = getattr(getattr(answer, "__code__", None), "co_names", ())
    outside = [f"`{name}`" for name in names if isinstance(answer.__globals__.get(name), Real)]
    if not outside:
        return ""
    listed = ", ".join(outside)
    return f" Your function uses {listed} from the lesson: compute it from the arguments instead."


def numbers(shape):
    """Say what an array of a shape is to a learner."""
    if not shape:
        return "a number"
    if len(shape) == 1:
        return f"{shape[0]} numbers"
    if len(shape) == 3:
        return f"{shape[0]} arrays of {shape[1]} rows and {shape[2]} columns"
    if shape[1] > 1:
        return f"{shape[0]} rows of {shape[1]} numbers"
    return f"an array of shape {shape}"


def written(value):
    """Write numbers in one row, six digits of each."""
    text = np.array2string(
        np.asarray(value, dtype=float), separator=", ", formatter={"float": "{:.6g}".format}
    )
    return " ".join(text.split())


def described(value):
    """Write any value, cut short, and its type."""
    text = repr(value)
    return f"{text if len(text) <= 40 else text[:37] + '...'}, of type {type(value).__name__}"
