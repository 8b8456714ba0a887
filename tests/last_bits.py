"""A lesson, computed by an arithmetic that rounds otherwise: what does it say then?"""

import re
from functools import wraps
from types import SimpleNamespace

import nbformat
import numpy as np

from nnhelpers import activations
from nnhelpers.live import Lesson
from nnhelpers.network import Network
from notebooks import code_cells


def moved(array, rng):
    """The array with every number moved to its next neighbour, up or down by chance."""
    return _next(array, rng.random(array.shape) - 0.5)


def round_otherwise(draw):
    """Move by a last bit the start of every network, and each exp and tanh in activations.

    A start is moved by chance; what a function returns, always alike for the same number. It
    changes the package of the process that it runs in.
    """
    rng, init = np.random.default_rng(draw), Network.__init__

    @wraps(init)
    def elsewhere(net, *args, **options):
        init(net, *args, **options)
        net.weights = [moved(w, rng) for w in net.weights]
        net.biases = [moved(b, rng) for b in net.biases]

    Network.__init__ = elsewhere
    others = {f.__name__: _rounded_otherwise(f) for f in (np.exp, np.tanh)}
    activations.np = SimpleNamespace(**vars(np) | others)


def _rounded_otherwise(function):
    def other(z):
        value = function(z)
        return _next(value, np.sin(1e9 * np.frexp(value)[0]))

    return other


def _next(numbers, signs):
    return np.nextafter(numbers, np.copysign(np.inf, signs).astype(numbers.dtype))


def said(cell, lesson, told):
    """Run a cell, and return its words: printed, of what it ends with, and in its picture."""
    told.clear()
    assert lesson.run("", cell.source), told
    shown = [one.get("explorer", {}).get("seen") or in_words(one.get("data", {})) for one in told]
    return (
        "".join(one.get("printed", "") for one in told),
        "".join(one["words"] for one in shown),
        drawn("".join(one["svg"] for one in shown)),
    )


def in_words(data):
    """The words and the picture of some data by MIME type."""
    return {"words": data.get("text/plain", ""), "svg": data.get("image/svg+xml", "")}


def stored(cell):
    """The same of the outputs that a notebook stores."""
    shown = [in_words(output.get("data", {})) for output in cell.outputs]
    return (
        "".join(output.get("text", "") for output in cell.outputs),
        "".join(one["words"] for one in shown),
        drawn("".join(one["svg"] for one in shown)),
    )


def drawn(svg):
    """The texts in an SVG picture."""
    return re.findall(">([^<>]+)<", svg)


def changes(path):
    """Run a notebook, and return each cell's source whose words are not those stored, and them."""
    told = []
    lesson = Lesson(told.append)
    cells = code_cells(nbformat.read(path, as_version=4))
    pairs = [(cell.source, stored(cell), said(cell, lesson, told)) for cell in cells]
    return [(source, now) for source, before, now in pairs if before != now]
