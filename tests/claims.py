"""What prose claims, and the expression that makes each claim: out of the reader's sight.

A text cell of a notebook keeps its claims in its metadata, words as they stand in the cell and an
expression for each:

    "claims": {"$b = -2.5$": "-control(explorers.one_neuron, 'w').high / 2"}

A Markdown file keeps them in a comment below what claims them, a line each: words, three colons, an
expression. An expression is evaluated where it stands, among the names that the cells above it have
made and those of `TOOLS`. It gives

- the numbers that the words hold, in their order, and each must be as it is written;
- True, for what is claimed in words;
- an explorer that stands as the words tell the reader to put it;
- nothing, if it is only a comment, which says why the words claim nothing that can be computed.
"""

import ast
import io
import re
from contextlib import redirect_stdout
from typing import NamedTuple

import nbformat
import numpy as np
from last_bits import stored

import nnhelpers.clinic
import nnhelpers.published
from nnhelpers import explorers
from nnhelpers.explorers._beginner import beginner
from nnhelpers.explorers._explorer import Explorer
from nnhelpers.live import names_made, names_read
from notebooks import LESSONS, code_cells

CARDINALS = {
    **{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9},
    **{"ten": 10, "sixteen": 16, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50},
    **{"hundred": 100, "thousand": 1000},
}
OTHERS = "half|thirds?|quarters?|fifths?|tenths?|hundredths?|millionths?|millions?|billions?"
OTHERS += "|hundreds|thousands|twice|doubles?|doubled|tenfold|" + "|".join(CARDINALS)
WRITTEN = r"(?<![\w.])[-−+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d])"
SAID = rf"{WRITTEN}(?:e[-−]?\d+)?"
NUMBER = re.compile(rf"{WRITTEN}|\\t?frac\d\d|\b(?:{OTHERS})\b", re.IGNORECASE)

