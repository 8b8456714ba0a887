"""Pages that are live, in Firefox and in WebKit, the engine of Safari."""

from contextlib import contextmanager
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple

import pytest
from pages import ALL_LIVE, HANDLES
from serve import Handler

from notebooks import NOTEBOOKS

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("engine")]

# What is answered to an exercise of each page: what is wrong, and what is right.
ANSWERS = {
    "00_start_here": (
        "warm_up",
        "def nudged(w, h): return w - h",
        "def nudged(w, h): return w + h",
    ),
    "01_forward_pass": (
        "one_neuron",
        "def neuron_output(w, a_prev, b): return sigmoid(w @ a_prev)",
        "def neuron_output(w, a_prev, b): return sigmoid(w @ a_prev + b)",
    ),
    "02_what_one_example_wants": (
        "rank_nudges",
        "def ranking(slopes, nudges): return np.argsort(slopes)",
        "def ranking(slopes, nudges): return np.argsort(slopes * nudges)",
    ),
    "03_chain_rule": ("flat", "flat_w = -0.5", "flat_w = 0.4 / 0.8"),
    "04_backpropagation": (
        "many_examples",
        "def gradient_of_w(delta, a_prev): return delta @ a_prev.T",
        "def gradient_of_w(delta, a_prev): return delta @ a_prev.T / delta.shape[1]",
    ),
    "05_stochastic_gradient_descent": (
        "too_large",
        "def largest_eta(a_prev): return 1 / np.mean(a_prev**2)",
        "def largest_eta(a_prev): return 2 / np.mean(a_prev**2)",
    ),
    "06_where_do_you_stand": ("seen_double", 'step = "a"', 'step = "b"'),
}

# What would be asked of another server is not, and this one hears of it; errors it hears of too.
POLICY = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; report-uri /wrong"
LISTEN = """for (const kind of ["error", "unhandledrejection"])
  addEventListener(kind, ({ message, reason }) =>
    navigator.sendBeacon("/wrong", message ?? `${reason} ${reason?.stack}`));"""


class Watched(NamedTuple):
    """The address of the site, and what has gone wrong in its pages."""

    address: str
    wrong: list


@contextmanager
def watched(folder):
    wrong = []

    class Watching(Handler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(folder))

        def end_headers(self):
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

        def do_POST(self):
            wrong.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(HTTPStatus.NO_CONTENT)
            self.end_headers()

        def send_response(self, code, *more):
            if code == HTTPStatus.NOT_FOUND:
                wrong.append(f"not found: {self.path}")
            super().send_response(code, *more)

    with ThreadingHTTPServer(("127.0.0.1", 0), Watching) as serving:
        Thread(target=serving.serve_forever, daemon=True).start()
        yield Watched(f"http://127.0.0.1:{serving.server_port}", wrong)
        serving.shutdown()


@pytest.fixture(scope="module")
def watched_site(site_folder, engine):
    with watched(site_folder) as site:
        yield site


@pytest.fixture(scope="module", params=[path.stem for path in NOTEBOOKS])
def lesson(request, window, watched_site):
    """The name of a lesson whose page is open and live."""
    watched_site.wrong.clear()
    window.visit(f"{watched_site.address}/{request.param}.html")
    window.run(LISTEN)
    window.resize(1366, 768)
    window.until(ALL_LIVE, seconds=120)
    return request.param


# Of each control of an explorer that is shown: what it stands at, and can be moved to.
LOOK = """
const figure = document.querySelector(arguments[0]);
const shown = [...figure.querySelectorAll("[data-control]:not([hidden])")];
return {
  sliders: shown.filter(box => box.matches(".slider")).map(box => {
    const { name, valueAsNumber: value, min, max, step } = box.querySelector("input");
    return { name, value, written: box.querySelector("output").textContent,
             low: Number(min), high: Number(max), step: Number(step) };
  }),
  choices: shown.filter(box => box.matches(".choice")).map(box => ({
    name: box.dataset.control,
    value: box.querySelector(":checked").value,
    others: [...box.querySelectorAll("label:not([hidden]) input:not(:checked)")].map(i => i.value),
  })),
};
"""

FOUND = "document.querySelector(arguments[0])"
WORDS = f"{FOUND}.querySelector('svg').getAttribute('aria-label')"
SHOWN = f"[...{FOUND}.querySelectorAll('.drawing, .equation')].map(one => one.innerHTML).join()"

PAD = """
const { left, top, width } = document.querySelector("[data-ink]").getBoundingClientRect();
return [left, top, width];
"""

# The first cell that prints something, or else that draws something.
CELL = """
const cells = [...document.querySelectorAll(".code:not([data-exercise])")];
const cell = cells.find(one => one.querySelector("pre.output"))
  ?? cells.find(one => one.querySelector(".outputs svg"));
return `[data-cell="${cell.dataset.cell}"]`;
"""
# What is printed and drawn below a cell, and what was before Python came.
OUTPUT = """
const stored = async () =>
  new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
const text = page => [...page.querySelectorAll(arguments[0])].map(one => one.textContent);
return stored().then(page => [text(document), text(page)]);
"""


def test_every_explorer_of_a_page_is_moved_by_keys(lesson, window):
    for explorer in explorers(window):
        slider, *_ = window.run(LOOK, explorer)["sliders"]
        is_at_end = slider["value"] == slider["high"]
        with changed(window, explorer, WORDS):
            window.run("document.querySelector(arguments[0]).focus()", input_of(explorer, slider))
            window.press("ArrowLeft" if is_at_end else "ArrowRight")
        moved = slider["value"] + slider["step"] * (-1 if is_at_end else 1)
        assert_stands_at(window, explorer, slider["name"], moved, slider["step"] / 2)


