"""The live pages in Chromium, beside what CPython draws and what notebooks store."""

import re
from collections import namedtuple
from importlib import import_module
from inspect import signature
from xml.etree import ElementTree

import nbformat
import pytest
from axe import violations
from pace import is_live
from page_cells import page_cells
from pages import ALL_LIVE

from nnhelpers import explorers
from nnhelpers.exercises import Choice
from nnhelpers.explorers import _controls
from nnhelpers.explorers._controls import Slider
from nnhelpers.live import seen
from notebooks import NOTEBOOKS

pytestmark = pytest.mark.browser

# what a cell of the page shows, as a notebook stores it
SHOWN = """cell => [...cell.querySelector('.outputs').children].map(output => {
  const image = output.querySelector('img.chart'), picture = output.querySelector('.nn-picture');
  if (output.matches('.explorer') || picture) return {picture: picture.getAttribute('aria-label')};
  if (image) return {chart: image.alt};
  const text = output.cloneNode(true);  // without the mark of what scrolls, which the page sets
  for (const marked of text.querySelectorAll('[class=""], .scrolls')) {
    marked.classList.remove('scrolls');
    if (!marked.className) marked.removeAttribute('class');
  }
  return {text: text.innerHTML};
})"""

MOVED = Slider, _controls.Choice
Lesson = namedtuple("Lesson", "page path notebook problems")


def listen(page, site):
    """Return a list that grows with everything that goes wrong, and all requests elsewhere."""
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: said.type == "error" and problems.append(said.text))
    page.on("request", lambda asked: local(asked.url, site) or problems.append(asked.url))
    return problems


def local(url, site):
    return url.startswith((site, "data:", "blob:"))


def opened(page, url):
    """Open a page, and wait until all of its explorers are live."""
    page.goto(url)
    page.wait_for_function(ALL_LIVE, timeout=120_000)


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def lesson(request, browser, site):
    """A live page, which the tests of its lesson share in their order."""
    with browser.new_page(viewport={"width": 1366, "height": 768}) as page:
        problems = listen(page, site)
        opened(page, f"{site}{request.param.stem}.html")
        yield Lesson(page, request.param, nbformat.read(request.param, as_version=4), problems)


@pytest.fixture
def bench(browser, site):
    """The page of lesson 3, anew, in a browser of its own."""
    with browser.new_context() as context:
        page = context.new_page()
        page.problems = listen(page, site)
        opened(page, f"{site}03_chain_rule.html")
        yield page
        assert page.problems == []


def figures(lesson):
    return lesson.page.locator(".explorer").all()


def test_every_explorer_of_the_notebook_is_there(lesson):
    shown = [one.get_attribute("data-explorer") for one in figures(lesson)]
    unasked = [one.cell.source for one in page_cells(lesson.notebook) if one.unasked]
    live = [cell.source for cell in lesson.notebook.cells if is_live(cell)]
    opened = [re.search(r"explorers\.(\w+)", one)[1] for one in live if one in unasked]
    assert shown == opened
    assert set(live) - set(unasked) <= {"explorers.digit_reader(net=trained_net)"}


def test_each_control_moves_by_key_and_by_mouse_and_draws_what_cpython_draws(lesson):
    for figure in figures(lesson):
        opener = getattr(explorers, figure.get_attribute("data-explorer"))
        names = [one.name for one in opener.controls if isinstance(one, MOVED)]
        for box in figure.locator("[data-control]").all():
            if box.is_visible() and box.get_attribute("data-control") in names:
                for way in (by_key, by_mouse):
                    before = drawn_times(figure)
                    way(lesson.page, box)
                    lesson.page.wait_for_function(
                        "([figure, before]) => Number(figure.dataset.drawn) > before",
                        arg=[figure.element_handle(), before],
                    )
                    settle(lesson.page, figure)
                    assert_drawn_as_cpython_does(figure, opener)
        figure.locator(".reset").click()
        settle(lesson.page, figure)
    assert lesson.problems == []


def by_key(page, box):
    box.locator("input").and_(box.locator(":checked, [type=range]")).first.focus()
    is_at_the_end = box.locator("input").first.evaluate("one => one.value === one.max")
    page.keyboard.press("ArrowLeft" if is_at_the_end else "ArrowRight")


def by_mouse(page, box):
    radios = box.locator("label:visible input[type=radio]:not(:checked)")
    if radios.count():
        return radios.first.click()
    track = box.locator("input").bounding_box()
    middle = track["y"] + track["height"] / 2
    far = box.locator("input").evaluate("one => one.value < (+one.min + +one.max) / 2")
    page.mouse.click(track["x"] + track["width"] * (0.8 if far else 0.2), middle)


def drawn_times(figure):
    return int(figure.get_attribute("data-drawn"))


