"""What a pointer does to the picture of an explorer is what its controls do."""

from urllib.parse import parse_qsl
from xml.etree import ElementTree as ET

import pytest
from openers import EXPLORERS, settings_of

from nnhelpers.explorers import chain_rule_bench, line_by_line, nudge_one, one_step, paths_add
from nnhelpers.explorers._controls import Slider, choice
from nnhelpers.explorers.line_by_line import network_of
from nnhelpers.explorers.nudge_one import _example
from nnhelpers.live import seen
from nnhelpers.tracing import record

SVG = "{http://www.w3.org/2000/svg}"
DRAGGED = {  # at the start
    "one_neuron": {"w", "b", "a_prev"},
    "chain_rule_bench": {"w", "b", "a_prev", "y", "h"},
    "chain_of_neurons": {"w1", "w2", "w3", "b1", "b2", "b3", "x", "y"},
    "nudge_one": {"rank", "h"},
    "three_avenues": {"length"},
    "paths_add": {"x_0", "x_1"},
    "line_by_line": {"x_0", "x_1"},
    "one_step": {"w"},
    "drunk_walk": {"start_w", "start_b"},
}
PICKED = {
    "forward_pass": {"picked", "layer"},
    "chain_rule_bench": {"nudged"},
    "chain_of_neurons": {"spelled"},
    "nudge_one": {"rank"},
    "three_avenues": {"spread", "k"},
    "paths_add": {"start", "without"},
    "line_by_line": {"step"},
    "one_step": {"steps"},
}


def handles(explorer):
    root = ET.fromstring(explorer.seen.picture.svg)
    return [one for one in root.iter() if "nn-handle" in one.get("class", "").split()]


def middle(handle, axis):
    size = {"x": "width", "y": "height"}[axis]
    return float(handle.get(axis)) + float(handle.get(size)) / 2


def scales(explorer):
    """Yield the axis of each handle that is dragged, its control, and the scale."""
    for handle in handles(explorer):
        for axis in "xy":
            if handle.get(f"data-{axis}"):
                name, *numbers = handle.get(f"data-{axis}").split()
                yield handle, axis, name, [float(number) for number in numbers]


def picks(handle):
    return dict(parse_qsl(handle.get("data-pick", "")))


def sets(handle):
    return dict(parse_qsl(handle.get("data-set", "")))


@pytest.mark.parametrize("name", EXPLORERS)
def test_what_is_named_can_be_dragged_and_clicked(name):
    explorer = EXPLORERS[name]()
    dragged = {control for _, _, control, _ in scales(explorer)}
    picked = {control for handle in handles(explorer) for control in picks(handle)}
    grids = [one.get("data-cells") for one in handles(explorer)]
    picked |= {grid.split()[0] for grid in grids if grid}
    if name == "forward_pass":
        inputs = {"x_0", "x_1", "x_2"}
        assert dragged - inputs == {c.name for c in explorer.movable if c.name[0] in "wb"}
        assert dragged >= inputs
    else:
        assert dragged == DRAGGED.get(name, set())
    assert picked == PICKED.get(name, set())


@pytest.mark.parametrize("name", EXPLORERS)
def test_a_handle_stands_where_its_control_does(name):
    """Taken hold of and let go at once, nothing would move."""
    explorer = EXPLORERS[name]()
    for values in settings_of(explorer):
        explorer.move(**values)
        sliders = {one.name: one for one in explorer.movable if isinstance(one, Slider)}
        for end_of_sliders in ("start", "low", "high"):
            explorer.move(**{n: getattr(one, end_of_sliders) for n, one in sliders.items()})
            for handle, axis, control, (start, end, low, high) in scales(explorer):
                if "nn-ground-handle" in handle.get("class") or sets(handle):
                    continue  # it is moved to where the pointer is, or a new start is made of it
                share = (middle(handle, axis) - start) / (end - start)
                away = low + share * (high - low) - getattr(explorer.state, control)
                pixel = abs((high - low) / (end - start))
                assert abs(away) <= max(sliders[control].step / 2, 0.07 * pixel)


