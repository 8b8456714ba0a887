"""Have a class use the course on a JupyterHub of its own, and print what that takes.

    python tools/classroom.py LEARNERS

Each learner logs in, starts a server, follows the link that brings the lessons (nbgitpuller), runs
lesson 3 in a kernel and moves the sliders of its explorers, as a browser would and with as little
knowledge of them. Then the teacher mends the lesson, and each learner follows the link once more.
The hub, its proxy and all servers are on the loopback, and are ended in the end.
"""

import argparse
import json
import os
import re
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Barrier, BrokenBarrierError
from typing import NamedTuple
from urllib.parse import quote
from uuid import uuid4

import psutil
import requests
import websocket
from node import ROOT, fetch_modules

HUB = ROOT / "tools" / "hub"
LESSON = "notebooks/03_chain_rule.ipynb"
ANSWER, MENDED = "\n# an answer of {name}\n", "Mended by the teacher."
PATIENCE = 300  # seconds, for whatever is waited for
MOVES, PAUSE = 6, 0.1  # of each slider; seconds between two, as in a drag


class Times(NamedTuple):
    """What a learner waits for, in seconds; `moves` for each move of a slider."""

    server: float
    lesson: float
    moves: list


# --- the hub and the repository ------------------------------------------------------------------


@contextmanager
def hub(folder):
    """Serve with JupyterHub, its files in `folder`; yield its address and its process."""
    fetch_modules(HUB)
    ports = free_ports(3)
    command = [sys.executable, "-m", "jupyterhub", "-f", HUB / "trial.py"]
    (folder / "homes").mkdir(parents=True)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "CLASS_PORTS": json.dumps(ports)}
    with open(folder / "hub.log", "w", encoding="utf-8") as log:
        process = psutil.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
    try:
        url = f"http://127.0.0.1:{ports[0]}"
        wait_until(lambda: answers(f"{url}/hub/health"), "the hub does not answer")
        yield url, process
    finally:
        everything = process.children(recursive=True)
        process.terminate()
        psutil.wait_procs([process], timeout=60)
        for left in psutil.wait_procs([process, *everything], timeout=5)[1]:
            left.kill()


def free_ports(count):
    """Return ports of the loopback that nothing listens to."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def answers(url):
    """Return whether there is a server, and content with itself."""
    try:
        return requests.get(url, timeout=10).ok
    except requests.ConnectionError:
        return False


def wait_until(is_so, otherwise, pause=0.25):
    """Wait until something is so.

    Raises
    ------
    TimeoutError
        If it is not, after a long time.
    """
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError(otherwise)
        time.sleep(pause)


class Fork:
    """A repository with the course, from which learners get it, and the teacher's copy of it."""

    def __init__(self, folder):
        self.link, self._copy = link_to(folder / "course"), folder / "teacher"
        git("clone", "--quiet", "--bare", ROOT, folder / "course")
        git("-C", folder / "course", "update-ref", "refs/heads/main", "HEAD")
        git("-C", folder / "course", "symbolic-ref", "HEAD", "refs/heads/main")
        git("clone", "--quiet", folder / "course", self._copy)

    def mend(self):
        """Write something into the head of the lesson, and publish it."""
        path = self._copy / LESSON
        notebook = json.loads(path.read_text(encoding="utf-8"))
        notebook["cells"][0]["source"].append(f"\n\n{MENDED}")
        text = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
        path.write_text(text, encoding="utf-8")
        author = ("-c", "user.name=teacher", "-c", "user.email=teacher@localhost")
        git("-C", self._copy, *author, "commit", "--quiet", "--all", "--message", MENDED)
        git("-C", self._copy, "push", "--quiet")


def link_to(repository):
    """Return the link of CLASSROOM.md, without the hub's address, to this repository."""
    page = (ROOT / "CLASSROOM.md").read_text(encoding="utf-8")
    link = re.search(r"https://HUB(/hub/user-redirect/git-pull\S+)", page)[1]
    github = quote("https://github.com/OWNER/REPO", safe="")
    return link.replace(github, quote(repository.as_uri(), safe="")).replace("REPO", "course")


def git(*arguments):
    """Run git."""
    subprocess.run(["git", *arguments], check=True)