def settle(page, figure):
    """Wait until nothing more is drawn."""
    before = -1
    while before != (before := drawn_times(figure)):
        page.wait_for_timeout(40)


def assert_drawn_as_cpython_does(figure, opener):
    explorer = opener()
    moved = [one for one in opener.controls if isinstance(one, MOVED)]
    explorer.move(**{control.name: standing(figure, control) for control in moved})
    here = (
        figure.locator(".nn-picture")
        .evaluate("svg => new XMLSerializer().serializeToString(svg)")
        .replace(" nn-focus", "")
    )
    there = seen(explorer)
    assert figure.locator(".nn-picture").get_attribute("aria-label") == there["words"]
    for one, other in zip(elements(here), elements(there["svg"]), strict=True):
        assert one[0] == other[0]
        assert one[1] == pytest.approx(other[1], abs=0.1), one[0]


def standing(figure, control):
    """Where a control of the page stands."""
    box = figure.locator(f'[data-control="{control.name}"]')
    if isinstance(control, Slider):
        value = float(box.locator("input").input_value())
        return int(value) if control.is_whole else value
    return control.options[box.locator("input:checked").get_attribute("value")]


def elements(svg):
    """Yield what each element of a picture is, and the numbers in it."""
    number = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")
    for one in ElementTree.fromstring(svg).iter():
        written = " ".join([one.tag, *(f"{k}={v}" for k, v in sorted(one.items())), one.text or ""])
        written = " ".join(written.split())
        yield number.sub("#", written), [float(n) for n in number.findall(written)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_live_page_can_be_seen_heard_and_reached(lesson, scheme, screenshots):
    lesson.page.emulate_media(color_scheme=scheme)
    for width in (390, 1366):
        lesson.page.set_viewport_size({"width": width, "height": 768})
        shown = figures(lesson)
        for figure in shown[:1]:
            figure.scroll_into_view_if_needed()
        name = f"live-{lesson.path.stem}-{scheme}-{width}.png"
        lesson.page.screenshot(path=screenshots / name)
        assert lesson.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert not shown or violations(lesson.page, ".explorer") == []
    assert violations(lesson.page, "[data-exercise], .answers") == []


def test_every_cell_runs_and_leaves_what_is_stored(lesson):
    for cell in lesson.page.locator("[data-cell]:not([data-unasked], [data-exercise])").all():
        number = int(cell.get_attribute("data-cell"))
        before = cell.evaluate(SHOWN)
        cell.locator(".run").click()
        lesson.page.wait_for_function(
            "cell => ['ran', 'raised'].includes(cell.dataset.state)",
            arg=cell.element_handle(),
            timeout=300_000,
        )
        assert cell.get_attribute("data-state") == "ran", (number, cell.inner_text())
        assert cell.evaluate(SHOWN) == before, number
    assert lesson.problems == []


def test_every_exercise_replies(lesson):
    for cell in lesson.page.locator("[data-exercise]").all():
        check = cell.get_attribute("data-check")
        exercise = exercise_of(lesson, cell)
        name = re.search(r"\((\w+)\)", check)[1]
        for answer, verdict in (
            (wrong(exercise, name), "Not yet."),
            (raising(exercise, name), "ZeroDivisionError"),
            (exercise.solution_code(), "Right."),
        ):
            put(cell, answer)
            cell.locator(".check").click()
            cell.locator(".reply", has_text=verdict).or_(
                cell.locator(".outputs", has_text=verdict)
            ).first.wait_for(timeout=20_000)
            wait_until_idle(cell)
        cell.locator(".hint").click()
        cell.locator(".reply", has_text="Hint 1").wait_for()
        cell.locator(".solution").click()
        cell.locator(".reply", has_text="Solution.").wait_for()
    assert lesson.problems == []


def exercise_of(lesson, cell):
    sources = "\n".join(cell.source for cell in lesson.notebook.cells)
    module = re.search(r"from nnhelpers.exercises import (\w+) as exercises", sources)[1]
    found = import_module(f"nnhelpers.exercises.{module}")
    return getattr(found, cell.get_attribute("data-exercise"))


def wrong(exercise, name):
    if isinstance(exercise, Choice):
        return f'{name} = "{min(exercise.wrong)}"'
    return answering(exercise, name, "1234567.8")


def raising(exercise, name):
    return answering(exercise, name, "1 / 0")


def answering(exercise, name, value):
    arguments = () if isinstance(exercise, Choice) else signature(exercise.reference).parameters
    if not arguments:
        return f"{name} = {value}"
    return f"def {name}({', '.join(arguments)}):\n    return {value}"


def put(cell, source):
    """Write into the editor of a cell."""
    if not cell.locator(".cm-content").count():
        cell.locator(".editor pre").click()
    cell.locator(".cm-content").fill(source)


def test_what_to_go_back_to_opens_beside_the_page_and_is_counted(browser, site):
    with browser.new_context() as context:
        page = context.new_page()
        problems = listen(page, site)
        opened(page, f"{site}06_where_do_you_stand.html")
        cell = page.locator('[data-exercise="seen_double"]')
        put(cell, 'step = "a"')
        cell.locator(".check").click()
        cell.locator(".reply a", has_text="lesson 5, section 4").wait_for(timeout=120_000)
        counting = page.locator("[data-cell]", has_text="exercises.summary()").last
        counting.locator(".run").click()
        counting.locator(".outputs", has_text="Part 1: 0 of 15 right").wait_for()
        for link in (cell.locator(".reply a"), counting.locator(".outputs a")):
            with context.expect_page() as opening:
                link.click()
            opening.value.wait_for_selector("h2[id='4.-The-algorithm']")
            assert "/05_stochastic_gradient_descent.html#4.-The-algorithm" in opening.value.url
            opening.value.close()
        assert cell.locator(".reply").is_visible()
        assert problems == []


def wait_until_idle(cell):
    cell.locator(".check", has_text="Check").wait_for(timeout=20_000)


def test_tab_leaves_the_editor(bench):
    cell = bench.locator('[data-exercise="bias"]')
    cell.locator(".editor pre").click()
    cell.locator(".cm-content").wait_for()
    bench.keyboard.press("Tab")
    assert cell.locator(".check").evaluate("one => one === document.activeElement")


def test_answers_are_kept_and_forgotten_and_taken_along(bench):
    cell = bench.locator('[data-exercise="bias"]')
    stub = cell.locator(".editor").inner_text().strip()
    put(cell, "def bias_slope(w, b, a_prev, y):\n    return 0.123")
    bench.reload()
    bench.wait_for_function(ALL_LIVE, timeout=120_000)
    assert "0.123" in cell.locator(".editor").inner_text()
    with bench.expect_download() as loading:
        bench.locator(".download").click()
    notebook = nbformat.read(loading.value.path(), as_version=4)
    assert loading.value.suggested_filename == "03_chain_rule.ipynb"
    assert sum("0.123" in one.source for one in notebook.cells) == 1
    bench.locator(".forget").click()
    assert cell.locator(".editor").inner_text().strip() == stub
    bench.reload()
    assert cell.locator(".editor").inner_text().strip() == stub


def test_an_answer_without_an_end_is_said_to_run_and_is_stopped(bench):
    cell = bench.locator('[data-exercise="bias"]')
    put(cell, "def bias_slope(w, b, a_prev, y):\n    while True: pass")
    cell.locator(".check").click()
    cell.locator(".line", has_text="It has been running for five seconds.").wait_for()
    cell.locator(".check", has_text="Stop").click()
    cell.locator(".line", has_text="Your answer had not come to an end").wait_for(timeout=120_000)
    put(cell, "def bias_slope(w, b, a_prev, y):\n    return w")
    bench.wait_for_function(ALL_LIVE, timeout=120_000)
    cell.locator(".check").click()
    cell.locator(".reply", has_text="Not yet.").wait_for()


def test_a_notebook_that_cannot_be_fetched_is_said_to_be_so(bench):
    bench.route("**/notebooks/*.ipynb", lambda route: route.fulfill(status=404))
    bench.locator(".download").click()
    bench.locator(".answers .line", has_text="The notebook could not be fetched").wait_for()
    bench.problems[:] = [one for one in bench.problems if "404" not in one]


def test_a_cell_says_what_it_waits_for_and_runs_up_to_there(bench):
    cell = bench.locator('[data-cell="14"]')
    cell.locator(".run").click()
    cell.locator(".line", has_text="It needs cost from cell 12; w from cell 6.").wait_for()
    assert cell.get_attribute("data-state") == "waiting"
    assert cell.locator(".line a").first.get_attribute("href") == "#cell-12"
    cell.locator(".up-to").click()
    bench.wait_for_function("document.querySelector('[data-cell=\"14\"]').dataset.state === 'ran'")


def run_and_stop_an_endless_loop(cell):
    put(cell, "while True:\n    pass")
    cell.locator(".run").click()
    cell.locator(".run", has_text="Stop").click()
    cell.locator(".line", has_text="The names that cells had made are lost").wait_for(
        timeout=60_000
    )


def test_stop_ends_a_cell_and_explorers_stand_where_they_stood(bench):
    figure = bench.locator("#chain_rule_bench")
    figure.locator("input[name=w]").focus()
    bench.keyboard.press("ArrowRight")
    figure.locator(".nn-picture[aria-label*='w = 1.55']").wait_for()
    words = figure.locator(".nn-picture").get_attribute("aria-label")
    cell = bench.locator('[data-cell="4"]')
    run_and_stop_an_endless_loop(cell)
    settle(bench, figure)
    assert figure.locator(".nn-picture").get_attribute("aria-label") == words
    put(cell, "print('well again')")
    cell.locator(".run").click()
    cell.locator(".outputs", has_text="well again").wait_for()


def test_a_stopped_cell_is_not_run_again_unasked(bench):
    cell = bench.locator('[data-cell="30"]')
    run_and_stop_an_endless_loop(cell)
    assert bench.locator("#chain_of_neurons").get_attribute("data-state") == "live"
    put(cell, "explorers.chain_rule_bench()")
    cell.locator(".run").click()
    bench.wait_for_function(ALL_LIVE)


def test_a_link_opens_an_explorer_where_it_stood(bench, browser):
    figure = bench.locator("#chain_rule_bench")
    figure.get_by_label("tanh").check()
    figure.locator("input[name=w]").focus()
    bench.keyboard.press("ArrowRight")
    settle(bench, figure)
    figure.locator(".link").click()
    words = figure.locator(".nn-picture").get_attribute("aria-label")
    assert "#chain_rule_bench?" in bench.url
    with browser.new_page() as other:
        opened(other, bench.url)
        other.locator("#chain_rule_bench .drawing .nn-picture[aria-label*='1.55']").wait_for()
        assert other.locator("#chain_rule_bench .nn-picture").get_attribute("aria-label") == words


def test_an_explorer_that_a_cell_moves_is_the_one_on_the_page(bench):
    cell = bench.locator('[data-cell="30"]')
    put(cell, "mine = explorers.chain_rule_bench()\nmine")
    cell.locator(".run").click()
    other = bench.locator('[data-cell="33"]')
    put(other, "mine.move(w=-2.5)")
    other.locator(".run").click()
    cell.locator(".nn-picture[aria-label*='w = −2.50']").wait_for()


def test_training_stops_after_an_epoch_and_goes_on(browser, site):
    with browser.new_page() as page:
        opened(page, f"{site}05_stochastic_gradient_descent.html")
        figure = page.locator("#training")
        figure.locator(".train").click()
        figure.locator(".nn-picture[aria-label*='epoch 1 of 3']").wait_for(timeout=60_000)
        figure.locator(".stop").click()
        figure.locator(".nn-picture[aria-label*='After 1 epoch it reads']").wait_for(timeout=60_000)
        figure.locator(".resume").click()
        figure.locator(".nn-picture[aria-label*='After 4 epochs it reads']").wait_for(
            timeout=120_000
        )
        figure.locator(".train").wait_for()


def test_on_a_slow_machine_a_page_is_read_and_scrolled_while_python_starts(browser, site):
    with browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True) as context:
        page = context.new_page()
        throttle = context.new_cdp_session(page)
        throttle.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        held = []
        page.route("**/pyodide.asm.wasm", lambda route: held.append(route))
        page.goto(f"{site}03_chain_rule.html", wait_until="domcontentloaded")
        page.locator("h1").wait_for()
        page.mouse.wheel(0, 3000)
        page.wait_for_function("scrollY > 2000")
        page.locator(".explorer .line", has_text="Python is starting").first.wait_for()
        assert page.locator(".explorer[data-state=live]").count() == 0
        for route in held:
            route.continue_()
        page.wait_for_function(ALL_LIVE, timeout=120_000)
        assert page.evaluate("scrollY") > 2000


