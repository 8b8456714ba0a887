"""Write the course as web pages, or as slides, that ask nothing of any server.

    python tools/publish.py pages FOLDER
    python tools/publish.py slides FOLDER

Both show what the notebooks store: formulas, pictures, numbers, and the explorers standing still.
Slides follow the slide type of each cell, which JupyterLab's property inspector shows and sets.
"""

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from pace import is_live

from nnhelpers.style import INK, INK_DARK
from nnhelpers.style_sheet import FORCED_COLORS

ROOT = Path(__file__).parents[1]
WEB = ROOT / "tools" / "web"
MODULES = WEB / "node_modules"
ASSETS = {
    "pages": [MODULES / "mathjax/es5/tex-svg-full.js", WEB / "course.css", WEB / "page.css"],
    "slides": [
        MODULES / "mathjax/es5/tex-svg-full.js",
        MODULES / "reveal.js/dist/reveal.css",
        MODULES / "reveal.js/dist/reveal.js",
        WEB / "course.css",
        WEB / "slides.css",
    ],
}


def publish(kind, folder):
    """Write one file a notebook into the folder, and what they share into its `assets`.

    Raises
    ------
    RuntimeError
        If npm is not there, or cannot fetch what is needed.
    """
    fetch_modules()
    assets = folder / "assets"
    shutil.rmtree(assets, ignore_errors=True)
    assets.mkdir(parents=True)
    for source in ASSETS[kind]:
        shutil.copy(source, assets)
    written = []
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        written.append(folder / f"{path.stem}.html")
        written[-1].write_text(html(kind, nbformat.read(path, as_version=4)), encoding="utf-8")
    return written


def html(kind, notebook):
    """Return a notebook as the text of one page, or of one set of slides."""
    from nbconvert import HTMLExporter  # comes with JupyterLab; the unit tests do without

    for cell in notebook.cells:
        cell.source = re.sub(r"\]\((\d\d_\w+)\.ipynb", r"](\1.html", cell.source)
    exporter = HTMLExporter(
        template_name=kind,
        extra_template_basedirs=[str(WEB / "templates")],
    )
    exporter.environment.tests["live"] = is_live
    exporter.register_filter("stacks", stacks)
    resources = {"title": title(notebook), "inks": inks(), "forced_colors": FORCED_COLORS}
    return exporter.from_notebook_node(notebook, resources)[0]


def title(notebook):
    """Return the heading of the first level."""
    return re.search(r"^# (.+)$", notebook.cells[0].source, re.MULTILINE)[1]


def stacks(cells):
    """Group cells as their slide types say: stacks of slides, to the right and down, of cells."""
    grouped = []
    for cell in cells:
        kind = cell.metadata.get("slideshow", {}).get("slide_type", "-")
        if kind == "slide":
            grouped.append([[cell]])
        elif kind == "subslide":
            grouped[-1].append([cell])
        elif kind != "skip":
            grouped[-1][-1].append(cell)
    return grouped


def inks():
    """Return name, colour on a light page and colour on a dark page of each quantity's text."""
    return [(name, light, INK_DARK[name]) for name, light in INK.items()]


def fetch_modules():
    """Have npm install MathJax, reveal.js and axe-core, unless they are there as locked."""
    lock, installed = WEB / "package-lock.json", MODULES / "installed"
    if installed.is_file() and installed.read_text() == lock.read_text():
        return
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError("npm (nodejs.org) must fetch MathJax and reveal.js, once; there is none")
    fetch = [npm, "ci", "--loglevel=error", "--no-audit", "--no-fund"]
    if subprocess.run(fetch, cwd=WEB).returncode != 0:
        raise RuntimeError("npm could not fetch MathJax and reveal.js; is there a network?")
    shutil.copy(lock, installed)


def main():
    """Publish the course into a folder."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("kind", choices=ASSETS)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    try:
        written = publish(arguments.kind, arguments.folder)
    except RuntimeError as error:
        sys.exit(f"{error}.")
    print(*written, sep="\n")


if __name__ == "__main__":
    main()
