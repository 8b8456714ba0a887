"""Every lesson in JupyterLab in Chromium: run all, move every slider, in both themes."""

from itertools import islice

import nbformat
import pytest
from axe import violations
from build_notebooks import METADATA
from lab import Notebook, press, shown, wait_for_change

from notebooks import NOTEBOOKS

pytestmark = pytest.mark.browser

# ipywidgets 8.1 gives the handle of a slider no name, and Python cannot
NAMELESS_HANDLE = ("aria-input-field-name", '<div class="noUi-handle ')


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def lesson(request, browser, lab):
    """A lesson that has been run; the tests of a lesson share it, in their order."""
    with browser.new_page(viewport={"width": 1280, "height": 800}) as page:
        lesson = Notebook(page, lab, request.param.name)
        lesson.run_all()
        yield lesson
        lesson.shut_down()


def drag(page, slider, pixels):
    box = slider.locator(".noUi-handle").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + pixels, y, steps=4)
    page.mouse.up()


def height_of_picture(explorer):
    """Measured in one go: between two steps the picture may be replaced by the next."""
    return explorer.evaluate(
        "e => e.querySelector('svg.nn-picture').getBoundingClientRect().height"
    )


def is_right_of_the_middle(slider):
    return slider.evaluate(
        "s => { const h = s.querySelector('.noUi-handle').getBoundingClientRect(),"
        " t = s.querySelector('.noUi-target').getBoundingClientRect();"
        " return h.x + h.width / 2 > t.x + t.width / 2; }"
    )


def look_at(lesson, theme, folder):
    """Nothing is wrong in a lesson; take pictures of it as wide and narrow windows show it."""
    page = lesson.page
    page.wait_for_timeout(500)
    errors = page.locator('[data-mime-type$=".error"], [data-mime-type$=".stderr"]')
    assert errors.all_inner_texts() == []
    assert page.locator(".nn-alert, .jupyter-widgets-error-widget").all_inner_texts() == []
    assert page.locator("mjx-merror, mjx-container [data-mjx-error]").count() == 0
    formulas = page.locator(".jp-OutputArea-output mjx-container")
    assert formulas.count() > 0 or not lesson.explorers().count()
    if lesson.explorers().count():
        assert violations(page, ".nn-explorer", NAMELESS_HANDLE) == []
    panel = page.locator(".jp-NotebookPanel .jp-WindowedPanel-outer")
    assert panel.evaluate("p => p.scrollHeight > 2 * p.clientHeight")
    for width in (1920, 1280):
        page.set_viewport_size({"width": width, "height": 4000})
        lesson.screenshots(folder, f"{lesson.name.removesuffix('.ipynb')}-{theme}-{width}")
    page.set_viewport_size({"width": 1280, "height": 800})
    assert lesson.messages == []


def test_a_lesson_runs_without_an_error_and_is_accessible(lesson, web_modules, screenshots):
    look_at(lesson, "light", screenshots)


def test_every_slider_moves_by_key_and_by_mouse(lesson):
    page = lesson.page
    tried = 0
    for explorer, picture, sliders in lesson.explorer_parts():
        height = height_of_picture(explorer)
        for slider in sliders:
            towards_middle = -1 if is_right_of_the_middle(slider) else 1
            lesson.wait_until_idle()
            before = shown(slider, picture)
            press(page, slider, "ArrowLeft" if towards_middle < 0 else "ArrowRight")
            by_key = wait_for_change(page, slider, picture, before)
            drag(page, slider, 25 * towards_middle)
            at_rest = wait_for_change(page, slider, picture, by_key)
            for key in ("Home", "End"):
                press(page, slider, key)
                at_rest = wait_for_change(page, slider, picture, at_rest)
                assert abs(height_of_picture(explorer) - height) < 1
            explorer.get_by_role("button", name="Reset").click()
            tried += 1
    assert tried >= 3 or not lesson.explorers().count()
    assert lesson.messages == []


def test_every_button_changes_the_picture_or_the_sliders(lesson):
    page = lesson.page
    for explorer, picture, _ in lesson.explorer_parts():
        lesson.wait_until_idle()
        for button in explorer.locator(".widget-toggle-buttons .widget-toggle-button").all():
            if "mod-active" in button.get_attribute("class"):
                continue
            before = explorer.inner_html()
            button.click()
            page.wait_for_function(
                "([explorer, before]) => explorer.innerHTML !== before",
                arg=[explorer.element_handle(), before],
            )
            lesson.wait_until_idle()
            assert picture.count() == 1
    assert page.locator(".nn-alert").all_inner_texts() == []
    assert lesson.messages == []


def test_run_again_in_the_dark_a_lesson_has_one_explorer_a_cell_and_is_accessible(
    lesson, web_modules, screenshots
):
    page = lesson.page
    once = lesson.explorers().count()
    lesson.change_theme("JupyterLab Dark")
    lesson.run_all()
    assert lesson.explorers().count() == once
    assert page.locator(".nn-explorer svg.nn-picture").count() == once
    look_at(lesson, "dark", screenshots)
    for _, picture, sliders in islice(lesson.explorer_parts(), 1):
        before = shown(sliders[0], picture)
        press(page, sliders[0], "ArrowRight")
        wait_for_change(page, sliders[0], picture, before)


