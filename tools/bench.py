"""The table of speed ratios: each pair is measured side by side in the same run.

    python tools/bench.py [training] [bare] [explorer] [browser] [import] [course]

Machines are noisy and differ; ratios within a run are what can be compared. scikit-learn and
PyTorch take part when they are installed. Times are medians.
"""

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
import warnings
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from lab import ROOT, Notebook, chromium_page, find_chromium, jupyter_server

from nnhelpers import Network, digits, sigmoid, sigmoid_prime

WALKS = {"drunk_walk": "eta"}  # trains at every move of this slider, in front of a backdrop
SIZES, ETA, EXAMPLES = [784, 30, 10], 3.0, 10_000


def seconds(function, clock=perf_counter):
    """Return how long one call takes."""
    start = clock()
    function()
    return clock() - start


def side_by_side(functions, rounds):
    """Return the median time of each function, all of them called in turn in every round."""
    times = {name: [] for name in functions}
    for function in functions.values():
        function()
    for _ in range(rounds):
        for name, function in functions.items():
            times[name].append(seconds(function))
    return {name: median(values) for name, values in times.items()}


def row(what, ours, other, unit, target=None):
    """Print a line of the table: our time, the other's, their ratio, and the target if any."""
    ratio = other / ours
    verdict = "" if target is None else f"{'met' if ratio >= target else 'MISSED'} (>= {target:g})"
    print(f"{what:62} {ours:9.4g} {other:9.4g} {unit:6} {ratio:8.2f}x  {verdict}", flush=True)


# --- training ------------------------------------------------------------------------------------


class PerExampleLoop:
    """The book's way: gradients of one example at a time, added up over the mini-batch."""

    def __init__(self, sizes):
        rng = np.random.default_rng(0)
        self.biases = [rng.standard_normal((n, 1)) for n in sizes[1:]]
        self.weights = [
            rng.standard_normal((n, k)) for n, k in zip(sizes[1:], sizes[:-1], strict=True)
        ]

    def epoch(self, examples, batch_size, eta):
        order = np.random.default_rng(0).permutation(len(examples))
        for first in range(0, len(examples), batch_size):
            batch = [examples[i] for i in order[first : first + batch_size]]
            sum_b = [np.zeros(b.shape) for b in self.biases]
            sum_w = [np.zeros(w.shape) for w in self.weights]
            for x, y in batch:
                nabla_b, nabla_w = self.gradient(x, y)
                sum_b = [total + nabla for total, nabla in zip(sum_b, nabla_b, strict=True)]
                sum_w = [total + nabla for total, nabla in zip(sum_w, nabla_w, strict=True)]
            rate = eta / len(batch)
            self.biases = [b - rate * total for b, total in zip(self.biases, sum_b, strict=True)]
            self.weights = [w - rate * total for w, total in zip(self.weights, sum_w, strict=True)]

    def gradient(self, x, y):
        activations = [x]
        for w, b in zip(self.weights, self.biases, strict=True):
            activations.append(1 / (1 + np.exp(-(w @ activations[-1] + b))))
        a = activations[-1]
        delta = (a - y) * a * (1 - a)
        nabla_b, nabla_w = [delta], [delta @ activations[-2].T]
        for layer in range(len(self.weights) - 1, 0, -1):
            a = activations[layer]
            delta = self.weights[layer].T @ delta * a * (1 - a)
            nabla_b.insert(0, delta)
            nabla_w.insert(0, delta @ activations[layer - 1].T)
        return nabla_b, nabla_w


