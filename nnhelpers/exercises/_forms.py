"""The form of an answer: blank, unfinished, no number, a shape, names that are not its own."""

import ast
import dis
from math import e, pi

import numpy as np

from nnhelpers.exercises._sources import source_of

# --- blank and unfinished ------------------------------------------------------------------------


def is_blank(answer):
    """Whether an answer is `...`, or a function of `...`, `pass` or a docstring and no more."""
    code = getattr(answer, "__code__", None)
    return answer is ... or (code is not None and all(map(_idle, dis.get_instructions(code))))


def _idle(instruction):
    return instruction.opname in ("RESUME", "NOP", "RETURN_VALUE") or (
        instruction.opname.endswith("_CONST") and instruction.argval is None
    )


def is_unfinished(answer):
    """Whether three dots are left in an answer, other than as an index: `a[..., 0]` is finished."""
    if not callable(answer):
        return "Ellipsis" in described(answer)
    source = source_of(answer)
    if source is None:
        return ... in getattr(getattr(answer, "__code__", None), "co_consts", ())
    tree = ast.parse(source)
    return _count_dots(ast.walk(tree)) > _count_dots(_indices(tree))


def _count_dots(nodes):
    return sum(isinstance(node, ast.Constant) and node.value is ... for node in nodes)


def _indices(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript):
            yield from node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]


# --- what is wrong with a form -------------------------------------------------------------------


def meant_by(result):
    """Return the number that is meant by text, or by two numbers with a comma; else None.

    Returns
    -------
    tuple of (str, float, str) or None
        A name, the number, and words.
    """
    if isinstance(result, str):
        try:
            value = float(result.replace(",", ".").rstrip("% "))
        except ValueError:
            return None
        return "text", value, "What is in quotes is text, not a number: leave the quotes out."
    is_pair = isinstance(result, tuple) and len(result) == 2
    if is_pair and all(type(part) is int for part in result) and result[1] >= 0:
        number = float(f"{result[0]}.{result[1]}")
        return "comma", number, "A comma makes two numbers of it. Python writes decimals as 0.5."
    return None


def misfit(outcome, shape, returned):
    """Say why an outcome is not finite numbers of a shape: a name and words; or None."""
    value = outcome.value
    if shape == () and not returned and (meant := meant_by(outcome.result)):
        return meant[0], f"you have {described(outcome.result)}. {meant[2]}"
    if value is None:
        return _no_numbers(outcome, shape, returned)
    if not np.isfinite(value).all():
        return "not_finite", _not_finite(value)
    return None if value.shape == shape else ("shape", _misshapen(value, shape))


def _not_finite(value):
    return (
        f"you have {written(value)}, and it should be finite. Something is divided by 0, or grows "
        "too large for the computer."
    )


def _no_numbers(outcome, shape, returned):
    wanted, result = numbers(shape), outcome.result
    if result is None and returned:
        words = f"your function returns nothing; it should return {wanted}. Is there a `return`?"
        return "no_return", words
    if result is None:
        return "none", f"you have None, and it should be {wanted}. `print` gives None."
    if isinstance(result, str):
        return "text", f"you have {described(result)}, and it should be {wanted}, without quotes."
    if isinstance(result, bool | np.bool_) or getattr(result, "dtype", "") == "bool":
        return (
            "truth_value",
            f"you have {described(result)}, and it should be {wanted}, not a test.",
        )
    if isinstance(result, set):
        return "set", f"curly brackets make a set, which has no order. Give {wanted} in `[ ]`."
    return "type", f"you have {described(result)}, and it should be {wanted}."


def _misshapen(array, shape):
    many = "an array of one number" if array.size == 1 else f"{array.size} numbers"
    came = {0: "a single number", 1: many}.get(array.ndim, f"numbers of shape {array.shape}")
    return f"you have {came}, and it should be {numbers(shape)}.{_way_to(shape, array)}"


def _way_to(shape, array):
    if shape == () and array.size > 1:
        return " What should become of them?"
    if array.shape == shape[::-1]:
        return " Rows and columns are exchanged; `.T` turns them."
    if shape == (array.size, 1):
        return " A column has two axes; `reshape(-1, 1)` makes one."
    if len(shape) == 2 and array.ndim == 2 and shape[1] == 1 and array.shape[0] == shape[0]:
        return " A column and a flat list, or a row, make a table."
    return ""


def borrowed(answer):
    """Return the names of data that a function takes from the notebook, not from its arguments."""
    return [name for name, value in _of_the_notebook(answer) if not callable(value)]


def called(answer):
    """Return the names of functions that the notebook defines and an answer calls."""
    return [name for name, value in _of_the_notebook(answer) if callable(value)]


def _of_the_notebook(answer):
    code, names = getattr(answer, "__code__", None), getattr(answer, "__globals__", {})
    read = {name: names[name] for name in (_globals_read(code) if code else ()) if name in names}
    return [(name, value) for name, value in read.items() if _is_made_there(value)]


def _globals_read(code):
    """Return the global names that code and the functions in it read; an attribute is none."""
    read = [
        i.argval for i in dis.get_instructions(code) if i.opname in ("LOAD_GLOBAL", "LOAD_NAME")
    ]
    inner = [one for one in code.co_consts if hasattr(one, "co_code")]
    return list(dict.fromkeys([*read, *(name for one in inner for name in _globals_read(one))]))


def _is_made_there(value):
    """Whether a value is data, or a function that was written in the notebook; no import."""
    if isinstance(value, type) or hasattr(value, "__spec__") or _is_constant(value):
        return False
    return not callable(value) or getattr(value, "__module__", "") == "__main__"


def _is_constant(value):
    return isinstance(value, float) and value in (pi, e)


def unused(answer, reference):
    """Return the arguments that a reference uses and an answer does not."""
    theirs, ours = _arguments_read(answer), _arguments_read(reference)
    return [name for name, used in ours.items() if used and theirs.get(name) is False]


def _arguments_read(function):
    """Return for each argument of a function whether its name is read."""
    source = source_of(function)
    if source is None:
        return {}
    (definition,) = ast.parse(source).body
    nodes = [node for node in ast.walk(definition) if isinstance(node, ast.Name)]
    read = {node.id for node in nodes if isinstance(node.ctx, ast.Load)}
    return {argument.arg: argument.arg in read for argument in definition.args.args}


# --- words ---------------------------------------------------------------------------------------


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
    """Write numbers in one row, six digits of each; of more than six, the shape."""
    array = np.asarray(value, dtype=float)
    if array.size > 6:
        return f"numbers of shape {array.shape}" if array.ndim > 1 else f"{array.size} numbers"
    text = np.array2string(array, separator=", ", formatter={"float": "{:.6g}".format})
    return " ".join(text.split())


def described(value):
    """Write any value, cut short, and its type."""
    try:
        text = " ".join(repr(value).split())
    except Exception:
        text = "something that cannot be shown"
    return f"{text if len(text) <= 40 else text[:37] + '...'}, of type {type(value).__name__}"
