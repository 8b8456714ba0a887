"""Three avenues: spend the same nudge on the weights, the activations before, or the bias."""

from dataclasses import dataclass

from nnhelpers.activations import sigmoid
from nnhelpers.equations import symbol
from nnhelpers.explorers._beginner import beginner
from nnhelpers.explorers._explorer import Choice, Explorer, Slider, View
from nnhelpers.pictures import three_avenues as draw
from nnhelpers.pictures.three_avenues import describe
from nnhelpers.wishes import SPREADS, three_ways

_LIMIT = 1


@dataclass(frozen=True)
class State:
    """What the sliders and buttons say."""

    length: float = 1.0
    k: int = 9
    neuron: str = "2"
    spread: str = "in proportion"


CONTROLS = [
    Slider("length", r"\text{nudge}", "length of the nudge", -_LIMIT, _LIMIT, 0.05),
    Slider("k", "k", "neuron k of the layer before", 0, 15, 1, only_if=("spread", "on one")),
    Choice("neuron", "output neuron", {digit: digit for digit in "0123456789"}),
    Choice("spread", "spend it", {spread: spread for spread in SPREADS}),
]


def view(state):
    """Show what the nudge does to one output neuron on each of the three avenues."""
    net, x, _ = beginner()
    zs, activations = net.forward_pass(x)
    j = int(state.neuron)
    w, a_prev, b = net.weights[-1][j], activations[-2][:, 0], net.biases[-1][j, 0]
    nudges, z = three_ways(w, a_prev, b, state.length, state.spread, state.k)
    before = zs[-1][j, 0], activations[-1][j, 0]
    after = {name: (value, sigmoid(value)) for name, value in z.items()}
    picture = draw(w, a_prev, b, before, nudges, after, _LIMIT)
    return View(picture, _EQUATION, describe(before, after))


_EQUATION = (
    rf"z = \sum_k {symbol('w', index='k')}\, {symbol('a', index='k')} + {symbol('b')} "
    rf"\qquad {symbol('a')} = \sigma(z)"
)


def three_avenues(**start):
    """Open the explorer; keyword arguments are fields of `State` and say where it starts.

    Raises
    ------
    TypeError, ValueError
        If there is no such field, or its slider does not reach the value.
    """
    return Explorer(State(**start), CONTROLS, view)
