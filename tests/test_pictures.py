import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest
from contrast import contrast

from nnhelpers import Chain, Network, Neuron, pictures
from nnhelpers.descent import Place, Walk
from nnhelpers.equations import printed, significant
from nnhelpers.paths import paths
from nnhelpers.pictures import _svg
from nnhelpers.pictures._number_line import Scale, round_limit
from nnhelpers.pictures.drunk_walk import Surface
from nnhelpers.pictures.network import Layout
from nnhelpers.published import two_two_two
from nnhelpers.runs import Progress, Score, Settings
from nnhelpers.style import BACKGROUND, INK, INK_DARK
from nnhelpers.wishes import Sensitivity

NEURON = Neuron(w=1.5, b=-0.5, a_prev=0.8, y=1.0)
CHAIN = Chain((1.5, -2.0, 1.2), (0.1, 0.5, -0.4), x=0.9, y=0.2)
NET = Network([3, 2, 1], rng=4)
X = np.array([[0.9], [0.2], [0.5]])
ZS, ACTIVATIONS = NET.forward_pass(X)
LAYERS = [np.full((784, 1), 0.5), *(np.full((n, 1), 0.25) for n in (16, 16, 10))]
WISHES = np.random.default_rng(0).normal(size=(16, 10))
WEIGHT = Sensitivity("w", 1, (7, 300), -0.1)
CURVE = (1.2, 1.0, 0.9, 0.85, 0.84)


def three_avenues():
    nudges = {"weight": WISHES[:, 0], "activation": WISHES[:, 1], "bias": np.array([0.5])}
    after = {"weight": (1.0, 0.73), "activation": (2.0, 0.88), "bias": (0.5, 0.62)}
    return pictures.three_avenues(
        WISHES[:, 2], LAYERS[1][:, 0], -0.4, (0.0, 0.5), nudges, after, 2.0
    )


SVG = "{http://www.w3.org/2000/svg}"
PARABOLA = tuple(Place(w, w**2 / 2, w) for w in np.linspace(-4, 4, 81).tolist())
SURFACE = Surface(
    np.linspace(-2, 2, 41),
    np.linspace(-1, 1, 21),
    np.hypot(np.linspace(-2, 2, 41)[None, :], np.linspace(-1, 1, 21)[:, None]),
    (0.25, 0.5),
)
SCORES = (Score(0, 980, 2.0), Score(1, 9000, 0.08), Score(2, 9200, 0.06))
PROGRESS = Progress(Settings(), wanted=4, scores=SCORES, seconds=1.5)
ALL = {
    "chain_rule_bench": lambda: pictures.chain_rule_bench(NEURON, "w", 0.5),
    "chain_of_neurons": lambda: pictures.chain_of_neurons(CHAIN),
    "neurons_in_a_row": lambda: pictures.neurons_in_a_row(CHAIN),
    "dependencies": lambda: pictures.dependencies(NEURON),
    "one_neuron": lambda: pictures.one_neuron(NEURON),
    "network": lambda: pictures.network(NET.weights, NET.biases, ACTIVATIONS),
    "forward_pass": lambda: pictures.forward_pass(
        NET.weights, NET.biases, ZS, ACTIVATIONS, 1, ("w", 1, 0, 0), 5
    ),
    "digit": lambda: pictures.digit(LAYERS[0]),
    "pixel_values": lambda: pictures.pixel_values(LAYERS[0]),
    "output_bars": lambda: pictures.output_bars(LAYERS[3], 2),
    "digit_reader": lambda: pictures.digit_reader(LAYERS, 2, 0.1, 0, "trained"),
    "output_wishes": lambda: pictures.output_wishes(LAYERS[3], 2),
    "wish_table": lambda: pictures.wish_table(WISHES, "what the outputs want", with_sum=True),
    "nudge_one": lambda: pictures.nudge_one(
        LAYERS[0], WEIGHT, 0.5, 3, (0.4, 0.3, 0.2, 0.1, 0.0), 1.0, 0.8, CURVE
    ),
    "three_avenues": lambda: three_avenues(),
    "paths_add": lambda: paths_add(left_out=1),
    "line_by_line": lambda: line_by_line(),
    "one_step": lambda: one_step(),
    "drunk_walk": lambda: drunk_walk(),
    "training": lambda: pictures.training(PROGRESS, Settings(seed=7), 12),
}


def drawing(picture):
    """The root of a picture's SVG."""
    return ET.fromstring(picture.svg)


