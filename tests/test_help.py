"""What a user may see on the screen is in the help, in the same words wherever they look for it."""

import re

import nbformat
import pytest

from notebooks import NOTEBOOKS, ROOT

ON_THE_SCREEN = [
    "Error displaying widget: model not found",
    "No module named 'nnhelpers'",
    "appears to have died",
    "s left",
    "0,5",
    "nbconvert",
]


def answers(text):
    """The points of a list that begin with something seen, by what is seen."""
    return dict(re.findall(r"^- \*\*(.+?)\*\* (.+)$", text, re.MULTILINE))


def help_of(name):
    if name != "Start here":
        return answers((ROOT / name).read_text(encoding="utf-8"))
    return answers(nbformat.read(NOTEBOOKS[0], as_version=4).cells[-1].source)


@pytest.mark.parametrize("seen", ON_THE_SCREEN)
def test_the_same_answer_stands_wherever_one_looks(seen):
    found = [
        [point for point in help_of(name).items() if seen in point[0]]
        for name in ("Start here", "README.md", "TEACHING.md")
    ]
    assert len(found[0]) == 1
    assert found[0] == found[1] == found[2]
