"""What lessons print as code is the code that runs."""

import ast
import inspect
import subprocess
import sys
from textwrap import dedent

import pytest

from nnhelpers import Network, Neuron, backprop, check_gradient, nudge
from nnhelpers.listing import code, numbered

THINGS = [backprop, backprop.backward, Network, Network.sgd, Neuron.dC_dw.fget, nudge]
HEADS = [nudge, check_gradient, Network.__init__, Network.sgd, Neuron.dC_dw.fget]


@pytest.mark.parametrize("thing", THINGS)
def test_code_is_the_source_without_docstrings_and_annotations(thing):
    text = code(thing)
    assert '"""' not in text
    kept, whole = map(ast.unparse, (ast.parse(text), bare(dedent(inspect.getsource(thing)))))
    assert kept == whole
    assert text == text.strip()


@pytest.mark.parametrize("thing", HEADS)
def test_a_head_is_formatted_as_if_it_had_never_been_annotated(thing, tmp_path):
    file = tmp_path / "listed.py"
    text = dedent(inspect.getsource(thing))
    margin = inspect.getsource(thing).index(text[0])
    file.write_text(code(thing) + "\n", encoding="utf-8")
    length = f"line-length={100 - margin}"
    ruff = [sys.executable, "-m", "ruff", "format", "--isolated", "--diff", "--config", length]
    subprocess.run([*ruff, file], check=True)


def test_code_keeps_comments_and_leaves_no_gap():
    assert "# (BP2)" in code(backprop.backward)
    assert "" not in code(Network.sgd).splitlines()


@pytest.mark.parametrize("thing", THINGS)
def test_the_numbers_are_those_of_the_file(thing):
    file = inspect.getsource(inspect.getmodule(thing)).splitlines()
    lines = {number: line.strip() for number, line in numbered(thing).items()}
    heads = {number: line for number, line in lines.items() if line.startswith("def ")}
    assert lines
    for number, line in lines.items():
        assert file[number - 1].strip() == line or number in heads
    for number, head in heads.items():
        assert file[number - 1].strip().startswith(head.partition("(")[0] + "(")


def bare(text):
    tree, documented = ast.parse(text), (ast.Module, ast.FunctionDef, ast.ClassDef)
    for node in ast.walk(tree):
        if isinstance(node, documented) and ast.get_docstring(node):
            node.body = node.body[1:]
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        if isinstance(node, ast.arg):
            node.annotation = None
    return tree
