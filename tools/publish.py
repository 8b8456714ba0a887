"""Write the course as a web site, or its slides alone; neither asks anything of any other server.

    python tools/publish.py site FOLDER
    python tools/publish.py slides FOLDER

In the site the lessons run, for Python comes along. Opened as files, its pages can be read.
"""

import argparse
import base64
import hashlib
import json
import shutil
import sys
from pathlib import Path

import assets
import engine
import front
import reference
from lessons import Later, html, notebooks
from licences import licences
from node import ROOT, fetch_modules, run

WHEELS = ROOT / "build" / "engine"
SERVICE = {"entryPoints": ["sw.js"], "define": {"process.env.NODE_ENV": '"production"'}}
WHEN_USED = ("python/matplotlib.zip", "python/mnist/", "notebooks/", "package")  # many never ask
EDITION = "\ue002"  # stands in the texts until it is known, for it depends on all of them


def write_site(folder):
    """Write the site into a folder.

    Raises
    ------
    RuntimeError
        If npm or pip cannot fetch what is needed, or KaTeX refuses a formula.
    """
    begin(folder)
    carried = {
        *assets.write_for_pages(folder),
        *assets.write_for_slides(folder / "slides"),
        *run("bundle.mjs", given={**SERVICE, "write": False}),
    }
    engine.pack(folder / "python", WHEELS)
    shutil.copytree(ROOT / "nnhelpers" / "data" / "mnist", folder / "python" / "mnist")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    course, later = notebooks(), Later()
    groups, images = reference.groups_and_images()
    write_images(folder / "package", images)
    slides = lessons("slides", course, later, EDITION)
    texts = {
        **front.texts(course, licences(sorted(carried), WHEELS), groups, EDITION),
        **lessons("pages", course, later, EDITION),
        **{f"slides/{name}": text for name, text in slides.items()},
    }
    edition = write_texts(folder, texts, later)
    write_service(folder, edition)


def write_images(folder, images):
    """Write images, their bytes by their names, into a folder."""
    folder.mkdir()
    for name, content in images.items():
        (folder / name).write_bytes(content)


def write_slides(folder):
    """Write the slides alone into a folder.

    Raises
    ------
    RuntimeError
        As for the site.
    """
    begin(folder)
    assets.write_for_slides(folder)
    later = Later()
    write_texts(folder, lessons("slides", notebooks(), later), later)


def begin(folder):
    """Empty the folder, and have what fills it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    fetch_modules()


def lessons(kind, course, later, edition=""):
    """Return the text of each lesson's file, by the name of the file."""
    resources = {"edition": edition}
    return {f"{n}.html": html(kind, notebook, later, resources) for n, notebook in course.items()}


def write_texts(folder, texts, later):
    """Write the texts into their files; return the edition, which all files together decide."""
    finished = {name: later.finished(text) for name, text in texts.items()}
    whole = hashlib.sha256()
    for content in (*map(Path.read_bytes, files(folder)), *map(str.encode, finished.values())):
        whole.update(content)
    edition = whole.hexdigest()[:16]
    for name, text in finished.items():
        (folder / name).write_text(text.replace(EDITION, edition), encoding="utf-8")
    return edition


def write_service(folder, edition):
    """Write the service worker, which knows all files of this edition."""
    listed = {"AT_ONCE": [], "WHEN_USED": []}
    for path in files(folder):
        url = path.relative_to(folder).as_posix()
        listed["WHEN_USED" if url.startswith(WHEN_USED) else "AT_ONCE"].append(entry(url, path))
    constants = {**listed, "EDITION": edition}
    define = {**SERVICE["define"], **{n: json.dumps(value) for n, value in constants.items()}}
    target = str(folder.resolve() / "sw.js")
    run("bundle.mjs", given={**SERVICE, "define": define, "outfile": target})


def entry(url, path):
    """Return what the service worker has to know of a file."""
    digest = hashlib.sha256(path.read_bytes())
    return {
        "url": url,
        "revision": digest.hexdigest()[:16],
        "integrity": f"sha256-{base64.b64encode(digest.digest()).decode()}",
    }


def files(folder):
    """Return all files in a folder, in one order everywhere."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def main():
    """Publish the course into a folder."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("kind", choices=("site", "slides"))
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    write = {"site": write_site, "slides": write_slides}[arguments.kind]
    try:
        write(arguments.folder)
    except RuntimeError as error:
        sys.exit(f"{error}.")
    print(f"Written: {arguments.folder}")


if __name__ == "__main__":
    main()
