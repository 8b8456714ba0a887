"""The 70,000 handwritten digits of MNIST, inside the package: nothing is downloaded.

>>> x, y = test()
>>> x.shape, y.shape                # one digit a column: 28 x 28 pixels, and 1 of 10 neurons
((784, 10000), (10, 10000))

The split is that of Nielsen's book: 50,000 to train on, 10,000 to choose settings by
(validation), 10,000 to test. A file that is not the original is a ValueError. Nothing is kept:
each call reads its digits anew. The numbers are float64 or float32; another dtype is a ValueError.

X is a read-only array that holds a byte for each pixel. What you pick from it, such as X[:, 1:2],
is an ordinary array, and `numpy.array(X)` makes one of all. A network learns from it as from an
ordinary array, and never unpacks more of it than a mini-batch or 1,000 digits.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np

from nnhelpers._checks import class_labels, float_dtype, whole_number
from nnhelpers._pixels import Pixels

if TYPE_CHECKING:
    from nnhelpers._types import Array, ArrayLike, Digits, DTypeLike

SHA256 = {
    "train-images-idx3-ubyte.gz": (
        "0b367032e93c5d0cea0925647cfdb18614af8ee15f83e6f2fc2ad904a6835971"
    ),
    "train-labels-idx1-ubyte.gz": (
        "1787548bbe0bff1ec2ecdc0ef292b02df999e2d1a6002d27500982c652b17203"
    ),
    "t10k-images-idx3-ubyte.gz": (
        "1a1a05eab793c14bb050b398624a11b0ffd1a2953baed553b1b9bd079e2a20be"
    ),
    "t10k-labels-idx1-ubyte.gz": (
        "b91679a0acfe4ba0e50a2437a903084cba1f5f92592b016a25a7dfd00455798b"
    ),
}


def training(dtype: DTypeLike = np.float64, count: int = 50_000) -> Digits:
    """Return (X, Y) of the first training digits.

    >>> x, y = training(count=100)
    >>> x.shape, y.shape
    ((784, 100), (10, 100))

    Returns
    -------
    X : Pixels, shape (784, count)
        Brightness from 0 to 1, a column for each digit, row by row from the top left.
    Y : ndarray, shape (10, count)
        1 for the digit's own neuron, 0 for the other nine.
    """
    return _pair("train", 0, count, 50_000, dtype)


def validation(dtype: DTypeLike = np.float64, count: int = 10_000) -> Digits:
    """Return (X, Y) of the first of the 10,000 that follow, which the book keeps for choices.

    >>> validation(count=100)[0]
    <Pixels of float64, shape (784, 100), held as bytes>
    """
    return _pair("train", 50_000, count, 10_000, dtype)


def test(dtype: DTypeLike = np.float64, count: int = 10_000) -> Digits:
    """Return (X, Y) of the first test digits.

    >>> x, y = test(count=3)
    >>> y.argmax(axis=0)
    array([7, 2, 1])
    """
    return _pair("t10k", 0, count, 10_000, dtype)


def one_hot(labels: ArrayLike, dtype: DTypeLike = np.float64) -> Array:
    """Return the targets of some digits, whole numbers from 0 to 9: (10, m), a 1 in each column.

    >>> one_hot([2, 0]).argmax(axis=0)
    array([2, 0])
    """
    return np.eye(10, dtype=float_dtype(dtype))[class_labels("labels", labels, classes=10)].T


def _pair(part, first, count, there, dtype):
    if whole_number("count", count, least=1) > there:
        raise ValueError(f"count must be at most {there:,}, got {count:,}")
    dtype = float_dtype(dtype)
    images = _read(f"{part}-images-idx3-ubyte.gz", 16 + 784 * first, 784 * count)
    labels = _read(f"{part}-labels-idx1-ubyte.gz", 8 + first, count)
    return Pixels(images.reshape(count, 784).T, dtype), one_hot(labels, dtype)


def _read(name, first, count):
    """Return some of the bytes of an IDX file."""
    import gzip  # here, and not above: reading files loads more modules than all of this package

    from nnhelpers import _files

    packed = _files.checked_bytes(f"mnist/{name}", SHA256[name])
    with gzip.open(BytesIO(packed)) as unpacked:
        unpacked.seek(first)
        return np.frombuffer(unpacked.read(count), np.uint8)
