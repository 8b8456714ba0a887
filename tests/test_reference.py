"""The page on the package: every public name, annotated, with an example that runs."""

import doctest
import inspect
import io
import re

import nbformat
import pytest
import reference

import nnhelpers
from nnhelpers import explorers, pictures
from notebooks import NOTEBOOKS

ENTRIES = [entry for *_, found in reference.entries() for entry in found]
OF_AN_EXAMPLE = [one for one in ENTRIES if one.module != reference.WITHOUT_EXAMPLES]
TOLD = {entry.name for entry in ENTRIES} | {module for _, module, _ in reference.GROUPS}
DATA = {"ACTIVATIONS", "COSTS", "BUGS", "CONDITIONS", "NIELSEN"}  # tables of what is told


def label(entry):
    return f"{entry.module.rpartition('.')[2]}.{entry.name}"


@pytest.mark.parametrize("entry", OF_AN_EXAMPLE, ids=label)
def test_the_example_of_each_public_name_runs_with_what_is_imported_above_it(entry):
    assert any(re.search(rf"\b{entry.name}\b", one.source) for one in entry.examples)
    namespace, said = {}, io.StringIO()
    exec("".join(entry.imports), namespace)
    test = doctest.DocTest(entry.examples, namespace, entry.name, None, None, None)
    failed = doctest.DocTestRunner().run(test, out=said.write).failed
    assert not failed, said.getvalue()


@pytest.mark.parametrize("entry", ENTRIES, ids=label)
def test_a_name_is_told_in_words(entry):
    assert entry.summary.endswith((".", "?", ":", ".</code>")) and ">>>" not in entry.doc
    assert entry.head.startswith(entry.name)


def test_the_page_has_every_public_name():
    own = {name for name in nnhelpers.__all__ if not inspect.ismodule(getattr(nnhelpers, name))}
    assert own - DATA <= TOLD
    modules = {f"nnhelpers.{name}" for name in nnhelpers.__all__} - {f"nnhelpers.{n}" for n in own}
    assert modules <= TOLD
    assert set(pictures.__all__) - set(explorers.__all__) - {"Picture", "Touch"} <= TOLD


def test_the_page_has_whatever_the_lessons_import():
    cells = [cell for path in NOTEBOOKS for cell in nbformat.read(path, as_version=4).cells]
    imports = re.findall(
        r"^from (nnhelpers[.\w]*) import (.+)$",
        "\n".join(cell.source for cell in cells if cell.cell_type == "code"),
        re.MULTILINE,
    )
    names = {(module, name) for module, many in imports for name in re.findall(r"\w+", many)}
    lessons = {name for module, name in names if module != "nnhelpers.exercises"} - DATA
    assert {n for n in lessons if f"nnhelpers.{n}" not in TOLD} <= TOLD | {"one_epoch", "exercises"}
