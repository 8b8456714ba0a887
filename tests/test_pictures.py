import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import numpy as np
import pytest
from contrast import contrast
from openers import EXPLORERS, settings_of

from nnhelpers import Chain, Network, Neuron, pictures
from nnhelpers.descent import Place, Walk
from nnhelpers.equations import printed, significant
from nnhelpers.explorers._controls import Slider, moved
from nnhelpers.paths import paths
from nnhelpers.pictures import _svg
from nnhelpers.pictures._equations import drawn_derivative
from nnhelpers.pictures._number_line import Scale, number_line, round_limit
from nnhelpers.pictures._plot import Box
from nnhelpers.pictures.chain_rule_bench import PLOT
from nnhelpers.pictures.digit import SHADES
from nnhelpers.pictures.drunk_walk import CHART, MAP, Surface
from nnhelpers.pictures.line_by_line import LETTER
from nnhelpers.pictures.network import Layout
from nnhelpers.pictures.neurons_in_a_row import edge_x, node_x
from nnhelpers.pictures.nudge_one import CURVE, IMAGE, RANKS, REACH
from nnhelpers.pictures.one_neuron import Z
from nnhelpers.pictures.one_step import COSTS, LANDSCAPE
from nnhelpers.pictures.output_wishes import BARS
from nnhelpers.pictures.paths_add import NETWORK
from nnhelpers.pictures.three_avenues import COLUMNS, LONGEST
from nnhelpers.pictures.training import CORRECT, COST
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
#: The pictures that no explorer shows; the others are tried as their explorers open.
STILLS = {
    "neurons_in_a_row": lambda: pictures.neurons_in_a_row(CHAIN),
    "dependencies": lambda: pictures.dependencies(NEURON),
    "network": lambda: pictures.network(NET.weights, NET.biases, ACTIVATIONS),
    "digit": lambda: pictures.digit(LAYERS[0]),
    "pixel_values": lambda: pictures.pixel_values(LAYERS[0]),
    "output_bars": lambda: pictures.output_bars(LAYERS[3], 2),
    "output_wishes": lambda: pictures.output_wishes(LAYERS[3], 2),
    "wish_table": lambda: wish_table(),
}


def drawn(name):
    """A picture, drawn anew."""
    if name in STILLS:
        return STILLS[name]()
    return EXPLORERS[name].view(EXPLORERS[name].start).picture


def drawing(picture):
    """The root of a picture's SVG, without the handles that nobody sees."""
    root = ET.fromstring(picture.svg)
    for handle in [one for one in root if "nn-handle" in one.get("class", "")]:
        root.remove(handle)
    return root


def words(picture):
    """All text that is written in a picture, as one string."""
    return " ".join("".join(node.itertext()) for node in drawing(picture).iter(f"{SVG}text"))


def inside(box, points):
    """Whether all of some points lie in a box, or within a tenth of a pixel of it."""
    xs, ys = np.transpose(points)
    across = (box.left - 0.1 <= xs) & (xs <= box.right + 0.1)
    return bool(np.all(across & (box.top - 0.1 <= ys) & (ys <= box.bottom + 0.1)))


def curves(picture, box):
    """The points of each curve that is drawn in a box."""
    found = [
        np.array([pair.split(",") for pair in curve.get("points").split()], dtype=float)
        for curve in drawing(picture).iter(f"{SVG}polyline")
    ]
    return [points for points in found if inside(box, points)]


def circles(picture, box):
    """The centre of each circle in a box and its radius, the largest first."""
    found = [
        [float(circle.get(key)) for key in ("cx", "cy", "r")]
        for circle in drawing(picture).iter(f"{SVG}circle")
    ]
    return sorted((one for one in found if inside(box, [one[:2]])), key=lambda one: -one[2])


def ends(line):
    """Both ends of a line."""
    return np.array([[float(line.get(key + end)) for key in "xy"] for end in "12"])


@pytest.mark.parametrize("name", [*EXPLORERS, *STILLS])
def test_a_picture_is_sound(name):
    root = drawing(drawn(name))
    assert root.get("role") == "img"
    assert root.get("aria-label") == str(drawn(name)).replace("\n", " ")
    assert len(root.get("aria-label")) > 40
    nodes = list(root.iter())
    assert not any("id" in node.attrib for node in nodes)  # shown twice, ids would collide
    assert [float(part) for part in root.get("viewBox").split()][:2] == [0, 0]
    sizes = [float(t.get("font-size", 15)) for t in root.iter(f"{SVG}text")]
    assert min(sizes, default=14) >= 14


@pytest.mark.parametrize("name", [*EXPLORERS, *STILLS])
def test_what_is_drawn_can_be_seen(name):
    for picture in shown_states(name):
        for node in drawing(picture).iter():
            assert 0 < float(node.get("opacity", 1)) <= 1
            assert 0 < float(node.get("stroke-opacity", 1)) <= 1
            assert 0 <= float(node.get("fill-opacity", 1)) <= 1
            assert float(node.get("stroke-width", 1)) > 0
            assert node.get("d") != ""


SMALL = {"neurons_in_a_row", "digit", "pixel_values", "output_bars", "output_wishes"}


def test_pictures_are_equally_broad_but_for_the_small_ones():
    widths = {name: drawn(name).width for name in [*EXPLORERS, *STILLS]}
    assert {widths[name] for name in widths.keys() - SMALL} == {900}
    assert max(widths[name] for name in SMALL) < 900


def test_every_picture_is_tried():
    assert {*EXPLORERS, *STILLS} == set(pictures.__all__) - {"Picture", "Touch"}


@pytest.mark.parametrize("name", [*EXPLORERS, *STILLS])
def test_a_picture_is_a_pure_function(name):
    assert drawn(name).svg == drawn(name).svg


def states(name):
    """An explorer's start, then with each slider at both of its ends, then each of its settings."""
    opened = EXPLORERS[name]
    sliders = [one for one in opened.controls if isinstance(one, Slider)]
    moves = [{one.name: end} for one in sliders for end in (one.low, one.high)]
    for values in ({}, *moves, *settings_of(opened())):
        yield moved(opened.controls, opened.start, values)


#: More states of the pictures that no explorer shows, and of one that is shown while it works.
MORE = {
    "training": lambda: [
        training(),
        training(scores=()),
        training(left=2.2, batch=5000, batches=5000),
        training(scores=SCORES[:1] * 4 + (Score(4, 0, 1e6),)),
    ],
    "neurons_in_a_row": lambda: [
        pictures.neurons_in_a_row(Chain((w,) * n, (-w,) * n, 1.0, 0.0))
        for n, w in ((1, 6.0), (3, -6.0), (8, 0.1))
    ],
    "dependencies": lambda: [
        pictures.dependencies(Neuron(w, w, a_prev, a_prev)) for w in (-9, 9) for a_prev in (0, 1)
    ],
    "network": lambda: [
        pictures.network([np.ones((n, m))], [np.zeros((n, 1))], [np.ones((m, 1))], {("w", 1, 0, 0)})
        for n, m in ((1, 1), (3, 2), (10, 4), (16, 784))
    ],
    "digit": lambda: [pictures.digit(np.full(784, shade)) for shade in (0, 1)],
    "pixel_values": lambda: [pictures.pixel_values(np.full(784, shade)) for shade in (0, 1)],
    "output_bars": lambda: [
        pictures.output_bars(np.full((n, 1), a), n - 1) for n in (1, 10) for a in (0, 1)
    ],
    "output_wishes": lambda: [
        pictures.output_wishes(np.full((n, 1), a), n - 1) for n in (1, 10) for a in (0, 1)
    ],
    "wish_table": lambda: [
        pictures.wish_table(np.full((n, 10), wish), "wishes", with_sum)
        for n in (1, 30)
        for wish, with_sum in ((-1, False), (1, False), (0, True))
    ],
}


def places(root):
    """Where everything in a drawing is: its corners, ends and centres; not what is cut off."""
    for node in root:
        if node.tag == f"{SVG}svg":
            width, height = float(node.get("width")), float(node.get("height"))
            yield from corners(float(node.get("x")), float(node.get("y")), width, height)
        elif node.tag == f"{SVG}line":
            yield from ends(node).tolist()
        elif node.tag == f"{SVG}circle":
            x, y, r = (float(node.get(key)) for key in ("cx", "cy", "r"))
            yield from corners(x - r, y - r, 2 * r, 2 * r)
        elif node.tag == f"{SVG}rect":
            x, y = float(node.get("x", 0)), float(node.get("y", 0))
            yield from corners(x, y, float(node.get("width")), float(node.get("height")))
        elif node.tag in (f"{SVG}polyline", f"{SVG}polygon"):
            yield from (map(float, pair.split(",")) for pair in node.get("points").split())
        elif node.tag == f"{SVG}path":
            for x, y, side in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)(?:h([\d.]+))?", node.get("d")):
                yield from corners(float(x), float(y), float(side or 0), float(side or 0))
        else:
            assert node.tag == f"{SVG}text"
            half = 0.36 * float(node.get("font-size", 15))  # of a capital, from its foot
            yield float(node.get("x")), float(node.get("y"))
            yield float(node.get("x")), float(node.get("y")) - 2 * half