def words(picture):
    """All text that is written in a picture, as one string."""
    return " ".join("".join(node.itertext()) for node in drawing(picture).iter(f"{SVG}text"))


@pytest.mark.parametrize("name", ALL)
def test_a_picture_is_sound(name):
    root = drawing(ALL[name]())
    assert root.get("role") == "img"
    assert root.get("aria-label") == str(ALL[name]()).replace("\n", " ")
    assert len(root.get("aria-label")) > 40
    nodes = list(root.iter())
    assert not any("id" in node.attrib for node in nodes)  # shown twice, ids would collide
    assert [float(part) for part in root.get("viewBox").split()][:2] == [0, 0]
    sizes = [float(t.get("font-size", 15)) for t in root.iter(f"{SVG}text")]
    assert min(sizes, default=14) >= 14


def test_every_picture_is_tried():
    assert set(ALL) == set(pictures.__all__) - {"Picture"}


@pytest.mark.parametrize("name", ALL)
def test_a_picture_is_a_pure_function(name):
    assert ALL[name]().svg == ALL[name]().svg


def test_the_bench_shows_the_neurons_numbers():
    shown = words(pictures.chain_rule_bench(NEURON, "w", 0.5))
    moved = NEURON.nudged("w", 0.5)
    for value in (NEURON.z, NEURON.a, NEURON.C_0, NEURON.da_dz, NEURON.dC_da, NEURON.dC_dw):
        assert printed(value) in shown
    for change in (moved.z - NEURON.z, moved.a - NEURON.a, moved.C_0 - NEURON.C_0):
        assert printed(change, 4, "+") in shown
    assert printed(NEURON.dC_dw * 0.5, 4, "+") in shown
    for value in (NEURON.dz_dw, NEURON.dC_db, NEURON.dC_da_prev):
        assert printed(value) in shown


@pytest.mark.parametrize(
    ("name", "slope"), [("w", "dC_dw"), ("b", "dC_db"), ("a_prev", "dC_da_prev")]
)
def test_the_bench_tells_the_slope_of_what_is_nudged(name, slope):
    shown = words(pictures.chain_rule_bench(NEURON, name, 0.1))
    assert f"= {printed(getattr(NEURON, slope))}" in shown


def test_the_tangent_of_the_bench_touches_the_curve():
    root = drawing(pictures.chain_rule_bench(NEURON, "w", 0.5))
    curve = next(node for node in root.iter(f"{SVG}polyline"))
    points = np.array([pair.split(",") for pair in curve.get("points").split()], dtype=float)
    tangent = [line for line in root.iter(f"{SVG}line") if line.get("stroke-dasharray") == "7 4"]
    assert len(tangent) == 2
    for half in tangent:
        x1, y1, x2, y2 = (float(half.get(key)) for key in ("x1", "y1", "x2", "y2"))
        assert np.interp(x1, *points.T) == pytest.approx(y1, abs=0.5)
        slope = np.interp(x1 + 4, *points.T) - np.interp(x1 - 4, *points.T)
        assert (y2 - y1) / (x2 - x1) == pytest.approx(slope / 8, abs=0.05)


def test_the_chain_shows_every_factor_and_derivative():
    shown = words(pictures.chain_of_neurons(CHAIN))
    for name in ("w", "b"):
        for layer in (1, 2, 3):
            assert printed(CHAIN.derivative(name, layer)) in shown
            own, *others = CHAIN.factors(name, layer)
            for factor in [own] * (name == "w") + others:
                assert printed(factor, 3) in shown


def coloured(svg):
    """The words of a picture, each run with the quantity in whose colour it is."""
    found = []
    for text in drawing(svg).iter(f"{SVG}text"):
        parts = [part for part in text if part.get("class")] or [text]
        found += [(plain("".join(part.itertext())), part.get("class")) for part in parts]
    return found


def plain(words):
    return words.replace("\N{ZERO WIDTH SPACE}", "")


def test_a_derivative_is_a_fraction_in_the_colours_of_its_symbols():
    runs = coloured(pictures.chain_of_neurons(CHAIN))
    assert runs.count(("∂C0", "cost")) == 6
    for name, quantity in (("w", "weight"), ("b", "bias")):
        for layer in (1, 2, 3):
            assert (f"∂{name}({layer})", quantity) in runs


