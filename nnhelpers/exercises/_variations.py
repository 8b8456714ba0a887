"""Slips that nobody wrote down: small changes of any right answer, found in its source.

They are tried when no slip of the exercise explains an answer, so their words know only what is
in the place of what.
"""

import ast
import copy
from inspect import getsource
from textwrap import dedent

from nnhelpers.exercises._sources import made_of
from nnhelpers.exercises._trial import as_floats

_OPERATORS = {
    ast.Add: ("+", [ast.Sub, ast.Mult]),
    ast.Sub: ("-", [ast.Add, ast.Mult]),
    ast.Mult: ("*", [ast.Div, ast.Add, ast.MatMult]),
    ast.Div: ("/", [ast.Mult]),
    ast.MatMult: ("@", [ast.Mult]),
}
_FUNCTIONS = {
    "sigmoid": ["sigmoid_prime", "np.tanh"],
    "sigmoid_prime": ["sigmoid", "np.tanh"],
    "np.tanh": ["sigmoid", "sigmoid_prime"],
    "np.mean": ["np.sum", "np.max"],
}


def variations(reference):
    """Yield a name, words and a function for each small change of a reference."""
    tree = ast.parse(dedent(getsource(reference)))
    names = variables(tree.body[0])
    for place, node in enumerate(_expressions(tree)):
        for name, words, other in _changes(node, names):
            yield name, words, _with(tree, place, other, reference)


def variables(definition):
    """Return the names of the arguments and of what is computed on the way."""
    arguments = [argument.arg for argument in definition.args.args]
    made = [n.id for n in ast.walk(definition) if _is_name(n) and isinstance(n.ctx, ast.Store)]
    return list(dict.fromkeys([*arguments, *made]))


def _is_name(node):
    return isinstance(node, ast.Name)


def _expressions(tree):
    """Return what is computed in a function, in the same order for equal trees."""
    return [node for node in ast.walk(tree.body[0]) if isinstance(node, ast.expr)]


def _with(tree, place, other, like):
    """Return the function with another expression in one place."""
    tree = copy.deepcopy(tree)
    old = _expressions(tree)[place]

    class Replaced(ast.NodeTransformer):
        def visit(self, node):
            return other if node is old else self.generic_visit(node)

    return made_of(ast.unparse(ast.fix_missing_locations(Replaced().visit(tree))), like)


def _changes(node, names):
    """Yield what may stand in the place of an expression: a name, words, and the expression."""
    if _is_name(node) and isinstance(node.ctx, ast.Load) and node.id in names:
        yield from _other_names(node, names)
        yield "transpose", f"There is a `.T` too many, or too few, at `{node.id}`.", _turned(node)
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        words = f"There is a `.T` too many, or too few, at `{ast.unparse(node.value)}`."
        yield "transpose", words, node.value
    elif isinstance(node, ast.BinOp) and type(node.op) in _OPERATORS:
        yield from _other_operators(node)
        yield from _without_brackets(node)
        yield from _one_side(node)
    elif isinstance(node, ast.BinOp):
        yield "not_squared", "A square is missing.", node.left
        doubled = ast.BinOp(node.left, ast.Mult(), node.right)
        yield "doubled_for_squared", "You doubled where a square belongs.", doubled
    elif isinstance(node, ast.Call) and len(node.args) == 1:
        yield from _other_calls(node)


def _other_names(node, names):
    for other in names:
        if other != node.id:
            words = f"Somewhere you have `{other}` in the place of `{node.id}`."
            yield f"{other}_for_{node.id}", words, ast.Name(other, ast.Load())


def _turned(node):
    return ast.Attribute(node, "T", ast.Load())


def _other_operators(node):
    sign, others = _OPERATORS[type(node.op)]
    for other in others:
        words = f"Somewhere you have `{_OPERATORS[other][0]}` where `{sign}` belongs."
        yield "operator", words, ast.BinOp(node.left, other(), node.right)


def _without_brackets(node):
    """Yield a product without the brackets around a sum in it, or around an inner product."""
    words = "Brackets are missing: products come before sums, and `@` and `*` go left to right."
    for inner, before in ((node.left, False), (node.right, True)):
        if not (isinstance(node.op, ast.Mult | ast.MatMult) and isinstance(inner, ast.BinOp)):
            continue
        if before and not isinstance(inner.op, ast.Pow):
            first = ast.BinOp(node.left, node.op, inner.left)
            yield "brackets", words, ast.BinOp(first, inner.op, inner.right)
        elif isinstance(inner.op, ast.Add | ast.Sub):
            last = ast.BinOp(inner.right, node.op, node.right)
            yield "brackets", words, ast.BinOp(inner.left, inner.op, last)


def _one_side(node):
    for kept, dropped in ((node.left, node.right), (node.right, node.left)):
        part = ast.unparse(dropped)
        if len(part) <= 24:
            yield "left_out", f"`{part}` is missing somewhere.", kept


def _other_calls(node):
    name = ast.unparse(node.func)
    for other in _FUNCTIONS.get(name, []):
        words = f"Somewhere you have `{other}` where `{name}` belongs."
        yield "function", words, ast.Call(ast.parse(other, mode="eval").body, node.args, [])
    if name in _FUNCTIONS:
        yield "left_out", f"`{name}` is missing somewhere.", node.args[0]
        again = ast.Call(node.func, [node], [])
        yield "applied_twice", f"You applied `{name}` twice.", again


# --- the right answer, and something more --------------------------------------------------------

_MORE = [  # how a quantity may come in: a name, words, and the answer from the right one and it
    ("factor_too_many", "You multiplied by `{}` once too often.", lambda right, q: right * q),
    ("factor_too_few", "A factor `{}` is missing.", lambda right, q: right / q),
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
_OF_IT = ("{}", "sigmoid({})", "sigmoid_prime({})", "(1 - {})", "len({})")


def with_something_more(reference):
    """Yield a name, words and a function for each quantity that may come in beside the answer."""
    source = dedent(getsource(reference))
    (definition,) = ast.parse(source).body
    for name in variables(definition):
        for of_it in _OF_IT:
            text = of_it.format(name)
            for kind, words, combine in _MORE:
                yield kind, words.format(text), _combined(definition, text, combine, reference)


def _combined(definition, text, combine, reference):
    values = _values_of(definition, text, reference)

    def answer(*arguments):
        return combine(*(as_floats(value) for value in values(*arguments)))

    return answer


def _values_of(definition, text, like):
    """Return a function of the right answer and a quantity on the way to it."""
    definition = copy.deepcopy(definition)
    last = definition.body[-1]
    quantity = ast.parse(text, mode="eval").body
    last.value = ast.Tuple([last.value, quantity], ast.Load())
    return made_of(ast.unparse(ast.fix_missing_locations(definition)), like)
