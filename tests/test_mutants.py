"""The mutants of `make mutants` are what they say: one place changed, and all else as it was."""

import ast
from difflib import unified_diff

import pytest
from mutants import Mutant, changes, concerned, modules, mutants, places

from notebooks import ROOT


def changed(source):
    """What the places of one line of source may be changed to."""
    return [ast.unparse(one) for node, *_ in places(ast.parse(source)) for one in changes(node)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b", ["a <= b"]),
        ("a <= b < c", ["a < b < c", "a <= b <= c"]),
        ("a + b", ["a - b"]),
        ("-a", ["a"]),
        ("y = float(x)", ["x"]),
        ("a and b", ["a or b"]),
        ("True", ["False"]),
        ("0.5", ["1.5"]),
        ("'words'", []),
        ("y = x.copy()", ["x"]),
        ("x.T", ["x"]),
        ("y = np.sum(x, axis=a)", ["np.sum(x)"]),
        ("y = zip(x, z, strict=True)", []),
        ("raise ValueError(1)", ["pass"]),
        ("f(x)", ["pass"]),
        ("y = any(x)", ["all"]),
        ("x += 1", ["x -= 1", "2"]),
    ],
)
def test_what_a_place_is_changed_to(source, expected):
    assert changed(source) == expected


@pytest.mark.parametrize("name", ["nnhelpers/costs.py", "nnhelpers/pictures/_svg.py"])
def test_a_mutant_is_a_file_with_one_place_changed_that_python_reads(name):
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    found = list(mutants(name))
    assert len(found) > 20
    for mutant in found:
        mutated = mutant.source.decode()
        ast.parse(mutated)
        assert len(mutated.splitlines()) == len(lines), mutant.change
        starts = [
            line
            for line in unified_diff(lines, mutated.splitlines(), n=0, lineterm="")
            if line.startswith("@@")
        ]
        assert len(starts) >= 1, mutant.change
        assert starts[0].startswith(f"@@ -{mutant.line}"), mutant.change


def test_a_mutant_meets_the_tests_that_call_it_and_all_of_its_package():
    called = {("/course/nnhelpers/pictures/digit.py", 13)}
    calls = {
        "tests/test_pictures.py::of_another": set(),
        "tests/test_pictures.py::of_this_one": called,
        "tests/test_network.py::of_another": set(),
        "tests/test_takes.py::of_this_one": called,
    }
    mutant = Mutant("nnhelpers/pictures/digit.py", 24, "", b"", (12, 26))
    assert list(concerned(mutant, dict.fromkeys(calls, 1), calls)) == [
        ["tests/test_pictures.py::of_this_one", "tests/test_pictures.py::of_another"],
        ["tests/test_takes.py::of_this_one"],
    ]


def test_the_modules_of_the_mathematics_are_there():
    for name in modules([]):
        assert (ROOT / name).is_file()
