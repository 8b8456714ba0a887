// Compile folders of Python in place, with the very Python that will run them: compile.mjs FOLDER
import { loadPyodide } from "pyodide";

// What marks the place in a line of source is left out: most sources are not there to be shown.
const python = await loadPyodide({ env: { PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1" } });
python.FS.mkdirTree("/work");
python.FS.mount(python.FS.filesystems.NODEFS, { root: process.argv[2] }, "/work");
python.runPython(`
from pathlib import Path
from py_compile import PycInvalidationMode, compile

SITE = "/lib/python3.14"


def compiled(folder, below, keeps_source=False, optimize=0):
    """Compile all sources of a folder, which stay beside what is compiled or give way to it."""
    for source in sorted(folder.rglob("*.py")):
        name = f"{below}/{source.relative_to(folder)}"
        cache = source.parent / "__pycache__" / f"{source.stem}.cpython-314.pyc"
        target = cache if keeps_source else source.with_suffix(".pyc")
        compile(
            str(source),
            cfile=str(target),
            dfile=name,
            doraise=True,
            optimize=optimize,
            invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
        )
        if not keeps_source:
            source.unlink()


for folder in sorted(Path("/work").iterdir()):
    if folder.name == "python_stdlib":
        compiled(folder, SITE, optimize=2)  # without docstrings
    else:
        compiled(folder, f"{SITE}/site-packages", keeps_source=folder.name == "nnhelpers")
`);
console.log("null"); // nothing to tell
