"""Published results, to hold our own against.

>>> net, x, y = two_two_two()
>>> print(f"{net.mean_cost(x, y):.9f}")
0.298371109
"""

import numpy as np

from nnhelpers.network import Network

#: Of 10,000 test digits, how many the networks of Nielsen, "Neural Networks and Deep Learning"
#: (2015), chapter 1, read correctly after so many epochs, by the learning rate. 784-30-10 neurons,
#: for the smallest rate 784-100-10; mini-batches of 10. (The book counts its epochs from 0.)
NIELSEN = {
    0.001: {1: 1139, 2: 1136, 3: 1135, 28: 2101, 29: 2123, 30: 2142},
    3.0: {1: 9129, 2: 9295, 3: 9348, 28: 9528, 29: 9542, 30: 9534},
    100.0: {1: 1009, 4: 1009, 28: 982, 30: 982},
}


#: Percent of the 10,000 test digits that the 784-30-10 network of chapter 3 reads at best, if it
#: has only 1,000 digits to learn from, by its weight decay, lambda / 1,000. Cross-entropy, 400
#: epochs of mini-batches of 10, eta 0.5.
NIELSEN_1000_DIGITS = {0.0: 82.27, 1e-4: 87.1}


def two_two_two():
    """Return a network of 2-2-2 sigmoid neurons, its one input and its target.

    Matt Mazur, "A Step by Step Backpropagation Example" (2015), who prints every number of it.

    Returns
    -------
    net : Network
    x, y : ndarray, shape (2, 1)
    """
    net = Network([2, 2, 2])
    net.weights = [np.array([[0.15, 0.20], [0.25, 0.30]]), np.array([[0.40, 0.45], [0.50, 0.55]])]
    net.biases = [np.full((2, 1), 0.35), np.full((2, 1), 0.60)]
    return net, np.array([[0.05], [0.10]]), np.array([[0.01], [0.99]])
