"""What one example wants of a network: how sensitive its cost is to every single parameter.

Data that do not fit the network, or a number or name out of range, are a TypeError or ValueError.

>>> from nnhelpers import Network
>>> net = Network([2, 3, 1], rng=0)
>>> first, *others = sensitivities(net, [[0.5], [1.0]], [[1.0]])
>>> first.name, first.layer, first.index            # the bias of the output neuron matters most
('b', 2, (0, 0))
>>> len(others)
12
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from nnhelpers._checks import finite_array, finite_number, whole_number

if TYPE_CHECKING:
    from nnhelpers._types import Array, ArrayLike
    from nnhelpers.network import Network

SPREADS = ("in proportion", "equally", "on one")


class Sensitivity(NamedTuple):
    """How strongly the cost of some examples depends on one parameter of a network.

    Attributes
    ----------
    name : {"w", "b"}
        A weight or a bias.
    layer, index : int and (int, int)
        l, from 1 to L, and (j, k) of a weight to neuron j from neuron k, or (j, 0) of a bias.
    slope : float
        The derivative of the mean cost with respect to the parameter.
    """

    name: str
    layer: int
    index: tuple[int, int]  # type: ignore[assignment]  # tuples have a method of that name
    slope: float


def sensitivities(net: Network, x: ArrayLike, y: ArrayLike) -> list[Sensitivity]:
    """Return a `Sensitivity` of the mean cost for each weight and bias, the strongest first.

    >>> from nnhelpers import Network
    >>> net, x, y = Network([2, 3, 1], rng=0), [[0.5], [1.0]], [[1.0]]
    >>> [one.name for one in sensitivities(net, x, y)[:3]]
    ['b', 'w', 'w']
    """
    nabla_b, nabla_w = net.backprop(x, y)
    listed = [
        Sensitivity(name, layer, index, float(slope))
        for name, nablas in (("w", nabla_w), ("b", nabla_b))
        for layer, nabla in enumerate(nablas, start=1)
        for index, slope in np.ndenumerate(nabla)
    ]
    return sorted(listed, key=lambda one: -abs(one.slope))


def activation_wishes(net: Network, x: ArrayLike, y: ArrayLike) -> list[Array]:
    """Return what one example wants of all activations: minus the slopes of its cost C_0.

    Those of the input are what it wants of each pixel. At the output, with half the squared error,
    the wish is y - a.

    >>> from nnhelpers import Network
    >>> net, x, y = Network([2, 3, 1], rng=0), [[0.5], [1.0]], [[1.0]]
    >>> [wish.shape for wish in activation_wishes(net, x, y)]
    [(2, 1), (3, 1), (1, 1)]

    Returns
    -------
    list of ndarray, shapes (n_l, 1)
        Of the layers 0 to L.
    """
    if np.shape(x)[1:] != (1,):
        raise ValueError(f"x must be one example, a column, got shape {np.shape(x)}")
    deltas, _ = net.backprop(x, y)  # of one example, the slopes of the biases are its errors
    slopes = [w.T @ delta for w, delta in zip(net.weights, deltas, strict=True)]
    return [-slope for slope in (*slopes, net.cost_derivative(net.feedforward(x), y))]


def three_ways(
    w: ArrayLike, a_prev: ArrayLike, b: float, length: float, spread: str, only: int = 0
) -> tuple[dict[str, Array], dict[str, float]]:
    """Spend the same nudge on a neuron's weights, on the activations before, and on its bias.

    The neuron has weights w and activations before them, both (n,); for the others, see
    `spread_nudge`.

    >>> w, a_prev = [3.0, 4.0], [1.0, 0.0]
    >>> nudges, z = three_ways(w, a_prev, b=0.0, length=1.0, spread="in proportion")
    >>> {name: float(value) for name, value in z.items()}
    {'weight': 4.0, 'activation': 8.0, 'bias': 4.0}

    Returns
    -------
    nudges : dict of str to ndarray
        Of the "weight" (n,), the "activation" (n,) and the "bias" (1,).
    z : dict of str to float
        The weighted input after each of them.
    """
    w, a_prev = finite_array("w", w), finite_array("a_prev", a_prev)
    b, length = finite_number("b", b), finite_number("length", length)
    if w.shape != a_prev.shape:
        raise ValueError(f"w and a_prev must have shape (n,), got {w.shape} and {a_prev.shape}")
    nudges = {
        "weight": spread_nudge(length, a_prev, spread, only),
        "activation": spread_nudge(length, w, spread, only),
        "bias": np.array([length]),
    }
    z = {
        "weight": (w + nudges["weight"]) @ a_prev + b,
        "activation": w @ (a_prev + nudges["activation"]) + b,
        "bias": w @ a_prev + b + length,
    }
    return nudges, z


def spread_nudge(length: float, gains: ArrayLike, spread: str, only: int = 0) -> Array:
    """Spend a nudge of a given length on several numbers at once.

    >>> print(spread_nudge(1.0, gains=[3.0, 4.0], spread="in proportion"))
    [0.6 0.8]

    Parameters
    ----------
    length : float
        Length of the nudge: the root of the sum of its squares.
    gains : array_like, shape (n,)
        What a nudge of each number is multiplied by on its way: where z is nudged through its
        weights, the activations before; through those activations, the weights.
    spread : {"in proportion", "equally", "on one"}
        In proportion to the gains, which no other nudge of that length beats; the same for all;
        or all on one.
    only : int
        Which one, from 0 to n - 1.

    Returns
    -------
    ndarray, shape (n,)
    """
    length, gains = finite_number("length", length), finite_array("gains", gains)
    if spread not in SPREADS:
        raise ValueError(f"spread must be one of {', '.join(SPREADS)}; got {spread!r}")
    if gains.ndim != 1:
        raise ValueError(f"gains must have shape (n,), got shape {gains.shape}")
    if whole_number("only", only, least=0) >= len(gains):
        raise ValueError(f"only must be from 0 to {len(gains) - 1}, got {only}")
    direction = {
        "in proportion": gains,
        "equally": np.ones_like(gains),
        "on one": np.eye(len(gains))[only],
    }[spread]
    size = np.linalg.norm(direction)
    return length * direction / size if size else np.zeros_like(gains)