@pytest.mark.parametrize(
    ("name", "slopes"),
    [
        ("sigmoid", "σ′(z(1)) σ′(z(2)) w(2)"),
        ("tanh", "tanh′(z(1)) tanh′(z(2)) w(2)"),
        ("relu", "ReLU′(z(1)) ReLU′(z(2)) w(2)"),
        ("identity", "1 1 w(2)"),
    ],
)
def test_the_slope_of_an_activation_function_has_its_name(name, slopes):
    chain = Chain(CHAIN.weights, CHAIN.biases, 0.9, 0.2, name)
    assert slopes in plain(words(pictures.chain_of_neurons(chain)))


def test_each_symbol_of_a_line_has_its_own_colour():
    runs = coloured(pictures.one_neuron(NEURON))
    for part in (("w", "weight"), ("aprev", "activation"), ("a", "activation")):
        assert part in runs
    forward = pictures.forward_pass(NET.weights, NET.biases, ZS, ACTIVATIONS, 2, ("b", 1, 0), 5)
    assert ("a0(2)", "activation") in coloured(forward)
    assert not any("z" in run for run, quantity in runs + coloured(forward) if quantity)


def test_the_bars_of_the_chain_are_in_proportion_to_the_derivatives():
    root = drawing(pictures.chain_of_neurons(CHAIN))
    bars = [r for r in root.iter(f"{SVG}rect") if r.get("height") == "18"]
    widths = [float(bar.get("width")) for bar in bars]
    slopes = [abs(CHAIN.derivative(name, layer)) for layer in (3, 2, 1) for name in ("w", "b")]
    assert np.allclose(widths, np.array(slopes) * widths[1] / slopes[1], atol=0.5)


def test_negative_weights_are_dashed_not_only_coloured():
    def dashed(weight):
        chain = Chain((weight, 1.0, 1.0), (0.0,) * 3, 0.5, 1.0)
        return "stroke-dasharray" in pictures.neurons_in_a_row(chain).svg

    assert dashed(-1.0)
    assert not dashed(1.0)


def test_text_and_attributes_are_escaped():
    root = _svg.Picture(100, 50, 'a "quoted" <b> & c')
    _svg.text(root, 5, 5, 'x < y & "z"', data='">')
    parsed = drawing(root)
    assert parsed.get("aria-label") == 'a "quoted" <b> & c'
    assert "".join(parsed.find(f"{SVG}text").itertext()) == 'x < y & "z"'
    assert parsed.find(f"{SVG}text").get("data") == '">'


def test_mathematics_in_labels():
    root = _svg.Picture(100, 50, "")
    _svg.text(root, 5, 5, "slope $C_{0}$ = 1")
    runs = drawing(root).find(f"{SVG}text")
    assert [run.text for run in runs] == ["slope ", "C", "0", "\N{ZERO WIDTH SPACE}", " = 1"]
    shifts = [float(run.get("dy", 0)) for run in runs]
    assert shifts[2] > 0
    assert sum(shifts) == 0


def test_scale_stops_at_its_ends():
    scale = Scale(-2, 2, 100, 300)
    assert [scale(value) for value in (-9, -2, 0, 1, 9)] == [100, 100, 200, 250, 300]
    assert scale.ends == ("\N{MINUS SIGN}2", "2")
    assert not scale.holds(2.1)


def test_round_limit():
    values = (0.07, 0.25, 0.26, 7, 99, 432.1)
    assert [round_limit(value) for value in values] == [0.1, 0.25, 0.5, 10, 100, 433]


@pytest.mark.parametrize("quantity", INK)
def test_coloured_text_is_readable(quantity):
    assert contrast(INK[quantity], BACKGROUND) >= 4.5
    assert contrast(INK_DARK[quantity], "#111111") >= 4.5
    assert contrast(INK[quantity], "#111111") >= 4  # before an explorer brings its style sheet


def lines(svg, **attributes):
    """The lines of a picture that have the given attributes."""
    found = drawing(svg).iter(f"{SVG}line")
    wanted = {key.replace("_", "-"): value for key, value in attributes.items()}
    return [one for one in found if wanted.items() <= one.attrib.items()]


def test_a_small_network_shows_all_its_numbers():
    shown = words(pictures.network(NET.weights, NET.biases, ACTIVATIONS))
    for array in (*NET.weights, *NET.biases, *ACTIVATIONS):
        for value in array.ravel():
            assert printed(value, 2) in shown


def test_neurons_that_are_not_computed_yet_are_empty():
    svg = pictures.network(NET.weights, NET.biases, ACTIVATIONS[:2])
    discs = list(drawing(svg).iter(f"{SVG}circle"))
    assert [float(disc.get("fill-opacity")) > 0 for disc in discs] == [True] * 5 + [False]


