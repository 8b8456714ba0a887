import sys
from threading import Event, Thread

import numpy as np
import pytest
from threadpoolctl import ThreadpoolController

from nnhelpers import Network, _threads
from nnhelpers._threads import one_blas_thread

BLAS = ThreadpoolController().select(user_api="blas")
X, Y = np.zeros((2, 4)), np.ones((1, 4))


def threads():
    return {library.num_threads for library in BLAS.lib_controllers}


@pytest.fixture(autouse=True)
def three():
    """BLAS with three threads, however many processors there are."""
    if not BLAS.lib_controllers:
        pytest.skip("threadpoolctl knows nothing of the BLAS here")
    with BLAS.limit(limits=3):
        assert threads() == {3}
        yield
        assert threads() == {3}


def test_a_block_has_one_thread_and_leaves_as_many_as_there_were():
    with pytest.raises(KeyboardInterrupt), one_blas_thread():
        with one_blas_thread():
            assert threads() == {1}
        assert threads() == {1}
        raise KeyboardInterrupt


def test_two_blocks_at_once_leave_as_many_as_there_were():
    first_is_in, second_is_in, first_is_out = Event(), Event(), Event()

    def second():
        first_is_in.wait(10)
        with one_blas_thread():
            second_is_in.set()
            first_is_out.wait(10)

    other = Thread(target=second)
    other.start()
    with one_blas_thread():
        first_is_in.set()
        assert second_is_in.wait(10)
        assert threads() == {1}
    first_is_out.set()
    other.join(10)


@pytest.mark.parametrize(
    "compute",
    [
        lambda net: net.sgd((X, Y), 1, 2, 0.1, show=None),
        lambda net: net.update_mini_batch((X, Y), 0.1),
        lambda net: net.backprop(X, Y),
    ],
    ids=["sgd", "update_mini_batch", "backprop"],
)
def test_a_network_learns_on_one_thread(compute):
    seen = []
    net = Network([2, 1], rng=0)
    sigmoid = net.activation
    net.activation = sigmoid._replace(
        name="watched", function=lambda z: seen.append(threads()) or sigmoid.function(z)
    )
    compute(net)
    assert seen and all(one == {1} for one in seen)


def test_where_there_are_no_threads_nothing_is_asked_of_them(monkeypatch):
    monkeypatch.setattr(sys, "platform", "emscripten")
    monkeypatch.setitem(sys.modules, "threadpoolctl", None)
    _threads._blas.cache_clear()
    try:
        with one_blas_thread():
            assert threads() == {3}
    finally:
        _threads._blas.cache_clear()