def test_who_saves_data_gets_python_at_the_first_touch(browser, site):
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script("navigator.__defineGetter__('connection', () => ({saveData: true}))")
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{site}03_chain_rule.html")
        page.locator(".python-line", has_text="touch the page").wait_for()
        page.wait_for_timeout(500)
        assert not [url for url in asked if "/python/" in url or "worker" in url]
        page.locator("h1").click()
        page.wait_for_function(ALL_LIVE, timeout=120_000)


def test_without_javascript_a_page_stands_still(browser, site):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}03_chain_rule.html")
        assert_stands_still(page)


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ("**/worker.js", "its worker was not let in"),
        ("**/pyodide.asm.wasm", "Python cannot start here"),
        ("**/nnhelpers.zip", "Python cannot start here"),
    ],
)
def test_without_python_a_page_stands_still_and_says_why(browser, site, missing, reason):
    with browser.new_context() as context:
        page = context.new_page()
        context.route(missing, lambda route: route.abort())
        page.goto(f"{site}03_chain_rule.html")
        page.locator(".python-line", has_text=reason).wait_for()
        assert_stands_still(page)


def assert_stands_still(page):
    figure = page.locator(".explorer").first
    figure.locator(".controls").wait_for(state="hidden")
    assert figure.locator(".nn-picture").is_visible()