def corners(x, y, width, height):
    return (x, y), (x + width, y + height)


@pytest.mark.parametrize("name", [*EXPLORERS, *STILLS])
def test_everything_lies_in_the_picture(name):
    shown = (
        MORE[name]()
        if name in MORE
        else (EXPLORERS[name].view(one).picture for one in states(name))
    )
    for picture in shown:
        root = drawing(picture)
        _, _, width, height = map(float, root.get("viewBox").split())
        for x, y in places(root):
            assert -0.1 <= x <= width + 0.1 and -0.1 <= y <= height + 0.1, (x, y, str(picture))


BOX = Box(0, 100, 0, 100)
SQUARE = BOX.plot((0, 10), (0, 10))


@pytest.mark.parametrize(
    ("point", "slope", "reach", "expected"),
    [
        ((5, 5), 0, np.inf, [[0, 50], [100, 50]]),
        ((5, 5), 1, np.inf, [[0, 100], [100, 0]]),
        ((5, 5), 5, np.inf, [[40, 100], [60, 0]]),
        ((4, 8), -2, np.inf, [[30, 0], [80, 100]]),
        ((5, 5), 1, 20, [[30, 70], [70, 30]]),
        ((9.5, 5), 0.5, 20, [[75, 60], [100, 47.5]]),
        ((2, 0), 1, 20, [[20, 100], [40, 80]]),
    ],
    ids=["flat", "corners", "steep", "falling", "reach", "at the side", "at the bottom"],
)
def test_a_tangent_ends_where_it_leaves_the_plot(point, slope, reach, expected):
    root = pictures.Picture(100, 100, "")
    SQUARE.tangent(root, *point, slope, reach)
    (tangent,) = drawing(root).iter(f"{SVG}line")
    assert np.allclose(ends(tangent), expected)


@pytest.mark.parametrize(
    ("predicted", "diamonds"), [(7, ["40.0,24.0 46.0,30.0 40.0,36.0 34.0,30.0"]), (-1, [])]
)
def test_a_prediction_outside_the_plot_has_no_diamond(predicted, diamonds):
    root = pictures.Picture(100, 100, "")
    SQUARE.prediction(root, 4, predicted, 2)
    assert circles(root, BOX) == [[40, 80, 6]]
    (stroke,) = drawing(root).iter(f"{SVG}line")
    assert ends(stroke)[:, 0].tolist() == [40, 40]
    assert [one.get("points") for one in drawing(root).iter(f"{SVG}polygon")] == diamonds


@pytest.mark.parametrize(
    ("heights", "base"), [((0, 10), 100), ((2, 10), 100), ((-2.5, 10), 80), ((-8, 0), 100)]
)
def test_the_axis_across_stands_at_zero_or_at_the_bottom(heights, base):
    root = pictures.Picture(100, 100, "")
    BOX.plot((0, 10), heights).frame(root)
    across, up = drawing(root).iter(f"{SVG}line")
    assert ends(across).tolist() == [[0, base], [100, base]]
    assert ends(up).tolist() == [[0, base], [0, 0]]


def nudge_one():
    curve = tuple(0.9 - 0.1 * h + 0.02 * h**2 for h in np.linspace(-REACH, REACH, 17).tolist())
    weight = Sensitivity("w", 1, (7, 300), -0.1)
    return pictures.nudge_one(LAYERS[0], weight, 0.5, 3, (0.4, 0.3, 0.2, 0.1), 1.0, 0.82, curve)


PREDICTIONS = [
    pytest.param(lambda: pictures.chain_rule_bench(NEURON, "b", -0.5), PLOT, id="bench"),
    pytest.param(lambda: pictures.chain_rule_bench(NEURON, "a_prev", 0.1), PLOT, id="bench, a"),
    pytest.param(nudge_one, CURVE, id="nudge_one"),
]
BALLS = [  # in the valley, beside the edge of the picture, and between
    pytest.param(lambda w=w: one_step((3.0, w)), LANDSCAPE, id=f"one_step, {w}")
    for w in (-0.2, 3.9, 2.0)
]


@pytest.mark.parametrize(("picture", "box"), [*PREDICTIONS, *BALLS])
def test_a_tangent_touches_its_curve_where_the_dot_is(picture, box):
    (curve,), (x, y, _) = curves(picture(), box), circles(picture(), box)[0]
    (tangent,) = lines(picture(), stroke_dasharray="7 4")
    assert inside(box, ends(tangent))
    assert np.interp(x, *curve.T) == pytest.approx(y, abs=0.5)
    (x1, y1), (x2, y2) = ends(tangent)
    slope = (y2 - y1) / (x2 - x1)
    assert y1 + slope * (x - x1) == pytest.approx(y, abs=0.3)
    around = np.interp([x - 4, x + 4], *curve.T)
    assert slope == pytest.approx((around[1] - around[0]) / 8, abs=0.05)


@pytest.mark.parametrize(("picture", "box"), PREDICTIONS)
def test_a_ring_lies_on_the_curve_and_the_diamond_on_the_tangent(picture, box):
    (curve,), (tangent,) = curves(picture(), box), lines(picture(), stroke_dasharray="7 4")
    _, (x, y, _) = circles(picture(), box)
    assert y == pytest.approx(np.interp(x, *curve.T), abs=0.5)
    corners = [
        np.array([pair.split(",") for pair in polygon.get("points").split()], dtype=float)
        for polygon in drawing(picture()).iter(f"{SVG}polygon")
    ]
    (diamond,) = [one for one in corners if len(one) == 4 and inside(box, one)]
    assert diamond[:, 0].mean() == pytest.approx(x, abs=0.1)
    assert diamond[:, 1].mean() == pytest.approx(np.interp(x, *ends(tangent).T), abs=0.5)


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
    forward = pictures.forward_pass(NET, ZS, ACTIVATIONS, 2, ("b", 1, 0), 5)
    assert ("a0(2)", "activation") in coloured(forward)
    assert not any("z" in run for run, quantity in runs + coloured(forward) if quantity)


def test_the_bars_of_the_chain_are_in_proportion_to_the_derivatives():
    root = drawing(pictures.chain_of_neurons(CHAIN))
    bars = [r for r in root.iter(f"{SVG}rect") if r.get("height") == "18"]
    widths = [float(bar.get("width")) for bar in bars]
    slopes = [abs(CHAIN.derivative(name, layer)) for layer in (3, 2, 1) for name in ("w", "b")]
    assert np.allclose(widths, np.array(slopes) * widths[1] / slopes[1], atol=0.5)


def test_a_derivative_of_next_to_nothing_is_a_hairline():
    picture = pictures.chain_of_neurons(Chain((9.0, 9.0, 1.2), (9.0, 9.0, -0.4), 1.0, 0.0))
    bars = [one for one in drawing(picture).iter(f"{SVG}rect") if one.get("height") == "18"]
    widths = sorted(float(bar.get("width")) for bar in bars)
    assert 0.5 < widths[0] < 1 < widths[-1]


def test_negative_weights_are_dashed_not_only_coloured():
    def dashed(weight):
        chain = Chain((weight, 1.0, 1.0), (0.0,) * 3, 0.5, 1.0)
        return "stroke-dasharray" in pictures.neurons_in_a_row(chain).svg

    assert dashed(-1.0)
    assert not dashed(1.0)


@pytest.mark.parametrize(
    ("size", "shown"), [((300, 200), ("300", "200")), ((1680, 100), ("840", "50"))]
)
def test_a_wide_picture_is_scaled_down_and_a_small_one_is_not(size, shown):
    root = drawing(pictures.Picture(*size, "words"))
    assert (root.get("width"), root.get("height")) == shown
    assert root.get("viewBox") == f"0 0 {size[0]} {size[1]}"


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
    values = (0.07, 0.25, 0.26, 7, 11, 30, 99, 432.1)
    assert [round_limit(value) for value in values] == [0.1, 0.25, 0.5, 10, 25, 50, 100, 433]


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


NUMBER = r"[+\N{MINUS SIGN}]?\d[\d,]*(?:\.\d+)?(?!\d*e)"


def numbers(words):
    """The numbers in some words that have decimals, each as it is written, but for 1.0e−5."""
    return [one for one in re.findall(NUMBER, words) if "." in one]


def value(number):
    return float(number.replace("\N{MINUS SIGN}", "-").replace(",", ""))


#: What is said and not written: places before, a product that is left out, neurons without room.
SAID_ALONE = {"one_step", "paths_add", "network", "digit", "pixel_values"}


@pytest.mark.parametrize("name", sorted({*EXPLORERS, *STILLS} - SAID_ALONE))
def test_what_a_picture_says_is_written_in_it(name):
    half = {"h": 0.5} if name == "chain_rule_bench" else {}
    picture = EXPLORERS[name](**half).seen.picture if name in EXPLORERS else drawn(name)
    written = numbers(words(picture))
    for said in numbers(str(picture)):
        fewer = [min(len(one.partition(".")[2]) for one in (said, other)) for other in written]
        assert any(
            abs(value(said) - value(other)) <= 0.51 * 10**-decimals
            for other, decimals in zip(written, fewer, strict=True)
        ), said


