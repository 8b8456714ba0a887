import nbformat
import pytest
from build_notebooks import build, normal_form

SLIDE = {"slide_type": "subslide"}
OF_EACH_KIND = [
    "from nnhelpers import Neuron, charts, explorers\n"
    "from nnhelpers.exercises import chain_rule as exercises",
    "explorers.chain_rule_bench()",
    "charts.secants(Neuron(w=1.5, b=-0.5, a_prev=0.8, y=1.0), hs=(2, 1))",
    "exercises.bias.check(...)",
]
PRINTED_IN_PIECES = "for step in range(3):\n    print(step, flush=True)"


@pytest.fixture(scope="module")
def builds(tmp_path_factory):
    """One notebook as each of two builds stores it."""
    path = tmp_path_factory.mktemp("build") / "of_each_kind.ipynb"
    cells = map(nbformat.v4.new_code_cell, [*OF_EACH_KIND, PRINTED_IN_PIECES])
    nbformat.write(nbformat.v4.new_notebook(cells=list(cells)), path)
    return [build(path).read_text(encoding="utf-8") for _ in range(2)]


def test_two_builds_are_byte_identical(builds):
    """Of one explorer, one chart and one exercise; nbval compares what the lessons compute."""
    first, second = (text.splitlines() for text in builds)
    assert sum('"image/' in line for line in first) >= 2
    assert first == second


def test_what_is_printed_in_pieces_is_stored_as_one(builds):
    """A busy machine delivers two prints of a cell apart; the notebook must not depend on it."""
    for text in builds:
        built = nbformat.reads(text, as_version=4)
        assert [output.text for output in built.cells[-1].outputs] == ["0\n1\n2\n"]


def test_normal_form_forgets_who_ran_it_where_and_when():
    cell = nbformat.v4.new_code_cell("1", metadata={"collapsed": True, "slideshow": SLIDE})
    view = "application/vnd.jupyter.widget-view+json"
    data = {view: {"model_id": "7"}, "text/plain": "1"}
    kept = {"image/png": {"alt": "a chart"}}
    dropped = {"isolated": True, "needs_background": "light"}
    cell.outputs = [
        nbformat.v4.new_output("execute_result", data, metadata=dropped),
        nbformat.v4.new_output("display_data", data, metadata={**dropped, **kept}),
    ]
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"widgets": {}, "author": "me"})
    normal = normal_form(notebook)
    assert set(normal.metadata) == {"kernelspec", "language_info"}
    assert normal.cells[0].metadata == {"slideshow": SLIDE}
    assert normal.cells[0].outputs[0].data == {"text/plain": "1"}
    assert [output.metadata for output in normal.cells[0].outputs] == [{}, kept]


def test_normal_form_keeps_what_the_prose_claims():
    claims = {"a half": "sigmoid(0.0) == 0.5"}
    metadata = {"claims": claims, "slideshow": SLIDE, "tags": ["mine"]}
    cell = nbformat.v4.new_markdown_cell("It is a half.", metadata=metadata)
    normal = normal_form(nbformat.v4.new_notebook(cells=[cell]))
    assert normal.cells[0].metadata == {"claims": claims, "slideshow": SLIDE}
