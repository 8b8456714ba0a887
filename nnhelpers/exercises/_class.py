"""What a class has solved, and which mistakes it has made most."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter, defaultdict
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from nnhelpers.exercises._notebook import BYTES, SECONDS, Answered, exercises_in
from nnhelpers.exercises._slips import first_sentence
from nnhelpers.exercises.where_do_you_stand import PARTS

ALTOGETHER = 120  # seconds for a notebook
_MARKS = {"right": "+", "blank": ".", "stopped": "!"}
_MOST = 10
_COPIES = ".ipynb_checkpoints"
_STAND = "where_do_you_stand"  # is told by counts: 25 columns would be too many


def report(folder, seconds=ALTOGETHER):
    """Yield the lines of a report on a folder of answered notebooks.

    Parameters
    ----------
    folder : Path
        Notebooks, in folders of their own or not, are named by their paths in it.
    seconds : float
        How long a notebook may take altogether.
    """
    yield from _warning()
    paths = [path for path in sorted(folder.rglob("*.ipynb")) if path.parent.name != _COPIES]
    answered = {path.relative_to(folder).as_posix(): answers_in(path, seconds) for path in paths}
    answered = {name: found for name, found in answered.items() if found}
    if not answered:
        yield f"No notebook in {folder} has exercises in it."
    for lesson in dict.fromkeys(one.lesson for found in answered.values() for one in found):
        yield ""
        yield from _table(lesson, answered)
        yield from _most_made(lesson, answered)


def _warning():
    yield (
        "This runs what students wrote, with whatever rights you have here: run it where "
        "nothing can be lost, in a container or with an account of its own."
    )
    limit = f"and {BYTES // 2**30} GB" if find_spec("resource") else "; memory is not limited here"
    yield f"Each cell has {SECONDS} s {limit}. Nothing leaves the machine."


def answers_in(path, seconds=ALTOGETHER):
    """Return what is `Answered` in a notebook, which runs in a process and a folder of its own."""
    try:
        asked = exercises_in(path)
    except (KeyError, TypeError, ValueError):  # it is no notebook
        return []
    with TemporaryDirectory(ignore_cleanup_errors=True) as place:
        results = Path(place, "results")
        results.touch()
        _run(path, results, seconds)
        found = [
            Answered(*json.loads(line)) for line in results.read_text(encoding="utf-8").splitlines()
        ]
    there = {(one.lesson, one.exercise) for one in found}
    return found + [Answered(*one, "stopped", [], "") for one in asked if one not in there]


def _run(path, results, seconds):
    inside = results.parent / "inside"
    inside.mkdir()
    child = subprocess.Popen(
        [sys.executable, "-m", f"{__package__}._notebook", str(path.resolve()), str(results)],
        cwd=inside,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        with suppress(subprocess.TimeoutExpired):
            child.wait(seconds)
    finally:
        _end(child)


def _end(child):
    """End a process, and what it has started where the system knows that."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError, PermissionError):  # all have ended
            os.killpg(child.pid, signal.SIGKILL)
    else:
        child.kill()
    child.wait()


def _table(lesson, answered):
    """Yield a row for each notebook: what is solved, wrong, not attempted or stopped."""
    if lesson == _STAND:
        yield from _scores(answered)
        return
    of_lesson = [one for found in answered.values() for one in found if one.lesson == lesson]
    exercises = list(dict.fromkeys(one.exercise for one in of_lesson))
    yield f"{lesson}   (+ solved, - wrong, . not attempted, ! stopped)"
    width = max(map(len, [*answered, "solved"]))
    yield "  ".join(["".ljust(width), *exercises])
    for name, found in answered.items():
        marks = {o.exercise: _MARKS.get(o.kind, "-") for o in found if o.lesson == lesson}
        if marks:
            columns = [marks.get(one, " ").center(len(one)) for one in exercises]
            yield "  ".join([name.ljust(width), *columns]).rstrip()
    solved = Counter(one.exercise for one in of_lesson if one.kind == "right")
    counts = [str(solved[one]).center(len(one)) for one in exercises]
    yield "  ".join(["solved".ljust(width), *counts]).rstrip()


def _scores(answered):
    """Yield a row for each notebook that asks where one stands: marks, and how many are right."""
    yield f"{_STAND}   (+ right, - wrong, . not attempted, ! stopped)"
    width = max(map(len, answered))
    for name, found in answered.items():
        kinds = {one.exercise: one.kind for one in found if one.lesson == _STAND}
        if kinds:
            parts = [_score([kinds.get(one) for one in part]) for part in PARTS]
            yield "   ".join([name.ljust(width), *parts])


def _score(kinds):
    marks = "".join(_MARKS.get(kind, "-") if kind else " " for kind in kinds)
    return f"{marks} {kinds.count('right'):2} of {len(kinds)}"


def _most_made(lesson, answered):
    """Yield the mistakes that were made most, with what was said to them."""
    made, said = Counter(), defaultdict(str)
    for one in (one for found in answered.values() for one in found if one.lesson == lesson):
        for mistake in one.mistakes if one.kind not in ("right", "blank") else ():
            made[one.exercise, mistake] += 1
            if len(one.mistakes) == 1:
                said[one.exercise, mistake] = first_sentence(one.text)
    if made:
        yield "Mistakes made most:"
    for (exercise, mistake), count in made.most_common(_MOST):
        words = said[exercise, mistake]
        name = f"{exercise}: {mistake.replace('_', ' ')}"
        yield f"{count:4}  {name}" + (f". {words}" if words else "")
