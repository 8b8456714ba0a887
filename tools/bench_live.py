"""The live page of a lesson, beside the same page with Python's files as Pyodide has them."""

import re
import shutil
import tempfile
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread

import engine
import publish
from bench_browser import BARE, HANDLE, WATCH, shown_in_lab, time_presses
from bench_table import row
from lab import ROOT, chromium, find_chromium
from node import run
from page_cells import is_imports, page_cells
from serve import Handler, read

SITE = ROOT / "build" / "site"
LESSON = "03_chain_rule"
WAIT = 120_000  # milliseconds
LIVE_MARK = """() => performance.getEntriesByType("mark").find(m => m.name.startsWith("live "))
  ?.startTime / 1000"""
KEPT = "() => navigator.serviceWorker.controller"
UNCOMPILED = ("python_stdlib.zip", "pyodide-lock.json")


def bench_live():
    """Time how soon an explorer is live, and how soon it answers; count what is sent until then."""
    from playwright.sync_api import sync_playwright

    if find_chromium() is None or not (SITE / "sw.js").is_file():
        print("no Chromium or Chrome here, or no build/site (make site): live pages are not timed")
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        other = Path(folder) / "site"
        write_as_it_comes(other)
        bench_stages(SITE, other)
        with served(SITE) as ours, served(other) as theirs:
            bench_visits(playwright, ours, theirs)
            bench_presses(playwright, ours)


def write_as_it_comes(folder):
    """Write the site into a folder with Python's files as Pyodide and the course have them."""
    shutil.copytree(SITE, folder, ignore=shutil.ignore_patterns("sw.js"))
    python = folder / "python"
    (numpy,) = (path.name for path in python.glob("numpy-*"))
    for file in (publish.WHEELS / numpy, *map(engine.PYODIDE.joinpath, UNCOMPILED)):
        shutil.copy(file, python)
    engine.copy_course(folder.parent / "course" / "nnhelpers")
    engine.zipped(folder.parent / "course", python / "nnhelpers.zip")
    page = (folder / f"{LESSON}.html").read_text(encoding="utf-8")
    publish.write_service(folder, re.search(r'data-edition="(\w+)"', page)[1])


# --- the stages, in node -------------------------------------------------------------------------


def bench_stages(ours, other, rounds=5):
    """Time the stages of a start in node, in seconds of the processor."""
    cells = [c for c in page_cells(publish.notebooks()[LESSON]) if c.unasked]
    given = {
        "imports": "\n".join(c.cell.source for c in cells if is_imports(c.cell.source)),
        "explorers": [c.explorer["name"] for c in cells if c.explorer],
    }
    times = {ours: [], other: []}
    for _ in range(rounds):
        for site in times:
            times[site].append(run("stages.mjs", given={**given, "folder": str(site / "python")}))
    stages = {
        site: {name: median(time[name] for time in taken) for name in taken[0]}
        for site, taken in times.items()
    }
    names = {
        "python": "Python's core starts",
        "numpy": "import of numpy",
        "nnhelpers": "import of nnhelpers, explorers",
        "view": "the first explorer opens",
    }
    for name, words in names.items():
        row(
            f"in node, files as they come: {words}",
            stages[ours][name],
            stages[other][name],
            "CPU s",
        )
    whole = [sum(stages[site][name] for name in names) for site in (ours, other)]
    row("in node, files as they come: all of these", *whole, "CPU s")
    steps = [1000 * stages[site]["step"] for site in (ours, other)]
    row("in node, files as they come: a step of a slider", *steps, "CPU ms")


# --- visits --------------------------------------------------------------------------------------


class Counted:
    """A file to write to, which counts."""

    def __init__(self, file):
        self.file, self.size = file, 0

    def write(self, content):
        self.size += len(content)
        return self.file.write(content)

    def __getattr__(self, name):
        return getattr(self.file, name)


class CountingHandler(Handler):
    """Notes what it sends for each request, headers and all."""

    def setup(self):
        super().setup()
        self.wfile = Counted(self.wfile)

    def do_GET(self):
        super().do_GET()
        self.server.sent.append((self.path, self.wfile.size))
        self.wfile.size = 0


@contextmanager
def served(folder):
    """Serve a site; yield the server, which has a list of what it `sent`."""
    for path in publish.files(folder):
        read(path, path.stat().st_mtime_ns)
    handler = partial(CountingHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.sent = []
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def address(server):
    return f"http://127.0.0.1:{server.server_port}/{LESSON}.html"


def bench_visits(playwright, ours, theirs, rounds=5):
    """Time the first and the second visit of readers who have never been there."""
    visits = {ours: [], theirs: []}
    with chromium(playwright) as browser:
        for _ in range(rounds):
            for server in visits:
                visits[server].append(visit_twice(browser, server))
    first, second, sent, kept, again = zip(
        *(map(median, zip(*v, strict=True)) for v in visits.values()), strict=True
    )
    row("first live explorer, first visit: files as they come", *first, "s", 1.8)
    row("    the same, against 5 s", first[0], 5.0, "s", 1)
    row("first live explorer, second visit: files as they come", *second, "s")
    row("sent until a page has all it needs: files as they come", *sent, "MB")
    row("    the same, against 14 MB", sent[0], 14.0, "MB", 1)
    row("sent afterwards, to keep all pages: files as they come", *kept, "MB")
    row("sent at the second visit: at the first", again[0], sent[0], "MB")


def visit_twice(browser, server):
    """Return the seconds of both visits, and the megabytes sent for the page, then to keep, again."""
    server.sent.clear()
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        first = seconds_to_live(context, server)
        paths = [path for path, _ in server.sent]
        sizes = [size / 1e6 for _, size in server.sent]
        its_own = paths.index("/sw.js")
        server.sent.clear()
        second = seconds_to_live(context, server)
        again = sum(size for _, size in server.sent) / 1e6
    return first, second, sum(sizes[:its_own]), sum(sizes[its_own:]), again


def seconds_to_live(context, server):
    """Visit the page until all of the site is kept; return when its first explorer was live."""
    with context.new_page() as page:
        page.goto(address(server))
        time = page.wait_for_function(LIVE_MARK, timeout=WAIT).json_value()
        page.wait_for_function(KEPT, timeout=WAIT)
    return time


# --- a key press ---------------------------------------------------------------------------------


def bench_presses(playwright, server):
    """Time a key press on a slider of the page to the painted picture."""
    with (
        chromium(playwright) as browser,
        browser.new_page(viewport={"width": 1280, "height": 800}) as page,
        shown_in_lab(playwright, (BARE,)) as (_, outputs),
    ):
        page.goto(address(server))
        figure = page.locator('[data-explorer="chain_rule_bench"][data-state="live"]').first
        figure.wait_for()
        page.wait_for_function(KEPT, timeout=WAIT)
        figure.evaluate(WATCH)
        places = {"ours": (figure, "input[type=range]"), BARE: (outputs[BARE], HANDLE)}
        times = time_presses(places, presses=60)
    row(
        "key press to painted picture: a bare widget in JupyterLab",
        times["ours"],
        times[BARE],
        "ms",
        1,
    )
    row("    the same, the goal", times["ours"], times[BARE], "ms", 1 / 0.8)
