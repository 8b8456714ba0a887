"""Change one place of the code at a time, and print what the tests do not notice.

python tools/mutants.py [--sample 200 [--seed 1]] [nnhelpers/network.py nnhelpers/pictures ...]

A mutant is the package with one comparison, operator, number, argument, call or result changed;
words stay, of docstrings, errors and pictures, and so does `strict`. It lives in a copy of the
course, and meets the tests that call the function that was changed, in a process forked from one
that has loaded NumPy and pytest already. A survivor is a hole in the tests, or no mistake: which
of the two, a reader must judge.
"""

import argparse
import ast
import gc
import importlib
import os
import pickle
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
MATHEMATICS = (
    *("backprop", "network", "costs", "activations", "neuron", "paths", "gradients", "wishes"),
    *("clinic", "tracing", "descent", "runs", "digits", "trained", "published", "symbols"),
    *("_checks", "_fits"),
)
LOADED_ONCE = (
    *("hypothesis.strategies", "IPython", "ipywidgets", "matplotlib.figure", "nbformat"),
    *("numpy.testing", "threadpoolctl", "yaml"),
)
QUICKLY = (
    *("-q", "--ignore=tests/browser", "-W", "ignore::pytest.PytestAssertRewriteWarning"),
    *(
        part
        for p in ("cacheprovider", "nbval", "xdist", "unraisableexception")
        for part in ("-p", f"no:{p}")
    ),
)
ENOUGH, SLOW = 20, 2  # seconds of all tests that a mutant meets, and of one
LEFT = ("survived", "untested")
SWAPPED = [
    *((ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.Is, ast.IsNot)),
    *((ast.In, ast.NotIn), (ast.And, ast.Or), (ast.BitAnd, ast.BitOr)),  # codespell:ignore
    *((ast.Add, ast.Sub), (ast.Mult, ast.Div)),
]
OTHER = {
    **dict(SWAPPED),
    **{other: one for one, other in SWAPPED},
    **{ast.FloorDiv: ast.Div, ast.Mod: ast.Mult, ast.Pow: ast.Mult},
}
OTHER_NAME = {"all": "any", "any": "all", "min": "max", "max": "min"}
PASSES_ON = {"abs", "float", "int", "list", "reversed", "round", "sorted", "tuple"}
GIVES_ITSELF = {"astype", "copy", "ravel", "reshape", "strip", "take", "transpose"}


class Mutant(NamedTuple):
    """The package with one place changed: the line, the change, and the whole source of the file.

    `places` are the first and last line of the function that is changed, or None outside of one.
    """

    path: str
    line: int
    change: str
    source: bytes
    places: tuple | None


def changes(node):
    """Yield what may stand in the place of a node of the syntax tree."""
    copy = {name: getattr(node, name) for name in node._fields}
    match node:
        case ast.Compare(ops=[op, *_]) if type(op) in OTHER:
            yield ast.Compare(**copy | {"ops": [OTHER[type(op)](), *node.ops[1:]]})
            if node.ops[1:]:
                last = OTHER[type(node.ops[-1])]()
                yield ast.Compare(**copy | {"ops": [*node.ops[:-1], last]})
        case ast.BinOp(op=op) | ast.BoolOp(op=op) | ast.AugAssign(op=op) if type(op) in OTHER:
            yield type(node)(**copy | {"op": OTHER[type(op)]()})
        case ast.UnaryOp(operand=operand):
            yield operand
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value) | float(value)):
            yield ast.Constant(value + 1)
        case ast.Name(id=name) if name in OTHER_NAME:
            yield ast.Name(OTHER_NAME[name])
        case ast.Attribute(attr=name) if name in OTHER_NAME:
            yield ast.Attribute(node.value, OTHER_NAME[name])
        case ast.Call(func=ast.Name(id=name), args=[argument]) if name in PASSES_ON:
            yield argument
        case ast.Call(func=ast.Attribute(value=value, attr=name)) if name in GIVES_ITSELF:
            yield value
        case ast.Attribute(value=value, attr="T"):
            yield value
        case ast.Expr(value=ast.Call()) | ast.Raise():
            yield ast.Pass()
        case ast.Return(value=value) if value is not None and not is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.If(test=test) | ast.IfExp(test=test) if not isinstance(
            test, (ast.Compare, ast.BoolOp, ast.UnaryOp)
        ):
            yield type(node)(**copy | {"test": ast.UnaryOp(ast.Not(), test)})
    if isinstance(node, ast.Call):
        for keyword in node.keywords:
            if keyword.arg not in (None, "strict"):
                left = [other for other in node.keywords if other is not keyword]
                yield ast.Call(**copy | {"keywords": left})