DECIMALS = {"chain_of_neurons": {2, 3, 4}, "wish_table": {3}, "training": {1, 2, 4}}


@pytest.mark.parametrize("name", sorted({*EXPLORERS, *STILLS} - {"paths_add"}))
def test_numbers_have_two_decimals_or_four(name):
    """Paths have as many as are significant; the labels of an axis as few as will do."""
    for picture in shown_states(name):
        written = [
            plain("".join(text.itertext()))
            for text in drawing(picture).iter(f"{SVG}text")
            if text.get("opacity") != "0.75"
        ]
        for number in (one for some in (*written, str(picture)) for one in numbers(some)):
            assert len(number.partition(".")[2]) in DECIMALS.get(name, {2, 4}), number


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


def test_no_weight_is_thicker_than_the_heaviest():
    weights = [np.array([[2.0, 2.5, -9.0]])]
    picture = pictures.network(weights, [np.zeros((1, 1))], [np.zeros((3, 1))], heaviest=2.0)
    assert len({one.get("stroke-width") for one in lines(picture)}) == 1


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
        svg = pictures.forward_pass(NET, ZS, ACTIVATIONS, layer, stressed, 5)
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


def test_a_digit_is_drawn_pixel_by_pixel(rng):
    pixels = rng.uniform(0, 1, (784, 1)) * (rng.uniform(0, 1, (784, 1)) < 0.3)
    image = np.zeros((28, 28))
    for path in drawing(pictures.digit(pixels)).iter(f"{SVG}path"):
        for x, y in re.findall(r"M(\d+) (\d+)h", path.get("d")):
            row, column = (
                (int(y) - SHADES.top) // SHADES.cell,
                (int(x) - SHADES.left) // SHADES.cell,
            )
            image[row, column] = float(path.get("fill-opacity"))
    assert np.abs(image - pixels.reshape(28, 28)).max() <= 0.026
    assert "28 by 28" in str(pictures.digit(pixels))


def test_a_digit_stands_in_the_middle_and_says_how_bright_it_is():
    pixels = np.zeros(784)
    pixels[[30, 400]] = 0.25, 0.75
    picture = pictures.digit(pixels)
    (frame,) = [one for one in drawing(picture).iter(f"{SVG}rect") if one.get("class") is None]
    x, y, width, height = (float(frame.get(key)) for key in ("x", "y", "width", "height"))
    assert x == y == picture.width - (x + width) == picture.height - (y + height)
    assert "2 of which are not 0; their mean brightness is 0.50" in str(picture)


def test_no_number_is_wider_than_its_pixel():
    root = drawing(pictures.pixel_values(np.resize([0.05, 0.99, 1], 784)))
    (side,) = {float(side) for side in re.findall(r"h([\d.]+)v", ET.tostring(root, "unicode"))}
    for text in root.iter(f"{SVG}text"):
        letters, closer = len("".join(text.itertext())), float(text.get("letter-spacing", 0))
        width = letters * (0.56 * float(text.get("font-size")) + closer)
        assert 0.65 * side < width < side if letters == 3 else closer == 0


def test_pixel_values_carry_every_number_that_is_not_zero():
    pixels = np.zeros((784, 1))
    pixels[[30, 400, 783], 0] = 0.07, 0.5, 1.0
    svg = pictures.pixel_values(pixels)
    drawn = [t for t in drawing(svg).iter(f"{SVG}text") if t.get("opacity") is None]
    assert ["".join(t.itertext()) for t in drawn] == ["7", "50", "100"]
    squares = re.findall(r"M([\d.]+) ([\d.]+)h([\d.]+)", svg.svg)
    middles = [[float(x) + float(side) / 2, float(y) + float(side) / 2] for x, y, side in squares]
    for text, middle in zip(drawn, middles, strict=True):
        assert place_of(text) == pytest.approx(middle, abs=0.1)


def place_of(text):
    """The middle of a text that is centred on its place."""
    assert text.get("text-anchor") == "middle"
    return [float(text.get("x")), float(text.get("y")) - 0.36 * float(text.get("font-size", 15))]


def test_rows_and_columns_of_pixels_are_numbered_beside_them():
    pixels = np.zeros((784, 1))
    pixels[[0, 28 * 7 + 3]] = 1
    root = drawing(pictures.pixel_values(pixels))
    (x_0, y_0), (x, y) = (
        place_of(t) for t in root.iter(f"{SVG}text") if "".join(t.itertext()) == "100"
    )
    texts = [t for t in root.iter(f"{SVG}text") if t.get("opacity")]
    numbers = {}
    for text in texts:
        numbers.setdefault("".join(text.itertext()), []).append(place_of(text))
    assert numbers.keys() == {str(number) for number in range(28)}
    assert [numbers["0"][0][0], numbers["0"][1][1]] == pytest.approx([x_0, y_0], abs=0.1)
    assert [numbers["3"][0][0], numbers["7"][1][1]] == pytest.approx([x, y], abs=0.1)


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
        pictures.digit_reader(
            activations, label=2, cost=0.1234, source="test digit 42", weights="trained"
        )
    )
    assert shown.count("0.25") == 16 + 16 + 9
    assert "0.88" in shown
    assert "test digit 42 read as 7: wrong target: 2" in shown
    assert "0.1234" in shown
    activations[3][2] = 1.0
    assert "read as 2: right" in words(
        pictures.digit_reader(activations, 2, 0.1, "test digit 42", "trained")
    )
    activations[1:3] = activations[1][:15], activations[2][:12]
    written = words(pictures.digit_reader(activations, 2, 0.1, "test digit 42", "trained"))
    for layer, size in enumerate((784, 15, 12, 10)):
        assert re.search(rf"a\({layer}\)\W*: {size} (pixels|neurons)", written)


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
    assert (Z.low, Z.high) == (-10, 10)
    assert tips == pytest.approx([Z(1.5), Z(-0.5)], abs=0.1)


def arrows(picture):
    """Where the heads of a picture's arrows are, and their tips: (from, tip, height)."""
    for shaft, head in re.findall(r"(<line [^>]*/>)(<polygon [^>]*/>)", picture.svg):
        x, y = (float(ET.fromstring(shaft).get(key)) for key in ("x1", "y1"))
        yield x, float(ET.fromstring(head).get("points").split(",")[0]), y


def test_the_wishes_of_the_outputs_reach_from_activation_to_target():
    a = np.linspace(0.05, 0.95, 10)[:, None]
    svg = pictures.output_wishes(a, label=4)
    drawn = list(arrows(svg))
    start, length = BARS.scale.start, BARS.scale.end - BARS.scale.start
    assert [x for x, _, _ in drawn] == pytest.approx((start + length * a[:, 0]).tolist(), abs=0.1)
    tips = [start + length * (digit == 4) for digit in range(10)]
    assert [tip for _, tip, _ in drawn] == pytest.approx(tips, abs=0.1)
    for digit in range(10):
        assert f"wish {printed((digit == 4) - a[digit, 0], 2, '+')}" in words(svg)


def wish_table():
    return pictures.wish_table(WISHES, "what the outputs want", with_sum=True)


def test_the_wish_table_draws_each_wish_in_proportion_and_adds_the_rows():
    lengths = {}
    for x, tip, y in arrows(wish_table()):
        lengths.setdefault(y, []).append(tip - x)
    rows = [lengths[y] for y in sorted(lengths)]
    scale = max(abs(length) for *row, _ in rows for length in row) / np.abs(WISHES).max()
    for row, wishes in zip(rows, WISHES, strict=True):
        expected = np.append(wishes, wishes.sum()) * scale
        assert row == pytest.approx(expected[abs(expected) >= 1].tolist(), abs=0.2)
        assert printed(wishes.sum(), 3, "+") in words(wish_table())


@pytest.mark.parametrize(("name", "layer"), [("w", 2), ("b", 1), ("b", 3)])
def test_what_leads_from_no_pixel_has_no_circle_on_the_image(name, layer):
    parameter, curve = Sensitivity(name, layer, (7, 0), -0.1), (0.5,) * 17
    picture = pictures.nudge_one(LAYERS[0], parameter, 0.5, 0, (0.1,), 1.0, 0.5, curve)
    image = Box(IMAGE.left, IMAGE.left + IMAGE.side, IMAGE.top, IMAGE.top + IMAGE.side)
    assert circles(picture, image) == []
    assert "brightness" not in words(picture)


@pytest.mark.parametrize("with_sum", [True, False])
def test_each_column_of_the_wish_table_has_its_line(with_sum):
    picture = pictures.wish_table(WISHES, "wishes", with_sum)
    columns = [ends(one) for one in lines(picture, opacity="0.2", stroke_width="1")]
    headings = [*map(str, range(10)), *["their sum"] * with_sum]
    written = texts(picture)
    assert [x for (x, _), _ in columns] == [written[words][0][0] for words in headings]
    assert ("Sums:" in str(picture)) == with_sum
    above = [t for t in drawing(picture).iter(f"{SVG}text") if "".join(t.itertext()) in headings]
    assert len({(text.get("y"), text.get("font-size")) for text in above}) == 1
    rows = [written[f"neuron {k}"][0][1].expected for k in range(16)]
    for (x, top), (x_2, bottom) in columns:
        assert x == x_2
        assert top < rows[0] < rows[-1] < bottom