class BareStep:
    """The step of `Network` written out for two layers: nothing is called but NumPy and sigmoids."""

    def __init__(self, data, dtype=np.float32):
        net = Network(SIZES, rng=0, dtype=dtype)
        (self.w1, self.w2), (self.b1, self.b2), self.rng = net.weights, net.biases, net.rng
        self.x, self.y = (np.asfortranarray(part, dtype=dtype).T for part in data)

    def epoch(self, batch_size, eta):
        w1, w2, b1, b2 = self.w1, self.w2, self.b1, self.b2
        order = self.rng.permutation(len(self.x))
        for first in range(0, len(order), batch_size):
            batch = order[first : first + batch_size]
            x, y = self.x.take(batch, axis=0).T, self.y.take(batch, axis=0).T
            z1 = w1 @ x + b1
            a1 = sigmoid(z1)
            z2 = w2 @ a1 + b2
            a2 = sigmoid(z2)
            delta2 = (a2 - y) * sigmoid_prime(z2) / y.shape[1]
            delta1 = w2.T @ delta2 * sigmoid_prime(z1)
            nabla_b1, nabla_w1 = delta1.sum(axis=1, keepdims=True), delta1 @ x.T
            nabla_b2, nabla_w2 = delta2.sum(axis=1, keepdims=True), delta2 @ a1.T
            b1, b2 = b1 - eta * nabla_b1, b2 - eta * nabla_b2
            w1, w2 = w1 - eta * nabla_w1, w2 - eta * nabla_w2
        self.w1, self.w2, self.b1, self.b2 = w1, w2, b1, b2


def our_epoch(data, batch_size, dtype):
    net = Network(SIZES, rng=0, dtype=dtype)
    data = tuple(np.asfortranarray(part, dtype=dtype) for part in data)
    return lambda: list(net.epochs(data, 1, batch_size, ETA))


def torch_epoch(data, batch_size):
    import torch

    torch.manual_seed(0)
    model = torch.nn.Sequential(
        torch.nn.Linear(784, 30), torch.nn.Sigmoid(), torch.nn.Linear(30, 10), torch.nn.Sigmoid()
    )
    optimizer = torch.optim.SGD(model.parameters(), lr=ETA)
    x, y = (torch.tensor(np.ascontiguousarray(part.T, dtype=np.float32)) for part in data)

    def epoch():
        order = torch.randperm(len(x))
        for first in range(0, len(x), batch_size):
            batch = order[first : first + batch_size]
            optimizer.zero_grad()
            loss = ((model(x[batch]) - y[batch]) ** 2).sum() / (2 * len(batch))
            loss.backward()
            optimizer.step()

    return epoch


def sklearn_epoch(data, batch_size):
    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier(
        hidden_layer_sizes=(30,),
        activation="logistic",
        solver="sgd",
        alpha=0,
        batch_size=batch_size,
        learning_rate_init=0.1,
        momentum=0,
        nesterovs_momentum=False,
        max_iter=1,
        random_state=0,
    )
    x, y = np.ascontiguousarray(data[0].T, dtype=np.float32), data[1].argmax(axis=0)

    def epoch():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it did not converge in one epoch; nor does ours
            model.fit(x, y)

    return epoch


def bench_training():
    """Time one epoch of [784, 30, 10] on 10,000 digits."""
    data = tuple(part[:, :EXAMPLES] for part in digits.training())
    examples = [(x[:, None].copy(), y[:, None].copy()) for x, y in zip(*(p.T for p in data))]  # noqa: B905
    for batch_size, targets in ((10, (8, 5, 3)), (100, (None, None, None))):
        loop = PerExampleLoop(SIZES)
        functions = {
            "ours": our_epoch(data, batch_size, np.float32),
            "ours in float64": our_epoch(data, batch_size, np.float64),
            "the book's per-example loop": lambda n=batch_size, loop=loop: loop.epoch(
                examples, n, ETA
            ),
        }
        if importlib.util.find_spec("torch"):
            functions["PyTorch eager, float32"] = torch_epoch(data, batch_size)
        if importlib.util.find_spec("sklearn"):
            functions["scikit-learn MLPClassifier, float32"] = sklearn_epoch(data, batch_size)
        times = side_by_side(functions, rounds=7)
        ours = times.pop("ours")
        wanted = dict(zip(("the book", "PyTorch", "scikit-learn"), targets, strict=True))
        for name, time in times.items():
            target = next((t for start, t in wanted.items() if name.startswith(start)), None)
            row(
                f"an epoch of 10,000 digits, batches of {batch_size}: {name}",
                ours,
                time,
                "s",
                target,
            )


def bench_bare():
    """Time training beside its bare step, in a process of its own with one thread."""
    command = [sys.executable, "-c", "import bench; bench.time_bare_step()"]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    subprocess.run(command, check=True, env=environment, cwd=Path(__file__).parent)


