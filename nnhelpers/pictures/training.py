"""A training run as it goes on: how far it is, what the network can do, and two growing charts."""

from functools import lru_cache

from nnhelpers.equations import counted, printed
from nnhelpers.pictures import _svg as svg
from nnhelpers.pictures._number_line import Scale, frame, round_limit, small
from nnhelpers.published import NIELSEN
from nnhelpers.runs import Settings
from nnhelpers.style import MARK

WIDTH, HEIGHT = 900, 456

_BAR = {"left": 24, "right": 876, "y": 56}
_CHARTS = {"correct": (84, 430), "cost": (550, 872)}
_TOP, _BOTTOM = 132, 310
_GOOD = 0.8  # above this, the chart of the digits read correctly shows only what is above it


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
    cost = {"half_squared_error": "half the squared error", "cross_entropy": "cross-entropy"}
    return (
        f"{'-'.join(map(str, settings.sizes))}, mini-batches of {settings.batch_size}, "
        f"learning rate {settings.eta:g}, {cost[settings.cost]}, seed {settings.seed}"
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
    left, right, y = _BAR["left"], _BAR["right"], _BAR["y"]
    begun = progress.batch / progress.batches if progress.left is not None else 0
    share = min(1.0, (progress.finished + begun) / max(progress.wanted, 1))
    svg.text(root, left, 22, settings_in_words(progress.settings), size=16)
    svg.line(root, left, y, right, y, width=10, opacity=0.15)
    if share:
        svg.line(root, left, y, left + share * (right - left), y, width=10, opacity=0.7)
    svg.text(root, left, y + 26, state_in_words(progress), size=16)


def _charts(root, progress):
    epochs = max(progress.wanted, 1)
    scores = progress.scores[1:] or progress.scores  # what comes before the first epoch dwarfs all
    shares = [score.correct / progress.tested for score in scores]
    costs = [score.cost for score in scores]
    low = 0 if min(shares, default=0) < _GOOD else _GOOD
    for name, values, limits in (
        ("correct", shares, (low, 1)),
        ("cost", costs, (0, round_limit(max(costs, default=0.1)))),
    ):
        across, up = Scale(0, epochs, *_CHARTS[name]), Scale(*limits, _BOTTOM, _TOP)
        ends = tuple(f"{end:.0%}" for end in limits) if name == "correct" else up.ends
        root.extend(_axes(name, across, up, ends))
        numbers = [score.epoch for score in scores]
        _growing(
            root, numbers, values, across, up, MARK["cost"] if name == "cost" else "currentColor"
        )
    if progress.settings == Settings(seed=progress.settings.seed) and low:
        best = max(NIELSEN[3.0].values()) / 10_000
        _published(root, Scale(low, 1, _BOTTOM, _TOP)(best), f"published best: {best:.2%}")


def _published(root, y, words):
    left, right = _CHARTS["correct"]
    svg.line(root, left, y, right, y, width=1.5, stroke_dasharray="7 4")
    svg.text(root, left + 8, y - 14, words, size=14)


@lru_cache(maxsize=8)
def _axes(name, across, up, ends):
    drawn = []
    words, quantity = {
        "correct": ("test digits read correctly", None),
        "cost": ("cost $C$ of the test digits", "cost"),
    }[name]
    svg.text(drawn, across.start, _TOP - 22, words, quantity)
    frame(drawn, across, up)
    for end, label in zip((up.low, up.high), ends, strict=True):
        small(drawn, across.start - 8, up(end), label, "end")
    for end in (0, across.high):
        small(drawn, across(end), up.start + 20, f"{end}", "middle")
    small(drawn, (across.start + across.end) / 2, up.start + 20, "epochs", "middle")
    return tuple(drawn)


def _growing(root, epochs, values, across, up, colour):
    """Draw a value after every epoch that is finished."""
    xs, ys = [across(epoch) for epoch in epochs], [up(value) for value in values]
    svg.polyline(root, xs, ys, colour, 2)
    for x, y in zip(xs, ys, strict=True):
        svg.dot(root, x, y, 4, colour)


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
        svg.text(root, x, y + 38, words, quantity, size=19, font_weight="bold")


def _share(score, progress):
    return f"{score.correct:,} of {progress.tested:,} ({score.correct / progress.tested:.2%})"
