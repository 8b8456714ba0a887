// Compile folders of Python in place, with the very Python that will run them: compile.mjs FOLDER
import { loadPyodide } from "pyodide";

const python = await loadPyodide({ env: { PYTHONHASHSEED: "0" } });
python.FS.mkdirTree("/work");
python.FS.mount(python.FS.filesystems.NODEFS, { root: process.argv[2] }, "/work");
python.runPython(`
from pathlib import Path
from py_compile import PycInvalidationMode, compile

SITE = "/lib/python3.14"


def compiled(folder, below, keeps_source):
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
            invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
        )
        if not keeps_source:
            source.unlink()


for folder in sorted(Path("/work").iterdir()):
    below = SITE if folder.name == "python_stdlib" else f"{SITE}/site-packages"
    compiled(folder, below, keeps_source=folder.name == "nnhelpers")
`);
console.log("null"); // nothing to tell
