"""Drawings as pixels, and pixels in the form of MNIST's digits."""

from itertools import pairwise

import numpy as np
import pytest

from nnhelpers import Network, digits, trained
from nnhelpers.explorers import digit_reader
from nnhelpers.ink import centred, coarse, ink, resized
from nnhelpers.live import Lesson
from nnhelpers.pictures.digit_reader import IMAGE
from nnhelpers.wishes import activation_wishes

SEVEN = (((6, 6), (20, 6), (12, 24)),)


@pytest.fixture(scope="module")
def images():
    return np.array(digits.test()[0]).T.reshape(-1, 28, 28)


@pytest.fixture(scope="module")
def labels():
    return digits.test()[1].argmax(axis=0)


def in_form(images):
    return np.hstack([centred(image) for image in images])


def moved(images, down, right):
    """Images moved by whole pixels, with what leaves them lost."""
    larger = np.pad(images, ((0, 0), (9, 9), (9, 9)))
    return larger[:, 9 - down : 37 - down, 9 - right : 37 - right]


def test_digits_of_mnist_stay_as_they_are(images):
    """All but three fill a box of 20 by 20, as they should."""
    same = np.isclose(in_form(images).T.reshape(images.shape), images, atol=1e-12).all(axis=(1, 2))
    assert same.sum() == 9_997
    inked = images[~same] > 0
    sides = [np.ptp(np.nonzero(one), axis=1) + 1 for one in inked]
    assert all(max(side) == 19 for side in sides)


@pytest.mark.parametrize(("down", "right"), [(0, 3), (-4, 0), (2, 2), (-2, 3)])
def test_a_moved_digit_is_brought_back(images, down, right):
    whole = [one for one in images[:1000] if moved(one[None], down, right).sum() == one.sum()]
    assert len(whole) > 500
    whole = np.array(whole)
    assert np.allclose(in_form(moved(whole, down, right)), in_form(whole))


@pytest.mark.parametrize("times", [2, 3])
def test_a_digit_that_is_so_many_times_larger_is_brought_back(images, times):
    large = images[:300].repeat(times, axis=1).repeat(times, axis=2)
    assert np.allclose(in_form(large), in_form(images[:300]))


@pytest.mark.parametrize(("side", "away"), [(20, 0.055), (36, 0.038), (40, 0.034)])
def test_at_another_size_a_digit_comes_back_near_and_is_read_as_before(images, labels, side, away):
    some = images[:1000]
    back = in_form([resized(one, side, side) for one in some])
    assert np.abs(back - some.reshape(1000, 784).T).mean() < away
    net, right = trained.digit_network(np.float64), labels[:1000]
    before = (net.feedforward(some.reshape(1000, 784).T).argmax(axis=0) == right).sum()
    assert (net.feedforward(back).argmax(axis=0) == right).sum() > 0.97 * before


def test_proportions_are_kept_and_the_middle_is_that_of_the_mass():
    paper = np.zeros((60, 90))
    paper[10:50, 20:30] = 1
    form = centred(paper).reshape(28, 28)
    rows, columns = np.nonzero(form)
    assert (np.ptp(rows) + 1, np.ptp(columns) + 1) == (20, 5)
    assert (rows.min(), columns.min()) == (4, 12)
    assert form.sum() == pytest.approx(100)


def test_a_digit_whose_mass_is_at_its_rim_stays_on_the_paper():
    paper = np.zeros((40, 40))
    paper[0, :], paper[:, 0] = 0.01, 0.01
    paper[38:, 38:] = 1
    form = centred(paper).reshape(28, 28)
    assert form[:20, :20].any()
    assert form.sum() == pytest.approx(paper.sum() / 4, rel=0.01)


def test_blank_paper_is_blank():
    assert not ink([]).any()
    assert not centred(np.zeros((28, 28))).any()


@pytest.mark.parametrize(
    ("image", "says"),
    [
        (np.ones(784), "image must have rows and columns"),
        (np.full((28, 28), 2), "image must be from 0 to 1"),
        (np.full((28, 28), np.nan), "image must be finite"),
    ],
)
def test_what_is_no_image_is_refused(image, says):
    with pytest.raises(ValueError, match=says):
        centred(image)


