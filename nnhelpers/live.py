"""A lesson outside of Jupyter: cells are run and explorers moved, and all of it told as plain data.

A front end gives a `Lesson` a function to tell what happens to, and what it then hears are dicts
that JSON can carry:

>>> happened = []
>>> lesson = Lesson(happened.append)
>>> lesson.run("1", "w = 2\\nprint(w)\\nw + 1")
True
>>> happened
[{'cell': '1', 'printed': '2\\n'}, {'cell': '1', 'data': {'text/plain': '3'}}]

An explorer that a cell shows is the object in the lesson's namespace, and is moved by its key, by
the front end or by other cells; whoever moves it, what is then seen is told.

>>> lesson.run("2", "from nnhelpers import explorers\\nexplorers.one_neuron()")
True
>>> lesson.move("2", {"w": 1.5})
>>> happened[-1]["key"], happened[-1]["seen"]["values"]["w"]
('2', 1.5)
"""

import ast
import builtins
import importlib
import json
import linecache
import symtable
import sys
import traceback
from contextlib import redirect_stderr, redirect_stdout
from importlib.machinery import PathFinder
from io import TextIOBase
from time import monotonic

from nnhelpers.explorers._controls import Choice, Pad, Slider
from nnhelpers.explorers._explorer import Explorer

PAUSE = 0.05  # seconds between two tellings of what is printed


class Lesson:
    """The namespace of a lesson's cells, and the explorers that they show.

    Parameters
    ----------
    tell : callable
        Called with one dict for everything that happens: with the "cell", what it "printed", the
        "data" that it shows by MIME type (and perhaps "metadata"), the "explorer" that it shows,
        under a "key", or its "error"; and with the "key" of an explorer that was moved, what is
        now "seen" of it.
    """

    def __init__(self, tell):
        self._tell = tell
        self.namespace = {"__name__": "__main__", "display": self._display}
        self._cell = None
        self._shown = {}  # key -> an explorer, and what observes it
        self._trainings = {}  # key -> the epochs of a training that goes on

    def run(self, cell, source):
        """Run a cell, known by a string, and show its last value; return whether it raised nothing.

        What it raises is told, with the line, and goes no further.
        """
        self._forget(cell)
        self._cell, file = cell, f"<cell {cell}>"
        linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
        printed = _Printed(lambda text: self._tell({"cell": cell, "printed": text}))
        try:
            with redirect_stdout(printed), redirect_stderr(printed):
                value = _last_value(source, file, self.namespace)
                printed.flush()
                if value is not None:
                    self._display(value)
        except BaseException as error:
            printed.flush()
            self._tell({"cell": cell, "error": _in_words(error, file)})
            return False
        return True

    def move(self, key, values):
        """Move controls of an explorer: numbers for sliders, the words on a button for choices."""
        explorer, _ = self._shown[key]
        controls = {control.name: control for control in explorer.controls}
        state = explorer.state
        explorer.move(**{name: controls[name].heard(said, state) for name, said in values.items()})

    def reset(self, key):
        """Move the controls of an explorer to where they stood at the start."""
        self._shown[key][0].reset()

    def train(self, key, anew=False):
        """Begin to train the network of an explorer, a new one or the one that it has.

        `train_on` trains it, an epoch at a time.
        """
        self.stop_training(key)
        self._trainings[key] = self._shown[key][0].epochs(anew)

    def train_on(self, key):
        """Train for an epoch more; return whether there is another one to come."""
        return key in self._trainings and next(self._trainings[key], None) is not None

    def stop_training(self, key):
        """Stop after the epoch that is finished, whose network is kept."""
        if key in self._trainings:
            self._trainings.pop(key).close()

    def waits_for(self, source, earlier):
        """Return what is missing for a cell to run, and the last of the earlier ones that makes it.

        Parameters
        ----------
        source : str
        earlier : list of str
            The sources of the cells before it.

        Returns
        -------
        list of (str, int)
            A name, and the place of a cell in `earlier`.
        """
        there = {*self.namespace, *vars(builtins)}
        missing = [name for name in names_read(source) if name not in there]
        made = [(name, place) for place, one in enumerate(earlier) for name in names_made(one)]
        last = dict(made)
        return [(name, last[name]) for name in missing if name in last]

    def _display(self, *values):
        for value in values:
            if isinstance(value, Explorer):
                self._show(value)
            else:
                self._tell({"cell": self._cell, **bundle(value)})

    def _show(self, explorer):
        of_this_cell = sum(key.partition(".")[0] == self._cell for key in self._shown)
        key = f"{self._cell}.{of_this_cell}" if of_this_cell else self._cell

        def follow():
            self._tell({"key": key, "seen": seen(explorer)})

        explorer.observe(follow)
        self._shown[key] = explorer, follow
        self._tell({"cell": self._cell, "key": key, "explorer": described(explorer)})

    def _forget(self, cell):
        for key in [key for key in self._shown if key.partition(".")[0] == cell]:
            self.stop_training(key)
            explorer, follow = self._shown.pop(key)
            explorer.unobserve(follow)


