import dataclasses

import numpy as np
import pytest

from nnhelpers import digits
from nnhelpers.runs import PAUSE, Progress, Run, Settings


@pytest.fixture(scope="module")
def data():
    x, y = digits.test(np.float32)
    return (x[:, :305], y[:, :305]), (x[:, 305:500], y[:, 305:500])


def weights(run):
    return [array.copy() for array in run.net.weights + run.net.biases]


def same(one, other):
    return all(np.array_equal(*pair) for pair in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("hidden", "sizes"), [(0, [784, 10]), (30, [784, 30, 10]), (100, [784, 100, 10])]
)
def test_the_settings_make_the_network(hidden, sizes):
    net = Settings(hidden, cost="cross_entropy", seed=4).network()
    assert net.sizes == sizes
    assert (net.cost.name, net.dtype) == ("cross_entropy", np.float32)
    assert same(net.weights, Settings(hidden, seed=4).network().weights)
    assert not same(net.weights, Settings(hidden, seed=5).network().weights)


def test_without_a_word_the_settings_are_the_books():
    assert Settings() == Settings(30, 10, 3.0, "half_squared_error", 0)
    assert Settings().sizes == [784, 30, 10]


def test_a_few_times_are_shown_in_a_second():
    assert 3 <= 1 / PAUSE <= 20


def test_a_run_is_sgd_with_the_settings(data):
    run = Run(Settings(seed=2, batch_size=7, eta=1.5), *data)
    net = Settings(seed=2).network()
    run.train(3)
    net.sgd(data[0], 3, 7, 1.5, show=None)
    assert same(run.net.weights, net.weights)


def test_each_epoch_has_its_score(data):
    run, seen = Run(Settings(), *data), []
    start = run.net.evaluate(data[1])

    def note(progress):
        if progress.scores[-1].epoch > len(seen):
            seen.append((run.net.evaluate(data[1]), float(run.net.mean_cost(*data[1]))))

    run.train(4, note)
    scores = run.progress.scores
    assert [score.epoch for score in scores] == [0, 1, 2, 3, 4]
    assert scores[0].correct == start
    assert [(score.correct, score.cost) for score in scores[1:]] == seen
    assert {type(score.cost) for score in scores} == {float}
    assert run.progress.tested == 195
    assert (run.progress.left, run.progress.stopped) == (None, False)


def test_the_progress_counts_mini_batches_and_the_time_that_is_left(data, monkeypatch):
    monkeypatch.setattr("nnhelpers.runs.PAUSE", 0)
    ticks = iter(range(10_000))
    monkeypatch.setattr("nnhelpers.runs.perf_counter", lambda: next(ticks) / 100)
    shown, run = [], Run(Settings(batch_size=10), *data)
    run.train(2, shown.append)
    within = [p for p in shown if p.left is not None]
    counts = [(p.scores[-1].epoch, p.batch) for p in within]
    for epoch in (0, 1):
        assert [b for e, b in counts if e == epoch and b] == list(range(1, 32))
    assert {(p.batches, p.wanted) for p in within} == {(31, 2)}
    first, last = within[0], within[-1]
    assert (last.scores[-1].epoch, last.batch) == (2, 0)
    assert first.left == pytest.approx(61 * first.seconds)
    assert last.left == 0
    middle = next(p for p in within if (p.scores[-1].epoch, p.batch) == (1, 15))
    assert middle.left == pytest.approx(middle.seconds / 46 * 16)


def test_it_is_shown_a_few_times_a_second_and_not_at_every_mini_batch(data):
    shown, run = [], Run(Settings(batch_size=1), *data)
    run.train(2, shown.append)
    assert 3 <= len(shown) < 100 < 2 * 305


@pytest.mark.parametrize("at", [(0, 5), (1, 5), (2, 31)])
def test_interrupted_it_keeps_the_last_finished_epoch(data, monkeypatch, at):
    monkeypatch.setattr("nnhelpers.runs.PAUSE", 0)
    run, kept = Run(Settings(), *data), []

    def press_stop(progress):
        finished = progress.scores[-1].epoch
        if finished == len(kept) and progress.batch in (0, 31) or not kept:
            kept.append(weights(run))
        if (finished, progress.batch) == at and progress.left is not None:
            raise KeyboardInterrupt

    reference = Run(Settings(), *data)
    reference.train(at[0])
    run.train(5, press_stop)
    assert run.progress.stopped
    assert run.progress.left is None
    assert run.progress.scores == reference.progress.scores
    assert same(weights(run), weights(reference))


