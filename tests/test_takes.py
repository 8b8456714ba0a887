"""Pictures and charts refuse what they cannot show, and say which argument it is."""

import inspect
import re

import numpy as np
import pytest
from test_charts import EXAMPLES
from test_pictures import EXPLORERS, STILLS, drawn

from nnhelpers import Chain, Network, Neuron, charts, digits, pictures
from nnhelpers.paths import paths
from nnhelpers.pictures import Picture
from nnhelpers.pictures.nudge_one import REACH
from nnhelpers.published import two_two_two
from nnhelpers.wishes import Sensitivity

NAMES = [f"pictures.{name}" for name in (*STILLS, *EXPLORERS)] + [
    f"charts.{one}" for one in EXAMPLES
]


def call_of(name):
    """Return a function that draws, and the arguments, by name, of an example of it."""
    room, _, name = name.partition(".")
    module = {"pictures": pictures, "charts": charts}[room]
    draw, calls = getattr(module, name.split()[0]), []

    def note(*args, **more):
        calls.append((args, more))

    note.unchecked = note  # as explorers call it
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(vars(module), draw.__name__, note)
        EXAMPLES[name]() if module is charts else drawn_again(name)
    ((args, more),) = calls
    return draw, dict(inspect.signature(draw).bind(*args, **more).arguments)


def drawn_again(name):
    if name in STILLS:
        STILLS[name]()
    else:
        EXPLORERS[name].view(EXPLORERS[name].start)


CALLS = {name: call_of(name) for name in NAMES}
PARAMETERS = [(name, parameter) for name, (_, given) in CALLS.items() for parameter in given]


def is_numbers(value):
    """Whether a value is numbers in some rows."""
    try:
        return np.asarray(value).dtype.kind in "fiu" and np.ndim(value) > 0
    except ValueError:
        return False


def spoilt(value, spoil):
    """Yield a value with the numbers in one of its places spoilt."""
    if isinstance(value, (bool, str)) or value is None:
        return
    if is_numbers(value):
        yield spoil(np.array(value, dtype=float))
    elif isinstance(value, dict):
        for key in value:
            yield from ({**value, key: one} for one in spoilt(value[key], spoil))
    elif type(value) in (list, tuple):
        for place, part in enumerate(value):
            for one in spoilt(part, spoil):
                yield type(value)([*value[:place], one, *value[place + 1 :]])


def with_one(wrong):
    def spoil(array):
        array = array.astype(type(wrong) if isinstance(wrong, (complex, str)) else float)
        array.flat[-1] = wrong
        return array

    return spoil


NEVER = {  # what no numbers may be
    "NaN": with_one(np.nan),
    "infinite": with_one(np.inf),
    "complex": with_one(1j),
    "text": lambda array: array.astype(str),
    "objects": lambda array: np.full(array.shape, None),
    "ragged": lambda array: [[1.0], [1.0, 2.0]],
    "empty": lambda array: [],
    "a number": lambda array: 0.5,
    "too many axes": lambda array: np.stack([array, array])[None, None],
    "None": lambda array: None,
}
STRANGE = {
    "None": None,
    "text": "a",
    "empty text": "",
    "number": 0.5,
    "negative": -7,
    "large": 10**6,
    "list": [],
    "list of None": [None],
    "dict": {},
    "other dict": {"a": None},
    "numbers": [0.25, 0.5],
    "row of a neuron": Neuron([1.0, 2.0], 0.0, 0.5, 1.0),
    "large network": Network([2, 4, 1], rng=0),
    "object": object(),
}


def refused_or_shown(name, parameter, value):
    """Draw with another argument: an error names it, else all is finite; return the error."""
    draw, given = CALLS[name]
    try:
        shown = draw(**{**given, parameter: value})
    except (TypeError, ValueError) as error:
        wrong = "|".join(given) if value is STRANGE["numbers"] else parameter  # or too few of them
        assert re.match(rf"(each key of |the .* of )?({wrong})\b", str(error)), error
        return error
    seen = (
        shown.svg if isinstance(shown, Picture) else str(shown.ax.figure.draw_without_rendering())
    )
    assert not re.search(r"\b(nan|inf)\b", seen)
    return None


