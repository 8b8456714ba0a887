"""Text is read and written as UTF-8 wherever the course runs: on Windows it is not by default."""

import ast

import pytest

from notebooks import ROOT

FILES = sorted(
    path
    for folder in ("nnhelpers", "tests", "tools")
    for path in (ROOT / folder).rglob("*.py")
    if "node_modules" not in path.parts
)


def unsaid(source):
    """The lines that read or write text without saying in which encoding."""
    tree = ast.parse(source)
    said = {
        node.func
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ("encoding" in {keyword.arg for keyword in node.keywords} or of_bytes(node))
    }
    return [node.lineno for node in ast.walk(tree) if of_text(node) and node not in said]


def of_bytes(call):
    mode = call.args[1] if len(call.args) > 1 else None
    return getattr(call.func, "id", "") == "open" and "b" in getattr(mode, "value", "")


def of_text(node):
    match node:
        case ast.Attribute(attr="read_text" | "write_text") | ast.Name(id="open"):
            return True
        case ast.keyword(arg="text" | "universal_newlines", value=ast.Constant(value=True)):
            return True
    return False


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_whoever_reads_or_writes_text_says_in_which_encoding(path):
    assert unsaid(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "path.read_text()",
        "ask(path.read_text)",
        "path.write_text('σ')",
        "open(path)",
        "open(path, 'w')",
        "run(['git'], text=True)",
    ],
)
def test_an_encoding_that_is_not_said_is_seen(source):
    assert unsaid(source) == [1]


@pytest.mark.parametrize(
    "source",
    ["path.read_text(encoding='utf-8')", "open(path, 'rb')", "open(path, 'w', encoding='utf-8')"],
)
def test_an_encoding_that_is_said_will_do(source):
    assert unsaid(source) == []
