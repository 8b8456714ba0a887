"""What the charts show, read from their data: nbval does not compare pictures of pixels."""

import gc
import inspect
import re
from base64 import b64decode
from io import BytesIO

import matplotlib
import numpy as np
import pytest
from contrast import contrast
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.colors import to_hex, to_rgba
from matplotlib.image import imread
from matplotlib.lines import Line2D
from matplotlib.text import Text
from node import WEB

from nnhelpers import ACTIVATIONS, Neuron, charts
from nnhelpers.style import BACKGROUND, CHART_INK, INK, MARK, MATPLOTLIB

NEURON = Neuron(w=1.5, b=-0.5, a_prev=0.8, y=1.0)
THREE = Neuron(1.5, -0.5, np.array([[0.8, 0.3, 0.9]]), np.array([[1.0, 0.7, 0.1]]))
RNG = np.random.default_rng(0)
COSTS = RNG.uniform(0, 1, 10_000) ** 12
HS = np.logspace(0, -4, 9)
EXAMPLES = {
    "secants": lambda: charts.secants(NEURON, hs=(4, 2, 1)),
    "activation_and_slope": lambda: charts.activation_and_slope(NEURON.activation),
    "activation_and_slope of tanh": lambda: charts.activation_and_slope(ACTIVATIONS["tanh"]),
    "prediction_error": lambda: charts.prediction_error(HS, HS**2),
    "layer_slopes": lambda: charts.layer_slopes(
        {"one": [1e-3, 1e-2, 1e-1], "other": [3.0, 2.0, 1.0]}
    ),
    "mean_of_costs": lambda: charts.mean_of_costs(THREE),
    "digit_grid": lambda: charts.digit_grid(
        RNG.uniform(0, 1, (784, 4)), columns=2, captions=list("abcd")
    ),
    "weight_grid": lambda: charts.weight_grid(RNG.normal(size=(6, 784)), columns=3),
    "gradient_angles": lambda: charts.gradient_angles(
        [1, 10, 100], {"one": [80, 60, 20], "two": [89, 88, 70]}
    ),
    "learning_rates": lambda: charts.learning_rates(
        {0.001: [0.1, 0.1], 3.0: [0.1, 0.9]}, {3.0: {1: 9129}}
    ),
    "slow_start": lambda: charts.slow_start(
        {"wrong": [0.8, 0.5, 0.2], "very wrong": [0.98, 0.97, 0.9]}
    ),
    "cost_histogram": lambda: charts.cost_histogram(COSTS, COSTS < 0.4),
    "moved_digits": lambda: charts.moved_digits([9, 5, 2], [9, 9, 8], 10),
    "confusion_matrix": lambda: charts.confusion_matrix(RNG.integers(0, 100, (10, 10))),
    "two_prices": lambda: charts.two_prices(
        (10, 100, 1000), (100, 10_000, 1_000_000), (20, 200, 2000)
    ),
    "error_by_nudge": lambda: charts.error_by_nudge(HS, {"one": HS, "two": HS**2 / 99}),
    "trained_patients": lambda: charts.trained_patients(
        [0.02, 0.5, 0.1], healthy=0.01, constant=0.126
    ),
}


@pytest.fixture(scope="module", params=EXAMPLES)
def chart(request):
    return EXAMPLES[request.param]()


def test_there_is_an_example_of_every_chart():
    functions = inspect.getmembers(charts, inspect.isfunction)
    drawing = {name for name, one in functions if one.__module__ == charts.__name__}
    drawn = {name.partition(" ")[0] for name in EXAMPLES}
    assert {name for name in drawing if not name.startswith("_")} == drawn


def test_a_chart_is_one_transparent_picture_that_says_what_it_shows(chart):
    shown, alternative = chart._repr_mimebundle_()
    assert set(shown) == {"text/plain", "image/png"}
    assert shown["text/plain"] == str(chart)
    assert alternative == {"image/png": {"alt": str(chart)}}
    assert len(str(chart)) > 20
    assert to_rgba(chart.ax.patch.get_facecolor())[3] == 0
    opacity = imread(BytesIO(b64decode(shown["image/png"])))[..., 3]
    assert opacity.any()
    assert not opacity[[0, -1]].any()
    assert not opacity[:, [0, -1]].any()


def test_nothing_is_cut_off_but_what_is_empty(chart):
    """The edge is a tenth of an inch, and what matplotlib would draw by itself is as large."""
    shown, whole = BytesIO(chart.png()), BytesIO()
    with matplotlib.rc_context(MATPLOTLIB):
        chart.ax.figure.savefig(whole, bbox_inches="tight", pad_inches=0.1)
    whole.seek(0)
    opacity = imread(shown)[..., 3] > 0
    assert np.allclose(opacity.shape, imread(whole).shape[:2], atol=6)
    for lines_of_pixels in (opacity, opacity[::-1], opacity.T, opacity.T[::-1]):
        assert lines_of_pixels.any(axis=1)[:13].tolist() == [False] * 12 + [True]


