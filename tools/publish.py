"""Write the course as a web site, or its slides alone; neither asks anything of any other server.

    python tools/publish.py site FOLDER
    python tools/publish.py slides FOLDER

In the site the lessons run, for Python comes along. Opened as files, its pages can be read.
"""

import argparse
import base64
import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

import engine
import front
from lessons import Later, html, notebooks
from licences import licences
from node import MODULES, ROOT, WEB, fetch_modules, run

from nnhelpers.style import INK, INK_DARK
from nnhelpers.style_sheet import FORCED_COLORS

ENGINE = ROOT / "build" / "engine"
LIVE = {
    "entryPoints": [
        {"in": "live/main.js", "out": "live"},
        {"in": "live/worker.js", "out": "worker"},
    ],
    "splitting": True,
}
SERVICE = {"entryPoints": ["sw.js"], "define": {"process.env.NODE_ENV": '"production"'}}
WHEN_USED = ("python/matplotlib.zip", "python/mnist/", "notebooks/")  # many never ask for them
EDITION = "\ue002"  # stands in the texts until it is known, for it depends on all of them


def write_site(folder):
    """Write the site into a folder.

    Raises
    ------
    RuntimeError
        If npm or pip cannot fetch what is needed, or KaTeX refuses a formula.
    """
    begin(folder)
    carried = {"katex", "reveal.js", *write_scripts(folder / "assets")}
    write_styles(folder / "assets", "course.css", "page.css", "live.css", "front.css")
    (folder / "assets" / "inks.css").write_text(inks(), encoding="utf-8")
    shutil.copy(WEB / "favicon.svg", folder)
    write_slide_assets(folder / "slides")
    engine.pack(folder / "python", ENGINE)
    shutil.copytree(ROOT / "nnhelpers" / "data" / "mnist", folder / "python" / "mnist")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    later, course = Later(), notebooks()
    texts = {
        **front.texts(course, licences(sorted(carried), ENGINE), EDITION),
        **lessons("pages", course, later, EDITION),
        **{
            f"slides/{name}": text
            for name, text in lessons("slides", course, later, EDITION).items()
        },
    }
    edition = write_texts(folder, texts, later)
    write_service(folder, edition)


def write_slides(folder):
    """Write the slides alone into a folder.

    Raises
    ------
    RuntimeError
        As for the site.
    """
    begin(folder)
    write_slide_assets(folder)
    later = Later()
    write_texts(folder, lessons("slides", notebooks(), later), later)


def begin(folder):
    """Empty the folder, and have what fills it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    fetch_modules()


def write_scripts(assets):
    """Bundle the scripts of the pages; return the npm packages in them and in the service worker."""
    packages = run("bundle.mjs", given={**LIVE, "outdir": str(assets.resolve())})
    shutil.copy(WEB / "page.js", assets)
    return {*packages, *run("bundle.mjs", given={**SERVICE, "write": False})}


def write_slide_assets(folder):
    """Write what the slides share, into a folder that they can be taken away in."""
    write_styles(folder / "assets", "course.css", "slides.css")
    for name in ("reveal.css", "reveal.js"):
        shutil.copy(MODULES / "reveal.js" / "dist" / name, folder / "assets")
    shutil.copy(WEB / "favicon.svg", folder)


def write_styles(assets, *names):
    """Write style sheets, that of KaTeX among them, and its fonts in the form that all browsers read."""
    katex = MODULES / "katex" / "dist"
    shutil.copytree(
        katex / "fonts", assets / "fonts", ignore=shutil.ignore_patterns("*.woff", "*.ttf")
    )
    sheet = (katex / "katex.min.css").read_text(encoding="utf-8")
    older = r',url\([^)]*\) format\("(?:woff|truetype)"\)'
    (assets / "katex.css").write_text(re.sub(older, "", sheet), encoding="utf-8")
    for name in names:
        shutil.copy(WEB / name, assets)


def inks():
    """Return the style sheet that turns each quantity's colour of text into that for dark pages."""
    rules = [
        f".nn-picture .{name} {{ fill: {INK_DARK[name]}; }}\n"
        f'.katex [style*="color:{light}" i] {{ color: {INK_DARK[name]} !important; }}\n'
        for name, light in INK.items()
    ]
    return f"@media (prefers-color-scheme: dark) {{\n{''.join(rules)}}}\n{FORCED_COLORS}"


def lessons(kind, course, later, edition=""):
    """Return the text of each lesson's file, by the name of the file."""
    resources = {"edition": edition}
    return {f"{n}.html": html(kind, notebook, later, resources) for n, notebook in course.items()}


def write_texts(folder, texts, later):
    """Write the texts into their files; return the edition, a number that all files decide."""
    finished = {name: later.finished(text) for name, text in texts.items()}
    there = [path.read_bytes() for path in files(folder)]
    whole = b"".join([*there, *(text.encode() for text in finished.values())])
    edition = hashlib.sha256(whole).hexdigest()[:16]
    for name, text in finished.items():
        (folder / name).write_text(text.replace(EDITION, edition), encoding="utf-8")
    return edition


def write_service(folder, edition):
    """Write the service worker, which knows all files of this edition."""
    kept = {"AT_ONCE": [], "WHEN_USED": []}
    for path in files(folder):
        url = path.relative_to(folder).as_posix()
        digest = hashlib.sha256(path.read_bytes())
        integrity = f"sha256-{base64.b64encode(digest.digest()).decode()}"
        one = {"url": url, "revision": digest.hexdigest()[:16], "integrity": integrity}
        kept["WHEN_USED" if url.startswith(WHEN_USED) else "AT_ONCE"].append(one)
    values = {**kept, "EDITION": edition}
    define = {**SERVICE["define"], **{name: json.dumps(value) for name, value in values.items()}}
    run(
        "bundle.mjs",
        given={**SERVICE, "define": define, "outfile": str(folder.resolve() / "sw.js")},
    )


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
    try:
        (write_site if arguments.kind == "site" else write_slides)(arguments.folder)
    except RuntimeError as error:
        sys.exit(f"{error}.")
    print(f"Written: {arguments.folder}")


if __name__ == "__main__":
    main()
