import gc
import re
import weakref
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from inspect import signature
from time import sleep

import ipywidgets
import numpy as np
import pytest
from ipywidgets.widgets.widget_link import Link
from jupyter_client.manager import start_new_kernel
from matplotlib.colors import to_rgb
from openers import EXPLORERS, settings_of

from nnhelpers import digits
from nnhelpers.equations import derivative, symbol
from nnhelpers.explorers import (
    chain_of_neurons,
    chain_rule_bench,
    digit_reader,
    drunk_walk,
    forward_pass,
    line_by_line,
    nudge_one,
    one_step,
    paths_add,
    three_avenues,
    training,
)
from nnhelpers.explorers._beginner import beginner
from nnhelpers.explorers._controls import Choice, Slider, choice, label
from nnhelpers.explorers._explorer import View, explorer
from nnhelpers.explorers.digit_reader import picked
from nnhelpers.explorers.forward_pass import PARAMETERS, network_of
from nnhelpers.explorers.line_by_line import network_of as network_and_examples
from nnhelpers.explorers.paths_add import STARTS
from nnhelpers.explorers.paths_add import network_of as network_of_paths
from nnhelpers.pictures import Picture
from nnhelpers.pictures.chain_rule_bench import INPUTS
from nnhelpers.published import two_two_two
from nnhelpers.runs import Settings
from nnhelpers.style import INK, INK_DARK
from nnhelpers.style_sheet import STYLE_SHEET


def parts(explorer, kind):
    """The widgets of one kind inside an explorer's box, depth first."""
    found, waiting = [], [explorer.widget]
    while waiting:
        widget = waiting.pop(0)
        found += [widget] if type(widget) is kind else []
        waiting = [*getattr(widget, "children", ()), *waiting]
    return found


def shown(explorer):
    """The controls of an explorer that are on the screen, whatever its state."""
    return [c for c in explorer.controls if isinstance(c, (Slider, Choice))]


def widget_of(explorer, control):
    """The widget of a control, found by its name."""
    if isinstance(control, Choice):
        buttons = parts(explorer, ipywidgets.ToggleButtons)
        return next(one for one in buttons if one.description == control.label)
    sliders = parts(explorer, ipywidgets.FloatSlider) + parts(explorer, ipywidgets.IntSlider)
    named = [one for one in sliders if one.tooltip == control.words]
    same = [c for c in explorer.controls if getattr(c, "words", None) == control.words]
    return named[same.index(control)]


def picture(explorer):
    return next(w.value for w in parts(explorer, ipywidgets.HTML) if "<svg" in w.value)


def equation(explorer):
    return parts(explorer, ipywidgets.HTMLMath)[0].value


@pytest.mark.parametrize("opened", EXPLORERS.values(), ids=EXPLORERS)
def test_every_slider_to_both_ends_in_every_setting(opened):
    explorer = opened()
    sliders = [c for c in explorer.controls if isinstance(c, Slider)]
    for values in settings_of(explorer):
        explorer.move(**values)
        for ends in ("low", "high"):
            explorer.move(**{s.name: getattr(s, ends) for s in sliders})
            for slider in sliders:
                for value in (slider.low, slider.high):
                    explorer.move(**{slider.name: value})
                    shown = " ".join((str(explorer), picture(explorer), equation(explorer)))
                    assert "failed" not in shown
                    assert isinstance(explorer.seen.equation, str)
                    assert not re.search(r"\b(nan|inf|infinity)\b", shown, re.IGNORECASE)


@pytest.mark.parametrize("opened", EXPLORERS.values(), ids=EXPLORERS)
def test_every_control_changes_the_picture_or_the_equation(opened):
    explorer = opened()
    for control in shown(explorer):
        if getattr(control, "only_if", None):
            explorer.move(**dict([control.only_if]))
        if not control.is_shown(explorer.state):
            continue  # such as how a drawing is read, where there is none
        before = picture(explorer), equation(explorer), str(explorer)
        now = getattr(explorer.state, control.name)
        if isinstance(control, Slider):
            other = control.low if now != control.low else control.high
        else:
            possible = control.options_in(explorer.state).values()
            other = next(v for v in possible if v != now)
        widget_of(explorer, control).value = other  # as a hand does, through the observer
        after = picture(explorer), equation(explorer), str(explorer)
        assert before[1] != after[1] or before[0] != after[0], control.name
        explorer.move(**{control.name: now})
        assert (picture(explorer), equation(explorer), str(explorer)) == before


