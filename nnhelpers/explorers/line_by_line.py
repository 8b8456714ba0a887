"""Backpropagation, line by line: step or play through the source that runs."""

import numpy as np

from nnhelpers import pictures
from nnhelpers.equations import derivative, symbol
from nnhelpers.explorers._controls import Slider, choice, input_activation, quantity
from nnhelpers.explorers._explorer import View, explorer
from nnhelpers.network import Network
from nnhelpers.pictures import Touch
from nnhelpers.published import two_two_two
from nnhelpers.tracing import record, source

TITLES = {"forward": "the forward pass", "backward": "the backward pass"}
TARGETS = {"2-2-2": two_two_two()[2], "3-2-1": np.array([[1.0]])}  # of the first example
_LAST = 19  # a network of three layers runs twenty lines


_INPUTS = [
    input_activation(0, 0.05),
    input_activation(1, 0.10),
    input_activation(2, 0.50, only_if=("sizes", "3-2-1")),
]
_W = quantity("w", 0.15, -3, 3, 0.05, layer=1, index=(0, 0), name="w")
_TOUCHES = {
    **{("a", 0, k): Touch({}, slider.ends) for k, slider in enumerate(_INPUTS)},
    ("w", 1, 0, 0): Touch({}, _W.ends),
}


@explorer(
    Slider("step", 3, 0, _LAST, 1, plays=True),
    *_INPUTS,
    _W,
    choice("sizes", "2-2-2", "network", TARGETS.keys()),
    choice("examples", "one", "examples", ("one", "two")),
)
def line_by_line(state):
    """One line of backpropagation, what it made, and its equation.

    >>> lines = line_by_line(step=5)
    >>> lines.move(step=6)
    """
    net, x, y = network_of(state)
    steps = record(net, x, y)
    step = steps[state.step]
    layer = _layer(step, net.num_layers - 1)
    known = [a[:, :1] for a in _activations(net, x, step)]
    lines, title = source(step.function), TITLES[step.function]
    drawn = pictures.line_by_line.unchecked(
        *(net, known, layer, title, lines, step.line, dict(_made(step))),
        *(_steps_of_lines(steps, state.step), _TOUCHES),
    )
    return View(drawn, equation(step.text, layer))


def _steps_of_lines(steps, now):
    """Return, for each line of the function that runs now, when it runs next, or at first."""
    later = [*range(now + 1, len(steps)), *range(now + 1)]
    lines = {}
    for number in later:
        if steps[number].function == steps[now].function:
            lines.setdefault(steps[number].line, number)
    return lines


def network_of(state):
    """Return the network of a state, the published 2-2-2 or a random 3-2-1, and its examples.

    The second example is the opposite of the first.
    """
    net = two_two_two()[0] if state.sizes == "2-2-2" else Network([3, 2, 1], rng=4)
    net.weights[0][0, 0] = state.w
    x, y = np.array([[state.x_0], [state.x_1], [state.x_2]])[: net.sizes[0]], TARGETS[state.sizes]
    m = {"one": 1, "two": 2}[state.examples]
    return net, *(np.hstack([first, 1 - first])[:, :m] for first in (x, y))


def _layer(step, last):
    """Return the layer that a step is about."""
    if step.function == "forward":
        begun = "zs.append" in step.text or "activations.append" in step.text
        return len(step.values["zs"]) if begun else len(step.values["activations"]) - 1
    if "deltas" not in step.values:
        return last
    done = len(step.values["deltas"])
    return last - done + (0 if "(BP2)" in step.text else 1)


def _activations(net, x, step):
    """Return the activations that are computed when a step has run."""
    return step.values["activations"] if step.function == "forward" else net.forward_pass(x)[1]


def _made(step):
    """Yield the arrays that a step made: of a list that has grown, only the new one."""
    for name in step.made:
        value = step.values[name]
        if isinstance(value, np.ndarray):
            yield name, value
        elif step.text.strip().startswith(f"{name}.append"):
            yield f"{name}[-1]", value[-1]
        elif step.text.strip().startswith(f"{name}.insert"):
            yield f"{name}[0]", value[0]
        else:
            yield from ((f"{name}[{place}]", array) for place, array in enumerate(value))


def equation(text, layer):
    """Return the mathematics of a line of the source, for the layer that it is about.

    The code divides by m at once, so its `delta` is a share of the error that the course calls so.
    """
    x, z, last = symbol("x"), rf"z^{{({layer})}}", symbol("a", "L")
    a, w, b = (symbol(name, layer) for name in "awb")
    before, w_later = symbol("a", layer - 1), symbol("w", layer + 1)
    delta, later = rf"\delta^{{({layer})}}", rf"\delta^{{({layer + 1})}}"
    share = rf"\mathtt{{delta}} = \tfrac1m\, {delta} \qquad {delta}"
    mean = r"\tfrac1m \sum_{\text{examples}} \delta^{(l)}"
    equations = {
        "= [], [x]": rf"{symbol('a', 0)} = {x}",
        "for w, b": r"l = 1, 2, \dots, L",
        "zs.append": rf"{z} = {w}\, {before} + {b}",
        "activations.append": rf"{a} = \sigma({z})",
        "return zs": rf"{a} = {last}",
        "*zs, z": rf"{z} = z^{{(L)}}",
        "*activations, a": rf"{a} = {last}",
        "(BP1)": rf"{share} = ({a} - {symbol('y')}) \odot \sigma'({z})",
        "deltas = [": rf"\mathtt{{deltas}} = \big[\tfrac1m\, {delta}\big]",
        "for w, z": r"l = L - 1, \dots, 1",
        "(BP2)": rf"{share} = ({w_later})^T {later} \odot \sigma'({z})",
        "deltas.insert": rf"\mathtt{{deltas}} = \big[\tfrac1m\, {delta}, \dots, \tfrac1m\, "
        r"\delta^{(L)}\big]",
        "(BP3)": rf"{derivative('C', 'b', 'l')} = {mean}",
        "(BP4)": rf"{derivative('C', 'w', 'l')} = {mean} \big({symbol('a', 'l-1')}\big)^T",
        "return nabla": rf"\nabla {symbol('C')}",
    }
    return next(latex for part, latex in equations.items() if part in text)