def test_charts_are_as_large_as_each_other():
    for draw in EXAMPLES.values():
        chart = draw()
        height, width, _ = imread(BytesIO(chart.png())).shape
        assert 500 < height < 530
        assert 940 < width < 1010 or not chart.ax.axison


def test_words_that_stick_out_of_the_frame_stand_in_the_picture():
    narrow, wide = (charts.slow_start({name: [0, 1]}) for name in ("a", "a long name"))
    for chart in (narrow, wide):
        chart.ax.texts[0].xy = (1, 1)
    widths = [imread(BytesIO(chart.png())).shape[1] for chart in (narrow, wide)]
    assert widths[0] + 60 < widths[1] < 1100


def test_between_powers_of_ten_two_places_are_marked():
    for name, (*_, across, up) in ((n, AXES[n][:4]) for n in AXES):
        ax = EXAMPLES[name]().ax
        for axis, scale in ((ax.xaxis, across), (ax.yaxis, up)):
            marks = {f"{place:.0e}"[0] for place in axis.get_minorticklocs()}
            assert marks <= ({"2", "5"} if scale == "log" else set())
    x_axis = EXAMPLES["two_prices"]().ax.xaxis
    assert {20, 50, 200, 500} <= {round(place) for place in x_axis.get_minorticklocs()}


def test_a_chart_is_drawn_once(monkeypatch):
    """To have matplotlib find the room costs five times as much as to draw."""
    drawn = []
    monkeypatch.setattr("matplotlib.axis.XAxis.draw", lambda *arguments: drawn.append(arguments))
    charts.secants(NEURON, hs=(1,)).png()
    assert len(drawn) == 1


def test_a_chart_that_is_kept_keeps_no_pixels():
    def pixels():
        everything = gc.get_objects()
        return sum(one.width * one.height for one in everything if isinstance(one, RendererAgg))

    kept, before = charts.secants(NEURON, hs=(1,)), pixels()
    image = kept.png()
    assert pixels() - before < 100
    assert kept.png() == image


def test_a_chart_is_asked_for_with_its_data_alone():
    assert [*inspect.signature(charts.secants).parameters] == ["neuron", "hs"]


def test_a_chart_leaves_the_settings_of_matplotlib_alone():
    before = dict(matplotlib.rcParams)
    charts.secants(NEURON, hs=(4, 2, 1)).png()
    assert dict(matplotlib.rcParams) == before


GROUNDS = re.findall(r"--ground: (#\w+)", (WEB / "page.css").read_text(encoding="utf-8"))
PAGES = {"white": "#ffffff", "JupyterLab's dark theme": "#111111", "GitHub's": "#0d1117"} | {
    f"ours, {number}": ground for number, ground in enumerate(GROUNDS)
}


def over(colour, ground):
    """What is seen of a colour, translucent perhaps, on a ground."""
    *channels, alpha = to_rgba(colour)
    return to_hex(alpha * np.array(channels) + (1 - alpha) * np.array(to_rgba(ground)[:3]))


def test_the_words_of_a_chart_can_be_read_on_every_page(chart):
    """On what is behind them there: a shade, or the square of a table."""
    figure = chart.ax.figure
    figure.draw_without_rendering()
    boxes = {
        text: text.get_window_extent().extents.round().clip(0).astype(int)
        for text in figure.findobj(Text)
        if text.get_text()
    }
    for text in boxes:
        text.set_alpha(0)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    behind = np.asarray(canvas.buffer_rgba())[::-1] / 255
    for text in boxes:
        text.set_alpha(None)
    for text, (x0, y0, x1, y1) in boxes.items():
        pixels = behind[y0:y1, x0:x1]
        for page, ground in PAGES.items() if pixels.size else ():
            seen = over(np.median(pixels, axis=(0, 1)), ground)
            assert contrast(to_hex(text.get_color()), seen) >= 4, (text.get_text(), page)


def strokes(ax):
    """The colours of all lines and markers, of the frame and of what words point with."""
    for line in ax.findobj(lambda artist: isinstance(artist, Line2D) and artist.get_visible()):
        yield to_rgba(line.get_color(), line.get_alpha())
        yield line.get_markeredgecolor()
    for text in ax.texts:
        if getattr(text, "arrow_patch", None):
            yield text.arrow_patch.get_edgecolor()
    for spine in ax.spines.values():
        yield spine.get_edgecolor()


