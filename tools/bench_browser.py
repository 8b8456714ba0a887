"""From a slider to the painted picture, in JupyterLab: what `bench.py` times in a browser."""

import tempfile
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np
from bench_table import row
from lab import Notebook, chromium_page, find_chromium, jupyter_server

TUTORIAL, BARE = "interactive_output and matplotlib", "a bare JavaScript widget"
HANDLE, DOT = ".noUi-handle", "the dot of ours"

CELLS = {
    "ours": """
from nnhelpers.explorers import chain_rule_bench
chain_rule_bench()""",
    TUTORIAL: """
import sys
sys.path.insert(0, {tools!r})
import ipywidgets as widgets
import matplotlib.pyplot as plt
from bench import matplotlib_bench
slider = widgets.FloatSlider(1.5, min=-4, max=4, step=0.05, description="w")
def draw(w):
    matplotlib_bench(w)
    plt.show()
widgets.VBox([slider, widgets.interactive_output(draw, {{"w": slider}})])""",
    BARE: '''
import anywidget, ipywidgets as widgets, numpy as np, traitlets
from nnhelpers import Neuron
class Bare(anywidget.AnyWidget):
    _esm = """
    function render({{ model, el }}) {{
      const draw = () => {{
        const n = model.get("numbers");
        const points = n.curve.map((c, i) => `${{10 + 4 * i}},${{200 - 380 * c}}`).join(" ");
        const lines = n.stations.map(([low, high, at, to], i) => {{
          const x = v => 320 + 250 * (v - low) / (high - low), y = 40 + 45 * i;
          return `<line x1="320" x2="570" y1="${{y}}" y2="${{y}}" stroke="grey"/>
            <line x1="${{x(at)}}" x2="${{x(to)}}" y1="${{y}}" y2="${{y}}" stroke="red" stroke-width="5"/>
            <circle cx="${{x(at)}}" cy="${{y}}" r="7"/><text x="590" y="${{y}}">${{at.toFixed(4)}}</text>`;
        }}).join("");
        el.innerHTML = `<svg width="700" height="240"><polyline points="${{points}}" fill="none"
          stroke="red"/>${{lines}}<text x="10" y="230">slope ${{n.slope.toFixed(4)}}</text></svg>`;
      }};
      model.on("change:numbers", draw);
      draw();
    }}
    export default {{ render }};
    """
    numbers = traitlets.Dict().tag(sync=True)
def numbers(w):
    neuron = Neuron(w, -0.5, 0.8, 1.0)
    moved = neuron.nudged("w", 1.0)
    curve = [float(Neuron(v, -0.5, 0.8, 1.0).C_0) for v in np.linspace(-4, 4, 61)]
    ranges = (("w", -4, 4), ("z", -8, 8), ("a", 0, 1), ("C_0", 0, 0.5))
    stations = [(low, high, float(getattr(neuron, k)), float(getattr(moved, k))) for k, low, high in ranges]
    return {{"curve": curve, "stations": stations, "slope": float(neuron.dC_dw)}}
bare = Bare(numbers=numbers(1.5))
bare_slider = widgets.FloatSlider(1.5, min=-4, max=4, step=0.05, description="w")
def feed(change):
    bare.numbers = numbers(change["new"])
bare_slider.observe(feed, names="value")
widgets.VBox([bare_slider, bare])''',
}
WATCH = """output => {
  const key = node => node.querySelector('svg, img');
  output.counted = 0;
  output.watcher = new MutationObserver(() => {
    const picture = key(output);
    if (!picture || picture === output.last) return;
    output.last = picture;
    output.counted += 1;
    const painted = () => requestAnimationFrame(() => setTimeout(() => {
      if (output.resolve) output.resolve(performance.now() - output.pressed);
      output.resolve = null;
    }));
    picture.decode ? picture.decode().then(painted, painted) : painted();
  });
  output.last = key(output);
  output.watcher.observe(output, { subtree: true, childList: true });
  output.addEventListener('keydown', () => { output.pressed = performance.now(); }, true);
}"""
EXPECT = "output => { output.painted = new Promise(resolve => { output.resolve = resolve; }); }"