# what holds a number and claims none
NAMED = "sections?|lessons?|chapters?|equations?|exercises?|layers?|neurons?|patients?|paths?"
PLAIN = re.compile(
    rf"""
    <!--.*?--> | ```.*?``` | `[^`\n]*`              # comments and code
    | \]\([^)\n]*\) | \\textcolor\{{\#\w+\}}          # where a link leads, colours
    | ^(?:\#+\ |\*\*|-\ )?\d+[.,]\                    # the numbers of headings, exercises and lists
    | \*\*[Ee]xpect:?\*\*.*?(?=Right:|\*\*Why|\n)     # what a class is likely to say
    | \b(?:{NAMED}|predictions?)\ \d+(?:(?:,|\ and|,\ and|\ to|\ or)\ \d+)*\b
    | [_^](?:\{{[^{{}}\n]*\}}|\w)                     # indices and powers
    | \b\d+(?:-\d+)+\b                              # the sizes of a network
    | \bhalf\ (?:on|the\ squared\ error)\b
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE | re.IGNORECASE,
)


class Claim(NamedTuple):
    """Words of a text, and the expression that makes them."""

    words: str
    expression: str


def said(shown, words):
    """Return the number that something says after some words: an explorer, or text.

    If several stand there, with commas between them, it is a tuple of them.
    """
    found = re.search(rf"{re.escape(words)}\s*({SAID}(?:, {SAID}(?![\d:]))*)", str(shown))
    assert found, f"{str(shown)!r} has no number after {words!r}"
    numbers = tuple(float(_plain(one)) for one in re.findall(SAID, found[1]))
    return numbers if len(numbers) > 1 else numbers[0]


def drawn(explorer):
    """Return the texts in the picture of an explorer."""
    return re.findall(">([^<>]+)<", explorer.seen.picture.svg)


def control(opener, name):
    """Return a control of the explorer that is opened so, by its name."""
    return next(one for one in opener.controls if one.name == name)


def places(opener, name):
    """Return all the places at which a hand can put a slider."""
    one = control(opener, name)
    count = round((one.high - one.low) / one.step) + 1
    return [one.nearest(place) for place in np.linspace(one.low, one.high, count)]


def size_of(net):
    """Return how many weights and biases a network has."""
    return sum(map(np.size, [*net.weights, *net.biases]))


def shown(lesson):
    """Return what the cells of a lesson have printed and shown, in words, as it is stored."""
    notebook = nbformat.read(LESSONS[lesson - 1], as_version=4)
    return "\n".join(part for cell in code_cells(notebook) for part in stored(cell)[:2])


def lesson_2():
    """Return the network of lesson 2, its example and the target."""
    return beginner()


def right_of_training(*sizes, rng=0, cost="half_squared_error", batch_size=10, eta=3.0):
    """Return how many test digits a network reads after three epochs."""
    net = nnhelpers.Network(sizes, cost=cost, rng=rng, dtype=np.float32)
    net.sgd(nnhelpers.digits.training(np.float32), 3, batch_size, eta, show=None)
    return net.evaluate(nnhelpers.digits.test(np.float32))


TOOLS = {
    one.__name__: one
    for one in (said, drawn, shown, control, places, size_of, lesson_2, right_of_training)
}


def faults(text, claims, names):
    """Return what is wrong with the claims of a text, in words."""
    return [
        f"{claim.words!r} {wrong}   [{claim.expression}]"
        for claim in claims
        if (wrong := _fault(text, claim, names))
    ]


def unclaimed(text, claims, where):
    """Return the numbers of a text that no claim holds, each in its line.

    Parameters
    ----------
    text : str
    claims : list of Claim
    where : list of (int, int)
        The parts of the text that are looked at.
    """
    masked = _masked(text)
    for words in sorted((claim.words for claim in claims), key=len, reverse=True):
        for place in _places_of(words, text):
            masked = masked[:place] + " " * len(words) + masked[place + len(words) :]
    return [
        f"{found[0]} in {_line(text, found.start())!r}"
        for start, end in where
        for found in NUMBER.finditer(masked, start, end)
    ]


def claims_of(cell):
    """Return the claims of a text cell."""
    return [Claim(*pair) for pair in cell.metadata.get("claims", {}).items()]


def in_comments(text):
    """Return the claims that a Markdown file keeps in comments."""
    lines = "".join(re.findall(r"<!-- claims\n(.*?)-->", text, re.DOTALL)).splitlines()
    return [Claim(*line.split(" ::: ", maxsplit=1)) for line in lines]


def needed(cells):
    """Return the code cells that the claims of a notebook need, as their names tell.

    A cell is needed if it gives a value to a name that is wanted, or may change what has it.
    """
    wanted, found = set(), []
    for cell in reversed(cells):
        if cell.cell_type == "markdown":
            wanted.update(*(names_read(claim.expression) for claim in claims_of(cell)))
        elif wanted & {*names_made(cell.source), *_changed(cell.source)}:
            wanted.update(names_read(cell.source))
            found.append(cell)
    return found


def _changed(source):
    """Return the names of what a cell may change: by a method, or in an attribute or an entry."""
    for one in ast.walk(ast.parse(source)):
        is_set = isinstance(getattr(one, "ctx", None), ast.Store)
        target = one.value.func if isinstance(one, ast.Expr) and _is_call(one.value) else one
        if is_set or target is not one:
            while isinstance(target, (ast.Attribute, ast.Subscript)):
                target = target.value
            if isinstance(target, ast.Name):
                yield target.id


def _is_call(one):
    return isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute)


def run(source, names):
    """Run a cell in silence; what it ends with is not shown."""
    with redirect_stdout(io.StringIO()):
        exec(compile(source, "<cell>", "exec"), names)


def start():
    """Return the names that there are before any cell."""
    return {
        "__name__": "__main__",
        "np": np,
        "re": re,
        "explorers": explorers,
        "nnhelpers": nnhelpers,
    }


def _fault(text, claim, names):
    words, expression = claim
    if words not in text:
        return "is no longer there"
    if expression.startswith("#"):
        return "" if expression.strip("# ") else "says not why"
    try:
        names, expression = names | TOOLS, f"({expression})"
        if not names.keys() & _names_in(expression):
            return "names nothing that is computed"
        place = text.index(words)
        return _difference(_masked(text)[place : place + len(words)], eval(expression, names))
    except Exception as error:
        return f"cannot be computed: {type(error).__name__}: {error}"


def _names_in(expression):
    return {one.id for one in ast.walk(ast.parse(expression)) if isinstance(one, ast.Name)}


def _difference(words, value):
    if isinstance(value, Explorer) or value is True or isinstance(value, np.bool) and value:
        return ""
    if isinstance(value, (bool, np.bool)):
        return "is not so"
    several = value if isinstance(value, (tuple, list, set)) else [value]
    values = np.hstack([np.ravel(one) for one in several]).tolist()
    written = [one for one in NUMBER.findall(words) if _is_exact(one)]
    if len(written) != len(values):
        return f"holds {len(written)} numbers, and {len(values)} were computed: {values}"
    right = [as_written(one, computed) for one, computed in zip(written, values, strict=True)]
    return "" if right == list(map(_plain, written)) else f"should hold {', '.join(right)}"


def as_written(written, value):
    """Return a number with as many places as another one that is written."""
    plain = _plain(written)
    signed = "+" if plain.startswith("+") else ""
    rounded = f"{value:{signed}.{len(plain.partition('.')[2])}f}"
    return rounded.removeprefix("-") if not float(rounded) else rounded


def _masked(text):
    """Return the text with blanks for what holds numbers and claims none."""
    return PLAIN.sub(lambda found: " " * len(found[0]), text)


def _plain(written):
    number = CARDINALS.get(written.lower())
    return str(number) if number else written.replace(",", "").replace("−", "-")


def _is_exact(written):
    return written.lower() in CARDINALS or written.strip("+-−")[0].isdigit()


def _places_of(words, text):
    return [found.start() for found in re.finditer(re.escape(words), text)]


def _line(text, place):
    return text[text.rfind("\n", 0, place) + 1 :].partition("\n")[0]
