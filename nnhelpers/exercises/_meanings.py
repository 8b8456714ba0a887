"""An answer as it may be meant.

A form that is wrong may hide an answer that is right, or a slip that is known. So an answer is
also read as it may be meant: numbers that lie flat as a column, `^` as a power. If that is right,
the form is all that is wrong with it.
"""

import ast
from contextlib import redirect_stdout
from io import StringIO
from math import prod

import numpy as np

from nnhelpers.exercises._forms import meant_by
from nnhelpers.exercises._sources import made_of, source_of
from nnhelpers.exercises._trial import Outcome, try_out

BESIDE_SLIPS = (  # forms that do not hide which slip it is
    "caret",
    "floor",
    "no_star",
    "printed",
    "no_return",
    "turned",
    "flat",
    "wrapped",
    "not_multiplied",
    "not_added",
    "text",
    "sign",
)


def meanings(trial):
    """Yield an answer as it may be meant: a name, words, and the trial of it."""
    if trial.inputs[0]:
        for name, function, words in _repaired(trial):
            with redirect_stdout(StringIO()):  # what it prints has been shown
                again = try_out(function, trial.inputs, trial.expected, trial.tolerance)
            yield name, words, again
    elif trial.values[0] is not None and not trial.expected[0].ndim:
        yield "sign", "The sign is turned round.", _with_values(trial, [-trial.values[0]])
    told = [_readings_of(*pair) for pair in zip(trial.outcomes, trial.expected, strict=True)]
    for name, words in dict.fromkeys(key for one in told for key in one):
        if all((name, words) in one for one in told):
            yield name, words, _with_values(trial, [one[name, words] for one in told])


def _with_values(trial, values):
    return trial._replace(outcomes=[Outcome(value, value) for value in values])


def _readings_of(outcome, wanted):
    value = outcome.value if outcome.value is not None else _one_by_one(outcome.result)
    found = [*_readings(value, wanted.shape), meant_by(outcome.result)]
    return {(name, words): np.asarray(meant) for name, meant, words in filter(None, found)}


# --- values --------------------------------------------------------------------------------------

_READINGS = [  # how values may be meant: a name, the array for a shape or None, words
    (
        "turned",
        lambda v, shape: v.T if v.ndim == 2 and v.shape == shape[::-1] else None,
        "Rows and columns are exchanged; `.T` turns them.",
    ),
    (
        "turned",
        lambda v, shape: v.swapaxes(1, 2) if v.ndim == 3 and len(shape) == 3 else None,
        "Rows and columns are exchanged; `.T` turns them.",
    ),
    (
        "flat",
        lambda v, shape: v.reshape(shape) if v.ndim == 1 and shape == (v.size, 1) else None,
        "Your numbers lie flat. A column has two axes; `reshape(-1, 1)` makes one.",
    ),
    (
        "wrapped",
        lambda v, shape: v.reshape(shape) if v.size == prod(shape) and v.ndim else None,
        "There is an axis too many or too few, or brackets around the answer.",
    ),
    (
        "not_multiplied",
        lambda v, shape: v.prod() if shape == () and v.ndim == 1 else None,
        "One number is asked for, and you have its factors: multiply them.",
    ),
    (
        "not_added",
        lambda v, shape: v.sum() if shape == () and v.ndim == 1 else None,
        "One number is asked for, and you have its parts: add them up.",
    ),
    (
        "not_averaged",
        lambda v, shape: v.mean() if shape == () and v.ndim == 1 and v.size else None,
        "One number is asked for, and you have one for each example: take their mean.",
    ),
    (
        "not_added",
        lambda v, shape: v.sum(axis=1, keepdims=True) if _is_table(v, shape) else None,
        "You have a table. Its rows are still to be added up, which `@` does.",
    ),
    (
        "table",
        lambda v, shape: v.diagonal()[:, np.newaxis] if _is_square(v, shape) else None,
        "You have a table: a column has met a row, or a flat list. Keep columns columns.",
    ),
    (
        "percent",
        lambda v, shape: v / 100,
        "That is a hundred times the answer. Did you write it in percent?",
    ),
    ("degrees", lambda v, shape: np.deg2rad(v), "That is in degrees; it should be in radians."),
]