@pytest.mark.parametrize("name", EXPLORERS)
def test_what_an_explorer_draws_unchecked_is_sound(name):
    draw, given = CALLS[f"pictures.{name}"]
    assert draw(**given).svg == draw.unchecked(**given).svg == drawn(name).svg


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
def test_strange_arguments_are_named_or_can_be_shown(name, parameter):
    for value in STRANGE.values():
        refused_or_shown(name, parameter, value)


@pytest.mark.parametrize("kind", NEVER)
@pytest.mark.parametrize(("name", "parameter"), PARAMETERS)
def test_numbers_that_cannot_be_are_refused(name, parameter, kind):
    for value in spoilt(CALLS[name][1][parameter], NEVER[kind]):
        none_known = parameter == "known" and value == []
        left_out = parameter == "ranks_of_pixels" and value is None
        assert refused_or_shown(name, parameter, value) or none_known or left_out, value


IMAGES = digits.test(count=16)[0]


def test_what_came_and_what_is_wanted_is_said():
    for use, error, says in (
        (
            lambda: pictures.digit(IMAGES[:, 1] * 255),
            ValueError,
            "pixels must be from 0 to 1, got ",
        ),
        (lambda: pictures.digit(IMAGES), ValueError, r"784 of one digit, got shape \(784, 16\)"),
        (lambda: pictures.pixel_values(-IMAGES[:, 1]), ValueError, "from 0 to 1, got -"),
        (lambda: charts.layer_slopes({}), ValueError, "slopes must hold at least 1 of them, got 0"),
        (
            lambda: charts.layer_slopes({"one": [1, 0]}),
            ValueError,
            r"slopes\['one'\] must be above 0, got 0",
        ),
        (
            lambda: charts.prediction_error([1, 2], [1, 2, 3]),
            ValueError,
            r"errors must have shape \(2,\), got shape \(3,\)",
        ),
        (
            lambda: charts.digit_grid(IMAGES.T),
            ValueError,
            r"x must have shape \(784, m\), got shape \(16, 784\)",
        ),
        (
            lambda: charts.digit_grid(IMAGES, captions=["a"]),
            ValueError,
            "captions must be as many as the digits, 16, got 1",
        ),
        (
            lambda: pictures.output_bars(np.ones((10, 1)), 10),
            ValueError,
            "label must be from 0 to 9, got 10",
        ),
        (
            lambda: pictures.network([np.ones((3, 2)), np.ones((1, 2))], [], []),
            ValueError,
            r"weights of layer 2 must have shape \(1, 3\), got shape \(1, 2\)",
        ),
        (
            lambda: pictures.one_neuron(Neuron([1, 2], 0, 1, 1)),
            ValueError,
            "neuron must have one example, got rows of 2",
        ),
        (lambda: charts.secants(3, [1]), TypeError, "neuron must be a Neuron, got int 3"),
        (lambda: charts.secants(), TypeError, "missing a required argument: 'neuron'"),
    ):
        with pytest.raises(error, match=says):
            use()


def test_array_likes_are_shown_as_arrays_are():
    pixels = IMAGES[:, 1]
    for one in (pixels.tolist(), pixels.reshape(28, 28), pixels[:, None], pixels > 0.5):
        same = np.asarray(one, dtype=float)
        assert pictures.digit(one).svg == pictures.digit(same).svg
        assert pictures.pixel_values(one).svg == pictures.pixel_values(same).svg
    signs = np.random.default_rng(0).integers(-100, 100, (16, 10)).astype(np.int8)
    tables = [pictures.wish_table(one, "wishes", True).svg for one in (signs, signs.astype(float))]
    assert tables[0] == tables[1]
    draw, given = CALLS["pictures.one_step"]
    assert draw(**given | {"curve": list(map(list, given["curve"]))}).svg == draw(**given).svg


def test_zeros_have_no_largest_one():
    assert "nan" not in pictures.wish_table(np.zeros((3, 10)), "wishes", True).svg
    nothing = [np.zeros((2, 1))]
    assert "nan" not in pictures.network(nothing, nothing, []).svg
    weights = charts.weight_grid(np.zeros((2, 784))).ax.images[0].get_array()
    assert not weights.any()