def test_lines_and_areas_are_seen_on_every_page(chart):
    ax = chart.ax
    for page, ground in PAGES.items():
        for colour in strokes(ax):
            assert contrast(over(colour, ground), ground) >= 3, (colour, page)
        for area in ax.patches:
            looks = area.get_facecolor(), area.get_edgecolor()
            assert max(contrast(over(look, ground), ground) for look in looks) >= 3, page
        for image in ax.images:
            nothing, *ends = image.to_rgba([0, *image.get_clim()])
            seen = [contrast(over(end, ground), over(nothing, ground)) for end in ends]
            assert all(ratio >= 3 for ratio in seen if ratio > 1), page
            assert max(seen) >= 3


def lines(ax, colour, points=None):
    """The data of the lines of a colour, if wanted only those of so many points."""
    found = [line.get_xydata() for line in ax.lines if line.get_color() == colour]
    return [data for data in found if points is None or len(data) == points]


def slope(data):
    (x1, y1), (x2, y2) = data[[0, -1]]
    return (y2 - y1) / (x2 - x1)


def words(ax):
    return " ".join(text.get_text() for text in ax.texts)


def test_secants_lie_on_the_curve_and_the_tangent_has_the_slope():
    ax = charts.secants(NEURON, hs=(4, 2, 1)).ax
    (curve,) = lines(ax, MARK["cost"], 200)
    *secants, tangent = lines(ax, CHART_INK)
    for h, data in zip((4, 2, 1), secants, strict=True):
        assert np.allclose(data[:, 0], [1.5, 1.5 + h])
        assert np.allclose(data[:, 1], np.interp(data[:, 0], *curve.T), atol=1e-4)
    assert np.isclose(slope(tangent), NEURON.dC_dw)
    assert [line.get_linestyle() for line in ax.lines[1:5]] == ["-", "-", "-", "--"]
    assert [line.get_marker() for line in ax.lines[:5]] == ["None", "o", "o", "o", "None"]
    assert "−0.0384" in words(ax)
    assert "slope −0.0589" in words(ax)


def test_the_activation_and_its_slope():
    ax = charts.activation_and_slope(NEURON.activation).ax
    (values,), (slopes, top, *edges) = lines(ax, MARK["activation"]), lines(ax, CHART_INK)
    assert np.allclose(np.gradient(values[:, 1], values[:, 0])[5:-5], slopes[5:-5, 1], atol=1e-4)
    assert np.allclose(top, [[0, 0.25]])
    assert [edge[0, 0] for edge in edges] == [-4, 4]
    assert r"\sigma(z)" in words(ax)
    assert r"\sigma'(z)$, at most 0.25" in words(ax)


def test_tanh_has_its_own_name_and_scale():
    ax = charts.activation_and_slope(ACTIVATIONS["tanh"]).ax
    low, high = ax.get_ylim()
    assert low < -1 < 1 < high
    assert r"\mathrm{tanh}(z)" in words(ax)
    assert "at most 1.00" in words(ax)


def test_what_does_not_saturate_is_refused():
    with pytest.raises(ValueError, match="sigmoid or tanh; got 'relu'"):
        charts.activation_and_slope(ACTIVATIONS["relu"])


def test_the_guide_beside_the_errors_has_slope_2():
    hs = np.logspace(0, -4, 9)
    ax = charts.prediction_error(hs, hs**1.9).ax
    errors, guide = lines(ax, CHART_INK)
    assert np.isclose(slope(np.log(errors)), 1.9)
    assert np.isclose(slope(np.log(guide)), 2)
    assert tuple(ax.texts[0].xy) in list(map(tuple, guide))
    assert ax.get_xscale() == ax.get_yscale() == "log"


def test_each_chain_has_its_line():
    ax = charts.layer_slopes({"one": [1e-3, 1e-2, 1e-1], "other": [3.0, 2.0, 1.0]}).ax
    one, other = lines(ax, CHART_INK)
    assert one.tolist() == [[1, 1e-3], [2, 1e-2], [3, 1e-1]]
    assert other[:, 1].tolist() == [3, 2, 1]
    assert ax.get_yscale() == "log"


def test_chains_of_any_length_and_any_number_have_their_lines():
    slopes = {f"chain {n}": np.geomspace(1, 10, n) for n in (5, 2, 3, 1, 4, 2)}
    ax = charts.layer_slopes(slopes).ax
    for line, values in zip(lines(ax, CHART_INK), slopes.values(), strict=True):
        assert line[:, 1].tolist() == values.tolist()
    assert ax.get_xticks().tolist() == [1, 2, 3, 4, 5]
    assert all(name in words(ax) for name in slopes)


NAMED = {f"run {n}": [0.1 * n, 0.1, 0.5] for n in range(1, 6)}


