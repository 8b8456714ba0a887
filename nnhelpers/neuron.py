"""One neuron, and a chain of them: the chain rule with plain numbers.

A `Neuron` knows its forward values and every factor of its three derivatives; `nudged` gives a
neuron that differs in one number, so a derivative can be measured as well as computed:

>>> neuron = Neuron(w=1.5, b=-0.5, a_prev=0.8, y=1.0)
>>> print(f"{neuron.dC_dw:.6f}")
-0.058854
>>> print(f"{(neuron.nudged('w', 1e-6).C_0 - neuron.C_0) / 1e-6:.6f}")
-0.058854

A `Chain` is a network with one neuron in every layer; `factors` lists what each of its
derivatives is made of.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from math import prod

import numpy as np

from nnhelpers._checks import finite_array, finite_number, whole_number, within
from nnhelpers.activations import Activation
from nnhelpers.costs import Cost, checked_pair

NUMBERS = ("w", "b", "a_prev", "y")


@dataclass(frozen=True)
class Neuron:
    """One neuron with one input, one example, and the chain rule through it.

    Parameters
    ----------
    w, b, a_prev, y : float or array_like of shape (1, m) or (m,)
        Weight, bias, activation of the neuron before, and target. A row of m values gives m
        neurons at once, and every quantity below as a row, (1, m) (C_0 with shape (m,)).
    activation, cost : str, Activation, Cost
        As for `Network`.

    Raises
    ------
    TypeError, ValueError
        Here and from `nudged`: if a number is not a finite real one, rows differ in length, a name
        is unknown, cross-entropy comes without the sigmoid or with a target outside 0 to 1, or the
        cost needs softmax, for which one neuron is too few.

    Notes
    -----
    3Blue1Brown, Deep Learning, chapter 4, "Backpropagation calculus", treats this neuron.
    """

    w: float
    b: float
    a_prev: float
    y: float
    activation: Activation = "sigmoid"
    cost: Cost = "half_squared_error"

    def __post_init__(self):
        activation, cost = checked_pair(self.activation, self.cost)
        if cost.outputs is not None:
            raise ValueError(f"cost {cost.name} needs {cost.outputs.name}, and several neurons")
        numbers = {name: _number_or_row(name, getattr(self, name)) for name in NUMBERS}
        lengths = {name: np.size(value) for name, value in numbers.items() if np.ndim(value)}
        if len(set(lengths.values())) > 1:
            raise ValueError(f"rows must be of equal length, got {lengths}")
        within("y for cross-entropy", np.asarray(numbers["y"]), cost.low, cost.high)
        for name, value in {**numbers, "activation": activation, "cost": cost}.items():
            object.__setattr__(self, name, value)

    @cached_property
    def z(self):
        """Weighted input, w a_prev + b."""
        return self.w * self.a_prev + self.b

    @cached_property
    def a(self):
        """Activation, f(z)."""
        return self.activation.function(self.z)

    @cached_property
    def C_0(self):
        """Cost of the one example."""
        return self.cost.function(self.a, self.y)

    @property
    def dz_dw(self):
        """First factor of dC_0/dw: a_prev."""
        return self.a_prev

    @property
    def dz_db(self):
        """First factor of dC_0/db: 1."""
        return 1.0

    @property
    def dz_da_prev(self):
        """First factor of dC_0/da_prev: w."""
        return self.w

    @property
    def da_dz(self):
        """Second factor of all three: the slope of the activation function at z."""
        return self._last_factors[0]

    @property
    def dC_da(self):
        """Third factor of all three: a - y, for half the squared error."""
        return self._last_factors[1]

    @cached_property
    def _last_factors(self):
        return self.cost.last_factors(self.z, self.a, self.y, self.activation)

    @property
    def dC_dw(self):
        """Slope of the cost with respect to the weight."""
        return self.dz_dw * self.da_dz * self.dC_da

    @property
    def dC_db(self):
        """Slope of the cost with respect to the bias."""
        return self.dz_db * self.da_dz * self.dC_da

    @property
    def dC_da_prev(self):
        """Slope of the cost with respect to the activation before."""
        return self.dz_da_prev * self.da_dz * self.dC_da

    def nudged(self, name, h):
        """Return a neuron that differs by h in "w", "b", "a_prev" or "y", or in all of its row."""
        if name not in NUMBERS:
            raise ValueError(f'name must be "w", "b", "a_prev" or "y", got {name!r}')
        return replace(self, **{name: getattr(self, name) + finite_number("h", h)})


def _number_or_row(name, value):
    array = finite_array(name, value)
    if array.ndim == 0:
        return array.item()
    if array.size == 0 or array.shape not in ((array.size,), (1, array.size)):
        raise ValueError(f"{name} must be a number or have shape (1, m), got shape {array.shape}")
    return array.reshape(1, -1)


@dataclass(frozen=True)
class Chain:
    """A network with one neuron a layer: L weights and biases between an input and a cost.

    Parameters
    ----------
    weights, biases : tuple of float
        One of each for the layers 1 to L; `weights[0]` leads from the input, layer 0, to layer 1.
    x, y : float
        Input a^(0) and target.
    activation, cost : str, Activation, Cost
        As for `Neuron`.

    Raises
    ------
    TypeError, ValueError
        If weights and biases differ in number, there are none, or a number is not finite; from the
        methods, if there is no such parameter or no such layer.
    """

    weights: tuple
    biases: tuple
    x: float
    y: float
    activation: Activation = "sigmoid"
    cost: Cost = "half_squared_error"

    def __post_init__(self):
        if len(self.weights) != len(self.biases) or not self.weights:
            raise ValueError(
                "weights and biases must be as many, and at least one: "
                f"got {len(self.weights)} and {len(self.biases)}"
            )
        neurons, a = [], self.x
        for w, b in zip(self.weights, self.biases, strict=True):
            neurons.append(Neuron(w, b, a, self.y, self.activation, self.cost))
            a = neurons[-1].a
        object.__setattr__(self, "neurons", tuple(neurons))
        object.__setattr__(self, "weights", tuple(neuron.w for neuron in neurons))
        object.__setattr__(self, "biases", tuple(neuron.b for neuron in neurons))
        object.__setattr__(self, "x", neurons[0].a_prev)
        object.__setattr__(self, "y", neurons[0].y)

    @property
    def a(self):
        """Activations of the layers 0 to L."""
        return (self.x, *(neuron.a for neuron in self.neurons))

    @property
    def z(self):
        """Weighted inputs of the layers 1 to L."""
        return tuple(neuron.z for neuron in self.neurons)

    @property
    def C_0(self):
        """Cost of the one example."""
        return self.neurons[-1].C_0

    def factors(self, name, layer):
        """List the factors of one derivative, from the parameter to the cost.

        For "w" or "b" of layer l, from 1 to L: dz^(l)/dw^(l) (or db), da^(l)/dz^(l), then
        dz/da_prev and da/dz of every later layer, and dC_0/da^(L) last: 2 (L - l) + 3 factors.
        """
        if name not in ("w", "b"):
            raise ValueError(f'name must be "w" or "b", got {name!r}')
        if whole_number("layer", layer, least=1) > len(self.neurons):
            raise ValueError(f"layer must be from 1 to {len(self.neurons)}, got {layer}")
        here, later = self.neurons[layer - 1], self.neurons[layer:]
        factors = [here.dz_dw if name == "w" else here.dz_db, here.da_dz]
        for neuron in later:
            factors += [neuron.dz_da_prev, neuron.da_dz]
        return [*factors, self.neurons[-1].dC_da]

    def derivative(self, name, layer):
        """Return dC_0/dw^(l) or dC_0/db^(l), the product of `factors(name, layer)`."""
        return prod(self.factors(name, layer))
