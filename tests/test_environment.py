"""The conda environment, the lock and the workflows say the same as pyproject.toml and Makefile."""

import re
import shlex
import tomllib

import nbformat
import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from notebooks import NOTEBOOKS, ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
LOCKS = {
    "requirements.lock": ("test",),
    "requirements-lab.lock": ("test", "course"),
    "requirements-browser.lock": ("test", "course", "browser"),
}
OF_A_CLASS = {"requirements-class.lock": ("course", "class")}


def required(*extras):
    extra = PROJECT["optional-dependencies"]
    texts = PROJECT["dependencies"] + sum((extra[name] for name in extras), [])
    return {requirement.name: requirement for requirement in map(Requirement, texts)}


def test_conda_environment_is_the_project():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    assert listed[-1] == {"pip": ["."]}
    conda = dict(line.partition(" ")[::2] for line in listed[:-1])
    python = re.fullmatch(r"=(3\.\d+)", conda.pop("python"))[1]
    assert SpecifierSet(PROJECT["requires-python"]).contains(python)
    assert conda.pop("pip") == ""
    link = required("class")["nbgitpuller"]
    expected = required("course", "test") | {link.name: link}
    assert set(conda) == {CONDA_NAMES.get(name, name) for name in expected}
    for name, requirement in expected.items():
        bounds = conda[CONDA_NAMES.get(name, name)].split(",")
        assert set(bounds) == {str(bound) for bound in requirement.specifier}


def test_the_course_is_cited_with_the_version_that_it_has():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["version"] == PROJECT["version"]
    assert [author["name"] for author in cited["authors"]] == [
        author["name"] for author in PROJECT["authors"]
    ]


def test_the_form_for_a_lesson_has_them_all():
    form = (ROOT / ".github/ISSUE_TEMPLATE/lesson.yml").read_text(encoding="utf-8")
    (choice,) = (part for part in yaml.safe_load(form)["body"] if part["type"] == "dropdown")
    heads = [nbformat.read(path, as_version=4).cells[0].source for path in NOTEBOOKS]
    titles = [head.splitlines()[0].removeprefix("# ") for head in heads]
    assert choice["attributes"]["options"] == [*titles, "The teacher's guide"]


def test_hooks_fetch_nothing():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert {repository["repo"] for repository in hooks["repos"]} == {"local"}
    for hook in hooks["repos"][0]["hooks"]:
        assert hook["language"] == "system"
        assert hook["entry"].startswith(".venv/bin/")


@pytest.mark.parametrize("lock", LOCKS | OF_A_CLASS)
def test_lock_is_complete_hashed_and_without_addresses(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index" not in text
    blocks = re.findall(
        r"^([a-z0-9._-]+)==(\S+)[^\n]*\n((?:    --hash=sha256:\S+.*\n)+)", text, re.M
    )
    pinned = {name: version for name, version, _ in blocks}
    assert len(pinned) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE))
    for name, requirement in required(*(LOCKS | OF_A_CLASS)[lock]).items():
        assert requirement.specifier.contains(pinned[name]), name


def test_each_lock_adds_to_the_one_before():
    texts = [(ROOT / lock).read_text(encoding="utf-8") for lock in LOCKS]
    pins = [set(re.findall(r"^\S+==\S+", text, re.M)) for text in texts]
    assert pins[0] < pins[1] < pins[2]


@pytest.mark.parametrize("folder", ["web", "hub"])
def test_the_npm_lock_names_no_server(folder):
    lock = (ROOT / "tools" / folder / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity": "sha512-' in lock
    assert '"resolved"' not in lock


def steps(path):
    """The steps of a workflow, each with the system that it runs on."""
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
    return [(step, job["runs-on"]) for job in jobs for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_use_nothing_that_can_change_under_its_name(path):
    used = [step["uses"] for step, _ in steps(path) if "uses" in step]
    assert used
    for action in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_run_what_people_run(path):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE)
    without_make = {*readme.splitlines(), *re.findall(r"`([^`\n]+)`", readme)}
    for step, system in steps(path):
        run = step.get("run", "")
        if system.startswith("windows"):
            assert not run or run in without_make
        elif run.startswith("make "):
            target, *variables = shlex.split(run)[1:]
            assert target in targets
            assert all("=" in variable for variable in variables)
        else:
            assert run == "" or run.startswith(("echo ", "sudo apt-get "))


def test_workflows_begin_with_the_oldest_python():
    text = (ROOT / ".github/workflows/tests.yml").read_text(encoding="utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    for name in ("test", "windows"):
        oldest = jobs[name]["strategy"]["matrix"]["python"][0]
        assert f">={oldest}" == PROJECT["requires-python"]


def test_one_version_of_an_action_serves_all_workflows():
    used = {step["uses"] for path in WORKFLOWS for step, _ in steps(path) if "uses" in step}
    assert len(used) == len({action.partition("@")[0] for action in used})
