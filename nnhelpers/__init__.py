"""The helper package of Nudge by nudge, a backpropagation course you can touch.

What you can do with it:

- take one neuron apart: `Neuron(w, b, a_prev, y)` and its `dC_dw`, `dC_db`, `dC_da_prev`;
- or a `Chain` of neurons, and list the `factors` of each derivative;
- build a network and train it: `Network([784, 30, 10])`, `backprop`, `sgd`;
- read the mathematics that it runs, on one page: `nnhelpers.backprop`;
- watch gradient descent in small and on the digits: `nnhelpers.descent`, `nnhelpers.runs`;
- check any gradient by nudging: `numerical_gradient`, `check_gradient`;
- follow every path to the cost, watch `backprop` line by line, and treat ten broken ones:
  `nnhelpers.paths`, `nnhelpers.tracing`, `nnhelpers.clinic`;
- ask what one example wants of it: `wishes.sensitivities`;
- load 70,000 handwritten digits: `digits.training()`, `digits.test()`;
- and a network that reads them: `trained.digit_network()`.

The explorers of the lessons are in `nnhelpers.explorers`, the charts in `nnhelpers.charts`;
importing this package loads neither, nor matplotlib, nor ipywidgets.
"""

from nnhelpers import backprop, digits, trained, wishes
from nnhelpers.activations import (
    ACTIVATIONS,
    identity,
    identity_prime,
    relu,
    relu_prime,
    sigmoid,
    sigmoid_prime,
    softmax,
    tanh,
    tanh_prime,
)
from nnhelpers.costs import (
    COSTS,
    cross_entropy,
    cross_entropy_prime,
    half_squared_error,
    half_squared_error_prime,
    log_likelihood,
    log_likelihood_prime,
    squared_error,
    squared_error_prime,
)
from nnhelpers.gradients import check_gradient, nudge, numerical_gradient
from nnhelpers.network import Network
from nnhelpers.neuron import Chain, Neuron

__all__ = [
    "ACTIVATIONS",
    "COSTS",
    "Chain",
    "Network",
    "Neuron",
    "backprop",
    "check_gradient",
    "cross_entropy",
    "cross_entropy_prime",
    "digits",
    "half_squared_error",
    "half_squared_error_prime",
    "identity",
    "identity_prime",
    "log_likelihood",
    "log_likelihood_prime",
    "nudge",
    "numerical_gradient",
    "relu",
    "relu_prime",
    "sigmoid",
    "sigmoid_prime",
    "softmax",
    "squared_error",
    "squared_error_prime",
    "tanh",
    "tanh_prime",
    "trained",
    "wishes",
]