@pytest.mark.parametrize("opened", EXPLORERS.values(), ids=EXPLORERS)
def test_every_slider_carries_its_symbol_and_its_words(opened):
    explorer = opened()
    sliders = parts(explorer, ipywidgets.FloatSlider) + parts(explorer, ipywidgets.IntSlider)
    assert len(sliders) == sum(isinstance(c, Slider) for c in explorer.controls)
    for slider in sliders:
        assert re.fullmatch(r"\$.+\$", slider.description)
        assert re.fullmatch(r"[a-z][^$\\]+", slider.tooltip)
        assert slider.continuous_update


@pytest.mark.parametrize("opened", EXPLORERS.values(), ids=EXPLORERS)
def test_a_slider_looks_as_its_control_says(opened):
    explorer = opened()
    for control in shown(explorer):
        if isinstance(control, Slider):
            slider = widget_of(explorer, control)
            assert slider.description == f"${control.latex}$"
            assert slider.style.handle_color == control.colour or control.colour is None
            assert slider.style.handle_color.startswith("#")
            assert slider.readout_format == ("d" if control.is_whole else ".2f")
            assert (slider.min, slider.max) == (control.low, control.high)
            assert slider.step == control.step


def test_a_whole_number_has_farther_to_go():
    walk, widths = drunk_walk(), {}
    for control in shown(walk):
        if isinstance(control, Slider):
            width = widget_of(walk, control).layout.width
            widths.setdefault(control.is_whole, set()).add(int(width.removesuffix("px")))
    assert min(widths[True]) > max(widths[False])


@pytest.mark.parametrize("opened", EXPLORERS.values(), ids=EXPLORERS)
def test_buttons_are_as_broad_as_their_words(opened):
    explorer = opened()
    for control in shown(explorer):
        if isinstance(control, Choice):
            buttons = widget_of(explorer, control)
            assert buttons.tooltip == control.label
            assert (buttons.style.button_width, buttons.layout.width) == ("auto", "auto")
            assert buttons.style.description_width == "initial"


@pytest.mark.parametrize("opened", EXPLORERS.values(), ids=EXPLORERS)
def test_a_slider_comes_to_its_start_and_both_ends_by_its_steps(opened):
    for control in opened.controls:
        if isinstance(control, Slider):
            steps = [(end - control.start) / control.step for end in (control.low, control.high)]
            assert steps == pytest.approx(np.round(steps)), control.name


FROM_0_TO_1 = {"a_prev", "x", "x_0", "x_1", "x_2", "y"}  # activations, and what they should be
COUNTED = {(digit_reader, "number"), (nudge_one, "rank"), (three_avenues, "k")}


ON_ONE_SIDE = (one_step, "w"), (drunk_walk, "start_w")


@pytest.mark.parametrize("opened", EXPLORERS.values(), ids=EXPLORERS)
def test_a_slider_goes_as_far_down_as_up_or_begins_at_nothing(opened):
    """But for those of a map whose valleys lie on one side of 0."""
    for control in opened.controls:
        if not isinstance(control, Slider) or (opened, control.name) in ON_ONE_SIDE:
            continue
        if control.name in FROM_0_TO_1:
            assert (control.low, control.high) == (0, 1)
        elif control.low < 0:
            assert control.low == -control.high, control.name
        elif (
            control.plays
            or control.name in ("seed", "draw", "momentum")
            or (opened, control.name) in COUNTED
        ):
            assert control.low == 0, control.name
        else:  # a learning rate, the size of a mini-batch
            assert control.low == control.step, control.name