@pytest.mark.parametrize(
    "drawn",
    [
        lambda: charts.gradient_angles([1, 10, 100], NAMED),
        lambda: charts.slow_start(NAMED),
        lambda: charts.error_by_nudge([1, 0.1, 0.01], NAMED),
        lambda: charts.learning_rates(dict(enumerate(NAMED.values(), start=1)), {}),
    ],
)
def test_no_line_is_left_out(drawn):
    heights = [line.get_xydata()[:, 1].tolist() for line in drawn().ax.lines]
    assert [one for one in heights if len(one) == 3] == list(NAMED.values())


def test_angles_beyond_the_right_one_are_seen():
    assert charts.gradient_angles([1, 10], {"one": [170, 20]}).ax.get_ylim()[1] > 170
    assert charts.gradient_angles([1, 10], {"one": [90, 20]}).ax.get_ylim() == (0, 100)


@pytest.mark.parametrize("right", [[1, 0, 1], [True, False, True], np.array([1.0, 0.0, 1.0])])
def test_costs_of_any_size_are_counted(right):
    for costs in ([0.0, 0.0, 0.0], [0.1, 0.2, 0.3], [0.05, 7.0, 0.05]):
        bars = charts.cost_histogram(costs, right, width=0.1).ax.patches
        counts = [[p.get_height() for p in bars if bool(p.get_hatch()) == one] for one in (0, 1)]
        assert [sum(one) for one in counts] == [2, 1]


def test_the_mean_is_the_mean_and_its_tangent_touches_it():
    ax = charts.mean_of_costs(THREE).ax
    *examples, mean = lines(ax, MARK["cost"], 200)
    assert len(examples) == 3
    assert "$C_0$ of example 0 $C_0$ of example 1 $C_0$ of example 2" in words(ax)
    assert np.allclose(mean[:, 1], np.mean([data[:, 1] for data in examples], axis=0))
    (tangent,) = lines(ax, CHART_INK)
    assert np.isclose(slope(tangent), THREE.dC_dw.mean())
    middle = tangent.mean(axis=0)
    assert np.isclose(middle[1], np.interp(middle[0], *mean.T), atol=1e-4)


@pytest.mark.parametrize(
    "name", ["secants", "activation_and_slope", "activation_and_slope of tanh", "mean_of_costs"]
)
def test_labels_stay_within_the_axes(name):
    ax = EXAMPLES[name]().ax
    ax.figure.draw_without_rendering()
    frame = ax.get_window_extent().padded(2)
    for text in ax.texts:
        box = text.get_window_extent()
        assert frame.y0 <= box.y0 and frame.x0 <= box.x0 and box.y1 <= frame.y1, text.get_text()


def test_a_digit_grid_puts_each_digit_in_its_place(rng):
    x = rng.uniform(0, 1, (784, 12))
    ax = charts.digit_grid(x, columns=4).ax
    image = ax.images[0].get_array()
    assert image.shape == (3 * 28, 4 * 28)
    for digit in range(12):
        row, column = divmod(digit, 4)
        tile = image[row * 28 : (row + 1) * 28, column * 28 : (column + 1) * 28]
        assert np.array_equal(tile, x[:, digit].reshape(28, 28))
    assert ax.images[0].get_clim() == (0, 1)
    assert ax.images[0].to_rgba([0.0])[0, 3] == 0


def test_the_cost_histogram_counts_every_example_once(rng):
    costs, is_right = rng.uniform(0, 1, 500), rng.uniform(0, 1, 500) < 0.7
    ax = charts.cost_histogram(costs, is_right).ax
    bars = {
        hatched: [p for p in ax.patches if bool(p.get_hatch()) == hatched] for hatched in (0, 1)
    }
    assert sum(bar.get_height() for bar in bars[0]) == is_right.sum()
    assert sum(bar.get_height() for bar in bars[1]) == (~is_right).sum()
    first = bars[1][0]
    low, high = first.get_x(), first.get_x() + first.get_width()
    assert first.get_height() == np.sum((costs[~is_right] >= low) & (costs[~is_right] < high))
    assert f"mean: {costs.mean():.4f}" in words(ax)


def test_the_confusion_matrix_writes_every_count(rng):
    counts = rng.integers(0, 3, (10, 10))
    ax = charts.confusion_matrix(counts).ax
    assert np.array_equal(ax.images[0].get_array(), counts)
    written = {text.get_position()[::-1]: int(text.get_text()) for text in ax.texts}
    assert written == {place: n for place, n in np.ndenumerate(counts) if n}
    assert ax.images[0].to_rgba([0.0])[0, 3] == 0
    red, green, blue, _ = ax.images[0].get_cmap()(1.0)
    assert red == green == blue


