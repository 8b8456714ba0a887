"""A network that has learned to read digits: 784-16-16-10 neurons, 13,002 trained numbers.

>>> net = digit_network()
>>> sum(parameter.size for parameter in net.weights + net.biases)
13002

It reads 9,369 of the 10,000 test digits. `make weights` trains it anew, from a fixed seed.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

from nnhelpers.network import Network

if TYPE_CHECKING:
    from nnhelpers._types import DTypeLike

SIZES = [784, 16, 16, 10]
FILE = "digits-784-16-16-10.npy"
SHA256 = "5366cb908452b51cd10abb0ffb2b2d84b418231ce954b12d03f7bf365546b575"


def digit_network(dtype: DTypeLike = np.float32) -> Network:
    """Return the trained `Network`, whose cost is half the squared error.

    Its numbers are stored in float32. A file that is damaged is a ValueError.

    >>> from nnhelpers import digits
    >>> digit_network().evaluate(digits.test())
    9369
    """
    from nnhelpers import _files  # here, and not above: most lessons do without it

    net = Network(SIZES, rng=0, dtype=dtype)
    numbers = np.load(BytesIO(_files.checked_bytes(FILE, SHA256)), allow_pickle=False)
    for parameters in (net.weights, net.biases):
        for layer, parameter in enumerate(parameters):
            values, numbers = np.split(numbers, [parameter.size])
            parameters[layer] = values.reshape(parameter.shape).astype(dtype)
    return net
