"""A published worked example: 2-2-2 sigmoid neurons, one example, every number printed.

>>> net, x, y = two_two_two()
>>> print(f"{net.mean_cost(x, y):.9f}")
0.298371109

Matt Mazur, "A Step by Step Backpropagation Example" (2015).
"""

import numpy as np

from nnhelpers.network import Network


def two_two_two():
    """Return the network, its input and its target.

    Returns
    -------
    net : Network
    x, y : ndarray, shape (2, 1)
    """
    net = Network([2, 2, 2])
    net.weights = [np.array([[0.15, 0.20], [0.25, 0.30]]), np.array([[0.40, 0.45], [0.50, 0.55]])]
    net.biases = [np.full((2, 1), 0.35), np.full((2, 1), 0.60)]
    return net, np.array([[0.05], [0.10]]), np.array([[0.01], [0.99]])
