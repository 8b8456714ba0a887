"""The licences of all that the site carries, out of the packages that it is made of."""

import json
import re
import zipfile
from importlib.metadata import files

from engine import PARTS
from fontTools.ttLib import TTFont
from node import MODULES, ROOT

CONDITIONS = re.compile(r"^(?!.*\.py$).*(LICEN[CS]E|COPYING)", re.DOTALL)
OF_A_FONT = 13  # the number of its licence in a font's own table of names


def licences(bundled, wheels):
    """Return works that the site carries: their names, what they are, and their licences in full.

    Parameters
    ----------
    bundled : list of str
        The npm packages whose code is in the site.
    wheels : pathlib.Path
        The folder of the Python packages that are in the site.

    Returns
    -------
    list of (str, str, list of str)
    """
    return [
        ("Nudge by nudge", "the course", [_read(ROOT / "LICENSE")]),
        ("MNIST", "handwritten digits", [_read(ROOT / "nnhelpers/data/mnist/LICENSE.md")]),
        (_versioned("pyodide"), "Python for the browser", [_mozilla()]),
        ("CPython", "Python itself, within Pyodide", [_python()]),
        *(_of_wheel(wheels, name) for name in ("numpy", *sum(PARTS.values(), ()))),
        *(
            (_versioned(name), "a JavaScript library", [_read(MODULES / name / "LICENSE")])
            for name in bundled
        ),
        ("The fonts of KaTeX", "letters of formulas", [_fonts()]),
    ]


def _of_wheel(wheels, name):
    [wheel] = wheels.glob(f"{name.replace('-', '_')}-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        texts = [archive.read(one) for one in archive.namelist() if _is_licence(one)]
    return (
        f"{name} {wheel.name.split('-')[1]}",
        "a Python package",
        sorted({text.decode("utf-8").strip() for text in texts}),
    )


def _is_licence(path):
    return CONDITIONS.match(path.rpartition("/")[2])


def _mozilla():
    """Return the Mozilla Public License 2.0, which pyodide names, from a package that has it."""
    return _read(MODULES / "axe-core" / "LICENSE")


def _python():
    """Return the conditions of Python, which Pyodide leaves out, from a package that has them."""
    [path] = [path for path in files("typing_extensions") if _is_licence(path.name)]
    return path.read_text(encoding="utf-8").strip()


def _fonts():
    """Return the notice in KaTeX's fonts, and the licence it names, from a package that has it."""
    font = TTFont(MODULES / "katex" / "dist" / "fonts" / "KaTeX_Main-Regular.ttf")
    text = _read(MODULES / "reveal.js/dist/theme/fonts/source-sans-pro/LICENSE")
    return f"{font['name'].getDebugName(OF_A_FONT)}\n\n{text[text.index('SIL OPEN FONT') :]}"


def _versioned(name):
    package = json.loads((MODULES / name / "package.json").read_text(encoding="utf-8"))
    return f"{name} {package['version']}"


def _read(path):
    return path.read_text(encoding="utf-8").strip()
