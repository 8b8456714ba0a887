"""The table of speed ratios: each pair is measured side by side in the same run.

    python tools/bench.py [training] [bare] [explorer] [browser] [live] [import] [course]

Machines are noisy and differ; ratios within a run are what can be compared. scikit-learn and
PyTorch take part when they are installed. Times are medians.
"""

import argparse
import importlib.util
import os
import subprocess
import sys
import warnings
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

import numpy as np
from bench_browser import bench_browser
from bench_live import bench_live
from bench_table import row, seconds, side_by_side
from lab import ROOT

from nnhelpers import Network, digits, sigmoid, sigmoid_prime

WALKS = {"drunk_walk": "eta"}  # trains at every move of this slider, in front of a backdrop
SIZES, ETA, EXAMPLES = [784, 30, 10], 3.0, 10_000


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
    "live": bench_live,
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
        print(f"{part} (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors)")
        PARTS[part]()


if __name__ == "__main__":
    main()