def test_a_weight_is_as_thick_as_it_is_large_and_dashed_if_negative():
    weights = [np.array([[1.0, -3.0]])]
    svg = pictures.network(weights, [np.zeros((1, 1))], [np.zeros((2, 1))])
    plain, dashed = (
        {float(one.get("stroke-width")) for one in lines(svg) if bool(one.get(key)) == wanted}
        for key, wanted in (("stroke-dasharray", False), ("stroke-dasharray", True))
    )
    (thin,), (thick,) = plain, dashed
    assert thick - 0.6 == pytest.approx(3 * (thin - 0.6), abs=0.1)


@pytest.mark.parametrize("stressed", [("w", 1, 0, 2), ("w", 2, 0, 1)])
def test_a_stressed_weight_runs_between_its_two_neurons(stressed):
    plain = pictures.network(NET.weights, NET.biases, ACTIVATIONS)
    svg = pictures.network(NET.weights, NET.biases, ACTIVATIONS, {stressed})
    assert lines(plain, opacity="0.25") == []
    (_, layer, j, k), layout = stressed, Layout((3, 2, 1))
    start, end = layout.at(layer - 1, k), layout.at(layer, j)
    for halo in lines(svg, opacity="0.25"):
        for x, y in (("x1", "y1"), ("x2", "y2")):
            share = (float(halo.get(x)) - start[0]) / (end[0] - start[0])
            assert 0 < share < 1
            assert float(halo.get(y)) == pytest.approx(
                start[1] + share * (end[1] - start[1]), abs=0.2
            )


def test_ten_neurons_are_drawn_in_full_and_more_with_dots():
    for size, drawn, dots in ((8, 8, 0), (10, 10, 0), (11, 7, 3), (784, 7, 3)):
        weights = [np.ones((2, size))]
        svg = pictures.network(weights, [np.zeros((2, 1))], [np.ones((size, 1))])
        radii = [float(disc.get("r")) for disc in drawing(svg).iter(f"{SVG}circle")]
        assert len(radii) == drawn + 2 + dots
        assert radii.count(2.0) == dots
        assert f"{size} neurons" in words(svg) or size <= 10
    assert Layout((784, 16)).shown(0) == [0, 1, 2, 3, 781, 782, 783]


def test_the_sums_of_the_forward_pass_are_right():
    for layer, stressed in ((0, ("b", 1, 0)), (1, ("w", 1, 1, 2)), (2, ("b", 2, 0))):
        svg = pictures.forward_pass(NET.weights, NET.biases, ZS, ACTIVATIONS, layer, stressed, 5)
        shown = words(svg)
        for later, z in enumerate(ZS, start=1):
            for value in z[:, 0]:
                assert (f"= {printed(value)}" in shown) == (layer == later)
        bold = [
            "".join(node.itertext())
            for node in drawing(svg).iter(f"{SVG}text")
            if node.get("font-weight") == "bold"
        ]
        kind, of_layer, *place = stressed
        value = {"w": NET.weights, "b": NET.biases}[kind][of_layer - 1][
            *place, *([0] * (kind == "b"))
        ]
        assert all(printed(value, 2) in words_ for words_ in bold)
        assert len(bold) == (2 if layer == of_layer else 1)


def pixels_drawn(svg, cell, left, top):
    """The image that a picture draws, read back from its squares."""
    image = np.zeros((28, 28))
    for path in drawing(svg).iter(f"{SVG}path"):
        for x, y in re.findall(r"M(\d+) (\d+)h", path.get("d")):
            row, column = (int(y) - top) // cell, (int(x) - left) // cell
            image[row, column] = float(path.get("fill-opacity"))
    return image


def test_a_digit_is_drawn_pixel_by_pixel(rng):
    pixels = rng.uniform(0, 1, (784, 1)) * (rng.uniform(0, 1, (784, 1)) < 0.3)
    drawn = pixels_drawn(pictures.digit(pixels), cell=10, left=10, top=10)
    assert np.abs(drawn - pixels.reshape(28, 28)).max() <= 0.026
    assert "28 by 28" in str(pictures.digit(pixels))


def test_pixel_values_carry_every_number_that_is_not_zero():
    pixels = np.zeros((784, 1))
    pixels[[30, 400, 783], 0] = 0.07, 0.5, 1.0
    svg = pictures.pixel_values(pixels)
    drawn = [t for t in drawing(svg).iter(f"{SVG}text") if t.get("opacity") is None]
    assert ["".join(t.itertext()) for t in drawn] == ["7", "50", "100"]


