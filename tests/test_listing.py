"""What lessons print as code is the code that runs."""

import ast
import inspect
from textwrap import dedent

import pytest

from nnhelpers import Network, Neuron, backprop, nudge
from nnhelpers.listing import code, numbered

THINGS = [backprop, backprop.backward, Network, Network.sgd, Neuron.dC_dw.fget, nudge]


@pytest.mark.parametrize("thing", THINGS)
def test_code_is_the_source_without_its_docstrings(thing):
    text = code(thing)
    assert '"""' not in text
    source_lines = {line.strip() for line in inspect.getsource(thing).splitlines()}
    assert {line.strip() for line in text.splitlines()} <= source_lines
    kept, whole = (ast.unparse(undocumented(t)) for t in (text, dedent(inspect.getsource(thing))))
    assert kept == whole
    assert text == text.strip()


def test_code_keeps_comments_and_leaves_no_gap():
    assert "# (BP2)" in code(backprop.backward)
    assert "" not in code(Network.sgd).splitlines()


@pytest.mark.parametrize("thing", THINGS)
def test_the_numbers_are_those_of_the_file(thing):
    file = inspect.getsource(inspect.getmodule(thing)).splitlines()
    lines = numbered(thing)
    assert lines
    assert all(file[number - 1].strip() == line.strip() for number, line in lines.items())


def undocumented(text):
    tree, documented = ast.parse(text), (ast.Module, ast.FunctionDef, ast.ClassDef)
    for node in ast.walk(tree):
        if isinstance(node, documented) and ast.get_docstring(node):
            node.body = node.body[1:]
    return tree
