"""Execute notebooks from a clean kernel and store them in their one normal form.

    python tools/build_notebooks.py notebooks [--into FOLDER]

Two builds are byte-identical. The normal form keeps the sources, the slide types, the claims of the
prose (`tests/claims.py`), the execution counts and the outputs with the descriptions of their
images; it drops times, widget views (which nothing can show without a kernel) and whatever else a
front end leaves in the metadata.
"""

import argparse
from pathlib import Path

import nbformat
from nbclient import NotebookClient

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def build(path, into=None):
    """Execute one notebook and write its normal form in place, or in the folder `into`."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    target = path if into is None else into / path.name
    nbformat.write(normal_form(notebook), target)
    return target


def normal_form(notebook):
    """Return the notebook with nothing in it that depends on who ran it, where or when."""
    notebook = nbformat.from_dict(notebook)
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat_minor = 5
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict(_slide_type(cell.metadata) | _claims(cell.metadata))
        if cell.cell_type == "code":
            for output in cell.outputs:
                output.get("data", {}).pop(WIDGET_VIEW, None)
                if "metadata" in output:
                    output.metadata = nbformat.from_dict(_descriptions(output.metadata))
    return notebook


def _slide_type(metadata):
    """Keep of a cell's metadata where it stands among the slides."""
    kind = metadata.get("slideshow", {}).get("slide_type")
    return {"slideshow": {"slide_type": kind}} if kind else {}


def _claims(metadata):
    """Keep of a cell's metadata the expressions that make what its words claim."""
    return {"claims": metadata["claims"]} if metadata.get("claims") else {}


def _descriptions(metadata):
    """Keep of an output's metadata what its images show, in words."""
    described = metadata.get("image/png", {}).get("alt")
    return {"image/png": {"alt": described}} if described else {}


def main():
    """Build every notebook of a folder."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--into", type=Path, help="write here and leave the originals alone")
    arguments = parser.parse_args()
    for path in sorted(arguments.folder.glob("*.ipynb")):
        print(build(path, arguments.into))


if __name__ == "__main__":
    main()