def is_none(node):
    """Whether this is the constant None."""
    return isinstance(node, ast.Constant) and node.value is None


def places(node, anchor=None, function=None):
    """Yield (node, anchor, function) for each place that may be changed.

    The anchor is the piece of the source to replace: the node, or the f-string that it is in.
    """
    if isinstance(node, (ast.FunctionDef, ast.Lambda)) and function is None:
        first = min(part.lineno for part in (node, *getattr(node, "decorator_list", [])))
        function = first, node.end_lineno
    if isinstance(node, ast.JoinedStr):
        anchor = anchor or node
    yield node, anchor or node, function
    if isinstance(node, ast.Raise) or (isinstance(node, ast.keyword) and node.arg == "strict"):
        return
    for name, value in ast.iter_fields(node):
        if name not in ("annotation", "returns", "format_spec"):
            for part in value if isinstance(value, list) else [value]:
                if isinstance(part, ast.AST):
                    yield from places(part, anchor, function)


def mutants(path):
    """Yield each `Mutant` of a file."""
    source = (ROOT / path).read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node, anchor, function in places(ast.parse(source)):
        for changed in changes(node):
            if isinstance(node, ast.If):
                node, anchor, changed = node.test, node.test, changed.test
            first = starts[anchor.lineno - 1] + anchor.col_offset
            last = starts[anchor.end_lineno - 1] + anchor.end_col_offset
            text = written(anchor, node, changed)
            before = " ".join(source[first:last].decode().split())
            line = source[starts[anchor.lineno - 1] : starts[anchor.lineno]].decode().strip()
            after = f"({text}" if isinstance(anchor, ast.expr) else text
            after += "\n" * (anchor.end_lineno - anchor.lineno)  # the lines after it stay theirs
            after += ")" if isinstance(anchor, ast.expr) else ""
            mutated = source[:first] + after.encode() + source[last:]
            change = f"{before}  ->  {text}   in: {line}"
            yield Mutant(path, anchor.lineno, change, mutated, function)


def written(anchor, node, changed):
    """Return the source of the anchor with the node changed."""
    if anchor is node:
        return ast.unparse(changed)
    kept = node.__class__, node.__dict__
    node.__class__, node.__dict__ = changed.__class__, changed.__dict__
    text = ast.unparse(anchor)
    node.__class__, node.__dict__ = kept
    return text


class Calls:
    """A pytest plugin: how long each test takes, and the functions of the package it calls."""

    def __init__(self):
        self.seconds, self.calls, self.failed = {}, {}, []
        self.package = f"{os.getcwd()}/nnhelpers/"

    def pytest_runtest_logstart(self, nodeid):
        """Begin to note the functions that a test, with what it sets up, calls."""
        self.current = self.calls[nodeid] = set()
        sys.setprofile(self.note)

    def note(self, frame, event, _):
        """Note a call."""
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(self.package):
            self.current.add((code.co_filename, code.co_firstlineno))

    def pytest_runtest_logfinish(self):
        """Stop noting."""
        sys.setprofile(None)

    def pytest_runtest_logreport(self, report):
        """Note how long it took."""
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0) + report.duration
        if report.failed:
            self.failed.append(report.nodeid)


class Chosen:
    """A pytest plugin: run the tests that concern a mutant, in their order."""

    def __init__(self, tests):
        self.place = {test: number for number, test in enumerate(tests)}

    def pytest_collection_modifyitems(self, items):
        """Keep and order the tests."""
        items[:] = [item for item in items if item.nodeid in self.place]
        items.sort(key=lambda item: self.place[item.nodeid])