# --- a learner -----------------------------------------------------------------------------------


class Learner:
    """Somebody with a browser, who knows the link and nothing else."""

    def __init__(self, url, name):
        self.url, self.name, self._web = url, name, requests.Session()

    def log_in(self):
        """Fill in the form."""
        form = f"{self.url}/hub/login"
        self._ask("GET", form)
        token = self._web.cookies.get("_xsrf", path="/hub/")
        fields = {"username": self.name, "password": "any", "_xsrf": token}
        self._ask("POST", form, data=fields, allow_redirects=False)

    def start_server(self):
        """Ask for a server until it is there, as often as the hub says."""
        end = time.monotonic() + PATIENCE
        while (asked := self._web.get(f"{self.url}/hub/spawn", timeout=60)).status_code == 429:
            if time.monotonic() > end:
                raise TimeoutError(f"{self.name} was put off for too long")
            time.sleep(min(int(asked.headers.get("Retry-After", 1)), 5))
        asked.raise_for_status()
        wait_until(self._is_in_the_lab, f"no server for {self.name}")

    def _is_in_the_lab(self):
        """Return whether JupyterLab opens; until then the hub answers in its place."""
        answer = self._web.get(self._mine("lab"), timeout=60)
        return answer.ok and "/hub/" not in answer.url

    def follow_the_link(self, link):
        """Get the lessons, or what is new in them, by the link that a teacher has sent."""
        page = self._ask("GET", self.url + link).url
        told = self._ask("GET", page.replace("/git-pull?", "/git-pull/api?"))  # as the page does
        lines = [line for line in told.text.splitlines() if line.startswith("data: ")]
        if json.loads(lines[-1].removeprefix("data: "))["phase"] != "finished":
            raise RuntimeError(f"{self.name} got no lessons:\n{told.text}")

    def open_lesson(self):
        """Return the notebook."""
        return self._ask("GET", self._mine(f"api/contents/course/{LESSON}")).json()["content"]

    def save_lesson(self, notebook):
        """Store the notebook in its place."""
        model = {"type": "notebook", "format": "json", "content": notebook}
        self._ask("PUT", self._mine(f"api/contents/course/{LESSON}"), json=model)

    def put_lesson_aside(self):
        """Give the notebook another name."""
        url = self._mine(f"api/contents/course/{LESSON}")
        self._ask("PATCH", url, json={"path": f"course/{LESSON}".replace(".", "-spoiled.")})

    def kernel(self):
        """Start a kernel for the lesson, and return the line to it."""
        asked = {
            "path": f"course/{LESSON}",
            "type": "notebook",
            "name": "",
            "kernel": {"name": "python3"},
        }
        model = self._ask("POST", self._mine("api/sessions"), json=asked).json()
        path = self._mine(f"api/kernels/{model['kernel']['id']}/channels")
        cookies = "; ".join(f"{one.name}={one.value}" for one in self._cookies())
        return Kernel(path.replace("http://", "ws://"), cookies, self.url)

    def _mine(self, path):
        return f"{self.url}/user/{self.name}/{path}"

    def _cookies(self):
        paths = "/", f"/user/{self.name}/"
        return [one for one in self._web.cookies if one.path in paths]

    def _ask(self, method, url, **options):
        token = {one.name: one.value for one in self._cookies()}.get("_xsrf", "")
        headers = {"X-XSRFToken": token}
        answer = self._web.request(method, url, headers=headers, timeout=PATIENCE, **options)
        answer.raise_for_status()
        return answer


