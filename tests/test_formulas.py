"""Every formula of the course renders in KaTeX's strict mode."""

import nbformat
import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from needs import need_modules
from node import run
from openers import EXPLORERS

from nnhelpers.explorers._controls import Choice, Slider
from notebooks import NOTEBOOKS, text_cells

MARKDOWN = (
    MarkdownIt().enable("table").use(dollarmath_plugin, allow_space=False).use(amsmath_plugin)
)


def formulas(markdown):
    """Yield the formulas of a Markdown text, as KaTeX wants them."""
    waiting = MARKDOWN.parse(markdown)
    while waiting:
        token = waiting.pop(0)
        if token.type.startswith(("math_inline", "math_block", "amsmath")):
            yield {"tex": token.content, "display": token.type != "math_inline"}
        if token.type == "html_block":
            assert "$" not in token.content, "mathematics inside HTML is not typeset"
        waiting = [*(token.children or ()), *waiting]


def explorer_formulas():
    """Yield labels and equations of the explorers, at the start and in every setting."""
    for explorer in (opened() for opened in EXPLORERS.values()):
        for control in explorer.controls:
            values = ()
            if isinstance(control, Slider):
                yield {"tex": control.latex, "display": False}
                values = control.low, control.high
            elif isinstance(control, Choice):
                values = control.options_in(explorer.state).values()
            for value in values:
                explorer.move(**{control.name: value})
                yield {"tex": explorer.seen.equation, "display": True}


@pytest.fixture(scope="module")
def katex():
    """A function that sets formulas as pages do."""
    need_modules()
    return lambda listed: run("render.mjs", given={"formulas": listed})["formulas"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_formulas_of_the_text(katex, path):
    notebook = nbformat.read(path, as_version=4)
    found = [formula for cell in text_cells(notebook) for formula in formulas(cell.source)]
    assert len(found) > 20
    assert len(katex(found)) == len(found)


def test_formulas_of_the_explorers(katex):
    found = list(explorer_formulas())
    assert len(katex(found)) == len(found) > 100


@pytest.mark.parametrize("broken", [r"\frac{1}{", r"x^a^b", r"\nosuchmacro", r"\frac{1}"])
def test_a_broken_formula_stops_the_build_and_is_named(katex, broken):
    with pytest.raises(RuntimeError) as stopped:
        katex([{"tex": "sound", "display": True}, {"tex": broken, "display": True}])
    assert broken in str(stopped.value)
    assert "sound" not in str(stopped.value)


def test_a_formula_is_found_in_every_place():
    text = (
        "$a$ and\n\n$$\nb\n$$\n\n- $c$\n\n| $d$ |\n|---|\n| $e$ |\n\n<details>\n\n$f$\n\n</details>"
    )
    assert [formula["tex"].strip() for formula in formulas(text)] == list("abcdef")