def test_interrupted_while_it_is_scored_the_epoch_counts_as_finished(data, monkeypatch):
    run = Run(Settings(), *data)
    score, calls = run._score, []

    def interrupted_once(epoch):
        calls.append(epoch)
        if calls.count(2) == 1 and epoch == 2:
            raise KeyboardInterrupt
        return score(epoch)

    monkeypatch.setattr(run, "_score", interrupted_once)
    run.train(5)
    assert [score.epoch for score in run.progress.scores] == [0, 1, 2]
    assert run.progress.scores[-1].correct == run.net.evaluate(data[1])
    assert run.progress.stopped


def test_continued_it_goes_on_where_it_stopped(data):
    run = Run(Settings(), *data)
    run.train(1)
    once = weights(run)
    run.train(2)
    assert not same(weights(run), once)
    assert [score.epoch for score in run.progress.scores] == [0, 1, 2, 3]
    assert run.progress.wanted == 3


def test_diverged_it_says_so_and_keeps_the_last_good_epoch(data):
    run = Run(Settings(hidden=0, eta=1e308, cost="cross_entropy"), *data)
    before = weights(run)
    with pytest.raises(FloatingPointError, match="diverged"):
        run.train(2)
    assert same(weights(run), before)
    assert run.progress.left is None


def test_a_progress_can_stand_for_a_run_that_has_not_begun():
    assert Progress(Settings(), wanted=3).scores == ()


class Clock:
    """Ticks by a second a look, and does not start at 0."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        self.now += 1
        return self.now


def test_seconds_are_counted_from_the_start_of_each_training(data, monkeypatch):
    monkeypatch.setattr("nnhelpers.runs.PAUSE", 0)
    monkeypatch.setattr("nnhelpers.runs.perf_counter", Clock())
    run = Run(Settings(batch_size=10), *data)
    for epochs in (1, 2):
        shown = []
        run.train(epochs, shown.append)
        within = [p for p in shown if p.left is not None and p.batch]
        assert within[0].seconds == 1
        assert within[0].left == pytest.approx(31 * epochs - 1)
        assert [p.wanted for p in within] == [2 * epochs - 1] * 31 * epochs
        paces = [p.left / p.seconds for p in within]
        done = np.arange(1, 31 * epochs + 1)
        assert np.allclose(paces, (31 * epochs - done) / done)


def test_an_epoch_shorter_than_the_pause_is_timed_at_its_end(data, monkeypatch):
    monkeypatch.setattr("nnhelpers.runs.PAUSE", 1e9)
    monkeypatch.setattr("nnhelpers.runs.perf_counter", Clock())
    shown, run = [], Run(Settings(batch_size=10), *data)
    run.train(2, shown.append)
    assert [p.batch for p in shown if p.batch] == [31, 31]
    assert len(shown) == 5  # the end of both epochs, both scores, and the end of all
    assert run.progress.seconds >= 62


def test_it_is_shown_once_in_a_pause(data, monkeypatch):
    monkeypatch.setattr("nnhelpers.runs.PAUSE", 4.5)
    monkeypatch.setattr("nnhelpers.runs.perf_counter", Clock())
    shown, run = [], Run(Settings(batch_size=10), *data)
    run.train(1, shown.append)
    assert [p.batch for p in shown if p.batch] == [5, 10, 15, 20, 25, 30, 31]


def test_before_it_begins_nothing_is_done_and_all_is_ahead(data):
    progress = Run(Settings(batch_size=10), *data).progress
    assert (progress.wanted, progress.finished, progress.batch, progress.batches) == (0, 0, 0, 31)
    assert (progress.seconds, progress.left, progress.stopped) == (0.0, None, False)
    fresh = Progress(Settings(), wanted=3)
    assert (fresh.finished, fresh.tested, fresh.batch, fresh.batches) == (0, 10_000, 0, 1)
    assert (fresh.seconds, fresh.left, fresh.stopped) == (0.0, None, False)


def test_a_training_begins_at_its_first_mini_batch(data, monkeypatch):
    monkeypatch.setattr("nnhelpers.runs.PAUSE", 1e9)
    run, seen = Run(Settings(batch_size=10), *data), []
    run.train(1)
    run.progress = dataclasses.replace(run.progress, batch=7, stopped=True, seconds=5.0)
    epochs = run.net.epochs

    def watched(*args, **kwargs):
        seen.append(run.progress)
        return epochs(*args, **kwargs)

    monkeypatch.setattr(run.net, "epochs", watched)
    run.train(1)
    (start,) = seen
    assert (start.wanted, start.batch, start.stopped, start.seconds) == (2, 0, False, 0.0)


def test_a_progress_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Progress(Settings(), wanted=3).batch = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().hidden = 100