def test_the_output_bars_are_in_proportion_and_the_brightest_is_stressed():
    a = np.linspace(0.05, 0.5, 10)[:, None]
    a[3] = 0.9
    root = drawing(pictures.output_bars(a, label=6))
    bars = [r for r in root.iter(f"{SVG}rect") if r.get("class") is None]
    lengths = np.array([float(bar.get("width")) for bar in bars])
    assert np.allclose(lengths / lengths[3], a[:, 0] / 0.9, atol=0.01)
    bold = [t for t in root.iter(f"{SVG}text") if t.get("font-weight") == "bold"]
    assert ["".join(t.itertext()) for t in bold] == ["3", "0.90"]
    tips = [float(p.get("points").split(",")[0]) for p in root.iter(f"{SVG}polygon")]
    assert [digit for digit, tip in enumerate(tips) if tip > min(tips) + 1] == [6]


def test_the_digit_reader_shows_every_layer_and_the_verdict():
    activations = [*LAYERS[:3], LAYERS[3].copy()]
    activations[3][7] = 0.875
    shown = words(
        pictures.digit_reader(activations, label=2, cost=0.1234, number=42, weights="trained")
    )
    assert shown.count("0.25") == 16 + 16 + 9
    assert "0.88" in shown
    assert "no. 42 read as 7: wrong target: 2" in shown
    assert "0.1234" in shown
    activations[3][2] = 1.0
    assert "read as 2: right" in words(pictures.digit_reader(activations, 2, 0.1, 42, "trained"))


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "identity"])
def test_the_point_of_one_neuron_lies_on_its_curve(activation):
    neuron = Neuron(2.0, -1.5, 0.9, 0.0, activation)
    svg = pictures.one_neuron(neuron)
    root = drawing(svg)
    (curve,) = root.iter(f"{SVG}polyline")
    points = np.array([pair.split(",") for pair in curve.get("points").split()], dtype=float)
    dots = [(float(c.get("cx")), float(c.get("cy"))) for c in root.iter(f"{SVG}circle")]
    on_z, on_curve, on_a = dots[3:]
    assert np.interp(on_curve[0], *points.T) == pytest.approx(on_curve[1], abs=0.6)
    assert on_curve[0] == on_z[0]
    assert on_curve[1] == on_a[1]
    for value in (neuron.z, neuron.a):
        assert f"= {printed(value)}" in words(svg)


def test_the_arrows_of_one_neuron_make_z():
    root = drawing(pictures.one_neuron(Neuron(3.0, -2.0, 0.5, 0.0)))
    heads = root.iter(f"{SVG}polygon")
    tips = [float(head.get("points").split(",")[0]) for head in heads]
    scale = Scale(-10, 10, 370, 800)
    assert tips == pytest.approx([scale(1.5), scale(-0.5)], abs=0.1)


def arrows(picture):
    """Where the heads of a picture's arrows are, and their tips: (from, tip, height)."""
    for shaft, head in re.findall(r"(<line [^>]*/>)(<polygon [^>]*/>)", picture.svg):
        x, y = (float(ET.fromstring(shaft).get(key)) for key in ("x1", "y1"))
        yield x, float(ET.fromstring(head).get("points").split(",")[0]), y


def test_the_wishes_of_the_outputs_reach_from_activation_to_target():
    a = np.linspace(0.05, 0.95, 10)[:, None]
    svg = pictures.output_wishes(a, label=4)
    drawn = list(arrows(svg))
    start, length = 40, 330
    assert [x for x, _, _ in drawn] == pytest.approx((start + length * a[:, 0]).tolist(), abs=0.1)
    tips = [start + length * (digit == 4) for digit in range(10)]
    assert [tip for _, tip, _ in drawn] == pytest.approx(tips, abs=0.1)
    for digit in range(10):
        assert f"wish {printed((digit == 4) - a[digit, 0], 2, '+')}" in words(svg)


def test_the_wish_table_draws_each_wish_in_proportion_and_adds_the_rows():
    svg = ALL["wish_table"]()
    lengths = {}
    for x, tip, y in arrows(svg):
        lengths.setdefault(y, []).append(tip - x)
    rows = [lengths[y] for y in sorted(lengths)]
    scale = 0.46 * 62 / np.abs(WISHES).max()
    for row, wishes in zip(rows, WISHES, strict=True):
        expected = np.append(wishes, wishes.sum()) * scale
        assert row == pytest.approx(expected[abs(expected) >= 1].tolist(), abs=0.2)
        assert printed(wishes.sum(), 3, "+") in words(svg)