# Of each explorer: its tracks, and the buttons that are pressed and those that are not.
_WIDGETS = """explorers => explorers.map(explorer => {
  const looks = (selector, name) => [...explorer.querySelectorAll(selector)].map(
    one => getComputedStyle(one)[name]);
  return {
    tracks: looks(".noUi-target", "borderTopStyle"),
    pressed: looks(".mod-active", "backgroundColor"),
    others: looks(".widget-toggle-button:not(.mod-active)", "backgroundColor"),
  };
})"""


def test_in_high_contrast_tracks_and_pressed_buttons_are_seen(lesson):
    lesson.page.emulate_media(forced_colors="active")
    for seen in lesson.explorers().evaluate_all(_WIDGETS):
        assert set(seen["tracks"]) == {"solid"}
        assert len(set(seen["pressed"])) <= 1
        assert not {*seen["pressed"]} & {*seen["others"]}
    lesson.page.emulate_media(forced_colors="none")


@pytest.fixture
def opened(page, lab, notebooks_folder):
    """A function that opens a notebook of its own with these cells, after an import."""

    def open_notebook(*sources):
        sources = f"from nnhelpers import explorers\n\n{sources[0]}", *sources[1:]
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        notebook = nbformat.v4.new_notebook(cells=cells, metadata=METADATA)
        nbformat.write(notebook, notebooks_folder / "own.ipynb")
        return Notebook(page, lab, "own.ipynb")

    return open_notebook


def test_the_section_to_go_back_to_opens_beside_the_notebook(opened, page):
    lesson = opened(
        "from nnhelpers.exercises import where_do_you_stand as exercises\n"
        'exercises.seen_double.check("a")'
    )
    lesson.run_all()
    page.locator(".jp-OutputArea-output a", has_text="lesson 5, section 4").click()
    tab = page.locator(".lm-TabBar-tab.lm-mod-current", has_text="05_stochastic_gradient")
    tab.wait_for()


def test_play_goes_on_and_pauses_and_at_the_end_begins_anew(opened, page):
    def wait_for(step, pressed):
        page.wait_for_function(
            "([explorer, step, pressed]) =>"
            " explorer.querySelector('.widget-readout').textContent === step &&"
            " explorer.querySelectorAll('.widget-toggle-button[title^=Play].mod-active').length"
            " === pressed",
            arg=[explorer.element_handle(), step, pressed],
        )

    notebook = opened("explorers.one_step(steps=28)")
    notebook.run_all()
    explorer = notebook.explorers().first
    play = explorer.get_by_role("button", name="Play")
    play.click()
    wait_for("29", 1)
    play.click()
    page.wait_for_timeout(2000)
    wait_for("29", 0)
    for step, pressed in (("30", 0), ("1", 1)):
        page.keyboard.press("Space")
        wait_for(step, pressed)
    page.keyboard.press("Space")
    wait_for("1", 0)
    notebook.wait_until_idle()
    assert "after 1 step " in explorer.locator("svg.nn-picture").get_attribute("aria-label")
    assert notebook.messages == []


def test_buttons_come_and_go_with_what_is_possible(opened, page):
    notebook = opened("explorers.paths_add()")
    notebook.run_all()
    explorer = notebook.explorers().first
    without = explorer.locator(".widget-toggle-buttons", has_text="leave out path")
    for sizes, left_out, buttons in (("2-2-2-2", "3", 5), ("2-3-2", "none", 3)):
        explorer.get_by_role("button", name=sizes, exact=True).click()
        page.wait_for_function(
            "([row, buttons]) => row.querySelectorAll('button').length === buttons",
            arg=[without.element_handle(), buttons],
        )
        if buttons == 5:
            without.get_by_role("button", name=left_out, exact=True).click()
        notebook.wait_until_idle()
        assert without.locator(".mod-active").all_inner_texts() == [left_out]
    assert notebook.messages == []


def test_training_can_be_watched_stopped_and_continued(opened, page):
    def wait_for(words):
        shown = page.wait_for_function(
            "w => document.querySelector('.nn-explorer .nn-picture')?.textContent.match(w)",
            arg=words,
            timeout=60_000,
        )
        return shown.json_value()

    panel = opened(
        "training = explorers.training(epochs=30)\ntraining",
        "training.train()",
        "training.resume()",
        "print(training.progress.scores[-1].epoch)",
    )
    page.evaluate("() => { window.jupyterapp.commands.execute('notebook:run-all-cells'); }")
    wait_for("epoch 2 of 30, mini-batch [1-9][0-9,]* of 5,000, [0-9]+ s left")
    panel.execute("notebook:interrupt-kernel")
    kept = int(wait_for("stopped; the network is that after ([0-9]+) epoch")[1])
    wait_for(f"epoch {kept + 2} of {kept + 30}, mini-batch [1-9]")
    panel.execute("notebook:interrupt-kernel")
    kept = int(wait_for("stopped; the network is that after ([0-9]+) epoch")[1])
    panel.wait_until_idle()
    assert page.locator(".jp-OutputArea-output pre").last.inner_text().strip() == str(kept)
    assert page.locator(".nn-alert").all_inner_texts() == []
    assert panel.messages == []
