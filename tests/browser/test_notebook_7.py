"""Notebook 7 would take the arrow keys from a slider; a setting in `data` gives them back."""

import pytest
from lab import NOTEBOOK_7, Notebook, press, shown, wait_for_change

pytestmark = pytest.mark.browser


def test_keys_move_the_slider_on_its_handle_and_the_cell_cursor_elsewhere(page, notebook_7):
    notebook = Notebook(page, notebook_7, "01_forward_pass.ipynb", application=NOTEBOOK_7)
    notebook.run_all()
    _, picture, sliders = next(notebook.explorer_parts())
    sliders[0].locator(".noUi-handle").focus()
    cell, now = notebook.active_cell(), shown(sliders[0], picture)
    for key in ("ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown", "Home", "End"):
        press(page, sliders[0], key)
        now = wait_for_change(page, sliders[0], picture, now)
        assert notebook.active_cell() == cell
    notebook.execute("notebook:move-cursor-down")
    for key, moved_to in (("ArrowDown", cell + 2), ("ArrowUp", cell + 1)):
        page.keyboard.press(key)
        page.wait_for_timeout(500)
        assert notebook.active_cell() == moved_to