def test_the_colours_of_the_course_stand_for_nothing_else():
    ax = charts.secants(NEURON, hs=(4, 2, 1)).ax
    assert [t.get_text() for t in ax.texts if t.get_color() in INK.values()] == ["$C_0$"]
    assert MARK["weight"] not in {line.get_color() for line in ax.lines}


def test_two_prices_are_drawn_against_the_parameters():
    ax = charts.two_prices((10, 100, 1000), (100, 10_000, 1_000_000), (20, 200, 2000)).ax
    (nudging, backprop) = lines(ax, CHART_INK)
    assert np.array_equal(nudging, [[10, 100], [100, 10_000], [1000, 1_000_000]])
    assert np.array_equal(backprop, [[10, 20], [100, 200], [1000, 2000]])
    assert (ax.get_xscale(), ax.get_yscale()) == ("log", "log")
    for name, line in zip(
        ("nudge every parameter", "backpropagation"), (nudging, backprop), strict=True
    ):
        text = next(t for t in ax.texts if t.get_text() == name)
        assert text.xy == tuple(line[1])


def test_the_error_of_a_measured_gradient_is_drawn_for_each_nudge():
    hs = np.logspace(-1, -5, 5)
    ax = charts.error_by_nudge(hs, {"one": hs, "two": hs**2}).ax
    one, two = lines(ax, CHART_INK)
    assert np.allclose(one, np.column_stack([hs, hs]))
    assert np.allclose(two, np.column_stack([hs, hs**2]))
    assert "one two" in words(ax)