@contextmanager
def shown_in_lab(playwright, names):
    """Run cells in JupyterLab; yield the page, and their outputs by name, which are watched."""
    import nbformat

    codes = [CELLS[name].format(tools=str(Path(__file__).parent)).strip() for name in names]
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code) for code in codes],
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}
        },
    )
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        (folder / "notebooks").mkdir()
        nbformat.write(notebook, folder / "notebooks" / "bench.ipynb")
        with (
            jupyter_server(folder, folder / "notebooks") as url,
            chromium_page(playwright, 1280, 2400) as page,
        ):
            lab = Notebook(page, url, "bench.ipynb")
            lab.run_all()
            page.wait_for_timeout(2000)
            outputs = page.locator(".jp-Cell > .jp-Cell-outputWrapper").all()
            for output in outputs:
                output.evaluate(WATCH)
            yield page, dict(zip(names, outputs, strict=True))


def time_presses(places, presses=30):
    """Return the median milliseconds from a key press to the painted picture, of each place.

    A place is what is watched, and the handle in it that has the key; they are taken in turn.
    """
    times = {name: [] for name in places}
    for press in range(presses):
        for name, (watched, handle) in places.items():
            times[name].append(_press(watched, handle, "ArrowRight" if press % 2 else "ArrowLeft"))
    return {name: median(values) for name, values in times.items()}


def _press(watched, handle, key):
    page = watched.page
    watched.locator(handle).first.focus()
    page.wait_for_timeout(150)
    watched.evaluate(EXPECT)
    page.keyboard.press(key)
    return watched.evaluate("watched => watched.painted")


def bench_browser(drags=3):
    """Time a key press on a slider to the painted picture, and count pictures during a drag."""
    from playwright.sync_api import sync_playwright

    if find_chromium() is None:
        print("no Chromium or Chrome here: the explorers are not timed in a browser")
        return
    with sync_playwright() as playwright, shown_in_lab(playwright, CELLS) as (page, outputs):
        times = time_presses({name: (output, HANDLE) for name, output in outputs.items()})
        held = {name: (output, HANDLE) for name, output in outputs.items()}
        held[DOT] = outputs["ours"], ".nn-handle[data-x^='w ']"
        pictures = {name: [] for name in held}
        for _ in range(drags):
            for name, (output, handle) in held.items():
                pictures[name].append(_drag(page, output, handle))
    row(
        "key press to painted picture: interactive_output, matplotlib",
        times["ours"],
        times[TUTORIAL],
        "ms",
        6,
    )
    row(
        "key press to painted picture: a bare JavaScript widget",
        times["ours"],
        times[BARE],
        "ms",
        1 / 1.3,
    )
    waits = {name: 1 / median(rates) for name, rates in pictures.items()}
    row("time for a picture while dragging the dot: its slider", waits[DOT], waits["ours"], "s", 1)
    row(
        "time for a picture while dragging: interactive_output",
        waits["ours"],
        waits[TUTORIAL],
        "s",
        4,
    )
    row(
        "time for a picture while dragging: a bare JavaScript widget",
        waits["ours"],
        waits[BARE],
        "s",
    )


def _drag(page, output, handle, duration=3.0):
    handle = output.locator(handle).first.bounding_box()
    x, y = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
    before = output.evaluate("output => output.counted")
    page.mouse.move(x, y)
    page.mouse.down()
    start, step = perf_counter(), 0
    while perf_counter() - start < duration:
        step += 1
        page.mouse.move(x + 25 * np.sin(step / 15), y)
        page.wait_for_timeout(8)
    rate = (output.evaluate("output => output.counted") - before) / (perf_counter() - start)
    page.mouse.move(x, y)  # where it was: from drag to drag it would come nearer to an end
    page.mouse.up()
    page.wait_for_timeout(700)
    return rate
