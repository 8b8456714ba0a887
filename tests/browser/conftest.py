import fcntl
import os
import re
import shutil
from importlib.util import find_spec

import pytest
from lab import NOTEBOOK_7, ROOT, chromium, find_chromium, jupyter_server
from webdriver import ENGINES, opened
from xdist.scheduler import LoadScopeScheduling

SCREENSHOTS = ROOT / "screenshots"


class LessonByLesson(LoadScopeScheduling):
    """Side by side, the tests of a file that share a lesson stay together; all others go alone.

    So do those of an engine, which is started once.
    """

    def _split_scope(self, nodeid):
        return re.sub(r"::.*\[(\d\d_[a-z_]+|firefox|webkit).*", r"::\1", nodeid)


def pytest_xdist_make_scheduler(config, log):
    return LessonByLesson(config, log)


def do_without(thing, then):
    """Skip what needs a thing that is not here; in CI, fail."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no {thing} here, so {then}")


@pytest.fixture(scope="session")
def playwright():
    """Playwright, once it is certain that there is a browser for it to drive."""
    if find_chromium() is None:
        do_without("Chromium or Chrome", "the lessons are not tried in a browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def web_modules():
    """Where MathJax, reveal.js and axe-core are, once npm has fetched them."""
    from publish import MODULES, WEB, fetch_modules

    try:
        with open(WEB / "package-lock.json") as lock:  # of what runs side by side, one fetches
            fcntl.flock(lock, fcntl.LOCK_EX)
            fetch_modules()
    except RuntimeError as error:
        do_without("npm or network", f"pages, slides and accessibility are not tried: {error}")
    return MODULES


@pytest.fixture(scope="session")
def notebooks_folder(tmp_path_factory):
    """A copy of the notebooks."""
    folder = tmp_path_factory.mktemp("lab") / "notebooks"
    shutil.copytree(ROOT / "notebooks", folder)
    return folder


@pytest.fixture(scope="session")
def lab(notebooks_folder, playwright):
    """The address of a JupyterLab that serves a copy of the notebooks."""
    with jupyter_server(notebooks_folder.parent, notebooks_folder) as url:
        yield url


@pytest.fixture(scope="session")
def notebook_7(tmp_path_factory, notebooks_folder, playwright):
    """The address of a Notebook 7 that serves the same copy."""
    if find_spec("notebook") is None:
        do_without("Notebook 7", "the arrow keys are not tried in it")
    with jupyter_server(tmp_path_factory.mktemp("nb7"), notebooks_folder, NOTEBOOK_7) as url:
        yield url


@pytest.fixture(scope="session")
def browser(playwright):
    with chromium(playwright) as browser:
        yield browser


@pytest.fixture
def page(browser):
    with browser.new_page(viewport={"width": 1280, "height": 800}) as page:
        yield page


@pytest.fixture(scope="module", params=ENGINES)
def engine(request):
    """The name of an engine other than Chromium's."""
    if not ENGINES[request.param]():
        do_without(request.param, "live pages are not tried in it")
    return request.param


@pytest.fixture(scope="module")
def window(engine, tmp_path_factory):
    with opened(engine, tmp_path_factory.mktemp(engine)) as window:
        yield window


@pytest.fixture(scope="session")
def screenshots():
    """A folder for pictures to look at afterwards."""
    SCREENSHOTS.mkdir(exist_ok=True)
    return SCREENSHOTS