def test_captions_stand_above_their_digits(rng):
    ax = charts.digit_grid(rng.uniform(0, 1, (784, 4)), columns=2, captions=("a", "b", "c", "d")).ax
    image = ax.images[0].get_array()
    assert image.shape == (2 * 37, 56)
    places = {text.get_text(): text.get_position() for text in ax.texts}
    for place, name in enumerate("abcd"):
        x, y = places[name]
        assert (x // 28, y // 37) == (place % 2, place // 2)
        assert not image[y : y + 9, 28 * (place % 2) : 28 * (place % 2) + 28].any()


def test_weights_are_drawn_on_their_pixels_the_strongest_full(rng):
    w = rng.normal(size=(6, 784))
    ax = charts.weight_grid(w, columns=3).ax
    image = ax.images[0].get_array()
    assert image.shape == (2 * 28, 3 * 28)
    for neuron in range(6):
        row, column = divmod(neuron, 3)
        tile = image[row * 28 : (row + 1) * 28, column * 28 : (column + 1) * 28]
        assert np.allclose(tile, (w[neuron] / np.abs(w[neuron]).max()).reshape(28, 28))
    edges = [line.get_xydata()[0].tolist() for line in ax.lines]
    assert edges == [[28 * n - 0.5, 0] for n in range(4)] + [[0, 28 * n - 0.5] for n in range(3)]
    shade = ax.images[0].get_cmap()
    assert ax.images[0].get_clim() == (-1, 1)
    assert shade(1.0)[2] > shade(1.0)[0]  # positive is blue
    assert max(shade(0.0)[:3]) < 0.2  # negative is black


def test_the_angles_of_gradients_are_drawn_for_each_batch_size():
    ax = charts.gradient_angles([1, 10, 100], {"one": [80, 60, 20], "two": [89, 88, 70]}).ax
    one, two, _ = lines(ax, CHART_INK)
    assert one.tolist() == [[1, 80], [10, 60], [100, 20]]
    assert two[:, 1].tolist() == [89, 88, 70]
    assert ax.get_xscale() == "log"
    assert "one two" in words(ax)


def test_runs_are_drawn_beside_what_was_published_of_these_epochs():
    runs = {0.001: [0.1, 0.11, 0.12], 3.0: [0.1, 0.9, 0.93]}
    ax = charts.learning_rates(runs, {3.0: {1: 9129, 2: 9295, 28: 9528}}).ax
    slow, none, good, squares = lines(ax, CHART_INK)
    assert slow.tolist() == [[0, 0.1], [1, 0.11], [2, 0.12]]
    assert good[:, 1].tolist() == [0.1, 0.9, 0.93]
    assert len(none) == 0
    assert squares.tolist() == [[1, 0.9129], [2, 0.9295]]
    looks = [(line.get_marker(), line.get_fillstyle()) for line in ax.lines]
    assert looks == [("o", "full"), ("s", "none"), ("^", "full"), ("s", "none")]
    assert "hollow squares: published" in words(ax)
    assert "0.001" in words(ax)


def test_a_slow_start_is_drawn_update_by_update():
    ax = charts.slow_start({"wrong": [0.8, 0.5, 0.2], "very wrong": [0.98, 0.97, 0.9]}).ax
    wrong, very_wrong = lines(ax, MARK["activation"])
    assert wrong.tolist() == [[0, 0.8], [1, 0.5], [2, 0.2]]
    assert very_wrong[:, 1].tolist() == [0.98, 0.97, 0.9]
    assert "wrong very wrong" in words(ax)


def test_each_patient_has_its_bar():
    ax = charts.trained_patients([0.02, 0.5, 0.1], healthy=0.01, constant=0.126).ax
    assert [bar.get_height() for bar in ax.patches] == [0.02, 0.5, 0.1]
    middles = [bar.get_x() + bar.get_width() / 2 for bar in ax.patches]
    assert np.allclose(middles, [1, 2, 3])
    assert [line.get_ydata()[0] for line in ax.lines] == [0.01, 0.126]
    assert "healthy best without looking" in words(ax)


AXES = {  # what is written at both, their scales, and the limits that the data do not choose
    "secants": ("$w$", "cost", "linear", "linear", (1.5 - 2.2, 1.5 + 1.4 * 4 + 1), None),
    "activation_and_slope": ("$z$", "", "linear", "linear", (-6, 6), (-0.0175, 1.08)),
    "activation_and_slope of tanh": ("$z$", "", "linear", "linear", (-6, 6), (-1.02, 1.08)),
    "prediction_error": ("nudge $h$", "prediction off by", "log", "log", None, None),
    "layer_slopes": (
        *("layer $l$", r"size of $\partial C_0 / \partial b^{(l)}$"),
        *("linear", "log", None, None),
    ),
    "mean_of_costs": ("$w$", "cost", "linear", "linear", (-4, 4), None),
    "gradient_angles": (
        *("examples in the mini-batch", "angle in degrees"),
        *("log", "linear", None, (0, 100)),
    ),
    "learning_rates": (
        *("epoch", "share of test digits read"),
        *("linear", "linear", (-0.1, 1.5), (0, 1)),
    ),
    "slow_start": ("updates", "output $a$ (target 0)", "linear", "linear", None, (0, 1.05)),
    "cost_histogram": ("$C_0$", "digits", "linear", "log", (0, 1), None),
    "moved_digits": (
        *("moved by so many pixels", "read, of 10"),
        *("linear", "linear", (-0.1, 2.1), (0, 10.5)),
    ),
    "confusion_matrix": ("read as", "digit", "linear", "linear", (-0.5, 9.5), (9.5, -0.5)),
    "two_prices": ("parameters of the network", "multiplications", "log", "log", None, None),
    "error_by_nudge": ("nudge $h$", "relative error", "log", "log", (0.5e-4, 300), None),
    "trained_patients": ("patient", "cost late in training", "linear", "linear", (0.4, 6.6), None),
}


def test_only_images_have_no_axes():
    bare = {name for name, draw in EXAMPLES.items() if not draw().ax.axison}
    assert bare == set(EXAMPLES) - set(AXES) == {"digit_grid", "weight_grid"}


@pytest.mark.parametrize("name", AXES)
def test_axes_have_their_names_scales_and_limits(name):
    ax, (*names_and_scales, across, up) = EXAMPLES[name]().ax, AXES[name]
    seen = [ax.get_xlabel(), ax.get_ylabel(), ax.get_xscale(), ax.get_yscale()]
    assert seen == names_and_scales
    assert across is None or np.allclose(ax.get_xlim(), across, atol=1e-3)
    assert up is None or np.allclose(ax.get_ylim(), up, atol=1e-3)


def test_every_point_and_bar_lies_in_the_frame(chart):
    (left, right), (bottom, top) = map(sorted, (chart.ax.get_xlim(), chart.ax.get_ylim()))
    for line in chart.ax.lines:
        for x, y in line.get_xydata() if line.get_transform() == chart.ax.transData else ():
            assert left <= x <= right + 1e-9
            assert bottom <= y <= top
    for bar in chart.ax.patches:
        assert left - 1e-9 <= bar.get_x() < bar.get_x() + bar.get_width() <= right + 1e-9
        assert bar.get_height() < top


@pytest.mark.parametrize(
    ("name", "ticks"),
    [
        ("layer_slopes", [1, 2, 3]),
        ("learning_rates", [0, 1]),
        ("trained_patients", [1, 2, 3]),
        ("confusion_matrix", [*range(10)]),
    ],
)
def test_what_is_counted_has_a_tick_for_each(name, ticks):
    assert EXAMPLES[name]().ax.get_xticks().tolist() == ticks
    assert name != "confusion_matrix" or EXAMPLES[name]().ax.get_yticks().tolist() == ticks


def test_words_do_not_overlap_each_other_and_stay_in_the_chart(chart):
    figure = chart.ax.figure
    figure.draw_without_rendering()
    shown = [*chart.ax.texts, chart.ax.xaxis.label, chart.ax.yaxis.label]
    boxes = {t: Text.get_window_extent(t) for t in shown if t.get_text() and chart.ax.axison}
    room = figure.bbox.padded(1)
    for place, (text, box) in enumerate(boxes.items()):
        assert room.x0 <= box.x0 and box.x1 <= room.x1, text.get_text()
        assert room.y0 <= box.y0 and box.y1 <= room.y1, text.get_text()
        for other in [*boxes][:place]:
            assert not box.overlaps(boxes[other]), (text.get_text(), other.get_text())


def test_words_and_lines_come_in_few_sizes(chart):
    """Captions and counts are smaller than all else, the edges of tiles thinner."""
    assert {text.get_fontsize() for text in chart.ax.texts} <= {10, 11, 13, 14, 16}
    small = [t for t in chart.ax.texts if t.get_fontsize() < 13]
    assert all(len(text.get_text()) <= 2 for text in small)
    widths = {line.get_linewidth() for line in chart.ax.lines}
    assert widths == {0.5} or widths <= {1, 1.2, 1.5, 1.8, 2, 2.5, 4}


BESIDE = ["layer_slopes", "gradient_angles", "slow_start", "two_prices", "error_by_nudge"]


@pytest.mark.parametrize("name", BESIDE)
def test_a_name_stands_beside_its_own_line(name):
    """It is anchored at a point of the line, no farther than the height of two lines of text."""
    ax = EXAMPLES[name]().ax
    named = [text for text in ax.texts if getattr(text, "anncoords", "") == "offset points"]
    drawn = [line.get_xydata() for line in ax.lines if len(line.get_xydata()) > 2]
    for text, data in zip(named[:2], drawn, strict=True):
        assert tuple(text.xy) in list(map(tuple, data))
        assert np.hypot(*text.xyann) < 26
        assert text.xyann[0] > 0


@pytest.mark.parametrize("name", [*BESIDE, "prediction_error"])
def test_lines_of_one_colour_are_told_apart(name):
    looks = [
        (line.get_color(), line.get_linestyle(), line.get_marker())
        for line in EXAMPLES[name]().ax.lines
        if len(line.get_xydata()) > 2
    ]
    assert len(set(looks)) == len(looks) > 0


def test_each_curve_of_costs_begins_at_its_words():
    ax = charts.mean_of_costs(THREE).ax
    curves = lines(ax, MARK["cost"], 200)
    assert [tuple(text.xy) for text in ax.texts] == [tuple(curve[0]) for curve in curves]


@pytest.mark.parametrize(("targets", "below"), [((0.9, 1.0), [1, 0, 0]), ((0.0, 1.0), [0, 0, 0])])
def test_words_of_a_curve_close_below_the_mean_stand_under_it(targets, below):
    neurons = Neuron(1.5, -0.5, np.array([[0.8, 0.8]]), np.array([targets]))
    heights = [text.xyann[1] for text in charts.mean_of_costs(neurons).ax.texts]
    assert [height < 0 for height in heights] == below


def test_what_marks_a_place_is_thinner_than_what_is_drawn_there_and_not_whole(chart):
    """But for the edges between tiles, which are whole."""
    for line in chart.ax.lines:
        ends = line.get_xydata() if line.get_marker() == "None" else ()
        if len(ends) == 2 and not np.ptp(ends, axis=0).all():
            assert line.get_linewidth() <= 1.5
            assert line.get_linestyle() != "-" or line.get_linewidth() == 0.5


def test_the_mean_is_thicker_than_what_it_is_the_mean_of():
    ax = charts.mean_of_costs(THREE).ax
    *examples, mean = [line for line in ax.lines if len(line.get_xdata()) == 200]
    assert all(3 * one.get_linewidth() < mean.get_linewidth() for one in examples)
    (bold,) = [t for t in ax.texts if t.get_fontweight() == "bold"]
    assert bold.get_text() == "$C$, their mean"


QUANTITIES = {
    "secants": {"$C_0$": "cost"},
    "activation_and_slope": {r"$a = \sigma(z)$": "activation"},
    "mean_of_costs": {f"$C_0$ of example {n}": "cost" for n in range(3)}
    | {"$C$, their mean": "cost"},
    "slow_start": {"wrong": "activation", "very wrong": "activation"},
    "cost_histogram": {"read correctly": "cost", "misread (hatched)": "cost"},
    "moved_digits": {"as moved": "activation", "put back in form": "activation"},
}


OTHERS = {"confusion_matrix", "activation_and_slope of tanh"}


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name not in OTHERS])
def test_words_have_the_ink_of_their_quantity(name):
    inks = {ink: quantity for quantity, ink in INK.items()}
    texts = EXAMPLES[name]().ax.texts
    found = {t.get_text(): inks[t.get_color()] for t in texts if t.get_color() != CHART_INK}
    assert found == QUANTITIES.get(name, {})


