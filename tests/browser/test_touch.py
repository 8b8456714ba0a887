"""Explorers taken hold of by their pictures, with mouse and finger: on pages and in notebooks."""

import pytest
from lab import NOTEBOOK_7, Notebook, press, shown, wait_for_change
from pages import ALL_LIVE, HANDLES

from nnhelpers import explorers
from nnhelpers.explorers._controls import Slider
from notebooks import NOTEBOOKS

pytestmark = pytest.mark.browser

DRAG = 14  # pixels
COUNT_LISTENERS = """
const { addEventListener, removeEventListener } = EventTarget.prototype;
const less = () => (window.listening -= 1);
window.listening = 0;
EventTarget.prototype.addEventListener = function (type, listener, options) {
  window.listening += 1;
  if (options?.signal) addEventListener.call(options.signal, "abort", () => less());
  return addEventListener.call(this, type, listener, options);
};
EventTarget.prototype.removeEventListener = function (...given) {
  less();
  return removeEventListener.apply(this, given);
};
"""


class OnPage:
    """An explorer of a live page."""

    def __init__(self, figure):
        self.page, self.figure = figure.page, figure
        self.name = figure.get_attribute("data-explorer")

    def value(self, control):
        return float(self.figure.locator(f"input[name='{control}']").input_value())

    def chosen(self, control):
        box = self.figure.locator(f"[data-control='{control}']")
        if "slider" in box.get_attribute("class"):
            return f"{self.value(control):g}"
        return box.locator("input:checked").get_attribute("value")


class InNotebook:
    """An explorer of a notebook, whose controls are ipywidgets."""

    def __init__(self, figure, name):
        self.page, self.figure, self.name = figure.page, figure, name

    def value(self, control):
        readout = self.figure.locator(f".nn-control-{control} .widget-readout")
        return float(readout.inner_text().replace("\N{MINUS SIGN}", "-"))

    def chosen(self, control):
        box = self.figure.locator(f".nn-control-{control}")
        if box.locator(".widget-readout").count():
            return f"{self.value(control):g}"
        return box.locator(".mod-active").inner_text()


def expect(page, attempt, seconds=10):
    """Wait until what an attempt returns is true."""
    for _ in range(seconds * 20):
        if attempt():
            return
        page.wait_for_timeout(50)
    raise AssertionError(attempt())


def drag(page, at, right, down=0, steps=4):
    page.mouse.move(*at)
    page.mouse.down()
    page.mouse.move(at[0] + right, at[1] + down, steps=steps)
    page.mouse.up()


def take_hold(explorer):
    """Drag and click every handle; each control goes with the pointer, to its nearest step."""
    opener = getattr(explorers, explorer.name)
    controls = {control.name: control for control in opener.controls}
    tried = set()
    for _ in range(40):
        explorer.figure.evaluate("e => e.scrollIntoView({ block: 'start' })")
        handles = explorer.figure.evaluate(HANDLES)
        left = [one for one in handles if (one.get("control") or str(one["sets"])) not in tried]
        if not left:
            return tried
        handle = left[0]
        tried.add(handle.get("control") or str(handle["sets"]))
        if "sets" in handle:
            explorer.page.mouse.click(*handle["at"])
            for control, words in handle["sets"].items():
                expect(explorer.page, lambda c=control, w=words: explorer.chosen(c) == w)
            continue
        control = controls[handle["control"]]
        assert isinstance(control, Slider)
        before = explorer.value(control.name)
        room = before + (DRAG + 4) * handle["perPixel"] <= control.high
        pixels = DRAG if room else -DRAG
        drag(explorer.page, handle["at"], pixels)
        wanted = before + pixels * handle["perPixel"]
        near = control.step / 2 + abs(handle["perPixel"])
        expect(
            explorer.page,
            lambda c=control, w=wanted, n=near: abs(explorer.value(c.name) - w) <= n,
        )
    raise AssertionError(f"{explorer.name}: more than {len(tried)} handles")


