"""A feedforward network that learns: feedforward, backprop, stochastic gradient descent.

>>> net = Network([2, 3, 1], rng=0)
>>> net.feedforward([[0.0, 1.0], [1.0, 1.0]]).shape     # two examples, one a column
(1, 2)
>>> nabla_b, nabla_w = net.backprop([[0.0], [1.0]], [[1.0]])
>>> [nabla.shape for nabla in nabla_w]
[(3, 2), (1, 3)]

With the book's names and its order of arguments:

    net = Network([784, 30, 10])
    net.sgd(training_data, 30, 10, 3.0, test_data=test_data)

The mathematics is in `nnhelpers.backprop`; `Network` checks what comes in, and lets it run.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import pairwise
from numbers import Integral
from time import perf_counter
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar
from warnings import catch_warnings

import numpy as np

from nnhelpers._checks import (
    below_1,
    columns,
    described,
    finite_number,
    float_dtype,
    same_shape,
    whole_number,
)
from nnhelpers._fits import (
    are_kept,
    examples,
    inputs,
    judged,
    pair_of_arrays,
    parameters,
    right,
    targets,
)
from nnhelpers._pixels import as_rows
from nnhelpers._threads import one_blas_thread
from nnhelpers.backprop import backward, descend, forward, mini_batches, roll
from nnhelpers.costs import Cost, checked_pair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any, Self

    from nnhelpers._types import (
        AfterBatch,
        Array,
        ArrayLike,
        DTypeLike,
        Examples,
        Gradient,
        N,
        Seed,
    )
    from nnhelpers.activations import Activation

T = TypeVar("T")


class Epoch(NamedTuple):
    """What `Network.epochs` tells after an epoch: its number, from 1, and the seconds it took."""

    number: int
    seconds: float


class Guarded(Generic[T]):
    """An attribute of a network that is checked where it is set: `check(net, name, value)`."""

    def __init__(self, check: Callable[[Any, str, Any], T]) -> None:
        self.check = check

    def __set_name__(self, _owner, name):
        self.name = name

    def __get__(self, net: object, _owner: type | None = None) -> T:
        return self if net is None else vars(net)[self.name]  # type: ignore[return-value]

    def __set__(self, net: object, value: Any) -> None:
        vars(net)[self.name] = self.check(net, self.name, value)


class Unguarded:
    """The attributes of a network, shared with it, and set without a check: for the inner loop."""

    __slots__ = ("__dict__", "activation", "cost", "functions")
    weights: list[Array]
    biases: list[Array]

    def __init__(self, net):
        for name in ("weights", "biases"):
            if not are_kept(net, name, getattr(net, name)):  # changed inside the list
                setattr(net, name, getattr(net, name))
        self.__dict__ = vars(net)
        self.activation, self.cost = unchecked(net.activation), unchecked(used_cost(net))
        self.functions = [getattr(one, "unchecked", one) for one in net.functions]


OWN = ("weights", "biases", "rng", "sizes")  # what can be changed inside


class Network:
    """Layers of neurons, each fed by all neurons of the layer before.

    Everywhere, examples are columns: inputs x of shape (n_0, m), targets y of shape (n_L, m), and
    one example is a batch of one. A mini-batch or a data set is a pair of such arrays, (X, Y), or
    a list of m tuples (x, y) of columns.

    >>> net = Network([2, 3, 1], rng=0)
    >>> x, y = [[0.0, 1.0, 0.0, 1.0], [0.0, 0.0, 1.0, 1.0]], [[0.0, 1.0, 1.0, 0.0]]
    >>> net.sgd((x, y), epochs=500, batch_size=4, eta=5.0, show=None)
    >>> net.evaluate((x, y))
    4

    Parameters
    ----------
    sizes : sequence of int
        Number of neurons in each layer, the input first; at least two layers.
    activation : str or Activation
        A name in `ACTIVATIONS`, for all layers; but see the cost.
    cost : str or Cost
        A name in `COSTS`, or a cost of your own, `Cost("mine", function, prime)`. Cross-entropy
        needs the sigmoid, and targets from 0 to 1. With the log-likelihood the output layer is
        softmax, of two neurons or more, and each target is made of probabilities: their sum is 1.
    rng : None, int or numpy.random.Generator
        Where the first weights and biases (standard normal) and the shuffling come from.
    dtype : dtype
        float64, or float32 for speed.

    Attributes
    ----------
    weights, biases : list of ndarray
        Shapes (n_l, n_{l-1}) and (n_l, 1) for the layers 1 to L. The arrays of a layer l are at
        place l - 1, for the input has none. A step makes new ones: those that you hold stay. If
        you set your own, they are checked, and converted to the dtype.
    num_layers : int
        L + 1, counting the input.

    Raises
    ------
    TypeError, ValueError
        Here and from every method, before anything is changed: if data do not fit the network or
        are not finite, a setting is out of its range, or a name is unknown.

    Notes
    -----
    The interface is that of Nielsen, Neural Networks and Deep Learning, chapter 1. Gradients and
    training use one thread of BLAS; anything else uses as many as there are.
    """

    sizes: list[int]
    num_layers: int
    rng: np.random.Generator
    dtype: np.dtype[Any]
    weights: Guarded[list[Array]] = Guarded(parameters)
    biases: Guarded[list[Array]] = Guarded(parameters)
    activation: Guarded[Activation] = Guarded(
        lambda net, _, value: checked_pair(value, vars(net).get("cost", "half_squared_error"))[0]
    )
    cost: Guarded[Cost] = Guarded(lambda net, _, value: cost_of_outputs(net, value))

    def __init__(
        self,
        sizes: Sequence[int],
        activation: str | Activation = "sigmoid",
        cost: str | Cost = "half_squared_error",
        rng: Seed = None,
        dtype: DTypeLike = np.float64,
    ) -> None:
        self.sizes, self.activation, self.cost, self.dtype = checked(sizes, activation, cost, dtype)
        self.num_layers = len(self.sizes)
        self.rng = np.random.default_rng(rng)
        draw = self.rng.standard_normal
        self.biases = [draw((n, 1)).astype(dtype) for n in self.sizes[1:]]
        self.weights = [draw((n, n_prev)).astype(dtype) for n_prev, n in pairwise(self.sizes)]

    def __copy__(self) -> Self:
        """Return a network with parameters and random numbers of its own, as `deepcopy` does."""
        own = twin(self)
        vars(own).update(deepcopy({name: vars(self)[name] for name in OWN}))
        return own

    @property
    def outputs(self) -> Activation:
        """The `Activation` of the output layer: that which the cost needs, or `activation`."""
        return self.cost.outputs or self.activation

    @property
    def functions(self) -> list[Callable[[Any], Any]]:
        """The activation functions of the layers 1 to L."""
        return [self.activation.function] * (len(self.sizes) - 2) + [self.outputs.function]

    def feedforward(self, a: ArrayLike) -> Array:
        """Return the activations of the output layer, (n_L, m), for those of the input."""
        return forward(Unguarded(self), inputs(self, "a", a))[1][-1]

    def forward_pass(self, x: ArrayLike) -> tuple[list[Array], list[Array]]:
        """Return the weighted inputs and the activations of all layers.

        Returns
        -------
        zs : list of ndarray, shapes (n_l, m)
            Of the layers 1 to L.
        activations : list of ndarray, shapes (n_l, m)
            Of the layers 0 to L, the input first.
        """
        return forward(Unguarded(self), inputs(self, "x", x))

    def cost_derivative(self, a: ArrayLike, y: ArrayLike) -> Array:
        """Return dC_0/da at the output layer, (n_L, m): a - y for half the squared error.

        If a subclass has its own, this is what it learns by; `mean_cost` stays that of `cost`.
        """
        a = columns("a", a, self.sizes[-1], self.dtype)
        y = targets(self, "y", y)
        same_shape(a, y)
        return self.cost.prime(a, y)

    def mean_cost(self, x: ArrayLike, y: ArrayLike) -> np.floating:
        """Return C, the mean of the cost C_0 over the examples: one number of the dtype."""
        x, y = examples(self, x, y)
        net = Unguarded(self)
        costs = net.cost.function(forward(net, x)[1][-1], y)
        if np.shape(costs) != (x.shape[1],):
            raise ValueError(
                f"cost {self.cost.name} must give a number for each example, shape "
                f"({x.shape[1]},), got shape {np.shape(costs)}"
            )
        return np.mean(costs)

    @one_blas_thread()
    def backprop(self, x: ArrayLike, y: ArrayLike) -> Gradient:
        """Return the gradient of the mean cost of the examples.

        Returns
        -------
        nabla_b, nabla_w : lists of ndarray
            dC/db and dC/dw for the layers 1 to L, with the shapes of `biases` and `weights`.
        """
        x, y = examples(self, x, y)
        net = Unguarded(self)
        return backward(net, *forward(net, x), y)

    def nudged(self, name: str, layer: int, index: tuple[int, int], h: float) -> Self:
        """Return a network that differs in one parameter; the others are shared with this one.

        Parameters
        ----------
        name : {"w", "b"}
            A weight or a bias.
        layer : int
            From 1 to L.
        index : (int, int)
            (j, k) of the weight to neuron j from neuron k, or (j, 0) of a bias.
        h : float
            What is added to it.
        """
        kind = {"w": "weights", "b": "biases"}.get(name)
        if kind is None:
            raise ValueError(f'name must be "w" or "b", got {name!r}')
        if not 1 <= whole_number("layer", layer, least=1) < self.num_layers:
            raise ValueError(f"layer must be from 1 to {self.num_layers - 1}, got {layer}")
        nudged = twin(self)
        arrays = list(getattr(Unguarded(nudged), kind))
        changed = arrays[layer - 1].copy()
        rows, cols = changed.shape
        if np.shape(index) != (2,) or index[0] not in range(rows) or index[1] not in range(cols):
            raise ValueError(f"index must lie within {changed.shape}, got {index}")
        changed[int(index[0]), int(index[1])] += finite_number("h", h)
        arrays[layer - 1] = changed
        setattr(nudged, kind, arrays)
        return nudged

    @one_blas_thread()
    def update_mini_batch(self, mini_batch: Examples, eta: float) -> None:
        """Take one step of gradient descent: w - eta dC/dw, C the mean over the mini-batch.

        A step to what is not finite is a FloatingPointError, and is not taken.
        """
        x, y = examples(self, *pair_of_arrays("mini_batch", mini_batch))
        eta, stepped = finite_number("eta", eta), Unguarded(twin(self))
        with np.errstate(all="ignore"):
            descend(stepped, x, y, eta)
        stop_if_diverged(stepped, eta)
        net = Unguarded(self)
        net.biases, net.weights = stepped.biases, stepped.weights

    def epochs(
        self,
        training_data: Examples,
        epochs: int,
        batch_size: int,
        eta: float,
        after_batch: AfterBatch | None = None,
        momentum: float = 0.0,
        weight_decay: float = 0.0,
    ) -> Iterator[Epoch]:
        """Train by mini-batch stochastic gradient descent; yield an `Epoch` after each.

        The network itself holds the state: ask it for its cost or accuracy between epochs. An
        epoch that is interrupted or fails leaves the weights and biases of the one before.

        Parameters
        ----------
        epochs : int
            How often to go through the training data; 0 or more.
        batch_size : int
            Examples in a mini-batch; the last of an epoch may be smaller.
        eta : float
            Learning rate.
        after_batch : callable, optional
            Called after each mini-batch with how many of the epoch are done, and of how many.
        momentum : float
            What is left of a step in the next one, from 0 to less than 1. It begins with the first
            epoch, at rest.
        weight_decay : float
            Each weight is drawn towards 0 as well, with this much of its size for a slope; 0 or
            more. Nielsen's lambda, divided by how many training examples there are.

        Raises
        ------
        FloatingPointError
            If the weights or biases grow beyond all finite numbers.
        """
        x, y = examples(self, *pair_of_arrays("training_data", training_data))
        epochs = whole_number("epochs", epochs, least=0)
        batch_size = whole_number("batch_size", batch_size, least=1)
        eta, step = finite_number("eta", eta), stepping(self, momentum, weight_decay)
        return (
            Epoch(number, one_epoch(Unguarded(self), x, y, batch_size, eta, step, after_batch))
            for number in range(1, epochs + 1)
        )

    def sgd(
        self,
        training_data: Examples,
        epochs: int,
        batch_size: int,
        eta: float,
        test_data: Examples | None = None,
        show: Callable[[str], object] | None = print,
        momentum: float = 0.0,
        weight_decay: float = 0.0,
    ) -> None:
        """Train to the end, as by `epochs`, and show the progress: a line an epoch.

        Parameters
        ----------
        test_data : (X, Y) or list of (x, y), optional
            Judged after each epoch; without it, the training data's cost is shown.
        show : callable or None
            Takes each line; None trains in silence.
        """
        training_data = shown = pair_of_arrays("training_data", training_data)
        if test_data is not None:
            shown = judged(self, "test_data", test_data)
        running = self.epochs(
            training_data, epochs, batch_size, eta, momentum=momentum, weight_decay=weight_decay
        )
        for epoch in running:
            if show is not None:
                show(progress(self, epoch, epochs, *shown))

    def evaluate(self, test_data: Examples) -> int:
        """Count the examples whose brightest output neuron is the right one.

        Targets are those of training, or labels, whole numbers from 0 to n_L - 1. One output tells
        two classes apart, 0 and 1, by the middle of its range: 0.5 for the sigmoid. Targets of more
        than two values name no classes: a ValueError here, and `sgd` then shows the cost alone.
        """
        x, _, labels = judged(self, "test_data", test_data)
        return right(self, self.feedforward(x), labels)


def twin(net: N) -> N:
    """Return a network that shares all that it holds with another, until it is set anew."""
    other = object.__new__(type(net))
    vars(other).update(vars(net))
    return other


def checked(sizes, activation, cost, dtype):
    """Return the settings of a network as it keeps them, or say which of them is wrong."""
    if isinstance(sizes, Integral):
        raise TypeError(
            "sizes must be one list, a number for each layer, the input first, such as "
            f"[784, 30, 10]; got {described(sizes)}"
        )
    sizes = [whole_number("each of sizes", size, least=1) for size in sizes]
    if len(sizes) < 2:
        raise ValueError(f"sizes must name at least two layers, got {sizes}")
    return sizes, *checked_pair(activation, cost), float_dtype(dtype)


def cost_of_outputs(net, cost):
    """Return the `Cost` of a network, or say why its outputs cannot have it."""
    cost = checked_pair(net.activation, cost)[1]
    if cost.outputs is not None and net.sizes[-1] == 1:
        raise ValueError(
            f"cost {cost.name} needs at least two output neurons: {cost.outputs.name} of one is 1"
        )
    return cost


def used_cost(net: Network) -> Cost:
    """Return the cost of a network, with the derivative of a subclass if that has its own."""
    if type(net).cost_derivative is Network.cost_derivative:
        return net.cost
    if net.cost.outputs is not None:
        raise TypeError(
            f"a cost_derivative of your own cannot stand in for that of {net.cost.name}: behind "
            f"{net.cost.outputs.name} the error of an output depends on the derivatives of all"
        )
    return Cost(f"{net.cost.name}, own derivative", net.cost.function, net.cost_derivative)


def unchecked(pair):
    """Return an `Activation` or a `Cost` whose functions take arrays of floats as they come."""
    function, prime = (getattr(one, "unchecked", one) for one in (pair.function, pair.prime))
    return pair._replace(function=function, prime=prime)


def stop_if_diverged(net, eta):
    """Raise a FloatingPointError if the parameters are no longer finite."""
    if not all(np.isfinite(array).all() for array in net.weights + net.biases):
        raise FloatingPointError(
            f"training diverged at eta = {eta:g}: the weights are no longer finite; "
            "the last good ones are kept"
        )


def stepping(net, momentum, weight_decay):
    """Return what takes a step of training: `descend`, or `roll` from rest."""
    momentum = below_1("momentum", momentum)
    weight_decay = finite_number("weight_decay", weight_decay)
    if weight_decay < 0:
        raise ValueError(f"weight_decay must be at least 0, got {weight_decay:g}")
    if momentum == weight_decay == 0:
        return descend
    velocities = [[np.zeros_like(one) for one in part] for part in (net.biases, net.weights)]

    def rolling(net, x, y, eta):
        nonlocal velocities
        velocities = roll(net, x, y, eta, velocities, momentum, weight_decay)

    return rolling


@one_blas_thread()
def one_epoch(net, x, y, batch_size, eta, step, after_batch):
    """Take a step for each mini-batch, or leave the net as it was; return the seconds it took."""
    start, last_good = perf_counter(), (net.biases, net.weights)
    x, y = as_rows(x), as_rows(y)  # quick to pick
    batches = mini_batches(len(x), batch_size, net.rng)
    try:
        with catch_warnings(action="ignore", category=RuntimeWarning):
            for done, batch in enumerate(batches, start=1):
                step(net, x.take(batch, axis=0).T, y.take(batch, axis=0).T, eta)
                if after_batch is not None:
                    after_batch(done, len(batches))
        stop_if_diverged(net, eta)
    except BaseException:
        net.biases, net.weights = last_good
        raise
    return perf_counter() - start


def progress(net, epoch, epochs, x, y, labels=None):
    """Write the line of an epoch: the cost, and how many are right where there are labels."""
    line = f"epoch {epoch.number:{len(str(epochs))}} of {epochs}"
    if labels is not None:
        correct, total = right(net, net.feedforward(x), labels), len(labels)
        line += f"   {correct} of {total} right ({correct / total:.2%})"
    return f"{line}   cost {net.mean_cost(x, y):.4f}   {epoch.seconds:.1f} s"