def test_every_one_of_many_can_be_picked():
    net, *_ = beginner()
    parameters = sum(array.size for array in (*net.weights, *net.biases))
    for opened, name, many in (
        (digit_reader, "number", len(digits.test()[1].T)),
        (nudge_one, "rank", parameters),
        (three_avenues, "k", net.sizes[-2]),
    ):
        (control,) = (one for one in opened.controls if one.name == name)
        assert control.high == many - 1


@pytest.mark.parametrize("name", "wb")
def test_a_nudge_leads_to_the_end_of_the_number_line_and_not_beyond(name):
    slider, h = ({one.name: one for one in chain_rule_bench.controls}[key] for key in (name, "h"))
    line = INPUTS[name]
    assert (line.low, line.high) == (slider.low + h.low, slider.high + h.high)


def test_a_slider_is_named_after_its_field_if_nothing_else_is_said():
    plain, named = Slider("draw", 0, 0, 3, 1), Slider("h", 0, 0, 3, 1, "h_1", "nudge")
    assert (plain.latex, plain.words) == (r"\text{draw}", "draw")
    assert (named.latex, named.words) == ("h_1", "nudge")


def test_reset_is_one_redraw_to_the_start():
    bench = chain_rule_bench(w=2.0)
    start = str(bench)
    bench.move(w=-3.0, b=1.0, nudged="b", activation="tanh")
    assert str(bench) != start
    drawn, view = [], bench.view
    bench.view = lambda state: drawn.append(state) or view(state)
    parts(bench, ipywidgets.Button)[0].click()
    assert str(bench) == start
    assert drawn == [bench.start]


@pytest.mark.parametrize("opened", EXPLORERS.values(), ids=EXPLORERS)
def test_widgets_follow_what_is_moved_by_name(opened):
    explorer = opened()
    assert explorer.widget  # made before it moves
    for setting in settings_of(explorer):
        explorer.move(**setting)
    for control in shown(explorer):
        if isinstance(control, Slider):
            explorer.move(**{control.name: control.high})
        assert widget_of(explorer, control).value == getattr(explorer.state, control.name)
    assert picture(explorer) == explorer.seen.picture.svg
    assert equation(explorer) == f"$${explorer.seen.equation}$$"


def test_an_explorer_moves_without_being_shown():
    bench, drawn = chain_rule_bench(), []
    bench.observe(lambda: drawn.append(str(bench)))
    bench.move(w=0.0)
    assert bench.state.w == 0.0
    assert drawn == [str(chain_rule_bench(w=0.0))]
    bench.reset()
    assert bench.state == bench.start == chain_rule_bench.start
    assert len(drawn) == 2


def test_the_opener_says_what_can_be_moved_and_where_it_starts():
    controls, parameters = chain_rule_bench.controls, signature(chain_rule_bench).parameters
    assert [c.name for c in controls] == list(parameters)
    assert [c.start for c in controls] == [p.default for p in parameters.values()]
    assert chain_rule_bench.view(chain_rule_bench.start).picture.svg == picture(chain_rule_bench())
    assert chain_rule_bench.__doc__.startswith("One neuron")


def test_the_widget_can_stand_in_another():
    bench = chain_rule_bench()
    tabs = ipywidgets.Tab([bench.widget])
    assert tabs.children[0] is bench.widget


def test_state_is_frozen_and_complete():
    state = chain_rule_bench(w=2.0, nudged="a_prev").state
    assert (state.w, state.nudged) == (2.0, "a_prev")
    with pytest.raises(AttributeError):
        state.w = 1.0