def _one_by_one(result):
    """Return a list of numbers, some of them in arrays of one, as an array, or None."""
    if not isinstance(result, list | tuple):
        return None
    try:
        return np.array([np.asarray(one).item() for one in result], dtype=float)
    except Exception:  # whatever an object of theirs does
        return None


def _is_table(value, shape):
    return value.ndim == 2 and shape == (len(value), 1)


def _is_square(value, shape):
    return _is_table(value, shape) and value.shape[0] == value.shape[1]


def _readings(value, shape):
    """Yield what an array may stand for if another shape is asked for: a name, the array, words."""
    for name, read, words in _READINGS:
        if value is not None and (meant := read(value, shape)) is not None:
            yield name, meant, words


class _Product(ast.NodeTransformer):
    """Takes a call of what is no function for a product: `a(1 - a)`."""

    def __init__(self, variables):
        self.variables = variables

    def visit_Call(self, node):
        self.generic_visit(node)
        no_function = (ast.BinOp, ast.Call, ast.Constant, ast.UnaryOp, ast.Subscript)
        is_number = isinstance(node.func, no_function) or (
            isinstance(node.func, ast.Name) and node.func.id in self.variables
        )
        if is_number and len(node.args) == 1:
            return ast.BinOp(node.func, ast.Mult(), node.args[0])
        return node


def _with_products(source, answer):
    return ast.unparse(_Product(answer.__code__.co_varnames).visit(ast.parse(source)))


def _returning(source, answer):
    """Have the last line return what it prints, or computes, or assigns."""
    tree = ast.parse(source)
    body = tree.body[0].body
    last = body[-1]
    if isinstance(last, ast.Expr):
        printed = isinstance(last.value, ast.Call) and getattr(last.value.func, "id", "") == "print"
        body[-1] = ast.Return(_one(last.value.args) if printed else last.value)
    elif isinstance(last, ast.Assign | ast.AugAssign):
        target = last.target if isinstance(last, ast.AugAssign) else last.targets[0]
        while isinstance(target, ast.Subscript | ast.Attribute):
            target = target.value
        body.append(ast.Return(ast.Name(target.id, ast.Load())))
    return ast.unparse(ast.fix_missing_locations(tree))


def _one(arguments):
    return arguments[0] if len(arguments) == 1 else ast.Tuple(arguments, ast.Load())


# what would mend a function: a name, its source made anew, words
_SIGNS = [
    ("caret", lambda source, _: source.replace("^", "**"), "Python writes powers `**`, not `^`."),
    (
        "floor",
        lambda source, _: source.replace("//", "/"),
        "`//` drops what is after the point; `/` divides.",
    ),
]
_NO_STAR = "no_star", _with_products, "Python needs a `*` in every product: `a * (1 - a)`."
_PRINTED = "printed", _returning, "Your function prints the answer; it should `return` it."
_NO_RETURN = (
    "no_return",
    _returning,
    "Your function returns nothing: there is no `return` at its end.",
)


def _repaired(trial):
    """Yield a function as it may be meant: a name, the function, words."""
    source = source_of(trial.answer)
    for name, repair, words in _repairs(trial.outcomes) if source else ():
        mended = repair(source, trial.answer)
        if mended != source and (function := _made(mended, trial.answer)):
            yield name, function, words


def _repairs(outcomes):
    """Return what may mend a function, from what comes of it."""
    if all(one.result is None and not one.error for one in outcomes):
        return [_PRINTED if any(one.printed for one in outcomes) else _NO_RETURN]
    calls_numbers = any("not callable" in str(one.error) for one in outcomes)
    return [*_SIGNS, _NO_STAR] if calls_numbers else _SIGNS


def _made(source, answer):
    try:
        return made_of(source, answer)
    except Exception:
        return None