def test_a_nudged_parameter_is_found_on_its_pixel():
    (circle,) = (c for c in drawing(nudge_one()).iter(f"{SVG}circle") if c.get("r") == "9")
    row, column = divmod(300, 28)
    assert float(circle.get("cx")) == IMAGE.left + IMAGE.cell * (column + 0.5)
    assert float(circle.get("cy")) == IMAGE.top + IMAGE.cell * (row + 0.5)
    shown = words(nudge_one())
    for value in (-0.1, 0.82 - 0.9):
        assert printed(value) in shown
    assert "from pixel 300" in shown
    assert "row 10, column 20; its brightness 0.50" in shown
    assert "rank 3 of 4" in shown


def test_three_avenues_draw_their_nudges_and_outcomes():
    nudges = {"weight": WISHES[:, 0], "activation": WISHES[:, 1], "bias": np.array([0.5])}
    after = {"weight": (1.0, 0.73), "activation": (2.0, 0.88), "bias": (0.5, 0.62)}
    given = WISHES[:, 2], LAYERS[1][:, 0], -0.4, (0.0, 0.5), nudges, after, 2.0
    picture = pictures.three_avenues(*given)
    for name, middle in COLUMNS.items():
        lengths = [tip - x for x, tip, _ in arrows(picture) if abs(x - middle) < 0.1]
        assert lengths == pytest.approx((nudges[name] / 2.0 * LONGEST).tolist(), abs=0.2)
        assert f"= {printed(after[name][1])}" in words(picture)


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


@pytest.mark.parametrize("sizes", [(2, 3, 2), (2, 2, 1), (1, 2, 3)])
def test_paths_lead_through_layers_of_any_size(sizes):
    net, x, y = Network(sizes, rng=0), np.full((sizes[0], 1), 0.5), np.ones((sizes[-1], 1))
    found = paths(net, x, y, ("a", 1, 0))
    sums, activations = {"a": 1.0, "b": 2.0, "c": 3.0}, net.forward_pass(x)[1]
    picture = pictures.paths_add(net, activations, y, ("a", 1, 0), found, None, sums)
    assert str(picture).startswith(f"{sizes[-1]} paths")


def test_a_path_that_is_left_out_is_drawn_so():
    whole, less = paths_add(), paths_add(left_out=2)
    assert f"= {significant(FOUND[1].product)}" not in words(less)
    assert "left out" in words(less)
    assert lines(whole, stroke_dasharray="2 7") == []
    assert len(lines(less, stroke_dasharray="2 7")) == 3


def test_the_routes_run_along_the_connections():
    layout = Layout((2, 2, 2), NETWORK)
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
    top, height = float(box.get("y")), float(box.get("height"))
    assert top < float(text.get("y")) < top + height
    for value in ("0.5000", "−0.2500", "1.5000", "2.5000", "(1, 2)", "(2, 1)"):
        assert value in words(line_by_line())


def test_code_is_indented_and_not_taken_for_mathematics():
    root = drawing(line_by_line())
    places = {"".join(t.itertext()): float(t.get("x")) for t in root.iter(f"{SVG}text")}
    assert places["return y"] - places["def f(x):"] == pytest.approx(4 * LETTER, abs=0.1)


def one_step(places=(3.0, 2.0), upcoming=1.5):
    visited = [Place(w, w**2 / 2, w) for w in places]
    return pictures.one_step(PARABOLA, visited, 0.5, Place(upcoming, upcoming**2 / 2, upcoming), 30)


def test_the_ball_lies_where_the_step_led_and_the_arrow_leads_to_the_next_place():
    plot = LANDSCAPE.plot((-4, 4), (0, 1.04 * 8))
    (x, y, _), (x_former, y_former, _) = circles(one_step(), LANDSCAPE)
    assert (x, y) == pytest.approx(plot.at(2.0, 2.0), abs=0.1)
    assert (x_former, y_former) == pytest.approx(plot.at(3.0, 4.5), abs=0.1)
    (curve,) = curves(one_step(), LANDSCAPE)
    assert np.allclose(curve, [plot.at(one.w, one.C) for one in PARABOLA], atol=0.1)
    ((_, tip, _),) = arrows(one_step())
    assert tip == pytest.approx(plot.across(1.5), abs=0.1)


def test_the_cost_after_each_step_has_a_dot():
    plot = COSTS.plot((0, 30), (0, 1.04 * 8))
    (curve,) = curves(one_step(), COSTS)
    assert np.allclose(curve, [plot.at(0, 4.5), plot.at(1, 2.0)], atol=0.1)
    assert len(circles(one_step(), COSTS)) == 2
    assert len(circles(one_step(places=(3.0, 50.0)), COSTS)) == 1  # that of 50 is far above


def test_one_step_shows_its_numbers():
    shown = words(one_step())
    for value in ("2.0000", "2.00", "−0.50", "1.50"):  # cost, weight, step, next weight
        assert value in shown
    assert "step, −η ∂C/∂w" in shown
    rolling = pictures.one_step(PARABOLA, [Place(3.0, 4.5, 3.0)], 0.5, Place(2, 2, 2), 30, 0.9)
    assert "step, μ v − η ∂C/∂w" in words(rolling)
    assert "eta = 0.50 and momentum 0.90: after 0 steps" in str(rolling)
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
        w = np.interp(corners[:, 0], [MAP.left, MAP.right], [-2, 2])
        b = np.interp(-corners[:, 1], [-MAP.bottom, -MAP.top], [-1, 1])
        assert np.allclose(np.hypot(w, b), level, atol=0.02)
        assert w.max() - w.min() == pytest.approx(2 * level, abs=0.02)


@pytest.mark.parametrize(
    ("changed", "named"),
    [({"C": SURFACE.C.T}, "C"), ({"w": SURFACE.w[::-1]}, "w"), ({"levels": (np.nan,)}, "levels")],
)
def test_what_is_no_surface_is_refused(changed, named):
    with pytest.raises(ValueError, match=rf"{named}\b"):
        replace(SURFACE, **changed)


def test_both_paths_are_drawn_where_they_lead_and_cut_off_at_the_map():
    root = drawing(drunk_walk())
    window = next(node for node in root.iter(f"{SVG}svg") if node is not root)
    sides = [MAP.left, MAP.top, MAP.right - MAP.left, MAP.bottom - MAP.top]
    assert [float(side) for side in window.get("viewBox").split()] == sides
    assert [float(window.get(key)) for key in ("x", "y", "width", "height")] == sides
    plot = MAP.plot((-2, 2), (-1, 1))
    whole, mini = (walk for walk, _ in walks())
    for curve, walk in zip(curves(drunk_walk(), MAP), (mini, whole), strict=True):
        assert np.allclose(curve, list(map(plot.at, walk.w, walk.b)), atol=0.1)


def test_a_path_goes_on_beyond_the_map():
    far = (
        Walk(np.array([-1.5, 6.0]), np.array([0.8, 3.0]), np.array([0, 100])),
        np.array([0.2, 0.1]),
    )
    picture = pictures.drunk_walk(SURFACE, far, walks()[1], 25, 100, "steps")
    tips = [line.get("points").split()[-1] for line in drawing(picture).iter(f"{SVG}polyline")]
    x, y = map(float, tips[1].split(","))
    assert (x - MAP.left) / (MAP.right - MAP.left) == pytest.approx((6.0 + 2) / 4, abs=0.01)
    assert (MAP.bottom - y) / (MAP.bottom - MAP.top) == pytest.approx((3.0 + 1) / 2, abs=0.01)


@pytest.mark.parametrize(("fair", "largest"), [("examples", 100), ("steps", 4)])
def test_the_costs_are_drawn_against_what_is_the_same_for_both(fair, largest):
    mini, whole = curves(drunk_walk(fair), CHART)
    plot = CHART.plot((0, largest), (0, 0.3))
    spent = {"examples": (100, 100), "steps": (1, 4)}[fair]
    for curve, (_, costs), most in zip((whole, mini), walks(), spent, strict=True):
        assert curve[-1, 0] == pytest.approx(plot.across(most), abs=0.2)
        assert np.allclose(curve[:, 1], [plot.up(cost) for cost in costs], atol=0.1)
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
    for box, ups, values in ((CORRECT, (0.8, 1), (0.9, 0.92)), (COST, (0, 0.1), (0.08, 0.06))):
        (curve,), plot = curves(training(), box), box.plot((0, 4), ups)
        assert np.allclose(curve, [plot.at(*one) for one in enumerate(values, start=1)], atol=0.1)


def test_the_published_figure_stands_only_beside_the_published_settings():
    assert ("published best: 95.42%", None) in coloured(training())
    assert "published" not in words(training(settings=Settings(eta=0.5)))
    assert "published" not in words(training(settings=Settings(hidden=100)))


def test_a_bad_run_has_the_whole_scale():
    bad = (Score(0, 980, 2.0), Score(1, 1009, 0.5))
    assert "0%" in words(training(scores=bad))
    assert "80%" not in words(training(scores=bad))


