"""The conda environment and the lock say the same as pyproject.toml."""

import re
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement

from notebooks import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
LOCKS = {
    "requirements.lock": ("test",),
    "requirements-lab.lock": ("test", "course"),
    "requirements-browser.lock": ("test", "course", "browser"),
}


def required(*extras):
    extra = PROJECT["optional-dependencies"]
    texts = PROJECT["dependencies"] + sum((extra[name] for name in extras), [])
    return {requirement.name: requirement for requirement in map(Requirement, texts)}


def test_conda_environment_is_the_project():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    assert listed[-1] == {"pip": ["-e ."]}
    conda = dict(line.partition(" ")[::2] for line in listed[:-1])
    assert conda.pop("python") == PROJECT["requires-python"]
    assert conda.pop("pip") == ""
    expected = required("course", "test")
    assert set(conda) == {CONDA_NAMES.get(name, name) for name in expected}
    for name, requirement in expected.items():
        bounds = conda[CONDA_NAMES.get(name, name)].split(",")
        assert set(bounds) == {str(bound) for bound in requirement.specifier}


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_is_complete_hashed_and_without_addresses(lock):
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert "--index" not in text
    blocks = re.findall(
        r"^([a-z0-9._-]+)==(\S+)[^\n]*\n((?:    --hash=sha256:\S+.*\n)+)", text, re.M
    )
    pinned = {name: version for name, version, _ in blocks}
    assert len(pinned) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE))
    for name, requirement in required(*LOCKS[lock]).items():
        assert requirement.specifier.contains(pinned[name]), name


def test_each_lock_adds_to_the_one_before():
    pins = [set(re.findall(r"^\S+==\S+", (ROOT / lock).read_text(), re.M)) for lock in LOCKS]
    assert pins[0] < pins[1] < pins[2]


def test_the_npm_lock_names_no_server():
    lock = (ROOT / "tools" / "web" / "package-lock.json").read_text()
    assert '"integrity": "sha512-' in lock
    assert '"resolved"' not in lock
