"""A training run as it goes on: how far it is, what the network can do, and two growing charts."""

from functools import lru_cache

from nnhelpers._checks import takes
from nnhelpers._takes import instance, integer
from nnhelpers.costs import COSTS
from nnhelpers.equations import counted, printed
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._number_line import Scale, round_limit, small
from nnhelpers.pictures._plot import Box
from nnhelpers.published import NIELSEN
from nnhelpers.runs import Progress, Settings
from nnhelpers.style import MARK

WIDTH, HEIGHT = 900, 456

_BAR, _BAR_Y = Scale(0, 1, 24, 876), 56  # how far it is, and at which height
CORRECT, COST = Box(84, 430, 132, 310), Box(550, 872, 132, 310)
_GOOD = 0.8  # above this, the chart of the digits read correctly shows only what is above it


@takes(progress=instance(Progress), upcoming=instance(Settings), epochs=integer(1))
def training(progress, upcoming, epochs):
    """Draw how far a run has come.

    Parameters
    ----------
    progress : Progress
    upcoming : Settings
        With which a new training would begin.
    epochs : int
        For how many epochs.
    """
    root = svg.Picture(WIDTH, HEIGHT, describe(progress))
    _bar(root, progress)
    _charts(root, progress)
    if progress.scores:
        _numbers(root, progress)
        words = f"train() begins anew: {settings_in_words(upcoming)}, {counted(epochs, 'epoch')}"
        small(root, 24, HEIGHT - 18, words, "start")
    return root


def describe(progress):
    """Say in words what the picture shows."""
    words = f"{settings_in_words(progress.settings)}; {state_in_words(progress)}."
    if len(progress.scores) > 1:
        last = progress.scores[-1]
        words += (
            f"\nAfter {counted(last.epoch, 'epoch')} it reads {last.correct:,} of "
            f"{progress.tested:,} test digits correctly; their cost is {printed(last.cost)}."
        )
    return words


def settings_in_words(settings):
    """Say what is trained, and how."""
    return (
        f"{'-'.join(map(str, settings.sizes))}, mini-batches of {settings.batch_size}, "
        f"learning rate {settings.eta:g}, {COSTS[settings.cost].label}, seed {settings.seed}"
    )


def state_in_words(progress):
    """Say how far a run has come."""
    if progress.left is not None:
        return (
            f"epoch {min(progress.finished + 1, progress.wanted)} of {progress.wanted}, mini-batch "
            f"{progress.batch:,} of {progress.batches:,}, {progress.left:.0f} s left"
        )
    if progress.stopped:
        return f"stopped; the network is that after {counted(progress.finished, 'epoch')}"
    if progress.finished:
        epochs = counted(progress.finished, "epoch")
        return f"done: {epochs}, the last training took {progress.seconds:.1f} s"
    return f"ready: train() will train it for {counted(progress.wanted, 'epoch')}"


def _bar(root, progress):
    left, y = _BAR.start, _BAR_Y
    begun = progress.batch / progress.batches if progress.left is not None else 0
    share = (progress.finished + begun) / max(progress.wanted, 1)
    svg.text(root, left, 22, settings_in_words(progress.settings), size=16)
    svg.line(root, left, y, _BAR.end, y, width=10, opacity=0.15)
    if share:
        svg.line(root, left, y, _BAR(share), y, width=10, opacity=0.7)
    svg.text(root, left, y + 26, state_in_words(progress), size=16)


def _charts(root, progress):
    scores = progress.scores[1:] or progress.scores  # what comes before the first epoch dwarfs all
    epochs = [score.epoch for score in scores]
    shares = [score.correct / progress.tested for score in scores]
    costs = [score.cost for score in scores]
    across, low = (0, max(progress.wanted, 1)), 0 if min(shares, default=0) < _GOOD else _GOOD
    correct = CORRECT.plot(across, (low, 1))
    cost = COST.plot(across, (0, round_limit(max(costs, default=0.1))))
    root.extend(_axes(correct, "test digits read correctly", None, f"{low:.0%}", "100%"))
    correct.series(root, epochs, shares, "currentColor")
    root.extend(_axes(cost, "cost $C$ of the test digits", "cost", *cost.up.ends))
    cost.series(root, epochs, costs, MARK["cost"])
    if progress.settings == Settings(seed=progress.settings.seed) and low:
        _published(root, correct, max(NIELSEN[3.0].values()) / 10_000)


def _published(root, plot, best):
    across, y = plot.across, plot.up(best)
    svg.line(root, across.start, y, across.end, y, width=1.5, stroke_dasharray="7 4")
    svg.text(root, across.start + 8, y - 14, f"published best: {best:.2%}", size=14)


@lru_cache(maxsize=8)
def _axes(plot, words, quantity, low, high):
    drawn, across, up = [], plot.across, plot.up
    svg.text(drawn, across.start, up.end - 22, words, quantity)
    plot.frame(drawn)
    plot.beside(drawn, up.low, low)
    plot.beside(drawn, up.high, high)
    for end in (0, across.high):
        plot.below(drawn, end, f"{end}")
    small(drawn, across.middle, up.start + 20, "epochs", "middle")
    return tuple(drawn)


def _numbers(root, progress):
    *_, last = progress.scores
    best = max(progress.scores, key=lambda score: score.correct)
    y = 366
    svg.line(root, 20, y - 16, WIDTH - 20, y - 16, width=1, opacity=0.3)
    for x, label, words, quantity in (
        (24, f"after {counted(last.epoch, 'epoch')}", _share(last, progress), None),
        (330, f"best, after {counted(best.epoch, 'epoch')}", _share(best, progress), None),
        (636, "cost $C$", printed(last.cost), "cost"),
    ):
        svg.text(root, x, y + 8, label)
        svg.text(root, x, y + 38, words, quantity, size=19, bold=True)


def _share(score, progress):
    return f"{score.correct:,} of {progress.tested:,} ({score.correct / progress.tested:.2%})"
