"""Slips that nobody wrote down: small changes of any right answer, found in its source.

They are tried when no slip of the exercise explains an answer, so their words know only what is
in place of what.
"""

import ast
import itertools
from inspect import getsource

import numpy as np

from nnhelpers.exercises._slips import Slip
from nnhelpers.exercises._sources import made_of
from nnhelpers.exercises._trial import as_floats

_OPERATORS = {
    ast.Add: ("+", "-*"),
    ast.Sub: ("-", "+*"),
    ast.Mult: ("*", "/+@"),
    ast.Div: ("/", "*"),
    ast.MatMult: ("@", "*"),
}
_FUNCTIONS = {
    "sigmoid": ["sigmoid_prime", "np.tanh"],
    "sigmoid_prime": ["sigmoid", "np.tanh"],
    "np.tanh": ["sigmoid", "sigmoid_prime"],
    "np.mean": ["np.sum", "np.max"],
}
_DONE_TO_IT = [  # what is done to a quantity that should not be
    ("sign", "(-{})", "The sign of `{}` is turned round somewhere."),
    ("without_sign", "abs({})", "You took `{}` without its sign somewhere."),
    ("squared", "({}**2)", "You squared `{}` somewhere."),
    ("squashed", "sigmoid({})", "You put `{}` into the sigmoid somewhere."),
    ("one_minus", "(1 - {})", "Somewhere you have `1 - {0}` in place of `{0}`."),
    ("transpose", "{}.T", "There is a `.T` too many, or too few, at `{}`."),
    ("added_up", "{}.sum()", "You added `{}` up, all of it, somewhere."),
    ("averaged", "{}.mean()", "You averaged `{}`, all of it, somewhere."),
    ("first_alone", "{}[0]", "You took the first of `{}` alone somewhere."),
]


def variations(reference):
    """Return the small changes of a reference, as slips; the last lines come first."""
    source = getsource(reference)
    (definition,) = ast.parse(source).body
    names, found = variables(definition), []
    for statement in reversed(definition.body):
        for node in ast.walk(statement):
            place = _place(source, node) if isinstance(node, ast.expr) else None
            found += [Slip(n, "", text, w, place=place) for n, text, w in _changes(node, names)]
    return found


def variables(definition):
    """Return the names of the arguments and of what is computed on the way."""
    arguments = [argument.arg for argument in definition.args.args]
    made = [n.id for n in ast.walk(definition) if _is_name(n) and isinstance(n.ctx, ast.Store)]
    return list(dict.fromkeys([*arguments, *made]))


def _is_name(node):
    return isinstance(node, ast.Name)


def _place(source, node):
    """Return where an expression begins and ends in a source, which has no letters but ASCII."""
    lines = [0, *itertools.accumulate(map(len, source.splitlines(keepends=True)))]
    begin = lines[node.lineno - 1] + node.col_offset
    return begin, lines[node.end_lineno - 1] + node.end_col_offset


def _changes(node, names):
    """Yield what may stand in the place of an expression: a name, the text, and words."""
    if _is_name(node) and isinstance(node.ctx, ast.Load) and node.id in names:
        for other in names:
            if other != node.id:
                words = f"Somewhere you have `{other}` in place of `{node.id}`."
                yield f"{other}_for_{node.id}", other, words
        for name, text, words in _DONE_TO_IT:
            yield name, text.format(node.id), words.format(node.id)
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        part = ast.unparse(node.value)
        yield "transpose", part, f"There is a `.T` too many, or too few, at `{part}`."
    elif isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        yield from _other_operators(node)
        yield from _one_side(node)
        yield from _without_brackets(node)
    elif isinstance(node, ast.BinOp):
        part = ast.unparse(node.left)
        yield "not_squared", part, "A square is missing."
        yield "doubled_for_squared", f"({part} * 2)", "You doubled where a square belongs."
    elif isinstance(node, ast.Call) and ast.unparse(node.func) in _FUNCTIONS:
        yield from _other_calls(node)


def _other_operators(node):
    sign, others = _OPERATORS[type(node.op)]
    left, right = _in_brackets(node.left), _in_brackets(node.right)
    for other in others:
        words = f"Somewhere you have `{other}` where `{sign}` belongs."
        yield "operator", f"({left} {other} {right})", words


def _in_brackets(node):
    text = ast.unparse(node)
    return f"({text})" if isinstance(node, ast.BinOp | ast.UnaryOp) else text


