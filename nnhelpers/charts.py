"""What stands still: the charts of a lesson, which matplotlib draws from their data.

Each function here returns a `Chart`, which a notebook shows: charts.secants(neuron, hs=(2, 1)).
"""

from __future__ import annotations

import inspect
from base64 import b64encode
from dataclasses import dataclass, replace
from functools import wraps
from io import BytesIO
from itertools import cycle
from typing import TYPE_CHECKING

import numpy as np

from nnhelpers._checks import one_of, takes
from nnhelpers._takes import (
    counts,
    integer,
    numbers,
    one_example,
    one_of_these,
    real,
    rows_of_examples,
    sequence,
    string,
    table,
)
from nnhelpers.activations import ACTIVATIONS, Activation
from nnhelpers.equations import function, printed, slope_of
from nnhelpers.style import BACKGROUND, CHART_INK, FOREGROUND, INK, MARK, MATPLOTLIB

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Concatenate

    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from nnhelpers._types import ArrayLike, Bundle, Counts, Numbers, P
    from nnhelpers.neuron import Neuron


@dataclass(frozen=True)
class Chart:
    """A chart, and what it shows in words for those who cannot see it; a notebook displays both.

    It is no figure of pyplot's: nothing has to be closed, and it needs no matplotlib backend.

    >>> chart = activation_and_slope("tanh")
    >>> isinstance(chart, Chart), str(chart)[:17], chart.png()[1:4]
    (True, 'The tanh function', b'PNG')
    """

    ax: Axes
    words: str

    def __str__(self) -> str:
        return self.words

    def png(self) -> bytes:
        """Return the image as bytes: what is drawn, and a narrow edge.

        It is drawn once and cut; to ask matplotlib for room that fits is to draw it five times.
        """
        from matplotlib import rc_context
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.image import imsave

        canvas, image = FigureCanvasAgg(self.ax.figure), BytesIO()
        with rc_context(MATPLOTLIB):
            canvas.draw()
        pixels = _cut(np.asarray(canvas.buffer_rgba()), edge=12)
        unsigned = {"Software": None}
        imsave(image, pixels, format="png", dpi=canvas.figure.dpi, metadata=unsigned)
        # a notebook keeps its charts, and their words keep who drew them: let go of the pixels
        canvas.renderer.__init__(1, 1, canvas.figure.dpi)
        return image.getvalue()

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[Bundle, dict[str, Bundle]]:
        image = b64encode(self.png()).decode()
        return {"text/plain": self.words, "image/png": image}, {"image/png": {"alt": self.words}}


def _cut(pixels: np.ndarray, edge: int) -> np.ndarray:
    """Leave out what is empty around an image, but for an edge; shape (height, width, 4)."""
    has_ink = pixels[..., 3] > 0
    rows, columns = (np.flatnonzero(has_ink.any(axis)) for axis in (1, 0))
    return pixels[
        max(rows[0] - edge, 0) : rows[-1] + 1 + edge,
        max(columns[0] - edge, 0) : columns[-1] + 1 + edge,
    ]


def _chart(draw: Callable[Concatenate[Axes, P], str]) -> Callable[P, Chart]:
    """Make a function of data to a `Chart` from one that draws on axes and returns the words."""

    @wraps(draw)
    def drawn(*data, **options):
        from matplotlib import rc_context  # here, and not above: lessons import charts at once,
        from matplotlib.figure import Figure  # and draw the first one much later

        with rc_context(MATPLOTLIB):
            ax = Figure().add_subplot()
            words = draw(ax, *data, **options)
            _thin_out_ticks(ax)
            return Chart(ax, words)

    signature = inspect.signature(draw)
    _, *parameters = signature.parameters.values()
    drawn.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    return drawn


