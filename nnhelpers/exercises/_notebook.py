"""The answers in one notebook, checked in a process of its own.

    python -m nnhelpers.exercises._notebook NOTEBOOK RESULTS

It runs the imports of the lesson and every cell from its first exercise on, and appends to the file
RESULTS one line of JSON for each check: what `Answered` says. An answer that takes too long is
stopped where the system has a timer, and memory is limited where it can be.
"""

import ast
import contextlib
import json
import linecache
import os
import re
import signal
import sys
from pathlib import Path
from typing import NamedTuple

from nnhelpers.reply import Reply

SECONDS = 10  # for a cell
BYTES = 2 * 2**30
_LESSON = re.compile(r"from nnhelpers\.exercises import (\w+) as exercises")
_CHECK = re.compile(r"exercises\.(\w+)\.check\(")


class Answered(NamedTuple):
    """One answer: to which exercise, and the kind, mistakes and text of the reply."""

    lesson: str
    exercise: str
    kind: str
    mistakes: list
    text: str


def answers(path):
    """Yield what is `Answered` in a notebook."""
    lesson, sources = "", cells(path)
    begins = [place for place, source in enumerate(sources) if _LESSON.search(source)]
    if not begins:
        return
    names = {"__name__": "__main__", "display": lambda *shown: None}
    imports = [source for source in sources[: begins[0]] if re.match("from |import ", source)]
    before = None
    for place, source in enumerate([*imports, *sources[begins[0] :]]):
        if found := _LESSON.search(source):
            lesson = found[1]
        value = _run(source, f"<cell {place}>", names)
        if check := _CHECK.search(source):
            unmade = isinstance(value, NameError) and isinstance(before, BaseException)
            yield Answered(lesson, check[1], *_replied(before if unmade else value))
        before = value


def cells(path):
    """Return the sources of a notebook's code cells, without what is for IPython alone."""
    notebook = json.loads(Path(path).read_text(encoding="utf-8"))
    sources = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
    return [re.sub(r"^\s*[%!].*$", "", source, flags=re.MULTILINE) for source in sources]


def exercises_in(path):
    """Return the (lesson, exercise) that a notebook checks, without running anything."""
    lesson, found = "", []
    for source in cells(path):
        lesson = (_LESSON.search(source) or ["", lesson])[1]
        found += [(lesson, name) for name in _CHECK.findall(source)]
    return found


def _replied(value):
    if isinstance(value, Reply):
        return value.kind, list(value.mistakes), value.text
    if isinstance(value, BaseException):
        return "stopped", [type(value).__name__], f"The cell stopped: {value}"[:200]
    return "blank", [], ""


def _run(source, file, names):
    """Run a cell, and return its last value, or the exception that stopped it."""
    linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
    try:
        with _at_most(SECONDS), _unheard():
            return _last_value(ast.parse(source, file), file, names)
    except BaseException as error:
        return error


def _last_value(tree, file, names):
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, file, "exec"), names)
    return last and eval(compile(ast.Expression(last.value), file, "eval"), names)


@contextlib.contextmanager
def _unheard():
    with open(os.devnull, "w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
        yield


@contextlib.contextmanager
def _at_most(seconds):
    """Interrupt what takes longer, on systems that have a timer."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def limit_memory():
    """Limit the memory of this process, and return whether the system could."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    except (ImportError, OSError, ValueError):
        return False
    return True


if __name__ == "__main__":
    limit_memory()
    with open(sys.argv[2], "a", encoding="utf-8") as results:
        for answered in answers(sys.argv[1]):
            print(json.dumps(answered), file=results, flush=True)
