"""Guards over the notebook files: what nbval does not look at, and what would blind it."""

import json
import re

import nbformat
import pytest
from build_notebooks import normal_form
from pace import pace

from notebooks import LESSONS, NOTEBOOKS, STRAYS, code_cells, text_cells

SLIDE_TYPES = {"slide", "subslide", "-", "skip"}
MIME_TYPES = {"text/plain", "text/html", "image/png", "image/svg+xml"}


def texts(cell):
    """All that a cell's outputs say in words."""
    for output in cell.outputs:
        if output.output_type == "stream":
            yield output.text
        else:
            yield output.get("data", {}).get("text/plain", "")


def is_normal(path):
    """Whether a file is what `make notebooks` would write for it, were it run again."""
    text = path.read_text(encoding="utf-8")
    return nbformat.writes(normal_form(nbformat.reads(text, as_version=4))) + "\n" == text


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def path(request):
    if not is_normal(request.param):
        pytest.skip("not in its normal form")
    return request.param


@pytest.fixture
def notebook(path):
    return nbformat.read(path, as_version=4)


def test_there_are_notebooks():
    assert NOTEBOOKS


def test_only_notebooks_of_the_course_lie_in_its_folder():
    if STRAYS:
        names = ", ".join(map(str, STRAYS))
        pytest.fail(f"no lesson of the course: {names}; move it away", pytrace=False)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_in_their_normal_form(path):
    if not is_normal(path):
        pytest.fail(f"{path} was saved by hand: `make notebooks` stores it anew", pytrace=False)


def test_format_is_valid(notebook):
    nbformat.validate(notebook)
    assert notebook.nbformat_minor == 5


def test_every_code_cell_has_its_number(notebook):
    """Without it nbval compares nothing and passes."""
    counts = [cell.execution_count for cell in code_cells(notebook)]
    assert counts == list(range(1, len(counts) + 1))


def test_every_cell_has_its_place_among_the_slides(notebook):
    for cell in notebook.cells:
        kinds = {"slideshow", "claims"} if cell.cell_type == "markdown" else {"slideshow"}
        assert {"slideshow"} <= set(cell.metadata) <= kinds
        assert set(cell.metadata.slideshow) == {"slide_type"}
        assert cell.metadata.slideshow.slide_type in SLIDE_TYPES
        if re.match("##? ", cell.source) and cell.cell_type == "markdown":
            assert cell.metadata.slideshow.slide_type == "slide"


def test_outputs_are_of_kinds_that_every_reader_can_show(notebook):
    for cell in code_cells(notebook):
        for output in cell.outputs:
            assert output.output_type in ("stream", "execute_result", "display_data")
            assert set(output.get("data", ())) <= MIME_TYPES
            assert output.get("name") != "stderr"


def test_every_image_says_what_it_shows(notebook):
    for cell in code_cells(notebook):
        for output in cell.outputs:
            data, metadata = output.get("data", {}), output.get("metadata", {})
            if "image/png" in data:
                assert metadata == {"image/png": {"alt": data["text/plain"]}}
                assert len(data["text/plain"]) > 20
            else:
                assert metadata == {}
            if "image/svg+xml" in data:
                assert re.search(r'aria-label="[^"]{20,}"', data["image/svg+xml"])


def test_printed_numbers_are_for_readers(notebook):
    for cell in code_cells(notebook):
        for text in texts(cell):
            assert not re.search(r"np\.\w+\d+\(|\bat 0x[0-9a-f]+|\bnan\b|\binf\b", text), text
            assert not re.search(r"\d\.\d{9,}", text), text
            assert not re.search(r"(?<![\d.])-0\.?0*(?![\d.])", text), text


def test_charts_and_explorers_left_a_picture(notebook):
    for cell in code_cells(notebook):
        shown = set().union(*(output.get("data", {}) for output in cell.outputs))
        if re.search(r"^charts\.", cell.source, re.MULTILINE):
            assert len(cell.outputs) == 1
            assert "image/png" in shown, cell.source
        if re.search(r"^(explorers|pictures)\.", cell.source.splitlines()[-1]):
            assert "image/svg+xml" in shown, cell.source


def test_exercises_are_stored_unsolved(notebook):
    for cell in code_cells(notebook):
        if ".check(" in cell.source:
            assert list(texts(cell))[0].startswith("Not attempted yet."), cell.source


def test_no_cell_hides_its_output_or_uses_magic(notebook):
    for cell in code_cells(notebook):
        assert not cell.source.rstrip().endswith(";")
        assert not re.search(r"^[%!]", cell.source, re.MULTILINE)


def test_headings_form_a_tree(notebook):
    source = "\n".join(cell.source for cell in text_cells(notebook))
    levels = [len(marks) for marks in re.findall(r"^(#+) ", source, re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in zip(levels, levels[1:], strict=False))


def test_pictures_in_the_text_are_described(notebook):
    for cell in text_cells(notebook):
        assert not re.search(r"!\[\s*\]\(", cell.source)
        assert not re.search(r"<img(?![^>]*\balt=)", cell.source)


def test_prose_is_calm(notebook):
    for cell in text_cells(notebook):
        prose = re.sub(r"`[^`]*`|\$[^$]*\$", "", cell.source).replace("![", "[")
        assert "!" not in prose, cell.source


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda path: path.stem)
def test_the_pace_is_that_of_a_lesson(lesson):
    of = pace(nbformat.read(lesson, as_version=4))
    assert of.median <= 3
    assert of.ninetieth <= 6
    assert 45 <= of.words <= 110
    assert of.live >= 2
    assert of.live + of.still >= 6
    assert 5 <= of.exercises <= 8


def test_the_file_is_small_enough_for_every_viewer(path):
    assert path.stat().st_size < 1_500_000
    json.loads(path.read_text(encoding="utf-8"))
