"""Every path by which one number of a network reaches its cost, and what each passes on.

The number, where a path starts, is ("w", l, j, k), the weight to neuron j of layer l from neuron k;
("b", l, j), a bias; or ("a", l, j), an activation, of the input too. A start that is not there, or
data other than one example, x (n_0, 1) and y (n_L, 1), are a TypeError or ValueError.

>>> from nnhelpers import Network
>>> net = Network([2, 3, 2], rng=0)
>>> found = paths(net, [[0.5], [1.0]], [[1.0], [0.0]], ("w", 1, 2, 0))
>>> [path.neurons for path in found]       # through neuron 2 of layer 1 to each of two outputs
[((1, 2), (2, 0)), ((1, 2), (2, 1))]
>>> nabla_b, nabla_w = net.backprop([[0.5], [1.0]], [[1.0], [0.0]])
>>> print(f"{sum(path.product for path in found) - nabla_w[0][2, 0]:.1e}")
0.0e+00
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, NamedTuple

from nnhelpers._checks import finite_number
from nnhelpers._fits import examples, place
from nnhelpers.network import twin, used_cost

if TYPE_CHECKING:
    from nnhelpers._types import ArrayLike, Place
    from nnhelpers.network import Network


class Path(NamedTuple):
    """One way from a weight, a bias or an activation to the cost.

    Attributes
    ----------
    neurons : tuple of (int, int)
        Layer and index of each neuron on the way, the output last.
    factors : tuple of float
        The slopes of all steps, in the order in which a nudge travels; dC_0/da of the output last.
    """

    neurons: tuple[tuple[int, int], ...]
    factors: tuple[float, ...]

    @property
    def product(self) -> float:
        """What a unit of nudge does to the cost along this path."""
        return prod(self.factors)


def paths(net: Network, x: ArrayLike, y: ArrayLike, start: Place) -> list[Path]:
    """List all paths from a number of a network to the cost of one example.

    >>> from nnhelpers import Network
    >>> net, x, y = Network([2, 3, 2], rng=0), [[0.5], [1.0]], [[1.0], [0.0]]
    >>> [path.neurons for path in paths(net, x, y, ("a", 1, 0))]
    [((1, 0), (2, 0)), ((1, 0), (2, 1))]

    Returns
    -------
    list of Path
        Their products add up to the derivative of C_0.
    """
    kind, layer, j, *k = place(net.sizes, "start", start)
    x, y = _one_example(net, x, y)
    if net.cost.outputs is not None:
        raise ValueError(
            f"paths end where each output depends on its own z, and {net.cost.outputs.name} on all"
        )
    zs, activations = net.forward_pass(x)
    slope, dC_da = used_cost(net).last_factors(zs[-1], activations[-1], y, net.activation)
    slopes = [net.activation.prime(z)[:, 0] for z in zs[:-1]] + [slope[:, 0]]
    onward = _onward(net, slopes, dC_da[:, 0], layer, j)
    if kind == "a":
        return onward
    first = activations[layer - 1][k[0], 0] if kind == "w" else 1.0
    step = (float(first), float(slopes[layer - 1][j]))
    return [Path(path.neurons, step + path.factors) for path in onward]


def slope(net: Network, x: ArrayLike, y: ArrayLike, start: Place) -> float:
    """Return the derivative of C_0 with respect to the start, from `net.backprop`.

    >>> from nnhelpers import Network
    >>> net, x, y = Network([2, 3, 2], rng=0), [[0.5], [1.0]], [[1.0], [0.0]]
    >>> abs(slope(net, x, y, ("w", 2, 0, 1)) - paths(net, x, y, ("w", 2, 0, 1))[0].product) < 1e-12
    True
    """
    kind, layer, j, *k = place(net.sizes, "start", start)
    x, y = _one_example(net, x, y)
    nabla_b, nabla_w = net.backprop(x, y)
    if kind == "w":
        return float(nabla_w[layer - 1][j, k[0]])
    if kind == "b":
        return float(nabla_b[layer - 1][j, 0])
    if layer == net.num_layers - 1:
        return paths(net, x, y, start)[0].product
    return float(net.weights[layer][:, j] @ nabla_b[layer][:, 0])


def cost_after(net: Network, x: ArrayLike, y: ArrayLike, start: Place, h: float) -> float:
    """Return the cost of one example after the start has been nudged by h.

    An activation is nudged on its way, with everything before it held still.

    >>> from nnhelpers import Network
    >>> net, x, y = Network([2, 3, 2], rng=0), [[0.5], [1.0]], [[1.0], [0.0]]
    >>> h, start = 1e-6, ("b", 1, 2)
    >>> measured = (cost_after(net, x, y, start, h) - cost_after(net, x, y, start, -h)) / (2 * h)
    >>> abs(measured - slope(net, x, y, start)) < 1e-8
    True
    """
    kind, layer, j, *k = place(net.sizes, "start", start)
    x, y = _one_example(net, x, y)
    if kind != "a":
        return float(net.nudged(kind, layer, (j, *(k or [0])), h).mean_cost(x, y))
    a = net.forward_pass(x)[1][layer].copy()
    a[j] += finite_number("h", h)
    rest = twin(net)
    rest.sizes = net.sizes[layer:]
    rest.weights, rest.biases = net.weights[layer:], net.biases[layer:]
    return float(rest.mean_cost(a, y))


def _one_example(net, x, y):
    x, y = examples(net, x, y)
    if x.shape[1] != 1:
        raise ValueError(f"paths are those of one example, got {x.shape[1]}")
    return x, y


def _onward(net, slopes, dC_da, layer, j):
    """List the paths from the activation of a neuron to the cost."""
    if layer == net.num_layers - 1:
        return [Path(((layer, j),), (float(dC_da[j]),))]
    found = []
    for i, weight in enumerate(net.weights[layer][:, j]):
        step = (float(weight), float(slopes[layer][i]))
        for path in _onward(net, slopes, dC_da, layer + 1, i):
            found.append(Path(((layer, j), *path.neurons), step + path.factors))
    return found