class Kernel:
    """A line to a kernel, and the widgets that it has opened."""

    def __init__(self, url, cookies, origin):
        self._line = websocket.create_connection(
            url, cookie=cookies, origin=origin, timeout=PATIENCE
        )
        self._session, self.widgets = uuid4().hex, {}

    def run(self, code):
        """Run a cell, and return its outputs.

        Raises
        ------
        RuntimeError
            If the cell raises, or the kernel dies.
        """
        asked = {"code": code, "silent": False, "store_history": True, "allow_stdin": False}
        outputs, awaited = [], {"execute_reply", "idle"}
        for kind, content in self._heard(self._say("execute_request", asked)):
            if kind == "error":
                raise RuntimeError(f"{code}\n{content['ename']}: {content['evalue']}")
            if kind in ("stream", "display_data", "execute_result"):
                outputs.append({"output_type": kind, **content})
            awaited -= {kind, content.get("execution_state")}
            if not awaited:
                return outputs

    def move(self, slider, value):
        """Move a slider, and wait for the picture that follows it."""
        self.widgets[slider]["value"] = value
        update = {"method": "update", "state": {"value": value}, "buffer_paths": []}
        asked = self._say("comm_msg", {"comm_id": slider, "data": update})
        has_picture = False
        for kind, content in self._heard(asked):
            state = content["data"].get("state", {}) if kind == "comm_msg" else {}
            has_picture = has_picture or "<svg" in str(state.get("value"))
            if content.get("execution_state") == "idle":
                if not has_picture:
                    raise RuntimeError(f"no picture follows {self.widgets[slider]}")
                return

    def close(self):
        """Hang up."""
        self._line.close()

    def _say(self, kind, content):
        header = {
            "msg_id": uuid4().hex,
            "msg_type": kind,
            "username": "",
            "session": self._session,
            "date": "2000-01-01T00:00:00Z",
            "version": "5.3",
        }
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        self._line.send(json.dumps({**message, "channel": "shell", "buffers": []}))
        return header["msg_id"]

    def _heard(self, asked):
        """Yield what the kernel says to a message, and keep the widgets that it tells of."""
        while True:
            message = json.loads(self._line.recv())
            kind, content = message["header"]["msg_type"], message["content"]
            if content.get("execution_state") in ("restarting", "dead"):
                raise RuntimeError("the kernel died")
            if kind == "comm_open":
                self.widgets[content["comm_id"]] = dict(content["data"]["state"])
            if message["parent_header"].get("msg_id") == asked:
                yield kind, content


def attend(learner, link, all_here):
    """Take part in the lesson, and wait for the others; return the times."""
    try:
        times = take_part(learner, link)
    except BaseException:
        all_here.abort()
        raise
    all_here.wait(PATIENCE)
    return times


def take_part(learner, link):
    """Do what a learner does in the lesson; return the times."""
    learner.log_in()
    begin = time.monotonic()
    learner.start_server()
    server = time.monotonic() - begin
    learner.follow_the_link(link)
    notebook, begin = learner.open_lesson(), time.monotonic()
    with closing(learner.kernel()) as kernel:
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"] = kernel.run("".join(cell["source"]))
        lesson = time.monotonic() - begin
        moves = [seconds for slider in sliders(kernel) for seconds in moved(kernel, *slider)]
    answer = next(cell for cell in notebook["cells"][::-1] if cell["cell_type"] == "code")
    answer["source"] = "".join(answer["source"]) + ANSWER.format(name=learner.name)
    learner.save_lesson(notebook)
    return Times(server, lesson, moves)


def sliders(kernel):
    """Return each slider that the kernel shows, and the two values to move it there and back."""
    return [
        (identity, state["value"], state["value"] + step(state))
        for identity, state in list(kernel.widgets.items())
        if state.get("_model_name") in ("FloatSliderModel", "IntSliderModel")
    ]


def step(state):
    """Return the step of a slider, downwards where it stands at its upper end."""
    fits = state["value"] + state["step"] <= state["max"]
    return state["step"] if fits else -state["step"]


def moved(kernel, slider, *values):
    """Move a slider there and back; yield the seconds until each picture."""
    for move in range(MOVES):
        time.sleep(PAUSE)
        begin = time.monotonic()
        kernel.move(slider, values[(move + 1) % 2])
        yield time.monotonic() - begin


def come_back(learner, link):
    """Follow the link again: the answer stands in the mended lesson, and in a fresh one does not.

    Raises
    ------
    RuntimeError
        If either is not so.
    """
    kept = answers_in_the_mended_lesson(learner, link)
    learner.put_lesson_aside()
    if (kept, answers_in_the_mended_lesson(learner, link)) != (1, 0):
        raise RuntimeError(f"{learner.name} has not what was to be kept, or what was to be new")


