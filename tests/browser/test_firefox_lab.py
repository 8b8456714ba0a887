"""A lesson in JupyterLab in Firefox: run all, and every slider answers to its keys."""

import pytest
from lab import ANSWERED, IDLE, JUPYTERLAB, TOKEN
from needs import do_without
from webdriver import find_firefox, opened

pytestmark = pytest.mark.browser

LISTEN = """
window.wrong = [];
console.error = (...said) => wrong.push(said.join(" "));
for (const kind of ["error", "unhandledrejection"])
  addEventListener(kind, ({ message, reason }) => wrong.push(message ?? String(reason)));
"""

# The sliders that are shown; of one of them, its number and the words of the picture that it
# moves, and the key that takes it to its middle.
SLIDERS = """[...document.querySelectorAll(".jp-OutputArea-output .nn-explorer .widget-slider")]
  .filter(one => one.checkVisibility())"""
SHOWN = f"""(place => {{
  const slider = {SLIDERS}[place];
  const picture = slider.closest(".nn-explorer").querySelector("svg.nn-picture");
  return [slider.querySelector(".widget-readout").textContent, picture.ariaLabel];
}})(arguments[0])"""
FOCUS = f"""
const slider = {SLIDERS}[arguments[0]], handle = slider.querySelector(".noUi-handle");
slider.scrollIntoView({{ block: "center" }});
handle.focus();
const middle = one => one.getBoundingClientRect().x + one.getBoundingClientRect().width / 2;
return middle(handle) > middle(slider.querySelector(".noUi-target")) ? "ArrowLeft" : "ArrowRight";
"""


def test_every_slider_of_a_lesson_moves_by_key_and_nothing_is_complained_of(lab, tmp_path):
    if not find_firefox():
        do_without("Firefox", "JupyterLab is not tried in it")
    with opened("firefox", tmp_path) as window:
        window.visit(lab + JUPYTERLAB.address.format(name="03_chain_rule.ipynb", token=TOKEN))
        window.run(LISTEN)
        window.until(f"window.jupyterapp && ({IDLE})()")
        window.run("jupyterapp.commands.execute('notebook:run-all-cells')")
        window.until(f"({IDLE})()", seconds=120)
        window.run(f"return ({ANSWERED})()")
        explorers = window.run("return document.querySelectorAll('.nn-explorer').length")
        sliders = window.run(f"return {SLIDERS}.length")
        assert (explorers, sliders) == (2, 13)
        for place in range(sliders):
            before = window.run(f"return {SHOWN}", place)
            window.press(window.run(FOCUS, place))
            window.until(f"{SHOWN}.every((now, i) => now !== arguments[1][i])", place, before)
        assert window.run("return document.querySelectorAll('.nn-alert').length") == 0
        assert window.run("return wrong") == []