@pytest.mark.parametrize(
    ("values", "error", "says"),
    [
        ({"w": 4.5}, ValueError, "w must be a number from -4 to 4, got 4.5"),
        ({"nudged": "z"}, ValueError, "nudged must be one of"),
        ({"weight": 1.0}, TypeError, "there is no 'weight' to move; there are w, b, a_prev"),
        ({"w": "a"}, TypeError, "w must be a number from -4 to 4, got 'a'"),
        ({"w": True}, TypeError, "w must be a number from -4 to 4, got True"),
        ({"w": float("nan")}, ValueError, "w must be a number from -4 to 4, got nan"),
    ],
)
def test_what_no_slider_can_show_is_refused(values, error, says):
    with pytest.raises(error, match=says):
        chain_rule_bench(**values)
    bench = chain_rule_bench()
    before = bench.state
    with pytest.raises(error, match=says):
        bench.move(b=1.0, **values)
    assert bench.state == before


@explorer(Slider("d", 1.0, -1, 1, 0.1))
def reciprocal(state):
    return View(Picture(10, 10, f"1 / {state.d}"), str(1 / state.d))


def test_an_exception_is_shown_and_the_next_move_recovers():
    explorer = reciprocal()
    assert explorer.widget
    explorer.move(d=0.0)
    alerts = [w.value for w in parts(explorer, ipywidgets.HTML) if 'role="alert"' in w.value]
    assert len(alerts) == 1
    assert "ZeroDivisionError" in alerts[0]
    with pytest.raises(ZeroDivisionError):
        str(explorer)
    explorer.move(d=0.5)
    assert "1 / 0.5" in picture(explorer)
    assert equation(explorer) == "$$2.0$$"
    assert not any('role="alert"' in w.value for w in parts(explorer, ipywidgets.HTML))


def test_the_stored_form_is_a_still_picture_and_a_sentence():
    bundle, about = chain_rule_bench()._repr_mimebundle_()
    assert about == {}  # where it is not Colab
    assert set(bundle) == {
        "application/vnd.jupyter.widget-view+json",
        "image/svg+xml",
        "text/plain",
    }
    assert bundle["image/svg+xml"].startswith("<svg ")
    assert bundle["text/plain"].startswith("One neuron")


def test_shown_twice_it_is_one_explorer():
    bench = chain_rule_bench()
    view = "application/vnd.jupyter.widget-view+json"
    first, second = (bench._repr_mimebundle_()[0] for _ in range(2))
    assert first[view] == second[view]


def test_a_whole_number_is_asked_for_where_one_is_meant():
    reader = digit_reader()
    with pytest.raises(TypeError, match="number must be a whole number from 0 to 9999, got 3.5"):
        reader.move(number=3.5)
    reader.move(number=np.int64(3))
    assert type(reader.state.number) is int
    assert type(chain_rule_bench(w=2).state.w) is float


def test_a_copy_of_a_shown_explorer_is_one_of_its_own():
    bench = chain_rule_bench(w=2.0)
    assert bench.widget
    twin = copy(bench)
    assert twin.state == bench.state
    assert twin.widget is not bench.widget
    twin.move(w=-1.0)
    assert (bench.state.w, twin.state.w) == (2.0, -1.0)
    assert picture(bench) == picture(chain_rule_bench(w=2.0))


def test_moves_from_several_threads_all_arrive():
    def slowly(state):
        sleep(0.001)  # others would move it meanwhile
        return (1,)

    @explorer(Slider("a", 0, 0, 9, 1), Slider("b", 0, 0, 9, 1), choice("c", 1, "c", [1], slowly))
    def two_sliders(state):
        return View(Picture(10, 10, f"{state.a} and {state.b}"), "")

    moved = two_sliders()

    def slide(name):
        for value in range(10):
            moved.move(**{name: value})

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(slide, "ab"))
    assert str(moved) == "9 and 9"


def test_two_explorers_do_not_share_their_state():
    one, other = chain_rule_bench(), chain_rule_bench()
    one.move(w=-1.0)
    assert other.state.w == 1.5


def test_a_closed_explorer_lets_go_of_its_widgets_and_goes_on_where_it_stood():
    bench = chain_rule_bench()
    widget = weakref.ref(bench.widget)
    bench.move(w=-1.0)
    bench.close()
    gc.collect()
    assert widget() is None
    bench.move(b=2.0)
    assert (bench.state.w, bench.state.b) == (-1.0, 2.0)
    assert picture(bench) == picture(chain_rule_bench(w=-1.0, b=2.0))


