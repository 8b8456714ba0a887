"""What node does for the pages: it has npm fetch JavaScript libraries, and runs them."""

import json
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
WEB = ROOT / "tools" / "web"
MODULES = WEB / "node_modules"


def fetch_modules(folder=WEB):
    """Have npm install what the package-lock.json of a folder names, unless it is there.

    Raises
    ------
    RuntimeError
        If npm is not there, or cannot fetch what is needed.
    """
    lock, installed = folder / "package-lock.json", folder / "node_modules" / "installed"
    if installed.is_file() and installed.read_bytes() == lock.read_bytes():
        return
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError("npm (nodejs.org) must fetch KaTeX and others, once; there is none")
    fetch = [npm, "ci", "--loglevel=error", "--no-audit", "--no-fund"]
    if subprocess.run(fetch, cwd=folder).returncode != 0:
        raise RuntimeError("npm could not fetch KaTeX and others; is there a network?")
    shutil.copy(lock, installed)


def run(script, *arguments, given=None):
    """Run a script of tools/web with JSON on its input; return what it prints, read as JSON.

    Raises
    ------
    RuntimeError
        If it fails; with what it says.
    """
    done = subprocess.run(
        ["node", WEB / script, *arguments],
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
    )
    if done.returncode != 0:
        raise RuntimeError(f"{script} failed:\n{done.stderr}")
    return json.loads(done.stdout)


if __name__ == "__main__":
    fetch_modules()
