"""A lesson, computed by an arithmetic that rounds otherwise: what does it say then?"""

import re
from contextlib import redirect_stdout
from functools import wraps
from io import StringIO
from types import SimpleNamespace

import nbformat
import numpy as np
from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

from nnhelpers import activations
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
        return _next(value, np.sin(1e9 * value))

    return other


def _next(numbers, signs):
    return np.nextafter(numbers, np.copysign(np.inf, signs).astype(numbers.dtype))


class Quiet(DisplayHook):
    """Hands on what a cell ends with, and writes nothing."""

    def __call__(self, result=None):
        if result is not None:
            self.fill_exec_result(result)


class Shell(InteractiveShell):
    """A shell whose cells write what they print and no more."""

    displayhook_class = Type(Quiet)


def said(cell, shell):
    """Run a cell, and return its words: printed, of what it ends with, and in its picture."""
    with redirect_stdout(StringIO()) as printed:
        done = shell.run_cell(cell.source)
    done.raise_error()
    result = done.result
    picture = getattr(getattr(result, "seen", None), "picture", result)
    words = "" if result is None else str(result)
    return printed.getvalue(), words, drawn(getattr(picture, "svg", ""))


def stored(cell):
    """The same of the outputs that a notebook stores."""
    data = [output.get("data", {}) for output in cell.outputs]
    return (
        "".join(output.get("text", "") for output in cell.outputs),
        "".join(one.get("text/plain", "") for one in data),
        drawn("".join(one.get("image/svg+xml", "") for one in data)),
    )


def drawn(svg):
    """The texts in an SVG picture."""
    return re.findall(">([^<>]+)<", svg)


def changes(path):
    """Run a notebook, and return each cell's source whose words are not those stored, and them."""
    shell = Shell(config=Config({"HistoryManager": {"enabled": False}}))
    cells = code_cells(nbformat.read(path, as_version=4))
    pairs = [(cell.source, stored(cell), said(cell, shell)) for cell in cells]
    return [(source, now) for source, before, now in pairs if before != now]
