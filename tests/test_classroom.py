"""The page for classrooms says what is there; `make class` tries what it says of a hub."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from notebooks import ROOT

PAGE = (ROOT / "CLASSROOM.md").read_text(encoding="utf-8")
LINKS = re.findall(r"^    (https://\S+)$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("link", LINKS, ids=lambda link: urlsplit(link).netloc)
def test_a_link_opens_a_notebook_of_the_fork(link):
    asked = parse_qs(urlsplit(link).query)
    (shown,) = asked["urlpath"]
    folder = "lab/tree/REPO/" if "repo" in asked else "lab/tree/"
    assert shown.startswith(folder)
    assert (ROOT / shown.removeprefix(folder)).is_file()
    assert asked.get("repo", ["https://github.com/OWNER/REPO"]) == ["https://github.com/OWNER/REPO"]


def test_there_is_a_link_for_binder_and_one_for_hubs():
    assert [urlsplit(link).netloc for link in LINKS] == ["mybinder.org", "HUB"]
    assert LINKS[1].startswith("https://HUB/hub/user-redirect/git-pull?")


def test_what_is_typed_is_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE)
    asked = re.findall(r"(?:`|^    )make ([a-z-]+)", PAGE, re.MULTILINE)
    assert {"class", "lab", "site", "slides"} <= set(asked) <= set(targets)
    files = re.findall(r"course/(tools/\S+)", PAGE)
    assert files
    assert all((ROOT / file).is_file() for file in files)


def test_the_page_is_one_page():
    assert len(PAGE.split()) < 1000