def test_a_nudged_parameter_is_found_on_its_pixel_and_its_tangent_touches_the_curve():
    root = drawing(ALL["nudge_one"]())
    circle = next(c for c in root.iter(f"{SVG}circle") if c.get("r") == "9")
    row, column = divmod(300, 28)
    assert float(circle.get("cx")) == 24 + 7 * (column + 0.5)
    assert float(circle.get("cy")) == 56 + 7 * (row + 0.5)
    _, curve = root.iter(f"{SVG}polyline")
    points = np.array([pair.split(",") for pair in curve.get("points").split()], dtype=float)
    middle = points[2]
    (tangent,) = (t for t in root.iter(f"{SVG}line") if t.get("stroke-dasharray") == "7 4")
    ends = np.array([[float(tangent.get(k + n)) for k in "xy"] for n in "12"])
    assert np.interp(middle[0], *ends.T) == pytest.approx(middle[1], abs=0.2)
    shown = words(ALL["nudge_one"]())
    for value in (-0.1, 0.8 - 0.9):
        assert printed(value) in shown
    assert "from pixel 300" in shown
    assert "rank 3 of 5" in shown


def test_three_avenues_draw_their_nudges_and_outcomes():
    svg = three_avenues()
    lengths = {300: [], 538: [], 770: []}
    for x, tip, _ in arrows(svg):
        column = min(lengths, key=lambda middle: abs(middle - x))
        if abs(x - {300: 296, 538: 538, 770: 770}[column]) < 0.1:
            lengths[column].append(tip - x)
    assert lengths[300] == pytest.approx((WISHES[:, 0] * 32).tolist(), abs=0.2)
    assert lengths[538] == pytest.approx((WISHES[:, 1] * 32).tolist(), abs=0.2)
    assert lengths[770] == pytest.approx([16], abs=0.2)
    for a in (0.73, 0.88, 0.62):
        assert f"= {printed(a)}" in words(svg)


MAZUR, PATHS_X, PATHS_Y = two_two_two()
START = ("w", 1, 0, 1)
FOUND = paths(MAZUR, PATHS_X, PATHS_Y, START)


def paths_add(left_out=None):
    _, activations = MAZUR.forward_pass(PATHS_X)
    sums = {"sum of the paths": 0.25, "backprop": 0.5, "measured": 0.75}
    return pictures.paths_add(MAZUR, activations, PATHS_Y, START, FOUND, left_out, sums)


def test_every_path_is_drawn_and_carries_its_factors_and_its_product():
    shown = words(paths_add())
    for path in FOUND:
        assert f"= {significant(path.product)}" in shown
        for factor in path.factors:
            assert significant(factor) in shown
    for value in ("0.25", "0.5", "0.75"):
        assert value in shown
    runs = coloured(paths_add())
    assert runs.count(("a0(2) − y0", None)) == runs.count(("a1(2) − y1", None)) == 1


def test_a_path_that_is_left_out_is_drawn_so():
    whole, less = paths_add(), paths_add(left_out=2)
    assert f"= {significant(FOUND[1].product)}" not in words(less)
    assert "left out" in words(less)
    assert lines(whole, stroke_dasharray="2 7") == []
    assert len(lines(less, stroke_dasharray="2 7")) == 3


def test_the_routes_run_along_the_connections():
    layout = Layout((2, 2, 2), 660)
    routes = lines(paths_add(), stroke_width="7")
    first = routes[0]
    start, end = layout.at(0, 1), layout.at(1, 0)
    for x, y in (("x1", "y1"), ("x2", "y2")):
        share = (float(first.get(x)) - start[0]) / (end[0] - start[0])
        assert 0 < share < 1
        expected = start[1] + share * (end[1] - start[1])
        assert float(first.get(y)) == pytest.approx(expected, abs=4)
    assert len(routes) == 2 * 3


LINES = ("def f(x):", "    y = x", "    return y")


def line_by_line(line=1):
    arrays = {"y": np.array([[0.5, -0.25]]), "deltas[0]": np.array([[1.5], [2.5]])}
    return pictures.line_by_line(NET, ACTIVATIONS[:2], 1, "a pass", LINES, line, arrays)


def test_the_present_line_and_its_arrays_are_shown():
    root = drawing(line_by_line())
    bold = [
        "".join(t.itertext()) for t in root.iter(f"{SVG}text") if t.get("font-weight") == "bold"
    ]
    assert bold == ["a pass", "y = x", "y", "deltas[0]"]
    box = next(r for r in root.iter(f"{SVG}rect") if r.get("opacity") == "0.14")
    text = next(t for t in root.iter(f"{SVG}text") if "".join(t.itertext()) == "y = x")
    assert float(box.get("y")) < float(text.get("y")) < float(box.get("y")) + 22
    for value in ("0.5000", "−0.2500", "1.5000", "2.5000", "(1, 2)", "(2, 1)"):
        assert value in words(line_by_line())