def handle_of(explorer, control):
    handles = explorer.figure.evaluate(HANDLES)
    return next(one for one in handles if one.get("control") == control)


def live(page, site, name):
    page.goto(f"{site}{name}.html")
    page.wait_for_function(ALL_LIVE, timeout=120_000)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_handle_of_a_page_moves_what_it_says(browser, site, path):
    with browser.new_page(viewport={"width": 1366, "height": 900}) as page:
        live(page, site, path.stem)
        for figure in page.locator(".explorer").all():
            tried = take_hold(OnPage(figure))
            if figure.get_attribute("data-explorer") not in ("digit_reader", "training"):
                assert tried


@pytest.mark.parametrize("path", NOTEBOOKS[1:], ids=lambda path: path.stem)
def test_every_handle_of_a_notebook_moves_what_it_says(browser, lab, path):
    with browser.new_page(viewport={"width": 1366, "height": 900}) as page:
        lesson = Notebook(page, lab, path.name)
        lesson.run_all()
        for explorer, picture, _ in lesson.explorer_parts():
            name = name_of(picture)
            take_hold(InNotebook(explorer, name))
        assert lesson.messages == []
        lesson.shut_down()


def name_of(picture):
    """Which explorer it is whose picture, as it opens, begins with these words."""
    words = picture.get_attribute("aria-label")
    known = {name: str(getattr(explorers, name)()) for name in explorers.__all__}
    known["digit_reader"] = "Weights: trained. Test digit"
    return max(known, key=lambda name: common(known[name], words))


def common(one, other):
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 10**6)


def test_in_notebook_7_too(page, notebook_7):
    notebook = Notebook(page, notebook_7, "03_chain_rule.ipynb", application=NOTEBOOK_7)
    notebook.run_all()
    explorer, _, _ = next(notebook.explorer_parts())
    assert {"w", "b", "a_prev", "y", "h"} <= take_hold(InNotebook(explorer, "chain_rule_bench"))


def test_without_what_listens_an_explorer_works_by_its_sliders(browser, lab):
    with browser.new_page(viewport={"width": 1366, "height": 900}) as page:
        page.route("**/labextensions/anywidget/**", lambda route: route.abort())
        lesson = Notebook(page, lab, "03_chain_rule.ipynb")
        lesson.run_all()
        explorer, picture, sliders = next(lesson.explorer_parts())
        before = shown(sliders[0], picture)
        press(page, sliders[0], "ArrowRight")
        wait_for_change(page, sliders[0], picture, before)
        assert page.locator(".jupyter-widgets-error-widget:visible").count() == 0
        assert explorer.locator(".nn-touch").count() == 0
        lesson.shut_down()


def test_a_finger_drags_without_scrolling_the_page(browser, site):
    with browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True) as context:
        page = context.new_page()
        live(page, site, "01_forward_pass")
        explorer = OnPage(page.locator(".explorer").first)
        explorer.figure.evaluate("e => e.scrollIntoView({ block: 'start' })")
        before, scrolled = explorer.value("w"), page.evaluate("scrollY")
        handle = handle_of(explorer, "w")
        finger = context.new_cdp_session(page)
        x, y = handle["at"]
        for right in range(0, 32, 4):
            touch(finger, "Move" if right else "Start", x + right, y + right / 2)
            page.wait_for_timeout(30)
        finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        wanted = before + 28 * handle["perPixel"]
        expect(page, lambda: abs(explorer.value("w") - wanted) <= 0.025 + handle["perPixel"])
        assert page.evaluate("scrollY") == scrolled


def touch(finger, kind, x, y):
    points = [{"x": x, "y": y}]
    finger.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})