def labels(picture):
    """Each text of a picture and the box it takes at least: left, top, right, bottom."""
    for node in drawing(picture).iter(f"{SVG}text"):
        words, size = plain("".join(node.itertext())), float(node.get("font-size", 15))
        width, x, foot = 0.45 * size * len(words), float(node.get("x")), float(node.get("y"))
        left = x - width * {"start": 0, "middle": 0.5, "end": 1}[node.get("text-anchor", "start")]
        yield words, (left, foot - 2 * _svg.ASCENT * size, left + width, foot)


def shown_states(name):
    if name in MORE:
        return MORE[name]()
    return [EXPLORERS[name].view(one).picture for one in states(name)]


@pytest.mark.parametrize("name", [*EXPLORERS, *STILLS])
def test_no_label_runs_into_another_or_out_of_the_picture(name):
    for picture in shown_states(name):
        width = float(drawing(picture).get("viewBox").split()[2])
        found = list(labels(picture))
        for place, (words, (left, top, right, bottom)) in enumerate(found):
            assert left >= 0 and right <= width, words
            for other, (left_2, top_2, right_2, bottom_2) in found[:place]:
                apart = right <= left_2 or right_2 <= left or bottom <= top_2 or bottom_2 <= top
                assert apart, (words, other)


@pytest.mark.parametrize("name", [*EXPLORERS, *STILLS])
def test_text_comes_in_few_sizes(name):
    sizes = {float(t.get("font-size", 15)) for t in drawing(drawn(name)).iter(f"{SVG}text")}
    assert sizes <= {14, 15, 16, 17, 18, 19, 20, 24}
    assert len(sizes) <= 6


def texts(picture):
    """Where each text of a picture stands, the middle of its height, and how it is anchored."""
    found = {}
    for node in drawing(picture).iter(f"{SVG}text"):
        y = float(node.get("y")) - _svg.ASCENT * float(node.get("font-size", 15))
        place = float(node.get("x")), pytest.approx(y, abs=0.1), node.get("text-anchor")
        found.setdefault(plain("".join(node.itertext())), []).append(place)
    return found


@pytest.mark.parametrize(("low", "ticks"), [(-1, [0, 150, 300]), (0, [0, 300]), (1, [0, 300])])
def test_a_number_line_has_its_ends_and_its_zero_marked(low, ticks):
    root, scale = pictures.Picture(300, 100, ""), Scale(low, low + 2, 0, 300)
    number_line(root, scale, 50)
    whole, *strokes = map(ends, drawing(root).iter(f"{SVG}line"))
    assert whole.tolist() == [[0, 50], [300, 50]]
    assert sorted(stroke.tolist() for stroke in strokes) == [[[x, 45], [x, 55]] for x in ticks]
    assert len({one.get("stroke-width") for one in drawing(root).iter(f"{SVG}line")}) == 1
    wanted = dict(zip(scale.ends, (0, 300), strict=True)) | ({"0": 150} if low < 0 else {})
    assert texts(root) == {label: [(x, 70, "middle")] for label, x in wanted.items()}


def test_the_labels_of_a_plot_stand_below_and_beside_it():
    root = pictures.Picture(200, 200, "")
    SQUARE.below(root, 5, "five")
    SQUARE.below(root, 2, "two", 30)
    SQUARE.beside(root, 10, "ten")
    SQUARE.beside(root, 0, "none", 12)
    assert texts(root) == {
        "five": [(50, 120, "middle")],
        "two": [(20, 130, "middle")],
        "ten": [(-8, 0, "end")],
        "none": [(-12, 100, "end")],
    }


def test_a_series_has_a_dot_on_each_value_that_the_plot_holds():
    root = pictures.Picture(100, 100, "")
    SQUARE.series(root, (0, 5, 10), (10, 11, 0), "currentColor")
    assert circles(root, BOX) == [[0, 0, 4], [100, 100, 4]]
    assert curves(root, BOX)[0].tolist() == [[0, 0], [50, 0], [100, 100]]


@pytest.mark.parametrize(
    ("start", "tip", "back", "corners"),
    [
        (10, 60, 50, [[60, 20], [50, 13], [50, 27]]),
        (60, 10, 20, [[10, 20], [20, 13], [20, 27]]),
        (10, 14, 10, [[14, 20], [10, 17.2], [10, 22.8]]),
        (10, 11, 10, None),
    ],
)
def test_an_arrow_ends_at_its_tip_and_its_head_is_no_longer_than_itself(start, tip, back, corners):
    root = pictures.Picture(100, 50, "")
    _svg.arrow(root, start, tip, 20)
    (shaft,) = drawing(root).iter(f"{SVG}line")
    assert ends(shaft).tolist() == [[start, 20], [back, 20]]
    heads = [node.get("points") for node in drawing(root).iter(f"{SVG}polygon")]
    found = [[list(map(float, p.split(","))) for p in head.split()] for head in heads]
    assert found == ([corners] if corners else [])


def test_dots_are_filled_with_a_rim_and_rings_are_empty():
    root = pictures.Picture(100, 50, "")
    _svg.dot(root, 10, 20, 5, "red")
    _svg.dot(root, 10, 20, 5, "red", filled=False)
    dot, ring = drawing(root).iter(f"{SVG}circle")
    assert (dot.get("fill"), dot.get("stroke"), dot.get("stroke-width")) == (
        "red",
        "currentColor",
        None,
    )
    assert (ring.get("fill"), ring.get("stroke"), ring.get("stroke-width")) == ("none", "red", "3")


@pytest.mark.parametrize(("layer", "half"), [(None, 1.12), (2, 1.4)])
def test_the_bar_of_a_derivative_lies_between_its_two_symbols(layer, half):
    root = pictures.Picture(100, 100, "")
    root.extend(drawn_derivative(50, 40, "C_0", "w", layer, size=20))
    (bar,) = drawing(root).iter(f"{SVG}line")
    assert ends(bar) == pytest.approx(np.array([[50 - 20 * half, 40], [50 + 20 * half, 40]]))
    (upper, above), (lower, below) = labels(root)
    assert (upper, lower) == ("∂C0", "∂w" if layer is None else "∂w(2)")
    assert above[3] < 40 < below[1]
    assert all(anchor == "middle" and x == 50 for [(x, _, anchor)] in texts(root).values())
    assert 40 - above[3] == pytest.approx(below[1] - 40, abs=3)


def test_scripts_are_smaller_and_sub_lies_below_super():
    root = pictures.Picture(100, 50, "")
    _svg.text(root, 5, 5, "$w_{1}^{(2)}$", size=20)
    letter, sub, above, back = drawing(root).find(f"{SVG}text")
    assert float(letter.get("font-size")) > 20 > float(sub.get("font-size"))
    assert sub.get("font-size") == above.get("font-size")
    assert (letter.get("font-style"), sub.get("font-style")) == ("italic", None)
    assert float(sub.get("dy")) > 0 > float(above.get("dy")) + float(sub.get("dy"))
    assert float(sub.get("dy")) + float(above.get("dy")) + float(back.get("dy")) == pytest.approx(0)


def on_number_lines(picture):
    """The value at which each dot on a number line stands, by the labels of its ends."""
    dots, numbers = circles(picture, Box(0, 1000, 0, 1000)), texts(picture)
    for line in lines(picture, stroke_width="1.5", opacity="0.5"):
        (x1, y1), (x2, y2) = ends(line)
        if y1 == y2 and x2 > x1 + 20 and not line.get("stroke-dasharray"):
            ticks = [
                words
                for x in (x1, x2)
                for words, places in numbers.items()
                if any(at[:2] == (x, y1 + 20) for at in places)
            ]
            if len(ticks) != 2:
                continue
            for x, y, _ in dots:
                if y == y1 and x1 <= x <= x2:
                    low, high = (float(tick.replace("\N{MINUS SIGN}", "-")) for tick in ticks)
                    yield low + (high - low) * (x - x1) / (x2 - x1)


def test_every_number_of_a_neuron_lies_at_its_place_on_its_number_line():
    picture = pictures.dependencies(NEURON)
    found = list(on_number_lines(picture))
    wanted = [getattr(NEURON, key) for key in ("w", "a_prev", "b", "z", "a", "y", "C_0")]
    assert found == pytest.approx(wanted, abs=0.02)
    limits = [texts(picture)[end] for end in ("\N{MINUS SIGN}4", "4")]
    assert [len(ends_) for ends_ in limits] == [2, 2]  # of w and of b
    found = list(on_number_lines(pictures.one_neuron(NEURON)))
    assert found == pytest.approx([NEURON.w, NEURON.a_prev, NEURON.b, NEURON.z], abs=0.02)


def test_a_number_stands_halfway_between_those_that_make_it():
    written = texts(pictures.dependencies(NEURON))
    heights = {words.partition(" ")[0]: at[1].expected for words, (at, *_) in written.items()}
    for made, *makers in (("z", "w", "aprev", "b"), ("C0", "a", "y")):
        assert heights[made] == pytest.approx(np.mean([heights[one] for one in makers]), abs=0.1)