@pytest.mark.parametrize("name", EXPLORERS)
def test_what_a_click_sets_can_be_set(name):
    opened = EXPLORERS[name]
    for handle in handles(opened()):
        explorer = opened()
        controls = {control.name: control for control in explorer.movable}
        values = picks(handle)
        explorer.move(
            **{one: controls[one].heard(said, explorer.state) for one, said in values.items()}
        )
        shown = seen(explorer)["values"]
        assert {one: str(shown[one]) for one in values} == values


@pytest.mark.parametrize("name", EXPLORERS)
def test_handles_are_unseen_and_broad_enough_for_a_finger(name):
    """24 pixels of a phone's screen, where a picture of 900 is shown at 560; lines of text less."""
    for handle in handles(EXPLORERS[name]()):
        assert "0" in (handle.get("fill-opacity"), handle.get("stroke-opacity"))
        if handle.get("data-x") or handle.get("data-y"):
            assert min(float(handle.get(side)) for side in ("width", "height")) >= 30


@pytest.mark.parametrize("step", [0, 3, 9, 12])
def test_a_source_line_leads_to_when_it_runs_next(step):
    net, x, y = network_of(line_by_line().state)
    steps = record(net, x, y)
    later = [*range(step + 1, len(steps)), *range(step + 1)]
    lines = [one for one in handles(line_by_line(step=step)) if "step" in picks(one)]
    heights = {46 + 21 * one.line for one in steps if one.function == steps[step].function}
    assert {middle(line, "y") for line in lines} == heights
    for line in lines:
        led = int(picks(line)["step"])
        passed = [steps[one] for one in later[: later.index(led)]]
        assert middle(line, "y") == 46 + 21 * steps[led].line
        assert (steps[led].function, steps[led].line) not in {(p.function, p.line) for p in passed}


def test_a_pixel_leads_to_its_most_sensitive_weight():
    (grid,) = (one for one in handles(nudge_one()) if one.get("data-cells"))
    name, *ranks = grid.get("data-cells").split()
    assert (name, len(ranks)) == ("rank", 784)
    *_, ranked, _ = _example()
    first = [one for one in ranked if one.name == "w" and one.layer == 1]
    for pixel in (0, 350, 407, 783):
        found = ranked[int(ranks[pixel])]
        assert found.index[1] == pixel
        assert abs(found.slope) == max(abs(one.slope) for one in first if one.index[1] == pixel)


def test_a_path_that_is_left_out_is_taken_in_again_by_a_click():
    for left_out, expected in (("none", {"1", "2"}), ("2", {"1", "none"})):
        found = [picks(one).get("without") for one in handles(paths_add(without=left_out))]
        assert {one for one in found if one} == expected


def test_the_ball_is_lifted_to_a_new_start():
    for steps in (0, 3):
        (ball,) = (one for one in handles(one_step(steps=steps)) if one.get("data-x"))
        assert sets(ball) == {"steps": "0"}
    rings = [picks(one)["steps"] for one in handles(one_step(steps=3)) if picks(one)]
    assert rings == ["0", "1", "2"]


def test_the_end_of_a_nudge_is_dragged_from_both_pictures_of_it():
    explorer = chain_rule_bench(h=0.5)
    assert [name for _, _, name, _ in scales(explorer)].count("h") == 2
    assert [name for _, _, name, _ in scales(explorer)].count("w") == 2


@pytest.mark.parametrize(
    ("value", "place"),
    [(0.16, 0.15), (0.18, 0.2), (-7, -4.0), (7, 4.0), (0.15, 0.15), (-3.97, -3.95), (4, 4.0)],
)
def test_a_slider_brings_a_number_to_its_nearest_step(value, place):
    slider = Slider("w", 1.5, -4, 4, 0.05)
    assert slider.nearest(value) == place


@pytest.mark.parametrize(("value", "place"), [(3.4, 3), (3.6, 4), (-2, 0), (99, 9)])
def test_a_slider_of_whole_numbers_stays_with_them(value, place):
    found = Slider("steps", 1, 0, 9, 1).nearest(value)
    assert (found, type(found)) == (place, int)


def test_what_a_front_end_says_is_understood():
    assert Slider("w", 1.5, -4, 4, 0.05).heard("1.25", None) == 1.25
    assert Slider("w", 1.5, -4, 4, 0.05).heard("many", None) == "many"
    assert Slider("steps", 1, 0, 9, 1).heard(3.0, None) == 3
    assert choice("cost", 1, "cost", {"half": 1, "whole": 2}).heard("whole", None) == 2