def run(arguments, plugin, limit, result=None):
    """Run pytest in a process of its own; return how it ended, "late" if it was stopped."""
    pid = os.fork()
    if pid == 0:
        os.setsid()
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        code = 1
        try:
            code = pytest.main([*QUICKLY, *arguments], plugins=[plugin])
            if result:
                result.write_bytes(pickle.dumps((plugin.seconds, plugin.calls, plugin.failed)))
        finally:
            os._exit(int(code))
    end = time.monotonic() + limit
    while time.monotonic() < end:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.killpg(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return "late"


def concerned(mutant, seconds, calls):
    """Yield the tests of a mutant, file by file: its own first, then the quickest first.

    They are those that call its function; and those of the files that have its module's name or
    its package's, for a test may reach a function through a cache, a kernel or a decorator, where
    no call is seen; or, of a mutant outside of all functions, those that call anything in its
    module or import it. Of other files than its own only the quickest, `ENOUGH` seconds together,
    and none that is `SLOW`.
    """
    path = Path(mutant.path)
    own = {f"tests/test_{name.strip('_')}.py" for name in (path.stem, path.parent.name)}
    first, last = mutant.places or (0, sys.maxsize)
    calling = {
        test
        for test, called in calls.items()
        if any(file.endswith(f"/{path}") and first <= line <= last for file, line in called)
    }
    naming = set(own)
    if mutant.places is None or not calling:
        imported = re.compile(
            rf"(from nnhelpers\S* import (\([^)]*|.*)|nnhelpers\S*\.)\b{path.stem}\b"
        )
        files = (ROOT / "tests").glob("test_*.py")
        texts = {file.name: file.read_text(encoding="utf-8") for file in files}
        naming |= {f"tests/{name}" for name, text in texts.items() if imported.search(text)}
    chosen = calling | {test for test in calls if file_of(test) in naming}
    by_file, spent = {}, 0.0
    for test in sorted(chosen, key=lambda test: (test not in calling, seconds[test])):
        is_own = file_of(test) in own
        spent += 0 if is_own else seconds[test]
        if is_own or spent < ENOUGH and seconds[test] < SLOW:
            by_file.setdefault(file_of(test), []).append(test)
    yield from sorted(
        by_file.values(),
        key=lambda tests: (file_of(tests[0]) not in own, sum(map(seconds.get, tests))),
    )


def file_of(test):
    """Return the file of a test."""
    return test.partition("::")[0]


def copied(folder):
    """Copy what git keeps of the course into a folder."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    for name in listed.stdout.split("\0")[:-1]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)


def verdict(mutant, seconds, calls):
    """Run the tests of a mutant in the copy; return "killed", "late" or one of `LEFT`."""
    path = Path(mutant.path)
    kept = path.read_bytes()
    path.write_bytes(mutant.source)
    said = "untested"
    for tests in filter(None, concerned(mutant, seconds, calls)):
        limit = 60 + 10 * sum(map(seconds.get, tests))
        ended = run(["-x", file_of(tests[0])], Chosen(tests), limit)
        said = {0: "survived", "late": "late"}.get(ended, "killed")
        if said != "survived":
            break
    path.write_bytes(kept)
    return said


def modules(names):
    """Return the paths of the modules named, those of the mathematics if none is."""
    for name in names or [f"nnhelpers/{name}.py" for name in MATHEMATICS]:
        path = ROOT / name
        found = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        yield from (str(file.relative_to(ROOT)) for file in found)


def recorded(folder):
    """Run all tests once; return the seconds of each that passes, and what it calls."""
    note = folder / "calls"
    run(["tests", "nnhelpers"], Calls(), 1800, note)
    seconds, calls, failed = pickle.loads(note.read_bytes())
    if not calls:
        raise SystemExit("the tests cannot be run")
    if failed:
        print("left out, for they fail without a mutant:", *failed, sep="\n  ")
    return seconds, {test: called for test, called in calls.items() if test not in failed}


def survey(drawn):
    """Try mutants in a copy of the course; print those that live; return verdicts by module."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy is loaded; it is quicker beside others
    for name in LOADED_ONCE:
        importlib.import_module(name)
    pytest.main([*QUICKLY, "--version"])  # loads what it is made of
    gc.freeze()
    verdicts = {}
    with tempfile.TemporaryDirectory() as folder:
        copied(Path(folder))
        os.chdir(folder)
        sys.path.insert(0, folder)
        os.environ["PYTHONPATH"] = folder
        seconds, calls = recorded(Path(folder))
        # compiled once, and then no more: a mutant can be as old and as long as the file was
        sys.dont_write_bytecode = True
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        for mutant in drawn:
            said = verdict(mutant, seconds, calls)
            verdicts.setdefault(mutant.path, Counter())[said] += 1
            if said in LEFT:
                print(f"{mutant.path}:{mutant.line}: {said}: {mutant.change}", flush=True)
        os.chdir(ROOT)
    return verdicts


def main():
    """Print a line for each survivor, and a table of modules."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sample", type=int, help="so many, drawn at random from all")
    parser.add_argument("--seed", type=int, default=2015, help="of the draw")
    parser.add_argument("modules", nargs="*")
    arguments = parser.parse_args()
    drawn = [mutant for path in modules(arguments.modules) for mutant in mutants(path)]
    if arguments.sample:
        drawn = random.Random(arguments.seed).sample(drawn, min(arguments.sample, len(drawn)))
    verdicts = survey(drawn)
    verdicts["together"] = sum(verdicts.values(), Counter())
    print(f"{'':44}{'mutants':>8}{'killed':>8}{'late':>8}{'left':>8}")
    for path, of in verdicts.items():
        left = sum(of[said] for said in LEFT)
        print(f"{path:44}{of.total():8}{of['killed']:8}{of['late']:8}{left:8}")


if __name__ == "__main__":
    main()
