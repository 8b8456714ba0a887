"""The drunk walk: mini-batches against all examples, on the cost surface of one real neuron."""

from functools import cache, lru_cache

import numpy as np

from nnhelpers import pictures
from nnhelpers.descent import EXAMPLES, Walk, costs, sevens_and_ones, walk
from nnhelpers.equations import mini_batch_step
from nnhelpers.explorers._controls import Slider, choice, quantity
from nnhelpers.explorers._explorer import View, explorer
from nnhelpers.pictures.drunk_walk import Surface
from nnhelpers.symbols import SYMBOLS

STEPS = 120
REACH = {"w": (-3, 6), "b": (-4, 4)}  # of the map
LEVELS = (0.084, 0.09, 0.1, 0.115, 0.135, 0.16, 0.19, 0.22, 0.25, 0.28)


def _start(kind, start):
    symbol = SYMBOLS[kind]
    latex, words = rf"{symbol.latex}_\text{{start}}", f"{symbol.words} at the start"
    return Slider(f"start_{kind}", start, *REACH[kind], 0.1, latex, words, symbol.mark)


@explorer(
    Slider("steps", 60, 1, STEPS, 1),
    quantity("m", 5, 1, EXAMPLES, 1, name="batch_size"),
    quantity("eta", 4.0, 0.5, 40, 0.5),
    Slider("seed", 0, 0, 20, 1),
    _start("w", -2.0),
    _start("b", 2.5),
    choice(
        "fair",
        "examples",
        "as many",
        {"examples looked at, for both": "examples", "steps, for both": "steps"},
    ),
)
def drunk_walk(state):
    """Both paths down a cost surface, for as many examples or as many steps.

    >>> paths = drunk_walk(batch_size=1, fair="steps")
    """
    mini = _path(state.batch_size, state, state.steps)
    looked_at = int(mini[0].seen[-1])
    steps = {"examples": looked_at // EXAMPLES, "steps": state.steps}[state.fair]
    whole = _path(EXAMPLES, state, steps)
    drawn = pictures.drunk_walk.unchecked(
        _surface(), whole, mini, state.batch_size, EXAMPLES, state.fair
    )
    return View(drawn, mini_batch_step())


def _path(batch_size, state, steps):
    """Return the first steps of a path, and the cost at each of its places."""
    start = state.start_w, state.start_b
    walked, costs_on_the_way = _walked(start, batch_size, state.eta, state.seed)
    return Walk(*(part[: steps + 1] for part in walked)), costs_on_the_way[: steps + 1]


@lru_cache(maxsize=64)  # while the steps are slid, both paths stay
def _walked(start, batch_size, eta, seed):
    x, y = sevens_and_ones()
    walked = walk(start, x, y, batch_size, eta, STEPS, rng=seed)
    return walked, costs(walked.w, walked.b, x, y)


@cache
def _surface():
    w, b = np.linspace(*REACH["w"], 55), np.linspace(*REACH["b"], 49)
    return Surface(w, b, costs(w[None, :], b[:, None], *sevens_and_ones()), LEVELS)