@pytest.mark.parametrize("name", ["cost_histogram", "trained_patients"])
def test_bars_have_the_colour_of_the_cost(name):
    for bar in EXAMPLES[name]().ax.patches:
        assert to_hex(bar.get_edgecolor()) == MARK["cost"].lower()
        assert bar.get_hatch() or to_hex(bar.get_facecolor()) == MARK["cost"].lower()
        assert bar.get_fill() == (not bar.get_hatch())


def test_a_table_is_filled_from_half_of_the_largest_on():
    counts = np.zeros((10, 10), dtype=int)
    counts[0, :4] = 10, 5, 4, 1
    ax = charts.confusion_matrix(counts).ax
    image = ax.images[0]
    filled = [image.to_rgba([float(n)])[0, 3] > 0 for n in (10, 5, 4, 1)]
    inks = {text.get_text(): text.get_color() for text in ax.texts}
    assert filled == [True, True, False, False]
    assert [inks[n] == BACKGROUND for n in ("10", "5", "4", "1")] == filled
    assert [inks[n] == CHART_INK for n in ("10", "5", "4", "1")] == [False, False, True, True]


def test_what_is_not_given_is_as_documented():
    digits = charts.digit_grid(np.zeros((784, 17))).ax
    assert digits.images[0].get_array().shape == (3 * 28, 8 * 28)
    weights = charts.weight_grid(np.ones((11, 784))).ax
    assert weights.images[0].get_array().shape == (2 * 28, 10 * 28)
    bars = charts.cost_histogram([0.0, 1.0], [1, 0]).ax.patches
    assert np.allclose([bar.get_width() for bar in bars], 0.05)
    (curve, *_) = lines(charts.mean_of_costs(THREE).ax, MARK["cost"], 200)
    assert curve[[0, -1], 0].tolist() == [-4, 4]