def test_a_line_is_dark_in_its_middle_and_soft_at_its_edge():
    paper = ink([[(4, 14), (24, 14)]])
    column = paper[:, 28]
    assert column[27] == column[28] == 1  # a quarter of a unit from the middle
    soft = column[(column > 0) & (column < 1)]
    assert len(soft) in (2, 4)
    assert np.allclose(column, column[::-1])
    assert np.flatnonzero(column).tolist() == list(range(25, 31))
    assert (np.diff(column[25:28]) >= 0).all()


def test_a_click_is_a_dot_and_strokes_cross_without_getting_darker():
    dot = ink([[(14, 14)]])
    assert np.allclose(dot, dot.T)
    assert dot.max() == 1
    one, other = [(4, 4), (24, 24)], [(24, 4), (4, 24)]
    assert (ink([one, other]) == np.maximum(ink([one]), ink([other]))).all()


def test_ink_lies_along_the_stroke_and_nowhere_else():
    points = np.array(SEVEN[0], dtype=float)
    along = np.concatenate([np.linspace(*pair, 200) for pair in pairwise(points)])
    rows, columns = np.nonzero(ink(SEVEN))
    centres = np.stack([(columns + 0.5) / 2, (rows + 0.5) / 2], axis=1)
    far = np.linalg.norm(centres[:, None] - along, axis=2).min(axis=1)
    assert far.max() < 1.61
    everywhere = np.stack(np.meshgrid(*[(np.arange(56) + 0.5) / 2] * 2), axis=-1).reshape(-1, 2)
    near = np.linalg.norm(everywhere[:, None] - along, axis=2).min(axis=1) < 1.5
    assert near.sum() <= len(rows)


def test_as_drawn_a_pixel_is_the_mean_of_its_ink():
    paper = ink(SEVEN)
    assert np.allclose(coarse(paper).reshape(28, 28)[6, 10], paper[12:14, 20:22].mean())
    assert coarse(paper).mean() == pytest.approx(paper.mean())


@pytest.mark.parametrize(
    ("strokes", "says"),
    [
        ([[]], r"drawing\[0\] must be points"),
        ([[(1, 2, 3)]], r"drawing\[0\] must be points"),
        ([SEVEN[0], [(1, 29)]], r"drawing\[1\] must be from 0 to 28, got 29"),
        ([[(np.nan, 1)]], r"drawing\[0\] must be finite"),
        (["ab"], r"drawing\[0\]"),
        (5, "drawing must be strokes"),
    ],
)
def test_what_is_no_drawing_is_refused(strokes, says):
    reader = digit_reader()
    with pytest.raises((TypeError, ValueError), match=says):
        reader.move(drawing=strokes)
    assert reader.state.drawing == ()


def test_a_drawing_is_read_and_is_a_state_like_any_other():
    reader = digit_reader(drawing=SEVEN)
    assert "Your own digit." in str(reader)
    assert "Brightest: 7." in str(reader)
    assert "Cost" not in str(reader)
    assert reader.state == digit_reader(drawing=[[list(p) for p in SEVEN[0]]]).state
    reader.move(digit="7")
    assert "target: 7. Cost" in str(reader)
    reader.move(drawing=())
    assert "target: 7. Cost" in str(reader)
    reader.reset()
    assert "Your own digit." in str(reader)
    assert "target" not in str(reader)


def test_a_drawing_in_a_corner_is_read_in_the_form_of_mnist_alone():
    corner = [[(13 + x / 2, 13 + y / 2) for x, y in SEVEN[0]]]
    reader = digit_reader(drawing=corner, digit="7")
    assert "Brightest: 7" in str(reader)
    reader.move(is_centred=False)
    assert "Brightest: 7" not in str(reader)


def test_without_a_target_there_are_no_wishes():
    reader = digit_reader(sight="wishes")
    assert "most wants to be brighter" in str(reader)
    reader.move(drawing=SEVEN)
    assert reader.state.sight == "activations"
    with pytest.raises(ValueError, match="sight must be one of"):
        reader.move(sight="wishes")
    reader.move(digit="3", sight="wishes")
    assert "most wants to be brighter" in str(reader)


