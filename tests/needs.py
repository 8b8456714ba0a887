"""What tests do about what is not on every machine."""

import os
from contextlib import contextmanager

import pytest
from node import WEB, fetch_modules


def do_without(thing, then):
    """Skip what needs a thing that is not here; in CI, fail."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no {thing} here, so {then}")


def need_modules():
    """Have the JavaScript libraries that tests need, or do without."""
    try:
        with alone():
            fetch_modules()
    except RuntimeError as error:
        do_without("npm or network", f"formulas, pages and accessibility are not tried: {error}")


@contextmanager
def alone():
    """Of tests that run side by side, let one go on; on Windows they run one after another."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with open(WEB / "package-lock.json", "rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