def test_the_forward_pass_shows_the_one_slider_that_is_picked():
    explorer = forward_pass()
    for field in PARAMETERS:
        explorer.move(picked=field)
        seen = {
            control.name
            for control in explorer.controls
            if widget_of(explorer, control).layout.display != "none"
        }
        assert seen == {"x_0", "x_1", "x_2", field, "picked", "layer"}


def test_the_forward_pass_keeps_what_was_slid_before():
    explorer = forward_pass()
    explorer.move(w1_12=-3.0)
    explorer.move(picked="b2_0", b2_0=4.0)
    net, x = network_of(explorer.state)
    assert net.weights[0][1, 2] == -3.0
    assert net.biases[1][0, 0] == 4.0
    assert x[:, 0].tolist() == [0.9, 0.2, 0.5]


def test_the_stressed_neurons_are_those_of_the_layer_that_a_line_is_about():
    """In a network of 3-2-1 their number tells which."""
    forward = [0, 0, 1, 1, 1, 2, 2, 2, 2]
    backward = [2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1]
    sizes = [3, 2, 1]
    for step, layer in enumerate(forward + backward):
        picture = line_by_line(sizes="3-2-1", step=step).seen.picture
        rings = re.findall(r'<circle [^>]*fill="none"[^>]*opacity="0.5"', picture.svg)
        assert len(rings) == sizes[layer], step


def test_controls_that_do_not_fit_beside_each_other_go_on_below():
    sliders, choices = (row for row in parts(drunk_walk(), ipywidgets.HBox) if row.layout.flex_flow)
    assert sliders.layout.flex_flow == choices.layout.flex_flow == "row wrap"
    assert sliders.layout.align_items == choices.layout.align_items == "flex-end"


def test_the_box_of_an_explorer_is_known_to_the_style_sheet():
    assert "nn-explorer" in one_step().widget._dom_classes
    assert ".nn-explorer " in STYLE_SHEET


@pytest.mark.parametrize("quantity", INK)
def test_an_equation_is_lighter_in_the_dark(quantity):
    """MathJax writes a colour as red, green and blue from 0 to 255."""
    red, green, blue = (round(255 * part) for part in to_rgb(INK[quantity]))
    rule = f'mjx-container [style*="rgb({red}, {green}, {blue})"] {{ color: {INK_DARK[quantity]} '
    assert rule in STYLE_SHEET


@pytest.mark.parametrize("opened", [line_by_line, one_step])
def test_what_plays_has_a_button_with_a_name(opened):
    explorer = opened()
    (clock,) = parts(explorer, ipywidgets.Play)
    (button,) = parts(explorer, ipywidgets.ToggleButton)
    slider = next(c for c in explorer.controls if getattr(c, "plays", False))
    assert clock.layout.display == "none"
    assert (clock.min, clock.max) == (slider.low, slider.high)
    assert (button.description, button.tooltip) == ("Play", "Play the steps one after another")
    links = [one for one in gc.get_objects() if type(one) is Link and one.comm is not None]
    links = [one for one in links if one.source[0] in (clock, button)]
    assert {one.source: one.target for one in links} == {
        (clock, "value"): (widget_of(explorer, slider), "value"),
        (button, "value"): (clock, "playing"),
    }
    explorer.close()
    assert all(widget.comm is None for widget in (clock, button, *links))


def test_a_path_can_be_left_out_where_there_is_one():
    for sizes, how_many in (("2-2-2", 2), ("2-3-2", 2), ("2-2-2-2", 4)):
        for start in STARTS:
            explorer = paths_add(sizes=sizes, start=start)
            (buttons,) = (
                b for b in parts(explorer, ipywidgets.ToggleButtons) if b.description[:5] == "leave"
            )
            assert str(explorer).startswith(f"{how_many} paths")
            assert buttons.options == (("none", "none"), *((n, n) for n in "1234"[:how_many]))


