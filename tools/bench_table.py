"""What the parts of the table of speed ratios share: times, and lines."""

from statistics import median
from time import perf_counter


def seconds(function, clock=perf_counter):
    """Return how long one call takes."""
    start = clock()
    function()
    return clock() - start


def side_by_side(functions, rounds):
    """Return the median time of each function, all of them called in turn in every round."""
    times = {name: [] for name in functions}
    for function in functions.values():
        function()
    for _ in range(rounds):
        for name, function in functions.items():
            times[name].append(seconds(function))
    return {name: median(values) for name, values in times.items()}


def row(what, ours, other, unit, target=None):
    """Print a line of the table: our time, the other's, their ratio, and the target if any."""
    ratio = other / ours if ours else float("inf")
    verdict = "" if target is None else f"{'met' if ratio >= target else 'MISSED'} (>= {target:g})"
    print(f"{what:62} {ours:9.4g} {other:9.4g} {unit:6} {ratio:8.2f}x  {verdict}", flush=True)
