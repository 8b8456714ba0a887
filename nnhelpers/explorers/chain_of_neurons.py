"""The chain of neurons: six parameters, six derivatives, and the factors they are made of."""

from nnhelpers import pictures
from nnhelpers.equations import chain_of_factors
from nnhelpers.explorers._controls import ACTIVATION, choice, label, quantity
from nnhelpers.explorers._explorer import View, explorer
from nnhelpers.neuron import Chain
from nnhelpers.pictures import Touch


def _parameter(kind, layer, start):
    return quantity(kind, start, -6, 6, 0.1, layer=layer, name=f"{kind}{layer}")


_PARAMETERS = {
    ("w", 1): _parameter("w", 1, 1.5),
    ("w", 2): _parameter("w", 2, -2.0),
    ("w", 3): _parameter("w", 3, 1.2),
    ("b", 1): _parameter("b", 1, 0.1),
    ("b", 2): _parameter("b", 2, 0.5),
    ("b", 3): _parameter("b", 3, -0.4),
}
_ENDS = {"x": quantity("x", 0.9, 0, 1, 0.01), "y": quantity("y", 0.2, 0, 1, 0.01)}
_TOUCHES = {
    **{place: Touch({"spelled": label(*place)}, s.ends) for place, s in _PARAMETERS.items()},
    **{(name,): Touch({}, slider.ends) for name, slider in _ENDS.items()},
}


@explorer(
    *_PARAMETERS.values(),
    *_ENDS.values(),
    choice(
        "spelled",
        "w1",
        "spell out",
        {label(kind, layer): f"{kind}{layer}" for layer in (1, 2, 3) for kind in "wb"},
    ),
    ACTIVATION,
)
def chain_of_neurons(state):
    """A chain of three neurons, its derivatives, and one of them spelled out.

    >>> chain = chain_of_neurons(spelled="w2")
    """
    weights, biases = (state.w1, state.w2, state.w3), (state.b1, state.b2, state.b3)
    chain = Chain(weights, biases, state.x, state.y, state.activation)
    kind, layer = state.spelled
    drawn = pictures.chain_of_neurons.unchecked(chain, _TOUCHES)
    return View(drawn, chain_of_factors(chain, kind, int(layer)))
