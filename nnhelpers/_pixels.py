"""Images as bytes: 50,000 digits of 784 pixels take 39 MB, and as float32 they would take 157."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

if TYPE_CHECKING:
    from typing import Any

    from numpy.typing import NDArray

    from nnhelpers._types import Array, ArrayLike, DTypeLike

BLOCK = 1000  # examples that a product unpacks at a time


class Pixels(NDArrayOperatorsMixin):
    """Brightness from 0 to 1 in a read-only array, held as bytes and unpacked where it is used.

    What an index picks is an ordinary array of the dtype. So is what NumPy makes of the whole,
    which is unpacked for that; `matrix @ pixels` unpacks a block of examples at a time.

    Parameters
    ----------
    packed : ndarray of uint8
        Images, as columns or rows; 255 is a brightness of 1.
    dtype : dtype
        float64 or float32.
    """

    __array_priority__ = 1  # so that an array leaves its product with this to __rmatmul__

    def __init__(self, packed: NDArray[np.uint8], dtype: DTypeLike) -> None:
        self.packed, self.dtype = packed, np.dtype(dtype)
        self.shape, self.ndim, self.size = packed.shape, packed.ndim, packed.size
        self.nbytes = packed.nbytes

    @property
    def T(self) -> Pixels:
        """The transpose, which shares the bytes."""
        return Pixels(self.packed.T, self.dtype)  # type: ignore[abstract]  # the stub

    def __len__(self) -> int:
        return len(self.packed)

    def __repr__(self) -> str:
        return f"<Pixels of {self.dtype}, shape {self.shape}, held as bytes>"

    def __getitem__(self, index: Any) -> Array:
        return self._unpacked(self.packed[index])

    def take(self, indices: ArrayLike, axis: int | None = None) -> Array:
        """Pick as `numpy.take` does: quicker than by an index."""
        return self._unpacked(self.packed.take(indices, axis=axis))

    def _unpacked(self, packed):
        numbers = packed.astype(self.dtype)
        numbers /= 255
        return numbers

    def __array__(self, dtype: DTypeLike | None = None, copy: bool | None = None) -> Array:
        if copy is False:
            raise ValueError("bytes are unpacked into a copy")
        return self[:].astype(dtype or self.dtype, copy=False)

    def __rmatmul__(self, matrix):
        matrix, (rows, columns) = np.asarray(matrix), self.shape
        if matrix.shape[-1:] != (rows,):
            return np.matmul(matrix, self)  # which says what does not fit
        blocks = [slice(first, first + BLOCK) for first in range(0, max(self.shape), BLOCK)]
        if columns > rows:
            return np.concatenate([matrix @ self[:, block] for block in blocks], axis=-1)
        return sum(matrix[..., block] @ self[block] for block in blocks)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or not hasattr(np.ndarray, name):
            raise AttributeError(f"Pixels have no {name!r}")
        array = np.asarray(self)
        array.flags.writeable = False  # what would change it would be lost
        return getattr(array, name)


def as_rows(examples):
    """Return columns as rows that lie in memory one after another, where they are quick to pick."""
    rows = examples.T
    return rows if isinstance(rows, Pixels) else np.ascontiguousarray(rows)
