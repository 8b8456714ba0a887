"""What runs on Windows asks for nothing that only POSIX has, or looks first whether it is there."""

import ast
import os
from pathlib import Path

import pytest

from notebooks import ROOT

ONLY_POSIX = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
CALLS = {
    "os": {
        *("chown", "chroot", "fork", "forkpty", "getegid", "geteuid", "getgid", "getpgid"),
        *("getuid", "kill", "killpg", "mkfifo", "nice", "setpgid", "setsid", "setuid", "uname"),
        *("wait", "waitid", "WNOHANG", "sched_getaffinity", "sync"),
    },
    "signal": {
        *("SIGALRM", "SIGHUP", "SIGKILL", "SIGQUIT", "SIGUSR1", "SIGUSR2", "alarm", "pause"),
        *("ITIMER_REAL", "getitimer", "setitimer", "sigwait"),
    },
    "time": {"tzset"},
}
PLACES = ("/dev/", "/tmp/", "/proc/", "/etc/", "bin/python", "bin/jupyter")
ELSEWHERE = {
    "tools/mutants.py",  # forks a process for each mutant
    "tools/hub/course.py",  # for a server with Linux
}
FILES = sorted(
    path
    for folder in ("nnhelpers", "tests", "tools")
    for path in (ROOT / folder).rglob("*.py")
    if "node_modules" not in path.parts
    and path.name != "test_windows.py"
    and path.relative_to(ROOT).as_posix() not in ELSEWHERE
)


def asked_for(source):
    """What a source asks of POSIX without a look whether it is there, by line."""
    tree = ast.parse(source)
    looked = [node for node in ast.walk(tree) if looks(node)]
    inside = {id(one) for node in looked for one in ast.walk(node)}
    found = [node for node in ast.walk(tree) if is_posix(node) and id(node) not in inside]
    return [node.lineno for node in found]


def looks(node):
    """Whether this is a function, or the like, that looks for a thing before it asks for it."""
    match node:
        case ast.Try(handlers=handlers):
            return any("ImportError" in ast.unparse(one.type or node) for one in handlers)
        case ast.FunctionDef(body=body):
            return any("hasattr(" in ast.unparse(one) for one in body)
    return False


def is_posix(node):
    match node:
        case ast.Import(names=names):
            return any(one.name in ONLY_POSIX for one in names)
        case ast.ImportFrom(module=module, names=names):
            known = CALLS.get(module, set())
            return module in ONLY_POSIX or any(one.name in known for one in names)
        case ast.Attribute(value=ast.Name(id=module), attr=name):
            return name in CALLS.get(module, ())
        case ast.keyword(arg="preexec_fn" | "pass_fds"):
            return True
        case ast.Constant(value=str(words)):
            return words.startswith(PLACES)
    return False


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_asked_for_that_only_posix_has(path):
    assert asked_for(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "import resource",
        "from fcntl import flock",
        "from signal import SIGALRM",
        "os.fork()",
        "signal.setitimer(signal.ITIMER_REAL, 1)",
        "run(['ls'], preexec_fn=f)",
        "open('/dev/null')",
        "run(['bin/python', '-m', 'pytest'])",
        "def f():\n    os.killpg(1, 9)",
    ],
)
def test_what_only_posix_has_is_seen(source):
    assert asked_for(source)


@pytest.mark.parametrize(
    "source",
    [
        "try:\n    import resource\nexcept ImportError:\n    pass",
        "def f():\n    if hasattr(os, 'killpg'):\n        os.killpg(1, 9)",
        "os.devnull",
        "signal.signal(signal.SIGINT, f)",
    ],
)
def test_a_look_first_will_do(source):
    assert asked_for(source) == []


PORTS = {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
RESERVED = {"con", "prn", "aux", "nul", *PORTS}
MADE = {".git", ".venv", "node_modules", "build", "dist", "screenshots", "__pycache__"}


def names():
    """The files of the course, by their paths in it."""
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in MADE and "_cache" not in name]
        yield from (Path(folder, name).relative_to(ROOT).as_posix() for name in files)


def test_a_file_can_have_its_name_on_windows_too():
    found = list(names())
    assert "README.md" in found
    assert len({name.lower() for name in found}) == len(found)
    for name in found:
        for part in name.split("/"):
            assert not set(part) & set('<>:"\\|?*') and part[-1] not in ". ", name
            assert part.partition(".")[0].lower() not in RESERVED, name