def test_a_path_that_is_not_there_cannot_be_left_out():
    says = re.escape("without must be one of ['none', '1', '2'], got '3'")
    with pytest.raises(ValueError, match=says):
        paths_add(without="3")
    explorer = paths_add(sizes="2-2-2-2", without="3")
    with pytest.raises(ValueError, match=says):
        explorer.move(sizes="2-3-2", without="3")
    assert explorer.state == paths_add(sizes="2-2-2-2", without="3").state


@pytest.mark.parametrize("left_out", ["2", "3"])
def test_in_a_smaller_network_a_path_that_is_gone_is_not_left_out(left_out):
    explorer = paths_add(sizes="2-2-2-2", without=left_out)
    sizes = next(control for control in explorer.controls if control.name == "sizes")
    widget_of(explorer, sizes).value = "2-2-2"  # as a hand does
    assert explorer.state.without == {"2": "2", "3": "none"}[left_out]
    assert str(explorer) == str(paths_add(without=explorer.state.without))
    explorer.move(sizes="2-2-2-2", without="4")
    assert "(left out)" in str(explorer)


def test_the_reader_shows_any_test_digit():
    labels = digits.test()[1].argmax(axis=0)
    reader = digit_reader()
    for number in (0, 1, 4321, 9999):
        reader.move(number=number)
        assert f"Test digit {number}." in str(reader)
        assert f"target: {labels[number]}." in str(reader)


def test_trained_weights_read_and_random_ones_do_not():
    def right(weights):
        shown = (str(digit_reader(number=number, weights=weights)) for number in range(20))
        read = (re.search(r"Brightest: (\d); target: (\d)", words).groups() for words in shown)
        return sum(answer == target for answer, target in read)

    assert right("trained") > 15 > 5 > right("random")


def test_the_reader_counts_through_the_digits_of_a_kind():
    labels = digits.test()[1].argmax(axis=0)
    for digit in "0123456789":
        of_this_kind = [number for number in range(10_000) if labels[number] == int(digit)]
        assert [picked(number, digit) for number in range(len(of_this_kind))] == of_this_kind
        assert picked(len(of_this_kind), digit) == of_this_kind[0]
    assert picked(4321, "any") == 4321


@pytest.fixture
def few_digits(monkeypatch):
    """Three hundred digits to train on, a hundred to test."""
    x, y = digits.test(np.float32)
    monkeypatch.setattr(digits, "training", lambda dtype: (x[:, :300], y[:, :300]))
    monkeypatch.setattr(digits, "test", lambda dtype: (x[:, 300:400], y[:, 300:400]))


def epochs_of(explorer):
    return [score.epoch for score in explorer.progress.scores]


def test_training_begins_anew_and_continues_only_when_asked_to(few_digits):
    explorer = training(epochs=2)
    assert explorer.net is None
    assert explorer.progress.wanted == 2
    explorer.train()
    first = explorer.net
    assert epochs_of(explorer) == [0, 1, 2]
    explorer.resume()
    assert explorer.net is first
    assert epochs_of(explorer) == [0, 1, 2, 3, 4]
    explorer.train()
    assert explorer.net is not first
    assert epochs_of(explorer) == [0, 1, 2]
    explorer.resume()
    assert all(
        np.array_equal(*pair) for pair in zip(explorer.net.weights, first.weights, strict=True)
    )


def test_the_settings_of_a_run_are_those_at_its_start(few_digits):
    explorer = training(hidden=0, eta=0.5, seed=3, epochs=1)
    explorer.train()
    explorer.move(eta=10.0, seed=4)
    explorer.resume()
    assert explorer.progress.settings == Settings(hidden=0, eta=0.5, seed=3)
    assert "seed 4" in picture(explorer)
    explorer.train()
    assert explorer.progress.settings == Settings(hidden=0, eta=10.0, seed=4)
    assert explorer.net.sizes == [784, 10]


