"""Train a network on the digits, and watch it learn."""

from dataclasses import dataclass, fields

import numpy as np

from nnhelpers import digits
from nnhelpers.equations import mini_batch_step
from nnhelpers.explorers._explorer import Choice, Explorer, Slider, View
from nnhelpers.pictures import training as draw
from nnhelpers.pictures.training import describe
from nnhelpers.runs import Progress, Run, Settings


@dataclass(frozen=True)
class State(Settings):
    """What the sliders say: the settings of a run, and for how many epochs it should go on."""

    epochs: int = 3

    @property
    def settings(self):
        """The settings alone."""
        return Settings(**{field.name: getattr(self, field.name) for field in fields(Settings)})


CONTROLS = [
    Choice("hidden", "hidden neurons", {"none": 0, "30": 30, "100": 100}),
    Choice("batch_size", "m, mini-batch", {"1": 1, "10": 10, "100": 100}),
    Choice(
        "eta", "η, learning rate", {f"{eta:g}": eta for eta in (0.001, 0.1, 0.5, 3.0, 10.0, 100.0)}
    ),
    Choice(
        "cost",
        "cost",
        {"half the squared error": "half_squared_error", "cross-entropy": "cross_entropy"},
    ),
    Slider("seed", r"\text{seed}", "seed", 0, 20, 1),
    Slider("epochs", r"\text{epochs}", "epochs", 1, 30, 1),
]


class Training(Explorer):
    """An explorer with a network in training.

    `train` makes a new network from the settings and trains it; `resume` trains the same network
    on, with the settings with which it began. The stop button of the notebook interrupts either,
    and the network of the last finished epoch is kept. (There are no buttons for the two, because
    JupyterLab may run what a button begins in a thread that its stop button does not reach.)
    """

    def __init__(self, start):
        super().__init__(start, CONTROLS, self._view_of)
        self._run = None

    @property
    def net(self):
        """The `Network` as it is now; None before the first training."""
        return self._run and self._run.net

    @property
    def progress(self):
        """How far the training has come: a `Progress`."""
        return self._progress_at(self.state)

    def train(self):
        """Train a new network with the present settings, to the end or until interrupted.

        Raises
        ------
        FloatingPointError
            If its weights grow beyond all finite numbers.
        """
        data = digits.training(np.float32), digits.test(np.float32)
        self._run = Run(self.state.settings, *data)
        self.resume()

    def resume(self):
        """Train the same network for as many epochs more as the slider says; see `train`."""
        if self._run is None:
            self.train()
            return
        panel = self._shown_panel()
        self._run.train(self.state.epochs, show=lambda _: panel.draw())

    def _progress_at(self, state):
        return self._run.progress if self._run else Progress(state.settings, state.epochs)

    def _view_of(self, state):
        progress = self._progress_at(state)
        picture = draw(progress, state.settings, state.epochs)
        return View(picture, mini_batch_step(), describe(progress))


def training(**start):
    """Open the explorer; keyword arguments are fields of `State` and say where it starts.

    Raises
    ------
    TypeError, ValueError
        If there is no such field, or its slider does not reach the value.
    """
    return Training(State(**start))
