"""The page on the package: its public names in groups, each as its docstring tells of it.

An example runs in a namespace with nothing in it but what is imported above it; if it makes a
picture, a chart or an explorer, the page shows that.
"""

import ast
import builtins
import doctest
import inspect
import io
import re
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cached_property
from html import escape
from importlib import import_module
from typing import Any

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonConsoleLexer

import nnhelpers
from nnhelpers import charts, exercises, explorers, pictures

#: A heading, a module, and those of its names that are for use; what tells of it stands in it.
GROUPS = (
    ("One neuron, and a chain", "nnhelpers.neuron", ("Neuron", "Chain")),
    ("A network that learns", "nnhelpers.network", ("Network",)),
    (
        "Its mathematics",
        "nnhelpers.backprop",
        ("forward", "backward", "descend", "roll", "mini_batches"),
    ),
    (
        "Activation functions",
        "nnhelpers.activations",
        (
            *("sigmoid", "sigmoid_prime", "tanh", "tanh_prime", "relu", "relu_prime"),
            *("identity", "identity_prime", "softmax", "Activation"),
        ),
    ),
    (
        "Costs",
        "nnhelpers.costs",
        (
            *("half_squared_error", "half_squared_error_prime", "squared_error"),
            *("squared_error_prime", "cross_entropy", "cross_entropy_prime"),
            *("log_likelihood", "log_likelihood_prime", "Cost"),
        ),
    ),
    (
        "Slopes by nudging",
        "nnhelpers.gradients",
        (
            *("nudge", "numerical_gradient", "check_gradient", "relative_error"),
            *("errors_by_nudge", "flat"),
        ),
    ),
    (
        "What one example wants",
        "nnhelpers.wishes",
        ("sensitivities", "activation_wishes", "three_ways", "spread_nudge"),
    ),
    ("Paths to the cost", "nnhelpers.paths", ("paths", "slope", "cost_after")),
    ("Line by line", "nnhelpers.tracing", ("record", "source")),
    ("Source, as lessons print it", "nnhelpers.listing", ("code",)),
    (
        "The bug clinic",
        "nnhelpers.clinic",
        ("backprop_by_the_book", "patient", "descent", "source_of"),
    ),
    (
        "Gradient descent in small",
        "nnhelpers.descent",
        ("downhill", "walk", "place", "parabola", "two_valleys", "costs", "sevens_and_ones"),
    ),
    ("Training runs", "nnhelpers.runs", ("Run", "Settings")),
    ("Handwritten digits", "nnhelpers.digits", ("training", "validation", "test", "one_hot")),
    ("A network that reads them", "nnhelpers.trained", ("digit_network",)),
    ("A digit drawn by hand", "nnhelpers.ink", ("ink", "coarse", "centred")),
    ("Published results", "nnhelpers.published", ("two_two_two",)),
    ("Explorers", "nnhelpers.explorers", tuple(explorers.__all__)),
    (
        "Charts",
        "nnhelpers.charts",
        tuple(
            name
            for name, thing in vars(charts).items()
            if name[0] != "_" and getattr(thing, "__module__", "") == charts.__name__
        ),
    ),
    (
        "Pictures",
        "nnhelpers.pictures",
        tuple(
            name for name in pictures.__all__ if ">>>" in (getattr(pictures, name).__doc__ or "")
        ),
    ),
    ("Exercises", "nnhelpers.exercises", tuple(exercises.__all__)),
)
WITHOUT_EXAMPLES = "nnhelpers.backprop"  # lesson 4 prints it whole, and runs it