def time_bare_step():
    """Print how many examples `Network` and the bare step train on in a second of the processor."""
    data = tuple(part[:, :EXAMPLES] for part in digits.training(np.float32))
    net, bare = Network(SIZES, rng=0, dtype=np.float32), BareStep(data)
    data = bare.x.T, bare.y.T
    functions = (lambda: list(net.epochs(data, 1, 10, ETA))), (lambda: bare.epoch(10, ETA))
    for function in functions:
        function()
    assert all(map(np.array_equal, net.weights + net.biases, (bare.w1, bare.w2, bare.b1, bare.b2)))
    rates = [
        [EXAMPLES / seconds(function, clock=process_time) for function in functions]
        for _ in range(20)
    ]
    ratios = sorted(ours / other for ours, other in rates)
    low, high = ratios[5], ratios[14]  # of 20, the median is between these with 95%
    ours, other = (median(rate) for rate in zip(*rates, strict=True))
    print(
        f"{'examples a second, batches of 10, one thread: the bare step':62} {ours:9.0f} {other:9.0f} "
        f"{'1/s':6} {median(ratios):8.2f}x  {low:.2f} to {high:.2f}",
        flush=True,
    )


# --- explorers in the kernel ---------------------------------------------------------------------


def matplotlib_bench(w=1.5, b=-0.5, a_prev=0.8, y=1.0, h=1.0):
    """Draw what the chain-rule bench shows, in the way of most tutorials: a new figure a call."""
    import matplotlib.pyplot as plt

    from nnhelpers import Neuron

    neuron = Neuron(w, b, a_prev, y)
    moved = neuron.nudged("w", h)
    figure, axes = plt.subplots(1, 2, figsize=(10, 4.5))
    lines = (("w", -4, 4), ("z", -8, 8), ("a", 0, 1), ("C_0", 0, 0.5))
    for height, (name, low, high) in enumerate(reversed(lines)):
        at, to = ((getattr(n, name) - low) / (high - low) for n in (neuron, moved))
        axes[0].plot([0, 1], [height, height], color="grey")
        axes[0].plot(at, height, "o")
        axes[0].annotate("", (to, height), (at, height), arrowprops={"arrowstyle": "->"})
        axes[0].text(-0.3, height, f"{name} = {getattr(neuron, name):.4f}")
    ws = np.linspace(-4, 4, 61)
    axes[1].plot(ws, [Neuron(v, b, a_prev, y).C_0 for v in ws])
    axes[1].plot(ws, neuron.C_0 + neuron.dC_dw * (ws - w), "--")
    axes[1].plot([w, w + h], [neuron.C_0, moved.C_0], "o")
    axes[1].set(ylim=(-0.05, 0.5), title=f"slope {neuron.dC_dw:.4f}")
    return figure


def bench_explorer():
    """Time an update in the kernel, from the slider's new value to the text of the picture."""
    import io

    import matplotlib

    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    from nnhelpers import explorers
    from nnhelpers.explorers._controls import Slider

    values = iter(range(10**9))
    names = explorers.__all__

    def mover(name):
        explorer = getattr(explorers, name)()
        assert explorer.widget  # which draws at every move
        sliders = [control for control in explorer.controls if isinstance(control, Slider)]
        slider = next((one for one in sliders if one.name == WALKS.get(name)), sliders[0])
        steps = int((slider.high - slider.low) / slider.step)
        return lambda: explorer.move(
            **{slider.name: slider.low + next(values) * 7 % steps * slider.step}
        )

    def figure():
        drawn = matplotlib_bench(w=(next(values) % 60) / 20)
        drawn.savefig(io.BytesIO(), format="png", dpi=100)
        plt.close(drawn)

    times = side_by_side(
        {
            **{name: mover(name) for name in names},
            "matplotlib": figure,
        },
        rounds=60,
    )
    for name in names:
        label = f"an update in the kernel: {name}, against a new matplotlib figure"
        row(label, 1000 * times[name], 1000 * times["matplotlib"], "ms")
        limit = 50.0 if name in WALKS else 5.0
        row(f"    the same, against the limit of {limit:g} ms", 1000 * times[name], limit, "ms", 1)


# --- slider to painted picture in the browser ----------------------------------------------------

