"""Training runs on the digits, watched: how far a run has come, and what the network can do.

>>> from nnhelpers import digits
>>> x, y = digits.test(count=100)
>>> run = Run(Settings(hidden=0), (x, y), (x, y))
>>> run.train(epochs=2)
>>> [score.epoch for score in run.progress.scores]
[0, 1, 2]
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from nnhelpers.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nnhelpers._types import Digits

PAUSE = 0.1  # seconds between two looks at a run


@dataclass(frozen=True)
class Settings:
    """What is chosen before a run begins.

    >>> Settings(hidden=100).sizes
    [784, 100, 10]

    Attributes
    ----------
    hidden : int
        Neurons in the hidden layer; with 0 there is none.
    batch_size : int
    eta : float
        Learning rate.
    cost : str
        A name in `COSTS`.
    seed : int
        Of the first weights and biases, and of the shuffling.
    """

    hidden: int = 30
    batch_size: int = 10
    eta: float = 3.0
    cost: str = "half_squared_error"
    seed: int = 0

    @property
    def sizes(self) -> list[int]:
        """The neurons of each layer."""
        return [784, self.hidden, 10] if self.hidden else [784, 10]

    def network(self) -> Network:
        """Return a new network, in float32."""
        return Network(self.sizes, cost=self.cost, rng=self.seed, dtype=np.float32)


class Score(NamedTuple):
    """What a network can do after so many epochs, 0 before the first.

    correct counts the test digits that it reads, and cost is their mean cost.
    """

    epoch: int
    correct: int
    cost: float


@dataclass(frozen=True)
class Progress:
    """How far a run has come.

    Attributes
    ----------
    settings : Settings
    wanted : int
        Epochs after which the run will be done.
    scores : tuple of Score
        After each finished epoch, and before the first.
    tested : int
        How many test digits there are.
    batch, batches : int
        Mini-batches of the present epoch that are done, and all of them.
    seconds : float
        How long the training that goes on, or was the last, has taken.
    left : float or None
        Seconds that are left, by the pace so far; None if it is not training.
    stopped : bool
        Whether the last training was interrupted.
    """

    settings: Settings
    wanted: int
    scores: tuple[Score, ...] = ()
    tested: int = 10_000
    batch: int = 0
    batches: int = 1
    seconds: float = 0.0
    left: float | None = None
    stopped: bool = False

    @property
    def finished(self) -> int:
        """How many epochs are finished."""
        return self.scores[-1].epoch if self.scores else 0


class Run:
    """A network and its training, which can be interrupted and continued.

    >>> from nnhelpers import digits
    >>> x, y = digits.test(count=100)
    >>> run = Run(Settings(hidden=0), (x, y), (x, y))
    >>> run.train(epochs=2)
    >>> len(run.progress.scores)
    3

    Parameters
    ----------
    settings : Settings
    training_data, test_data : (X, Y)
        Digits, one a column, and their targets.

    Attributes
    ----------
    net : Network
    progress : Progress

    Raises
    ------
    TypeError, ValueError, FloatingPointError
        Here and from `train`, as `Network` and its `epochs`.
    """

    def __init__(self, settings: Settings, training_data: Digits, test_data: Digits) -> None:
        self.net = settings.network()
        self._training_data, self._test_data = training_data, test_data
        self.progress = Progress(
            settings,
            wanted=0,
            scores=(self._score(0),),
            tested=test_data[0].shape[1],
            batches=-(-training_data[0].shape[1] // settings.batch_size),
        )

    def train(self, epochs: int, show: Callable[[Progress], object] | None = None) -> None:
        """Train for some epochs more.

        Interrupted (KeyboardInterrupt), it keeps the network of the last finished epoch and its
        score, and its progress says so.

        `show` is called with the progress a few times a second, and after every epoch.
        """
        for _ in self.epochs(epochs, show):
            pass

    def epochs(
        self, epochs: int, show: Callable[[Progress], object] | None = None
    ) -> Iterator[int]:
        """Train as `train` does, an epoch whenever the next is asked for; closing it interrupts."""
        settings, finished = self.progress.settings, self.progress.finished
        watch = _Watch(self, epochs, show)
        data, size = self._training_data, settings.batch_size
        trained = self.net.epochs(data, epochs, size, settings.eta, after_batch=watch.after_batch)
        try:
            for _ in trained:
                finished += 1
                self._finish(finished)
                watch.show()
                if finished < self.progress.wanted:
                    yield finished
        except (KeyboardInterrupt, GeneratorExit):
            self.progress = replace(self.progress, stopped=True)
            if finished > self.progress.finished:
                self._finish(finished)
        finally:
            self.progress = replace(self.progress, left=None)
            watch.show()

    def _finish(self, epoch):
        scores = (*self.progress.scores, self._score(epoch))
        self.progress = replace(self.progress, scores=scores, batch=0)

    def _score(self, epoch):
        correct = self.net.evaluate(self._test_data)
        return Score(epoch, correct, float(self.net.mean_cost(*self._test_data)))


class _Watch:
    """Looks at the clock after every mini-batch, and lets the run be shown now and then."""

    def __init__(self, run, epochs, show):
        self._run, self._show = run, show
        self._start = self._shown = perf_counter()
        self._before = run.progress.finished
        run.progress = replace(
            run.progress, wanted=self._before + epochs, batch=0, stopped=False, seconds=0.0
        )

    def after_batch(self, batch, batches):
        """Note how far the epoch has come, and show it if the last time is a while ago."""
        now = perf_counter()
        if now - self._shown < PAUSE and batch < batches:
            return
        progress, seconds = self._run.progress, now - self._start
        done = (progress.finished - self._before) * batches + batch
        ahead = (progress.wanted - self._before) * batches - done
        self._run.progress = replace(
            progress, batch=batch, batches=batches, seconds=seconds, left=seconds / done * ahead
        )
        self.show()

    def show(self):
        """Show the run as it stands."""
        self._shown = perf_counter()
        if self._show is not None:
            self._show(self._run.progress)
