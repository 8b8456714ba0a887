"""Every link of the course leads somewhere: to a file, and to a heading in it."""

import re
from urllib.parse import unquote

import nbformat
import pytest

from notebooks import NOTEBOOKS, ROOT, text_cells

LINK = re.compile(r"\]\(([^)\s]+)\)")


def texts(path):
    """The prose of a notebook or of a Markdown file."""
    if path.suffix == ".ipynb":
        return [cell.source for cell in text_cells(nbformat.read(path, as_version=4))]
    return [path.read_text(encoding="utf-8")]


def anchors(path):
    """What JupyterLab and nbconvert call the headings of a notebook."""
    headings = re.findall(r"^#+ (.+)$", "\n".join(texts(path)), re.MULTILINE)
    return {heading.replace(" ", "-") for heading in headings}


def links(path):
    return [link for text in texts(path) for link in LINK.findall(text)]


def inside(path):
    return [link for link in links(path) if not link.startswith(("http://", "https://"))]


@pytest.mark.parametrize("path", [*NOTEBOOKS, *ROOT.glob("*.md")], ids=lambda path: path.name)
def test_every_link_leads_to_a_file_and_a_heading(path):
    for link in inside(path):
        file, _, heading = unquote(link).partition("#")
        target = path.parent / file if file else path
        assert target.is_file(), link
        if heading:
            assert heading in anchors(target), link


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_no_two_headings_of_a_notebook_have_one_name(path):
    headings = re.findall(r"^#+ (.+)$", "\n".join(texts(path)), re.MULTILINE)
    assert len(headings) == len(set(headings))


def test_each_lesson_leads_to_the_one_before_and_the_one_after():
    for place, path in enumerate(NOTEBOOKS):
        neighbours = NOTEBOOKS[max(place - 1, 0) : place + 2]
        assert {other.name for other in neighbours if other != path} <= set(inside(path))


def test_the_front_door_leads_everywhere():
    front_door, *others = NOTEBOOKS
    assert {path.name for path in others} <= set(inside(front_door))


def test_no_mention_of_another_lesson_is_left_without_a_link():
    for path in NOTEBOOKS[1:]:
        for text in texts(path):
            prose = re.sub(r"\[[^\]]*\]\([^)]*\)", "", text)
            assert not re.search(r"[Ll]essons? \d", prose), text
