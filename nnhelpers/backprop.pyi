# Types alone: lesson 4 prints backprop.py whole, as it is.
from collections.abc import Callable
from typing import Any, Protocol

import numpy as np

from nnhelpers._types import Array, Gradient
from nnhelpers.activations import Activation
from nnhelpers.costs import Cost

class Net(Protocol):
    weights: list[Array]
    biases: list[Array]
    activation: Activation
    cost: Cost
    @property
    def functions(self) -> list[Callable[[Any], Any]]: ...

def forward(net: Net, x: Array) -> tuple[list[Array], list[Array]]: ...
def backward(net: Net, zs: list[Array], activations: list[Array], y: Array) -> Gradient: ...
def descend(net: Net, x: Array, y: Array, eta: float) -> None: ...
def roll(
    net: Net,
    x: Array,
    y: Array,
    eta: float,
    velocities: Gradient,
    momentum: float,
    weight_decay: float,
) -> Gradient: ...
def mini_batches(examples: int, batch_size: int, rng: np.random.Generator) -> list[Array]: ...