def test_arrows_between_number_lines_touch_neither():
    picture = pictures.dependencies(NEURON)
    whole = [ends(one) for one in lines(picture, stroke_width="1.5", opacity="0.5")]
    whole = [one for one in whole if one[0, 1] == one[1, 1]]
    shafts = [ends(one) for one in lines(picture, opacity="0.6")]
    heads = [
        np.array([p.split(",") for p in head.get("points").split()], dtype=float)
        for head in drawing(picture).iter(f"{SVG}polygon")
    ]
    assert len(shafts) == len(heads) == 6
    for (start, back), (tip, *sides) in zip(shafts, heads, strict=True):
        assert any(np.allclose(one[1] + (16, 0), start, atol=0.1) for one in whole)
        assert any(np.allclose(one[0] - (18, 0), tip, atol=0.1) for one in whole)
        assert np.mean(sides, axis=0) == pytest.approx(back, abs=0.1)
        assert np.hypot(*(tip - back)) == pytest.approx(13, abs=0.2)
        assert np.hypot(*(sides[0] - sides[1])) == pytest.approx(12, abs=0.2)
        assert (tip - back) @ (sides[0] - sides[1]) == pytest.approx(0, abs=3)
        direction = (tip - start) / np.hypot(*(tip - start))
        assert (tip - back) / 13 == pytest.approx(direction, abs=0.02)


def test_the_bars_of_derivatives_begin_at_zero_and_end_at_their_values():
    picture = pictures.chain_of_neurons(CHAIN)
    (axis,) = [one for one in lines(picture, opacity="0.5") if one.get("x1") == one.get("x2")]
    zero, written = float(axis.get("x1")), texts(picture)
    slopes = [CHAIN.derivative(name, layer) for layer in (3, 2, 1) for name in ("w", "b")]
    limit = round_limit(max(map(abs, slopes)))
    ((high, _, _),), ((low, _, _),) = written[f"{limit:g}"], written[f"\N{MINUS SIGN}{limit:g}"]
    assert (low + high) / 2 == zero == written["0"][0][0]
    bars = [one for one in drawing(picture).iter(f"{SVG}rect") if one.get("height") == "18"]
    for bar, slope in zip(bars, slopes, strict=True):
        left = float(bar.get("x"))
        sides = [left, left + float(bar.get("width"))]
        tip = zero + slope / limit * (high - zero)
        assert sides == pytest.approx(sorted([zero, tip]), abs=0.9)
        top, bottom = float(bar.get("y")), float(bar.get("y")) + 18
        value = f"= {printed(slope)}"
        assert any((top + bottom) / 2 == y for _, y, _ in written[value])
        assert float(axis.get("y1")) < top < bottom < float(axis.get("y2"))


def test_factors_stand_under_what_puts_them_in():
    written = texts(pictures.chain_of_neurons(CHAIN))
    for layer in (1, 2, 3):
        assert written[f"σ′(z({layer}))"][0][::2] == (node_x(layer), "middle")
        factor = printed(CHAIN.factors("b", layer)[1], 3)
        assert {x for x, _, _ in written[factor]} == {node_x(layer)}
    for layer in (2, 3):
        assert written[f"w({layer})"][-1][0] == edge_x(layer)
        assert edge_x(layer) in {x for x, _, _ in written[printed(CHAIN.weights[layer - 1], 3)]}
    dots = written["·"]
    assert len(dots) == sum(
        len(CHAIN.factors(name, layer)) - 1 for name in "wb" for layer in (1, 2, 3)
    )


def test_a_connection_ends_at_the_rims_and_is_as_thick_as_its_weight_is_large():
    picture = pictures.neurons_in_a_row(CHAIN)
    *between, _ = lines(picture)
    discs = circles(picture, Box(0, 1000, 0, 1000))
    for weight, line, disc, later in zip(CHAIN.weights, between, discs, discs[1:], strict=False):
        (x1, y1), (x2, y2) = ends(line)
        assert (x1 - disc[0], later[0] - x2) == pytest.approx((disc[2], later[2]))
        assert y1 == y2 == disc[1] == later[1]
        assert float(line.get("stroke-width")) == pytest.approx(1.5 + 2.5 * abs(weight), abs=0.06)
        assert texts(picture)[printed(weight, 2)][0][::2] == ((disc[0] + later[0]) / 2, "middle")


@pytest.mark.parametrize("draw", [pictures.output_bars, pictures.output_wishes])
def test_output_bars_go_from_the_line_of_0_towards_that_of_1(draw):
    a = np.linspace(0, 1, 10)[:, None]
    picture = draw(a, 4)
    zero, one = lines(picture, opacity="0.35")
    for line, label in ((zero, "0"), (one, "1")):
        (x, top), (x_2, bottom) = ends(line)
        assert x == x_2
        assert [at for at in texts(picture)[label] if at[2] == "middle"] == [
            (x, top - 14, "middle")
        ]
    start, length = ends(zero)[0, 0], ends(one)[0, 0] - ends(zero)[0, 0]
    bars = [r for r in drawing(picture).iter(f"{SVG}rect") if r.get("class") is None]
    tips = [p for p in drawing(picture).iter(f"{SVG}polygon") if len(p.get("points").split()) == 4]
    below = 0
    for digit, (bar, mark) in enumerate(zip(bars, tips, strict=True)):
        x, y, width, height = (float(bar.get(key)) for key in ("x", "y", "width", "height"))
        assert x == start
        assert width == pytest.approx(max(length * a[digit, 0], 0.8), abs=0.1)
        points = np.array([p.split(",") for p in mark.get("points").split()], dtype=float)
        target = start + length * (digit == 4)
        assert points.mean(axis=0) == pytest.approx([target, y + height / 2], abs=0.2)
        assert any(at[1] == y + height / 2 and at[2] == "end" for at in texts(picture)[str(digit)])
        assert y > below + 5
        below = y + height


@pytest.mark.parametrize("name", [*EXPLORERS, *STILLS])
def test_labels_that_are_nearly_in_line_are_in_line(name):
    """Only the rows of the digit reader's layers are no table: 16 neurons stand beside 10."""
    places = [(words, at) for words, all_ in texts(drawn(name)).items() for at in all_]
    for number, (words, (x, y, anchor)) in enumerate(places):
        for other, (x_2, y_2, anchor_2) in places[:number]:
            across, down = abs(x - x_2), abs(y.expected - y_2.expected)
            assert not (anchor == anchor_2 and 0.15 < across < 1.6 and down < 100), (words, other)
            assert not 0.15 < down < 1.6 or name == "digit_reader", (words, other)


@pytest.mark.parametrize("name", sorted({*EXPLORERS, *STILLS} - {"digit_reader"}))
def test_labels_that_are_nearly_in_line_with_a_mark_are_in_line_with_it(name):
    """In the digit reader too, 16 neurons stand beside 10."""
    picture = drawn(name)
    long = [ends(one) for one in lines(picture) if np.ptp(ends(one)) > 12]
    marks = [(x, y) for x, y, _ in circles(picture, Box(0, 1000, 0, 1000))]
    across = [(x, (y1 + y2) / 2) for (x, y1), (x2, y2) in long if x == x2] + marks
    heights = [y for (_, y), (_, y2) in long if y == y2] + [y for _, y in marks]
    for words, places in texts(picture).items():
        for x, y, _ in places:
            assert not any(0.15 < abs(y.expected - height) < 1.6 for height in heights), words
            near = [place for place, height in across if abs(y.expected - height) < 100]
            assert not any(0.15 < abs(x - place) < 1.6 for place in near), words


def test_the_bench_and_the_avenues_have_their_numbers_on_their_lines():
    found = list(on_number_lines(pictures.chain_rule_bench(NEURON, "w", 0.5)))
    names = ("w", "a_prev", "b", "z", "a", "C_0")
    assert found == pytest.approx([getattr(NEURON, name) for name in names], abs=0.03)
    outcomes = {"weight": (1.0, 0.73), "activation": (2.0, 0.88), "bias": (0.5, 0.62)}
    nudges = {"weight": np.ones(4), "activation": np.ones(4), "bias": np.ones(1)}
    picture = pictures.three_avenues(
        np.ones(4), np.ones(4) / 2, -0.4, (0.0, 0.5), nudges, outcomes, 2.0
    )
    assert list(on_number_lines(picture)) == pytest.approx([0.5] * 3, abs=0.01)
    tips = [tip for _, tip, _ in arrows(picture)]
    length = [ends(one)[:, 0] for one in lines(picture, stroke_width="1.5", opacity="0.5")]
    whole = [one for one in length if one[1] > one[0]]
    for (start, end), (_, a) in zip(whole, outcomes.values(), strict=True):
        assert any(tip == pytest.approx(start + a * (end - start), abs=0.2) for tip in tips)


