"""Firefox and WebKit (the engine of Safari), driven by the commands of the WebDriver standard."""

import base64
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

KEYS = {"ArrowLeft": "\ue012", "ArrowRight": "\ue014", "Tab": "\ue004", "Control": "\ue009"}
PREFERENCES = {
    "marionette.port": 0,  # any that is free
    "remote.prefs.recommended": True,  # nothing asks Mozilla for updates
    "browser.shell.checkDefaultBrowser": False,
}


def find_firefox():
    """Return the path of Firefox, or None."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


def find_webkit():
    """Return the path of the browser that WebKit's driver starts, or None."""
    programs = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    return all(programs) and next(Path("/usr/lib").glob("*/webkit2gtk-*/MiniBrowser"), None)


ENGINES = {"firefox": find_firefox, "webkit": find_webkit}


@contextmanager
def opened(engine, folder, dark=False):
    """Start an engine, with all files of its own in a folder, and yield its `Window`."""
    with {"firefox": firefox, "webkit": webkit}[engine](Path(folder), dark) as command:
        yield Window(command)


@contextmanager
def firefox(folder, dark):
    preferences = PREFERENCES | {"layout.css.prefers-color-scheme.content-override": int(not dark)}
    lines = [f"user_pref({json.dumps(n)}, {json.dumps(v)});" for n, v in preferences.items()]
    (folder / "user.js").write_text("\n".join(lines), encoding="utf-8")
    program = [find_firefox(), "--headless", "--marionette", "--no-remote", "--profile"]
    with running([*program, str(folder)], folder):
        port = int(eventually((folder / "MarionetteActivePort").read_bytes, OSError, ValueError))
        with socket.create_connection(("127.0.0.1", port)) as connection:
            talk = Marionette(connection)
            talk("NewSession")
            yield talk


class Marionette:
    """What geckodriver does: commands go to Firefox itself, each with its length before it."""

    NAMES = {
        "url": "Navigate",
        "execute/sync": "ExecuteScript",
        "actions": "PerformActions",
        "screenshot": "TakeScreenshot",
        "window/rect": "SetWindowRect",
    }

    def __init__(self, connection):
        self.connection = connection.makefile("rwb")
        self.read()  # it greets

    def read(self):
        length = b"".join(iter(lambda: self.connection.read(1), b":"))
        return json.loads(self.connection.read(int(length)))

    def __call__(self, name, parameters=None):
        name = self.NAMES.get(name, name)
        parameters = parameters or {"full": False}  # a screenshot is of what is in view
        message = json.dumps([0, 1, f"WebDriver:{name}", parameters]).encode()
        self.connection.write(b"%d:%s" % (len(message), message))
        self.connection.flush()
        *_, error, result = self.read()
        if error:
            raise RuntimeError(f"{name}: {error['message']}")
        return result.get("value")


@contextmanager
def webkit(folder, dark):
    options = {"binary": str(find_webkit()), "args": ["--automation"]}
    capabilities = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with screen(folder) as display:
        environment = os.environ | {
            "DISPLAY": display,
            "HOME": str(folder),
            "GTK_THEME": "Adwaita:dark" if dark else "Adwaita",
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",  # which root cannot have
        }
        with running(["WebKitWebDriver", f"--port={port}"], folder, env=environment):
            ask = Http(f"http://127.0.0.1:{port}/session")
            ask.address += "/" + eventually(
                lambda: ask("", {"capabilities": capabilities})["sessionId"], OSError
            )
            yield ask
            ask("", method="DELETE")


class Http:
    """Commands of WebDriver as they are sent over HTTP."""

    def __init__(self, address):
        self.address = address

    def __call__(self, name, parameters=None, method=None):
        body = None if parameters is None else json.dumps(parameters).encode()
        address = f"{self.address}/{name}".rstrip("/")
        request = urllib.request.Request(address, body, method=method)
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{name}: {error.read().decode()}") from error


@contextmanager
def screen(folder):
    """Start a screen that nobody sees; yield its name."""
    program = ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with running(program, folder, stdout=subprocess.PIPE, encoding="utf-8") as server:
        yield f":{server.stdout.readline().strip()}"


@contextmanager
def running(program, folder, **how):
    with (
        open(folder / "log", "a", encoding="utf-8") as log,
        subprocess.Popen(program, stderr=log, **{"stdout": log, **how}) as process,
    ):
        try:
            yield process
        finally:
            process.terminate()


def eventually(attempt, *errors, seconds=60):
    """Return what an attempt returns once it raises none of the errors."""
    end = time.monotonic() + seconds
    while True:
        try:
            return attempt()
        except errors:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


class Window:
    """The window of an engine, used as a person uses it."""

    def __init__(self, command):
        self.command = command

    def visit(self, address):
        self.command("url", {"url": address})

    def run(self, script, *arguments):
        """Return what the body of a function in the page returns for the arguments."""
        return self.command("execute/sync", {"script": script, "args": arguments})

    def until(self, script, *arguments, seconds=60):
        """Wait until an expression is true of the arguments, and return it."""

        def attempt():
            value = self.run(f"return {script}", *arguments)
            assert value, f"not within {seconds} seconds: {script} of {arguments[:1]}"
            return value

        return eventually(attempt, AssertionError, seconds=seconds)

    def resize(self, width, height):
        """Make the page as wide and high as asked, or as nearly as the engine's window can be."""
        frame = self.run("return [outerWidth - innerWidth, outerHeight - innerHeight]")
        size = {"x": 0, "y": 0, "width": width + frame[0], "height": height + frame[1]}
        self.command("window/rect", size)
        self.run("return new Promise(done => setTimeout(done, 300))")  # it is laid out anew

    def click(self, x, y):
        press = [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        move = {"type": "pointerMove", "x": round(x), "y": round(y), "origin": "viewport"}
        self.act({"type": "pointer", "id": "mouse", "actions": [move, *press]})

    def click_on(self, selector, across=0.5):
        """Click on an element, as far from its left edge to its right one as asked."""
        self.click(*self.run(MIDDLE, selector, across))

    def drag(self, start, right, down=0, steps=5):
        """Press the button of the mouse, move it so far, and let go."""
        places = [
            (start[0] + right * step / steps, start[1] + down * step / steps)
            for step in range(steps + 1)
        ]
        moves = [
            {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 30} for x, y in places
        ]
        press, release = ({"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp"))
        actions = [moves[0], press, *moves[1:], release]
        self.act({"type": "pointer", "id": "mouse", "actions": actions})

    def press(self, *keys):
        """Press keys together: names of keys, or characters."""
        keys = [KEYS.get(key, key) for key in keys]
        down = [{"type": "keyDown", "value": key} for key in keys]
        up = [{"type": "keyUp", "value": key} for key in reversed(keys)]
        self.act({"type": "key", "id": "keyboard", "actions": [*down, *up]})

    def type(self, text):
        for character in text:
            self.press(character)

    def act(self, source):
        self.command("actions", {"actions": [source]})

    def screenshot(self, path):
        path.write_bytes(base64.b64decode(self.command("screenshot")))


MIDDLE = """
const [selector, across] = arguments;
const element = document.querySelector(selector);
element.scrollIntoView({ block: "center", behavior: "instant" });
const { left, top, width, height } = element.getBoundingClientRect();
return [left + across * width, top + height / 2];
"""
