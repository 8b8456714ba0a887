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

Everywhere, examples are columns, and one example is a batch of one. Layer l has its weights,
of shape (to layer l, from layer l - 1), in `weights[l - 1]`, because the input has none.
"""

from copy import copy
from time import perf_counter
from typing import NamedTuple

import numpy as np

from nnhelpers._checks import class_labels, columns, finite_number, one_of, whole_number
from nnhelpers.activations import ACTIVATIONS, Activation
from nnhelpers.costs import COSTS, Cost


class Epoch(NamedTuple):
    """What `Network.epochs` tells after each pass over the training data.

    Attributes
    ----------
    number : int
        1 after the first epoch.
    seconds : float
        How long this epoch took.
    """

    number: int
    seconds: float


class Network:
    """Layers of neurons, each fed by all neurons of the layer before.

    Parameters
    ----------
    sizes : sequence of int
        Number of neurons in each layer, the input first; at least two layers.
    activation : str or Activation
        A name in `ACTIVATIONS`, for all layers.
    cost : str or Cost
        A name in `COSTS`. Cross-entropy needs activations between 0 and 1: the sigmoid's.
    rng : None, int or numpy.random.Generator
        Where the first weights and biases (standard normal) and the shuffling come from.
    dtype : dtype
        float64, or float32 for speed.

    Attributes
    ----------
    weights, biases : list of ndarray
        Shapes (n_l, n_{l-1}) and (n_l, 1) for the layers 1 to L.
    num_layers : int
        L + 1, counting the input.

    Raises
    ------
    TypeError, ValueError
        If sizes has fewer than two layers or a layer below 1, or a name is unknown.

    Notes
    -----
    The interface is that of Nielsen, Neural Networks and Deep Learning, chapter 1.
    """

    def __init__(
        self, sizes, activation="sigmoid", cost="half_squared_error", rng=None, dtype=np.float64
    ):
        self.sizes = [whole_number("each of sizes", size, least=1) for size in sizes]
        if len(self.sizes) < 2:
            raise ValueError(f"sizes must name at least two layers, got {self.sizes}")
        self.num_layers = len(self.sizes)
        self.activation = one_of("activation", activation, ACTIVATIONS, Activation)
        self.cost = one_of("cost", cost, COSTS, Cost)
        if self.cost.name == "cross_entropy" and self.activation.name != "sigmoid":
            raise ValueError(
                "cost cross_entropy needs activations between 0 and 1, so activation must be "
                f"sigmoid; got {self.activation.name}"
            )
        self.dtype = np.dtype(dtype)
        if self.dtype not in (np.float64, np.float32):
            raise ValueError(f"dtype must be float64 or float32, got {self.dtype}")
        self.rng = np.random.default_rng(rng)
        self.biases = [self._normal(n, 1) for n in self.sizes[1:]]
        self.weights = [
            self._normal(n, n_prev)
            for n, n_prev in zip(self.sizes[1:], self.sizes[:-1], strict=True)
        ]

    def feedforward(self, a):
        """Return the activations of the output layer.

        Parameters
        ----------
        a : array_like, shape (n_0, m)
            Input activations, one example a column.

        Returns
        -------
        ndarray, shape (n_L, m)

        Raises
        ------
        TypeError, ValueError
            If `a` has another shape or a value that is not a finite number.
        """
        return self._forward(self._inputs("a", a))[1][-1]

    def forward_pass(self, x):
        """Return the weighted inputs and the activations of all layers.

        Parameters
        ----------
        x : array_like, shape (n_0, m)
            Inputs, one example a column.

        Returns
        -------
        zs : list of ndarray, shapes (n_l, m)
            Of the layers 1 to L.
        activations : list of ndarray, shapes (n_l, m)
            Of the layers 0 to L, the input first.

        Raises
        ------
        TypeError, ValueError
            If `x` has another shape or a value that is not a finite number.
        """
        return self._forward(self._inputs("x", x))

    def cost_derivative(self, a, y):
        """Return dC_0/da at the output layer: a - y for half the squared error.

        Parameters
        ----------
        a, y : array_like, shape (n_L, m)
            Activations of the output layer and targets, one example a column.

        Returns
        -------
        ndarray, shape (n_L, m)

        Raises
        ------
        TypeError, ValueError
            If the shapes are others or differ, or a value is not a finite number.
        """
        a, y = self._outputs("a", a), self._outputs("y", y)
        if a.shape != y.shape:
            raise ValueError(
                f"a and y must have the same shape, got shapes {a.shape} and {y.shape}"
            )
        return self.cost.prime(a, y)

    def mean_cost(self, x, y):
        """Return C, the mean of the cost C_0 over the examples.

        Parameters
        ----------
        x : array_like, shape (n_0, m)
            Inputs, one example a column.
        y : array_like, shape (n_L, m)
            Targets.

        Returns
        -------
        floating
            One number, of the network's dtype.

        Raises
        ------
        TypeError, ValueError
            If a shape does not fit the network or a value is not a finite number.
        """
        x, y = self._examples(x, y)
        return np.mean(self.cost.function(self._forward(x)[1][-1], y))

    def backprop(self, x, y):
        """Return the gradient of the mean cost of the examples.

        Parameters
        ----------
        x : array_like, shape (n_0, m)
            Inputs, one example a column.
        y : array_like, shape (n_L, m)
            Targets.

        Returns
        -------
        nabla_b, nabla_w : lists of ndarray
            dC/db and dC/dw for the layers 1 to L, with the shapes of `biases` and `weights`.

        Raises
        ------
        TypeError, ValueError
            If a shape does not fit the network or a value is not a finite number.

        Notes
        -----
        Nielsen, chapter 2, equations (BP1) to (BP4), for m examples at once.
        """
        x, y = self._examples(x, y)
        return self._backward(*self._forward(x), y)

    def nudged(self, name, layer, index, h):
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

        Returns
        -------
        Network

        Raises
        ------
        ValueError, TypeError
            If there is no such parameter, or h is not finite.
        """
        kind = {"w": "weights", "b": "biases"}.get(name)
        if kind is None:
            raise ValueError(f'name must be "w" or "b", got {name!r}')
        if not 1 <= whole_number("layer", layer, least=1) < self.num_layers:
            raise ValueError(f"layer must be from 1 to {self.num_layers - 1}, got {layer}")
        parameters = list(getattr(self, kind))
        changed = parameters[layer - 1].copy()
        rows, cols = changed.shape
        if len(index) != 2 or index[0] not in range(rows) or index[1] not in range(cols):
            raise ValueError(f"index must lie within {changed.shape}, got {index}")
        changed[tuple(index)] += finite_number("h", h)
        parameters[layer - 1] = changed
        nudged = copy(self)
        setattr(nudged, kind, parameters)
        return nudged

    def update_mini_batch(self, mini_batch, eta):
        """Take one step of gradient descent: w - eta dC/dw, C the mean over the mini-batch.

        Parameters
        ----------
        mini_batch : (X, Y) or list of (x, y)
            Arrays of shapes (n_0, m) and (n_L, m), or m tuples of columns.
        eta : float
            Learning rate.

        Raises
        ------
        TypeError, ValueError
            If the data do not fit the network or eta is not finite; nothing is changed then.
        """
        x, y = self._examples(*_pair_of_arrays("mini_batch", mini_batch))
        self._descend(x, y, finite_number("eta", eta))

    def epochs(self, training_data, epochs, batch_size, eta, after_batch=None):
        """Train by mini-batch stochastic gradient descent; yield an `Epoch` after each.

        The network itself holds the state: ask it for its cost or accuracy between epochs. An
        epoch that is interrupted or fails leaves the weights and biases of the one before.

        Parameters
        ----------
        training_data : (X, Y) or list of (x, y)
            Arrays of shapes (n_0, m) and (n_L, m), or m tuples of columns.
        epochs : int
            How often to go through the training data; 0 or more.
        batch_size : int
            Examples in a mini-batch; the last of an epoch may be smaller.
        eta : float
            Learning rate.
        after_batch : callable, optional
            Called after each mini-batch with how many of the epoch are done, and of how many.

        Yields
        ------
        Epoch

        Raises
        ------
        TypeError, ValueError
            If the data do not fit the network or a setting is out of its range.
        FloatingPointError
            If the weights or biases grow beyond all finite numbers.
        """
        x, y = self._examples(*_pair_of_arrays("training_data", training_data))
        epochs = whole_number("epochs", epochs, least=0)
        batch_size = whole_number("batch_size", batch_size, least=1)
        eta = finite_number("eta", eta)
        return self._epochs(x, y, epochs, batch_size, eta, after_batch)

    def sgd(self, training_data, epochs, batch_size, eta, test_data=None, show=print):
        """Train to the end and show the progress: a line an epoch.

        Parameters
        ----------
        training_data, epochs, batch_size, eta
            As for `epochs`.
        test_data : (X, Y) or list of (x, y), optional
            Judged after each epoch; without it, the training data's cost is shown.
        show : callable or None
            Takes each line; None trains in silence.

        Raises
        ------
        TypeError, ValueError, FloatingPointError
            As for `epochs`.
        """
        training_data = judged = _pair_of_arrays("training_data", training_data)
        if test_data is not None:
            judged = self._labelled("test_data", test_data)
        for epoch in self.epochs(training_data, epochs, batch_size, eta):
            if show is not None:
                show(self._progress(epoch, epochs, judged, test_data is not None))

    def evaluate(self, test_data):
        """Count the examples whose brightest output neuron is the right one.

        Parameters
        ----------
        test_data : (X, Y) or list of (x, y)
            Targets as for training, or as whole numbers from 0 to n_L - 1.

        Returns
        -------
        int

        Raises
        ------
        TypeError, ValueError
            If the data do not fit the network, or a label is out of range.
        """
        x, y = self._labelled("test_data", test_data)
        return self._correct(x, y)

    def _forward(self, x):
        zs, activations = [], [x]
        for w, b in zip(self.weights, self.biases, strict=True):
            zs.append(w @ activations[-1] + b)
            activations.append(self.activation.function(zs[-1]))
        return zs, activations

    def _backward(self, zs, activations, y):
        *zs, z = zs
        *activations, a = activations
        delta = self.cost.output_error(z, a, y, self.activation) / y.shape[1]
        deltas = [delta]
        for w, z in zip(reversed(self.weights), reversed(zs), strict=False):
            delta = w.T @ delta * self.activation.prime(z)
            deltas.insert(0, delta)
        nabla_b = [delta.sum(axis=1, keepdims=True) for delta in deltas]
        nabla_w = [delta @ a_prev.T for delta, a_prev in zip(deltas, activations, strict=True)]
        return nabla_b, nabla_w

    def _descend(self, x, y, eta):
        nabla_b, nabla_w = self._backward(*self._forward(x), y)
        self.biases = _stepped(self.biases, nabla_b, eta)
        self.weights = _stepped(self.weights, nabla_w, eta)

    def _epochs(self, x, y, epochs, batch_size, eta, after_batch):
        for number in range(1, epochs + 1):
            start = perf_counter()
            last_good = self.biases, self.weights
            try:
                self._epoch(x, y, batch_size, eta, after_batch)
            except BaseException:
                self.biases, self.weights = last_good
                raise
            yield Epoch(number, perf_counter() - start)

    def _epoch(self, x, y, batch_size, eta, after_batch):
        x, y = x.T, y.T  # examples as rows while they are picked: a row lies together in memory
        batches = mini_batches(len(x), batch_size, self.rng)
        with np.errstate(over="ignore", invalid="ignore"):
            for done, batch in enumerate(batches, start=1):
                self._descend(x.take(batch, axis=0).T, y.take(batch, axis=0).T, eta)
                if after_batch is not None:
                    after_batch(done, len(batches))
        if not all(np.isfinite(array).all() for array in self.weights + self.biases):
            raise FloatingPointError(
                f"training diverged at eta = {eta:g}: the weights are no longer finite; "
                "those of the last good epoch are kept"
            )

    def _correct(self, x, labels):
        return int(np.sum(np.argmax(self._forward(x)[1][-1], axis=0) == labels))

    def _progress(self, epoch, epochs, judged, is_test):
        x, y = judged
        line = f"epoch {epoch.number:{len(str(epochs))}} of {epochs}"
        if is_test:
            correct, total = self._correct(x, y), len(y)
            line += f"   {correct} of {total} right ({correct / total:.2%})"
            y = np.eye(self.sizes[-1], dtype=self.dtype)[:, y]
        return f"{line}   cost {self.mean_cost(x, y):.4f}   {epoch.seconds:.1f} s"

    def _examples(self, x, y):
        x, y = self._inputs("x", x), self._outputs("y", y)
        if x.shape[1] != y.shape[1]:
            raise ValueError(
                "x and y must hold as many examples (columns) each, got shapes "
                f"{x.shape} and {y.shape}"
            )
        return x, y

    def _labelled(self, name, data):
        x, y = _pair_of_arrays(name, data)
        y = np.asarray(y)
        if y.ndim == 2:
            y = np.argmax(self._outputs(f"{name} targets", y), axis=0)
        labels = class_labels(f"{name} labels", y, self.sizes[-1])
        x = self._inputs(name, x)
        if x.shape[1] != len(labels):
            raise ValueError(f"{name} holds {x.shape[1]} inputs but {len(labels)} labels")
        return x, labels

    def _inputs(self, name, array):
        return columns(name, array, self.sizes[0], self.dtype)

    def _outputs(self, name, array):
        return columns(name, array, self.sizes[-1], self.dtype)

    def _normal(self, rows, cols):
        return self.rng.standard_normal((rows, cols)).astype(self.dtype)