def test_every_explorer_of_a_page_is_moved_by_a_pointer(lesson, window):
    for explorer in explorers(window):
        seen = window.run(LOOK, explorer)
        slider, choices = seen["sliders"][0], seen["choices"]
        width = slider["high"] - slider["low"]
        across = 0.75 if slider["value"] < slider["low"] + width / 2 else 0.25
        with changed(window, explorer, WORDS):
            window.click_on(input_of(explorer, slider), across)
        assert_stands_at(
            window, explorer, slider["name"], slider["low"] + across * width, width / 20
        )
        for choice in choices[:1]:
            other = choice["others"][0]
            with changed(window, explorer, SHOWN):
                window.click_on(f'{explorer} [data-control="{choice["name"]}"] [value="{other}"]')
            chosen = {one["name"]: one["value"] for one in window.run(LOOK, explorer)["choices"]}
            assert chosen[choice["name"]] == other


def test_the_picture_of_every_explorer_is_taken_hold_of(lesson, window):
    for explorer in explorers(window):
        window.run(f"{FOUND}.scrollIntoView({{ block: 'center', behavior: 'instant' }})", explorer)
        at = {one["name"]: one for one in window.run(LOOK, explorer)["sliders"]}
        handles = window.run(f"return ({HANDLES})({FOUND})", explorer)
        dragged = [one for one in handles if one.get("control") in at and not one.get("lifts")][:1]
        for handle in dragged:
            slider = at[handle["control"]]
            pixels = 12 if slider["value"] + 14 * handle["perPixel"] < slider["high"] else -12
            with changed(window, explorer, SHOWN):
                window.drag(handle["at"], pixels)
            expected = slider["value"] + pixels * handle["perPixel"]
            near = slider["step"] / 2 + abs(handle["perPixel"])
            assert_stands_at(window, explorer, slider["name"], expected, near)
        if dragged:
            window.click_on(f"{explorer} .reset")


def test_a_cell_of_a_page_leaves_what_is_stored(lesson, window):
    cell = window.run(CELL)
    window.click_on(f"{cell} .run")
    window.until(FOUND, f"{cell}[data-state=ran], {cell} .up-to")
    if window.run(f"return {FOUND}", f"{cell} .up-to"):
        window.click_on(f"{cell} .up-to")
    window.until(FOUND, f"{cell}[data-state=ran]")
    now, stored = window.run(OUTPUT, f"{cell} .outputs :is(pre.output, svg)")
    assert now == stored != []


REPLIED = "document.querySelector(arguments[0]).textContent.trim().startsWith(arguments[1])"


def test_an_exercise_of_a_page_is_answered(lesson, window):
    name, wrong, right = ANSWERS[lesson]
    exercise = f'[data-exercise="{name}"]'
    for answer, verdict in ((wrong, "Not yet."), (right, "Right.")):
        write(window, f"{exercise} .editor", answer)
        window.click_on(f"{exercise} .check")
        window.until(REPLIED, f"{exercise} .reply", verdict)


@pytest.mark.parametrize("width", [1366, 390])
def test_a_page_fits_its_window(lesson, window, engine, width, screenshots):
    window.resize(width, 768)
    window.run("document.querySelector('.explorer, [data-exercise]').scrollIntoView()")
    window.screenshot(screenshots / f"{lesson}-{engine}-{width}.png")
    assert window.run("return document.documentElement.scrollWidth <= innerWidth")


def test_nothing_of_a_page_goes_wrong_or_is_asked_elsewhere(lesson, watched_site):
    assert watched_site.wrong == []


def test_a_digit_is_drawn_and_read(window, watched_site):
    window.visit(f"{watched_site.address}/01_forward_pass.html")
    window.until(ALL_LIVE, seconds=120)
    window.run("document.querySelector('[data-ink]').scrollIntoView({ block: 'center' })")
    left, top, side = window.run(PAD)
    for (x1, y1), (x2, y2) in (((0.25, 0.25), (0.7, 0.25)), ((0.7, 0.25), (0.45, 0.8))):
        with changed(window, "#digit_reader", WORDS):
            window.drag((left + x1 * side, top + y1 * side), (x2 - x1) * side, (y2 - y1) * side)
    window.until(f"{WORDS}.includes('Brightest: 7')", "#digit_reader")
    window.click_on("#digit_reader .clear")
    window.until(f"{WORDS}.includes('Test digit')", "#digit_reader")


def explorers(window):
    names = window.run("return [...document.querySelectorAll('.explorer')].map(one => one.id)")
    return [f"#{name}" for name in names]


def input_of(explorer, slider):
    return f"{explorer} input[name='{slider['name']}']"


@contextmanager
def changed(window, explorer, what):
    """Expect that something of an explorer is another afterwards."""
    before = window.run(f"return {what}", explorer)
    yield
    window.until(f"{what} !== arguments[1]", explorer, before)


def assert_stands_at(window, explorer, name, value, tolerance):
    sliders = {slider["name"]: slider for slider in window.run(LOOK, explorer)["sliders"]}
    assert sliders[name]["value"] == pytest.approx(value, abs=tolerance)
    assert float(sliders[name]["written"]) == pytest.approx(sliders[name]["value"], abs=0.005)


def write(window, editor, text):
    """Write a text in the place of what an editor holds."""
    window.click_on(editor)
    window.until("document.activeElement.matches('.cm-content')")
    window.press("Control", "a")
    window.type(text)
