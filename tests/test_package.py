import subprocess
import sys

import pytest

from notebooks import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The package as its wheel installs it, far from the checkout."""
    site = tmp_path_factory.mktemp("wheel") / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    alone = ["--no-deps", "--no-build-isolation", "--no-compile", "--target", site]
    subprocess.run([*install, *alone, ROOT], check=True)
    return site


def test_an_installed_wheel_has_the_digits_and_their_licence(installed):
    code = (
        f"import sys; sys.path.insert(0, {str(installed)!r}); import nnhelpers; "
        f"assert nnhelpers.__file__.startswith({str(installed)!r}), nnhelpers.__file__; "
        "print(*(part()[0].shape for part in (nnhelpers.digits.training, nnhelpers.digits.test))); "
        "print(nnhelpers.trained.digit_network().sizes)"
    )
    said = subprocess.check_output([sys.executable, "-c", code], cwd=installed, encoding="utf-8")
    assert said.splitlines() == ["(784, 50000) (784, 10000)", "[784, 16, 16, 10]"]
    assert (installed / "nnhelpers" / "data" / "mnist" / "LICENSE.md").exists()


def test_without_docstrings_exercises_reply_as_well():
    code = (
        "from nnhelpers.exercises import chain_rule; "
        "print(chain_rule.prediction.check(-0.0118).text, chain_rule.bias.solution_code()[:3])"
    )
    run = subprocess.run([sys.executable, "-OO", "-c", code], capture_output=True, encoding="utf-8")
    assert run.stdout == (
        "That is the change if w were raised. It is lowered: the nudge is -0.2. def\n"
    )
    assert run.stderr == ""
