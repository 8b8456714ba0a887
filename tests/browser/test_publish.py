"""The site is what the same sources always make, and says what it is made of."""

import os
import re
import subprocess
import sys

import pytest
from lab import ROOT

pytestmark = pytest.mark.browser  # like all tests that need the site


def test_two_builds_are_byte_identical(site_folder, tmp_path):
    elsewhere = {**os.environ, "PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    again = tmp_path / "again"
    build = [sys.executable, ROOT / "tools" / "publish.py", "site", again]
    subprocess.run(build, env=elsewhere, check=True, cwd=tmp_path)
    first, second = (
        {
            path.relative_to(folder): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in (site_folder, again)
    )
    assert first.keys() == second.keys()
    assert [str(path) for path in first if first[path] != second[path]] == []


def test_fonts_come_in_one_form_and_each_that_is_named_is_there(site_folder):
    for assets in (site_folder / "assets", site_folder / "slides" / "assets"):
        style = (assets / "katex.css").read_text(encoding="utf-8")
        named = set(re.findall(r"url\(([^)]*)\)", style))
        assert named == {f"fonts/{path.name}" for path in (assets / "fonts").iterdir()}
        assert all(name.endswith(".woff2") for name in named)


@pytest.mark.parametrize(
    "words",
    [
        "Mozilla Public License, version 2.0",
        "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2",
        "NumPy Developers",
        "Matplotlib Development Team",
        "Bitstream Vera Fonts Copyright",
        "Khan Academy and other contributors",
        "with Reserved Font Name KaTeX",
        "SIL OPEN FONT LICENSE Version 1.1",
        "Marijn Haverbeke",
        "Hakim El Hattab",
        "Apache License",
        "Google LLC",
        "Attribution-ShareAlike",
        "The authors of Nudge by nudge",
    ],
)
def test_the_licences_of_all_that_is_carried_are_there(site_folder, words):
    assert words in (site_folder / "licences.html").read_text(encoding="utf-8")


def test_the_front_page_says_which_versions_and_commit_it_is(site_folder):
    front = (site_folder / "index.html").read_text(encoding="utf-8")
    assert re.search(r"nnhelpers \d+\.\d+\.\d+, Pyodide \d+\.\d+\.\d+, NumPy \d", front)
    assert re.search(r"commit <code>[0-9a-f]{7,}", front)
    assert "Nothing is sent, and nothing is counted" in front