def test_code_is_indented_and_not_taken_for_mathematics():
    root = drawing(line_by_line())
    places = {"".join(t.itertext()): float(t.get("x")) for t in root.iter(f"{SVG}text")}
    assert places["return y"] - places["def f(x):"] == pytest.approx(4 * 8.43, abs=0.1)


def one_step(places=(3.0, 2.0), upcoming=1.5):
    visited = [Place(w, w**2 / 2, w) for w in places]
    return pictures.one_step(PARABOLA, visited, 0.5, Place(upcoming, upcoming**2 / 2, upcoming), 30)


def test_the_ball_lies_on_the_curve_and_the_arrow_leads_to_the_next_place():
    root = drawing(one_step())
    curve = np.array(
        [p.split(",") for p in next(root.iter(f"{SVG}polyline")).get("points").split()], dtype=float
    )
    ball = next(c for c in root.iter(f"{SVG}circle") if c.get("r") == "9")
    former = next(c for c in root.iter(f"{SVG}circle") if c.get("r") == "5")
    for circle, w in ((ball, 2.0), (former, 3.0)):
        x, y = float(circle.get("cx")), float(circle.get("cy"))
        assert x == pytest.approx(np.interp(w, [-4, 4], curve[[0, -1], 0]), abs=0.1)
        assert y == pytest.approx(np.interp(x, *curve.T), abs=0.5)
    tip = float(next(root.iter(f"{SVG}polygon")).get("points").split(",")[0])
    assert tip == pytest.approx(np.interp(1.5, [-4, 4], curve[[0, -1], 0]), abs=0.1)
    (tangent,) = lines(one_step(), stroke_dasharray="7 4")
    x1, y1, x2, y2 = (float(tangent.get(key)) for key in ("x1", "y1", "x2", "y2"))
    slope = np.interp(x2, *curve.T) - np.interp(x1, *curve.T)
    assert (y2 - y1) / (x2 - x1) == pytest.approx(slope / (x2 - x1), abs=0.02)
    assert (x1 + x2) / 2 == pytest.approx(float(ball.get("cx")), abs=0.1)


def test_one_step_shows_its_numbers():
    shown = words(one_step())
    for value in ("2.0000", "2.00", "−0.50", "1.50"):  # cost, weight, step, next weight
        assert value in shown
    assert "far out to the right" in words(one_step(places=(3.0, 50.0)))
    assert "far out to the left" in words(one_step(places=(3.0, -50.0)))


def walks(steps=4):
    whole = Walk(np.array([-1.5, -1.0]), np.array([0.8, 0.5]), np.array([0, 100]))
    drunk = Walk(
        np.linspace(-1.5, 0.1, steps + 1),
        np.linspace(0.8, -0.1, steps + 1),
        np.arange(steps + 1) * 25,
    )
    return (whole, np.array([0.28, 0.2])), (drunk, np.linspace(0.28, 0.05, steps + 1))


def drunk_walk(fair="examples", surface=SURFACE):
    return pictures.drunk_walk(surface, *walks(), 25, 100, fair)


def test_the_contours_lie_where_the_surface_has_their_height():
    bands = list(drawing(drunk_walk()).iter(f"{SVG}path"))
    assert len(bands) == len(SURFACE.levels)
    for band, level in zip(bands, SURFACE.levels, strict=True):
        outer, *holes = band.get("d").rstrip("z").split("z")
        assert len(holes) == 1
        corners = np.array([pair.split() for pair in holes[0][1:].split("L")], dtype=float)
        w = np.interp(corners[:, 0], [46, 496], [-2, 2])
        b = np.interp(-corners[:, 1], [-440, -40], [-1, 1])
        assert np.allclose(np.hypot(w, b), level, atol=0.02)
        assert (corners[:, 0].max() - corners[:, 0].min()) / 450 * 4 == pytest.approx(
            2 * level, abs=0.02
        )


