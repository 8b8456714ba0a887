"""The pages of the site that are not lessons: the first, the package, licences, not found."""

import json
import os
import re
import subprocess
import tomllib

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lessons import title
from markupsafe import Markup
from node import MODULES, ROOT, WEB

# how the sentence of a lesson begins that the front page shows
SHOWN = {
    "00_start_here": "You drag",
    "01_forward_pass": "Nothing on the way",
    "02_what_one_example_wants": "This lesson asks",
    "03_chain_rule": "A network learns",
    "04_backpropagation": "With several neurons",
    "05_stochastic_gradient_descent": "In a few seconds",
    "06_where_do_you_stand": "For each wrong answer",
}
BENCH = "03_chain_rule.html#4.-The-chain-rule-bench"


def texts(course, licences, groups, edition):
    """Return the texts of the files, by their names.

    Parameters
    ----------
    course : dict
        The notebooks, by their names.
    licences : list of (str, str, list of str)
        Names, what they are, and licences of all works in the site.
    groups : list of (str, str, str, list)
        Of the names of the package, as `reference.groups_and_images` returns them.
    edition : str
    """
    templates = Environment(
        loader=FileSystemLoader(WEB / "templates" / "front"),
        autoescape=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    known = {
        "edition": edition,
        "lessons": [_lesson(name, notebook) for name, notebook in course.items()],
        "bench": BENCH,
        "hero": _picture("chain_rule_bench"),
        "licences": licences,
        "groups": groups,
        "versions": _versions(),
        "commit": _commit(),
        "source": _source(),
    }
    names = ("index.html", "package.html", "licences.html", "404.html")
    return {name: templates.get_template(f"{name}.j2").render(known) for name in names}


def _lesson(name, notebook):
    text = notebook.cells[0].source
    return {
        "name": name,
        "title": title(notebook),
        "sentence": _sentence(text, SHOWN[name]),
        "minutes": re.findall(r"some (\d+) minutes, and the exercises (\d+) more", text),
        "picture": _picture(_pictures()[name]),
    }


def _sentence(text, beginning):
    """Return the one sentence of a lesson that begins so, without its links."""
    [sentence] = re.findall(rf"(?:^|(?<=\. )){beginning}.*?[.!?](?= |$)", text, re.MULTILINE)
    return re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", sentence)


def _pictures():
    """Return which picture each lesson has in the README, by the name of the lesson."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.findall(r'src="images/(\w+)\.svg".*\(notebooks/(\w+)\.ipynb\)', readme)
    return {lesson: picture for picture, lesson in found}


def _picture(name):
    return Markup((ROOT / "images" / f"{name}.svg").read_text(encoding="utf-8"))


def _versions():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pyodide = json.loads((MODULES / "pyodide" / "pyodide-lock.json").read_text(encoding="utf-8"))
    package = json.loads((MODULES / "pyodide" / "package.json").read_text(encoding="utf-8"))
    packages = pyodide["packages"]
    return [
        (project["name"], project["version"]),
        ("Pyodide", package["version"]),
        ("NumPy", packages["numpy"]["version"]),
        ("Matplotlib", packages["matplotlib"]["version"]),
    ]


def _commit():
    """Return which commit this is, as the environment or git says."""
    asked = ["git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
    try:
        described = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return os.environ.get("COMMIT", "unknown")
    return os.environ.get("COMMIT", described.stdout.decode().strip())


def _source():
    """Return where a workflow on GitHub was started, which is where the source is; else nothing."""
    server, repository = (os.environ.get(f"GITHUB_{n}") for n in ("SERVER_URL", "REPOSITORY"))
    return f"{server}/{repository}" if server and repository else ""
