"""Sliders that move a picture and an equation.

Show an explorer by making it the last line of a cell; move it by hand, or with `move`:

>>> bench = chain_rule_bench(w=1.5)
>>> bench.move(w=0.0)
>>> bench.state.w
0.0

Each explorer is a frozen dataclass of what its sliders say, the list of its sliders, and one
pure function from the one to a picture, an equation and a sentence; see `Explorer`. This is the
only part of the package that knows ipywidgets.
"""

from nnhelpers.explorers._explorer import Explorer
from nnhelpers.explorers.chain_of_neurons import chain_of_neurons
from nnhelpers.explorers.chain_rule_bench import chain_rule_bench
from nnhelpers.explorers.digit_reader import digit_reader
from nnhelpers.explorers.drunk_walk import drunk_walk
from nnhelpers.explorers.forward_pass import forward_pass
from nnhelpers.explorers.line_by_line import line_by_line
from nnhelpers.explorers.nudge_one import nudge_one
from nnhelpers.explorers.one_neuron import one_neuron
from nnhelpers.explorers.one_step import one_step
from nnhelpers.explorers.paths_add import paths_add
from nnhelpers.explorers.three_avenues import three_avenues
from nnhelpers.explorers.training import training

__all__ = [
    "Explorer",
    "chain_of_neurons",
    "chain_rule_bench",
    "digit_reader",
    "drunk_walk",
    "forward_pass",
    "line_by_line",
    "nudge_one",
    "one_neuron",
    "one_step",
    "paths_add",
    "three_avenues",
    "training",
]