BROWSER_CELLS = {
    "ours": """
from nnhelpers.explorers import chain_rule_bench
chain_rule_bench()""",
    "interactive_output and matplotlib": """
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
    "a bare JavaScript widget": '''
import anywidget, traitlets, numpy as np
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


def bench_browser(presses=30, drags=3):
    """Time a key press on a slider to the painted picture, and count pictures during a drag."""
    import nbformat
    from playwright.sync_api import sync_playwright

    if find_chromium() is None:
        print("no Chromium or Chrome here: the explorers are not timed in a browser")
        return
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(code.format(tools=str(Path(__file__).parent)).strip())
            for code in BROWSER_CELLS.values()
        ],
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}
        },
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
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
            outputs = dict(
                zip(
                    BROWSER_CELLS,
                    page.locator(".jp-Cell > .jp-Cell-outputWrapper").all(),
                    strict=True,
                )
            )
            for output in outputs.values():
                output.evaluate(WATCH)
            times = {name: [] for name in outputs}
            for press in range(presses):
                for name, output in outputs.items():
                    key = "ArrowRight" if press % 2 else "ArrowLeft"
                    times[name].append(_press(page, output, key))
            pictures = {name: [] for name in outputs}
            for _ in range(drags):
                for name, output in outputs.items():
                    pictures[name].append(_drag(page, output))
    ours, others = median(times.pop("ours")), {n: median(t) for n, t in times.items()}
    tutorial, bare = others.values()
    row("key press to painted picture: interactive_output, matplotlib", ours, tutorial, "ms", 6)
    row("key press to painted picture: a bare JavaScript widget", ours, bare, "ms", 1 / 1.3)
    rates = {name: median(counts) for name, counts in pictures.items()}
    tutorial_rate = rates["interactive_output and matplotlib"]
    row(
        "time for a picture while dragging: interactive_output",
        1 / rates["ours"],
        1 / tutorial_rate,
        "s",
        4,
    )
    row(
        "time for a picture while dragging: a bare JavaScript widget",
        1 / rates["ours"],
        1 / rates["a bare JavaScript widget"],
        "s",
    )


def _press(page, output, key):
    output.locator(".noUi-handle").first.focus()
    page.wait_for_timeout(150)
    output.evaluate(EXPECT)
    page.keyboard.press(key)
    return output.evaluate("output => output.painted")


def _drag(page, output, duration=3.0):
    handle = output.locator(".noUi-handle").first.bounding_box()
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
    page.mouse.up()
    page.wait_for_timeout(700)
    return rate


# --- imports and the whole course ----------------------------------------------------------------


def bench_import():
    """Time imports and the first look at the digits, each in fresh interpreters."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}

    def took(before, statement, runs=11):
        code = f"import time; {before}; t = time.perf_counter(); {statement}; "
        command = [sys.executable, "-c", code + "print(time.perf_counter() - t)"]
        run = partial(subprocess.check_output, command, env=environment)
        run()
        return median(float(run()) for _ in range(runs))

    beyond = took("import numpy", "import nnhelpers")
    row("import of the mathematics beyond NumPy, against 50 ms", 1000 * beyond, 50.0, "ms", 1)
    explorers = took("import numpy", "import nnhelpers.explorers")
    widgets = took("import numpy", "import ipywidgets")
    row("import of the explorers, against ipywidgets alone", explorers, widgets, "s")
    loading = took("from nnhelpers import digits as d", "d.training(), d.validation(), d.test()")
    row("loading all 70,000 digits in float64, against 1.5 s", loading, 1.5, "s", 1)


def bench_course():
    """Time the course under strict nbval."""
    notebooks = ROOT / "notebooks"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "--nbval-cell-timeout=60",
        "-q",
        notebooks,
    ]
    time = seconds(lambda: subprocess.run(command, check=True, capture_output=True, cwd=ROOT))
    row("all notebooks under strict nbval, against a minute", time, 60.0, "s", 1)


PARTS = {
    "training": bench_training,
    "bare": bench_bare,
    "explorer": bench_explorer,
    "browser": bench_browser,
    "import": bench_import,
    "course": bench_course,
}


def main():
    """Run the parts that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []])
    parts = parser.parse_args().parts or PARTS
    print(f"{'':62} {'ours':>9} {'other':>9} {'':6} {'ratio':>9}  target")
    for part in parts:
        PARTS[part]()


if __name__ == "__main__":
    main()
