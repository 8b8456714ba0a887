import nbformat
from build_notebooks import build, normal_form

from notebooks import NOTEBOOKS

SLIDE = {"slide_type": "subslide"}
SLOW_PRINTS = """
import time
for step in range(3):
    print(step, flush=True)
    time.sleep(0.3)
"""


def test_two_builds_are_byte_identical(tmp_path):
    """Of one lesson, with its explorers and charts; nbval compares what all of them compute."""
    path = next(path for path in NOTEBOOKS if path.stem == "03_chain_rule")
    first = build(path, into=tmp_path).read_text().splitlines()
    second = build(tmp_path / path.name).read_text().splitlines()
    differing = [pair for pair in zip(first, second, strict=False) if pair[0] != pair[1]]
    assert differing[:3] == []
    assert len(first) == len(second)


def test_what_is_printed_in_pieces_is_stored_as_one(tmp_path):
    """A busy machine delivers two prints of a cell apart; the notebook must not depend on it."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(SLOW_PRINTS)])
    nbformat.write(notebook, tmp_path / "slow.ipynb")
    built = nbformat.read(build(tmp_path / "slow.ipynb"), as_version=4)
    assert [output.text for output in built.cells[0].outputs] == ["0\n1\n2\n"]


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
