"""Three avenues: spend the same nudge on the weights, the activations before, or the bias."""

from nnhelpers import pictures, wishes
from nnhelpers.activations import sigmoid
from nnhelpers.equations import symbol
from nnhelpers.explorers._beginner import beginner
from nnhelpers.explorers._controls import Slider, choice
from nnhelpers.explorers._explorer import View, explorer

_LIMIT = 1
_EQUATION = (
    rf"z = \sum_k {symbol('w', index='k')}\, {symbol('a', index='k')} + {symbol('b')} "
    rf"\qquad {symbol('a')} = \sigma(z)"
)


@explorer(
    Slider("length", 1.0, -_LIMIT, _LIMIT, 0.05, r"\text{nudge}", "length of the nudge"),
    Slider("k", 9, 0, 15, 1, "k", "neuron k of the layer before", only_if=("spread", "on one")),
    choice("neuron", "2", "output neuron", "0123456789"),
    choice("spread", "in proportion", "spend it", wishes.SPREADS),
)
def three_avenues(state):
    """What a nudge does to one output neuron on each of the three avenues.

    >>> avenues = three_avenues(spread="equally")
    """
    net, x, _ = beginner()
    zs, activations = net.forward_pass(x)
    j = int(state.neuron)
    w, a_prev, b = net.weights[-1][j], activations[-2][:, 0], net.biases[-1][j, 0]
    nudges, z = wishes.three_ways(w, a_prev, b, state.length, state.spread, state.k)
    before = zs[-1][j, 0], activations[-1][j, 0]
    after = {name: (value, sigmoid(value)) for name, value in z.items()}
    return View(
        pictures.three_avenues.unchecked(w, a_prev, b, before, nudges, after, _LIMIT), _EQUATION
    )
