"""The teacher's guide speaks of the lessons as they are."""

import re

import nbformat
import pytest

from nnhelpers import explorers
from notebooks import LESSONS, ROOT, text_cells

GUIDE = (ROOT / "TEACHING.md").read_text(encoding="utf-8")


def part(lesson):
    """The guide's part on a lesson."""
    start = GUIDE.index(f"](notebooks/{lesson.name})")
    return GUIDE[start:].split("\n## [")[0]


def prose(lesson):
    return "\n".join(cell.source for cell in text_cells(nbformat.read(lesson, as_version=4)))


def headings(lesson):
    return re.findall(r"^#+ (.+)$", prose(lesson), re.MULTILINE)


def under(text, title):
    return re.search(rf"^### {title}\n(.*?)(?=^### |\Z)", text, re.MULTILINE | re.DOTALL)[1]


@pytest.fixture(params=LESSONS, ids=lambda path: path.stem)
def lesson(request):
    return request.param


def test_the_plan_fills_a_class_and_names_the_sections(lesson):
    plan = under(part(lesson), "The plan, by minutes")
    rows = re.findall(r"^\| (\d+) \| ([^|]+) \|", plan, re.MULTILINE)
    assert 45 <= sum(int(minutes) for minutes, _ in rows) <= 60
    for _, sections in rows:
        name = re.sub(r"^opening( question)?,? ?", "", sections.strip())
        assert not name or any(heading.startswith(name) for heading in headings(lesson)), name


def test_the_title_is_that_of_the_lesson(lesson):
    assert f"## [{headings(lesson)[0]}](notebooks/{lesson.name})" in GUIDE


def test_every_part_has_its_predictions_sliders_misconceptions_and_exercises(lesson):
    text = part(lesson)
    assert 3 <= len(re.findall(r"\*\*[Ee]xpect", text)) <= 6
    assert 3 <= len(re.findall(r"^- ", under(text, "Which slider, when"), re.MULTILINE)) <= 6
    rows = re.findall(r"^\| ", under(text, "Misconceptions"), re.MULTILINE)
    assert 4 <= len(rows) - 1 <= 6
    numbers = re.findall(r"^(?:- )?(\d)[.,]", under(text, "Exercises, for whom"), re.MULTILINE)
    sections, _, end = prose(lesson).partition("## Exercises")
    exercises = re.findall(r"^\*\*Exercise (\d)\. ", sections, re.MULTILINE)
    exercises += re.findall(r"^\*\*(\d)\. ", end, re.MULTILINE)
    assert numbers == exercises
    assert len(numbers) > 4


def test_the_explorers_of_the_guide_exist():
    named = set(re.findall(r"explorers\.(\w+)", GUIDE))
    assert named
    assert named <= set(explorers.__all__)