def test_handles_are_broad_enough_for_a_finger_on_a_phone(browser, site):
    with browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True) as context:
        page = context.new_page()
        for name in ("01_forward_pass", "03_chain_rule", "05_stochastic_gradient_descent"):
            live(page, site, name)
            sizes = page.locator(".nn-handle[data-x]:not(.nn-ground-handle)").evaluate_all(
                "all => all.map(one => one.getBoundingClientRect()).map(r => [r.width, r.height])"
            )
            assert len(sizes) > 0
            assert min(width for width, _ in sizes) >= 24
            assert min(height for _, height in sizes) >= 18.6  # where text stands close together


def test_a_digit_is_drawn_taken_back_and_cleared(browser, site):
    with browser.new_page(viewport={"width": 1366, "height": 900}) as page:
        live(page, site, "01_forward_pass")
        figure = page.locator("[data-explorer=digit_reader]")
        draw_and_clear(page, figure, figure.locator(".undo"), figure.locator(".clear"), 1)


def test_a_digit_is_drawn_in_a_notebook(browser, lab):
    with browser.new_page(viewport={"width": 1366, "height": 900}) as page:
        lesson = Notebook(page, lab, "01_forward_pass.ipynb")
        lesson.run_all()
        reader = lesson.explorers().last
        undo, clear = (reader.get_by_role("button", name=name) for name in ("Undo", "Clear"))
        draw_and_clear(page, reader, undo, clear, 1)
        assert lesson.messages == []
        lesson.shut_down()


def draw_and_clear(page, figure, undo, clear, number):
    figure.evaluate("e => e.scrollIntoView({ block: 'start' })")
    box = figure.locator("[data-ink]").bounding_box()
    strokes = (((7, 7), (20, 7)), ((20, 7), (12, 23)), ((3, 25), (4, 26)))
    for (x1, y1), (x2, y2) in strokes:
        unit = box["width"] / 28
        start = box["x"] + x1 * unit, box["y"] + y1 * unit
        drag(page, start, (x2 - x1) * unit, (y2 - y1) * unit, steps=12)

    def shows(words):
        return words in figure.locator("svg.nn-picture").get_attribute("aria-label")

    def ink():
        return figure.locator("[data-ink]").get_attribute("data-ink")

    expect(page, lambda: ink() == "drawing 3 28")  # in one go, none of them is lost
    undo.click()
    expect(page, lambda: ink() == "drawing 2 28")
    expect(page, lambda: shows("Brightest: 7"))
    clear.click()
    expect(page, lambda: shows(f"Test digit {number}."))


def test_a_slider_with_the_focus_shows_its_handle(browser, site):
    with browser.new_page() as page:
        live(page, site, "03_chain_rule")
        bench = page.locator(".explorer").first
        bench.locator("input[name=w]").focus()
        assert bench.locator(".nn-focus").count() == 2
        page.keyboard.press("ArrowRight")
        expect(page, lambda: bench.locator(".nn-focus").count() == 2)
        bench.locator("input[name=y]").focus()
        assert bench.locator(".nn-focus").count() == 1
        page.locator("h1").evaluate("() => document.activeElement.blur()")
        assert bench.locator(".nn-focus").count() == 0


def test_no_listeners_pile_up(browser, site):
    with browser.new_context(viewport={"width": 1366, "height": 900}) as context:
        page = context.new_page()
        page.add_init_script(COUNT_LISTENERS)
        live(page, site, "01_forward_pass")
        explorer = OnPage(page.locator(".explorer").first)
        explorer.figure.evaluate("e => e.scrollIntoView({ block: 'start' })")
        counted = []
        for _ in range(2):
            for right in (30, -30) * 5:
                (handle,) = (
                    h for h in explorer.figure.evaluate(HANDLES) if h.get("control") == "b"
                )
                drag(page, handle["at"], right, steps=60)
            page.wait_for_timeout(300)
            counted.append(page.evaluate("window.listening"))
        assert int(explorer.figure.get_attribute("data-drawn")) > 300
        assert counted[0] == counted[1]