def test_to_continue_what_has_not_begun_is_to_train(few_digits):
    explorer = training(epochs=1)
    explorer.resume()
    assert epochs_of(explorer) == [0, 1]


def test_the_picture_grows_while_it_trains(few_digits, monkeypatch):
    monkeypatch.setattr("nnhelpers.runs.PAUSE", 0)
    explorer, said = training(epochs=2), []
    explorer.observe(lambda: said.append(str(explorer)))
    explorer.train()
    assert "epoch 1 of 2, mini-batch 1 of 30" in said[0]
    assert len(set(said)) > 30
    assert "done: 2 epochs" in said[-1]


def test_stopped_it_keeps_the_last_epoch_and_can_go_on(few_digits, monkeypatch):
    monkeypatch.setattr("nnhelpers.runs.PAUSE", 0)
    explorer = training(epochs=5)
    presses = iter([KeyboardInterrupt])

    def press_stop():
        if (epochs_of(explorer)[-1], explorer.progress.batch) == (2, 7):
            for press in presses:
                raise press

    explorer.observe(press_stop)
    explorer.train()
    explorer.unobserve(press_stop)
    assert epochs_of(explorer) == [0, 1, 2]
    assert "stopped; the network is that after 2 epochs" in str(explorer)
    explorer.move(epochs=1)
    explorer.resume()
    assert epochs_of(explorer) == [0, 1, 2, 3]


def test_both_walkers_are_compared_fairly():
    walks = drunk_walk(batch_size=7, steps=100)
    examples = [
        int(n.replace(",", "")) for n in re.findall(r"([\d,]+) examples looked", str(walks))
    ]
    assert 0 <= examples[0] - examples[1] < 200
    walks.move(fair="steps")
    assert re.findall(r"(\d+) steps", str(walks)) == ["100", "100"]


def test_with_all_examples_a_step_both_paths_are_one():
    walks = drunk_walk(batch_size=200, steps=30, fair="steps", seed=11)
    mini, whole = re.findall(r"cost ([\d.]+)", str(walks))
    assert mini == whole


@pytest.fixture
def kernel():
    manager, client = start_new_kernel(kernel_name="python3")
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def run(client, cell, code):
    """Execute code as the cell of that id; return what it printed."""
    content = {
        "code": code,
        "silent": False,
        "store_history": True,
        "user_expressions": {},
        "allow_stdin": False,
        "stop_on_error": True,
    }
    message = client.session.msg("execute_request", content, metadata={"cellId": cell})
    client.shell_channel.send(message)
    printed = []
    while True:
        reply = client.get_iopub_msg(timeout=60)
        if reply["parent_header"].get("msg_id") != message["header"]["msg_id"]:
            continue
        if reply["msg_type"] == "stream":
            printed.append(reply["content"]["text"])
        if reply["msg_type"] == "error":
            raise AssertionError(reply["content"])
        if reply["msg_type"] == "status" and reply["content"]["execution_state"] == "idle":
            return "".join(printed)


def test_running_a_cell_again_replaces_its_explorers(kernel):
    show = "chain_rule_bench()"
    count = "import ipywidgets; print(len(ipywidgets.widgets.widget._instances))"
    run(kernel, "imports", "from nnhelpers.explorers import chain_rule_bench")
    run(kernel, "one", show)
    once = int(run(kernel, "count", count))
    run(kernel, "other", show)
    both = int(run(kernel, "count", count))
    assert both > once
    for _ in range(5):
        run(kernel, "one", show)
    run(kernel, "pair", f"display({show}, {show})")
    assert int(run(kernel, "count", count)) == 2 * both
    run(kernel, "pair", f"display({show}, {show})")
    assert int(run(kernel, "count", count)) == 2 * both


def test_the_equation_of_a_forward_pass_is_that_of_its_layer():
    equations = [forward_pass(layer=layer).seen.equation for layer in (0, 1, 2)]
    numbers = [re.findall(r"\^\{\((\d)\)\}", equation) for equation in equations]
    assert numbers == [["0"], [*"110111"], [*"221222"]]