@_chart
@takes(neuron=one_example, hs=numbers("n", above=0))
def secants(ax: Axes, neuron: Neuron, hs: Numbers) -> str:
    """Draw the cost against the weight, a secant for each nudge, and the tangent they approach.

    >>> from nnhelpers import Neuron
    >>> chart = secants(Neuron(w=1.5, b=-0.5, a_prev=0.8, y=0.0), hs=(4, 2, 1))

    Parameters
    ----------
    neuron : Neuron
    hs : sequence of float
        The nudges, above 0, each with the secant from w to w + h.
    """
    w = neuron.w
    grid = np.linspace(w - 2.2, w + 1.4 * max(hs), 200)
    ax.plot(grid, _costs(neuron, grid), color=MARK["cost"])
    _label(
        ax, "$C_0$", (grid[0], neuron.nudged("w", -2.2).C_0), (6, 6), color=INK["cost"], fontsize=16
    )
    for place, h in enumerate(sorted(hs, reverse=True), start=1):
        ends = np.array([w, w + h])
        costs = _costs(neuron, ends)
        ax.plot(ends, costs, linewidth=1.8, marker="o", markersize=5)
        words = f"$h$ = {h:g}, slope {printed((costs[1] - costs[0]) / h)}"
        _label(
            ax,
            words,
            (ends[1], costs[1]),
            (8, 42 * place),
            arrowprops={"arrowstyle": "-", "color": CHART_INK, "linestyle": ":"},
        )
    _tangent(ax, w, neuron.C_0, neuron.dC_dw, reach=1)
    _label(
        ax,
        f"tangent,\nslope {printed(neuron.dC_dw)}",
        (w - 0.25, neuron.C_0 - 0.25 * neuron.dC_dw),
        (-8, -8),
        ha="right",
        va="top",
    )
    ax.margins(y=0.12)
    ax.set(xlabel="$w$", ylabel="cost", xlim=(grid[0], grid[-1] + 1))
    return (
        f"The cost against the weight, with secants from w = {w:g} for the nudges "
        f"{_listed(f'{h:g}' for h in hs)}, and the tangent that they approach, of slope "
        f"{printed(neuron.dC_dw)}."
    )


def _saturating(name, value, _):
    activation = one_of(name, value, ACTIVATIONS, Activation)
    if activation.name not in ("sigmoid", "tanh"):
        raise ValueError(f"{name} must be sigmoid or tanh; got {activation.name!r}")
    return activation


@_chart
@takes(activation=_saturating, z_limit=real(above=5))
def activation_and_slope(ax: Axes, activation: str | Activation, z_limit: float = 6) -> str:
    """Draw an activation function and its slope, with the largest slope marked.

    >>> chart = activation_and_slope("sigmoid")

    Parameters
    ----------
    activation : str or Activation
        One that saturates on both sides: the sigmoid or tanh.
    z_limit : float
        The weighted input goes from -z_limit to z_limit; above 5.
    """
    z = np.linspace(-z_limit, z_limit, 400)
    lowest, top = activation.function(-z_limit), activation.prime(0.0)
    ax.plot(z, activation.function(z), color=MARK["activation"])
    _label(
        ax,
        f"$a = {function(activation)}$",
        (z_limit, 1),
        (-2, -26),
        color=INK["activation"],
        ha="right",
        fontsize=16,
    )
    ax.plot(z, activation.prime(z), "--")
    ax.plot(0, top, "o")
    # to the right of the curve of the sigmoid, and to the left of tanh, which is steeper
    offset, side = ((36, 14), "left") if top < 0.5 else ((-20, -14), "right")
    words = f"${slope_of(activation)}$, at most {top:.2f}"
    _label(ax, words, (0, top), offset, ha=side, fontsize=14)
    for edge, middle in ((-4, -5), (4, 5)):
        ax.axvline(edge, linestyle=":", linewidth=1.5)
        ax.text(middle, 0.5, "saturated", ha="center")
    ax.set(xlabel="$z$", xlim=(-z_limit, z_limit), ylim=(lowest - 0.02, 1.08))
    return (
        f"The {activation.name} function against z, and its slope, which is at most {top:.2f} and "
        "nearly 0 where |z| is above 4, marked as saturated."
    )


