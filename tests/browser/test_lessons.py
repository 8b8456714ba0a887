"""Every lesson in JupyterLab in Chromium: run all, move every slider, in both themes."""

import nbformat
import pytest
from axe import violations
from build_notebooks import METADATA
from lab import Notebook, press, shown, wait_for_change

from notebooks import NOTEBOOKS

pytestmark = pytest.mark.browser

THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
# ipywidgets 8.1 gives the handle of a slider no name, and Python cannot
NAMELESS_HANDLE = ("aria-input-field-name", '<div class="noUi-handle ')


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def lesson(request):
    return request.param


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


@pytest.mark.parametrize("theme", THEMES)
def test_a_lesson_runs_without_an_error_and_is_accessible(
    page, lab, lesson, theme, web_modules, screenshots
):
    notebook = Notebook(page, lab, lesson.name, THEMES[theme])
    notebook.run_all()
    page.wait_for_timeout(500)
    errors = page.locator('[data-mime-type$=".error"], [data-mime-type$=".stderr"]')
    assert errors.all_inner_texts() == []
    assert page.locator(".nn-alert, .jupyter-widgets-error-widget").all_inner_texts() == []
    assert page.locator("mjx-merror, mjx-container [data-mjx-error]").count() == 0
    assert page.locator(".jp-OutputArea-output mjx-container").count() > 0
    assert violations(page, ".nn-explorer", NAMELESS_HANDLE) == []
    assert len(notebook.screenshots(screenshots, f"{lesson.stem}-{theme}-1280")) > 2
    page.set_viewport_size({"width": 1920, "height": 1080})
    notebook.screenshots(screenshots, f"{lesson.stem}-{theme}-1920")
    assert notebook.messages == []


def test_every_slider_moves_by_key_and_by_mouse(page, lab, lesson):
    notebook = Notebook(page, lab, lesson.name)
    notebook.run_all()
    tried = 0
    for explorer, picture, sliders in notebook.explorer_parts():
        height = height_of_picture(explorer)
        for slider in sliders:
            towards_middle = -1 if is_right_of_the_middle(slider) else 1
            notebook.wait_until_idle()
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
    assert tried >= 3
    assert notebook.messages == []


def test_every_button_changes_the_picture_or_the_sliders(page, lab, lesson):
    notebook = Notebook(page, lab, lesson.name)
    notebook.run_all()
    for explorer, picture, _ in notebook.explorer_parts():
        for button in explorer.locator(".widget-toggle-buttons .widget-toggle-button").all():
            if "mod-active" in button.get_attribute("class"):
                continue
            before = explorer.inner_html()
            button.click()
            page.wait_for_function(
                "([explorer, before]) => explorer.innerHTML !== before",
                arg=[explorer.element_handle(), before],
            )
            notebook.wait_until_idle()
            assert picture.count() == 1
    assert page.locator(".nn-alert").all_inner_texts() == []
    assert notebook.messages == []


def test_running_the_lesson_again_leaves_one_explorer_a_cell(page, lab, lesson):
    notebook = Notebook(page, lab, lesson.name)
    notebook.run_all()
    once = notebook.explorers().count()
    notebook.run_all()
    assert notebook.explorers().count() == once
    assert page.locator(".nn-explorer svg.nn-picture").count() == once
    explorer, picture, sliders = next(notebook.explorer_parts())
    before = shown(sliders[0], picture)
    press(page, sliders[0], "ArrowRight")
    wait_for_change(page, sliders[0], picture, before)


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
