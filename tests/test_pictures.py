import xml.etree.ElementTree as ET

import numpy as np
import pytest

from nnhelpers import Chain, Neuron, pictures
from nnhelpers.equations import printed
from nnhelpers.pictures import _svg
from nnhelpers.pictures._number_line import Scale, round_limit
from nnhelpers.style import BACKGROUND, INK, INK_DARK

NEURON = Neuron(w=1.5, b=-0.5, a_prev=0.8, y=1.0)
CHAIN = Chain((1.5, -2.0, 1.2), (0.1, 0.5, -0.4), x=0.9, y=0.2)
SVG = "{http://www.w3.org/2000/svg}"
ALL = {
    "chain_rule_bench": lambda: pictures.chain_rule_bench(NEURON, "w", 0.5),
    "chain_of_neurons": lambda: pictures.chain_of_neurons(CHAIN),
    "neurons_in_a_row": lambda: pictures.neurons_in_a_row(CHAIN),
    "dependencies": lambda: pictures.dependencies(NEURON),
}


def words(svg):
    """All text of a picture, as one string."""
    return " ".join("".join(node.itertext()) for node in ET.fromstring(svg).iter(f"{SVG}text"))


@pytest.mark.parametrize("name", ALL)
def test_a_picture_is_sound(name):
    root = ET.fromstring(ALL[name]())
    assert root.get("role") == "img"
    assert len(root.get("aria-label")) > 40
    nodes = list(root.iter())
    assert not any("id" in node.attrib for node in nodes)  # shown twice, ids would collide
    assert [float(part) for part in root.get("viewBox").split()][:2] == [0, 0]
    sizes = [float(t.get("font-size", 15)) for t in root.iter(f"{SVG}text")]
    assert min(sizes) >= 14


@pytest.mark.parametrize("name", ALL)
def test_a_picture_is_a_pure_function(name):
    assert ALL[name]() == ALL[name]()


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
    root = ET.fromstring(pictures.chain_rule_bench(NEURON, "w", 0.5))
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


def test_the_bars_of_the_chain_are_in_proportion_to_the_derivatives():
    root = ET.fromstring(pictures.chain_of_neurons(CHAIN))
    bars = [r for r in root.iter(f"{SVG}rect") if r.get("height") == "18"]
    widths = [float(bar.get("width")) for bar in bars]
    slopes = [abs(CHAIN.derivative(name, layer)) for layer in (3, 2, 1) for name in ("w", "b")]
    assert np.allclose(widths, np.array(slopes) * widths[1] / slopes[1], atol=0.5)


def test_negative_weights_are_dashed_not_only_coloured():
    def dashed(weight):
        chain = Chain((weight, 1.0, 1.0), (0.0,) * 3, 0.5, 1.0)
        return "stroke-dasharray" in pictures.neurons_in_a_row(chain)

    assert dashed(-1.0)
    assert not dashed(1.0)


def test_text_and_attributes_are_escaped():
    root = _svg.picture(100, 50, 'a "quoted" <b> & c')
    _svg.text(root, 5, 5, 'x < y & "z"', data='">')
    parsed = ET.fromstring(root.render())
    assert parsed.get("aria-label") == 'a "quoted" <b> & c'
    assert "".join(parsed.find(f"{SVG}text").itertext()) == 'x < y & "z"'
    assert parsed.find(f"{SVG}text").get("data") == '">'


def test_mathematics_in_labels():
    root = _svg.picture(100, 50, "")
    _svg.text(root, 5, 5, "slope $C_{0}$ = 1")
    runs = ET.fromstring(root.render()).find(f"{SVG}text")
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


def contrast(one, other):
    """The contrast ratio of the Web Content Accessibility Guidelines 2, section 1.4.3."""

    def luminance(colour):
        channels = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
        linear = np.where(
            channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4
        )
        return linear @ [0.2126, 0.7152, 0.0722]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("quantity", INK)
def test_coloured_text_is_readable(quantity):
    assert contrast(INK[quantity], BACKGROUND) >= 4.5
    assert contrast(INK_DARK[quantity], "#111111") >= 4.5
    assert contrast(INK[quantity], "#111111") >= 4  # before an explorer brings its style sheet
