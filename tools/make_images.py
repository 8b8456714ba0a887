"""Draw the pictures of the README again: the chain-rule bench, as a learner meets it.

python tools/make_images.py
"""

import shutil
import tempfile
from pathlib import Path

from lab import ROOT, Notebook, chromium_page, jupyter_lab
from playwright.sync_api import sync_playwright


def main():
    """Photograph the first explorer of lesson 3 in JupyterLab."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        folder = Path(folder)
        shutil.copytree(ROOT / "notebooks", folder / "notebooks")
        with (
            jupyter_lab(folder, folder / "notebooks") as url,
            chromium_page(playwright, 1180, 1080) as page,
        ):
            notebook = Notebook(page, url, "03_chain_rule.ipynb")
            notebook.hide_sidebar()
            notebook.run_all()
            bench = notebook.explorers().first
            bench.evaluate("e => e.scrollIntoView({ block: 'center' })")
            page.wait_for_timeout(1000)
            bench.screenshot(path=ROOT / "images" / "chain_rule_bench.png")


if __name__ == "__main__":
    main()
