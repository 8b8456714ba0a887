"""Train a network on the digits, and watch it learn."""

from dataclasses import fields, replace

import numpy as np

from nnhelpers import digits, pictures
from nnhelpers.costs import COSTS
from nnhelpers.equations import mini_batch_step
from nnhelpers.explorers._controls import Field, Slider, choice
from nnhelpers.explorers._explorer import Explorer, View, explorer
from nnhelpers.runs import Progress, Run, Settings


class Training(Explorer):
    """An explorer with a network in training.

    `train` makes a new network from the settings and trains it; `resume` trains the same network
    on, with the settings with which it began. The stop button of the notebook interrupts either,
    and the network of the last finished epoch is kept. (There are no buttons for the two, because
    JupyterLab may run what a button begins in a thread that its stop button does not reach.)
    """

    _run = _data = None

    @property
    def net(self):
        """The `Network` as it is now; None before the first training."""
        return self._run and self._run.net

    @property
    def progress(self):
        """How far the training has come: a `Progress`."""
        return progress_of(self.state)

    def train(self, training_data=None, test_data=None):
        """Train a new network with the present settings, to the end or until interrupted.

        Parameters
        ----------
        training_data, test_data : (X, Y), optional
            Digits that are in memory already, to train on from now on; without them, those of
            `nnhelpers.digits` are loaded.

        Raises
        ------
        FloatingPointError
            If its weights grow beyond all finite numbers.
        """
        self._begin(training_data, test_data)
        self.resume()

    def resume(self):
        """Train the same network for as many epochs more as the slider says; see `train`."""
        for _ in self.epochs():
            pass

    def epochs(self, anew=False):
        """Train as `resume` does (or as `train`), an epoch whenever the next is asked for.

        To close it interrupts the training.
        """
        if anew or self._run is None:
            self._begin()
        yield from self._run.epochs(self.state.epochs, show=self._come_to)

    def _begin(self, training_data=None, test_data=None):
        if training_data is not None:
            self._data = training_data, test_data or digits.test(np.float32)
        if self._data is None:
            self._data = digits.training(np.float32), digits.test(np.float32)
        self._run = Run(settings_of(self.state), *self._data)

    def _come_to(self, progress):
        self._go_to(replace(self.state, progress=progress))


@explorer(
    choice("hidden", 30, "hidden neurons", {"none": 0, "30": 30, "100": 100}),
    choice("batch_size", 10, "m, mini-batch", {"1": 1, "10": 10, "100": 100}),
    choice(
        "eta",
        3.0,
        "η, learning rate",
        {f"{eta:g}": eta for eta in (0.001, 0.1, 0.5, 3.0, 10.0, 100.0)},
    ),
    choice(
        "cost",
        "half_squared_error",
        "cost",
        {
            COSTS[name].label: name
            for name in ("half_squared_error", "cross_entropy", "log_likelihood")
        },
    ),
    Slider("seed", 0, 0, 20, 1),
    Slider("epochs", 3, 1, 30, 1),
    Field("progress", None),
    kind=Training,
)
def training(state):
    """A run: its settings, how far it has come, and what the network can do after each epoch."""
    drawn = pictures.training.unchecked(progress_of(state), settings_of(state), state.epochs)
    return View(drawn, mini_batch_step())


def settings_of(state):
    """Return the settings with which a new run would begin."""
    return Settings(**{field.name: getattr(state, field.name) for field in fields(Settings)})


def progress_of(state):
    """Return the `Progress` of a state, which before the first training is none at all."""
    return state.progress or Progress(settings_of(state), state.epochs)
