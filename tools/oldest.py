"""Print the lock of the tests with the package's own dependencies at the least that it asks for.

python tools/oldest.py > requirements.txt
"""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]


def oldest():
    """Return the pins, one a line."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    least = {}
    for requirement in map(Requirement, project["dependencies"]):
        (bound,) = requirement.specifier
        least[requirement.name] = f"{requirement.name}=={bound.version}"
    locked = re.findall(
        r"^(\S+)==(.+?) \\$", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE
    )
    return [least.get(name, f"{name}=={rest}") for name, rest in locked]


if __name__ == "__main__":
    print(*oldest(), sep="\n")