def test_both_paths_are_drawn_where_they_lead_and_cut_off_at_the_map():
    root = drawing(drunk_walk())
    inside = next(node for node in root.iter(f"{SVG}svg") if node is not root)
    assert inside.get("viewBox") == "46 40 450 400"
    mini, whole = (
        np.array([p.split(",") for p in line.get("points").split()], dtype=float)
        for line in inside.iter(f"{SVG}polyline")
    )
    for drawn, (walk, _) in ((whole, walks()[0]), (mini, walks()[1])):
        assert np.allclose(drawn[:, 0], 46 + (walk.w + 2) / 4 * 450, atol=0.1)
        assert np.allclose(drawn[:, 1], 440 - (walk.b + 1) / 2 * 400, atol=0.1)


@pytest.mark.parametrize(("fair", "largest"), [("examples", 100), ("steps", 4)])
def test_the_costs_are_drawn_against_what_is_the_same_for_both(fair, largest):
    root = drawing(drunk_walk(fair))
    mini, whole = (
        np.array([p.split(",") for p in line.get("points").split()], dtype=float)
        for line in list(root.iter(f"{SVG}polyline"))[2:4]
    )
    spent = {"examples": (100, 100), "steps": (1, 4)}[fair]
    for drawn, (_, costs), most in zip((whole, mini), walks(), spent, strict=True):
        assert drawn[-1, 0] == pytest.approx(590 + 282 * most / largest, abs=0.2)
        assert np.allclose(drawn[:, 1], 300 - 228 * costs / 0.3, atol=0.1)
    assert {"examples": "examples looked at", "steps": "steps"}[fair] in words(drunk_walk(fair))


def test_the_walkers_are_told_apart_by_dash_and_marker_and_not_by_colour():
    root = drawing(drunk_walk())
    looks = [
        (line.get("stroke"), line.get("stroke-width"), line.get("stroke-dasharray"))
        for line in root.iter(f"{SVG}polyline")
    ]
    on_the_map, in_the_chart, in_the_table = looks[:2], looks[2:4], looks[4:]
    assert {stroke for stroke, *_ in on_the_map} == {"currentColor"}
    assert len({stroke for stroke, *_ in in_the_chart}) == 1
    for mini, whole in (on_the_map, in_the_chart, reversed(in_the_table)):
        assert mini[2] is None
        assert whole[2] == on_the_map[1][2] != "none"
    rings = [c for c in root.iter(f"{SVG}circle") if c.get("fill") == "none"]
    discs = [c for c in root.iter(f"{SVG}circle") if c.get("r") == "6"]
    assert len(rings) == len(discs) == 3
    assert not list(root.iter(f"{SVG}polygon"))


def training(**changes):
    return pictures.training(replace(PROGRESS, **changes), Settings(seed=7), 12)


def test_the_progress_is_told_in_words_and_as_a_bar():
    going = training(left=2.2, batch=1250, batches=5000)
    assert "epoch 3 of 4, mini-batch 1,250 of 5,000, 2 s left" in words(going)
    (whole, done) = lines(going, stroke_width="10")
    length = [float(bar.get("x2")) - float(bar.get("x1")) for bar in (whole, done)]
    assert length[1] / length[0] == pytest.approx((2 + 0.25) / 4, abs=0.01)
    assert "stopped; the network is that after 2 epochs" in words(training(stopped=True))
    assert "done: 2 epochs" in words(training())
    assert "ready: train() will train it for 4 epochs" in words(training(scores=()))


def test_the_scores_are_written_and_drawn():
    shown = words(training())
    for figure in ("9,200 of 10,000 (92.00%)", "best, after 2 epochs", "0.0600", "95.42%"):
        assert figure in shown
    assert "train() begins anew" in shown
    assert "seed 7, 12 epochs" in shown
    root = drawing(training())
    curves = [
        np.array([p.split(",") for p in line.get("points").split()], dtype=float)
        for line in root.iter(f"{SVG}polyline")
    ]
    shares, costs = curves
    assert np.allclose(shares[:, 1], 310 - (np.array([0.9, 0.92]) - 0.8) / 0.2 * 178, atol=0.1)
    assert np.allclose(costs[:, 1], 310 - np.array([0.8, 0.6]) * 178, atol=0.1)
    assert np.allclose(shares[:, 0], 84 + 346 * np.array([1, 2]) / 4, atol=0.1)


def test_the_published_figure_stands_only_beside_the_published_settings():
    assert ("published best: 95.42%", None) in coloured(training())
    assert "published" not in words(training(settings=Settings(eta=0.5)))
    assert "published" not in words(training(settings=Settings(hidden=100)))


def test_a_bad_run_has_the_whole_scale():
    bad = (Score(0, 980, 2.0), Score(1, 1009, 0.5))
    assert "0%" in words(training(scores=bad))
    assert "80%" not in words(training(scores=bad))
