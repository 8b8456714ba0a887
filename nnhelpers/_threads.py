"""One BLAS thread for the many small products of training.

BLAS shares a product among as many threads as there are processors, which wait for each other,
awake. Beside any other work, that takes many times as long as the product on one thread.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager, nullcontext
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_taken = Lock()


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Give BLAS one thread until the end of the block, and then as many as it had.

    The number is the process's: whoever comes in while another is in the block takes what there is.
    """
    if not _taken.acquire(blocking=False):
        yield
        return
    try:
        with _limited():
            yield
    finally:
        _taken.release()


def _limited():
    controller = _blas()
    return nullcontext() if controller is None else controller.limit(limits=1)


@cache
def _blas():
    """Return what controls the BLAS that NumPy has loaded; None where there are no threads."""
    if sys.platform == "emscripten":
        return None
    from threadpoolctl import ThreadpoolController  # here, and not above: only training needs it

    return ThreadpoolController().select(user_api="blas")