def answers_in_the_mended_lesson(learner, link):
    """Follow the link, and count the answers; without what the teacher mended, there are none."""
    learner.follow_the_link(link)
    texts = ["".join(cell["source"]) for cell in learner.open_lesson()["cells"]]
    return sum(ANSWER.format(name=learner.name) in t for t in texts) if MENDED in texts[0] else None


# --- what it takes -------------------------------------------------------------------------------


class Use(NamedTuple):
    """What the server and the kernel of a learner take: megabytes, and seconds of a processor."""

    memory: dict
    processor: dict


def use_of_each(process):
    """Return for each learner what the server and the kernel take."""
    servers = [one for one in process.children() if "singleuser" in " ".join(one.cmdline())]
    return [
        Use(
            {name: sum(map(megabytes, of)) for name, of in parts.items()},
            {name: sum(sum(one.cpu_times()[:2]) for one in of) for name, of in parts.items()},
        )
        for parts in (
            {"server": [server], "kernel": server.children(recursive=True)} for server in servers
        )
    ]


def megabytes(process):
    """Return the memory of a process, with its share of what it shares."""
    return process.memory_full_info().pss / 1e6


def check_image():
    """See that repo2docker would begin with the Python that we ask for, and find the package.

    Raises
    ------
    RuntimeError
        If it would not.
    """
    wanted = re.search(r"python =(\S+)", (ROOT / "environment.yml").read_text(encoding="utf-8"))[1]
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", ROOT]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    text = told.stdout + told.stderr
    copied, installed = text.find("COPY --chown=0:0 src/ "), text.find("env update -p")
    if f"environment for python={wanted}\n" not in text or not -1 < copied < installed:
        raise RuntimeError(f"repo2docker would build another image:\n{text}")


def run_class(count, folder):
    """Have a class attend, and print what it took.

    Raises
    ------
    Exception
        The first of what failed for a learner.
    """
    check_image()
    fork, begin = Fork(folder), time.monotonic()
    with hub(folder) as (url, process):
        learners = [Learner(url, f"learner-{number:02}") for number in range(1, count + 1)]
        uses = []
        all_here = Barrier(count, lambda: uses.extend(use_of_each(process)))
        with ThreadPoolExecutor(count) as room:
            times = results(room.submit(attend, one, fork.link, all_here) for one in learners)
            seconds = time.monotonic() - begin
            fork.mend()
            results(room.submit(come_back, one, fork.link) for one in learners)
    report(times, uses, seconds)
    print(f"{count} passed, 0 failed")


def results(futures):
    """Return what each of the learners brings.

    Raises
    ------
    Exception
        What one of them met, rather than that the others waited for that one in vain.
    """
    futures = list(futures)
    met = [one.exception() for one in futures if one.exception()]
    for error in sorted(met, key=lambda error: isinstance(error, BrokenBarrierError)):
        raise error
    return [one.result() for one in futures]


def report(times, uses, seconds):
    """Print the figures."""
    print(f"{len(times)} learners, {os.cpu_count()} processors; all done after {seconds:.0f} s")
    print(f"{'':34}{'median':>9}{'most':>9}")
    moves = [1000 * move for one in times for move in one.moves]
    row("until a server is ready, s", [one.server for one in times])
    row("until lesson 3 has run, s", [one.lesson for one in times])
    row(f"until a picture follows, ms ({len(moves)})", moves)
    for part in ("server", "kernel"):
        row(f"memory of a {part}, MB", [one.memory[part] for one in uses])
        row(f"processor for a {part}, s", [one.processor[part] for one in uses])
    row("memory of a learner, MB", [sum(one.memory.values()) for one in uses])
    row("processor for a learner, s", [sum(one.processor.values()) for one in uses])


def row(what, values):
    """Print a line of the table."""
    print(f"{what:34}{median(values):9.1f}{max(values):9.1f}")


def main():
    """Read how many learners there are."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("learners", type=int)
    count = parser.parse_args().learners
    with TemporaryDirectory(prefix="class-") as folder:
        try:
            run_class(count, Path(folder))
        except Exception:
            log = Path(folder, "hub.log")
            if log.is_file():
                print(*log.read_text(encoding="utf-8").splitlines()[-100:], sep="\n")
            raise


if __name__ == "__main__":
    main()