def _one_side(node):
    for kept, dropped in ((node.left, node.right), (node.right, node.left)):
        part = ast.unparse(dropped)
        if len(part) <= 24:
            yield "left_out", _in_brackets(kept), f"`{part}` is missing somewhere."


def _without_brackets(node):
    """Yield a product without the brackets around a sum in it, or around an inner product."""
    if not isinstance(node.op, ast.Mult | ast.MatMult):
        return
    words = "Brackets are missing: products come before sums, and `@` and `*` go left to right."
    left, right = ast.unparse(node.left), ast.unparse(node.right)
    sign = _OPERATORS[type(node.op)][0]
    if isinstance(node.left, ast.BinOp) or isinstance(node.right, ast.BinOp):
        yield "brackets", f"({left} {sign} {right})", words


def _other_calls(node):
    name, inner = ast.unparse(node.func), ", ".join(map(ast.unparse, node.args))
    for other in _FUNCTIONS[name]:
        words = f"Somewhere you have `{other}` where `{name}` belongs."
        yield "function", f"{other}({inner})", words
    yield "left_out", f"({inner})", f"`{name}` is missing somewhere."
    yield "applied_twice", f"{name}({name}({inner}))", f"You applied `{name}` twice."


# --- the right answer, and something more --------------------------------------------------------

_MORE = [  # how a quantity may come in: a name, words, and the answer from the right one and it
    ("factor_too_many", "You multiplied by `{}` once too often.", lambda right, q: right * q),
    (
        "factor_too_few",
        "You divided by `{0}`, or a factor `{0}` is missing.",
        lambda right, q: right / q,
    ),
    ("added_to_it", "You added `{}` to the answer. What is asked for?", lambda right, q: right + q),
    (
        "taken_from_it",
        "You took `{}` away from the answer. What is asked for?",
        lambda right, q: right - q,
    ),
    (
        "taken_from",
        "You took the answer away from `{}`. What is asked for?",
        lambda right, q: q - right,
    ),
]
_OF_IT = ("{}", "(1 - {})", "sigmoid_prime({})", "sigmoid({})", "len({})")
_AFTER = [  # what may be done to the right answer
    ("squared", "That is the square of the answer.", np.square),
    ("root", "That is the square root of the answer.", np.sqrt),
    ("one_over", "That is 1 over the answer: the fraction is upside down.", lambda a: 1 / a),
    ("without_sign", "That is the answer without its sign.", np.abs),
    ("one_minus", "That is 1 minus the answer.", lambda a: 1 - a),
    (
        "squashed",
        "That is the answer, put into the sigmoid once more.",
        lambda a: 1 / (1 + np.exp(-a)),
    ),
    ("exponential", "That is the exponential of the answer.", np.exp),
    ("one_more", "That is the answer plus 1.", lambda a: a + 1),
    ("one_less", "That is 1 less than the answer.", lambda a: a - 1),
    ("reversed", "That is the answer from its end to its beginning.", lambda a: a[::-1]),
    ("all_added", "You added up the numbers of the answer.", np.sum),
    ("all_averaged", "You averaged the numbers of the answer.", np.mean),
    ("largest_alone", "That is the largest number of the answer alone.", np.max),
    ("first_alone", "That is the first of the answer alone.", lambda a: a[0]),
    ("last_alone", "That is the last of the answer alone.", lambda a: a[-1]),
]


def with_something_more(reference):
    """Yield a name, words and a function for all that may be done to the right answer."""
    for name, words, done in _AFTER:
        yield name, words, _after(reference, done)
    (definition,) = ast.parse(getsource(reference)).body
    for of_it in _OF_IT:
        for name in variables(definition):
            values = _beside(definition, of_it.format(name), reference)
            for kind, words, combine in _MORE:
                yield kind, words.format(of_it.format(name)), _combined(values, combine)


def _after(reference, done):
    return lambda *arguments: done(as_floats(reference(*arguments)))


def _combined(values, combine):
    return lambda *arguments: combine(*map(as_floats, values(*arguments)))


def _beside(definition, text, like):
    """Return a function of the right answer and a quantity on the way to it."""
    body = "\n".join(f"    {ast.unparse(line)}" for line in definition.body[:-1])
    answer = ast.unparse(definition.body[-1].value)
    arguments = ast.unparse(definition.args)
    return made_of(
        f"def {like.__name__}({arguments}):\n{body}\n    return ({answer}), {text}", like
    )
