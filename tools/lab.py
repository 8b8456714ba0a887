"""A Jupyter server of its own, and a page that drives it as a person would."""

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

TOKEN = "course"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SETTINGS = {
    "@jupyterlab/apputils-extension/notification.jupyterlab-settings": {
        "checkForUpdates": False,
    },
    "@jupyterlab/notebook-extension/tracker.jupyterlab-settings": {"windowingMode": "none"},
}


class Application(NamedTuple):
    """What shows the notebooks: the module that serves it, and the address of a notebook in it."""

    module: str
    address: str


JUPYTERLAB = Application("jupyterlab", "lab/workspaces/course/tree/{name}?reset&token={token}")
NOTEBOOK_7 = Application("notebook", "notebooks/{name}?token={token}")


def find_chromium():
    """Return the path of a Chromium or Chrome, or None."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next((path for path in map(shutil.which, names) if path), None)


@contextmanager
def jupyter_server(folder, root, application=JUPYTERLAB):
    """Serve the notebooks of `root`, with all files of Jupyter's own in `folder`; yield the URL."""
    for name, values in SETTINGS.items():
        path = folder / "settings" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), encoding="utf-8")
    environment = {
        **os.environ,
        "JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces"),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "IPYTHONDIR": str(folder / "ipython"),
    }
    with open(folder / "server.log", "w", encoding="utf-8") as log:
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                application.module,
                "--no-browser",
                "--ip=127.0.0.1",
                "--port=0",
                f"--IdentityProvider.token={TOKEN}",
                "--allow-root",
                "--expose-app-in-browser",
                f"--ServerApp.root_dir={root}",
            ],
            env=environment,
            stdout=log,
            stderr=log,
        )
    try:
        yield _wait_for_url(folder / "runtime", server, folder / "server.log")
    finally:
        server.terminate()
        server.wait(20)


def _wait_for_url(runtime, server, log, seconds=60):
    for _ in range(seconds * 10):
        for path in runtime.glob("jpserver-*.json"):
            url = json.loads(path.read_text(encoding="utf-8"))["url"]
            try:
                urllib.request.urlopen(f"{url}api?token={TOKEN}", timeout=5).close()
                return url
            except OSError:
                pass
        if server.poll() is not None:
            raise RuntimeError(f"Jupyter stopped:\n{log.read_text(encoding='utf-8')}")
        time.sleep(0.1)
    raise TimeoutError(f"Jupyter did not answer:\n{log.read_text(encoding='utf-8')}")


class Notebook:
    """A notebook in JupyterLab, or in Notebook 7, in a browser page."""

    def __init__(self, page, url, name, theme="JupyterLab Light", application=JUPYTERLAB):
        self.page, self.name, self.messages = page, name, []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.goto(url + application.address.format(name=name, token=TOKEN))
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        page.wait_for_function("window.jupyterapp !== undefined")
        self.wait_until_idle()
        self.change_theme(theme)

    def _hear(self, message):
        if message.type == "error":
            self.messages.append(f"{message.text} ({message.location.get('url', '')})")

    def execute(self, command, arguments=None):
        """Run a command of the application."""
        self.page.evaluate(
            "([command, args]) => window.jupyterapp.commands.execute(command, args)",
            [command, arguments or {}],
        )

    def change_theme(self, theme):
        """Show the application in a theme, and wait."""
        self.execute("apputils:change-theme", {"theme": theme})
        light = "true" if "Light" in theme else "false"
        self.page.wait_for_selector(f"body[data-jp-theme-light='{light}']", state="attached")

    def hide_sidebar(self):
        """Close the file browser, as one does to read."""
        self.page.evaluate("window.jupyterapp.shell.collapseLeft()")

    def run_all(self):
        """Run all cells, and wait."""
        self.execute("notebook:run-all-cells")
        self.wait_until_idle()

    def wait_until_idle(self, seconds=120):
        """Wait until every cell is done, and all that widgets have sent is answered."""
        self.page.wait_for_function(IDLE, timeout=1000 * seconds)
        for _ in range(2):  # a widget sends its last value when the one before is answered
            self.page.evaluate(ANSWERED)

    def shut_down(self):
        """End the kernel."""
        self.page.evaluate("jupyterapp.shell.currentWidget.sessionContext.shutdown()")

    def explorers(self):
        """Return a locator of the explorers that are shown."""
        return self.page.locator(".jp-OutputArea-output .nn-explorer")

    def explorer_parts(self):
        """Yield each explorer with its picture and its sliders."""
        for explorer in self.explorers().all():
            explorer.scroll_into_view_if_needed()
            yield (
                explorer,
                explorer.locator("svg.nn-picture"),
                explorer.locator(".widget-slider:visible").all(),
            )

    def active_cell(self):
        """Return the place of the cell that commands would act on."""
        return self.page.evaluate("jupyterapp.shell.currentWidget.content.activeCellIndex")

    def screenshots(self, folder, stem):
        """Save the notebook from its first screen to its last; return the files."""
        files, position, end = [], 0, 1
        while position < end:
            shown, end = self.page.evaluate(_SCROLL_TO, position)
            self.page.wait_for_timeout(300)
            files.append(folder / f"{stem}-{len(files) + 1:02}.png")
            self.page.screenshot(path=files[-1])
            position += shown
        return files


def press(page, slider, key):
    """Press a key on the handle of a slider."""
    slider.locator(".noUi-handle").focus()
    page.keyboard.press(key)


def shown(slider, picture):
    """Return the number beside a slider, and the picture as it is now, whatever has the focus."""
    drawn = picture.evaluate("p => p.outerHTML.replaceAll(' nn-focus', '')")
    return slider.locator(".widget-readout").inner_text(), drawn


def wait_for_change(page, slider, picture, before):
    """Return readout and picture once both differ from what they were."""
    for _ in range(100):
        now = shown(slider, picture)
        if now[0] != before[0] and now[1] != before[1]:
            return now
        page.wait_for_timeout(50)
    raise AssertionError(f"slider {slider.inner_text()!r}: still {shown(slider, picture)[0]}")


IDLE = """() => {
  const panel = window.jupyterapp.shell.currentWidget;
  const kernel = panel?.sessionContext?.session?.kernel;
  const prompts = [...document.querySelectorAll('.jp-InputArea-prompt')];
  return kernel?.status === 'idle' && !prompts.some(p => p.textContent.includes('[*]'));
}"""


# The kernel answers in order: what came before this request has been done, and is on the page.
ANSWERED = """async () => {
  const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  await kernel.requestExecute({ code: '', silent: true, store_history: false }).done;
  await new Promise(requestAnimationFrame);
}"""


_SCROLL_TO = """position => {
  const panel = document.querySelector('.jp-NotebookPanel .jp-WindowedPanel-outer');
  panel.scrollTop = position;
  return [panel.clientHeight, panel.scrollHeight];
}"""


@contextmanager
def chromium(playwright):
    """Start a Chromium."""
    browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
    try:
        yield browser
    finally:
        browser.close()


@contextmanager
def chromium_page(playwright, width=1280, height=800):
    """Open a page in a new Chromium."""
    with chromium(playwright) as browser:
        yield browser.new_page(viewport={"width": width, "height": height})


ROOT = Path(__file__).parents[1]