def described(explorer):
    """Return what a front end has to know of an explorer, as plain data."""
    return {
        "name": explorer.view.__name__,
        "trains": hasattr(explorer, "train"),
        "controls": [_CONTROLS[type(control)](control) for control in explorer.movable],
        "seen": seen(explorer),
    }


def seen(explorer):
    """Return what an explorer shows now, and how its controls stand, as plain data.

    Values are numbers, of choices the words on the button, and of a pad how many strokes it has;
    "options" are the buttons that
    there are, and "idle" the sliders for which the state has no use.
    """
    state, (picture, equation) = explorer.state, explorer.seen
    shown = explorer.movable
    return {
        "svg": picture.svg,
        "words": str(picture),
        "equation": equation,
        "values": {control.name: _worded(control, state) for control in shown},
        "options": {c.name: list(c.options_in(state)) for c in shown if isinstance(c, Choice)},
        "idle": [control.name for control in shown if not control.is_shown(state)],
    }


def _slider(control):
    return {
        "kind": "slider",
        "name": control.name,
        "latex": control.latex,
        "words": control.words,
        "colour": control.colour,
        "low": control.low,
        "high": control.high,
        "step": control.step,
        "decimals": 0 if control.is_whole else 2,
        "plays": control.plays,
    }


def _choice(control):
    return {
        "kind": "choice",
        "name": control.name,
        "words": control.label,
        "options": list(control.options),
    }


def _pad(control):
    return {"kind": "pad", "name": control.name, "words": control.words}


_CONTROLS = {Slider: _slider, Choice: _choice, Pad: _pad}


def _worded(control, state):
    value = getattr(state, control.name)
    if isinstance(control, Slider):
        return value
    if isinstance(control, Pad):
        return len(value)
    return next(words for words, meant in control.options_in(state).items() if meant == value)


def bundle(value):
    """Return what a notebook would show of a value: "data" by MIME type, perhaps "metadata"."""
    if not hasattr(value, "_repr_mimebundle_"):
        return {"data": {"text/plain": repr(value)}}
    made = value._repr_mimebundle_()
    data, metadata = made if isinstance(made, tuple) else (made, {})
    return {"data": data, "metadata": metadata} if metadata else {"data": data}


def names_read(source):
    """Return the names that a cell takes from elsewhere, in order, builtins among them."""
    table = _table(source)
    if table is None:
        return []
    own = {one.get_name() for one in table.get_symbols() if one.is_assigned() or one.is_imported()}
    return list(dict.fromkeys(name for name in _globals_in(table) if name not in own))


def names_made(source):
    """Return the names that a cell gives values to."""
    table = _table(source)
    symbols = table.get_symbols() if table else ()
    return [one.get_name() for one in symbols if one.is_assigned() or one.is_imported()]


def _table(source):
    try:
        return symtable.symtable(source, "<cell>", "exec")
    except SyntaxError:
        return None


def _globals_in(table):
    outermost = table.get_type() == "module"
    for one in table.get_symbols():
        if one.is_referenced() and (outermost or one.is_global()):
            yield one.get_name()
    for inner in table.get_children():
        yield from _globals_in(inner)


def _last_value(source, file, namespace):
    tree = ast.parse(source, file)
    shows = tree.body and isinstance(tree.body[-1], ast.Expr) and source.rstrip()[-1] != ";"
    last = tree.body.pop() if shows else None
    exec(compile(tree, file, "exec"), namespace)
    if last is not None:
        return eval(compile(ast.Expression(last.value), file, "eval"), namespace)


def _in_words(error, file):
    """Return the line of a cell in which an error arose, and the error as Python says it."""
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == file
    ]
    said = "".join(traceback.format_exception_only(error)).strip()
    return f"Line {lines[-1]}: {said}" if lines else said


as_json = json.dumps


def fetch_when_imported(packages, fetch):
    """Have `fetch` put a package where Python finds it, when something first imports it."""
    sys.meta_path.append(_Fetching(list(packages), fetch))


class _Fetching:
    def __init__(self, packages, fetch):
        self._packages, self._fetch = packages, fetch

    def find_spec(self, name, path=None, target=None):
        if name not in self._packages:
            return None
        self._packages.remove(name)
        self._fetch(name)
        importlib.invalidate_caches()
        return PathFinder.find_spec(name, path)


class _Printed(TextIOBase):
    """Tells what is printed: at once if the last time is a while ago, else with what follows."""

    def __init__(self, tell):
        self._tell, self._text, self._told = tell, "", 0.0

    def write(self, text):
        self._text += text
        if monotonic() - self._told > PAUSE and self._text.endswith("\n"):
            self.flush()
        return len(text)

    def flush(self):
        if self._text:
            self._tell(self._text)
            self._text, self._told = "", monotonic()