@dataclass(frozen=True)
class Entry:
    """A public name, and what its docstring says.

    Parameters
    ----------
    module, name : str
        From where it is imported, and as what.
    """

    module: str
    name: str

    @cached_property
    def thing(self) -> Any:
        """What has the name."""
        return getattr(import_module(self.module), self.name)

    @cached_property
    def doc(self):
        """Its docstring, without the example."""
        return re.sub(r"\n*^ *>>> .*?(?=\n\n|\Z)", "", inspect.getdoc(self.thing), flags=SHAPE)

    @property
    def head(self):
        """How it is called."""
        return f"{self.name}{_arguments(self.thing)}"

    @property
    def summary(self):
        """The first paragraph."""
        return _in_html(self.doc.partition("\n\n")[0])

    @property
    def more(self):
        """What follows it."""
        return self.doc.partition("\n\n")[2]

    @property
    def members(self):
        """The methods and properties of a class, each with its first sentence."""
        if not inspect.isclass(self.thing):
            return []
        return [
            (name + _arguments(member), _in_html(inspect.getdoc(member).partition("\n\n")[0]))
            for name, member in inspect.getmembers(self.thing)
            if name[0] != "_" and _is_written_here(member)
        ]

    @cached_property
    def examples(self):
        """The statements of its example, each with what it prints."""
        return doctest.DocTestParser().get_examples(inspect.getdoc(self.thing))

    @cached_property
    def imports(self):
        """The lines that import what the example uses."""
        source = "".join(example.source for example in self.examples)
        names = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)]
        there = vars(import_module(_home(self)))
        given = {node.id for node in names if isinstance(node.ctx, ast.Load)} - set(dir(builtins))
        given -= {alias.asname or alias.name for alias in _aliases(source)}
        used = sorted({self.name} | {name for name in given if name in there and name != "np"})
        lines = [
            f"from {module} import {', '.join(found)}\n"
            for module, is_first in (("nnhelpers", True), (self.module, False))
            if (found := [name for name in used if _is_first(there[name], name) == is_first])
        ]
        return ["import numpy as np\n", *lines] if "np" in given else lines

    @cached_property
    def code(self):
        """The imports and the example, as a session, in colours."""
        lines = [f">>> {line}" for line in self.imports]
        for example in self.examples:
            first, *others = example.source.splitlines(keepends=True)
            lines += [f">>> {first}", *(f"... {line}" for line in others), example.want]
        return highlight("".join(lines), PythonConsoleLexer(), HtmlFormatter())

    def shown(self):
        """Return the picture, the chart or the picture of the explorer that the example makes."""
        namespace = {}
        exec("".join(self.imports), namespace)
        with redirect_stdout(io.StringIO()):
            for example in self.examples:
                exec(compile(example.source, "<example>", "single"), namespace)
        kinds = charts.Chart, pictures.Picture
        made = [getattr(one, "seen", (one,))[0] for one in namespace.values() if _shows(one)]
        return next((one for one in reversed(made) if isinstance(one, kinds)), None)


SHAPE = re.MULTILINE | re.DOTALL


def entries():
    """Return all entries, group by group: a heading, what its module says, the entries."""
    return [
        (title, module, _in_html(_doc(module)), [Entry(module, name) for name in names])
        for title, module, names in GROUPS
    ]


def groups_and_images():
    """Return what the template of the page takes, and the images of the charts by their names."""
    images, groups = {}, []
    for title, module, says, found in entries():
        listed = []
        for entry in found:
            made = entry.shown()
            if isinstance(made, charts.Chart):
                images[f"{entry.name}.png"] = made.png()
            listed.append((entry, made))
        groups.append((title, module, says, listed))
    return groups, images


def _shows(value):
    return isinstance(value, (charts.Chart, pictures.Picture)) or hasattr(value, "seen")


def _doc(module):
    return import_module(module).__doc__.partition("\n\n")[0]


def _home(entry):
    """Return the name of the module in which a thing is written."""
    return inspect.unwrap(entry.thing).__module__


def _aliases(source):
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from node.names


def _arguments(thing):
    """Write the arguments of what is called; the docstring tells their types, with shapes."""
    if not callable(thing):
        return ""
    parameters = [
        parameter.replace(annotation=parameter.empty, default=_Written.of(parameter.default))
        for name, parameter in inspect.signature(thing).parameters.items()
        if name != "self"
    ]
    return str(inspect.Signature(parameters))


class _Written(str):
    """A default as it is written in a head: a function by its name, text in double quotes."""

    __repr__ = str.__str__

    @classmethod
    def of(cls, default):
        if default is inspect.Parameter.empty:
            return default
        return cls(getattr(default, "__name__", None) or repr(default).replace("'", '"'))


def _is_first(thing, name):
    """Whether a thing is among the names of the package itself."""
    return getattr(nnhelpers, name, None) is thing


def _is_written_here(member):
    is_member = inspect.isfunction(member) or isinstance(member, (property, cached_property))
    return is_member and bool(inspect.getdoc(member))


def _in_html(text):
    """Return a paragraph as HTML, what stands between backticks as code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))