@pytest.mark.parametrize(("count", "columns"), [(1, 10), (3, 3), (10, 10), (16, 10), (5, 2)])
def test_grids_have_any_number_of_tiles(count, columns):
    across, down = min(count, columns), -(-count // columns)
    weights = np.random.default_rng(0).normal(size=(count, 784))
    for ax, tiles, nothing in (
        (charts.digit_grid(IMAGES[:, :count], columns).ax, IMAGES[:, :count].T, 0),
        (
            charts.weight_grid(weights, columns).ax,
            weights / np.abs(weights).max(axis=1, keepdims=True),
            np.nan,
        ),
    ):
        image = np.ma.filled(ax.images[0].get_array(), np.nan)
        assert image.shape == (28 * down, 28 * across)
        for place in range(across * down):
            row, column = divmod(place, across)
            tile = image[28 * row : 28 * row + 28, 28 * column : 28 * column + 28]
            expected = tiles[place] if place < count else np.full(784, nothing)
            assert np.allclose(tile, expected.reshape(28, 28), equal_nan=True)


TINY = 1e-9
#: Numbers that are just taken, and those just outside, put in every place of an argument.
BOUNDS = {
    ("charts.secants", "hs"): ([TINY], [0]),
    ("charts.activation_and_slope", "z_limit"): ([5.1], [5]),
    ("charts.prediction_error", "hs"): ([TINY], [0]),
    ("charts.prediction_error", "errors"): ([TINY], [0]),
    ("charts.layer_slopes", "slopes"): ([TINY], [0]),
    ("charts.mean_of_costs", "limit"): ([0.1], [0]),
    ("charts.digit_grid", "x"): ([0, 1], [-TINY, 1 + TINY]),
    ("charts.digit_grid", "columns"): ([1], [0]),
    ("charts.weight_grid", "columns"): ([1], [0]),
    ("charts.gradient_angles", "batch_sizes"): ([1], [0]),
    ("charts.gradient_angles", "angles"): ([0, 180], [-TINY, 180.1]),
    ("charts.learning_rates", "runs"): ([0, 1], [-TINY, 1 + TINY]),
    ("charts.slow_start", "outputs"): ([0, 1], [-TINY, 1 + TINY]),
    ("charts.cost_histogram", "costs"): ([0], [-TINY]),
    ("charts.cost_histogram", "width"): ([0.01], [0]),
    ("charts.moved_digits", "moved"): ([0], [-1]),
    ("charts.moved_digits", "put_back"): ([0], [-1]),
    ("charts.moved_digits", "of"): ([1], [0]),
    ("charts.confusion_matrix", "counts"): ([0], [-1]),
    ("charts.two_prices", "parameters"): ([1], [0]),
    ("charts.two_prices", "nudging"): ([1], [0]),
    ("charts.two_prices", "backprop"): ([1], [0]),
    ("charts.error_by_nudge", "hs"): ([TINY], [0]),
    ("charts.error_by_nudge", "errors"): ([TINY], [0]),
    ("charts.trained_patients", "costs"): ([0], [-TINY]),
    ("charts.trained_patients", "healthy"): ([0], [-TINY]),
    ("charts.trained_patients", "constant"): ([0], [-TINY]),
    ("pictures.digit", "pixels"): ([0, 1], [-TINY, 1 + TINY]),
    ("pictures.digit_reader", "activations"): ([0, 1], [-TINY, 1 + TINY]),
    ("pictures.digit_reader", "label"): ([0, 9], [-1, 10]),
    ("pictures.digit_reader", "strokes"): ([0], [-1]),
    ("pictures.drunk_walk", "batch_size"): ([1], [0]),
    ("pictures.drunk_walk", "examples"): ([1], [0]),
    ("pictures.forward_pass", "layer"): ([0, 2], [-1, 3]),
    ("pictures.forward_pass", "heaviest"): ([TINY], [0]),
    ("pictures.line_by_line", "line"): ([0], [-1, 100]),
    ("pictures.network", "heaviest"): ([TINY], [0]),
    ("pictures.nudge_one", "rank"): ([0], [-1, 10**6]),
    ("pictures.nudge_one", "h"): ([-REACH, REACH], [-REACH - TINY, REACH + TINY]),
    ("pictures.one_step", "steps"): ([1], [0]),
    ("pictures.output_bars", "a"): ([0, 1], [-TINY, 1 + TINY]),
    ("pictures.output_bars", "label"): ([0, 9], [-1, 10]),
    ("pictures.output_wishes", "a"): ([0, 1], [-TINY, 1 + TINY]),
    ("pictures.output_wishes", "label"): ([0, 9], [-1, 10]),
    ("pictures.pixel_values", "pixels"): ([0, 1], [-TINY, 1 + TINY]),
    ("pictures.three_avenues", "limit"): ([0.5], [0]),
    ("pictures.training", "epochs"): ([1], [0]),
}


@pytest.mark.parametrize(("name", "parameter"), BOUNDS)
def test_each_bound_is_where_it_is_said_to_be(name, parameter):
    value = CALLS[name][1].get(parameter)
    for numbers, is_refused in zip(BOUNDS[name, parameter], (False, True), strict=True):
        for number in numbers:
            for one in list(spoilt(value, with_one(number))) or [number]:
                error = refused_or_shown(name, parameter, one)
                assert isinstance(error, ValueError) == is_refused, (number, error)


@pytest.mark.parametrize(
    ("name", "parameter", "taken", "refused"),
    [
        ("charts.learning_rates", "runs", [{TINY: [0.5]}], [{0.0: [0.5]}, {}]),
        (
            "charts.learning_rates",
            "published",
            [{}, {3.0: {}}, {3.0: {0: 0, 1: 10_000}}],
            [{3.0: {-1: 0}}, {3.0: {1: -1}}, {3.0: {1: 10_001}}, {0.0: {1: 1}}],
        ),
        ("charts.layer_slopes", "slopes", [{"one": [1]}], [{}]),
        ("charts.layer_slopes", "cost", ["C_0", "C"], ["c", "C_1"]),
        (
            "charts.cost_histogram",
            "is_right",
            [np.zeros(10_000), np.ones(10_000)],
            [np.full(10_000, -1), np.full(10_000, 2)],
        ),
        ("charts.digit_grid", "captions", [(), list("abcd")], [list("abc"), list("abcde")]),
        (
            "pictures.paths_add",
            "sums",
            [{"a": 1, "b": 2, "c": 3}],
            [{"a": 1, "b": 2}, {"a": 1, "b": 2, "c": 3, "d": 4}],
        ),
        ("pictures.paths_add", "left_out", [None, 1], [0, 100]),
        ("pictures.line_by_line", "arrays", [{}], [{"y": np.ones((20, 20))}]),
        (
            "pictures.one_step",
            "curve",
            [[(0, 1, 0), (1, 1, 0)]],
            [[(0, 1, 0)], [(0, 1, 0), (0, 2, 0)], [(1, 1, 0), (0, 1, 0)]],
        ),
        (
            "pictures.paths_add",
            "paths",
            [paths(*two_two_two(), ("a", 1, 0))],
            [paths(*two_two_two(), ("a", 1, 1))],
        ),
        (
            "pictures.nudge_one",
            "parameter",
            [Sensitivity("w", 1, (0, 783), 0.1), Sensitivity("w", 2, (0, 784), 0.1)],
            [Sensitivity("w", 1, (0, 784), 0.1)],
        ),
        (
            "pictures.chain_of_neurons",
            "chain",
            [Chain((1.0,) * n, (0.0,) * n, 0.5, 0.2) for n in (1, 2, 3)],
            [Chain((1.0,) * 4, (0.0,) * 4, 0.5, 0.2)],
        ),
        ("charts.mean_of_costs", "neurons", [], [Neuron(1.5, -0.5, 0.8, 1.0)]),
        ("charts.secants", "neuron", [], [Neuron(1.5, -0.5, [[0.8, 0.3]], 1.0)]),
        ("pictures.line_by_line", "source", [["y = x"] * 10], [[], ["y = x"] * 100]),
    ],
)
def test_what_is_not_one_number_has_its_bounds_too(name, parameter, taken, refused):
    for one in taken:
        given = {"line": 0} if parameter == "source" else {}
        CALLS[name][0](**{**CALLS[name][1], **given, parameter: one})
    for one in refused:
        assert isinstance(refused_or_shown(name, parameter, one), ValueError), one