def mini_batches(examples, batch_size, rng):
    """Shuffle the places of some examples and cut them into mini-batches.

    Parameters
    ----------
    examples, batch_size : int
        How many there are, and how many are in a mini-batch; the last may be smaller.
    rng : numpy.random.Generator

    Returns
    -------
    list of ndarray of int
        The places of the examples of each mini-batch; each example is in one of them.
    """
    order = rng.permutation(examples)
    return [order[first : first + batch_size] for first in range(0, examples, batch_size)]


def _stepped(parameters, nablas, eta):
    """Return each parameter - eta * nabla, in the memory of the nabla, which is used up."""
    for nabla in nablas:
        nabla *= eta
    return [np.subtract(p, step, out=step) for p, step in zip(parameters, nablas, strict=True)]


def _pair_of_arrays(name, data):
    """Turn the book's list of (x, y) tuples into a pair of arrays; leave a pair as it is."""
    data = data if isinstance(data, (tuple, list)) else list(data)
    if not data:
        raise ValueError(f"{name} is empty: it must hold at least one example")
    if len(data) == 2 and not isinstance(data[0], tuple):
        return data
    try:
        xs, ys = zip(*data, strict=True)
        return np.hstack(xs), np.hstack(ys)
    except (TypeError, ValueError) as error:
        raise ValueError(
            f"{name} must be a pair of arrays (X, Y) or a list of tuples (x, y) of columns"
        ) from error