@_chart
@takes(hs=numbers("n", above=0), errors=numbers("hs", above=0))
def prediction_error(ax: Axes, hs: Numbers, errors: Numbers) -> str:
    """Draw how far "slope times nudge" is off against the nudge, beside h squared, all logarithmic.

    >>> hs = np.array([1.0, 0.1, 0.01])
    >>> chart = prediction_error(hs, errors=hs**2 / 8)

    Parameters
    ----------
    hs, errors : ndarray, shape (n,)
        Nudges, and how far the prediction was off (both positive).
    """
    ax.loglog(hs, errors, "o-")
    guide = errors[0] / 4 * (hs / hs[0]) ** 2  # a little below, to be seen
    ax.loglog(hs, guide, linestyle=":")
    _label(
        ax,
        "a line of slope 2:\na tenth of $h$,\noff by a hundredth",
        (hs[len(hs) // 2], guide[len(hs) // 2]),
        (24, -58),
    )
    ax.set(xlabel="nudge $h$", ylabel="prediction off by")
    return (
        "How far the prediction by the slope is off against the nudge, both logarithmic, beside a "
        "line of slope 2."
    )


@_chart
@takes(slopes=table(numbers("L", above=0)), cost=one_of_these("C_0", "C"))
def layer_slopes(ax: Axes, slopes: Mapping[str, Numbers], cost: str = "C_0") -> str:
    """Draw how the cost's slope changes from layer to layer, logarithmic, a line for each network.

    >>> chart = layer_slopes({"small": (1e-4, 1e-3, 1e-2), "large": (1.0, 0.1, 0.01)})

    Parameters
    ----------
    slopes : dict of str to sequence of float
        For each network, named, the size of dC_0/db^(l) in the layers 1 to L, above 0.
    cost : {"C_0", "C"}
        Whether they are the slopes for one example, or of the mean cost of many.
    """
    for (name, values), marker in zip(slopes.items(), cycle("os^v"), strict=False):
        layers = np.arange(1, len(values) + 1)
        ax.semilogy(layers, values, marker + "-", linewidth=1.5)
        middle, rises = len(values) // 2, values[-1] > values[0]
        _label(ax, name, (layers[middle], values[middle]), (10, -18 if rises else 10))
    ax.set(xlabel="layer $l$", ylabel=rf"size of $\partial {cost} / \partial b^{{(l)}}$")
    ax.set_xticks(range(1, max(map(len, slopes.values())) + 1))
    return (
        "How large the slope of the cost is in each layer, logarithmic, with a line for each of: "
        f"{_listed(slopes)}."
    )


@_chart
@takes(neurons=rows_of_examples, limit=real(above=0))
def mean_of_costs(ax: Axes, neurons: Neuron, limit: float = 4) -> str:
    """Draw the cost of each example against the weight, and their mean with its tangent.

    >>> from nnhelpers import Neuron
    >>> chart = mean_of_costs(Neuron(1.0, 0.0, a_prev=[0.2, 0.9, 0.5], y=[0.0, 1.0, 0.0]))

    Parameters
    ----------
    neurons : Neuron
        With rows of m examples in a_prev and y.
    limit : float
        The weight goes from -limit to limit.
    """
    grid = np.linspace(-limit, limit, 200)
    costs = np.array([replace(neurons, w=w).C_0 for w in grid])
    ax.plot(grid, costs, color=MARK["cost"], linewidth=1.2)
    mean = costs.mean(axis=1)
    for example, cost in enumerate(costs[0]):
        _label(
            ax,
            f"$C_0$ of example {example}",
            (-limit, cost),
            (6, -28 if 0 < mean[0] - cost < 0.12 else 6),  # not into the curve of the mean
            color=INK["cost"],
        )
    ax.plot(grid, mean, color=MARK["cost"], linewidth=4)
    _label(ax, "$C$, their mean", (-limit, mean[0]), (6, 6), color=INK["cost"], fontweight="bold")
    _tangent(ax, neurons.w, neurons.C_0.mean(), neurons.dC_dw.mean(), reach=2)
    ax.set(xlabel="$w$", ylabel="cost", xlim=(-limit, limit))
    ax.margins(y=0.12)
    return (
        f"The cost of each of {len(costs[0])} examples against the weight, and their mean, with "
        f"its tangent at w = {neurons.w:g}."
    )


def _captions(name, value, given):
    captions, digits = sequence(string, least=0)(name, value, given), given["x"].shape[1]
    if captions and len(captions) != digits:
        raise ValueError(f"{name} must be as many as the digits, {digits}, got {len(captions)}")
    return captions


@_chart
@takes(x=numbers(784, "m", low=0, high=1), columns=integer(1), captions=_captions)
def digit_grid(ax: Axes, x: ArrayLike, columns: int = 8, captions: Sequence[str] = ()) -> str:
    """Draw handwritten digits side by side, brighter pixels in stronger green.

    >>> from nnhelpers import digits
    >>> chart = digit_grid(digits.test(count=16)[0])

    Parameters
    ----------
    x : ndarray, shape (784, m)
        A digit a column, from 0 to 1.
    columns : int
        Digits in a row of the chart, if there are as many.
    captions : sequence of str
        What to write beside the digits, in their order.
    """
    columns = min(columns, x.shape[1])
    room = 9 if captions else 0  # pixels above each digit
    images = np.pad(x.T.reshape(-1, 28, 28), ((0, 0), (room, 0), (0, 0)))
    shades = _shades(MARK["activation"] + "00", MARK["activation"])
    ax.imshow(_tiled(images, columns, 0), cmap=shades, vmin=0, vmax=1)
    for place, words in enumerate(captions):
        row, column = divmod(place, columns)
        ax.text(column * 28 + 2, row * (28 + room), words, fontsize=10, va="top")
    _leave_all_to_the_image(ax)
    return f"{x.shape[1]} handwritten digits in rows of {columns}" + (
        ", each with a caption." if captions else "."
    )


@_chart
@takes(w=numbers("n", 784), columns=integer(1))
def weight_grid(ax: Axes, w: ArrayLike, columns: int = 10) -> str:
    """Draw the weights of each neuron of layer 1 as an image, a weight on the pixel it comes from.

    Positive weights are blue, negative ones black, the strongest of each neuron full.

    >>> from nnhelpers import trained
    >>> chart = weight_grid(trained.digit_network().weights[0], columns=8)

    Parameters
    ----------
    w : ndarray, shape (n, 784)
    columns : int
        Neurons in a row of the chart, if there are as many.
    """
    columns, strongest = min(columns, len(w)), np.abs(w).max(axis=1, keepdims=True)
    images = (w / np.where(strongest > 0, strongest, 1)).reshape(-1, 28, 28)
    # a ground of its own: black and blue would not both be seen on a dark page
    shades = _shades(FOREGROUND, BACKGROUND, MARK["weight"])
    tiles = _tiled(images, columns, np.nan)  # where there is no neuron, nothing
    ax.imshow(tiles, cmap=shades, vmin=-1, vmax=1)
    for edge in range(0, columns + 1):
        ax.axvline(28 * edge - 0.5, linewidth=0.5)
    for edge in range(0, len(tiles) // 28 + 1):
        ax.axhline(28 * edge - 0.5, linewidth=0.5)
    _leave_all_to_the_image(ax)
    return (
        f"The weights of {len(w)} neurons as images of 28 by 28 pixels in rows of {columns}, blue "
        "where they are positive and black where they are negative."
    )


@_chart
@takes(
    batch_sizes=counts("n", above=0),
    angles=table(numbers("batch_sizes", low=0, high=180)),
)
def gradient_angles(ax: Axes, batch_sizes: Counts, angles: Mapping[str, Numbers]) -> str:
    """Draw how far the gradients of mini-batches point from the full one.

    >>> chart = gradient_angles((1, 10, 100), {"untrained": (70, 40, 15), "trained": (88, 75, 50)})

    Parameters
    ----------
    batch_sizes : sequence of int
    angles : dict of str to sequence of float
        In degrees, for each batch size, by the name of the network.
    """
    for (name, values), marker in zip(angles.items(), cycle("os"), strict=False):
        ax.semilogx(batch_sizes, values, marker + "-", linewidth=1.5)
        middle = len(batch_sizes) // 2
        _label(ax, name, (batch_sizes[middle], values[middle]), (10, 6))
    ax.axhline(90, linestyle=":", linewidth=1)
    _label(ax, "at right angles: it tells nothing", (batch_sizes[0], 90), (0, 5), va="bottom")
    top = max(100, *(1.05 * values.max() for values in angles.values()))
    ax.set(xlabel="examples in the mini-batch", ylabel="angle in degrees", ylim=(0, top))
    return (
        "The angle between the gradient of a mini-batch and that of all examples, against the size "
        f"of the mini-batch, with a line for each of: {_listed(angles)}."
    )


@_chart
@takes(
    runs=table(numbers("n", low=0, high=1), real(above=0)),
    published=table(table(integer(0, 10_000), integer(0), least=0), real(above=0), least=0),
)
def learning_rates(
    ax: Axes, runs: Mapping[float, Numbers], published: Mapping[float, Mapping[int, int]]
) -> str:
    """Draw the share of test digits that networks read, epoch by epoch, beside published figures.

    >>> from nnhelpers.published import NIELSEN
    >>> chart = learning_rates({3.0: (0.1, 0.91, 0.93, 0.94)}, NIELSEN)

    Parameters
    ----------
    runs : dict of float to sequence of float
        Shares after the epochs 0, 1, 2, ... by the learning rate.
    published : dict of float to dict of int to int
        Digits of 10,000 that are read after some epochs, by the learning rate.
    """
    for (eta, shares), marker, height in zip(
        runs.items(), cycle("o^v"), cycle((10, -4, -18)), strict=False
    ):
        ax.plot(range(len(shares)), shares, marker + "-", linewidth=1.5)
        _label(ax, rf"$\eta$ = {eta:g}", (len(shares) - 1, shares[-1]), (12, height))
        figures = published.get(eta, {})
        shown = [epoch for epoch in figures if epoch < len(shares)]
        ax.plot(
            shown,
            [figures[epoch] / 10_000 for epoch in shown],
            "s",
            fillstyle="none",
            markersize=13,
        )
    last = max(len(shares) for shares in runs.values()) - 1
    ax.annotate("hollow squares: published", (0.55 * last, 0.3))
    ax.set(xlabel="epoch", ylabel="share of test digits read", ylim=(0, 1), xlim=(-0.1, last + 0.5))
    ax.set_xticks(range(last + 1))
    return (
        "The share of test digits that is read correctly after each epoch, for the learning rates "
        f"{_listed(f'{eta:g}' for eta in runs)}; hollow squares are published figures."
    )


@_chart
@takes(outputs=table(numbers("n", low=0, high=1)))
def slow_start(ax: Axes, outputs: Mapping[str, Numbers]) -> str:
    """Draw the output of a neuron that should learn to answer 0, update by update.

    >>> chart = slow_start({"slightly wrong": (0.6, 0.3, 0.2), "very wrong": (0.98, 0.97, 0.95)})

    Parameters
    ----------
    outputs : dict of str to sequence of float
        The activation before the first update and after each, by the name of the run.
    """
    for (name, values), style in zip(outputs.items(), cycle(("-", "--", ":")), strict=False):
        ax.plot(values, style, color=MARK["activation"])
        place = len(values) // 3
        _label(ax, name, (place, values[place]), (6, 6), color=INK["activation"])
    ax.set(xlabel="updates", ylabel="output $a$ (target 0)", ylim=(0, 1.05))
    return (
        "The output of a neuron that should learn to answer 0, update by update, from: "
        f"{_listed(outputs)}."
    )


@_chart
@takes(costs=numbers("m", low=0), is_right=counts("costs", high=1), width=real(above=0))
def cost_histogram(
    ax: Axes, costs: Numbers, is_right: Sequence[bool] | NDArray[np.bool_], width: float = 0.05
) -> str:
    """Draw how many examples have which cost, those that are misread hatched.

    >>> costs = np.linspace(0, 1, 200) ** 4
    >>> chart = cost_histogram(costs, is_right=costs < 0.4)

    Parameters
    ----------
    costs, is_right : ndarray, shape (m,)
        C_0 of each example, and whether its brightest output is the right one.
    width : float
        Width of a bar.
    """
    bins, is_right = width * np.arange(costs.max() // width + 2), is_right.astype(bool)
    ax.hist(costs[is_right], bins, **_BARS)
    ax.hist(costs[~is_right], bins, fill=False, hatch="////", edgecolor=MARK["cost"])
    mean = costs.mean()
    ax.axvline(mean, linestyle="--", linewidth=1.5)
    _label(ax, f"$C$, their mean: {printed(mean)}", (mean, 0.93), (8, 0), **_AT_THE_TOP)
    _label(ax, "read correctly", (0.1, 0.56), (0, 0), color=INK["cost"], **_AT_THE_TOP)
    _label(ax, "misread (hatched)", (0.72, 0.58), (0, 0), color=INK["cost"], **_AT_THE_TOP)
    ax.set(xlabel="$C_0$", ylabel="digits", yscale="log", xlim=(0, bins[-1]))
    return (
        f"How many of {len(costs):,} examples have which cost, those misread hatched, and the "
        "mean of all costs as a line."
    )


@_chart
@takes(moved=counts("n"), put_back=counts("moved"), of=integer(1))
def moved_digits(ax: Axes, moved: Counts, put_back: Counts, of: int) -> str:
    """Draw how many digits are read when they are moved, and when they are put back.

    >>> chart = moved_digits(moved=(937, 700, 300), put_back=(937, 936, 930), of=1000)

    Parameters
    ----------
    moved, put_back : sequence of int
        How many are read after moving them by 0, 1, 2 and so on pixels.
    of : int
        How many there are.
    """
    for values, words, style in ((put_back, "put back in form", "--"), (moved, "as moved", "-")):
        ax.plot(values, style, marker="o", color=MARK["activation"])
        middle = len(values) // 2
        _label(ax, words, (middle, values[middle]), (6, 8), color=INK["activation"])
    ax.set(xlabel="moved by so many pixels", ylabel=f"read, of {of:,}", ylim=(0, 1.05 * of))
    ax.locator_params("x", integer=True)
    as_moved, as_put_back = (_listed(map(str, values)) for values in (moved, put_back))
    return (
        f"How many of {of:,} digits are read when they are moved by 0 to {len(moved) - 1} pixels: "
        f"{as_moved}; when they are put back in form, {as_put_back}."
    )


@_chart
@takes(counts=counts(10, 10))
def confusion_matrix(ax: Axes, counts: ArrayLike) -> str:
    """Draw which digits are read as which, the number of each on its square.

    Squares with at least half of the largest number are filled.

    >>> chart = confusion_matrix(90 * np.eye(10, dtype=int) + 1)

    Parameters
    ----------
    counts : ndarray of int, shape (10, 10)
        counts[d, e]: examples of the digit d that are read as e.
    """
    most = counts.max()
    ax.imshow(counts, cmap=_shades("none", CHART_INK, levels=2), vmin=0, vmax=most, aspect="auto")
    for (digit, answer), count in np.ndenumerate(counts):
        if count:
            ink = CHART_INK if count < most / 2 else BACKGROUND
            ax.text(answer, digit, f"{count}", color=ink, ha="center", va="center", fontsize=11)
    ax.set(xlabel="read as", ylabel="digit", xticks=range(10), yticks=range(10))
    return (
        "A table of ten rows, the digits, and ten columns, what they are read as, with the number "
        "of examples in each square."
    )


@_chart
@takes(
    parameters=counts("n", above=0),
    nudging=counts("parameters", above=0),
    backprop=counts("parameters", above=0),
)
def two_prices(ax: Axes, parameters: Counts, nudging: Counts, backprop: Counts) -> str:
    """Draw what a gradient costs in multiplications, by nudging and by backpropagation.

    >>> n = np.array([10, 100, 1000])
    >>> chart = two_prices(n, nudging=n * n, backprop=3 * n)

    Parameters
    ----------
    parameters, nudging, backprop : sequence of int
        Numbers of parameters of some networks, and of multiplications for each method.
    """
    for price, style, name in (
        (nudging, "s-", "nudge every parameter"),
        (backprop, "o--", "backpropagation"),
    ):
        ax.loglog(parameters, price, style, linewidth=1.5)
        middle = len(parameters) // 2
        _label(ax, name, (parameters[middle], price[middle]), (12, -22))
    ax.set(xlabel="parameters of the network", ylabel="multiplications")
    return (
        "How many multiplications a gradient takes, by nudging every parameter and by "
        "backpropagation, against the number of parameters, both logarithmic."
    )


@_chart
@takes(hs=numbers("n", above=0), errors=table(numbers("hs", above=0)))
def error_by_nudge(ax: Axes, hs: Numbers, errors: Mapping[str, Numbers]) -> str:
    """Draw how far measured gradients are off, against the nudge, both logarithmic.

    >>> hs = np.array([1e-2, 1e-4, 1e-6])
    >>> chart = error_by_nudge(hs, {"one nudge": hs, "up and down": hs**2 + 1e-16 / hs})

    Parameters
    ----------
    hs : ndarray, shape (n,)
        Above 0, as the errors are.
    errors : dict of str to ndarray
        Relative errors for each nudge, by the name of the method.
    """
    for (name, values), style in zip(errors.items(), cycle(("s:", "o-")), strict=False):
        ax.loglog(hs, values, style, linewidth=1.5, markersize=5)
        _label(ax, name, (hs[0], values[0]), (8, -2))
    for x, words in ((0.08, "rounding"), (0.68, "the curve bends")):
        ax.text(x, 0.12, words, transform=ax.transAxes)
    ax.set(xlabel="nudge $h$", ylabel="relative error", xlim=(hs.min() / 2, hs.max() * 300))
    return (
        "The relative error of a measured gradient against the nudge, both logarithmic, with a "
        f"line for each of: {_listed(errors)}."
    )


@_chart
@takes(costs=numbers("n", low=0), healthy=real(low=0), constant=real(low=0))
def trained_patients(ax: Axes, costs: Numbers, healthy: float, constant: float) -> str:
    """Draw what cost the patients of the clinic reach in training, beside a healthy one.

    >>> chart = trained_patients((0.01, 0.3, 0.2), healthy=0.01, constant=0.25)

    Parameters
    ----------
    costs : sequence of float
        Of patient 1, 2, ... late in training.
    healthy, constant : float
        The cost that the healthy code reaches, and the best without a look at the input.
    """
    numbers = np.arange(1, len(costs) + 1)
    ax.bar(numbers, costs, width=0.6, **_BARS)
    for height, words in ((healthy, "healthy"), (constant, "best without looking")):
        ends = 0.4, len(costs) + 0.7
        ax.plot(ends, (height, height), linestyle="--", linewidth=1.5)
        _label(ax, words, (ends[1], height), (5, 0), va="center")
    ax.set(xlabel="patient", ylabel="cost late in training", xlim=(0.4, len(costs) + 3.6))
    ax.set_xticks(numbers)
    return (
        f"The cost that each of {len(costs)} patients reaches in training as a bar, beside that of "
        "the healthy code and the best that is possible without looking at the input."
    )


_BARS = {"facecolor": (MARK["cost"], 0.45), "edgecolor": MARK["cost"]}
_AT_THE_TOP = {"xycoords": ("data", "axes fraction")}


def _label(ax, words, at, offset, **look):
    """Write words beside a place in the data, at a distance in points."""
    ax.annotate(words, at, offset, textcoords="offset points", **look)


def _leave_all_to_the_image(ax):
    ax.set_axis_off()
    ax.set_position((0.02, 0.02, 0.81, 0.83))  # as large as a chart with its names and numbers


def _thin_out_ticks(ax):
    """Mark 2 and 5 between powers of ten; each mark costs as much time as a curve."""
    from matplotlib.ticker import LogLocator

    for axis in (ax.xaxis, ax.yaxis):
        if axis.get_scale() == "log":
            axis.set_minor_locator(LogLocator(subs=(2, 5)))


def _tiled(images, columns, nothing):
    """Put images, shape (n, height, width), side by side and below each other."""
    count, height, width = images.shape
    missing = ((0, -count % columns), (0, 0), (0, 0))
    rows = (
        np.pad(images, missing, constant_values=nothing)
        .reshape(-1, columns, height, width)
        .swapaxes(1, 2)
    )
    return rows.reshape(-1, columns * width)


def _shades(*colours, levels=256):
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("shades", colours, levels)


def _tangent(ax, w, cost, slope, reach):
    """Draw the tangent of a cost curve, and the point where it touches."""
    ends = np.array([-reach, reach])
    ax.plot(w + ends, cost + slope * ends, "--", linewidth=2)
    ax.plot(w, cost, "o", color=MARK["cost"], markeredgecolor=CHART_INK)


def _costs(neuron, ws):
    return replace(neuron, w=ws[None, :]).C_0


def _listed(names):
    return ", ".join(names)
