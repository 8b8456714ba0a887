"""Nudge one of 13,002: pick a parameter by its rank, nudge it, compare prediction and truth."""

from functools import cache, lru_cache

import numpy as np

from nnhelpers import pictures
from nnhelpers.equations import derivative, symbol
from nnhelpers.explorers._beginner import beginner
from nnhelpers.explorers._controls import Slider, quantity
from nnhelpers.explorers._explorer import View, explorer
from nnhelpers.pictures.nudge_one import REACH
from nnhelpers.wishes import sensitivities


@explorer(
    Slider("rank", 0, 0, 13_001, 1, words="rank of the parameter by sensitivity"),
    quantity("h", 2.0, -REACH, REACH, 0.05),
)
def nudge_one(state):
    """The parameter of a rank, and the cost for all nudges of it.

    >>> parameter = nudge_one(rank=3, h=-1.0)
    """
    net, x, _, ranked, sizes = _example()
    parameter = ranked[state.rank]
    arrays = net.weights if parameter.name == "w" else net.biases
    value = arrays[parameter.layer - 1][parameter.index]
    after, curve = _cost(state.rank, state.h), _curve(state.rank)
    drawn = pictures.nudge_one.unchecked(
        *(x, parameter, value, state.rank, sizes, state.h, after, curve, _ranks_of_pixels())
    )
    return View(
        drawn,
        rf"\Delta {symbol('C_0')} \approx {derivative('C_0', parameter.name)} \cdot {symbol('h')}",
    )


@cache
def _example():
    """Return the network, its one example and target, and all parameters by sensitivity."""
    net, x, y = beginner()
    ranked = sensitivities(net, x, y)
    return net, x, y, ranked, tuple(abs(one.slope) for one in ranked)


@cache
def _ranks_of_pixels():
    """Return, for each pixel, the rank of the most sensitive weight that leads on from it."""
    _, _, _, ranked, _ = _example()
    first = {}
    for rank, one in enumerate(ranked):
        if (one.name, one.layer) == ("w", 1):
            first.setdefault(one.index[1], rank)
    return tuple(first[pixel] for pixel in range(len(first)))


def _cost(rank, h):
    net, x, y, ranked, _ = _example()
    parameter = ranked[rank]
    return net.nudged(parameter.name, parameter.layer, parameter.index, h).mean_cost(x, y)


@lru_cache(maxsize=16)  # while the nudge is slid, the curve stays
def _curve(rank):
    return tuple(_cost(rank, h) for h in np.linspace(-REACH, REACH, 17))