@pytest.mark.parametrize("sizes", [(784, 10), (784, 30, 10), (784, 100, 20, 10)])
def test_a_network_of_ones_own_reads_too(sizes):
    net = Network(list(sizes), rng=0)
    reader = digit_reader(net=net, weights="yours", number=3)
    x, _ = digits.test(count=4)
    assert f"Brightest: {net.feedforward(x[:, 3:]).argmax()}; target: 0." in str(reader)
    assert len(reader.seen.equation.split(r"\qquad")) == len(sizes) - 1
    reader.move(sight="wishes", drawing=SEVEN, digit="7")
    assert "Weights: yours" in str(reader)


@pytest.mark.parametrize(
    ("net", "error", "says"),
    [
        ("net", TypeError, "net must be a Network, got str"),
        (Network([784, 5, 5, 5, 10]), ValueError, "at most two hidden layers"),
        (Network([784, 101, 10]), ValueError, "at most 100"),
        (Network([4, 10]), ValueError, "784 inputs"),
        (Network([784, 10], "tanh"), ValueError, "activations from 0 to 1"),
    ],
)
def test_a_network_that_cannot_be_shown_is_refused(net, error, says):
    with pytest.raises(error, match=says):
        digit_reader(net=net)


def test_without_a_network_of_ones_own_there_is_no_button_for_it():
    with pytest.raises(ValueError, match="weights must be one of"):
        digit_reader(weights="yours")


def test_the_wishes_are_minus_the_slopes_of_the_cost():
    net = Network([4, 3, 2], rng=1)
    x, y = np.array([[0.2], [0.9], [0.5], [0.1]]), np.array([[1.0], [0.0]])
    _, _, wishes = (of_layers := activation_wishes(net, x, y))
    assert np.allclose(wishes, y - net.feedforward(x))
    for layer in (0, 1):
        rest = Network(net.sizes[layer:])
        rest.weights, rest.biases = net.weights[layer:], net.biases[layer:]
        a = net.forward_pass(x)[1][layer]
        for k in range(len(a)):
            h = 1e-6 * np.eye(len(a))[:, [k]]
            measured = (rest.mean_cost(a + h, y) - rest.mean_cost(a - h, y)) / 2e-6
            assert of_layers[layer][k, 0] == pytest.approx(-measured, rel=1e-5)
    with pytest.raises(ValueError, match="x must be one example"):
        activation_wishes(net, np.ones((4, 2)), np.ones((2, 2)))


def test_what_is_wished_of_pixels_is_drawn_on_them():
    reader = digit_reader(number=8, sight="wishes")
    x, y = digits.test(np.float32, count=9)
    wishes = activation_wishes(trained.digit_network(), x[:, 8:], y[:, 8:])[0][:, 0]
    svg = reader.seen.picture.svg
    for pixel, kind in ((wishes.argmax(), 'fill="currentColor"'), (wishes.argmin(), 'fill="none"')):
        left, top = IMAGE.centre(pixel)
        assert f'<circle cx="{left:g}" cy="{top:g}" r=' in svg
        assert kind in svg.split(f'<circle cx="{left:g}" cy="{top:g}" r=')[1].split("/>")[0]


def test_a_front_end_draws_stroke_by_stroke():
    told = []
    lesson = Lesson(told.append)
    lesson.run("1", "from nnhelpers import explorers\nreader = explorers.digit_reader()\nreader")
    (pad,) = (one for one in told[-1]["explorer"]["controls"] if one["kind"] == "pad")
    assert (pad["name"], pad["words"]) == ("drawing", "your own digit")
    first, second = [[6, 6], [20, 6]], [[20, 6], [12, 24]]
    for sent, many in (
        ({"before": 0, "strokes": [first[:1]]}, 1),
        ({"before": 0, "strokes": [first]}, 1),
        ({"before": 0, "strokes": [first, second]}, 2),
        ({"before": 2, "strokes": [[[3, 3]]]}, 3),
        ({"before": 2, "strokes": []}, 2),
    ):
        lesson.move("1", {"drawing": sent})
        assert told[-1]["seen"]["values"]["drawing"] == many
        assert f'data-ink="drawing {many} 28"' in told[-1]["seen"]["svg"]
    drawn = lesson.namespace["reader"].state.drawing
    assert drawn == (((6.0, 6.0), (20.0, 6.0)), ((20.0, 6.0), (12.0, 24.0)))
    lesson.move("1", {"drawing": {"before": 0, "strokes": []}})
    assert "Test digit 0." in told[-1]["seen"]["words"]