def test_the_bench_joins_a_nudge_with_what_it_becomes():
    picture = pictures.chain_rule_bench(NEURON, "w", 0.5)
    ribbons = [
        np.array([p.split(",") for p in one.get("points").split()], dtype=float)
        for one in drawing(picture).iter(f"{SVG}polygon")
        if one.get("opacity") == "0.12"
    ]
    nudges = list(arrows(picture))
    assert len(ribbons) == 3
    for (start, there, there_2, start_2), (x, tip, y), (x_2, tip_2, y_2) in zip(
        ribbons, nudges, nudges[1:], strict=False
    ):
        assert (start[0], there[0]) == pytest.approx((x, tip), abs=0.1)
        assert (start_2[0], there_2[0]) == pytest.approx((x_2, tip_2), abs=0.1)
        assert start[1] == there[1] == y + 30
        assert start_2[1] == there_2[1] == y_2 - 12
    edges = lines(picture, stroke_width="1.5", opacity="0.5")
    slanted = [
        ends(one)
        for one in edges
        if one.get("x1") != one.get("x2") and one.get("y1") != one.get("y2")
    ]
    assert len(slanted) == 6
    assert sum(bool(one.get("stroke-dasharray")) for one in edges) == 3


@pytest.mark.parametrize("y", [0.0, 1.0])
def test_the_bench_marks_the_target_and_how_far_it_is(y):
    neuron = replace(NEURON, y=y)
    picture = pictures.chain_rule_bench(neuron, "w", 0.5)
    (bar,) = lines(picture, stroke_width="4")
    a = next(x for x, _, height in arrows(picture) if height == ends(bar)[0, 1] + 13)
    (x, _), (x_a, _) = ends(bar)
    assert x_a == pytest.approx(a, abs=0.1)
    assert x == {0.0: 112, 1.0: 412}[y]
    ((label, _, anchor),) = texts(picture)["target y"]
    assert (label > x) == (y == 1) == (anchor == "end")
    assert abs(label - x) == 6


def every_connection(picture, layout, sizes):
    for layer in range(1, len(sizes)):
        for j in range(sizes[layer]):
            for k in range(sizes[layer - 1]):
                yield (layer, j, k), np.array([layout.at(layer - 1, k), layout.at(layer, j)])


def test_connections_end_at_the_rims_and_leave_room_for_their_numbers():
    picture, layout = pictures.network(NET.weights, NET.biases, ACTIVATIONS), Layout((3, 2, 1))
    pieces, written = list(map(ends, lines(picture))), texts(picture)
    for (layer, j, k), (start, end) in every_connection(picture, layout, (3, 2, 1)):
        first, second, *pieces = pieces
        for point, centre in ((first[0], start), (second[1], end)):
            assert np.hypot(*(point - centre)) == pytest.approx(layout.radius, abs=0.2)
        along = (end - start) / np.hypot(*(end - start))
        for point in (*first, *second):
            off = point - start
            assert off[0] * along[1] - off[1] * along[0] == pytest.approx(0, abs=0.2)
        middle = (first[1] + second[0]) / 2
        share = 1 / ((3, 2, 1)[layer] + 1)
        assert middle == pytest.approx(start + share * (end - start), abs=0.2)
        gap = np.abs(second[0] - first[1]) / 2
        assert gap[0] == pytest.approx(26, abs=0.2) or gap[1] == pytest.approx(12, abs=0.2)
        assert gap[0] < 26.2 and gap[1] < 12.2
        number = printed(NET.weights[layer - 1][j, k], 2)
        assert any(at[0] == pytest.approx(middle[0], abs=0.2) for at in written[number])
    assert pieces == []


def test_a_neuron_has_its_name_above_and_its_bias_below():
    picture, layout = pictures.network(NET.weights, NET.biases, ACTIVATIONS), Layout((3, 2, 1))
    discs = circles(picture, Box(0, 1000, 0, 1000))
    for layer, size in enumerate((3, 2, 1)):
        for j in range(size):
            x, y = layout.at(layer, j)
            assert any(disc == pytest.approx([x, y, 27], abs=0.1) for disc in discs)
            names = [one for one in labels(picture) if one[0].startswith(f"a{j}({layer})")]
            assert names[0][1][3] < y - 27
            if layer:
                bias = [one for one in labels(picture) if one[0].startswith(f"b{j}({layer})")]
                assert bias[0][1][1] > y + 27


def test_what_is_stressed_has_a_halo_or_a_ring():
    stressed = {("w", 1, 0, 2), ("a", 0, 1), ("b", 2, 0)}
    picture = pictures.network(NET.weights, NET.biases, ACTIVATIONS, stressed)
    halos = lines(picture, opacity="0.25")
    cores = [
        one for one in lines(picture) if any((ends(one) == ends(halo)).all() for halo in halos)
    ]
    widths = [float(one.get("stroke-width")) for one in cores]
    assert len(cores) == 2 * len(halos) == 4
    assert widths[::2] == pytest.approx([width + 8 for width in widths[1::2]], abs=0.1)
    rings = [one for one in drawing(picture).iter(f"{SVG}circle") if one.get("opacity") == "0.5"]
    layout = Layout((3, 2, 1))
    found = [[float(one.get(key)) for key in ("cx", "cy", "r")] for one in rings]
    assert found == [pytest.approx([*layout.at(*place), 32], abs=0.1) for place in ((0, 1), (2, 0))]
    assert all(one.get("fill") == "none" for one in rings)


@pytest.mark.parametrize("sizes", [(3, 2, 1), (10, 4, 10), (784, 16, 16, 10)])
def test_the_layers_of_a_network_stand_evenly_apart_and_in_the_middle(sizes):
    layout = Layout(sizes)
    xs = [layout.at(layer, 0)[0] for layer in range(len(sizes))]
    assert np.ptp(np.diff(xs)) == pytest.approx(0, abs=1e-9)
    assert xs[0] == 900 - xs[-1] == 84
    middles = set()
    for layer in range(len(sizes)):
        heights = [layout.at(layer, j)[1] for j in layout.shown(layer)]
        steps = np.diff(heights)
        assert np.allclose(np.delete(steps, 3) if sizes[layer] > 10 else steps, layout.spacing)
        assert sizes[layer] <= 10 or steps[3] == pytest.approx(2 * layout.spacing)
        middles.add(round((heights[0] + heights[-1]) / 2, 6))
    assert len(middles) == 1
    assert layout.spacing > 2.6 * layout.radius
    assert layout.height <= 436


def test_the_digit_readers_neurons_stand_evenly_beside_their_numbers():
    picture = pictures.digit_reader(LAYERS, 2, 0.1, "test digit 42", "trained")
    discs = np.array([one for one in circles(picture, Box(0, 1000, 0, 1000)) if one[2] == 9])
    for x in sorted(set(discs[:, 0])):
        heights = np.sort(discs[discs[:, 0] == x, 1])
        assert len(heights) == 16
        assert np.ptp(np.diff(heights)) < 0.3
        beside = [at for at in texts(picture)["0.25"] if at[0] == x + 16]
        assert all(at[1] == y for at, y in zip(beside, heights, strict=True))


@pytest.mark.parametrize(
    ("picture", "box"),
    [
        (lambda: pictures.chain_rule_bench(NEURON, "b", -0.5), PLOT),
        (lambda: nudge_one(), RANKS),
        (lambda: nudge_one(), CURVE),
        (lambda: one_step(), LANDSCAPE),
        (lambda: one_step(), COSTS),
        (lambda: drunk_walk(), CHART),
        (lambda: training(), CORRECT),
        (lambda: training(), COST),
    ],
)
def test_every_plot_has_its_two_axes(picture, box):
    axes = [ends(one).tolist() for one in lines(picture(), opacity="0.5", stroke_width="1.5")]
    across = [y for (x, y), (x_2, y_2) in axes if (x, x_2) == (box.left, box.right) and y == y_2]
    (base,) = across
    assert box.top < base <= box.bottom
    assert [[box.left, base], [box.left, box.top]] in axes


PLOTS = [
    ("ranks", lambda: nudge_one(), RANKS, ("0", "3"), ("less", "1")),
    ("one step", lambda: one_step(), LANDSCAPE, ("−4", "4"), ("0", "8.3")),
    (
        "bench",
        lambda: pictures.chain_rule_bench(NEURON, "b", -0.5),
        PLOT,
        ("−5", "5"),
        ("0", "0.5"),
    ),
    ("nudge", nudge_one, CURVE, ("−3", "3"), ("0", "1.5")),
    ("progress", training, CORRECT, ("0", "4"), ("80%", "100%")),
    ("cost", training, COST, ("0", "4"), ("0", "0.1")),
]


@pytest.mark.parametrize(
    ("picture", "box", "across", "up"), [one[1:] for one in PLOTS], ids=[one[0] for one in PLOTS]
)
def test_the_ends_of_both_axes_of_a_plot_are_labelled(picture, box, across, up):
    written = texts(picture())
    for label, x in zip(across, (box.left, box.right), strict=True):
        assert (x, box.bottom + 20, "middle") in written[label]
    for label in up:
        beside = [at for at in written[label] if at[2] == "end" and 4 < box.left - at[0] < 10]
        assert beside
    assert any(at[1] == box.top for at in written[up[1]])


