"""Nudge one of 13,002: pick a parameter by its rank, nudge it, compare prediction and truth."""

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from nnhelpers.equations import derivative, symbol
from nnhelpers.explorers._beginner import beginner
from nnhelpers.explorers._explorer import Explorer, Slider, View
from nnhelpers.pictures import nudge_one as draw
from nnhelpers.pictures.nudge_one import REACH, describe
from nnhelpers.wishes import sensitivities


@dataclass(frozen=True)
class State:
    """What the sliders say."""

    rank: int = 0
    h: float = 2.0


CONTROLS = [
    Slider("rank", r"\text{rank}", "rank of the parameter by sensitivity", 0, 13_001, 1),
    Slider("h", symbol("h"), "nudge h", -REACH, REACH, 0.05),
]


@cache
def _example():
    """Return the network, its one example and target, and all parameters by sensitivity."""
    net, x, y = beginner()
    ranked = sensitivities(net, x, y)
    return net, x, y, ranked, tuple(abs(one.slope) for one in ranked)


def view(state):
    """Show the parameter of that rank, and the cost for all nudges of it."""
    net, x, y, ranked, sizes = _example()
    parameter = ranked[state.rank]
    arrays = net.weights if parameter.name == "w" else net.biases
    value = arrays[parameter.layer - 1][parameter.index]
    after, curve = _cost(state.rank, state.h), _curve(state.rank)
    picture = draw(x, parameter, value, state.rank, sizes, state.h, after, curve)
    return View(
        picture,
        _equation(parameter.name),
        describe(parameter, value, state.rank, state.h, net.mean_cost(x, y), after),
    )


def _cost(rank, h):
    net, x, y, ranked, _ = _example()
    parameter = ranked[rank]
    return net.nudged(parameter.name, parameter.layer, parameter.index, h).mean_cost(x, y)


@lru_cache(maxsize=16)  # while the nudge is slid, the curve stays
def _curve(rank):
    return tuple(_cost(rank, h) for h in np.linspace(-REACH, REACH, 17))


def _equation(name):
    return rf"\Delta {symbol('C_0')} \approx {derivative('C_0', name)} \cdot {symbol('h')}"


def nudge_one(**start):
    """Open the explorer; keyword arguments are fields of `State` and say where it starts.

    Raises
    ------
    TypeError, ValueError
        If there is no such field, or its slider does not reach the value.
    """
    return Explorer(State(**start), CONTROLS, view)
