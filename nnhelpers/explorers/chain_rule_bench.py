"""The chain-rule bench: nudge w, b or a_prev of one neuron, and follow the nudge to the cost."""

from nnhelpers import pictures
from nnhelpers.equations import chain_rule
from nnhelpers.explorers._controls import ACTIVATION, choice, quantity
from nnhelpers.explorers._explorer import View, explorer
from nnhelpers.neuron import Neuron


@explorer(
    quantity("w", 1.5, -4, 4, 0.05),
    quantity("b", -0.5, -4, 4, 0.05),
    quantity("a_prev", 0.8, 0, 1, 0.01),
    quantity("y", 1.0, 0, 1, 0.01),
    quantity("h", 1.0, -1, 1, 0.01),
    choice("nudged", "w", "nudge", ("w", "b", "a_prev")),
    ACTIVATION,
    choice(
        "cost",
        "half_squared_error",
        "cost",
        {"½(a − y)²": "half_squared_error", "(a − y)²": "squared_error"},
    ),
)
def chain_rule_bench(state):
    """One neuron, the journey of a nudge through it to the cost, and its chain rule.

    >>> bench = chain_rule_bench(w=2.0, nudged="b")
    >>> bench.state.nudged
    'b'
    """
    neuron = Neuron(state.w, state.b, state.a_prev, state.y, state.activation, state.cost)
    return View(
        pictures.chain_rule_bench.unchecked(neuron, state.nudged, state.h), chain_rule(neuron)
    )
