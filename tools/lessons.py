"""The notebooks as HTML: pages to read, or slides to show.

Both show what the notebooks store: formulas, pictures, numbers, and the explorers standing still.
Slides follow the slide type of each cell, which JupyterLab's property inspector shows and sets.
"""

import re
from functools import cached_property

import nbformat
from nbconvert import HTMLExporter  # comes with JupyterLab; the unit tests do without
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from node import ROOT, WEB, run
from page_cells import page_cells


def notebooks():
    """Return the notebooks of the course by their names, with links that lead to pages."""
    found = {
        path.stem: nbformat.read(path, as_version=4)
        for path in sorted((ROOT / "notebooks").glob("*.ipynb"))
    }
    for notebook in found.values():
        for cell in notebook.cells:
            cell.source = re.sub(r"\]\((\d\d_\w+)\.ipynb", r"](\1.html", cell.source)
    return found


def title(notebook):
    """Return the heading of the first level."""
    return re.search(r"^# (.+)$", notebook.cells[0].source, re.MULTILINE)[1]


def html(kind, notebook, later, resources):
    """Return a notebook as the text of one page, or of one set of slides, `later` to be finished.

    Parameters
    ----------
    kind : {"pages", "slides"}
        The template.
    notebook : nbformat.NotebookNode
    later : Later
    resources : dict
        What the template needs beside the notebook.
    """
    exporter = HTMLExporter(
        template_name=kind,
        extra_template_basedirs=[str(WEB / "templates")],
    )
    exporter.register_filter("markdown2html", lambda source: _markdown(later).render(source))
    exporter.register_filter("stacks", stacks)
    exporter.register_filter("page_cells", lambda _: page_cells(notebook))
    exporter.register_filter("figure", lambda one: later.figure(one.explorer, str(one.number)))
    resources = {"title": title(notebook), **resources}
    return exporter.from_notebook_node(notebook, resources)[0]


class Later:
    """What node makes of all that is written, in one run; until then, marks stand in the texts."""

    def __init__(self):
        self._wanted = {"formulas": [], "figures": []}

    def formula(self, tex, display):
        """Return a mark for a formula in LaTeX, set in a line of text or by itself."""
        return self._mark("formulas", {"tex": tex, "display": display})

    def figure(self, description, key):
        """Return a mark for an explorer, of which `nnhelpers.live.described` tells, and its key."""
        return self._mark("figures", {"description": description, "key": key})

    def finished(self, text):
        """Return a text with what was made in the place of the marks; none can be added now."""
        return re.sub("\ue000([a-z]+)([0-9]+)\ue001", lambda m: self._made[m[1]][int(m[2])], text)

    def _mark(self, kind, wanted):
        self._wanted[kind].append(wanted)
        return f"\ue000{kind}{len(self._wanted[kind]) - 1}\ue001"

    @cached_property
    def _made(self):
        return run("render.mjs", given=self._wanted)


def _markdown(later):
    class Renderer(IPythonRenderer):
        def inline_math(self, body):
            return later.formula(body, False)

        def block_math(self, body):
            return later.formula(body, True)

        def latex_environment(self, name, body):
            return later.formula(rf"\begin{{{name}}}{body}\end{{{name}}}", True)

    return MarkdownWithMath(Renderer(escape=False))


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