def test_saturation_is_marked_where_the_slope_is_nearly_0():
    ax = charts.activation_and_slope("sigmoid", z_limit=8).ax
    (values,) = lines(ax, MARK["activation"])
    assert values[[0, -1], 0].tolist() == [-8, 8] == [*ax.get_xlim()]
    assert len(values) == 400
    marked = [t.get_position()[0] for t in ax.texts if t.get_text() == "saturated"]
    assert marked == [-5, 5]
    assert [one.get_ha() for one in ax.texts if one.get_text() == "saturated"] == ["center"] * 2


def test_digits_are_counted_as_moved_and_as_put_back():
    chart = EXAMPLES["moved_digits"]()
    put_back, moved = lines(chart.ax, MARK["activation"])
    assert moved.tolist() == [[0, 9], [1, 5], [2, 2]]
    assert put_back.tolist() == [[0, 9], [1, 9], [2, 8]]
    at = {one.get_text(): one.xy for one in chart.ax.texts}
    assert at == {"as moved": (1, 5), "put back in form": (1, 9)}
    assert "by 0 to 2 pixels: 9, 5, 2; when they are put back in form, 9, 9, 8." in str(chart)


def test_a_picture_of_a_chart_names_no_program():
    assert b"Software" not in charts.secants(NEURON, hs=(1,)).png()


def test_words_about_a_line_across_or_up_stand_at_it():
    for name, words in (
        ("gradient_angles", "at right angles: it tells nothing"),
        ("trained_patients", "healthy"),
        ("trained_patients", "best without looking"),
        ("cost_histogram", "$C$, their mean: 0.0763"),
    ):
        ax = EXAMPLES[name]().ax
        (text,) = (one for one in ax.texts if one.get_text() == words)
        axis = 0 if name == "cost_histogram" else 1
        straight = [one.get_xydata()[:, axis] for one in ax.lines if len(one.get_xydata()) == 2]
        assert any(np.all(places == text.xy[axis]) for places in straight), words
        assert np.hypot(*text.xyann) < 9


@pytest.mark.parametrize("words", ["healthy", "best without looking"])
def test_words_at_the_end_of_a_line_stand_in_line_with_it(words):
    ax = EXAMPLES["trained_patients"]().ax
    ax.figure.draw_without_rendering()
    (text,) = (one for one in ax.texts if one.get_text() == words)
    box, (_, height) = Text.get_window_extent(text), ax.transData.transform(text.xy)
    assert (box.y0 + box.y1) / 2 == pytest.approx(height, abs=2)
    (line,) = (one for one in ax.lines if one.get_ydata()[0] == text.xy[1])
    left, right = line.get_xdata()
    assert all(left < bar.get_x() < bar.get_x() + bar.get_width() < right for bar in ax.patches)
