"""Paths add: every way from one number of a network to its cost, and what each passes on."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from nnhelpers._checks import in_range, takes
from nnhelpers._takes import instance, optional, real, sequence, table
from nnhelpers.equations import printed, significant
from nnhelpers.paths import Path
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._handles import GRIP, NONE, button, touches
from nnhelpers.pictures._networks import all_layers, outputs, place_in, small_network
from nnhelpers.pictures._number_line import small
from nnhelpers.pictures.network import WIDTH, Layout, Snapshot
from nnhelpers.symbols import SYMBOLS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from nnhelpers._types import Array, ArrayLike, Place
    from nnhelpers.network import Network
    from nnhelpers.pictures._handles import Touch

NETWORK, _COST = 660, 816  # width of the network, and the place of the cost
_ROW, _MOST = 50, 4  # height of a path's factors, and for how many paths there is room
_FACTOR = 98
_APART = 22  # pixels between the paths where they reach the cost


def _from_start(name, value, given):
    kind, layer, j, *_ = start = given["start"]
    found = sequence(instance(Path), most=_MOST)(name, value, given)
    if kind == "b" or any(path.neurons[0] != (layer, j) for path in found):
        raise ValueError(f"{name} must be those from a weight or an activation, start: {start}")
    return found


def _one_of_paths(name, value, given):
    return in_range(name, value, 1, len(given["paths"]))


@takes(
    net=small_network,
    activations=all_layers(),
    y=outputs,
    start=place_in,
    paths=_from_start,
    left_out=optional(_one_of_paths),
    sums=table(real(), least=3, most=3),
    touches=touches,
)
def paths_add(
    net: Network,
    activations: Sequence[Array],
    y: ArrayLike,
    start: Place,
    paths: Sequence[Path],
    left_out: int | None,
    sums: Mapping[str, float],
    touches: Mapping[tuple[Any, ...], Touch] = NONE,
) -> svg.Picture:
    """Draw a small network, the paths from one of its numbers to the cost, and their sum.

    Parameters
    ----------
    net : Network
        With at most three neurons in every layer.
    activations : list of ndarray
        Of all layers, for one example.
    y : ndarray, shape (n_L, 1)
    start : tuple
        ("w", l, j, k) or ("a", l, j).
    paths : list of Path
        At most four.
    left_out : int or None
        The number of a path that is switched off, from 1.
    sums : dict of str to float
        Three numbers to compare, each with its name.
    touches : dict of tuple to Touch, optional
        What a pointer does where a number is written.
    """
    layout = Layout(net.sizes, NETWORK)
    top = layout.height + 34
    height = top + _ROW * _MOST + 74
    root = svg.Picture(WIDTH, height, describe(start, paths, left_out, sums))
    _routes(root, layout, start, paths, left_out)
    Snapshot(net.weights, net.biases, activations, {start}, touches=touches).draw(root, layout)
    _cost(root, layout, y)
    for number, path in enumerate(paths, start=1):
        _factors(root, top + _ROW * (number - 1), number, path, start, number == left_out)
    _sums(root, height - 44, sums)
    return root


def describe(start, paths, left_out, sums):
    """Say in words what the picture shows."""
    products = ", ".join(
        f"{significant(path.product)}{' (left out)' if number == left_out else ''}"
        for number, path in enumerate(paths, start=1)
    )
    compared = "; ".join(f"{name}: {significant(value)}" for name, value in sums.items())
    return f"{len(paths)} paths from {_plain(start)} to the cost: {products}.\n{compared}."


def _plain(start):
    kind, layer, *indices = start
    return f"{kind}({layer})_{','.join(map(str, indices))}"


def _routes(root, layout, start, paths, left_out):
    """Draw each path as a broad line, a little beside the others."""
    for number, path in enumerate(paths, start=1):
        aside = _APART * (number - (len(paths) + 1) / 2)
        neurons = [(layer, j) for layer, j in path.neurons]
        if start[0] == "w":
            neurons.insert(0, (start[1] - 1, start[3]))
        points = [layout.at(*neuron) for neuron in neurons]
        points.append((_COST - 52 + layout.radius, layout.height / 2 + aside))
        dashes = "2 7" if number == left_out else None
        for one, other in zip(points, points[1:], strict=False):
            ends = _between(one, other, layout.radius, aside / 4)
            svg.line(root, *ends, width=7, opacity=0.28, stroke_dasharray=dashes)
        x, y = points[-1]
        svg.text(root, x - 12, y, str(number), anchor="middle", size=16, bold=True)
        button(root, x - 12, y, GRIP, _APART, **_leaves_out(number, number == left_out))


def _leaves_out(number, is_left_out):
    """Return what a click on a path does: it leaves the path out, or takes it in again."""
    return {"without": "none" if is_left_out else number}


def _between(one, other, radius, aside):
    """Return the ends of a line from the rim of one disc to that of another, moved aside."""
    (x1, y1), (x2, y2) = one, other
    across, down = (x2 - x1) / hypot(x2 - x1, y2 - y1), (y2 - y1) / hypot(x2 - x1, y2 - y1)
    aside_x, aside_y = -down * aside, across * aside
    return (
        x1 + across * radius + aside_x,
        y1 + down * radius + aside_y,
        x2 - across * radius + aside_x,
        y2 - down * radius + aside_y,
    )


def _cost(root, layout, y):
    middle = layout.height / 2
    svg.text(root, _COST + 4, middle, "$C_{0}$", "cost", "middle", 24)
    for j, target in enumerate(y[:, 0]):
        x, height = layout.at(len(layout.sizes) - 1, j)
        words = f"$y_{{{j}}}$ = {printed(target, 2)}"
        svg.text(root, x + 40, height - 34, words, "target", size=15)


def _factors(root, y, number, path, start, is_left_out):
    """Write a path as a product: a name above each factor, its number below."""
    more = {"opacity": 0.4} if is_left_out else {}
    svg.text(root, 24, y + 10, f"{number}", size=17, bold=True, **more)
    names = _names(path, start)
    for place, ((name, quantity), factor) in enumerate(zip(names, path.factors, strict=True)):
        x = 92 + _FACTOR * place
        svg.text(root, x, y, name, quantity, "middle", 16, **more)
        svg.text(root, x, y + 22, significant(factor), anchor="middle", **more)
        if place:
            svg.text(root, x - _FACTOR / 2, y + 22, "·", anchor="middle", size=17, **more)
    words = "left out" if is_left_out else f"= {significant(path.product)}"
    svg.text(root, 876, y + 10, words, anchor="end", size=16, bold=True, **more)
    button(root, WIDTH / 2, y + 10, WIDTH - 28, _ROW - 4, **_leaves_out(number, is_left_out))


def _names(path, start):
    """Yield the symbol of each factor of a path, and which quantity it is."""
    (layer, j), *others = path.neurons
    last, _ = path.neurons[-1]
    if start[0] == "w":
        yield f"$a_{{{start[3]}}}^{{({layer - 1})}}$", SYMBOLS["a"].quantity
        yield f"$σ′(z_{{{j}}}^{{({layer})}})$", None
    for later, i in others:
        yield f"$w_{{{i}{j}}}^{{({later})}}$", SYMBOLS["w"].quantity
        yield f"$σ′(z_{{{i}}}^{{({later})}})$", None
        j = i
    yield f"$a_{{{j}}}^{{({last})}}$ − $y_{{{j}}}$", None


def _sums(root, y, sums):
    svg.line(root, 20, y - 20, WIDTH - 20, y - 20, width=1, opacity=0.35)
    for x, (name, value) in zip((24, 320, 620), sums.items(), strict=True):
        small(root, x, y, name, "start")
        svg.text(root, x, y + 26, significant(value, 6), size=19, bold=True)
