import os
import shutil

import pytest
from lab import ROOT, chromium_page, find_chromium, jupyter_lab

SCREENSHOTS = ROOT / "screenshots"


@pytest.fixture(scope="session")
def playwright():
    """Playwright, once it is certain that there is a browser for it to drive."""
    if find_chromium() is None:
        if os.environ.get("CI"):
            pytest.fail("CI must drive the lessons in a browser, and there is no Chromium here")
        pytest.skip("no Chromium or Chrome here, so the lessons are not tried in a browser")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def notebooks_folder(tmp_path_factory):
    """A copy of the notebooks."""
    folder = tmp_path_factory.mktemp("lab") / "notebooks"
    shutil.copytree(ROOT / "notebooks", folder)
    return folder


@pytest.fixture(scope="session")
def lab(notebooks_folder, playwright):
    """The address of a JupyterLab that serves a copy of the notebooks."""
    with jupyter_lab(notebooks_folder.parent, notebooks_folder) as url:
        yield url


@pytest.fixture
def page(playwright):
    with chromium_page(playwright) as page:
        yield page


@pytest.fixture(scope="session")
def screenshots():
    """An empty folder for pictures to look at afterwards."""
    shutil.rmtree(SCREENSHOTS, ignore_errors=True)
    SCREENSHOTS.mkdir()
    return SCREENSHOTS
