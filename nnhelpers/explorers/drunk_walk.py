"""The drunk walk: mini-batches against all examples, on the cost surface of one real neuron."""

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from nnhelpers.descent import EXAMPLES, Walk, costs, sevens_and_ones, walk
from nnhelpers.equations import mini_batch_step
from nnhelpers.explorers._explorer import Choice, Explorer, Slider, View
from nnhelpers.pictures import drunk_walk as draw
from nnhelpers.pictures.drunk_walk import Surface, describe

STEPS = 120
START = -2.0, 2.5
LEVELS = (0.084, 0.09, 0.1, 0.115, 0.135, 0.16, 0.19, 0.22, 0.25, 0.28)


@dataclass(frozen=True)
class State:
    """What the sliders say."""

    steps: int = 60
    batch_size: int = 5
    eta: float = 4.0
    seed: int = 0
    fair: str = "examples"


CONTROLS = [
    Slider("steps", r"\text{steps}", "steps", 1, STEPS, 1),
    Slider("batch_size", "m", "size m of a mini-batch", 1, EXAMPLES, 1),
    Slider("eta", r"\eta", "learning rate η", 0.5, 40, 0.5),
    Slider("seed", r"\text{seed}", "seed", 0, 20, 1),
    Choice(
        "fair", "as many", {"examples looked at, for both": "examples", "steps, for both": "steps"}
    ),
]


@cache
def _surface():
    w, b = np.linspace(-3, 6, 55), np.linspace(-4, 4, 49)
    return Surface(w, b, costs(w[None, :], b[:, None], *sevens_and_ones()), LEVELS)


@lru_cache(maxsize=64)  # while the steps are slid, both paths stay
def _walked(batch_size, eta, seed):
    x, y = sevens_and_ones()
    walked = walk(START, x, y, batch_size, eta, STEPS, rng=seed)
    return walked, costs(walked.w, walked.b, x, y)


def _path(batch_size, state, steps):
    """Return the first steps of a path, and the cost at each of its places."""
    walked, its_costs = _walked(batch_size, state.eta, state.seed)
    return Walk(*(part[: steps + 1] for part in walked)), its_costs[: steps + 1]


def view(state):
    """Show both paths of a state, for as many examples or as many steps."""
    mini = _path(state.batch_size, state, state.steps)
    looked_at = int(mini[0].seen[-1])
    steps = {"examples": looked_at // EXAMPLES, "steps": state.steps}[state.fair]
    whole = _path(EXAMPLES, state, steps)
    picture = draw(_surface(), whole, mini, state.batch_size, EXAMPLES, state.fair)
    return View(picture, mini_batch_step(), describe(whole, mini, state.batch_size, EXAMPLES))


def drunk_walk(**start):
    """Open the explorer; keyword arguments are fields of `State` and say where it starts.

    Raises
    ------
    TypeError, ValueError
        If there is no such field, or its slider does not reach the value.
    """
    return Explorer(State(**start), CONTROLS, view)