def test_the_equation_of_a_line_is_that_of_its_layer_and_of_those_beside_it():
    """Of the lines that compute z and a, twice, and then the errors, the last layer's first."""
    equations = [line_by_line(step=step).seen.equation for step in (2, 3, 5, 6, 11, 14)]
    numbers = [re.findall(r"\^\{\((\d)\)\}", equation) for equation in equations]
    assert numbers == [[*"1101"], [*"11"], [*"2212"], [*"22"], [*"2222"], [*"11221"]]


def test_the_published_network_is_shown_with_its_example():
    published, x, y = two_two_two()
    net, shown_x, shown_y = network_and_examples(line_by_line.start)
    assert np.array_equal(shown_x, x) and np.array_equal(shown_y, y)
    start = paths_add.start
    assert [start.x_0, start.x_1] == x[:, 0].tolist()
    for other in (net, network_of_paths(start)):
        for parameters in ("weights", "biases"):
            pairs = zip(getattr(other, parameters), getattr(published, parameters), strict=True)
            assert all(np.array_equal(*pair) for pair in pairs)


def test_the_slider_of_a_weight_has_the_name_of_the_weight_that_it_moves():
    net, other = (network_and_examples(line_by_line(w=w).state)[0] for w in (1.0, 2.0))
    ((layer, *place),) = (
        (layer, *place)
        for layer, (w, w_2) in enumerate(zip(net.weights, other.weights, strict=True), start=1)
        for place in np.argwhere(w != w_2).tolist()
    )
    (slider,) = (one for one in line_by_line.controls if one.name == "w")
    assert slider.latex == symbol("w", layer, "".join(map(str, place)))


@pytest.mark.parametrize("sizes", ["2-2-2", "3-2-1"])
def test_the_second_example_is_the_opposite_of_the_first(sizes):
    _, *examples = network_and_examples(line_by_line(sizes=sizes, examples="two").state)
    for values in examples:
        assert np.all((values >= 0) & (values <= 1))
        assert values.sum(axis=1) == pytest.approx(1)


def test_the_equation_of_the_digit_reader_goes_through_its_layers():
    numbers = re.findall(r"\^\{\((\d)\)\}", digit_reader().seen.equation)
    assert numbers == [*"1101", *"2212", *"3323"]


@pytest.mark.parametrize("start", STARTS)
def test_the_equation_of_paths_is_that_of_the_derivative_they_add_up_to(start):
    kind, layer, *index = STARTS[start]
    whole, _, sum_ = paths_add(start=start).seen.equation.partition(" = ")
    assert whole == derivative("C_0", kind, layer, "".join(map(str, index)))
    assert sum_.startswith(r"\sum")


@pytest.mark.parametrize("without", [1, 2, 3, 4])
def test_the_path_that_is_left_out_is_missing_in_the_sum(without):
    text = str(paths_add(sizes="2-2-2-2", draw=4, h=0.0, without=str(without)))
    first, second = text.replace("\N{MINUS SIGN}", "-").splitlines()
    products = first.rpartition(": ")[2].rstrip(".").split(", ")
    assert [product.endswith(" (left out)") for product in products].index(True) == without - 1
    kept = sum(float(product) for product in products if "left" not in product)
    assert float(re.match("sum of the paths: ([^;]+);", second)[1]) == pytest.approx(kept, rel=1e-3)


def test_what_can_be_chosen_is_named_by_its_symbol():
    assert list(STARTS) == [label(kind, layer, index) for kind, layer, *index in STARTS.values()]
    spelled = next(c for c in chain_of_neurons.controls if c.name == "spelled")
    assert spelled.options == {label(k, layer): f"{k}{layer}" for k in "wb" for layer in [1, 2, 3]}


@pytest.mark.parametrize("name", ["hidden", "batch_size", "eta"])
def test_the_numbers_on_the_buttons_of_a_training_are_its_settings(name):
    options = next(c for c in training.controls if c.name == name).options
    assert [0 if words == "none" else float(words) for words in options] == list(options.values())
