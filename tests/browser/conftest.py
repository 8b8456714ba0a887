import re
import shutil
from importlib.util import find_spec
from threading import Thread

import pytest
from lab import NOTEBOOK_7, ROOT, chromium, find_chromium, jupyter_server
from needs import do_without, need_modules
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
    """See that axe-core and others are there."""
    need_modules()


@pytest.fixture(scope="session")
def site_folder():
    """Where `make site` has written the site, which `make browser-test` does first."""
    folder = ROOT / "build" / "site"
    if not (folder / "sw.js").is_file():  # which is written last
        do_without("build/site", "its pages are not tried: make site")
    return folder


@pytest.fixture(scope="session")
def site(site_folder):
    """The address of the site, served on this machine."""
    from serve import server

    with server(site_folder) as serving:
        Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}/"
        serving.shutdown()


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