@pytest.mark.parametrize("rank", [0, 1, 3])
def test_a_sensitivity_is_marked_at_its_rank_on_a_scale_of_powers_of_ten(rank):
    sizes = (1.0, 1e-2, 1e-6, 1e-12)
    curve = tuple(0.5 for _ in range(17))
    slope = Sensitivity("w", 1, (7, 300), -0.1)
    picture = pictures.nudge_one(LAYERS[0], slope, 0.5, rank, sizes, 1.0, 0.5, curve)
    left, right = RANKS.left, RANKS.right
    (x, y, _), *_ = circles(picture, RANKS)
    assert x == pytest.approx(left + rank / 3 * (right - left), abs=0.1)
    power = max(np.log10(sizes[rank]), -8)
    assert y == pytest.approx(RANKS.top - power / 8 * (RANKS.bottom - RANKS.top), abs=0.1)
    (line,) = curves(picture, RANKS)
    heights = [RANKS.top, RANKS.top + (RANKS.bottom - RANKS.top) / 4]
    assert line[:2, 1] == pytest.approx(heights, abs=0.1)
    written = texts(picture)
    for label, power in (("1", 0), ("10−2", -2), ("10−4", -4), ("10−6", -6), ("less", -8)):
        y = RANKS.top - power / 8 * (RANKS.bottom - RANKS.top)
        assert any(at[1] == y and at[2] == "end" for at in written[label])


def test_the_bench_writes_each_derivative_as_a_fraction_over_its_value():
    picture = pictures.chain_rule_bench(NEURON, "b", 0.5)
    bars = [ends(one) for one in lines(picture, stroke_width="1.3")]
    places = [one.mean(axis=0)[0] for one in bars]
    runs = coloured(picture)
    assert len(bars) == len(set(places)) == 6
    assert runs.count(("∂C0", "cost")) == 4
    written = texts(picture)
    for x, value in zip(
        places, (NEURON.dC_db, NEURON.dz_db, NEURON.da_dz, NEURON.dC_da), strict=False
    ):
        assert any(at[0] == pytest.approx(x, abs=0.1) for at in written[printed(value)])
    rows = {bars[0][0, 1], written[printed(NEURON.dC_da)][-1][1].expected}
    for sign, columns in (("=", 1), ("·", 2)):
        heights = sorted({round(at[1].expected) for at in written[sign]})
        assert heights == sorted(map(round, rows))
        assert len(written[sign]) == 2 * columns
    for x, value in zip(places[4:], (NEURON.dC_dw, NEURON.dC_da_prev), strict=True):
        assert written[f"= {printed(value)}"][0][0] == pytest.approx(x + 32, abs=0.1)


def test_the_numbers_of_an_array_stand_in_rows_and_columns_between_its_brackets():
    picture = line_by_line()
    written = texts(picture)
    brackets = [
        np.array([p.split(",") for p in one.get("points").split()], dtype=float)
        for one in drawing(picture).iter(f"{SVG}polyline")
    ]
    left, right, left_2, right_2 = brackets
    for numbers, (opens, closes) in (
        ([["0.5000", "−0.2500"]], (left, right)),
        ([["1.5000"], ["2.5000"]], (left_2, right_2)),
    ):
        side, other = opens[1, 0], closes[1, 0]
        assert other - side == 66 * len(numbers[0])
        assert (opens[0, 0], closes[0, 0]) == (side + 5, other - 5)
        assert np.array_equal(opens[:, 1], closes[:, 1])
        for row, line in enumerate(numbers):
            for column, number in enumerate(line, start=1):
                ((x, y, anchor),) = written[number]
                assert (x, anchor) == (side + 66 * column - 8, "end")
                assert y == opens[0, 1] + 14 + 24 * row
        assert opens[2, 1] - opens[1, 1] == 2 + 24 * len(numbers)


def test_arrays_stand_beside_each_other_as_long_as_there_is_room():
    arrays = {name: np.ones((rows, 2)) for name, rows in (("a", 1), ("b", 3), ("c", 1), ("d", 1))}
    written = texts(pictures.line_by_line(NET, ACTIVATIONS, 1, "a pass", LINES, 1, arrays))
    (x, y, _), *others = (written[name][0] for name in "abcd")
    (x_b, y_b, _), (x_c, y_c, _), (x_d, y_d, _) = others
    assert x == x_c < x_b == x_d
    assert y.expected == y_b.expected < y_c.expected == y_d.expected
    assert y_c.expected - y.expected > 3 * 24 + 16


@pytest.mark.parametrize(
    ("picture", "count", "below"),
    [(nudge_one, 4, 32), (one_step, 5, 32), (training, 3, 30), (paths_add, 3, 26)],
)
def test_each_stressed_number_stands_under_its_name(picture, count, below):
    root = drawing(picture())
    numbers = [t for t in root.iter(f"{SVG}text") if t.get("font-size") == "19"]
    assert len(numbers) == count
    assert any(number.get("font-weight") == "bold" for number in numbers)
    written = texts(picture())
    rule = max(ends(one)[0, 1] for one in lines(picture(), stroke_width="1") if one.get("opacity"))
    for number in numbers:
        x, y = float(number.get("x")), float(number.get("y")) - 19 * _svg.ASCENT
        above = [at for all_ in written.values() for at in all_ if at[:2] == (x, y - below)]
        assert len(above) == 1
        assert rule < y - below - 5


def test_the_landscape_and_the_map_have_their_numbers_at_their_edges_and_at_zero():
    for picture, box, ticks, gap in (
        (one_step(), LANDSCAPE, ("−4", "0", "4"), 20),
        (drunk_walk(), MAP, ("−2", "0", "2"), 18),
    ):
        written = texts(picture)
        middle = (box.left + box.right) / 2
        for label, x in zip(ticks, (box.left, middle, box.right), strict=True):
            assert (x, box.bottom + gap, "middle") in written[label]
        assert written["w"][0] == ((middle + box.right) / 2, box.bottom + 20, "middle")
    for label, y in (("−1", MAP.bottom), ("0", (MAP.top + MAP.bottom) / 2), ("1", MAP.top)):
        assert (MAP.left - 8, y, "end") in written[label]
    strokes = [ends(one) for one in lines(one_step(), stroke_width="1.5", opacity="0.5")]
    short = [one for one in strokes if one[1, 1] == one[0, 1] + 5]
    assert [one[0].tolist() for one in short] == [
        [x, LANDSCAPE.bottom] for x in (LANDSCAPE.left, 308, LANDSCAPE.right)
    ]


def test_the_routes_lie_side_by_side_and_each_ends_at_its_number():
    routes, written = (
        [ends(one) for one in lines(paths_add(), stroke_width="7")],
        texts(paths_add()),
    )
    numbers = [min(written[n], key=lambda at: at[1].expected) for n in "12"]
    assert numbers[0][0] == numbers[1][0] > NETWORK
    assert numbers[1][1].expected - numbers[0][1].expected == pytest.approx(22, abs=0.1)
    for (_, tip), (x, y, _) in zip(routes[2::3], numbers, strict=True):
        assert np.hypot(x - tip[0], y.expected - tip[1]) < 27
    (first, second), layout = routes[::3], Layout((2, 2, 2), NETWORK)
    aside = []
    start, end = np.array(layout.at(0, 1)), np.array(layout.at(1, 0))
    for route in (first, second):
        along = (end - start) / np.hypot(*(end - start))
        off = route - start
        aside += [off[:, 1] * along[0] - off[:, 0] * along[1]]
        assert off[0] @ along == pytest.approx(layout.radius, abs=0.2)
    assert np.ravel(aside) == pytest.approx([-2.75, -2.75, 2.75, 2.75], abs=0.2)


def test_the_walkers_table_has_a_column_for_each_number():
    written = texts(drunk_walk())
    rows = sorted(written[label][0][1].expected for label in ("all 100 a step", "25 a step"))
    assert rows[1] - rows[0] == pytest.approx(36, abs=0.1)
    for heading, numbers in (("steps", ("1", "4")), ("examples", ("100", "100"))):
        x = next(at[0] for at in written[heading] if at[2] == "end")
        for y, number in zip(rows, numbers, strict=True):
            assert any(at[0] == x and at[1] == y and at[2] == "end" for at in written[number])
    x = written["cost C"][0][0]
    costs = [next(at for at in written[cost] if at[0] == x) for cost in ("0.2000", "0.0500")]
    assert [at[1].expected for at in costs] == pytest.approx(rows, abs=0.1)


@pytest.mark.parametrize(("layer", "known"), [(0, 3), (1, 5), (2, 6)])
def test_the_forward_pass_has_filled_the_layers_up_to_its_own(layer, known):
    picture = pictures.forward_pass(NET, ZS, ACTIVATIONS, layer, ("w", 1, 0, 0), 5)
    shades = [one.get("fill-opacity") for one in drawing(picture).iter(f"{SVG}circle")]
    assert [float(shade) > 0 for shade in shades if shade] == [True] * known + [False] * (6 - known)


def test_the_arrows_of_an_avenue_lie_along_its_line_beside_their_neurons():
    picture = drawn("three_avenues")
    avenues = [ends(one) for one in lines(picture, stroke_width="1", opacity="0.3")]
    heights = {at[1].expected for all_ in texts(picture).values() for at in all_}
    assert len(avenues) == 3
    for (x, top), (_, bottom) in avenues[:2]:
        ys = [y for start, _, y in arrows(picture) if start == x]
        assert ys
        assert all(top < y < bottom for y in ys)
        assert all(any(abs(y - height) < 0.1 for height in heights) for y in ys)
