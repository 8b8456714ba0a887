"""What moves: pure functions from a state to a `Picture`, which knows what it shows in words.

Each takes a `Neuron`, a `Chain` or the arrays of a network:

>>> from nnhelpers import Neuron
>>> drawn = one_neuron(Neuron(w=1.5, b=-0.5, a_prev=0.8, y=0.0))
>>> print(drawn)
One sigmoid neuron: w = 1.50, a_prev = 0.80, b = −0.50; z = 0.7000, a = 0.6682.
>>> drawn.svg[:10]
'<svg xmlns'

A picture has no ids, so that it can stand in a page twice, and carries its words for screen
readers. On a page that does not know the style sheet of the course it has a ground of its own.
"""

from nnhelpers.pictures._svg import Picture
from nnhelpers.pictures.chain_of_neurons import chain_of_neurons, neurons_in_a_row
from nnhelpers.pictures.chain_rule_bench import chain_rule_bench
from nnhelpers.pictures.dependencies import dependencies
from nnhelpers.pictures.digit import digit, pixel_values
from nnhelpers.pictures.digit_reader import digit_reader
from nnhelpers.pictures.drunk_walk import drunk_walk
from nnhelpers.pictures.forward_pass import forward_pass
from nnhelpers.pictures.line_by_line import line_by_line
from nnhelpers.pictures.network import network
from nnhelpers.pictures.nudge_one import nudge_one
from nnhelpers.pictures.one_neuron import one_neuron
from nnhelpers.pictures.one_step import one_step
from nnhelpers.pictures.output_bars import output_bars
from nnhelpers.pictures.output_wishes import output_wishes
from nnhelpers.pictures.paths_add import paths_add
from nnhelpers.pictures.three_avenues import three_avenues
from nnhelpers.pictures.training import training
from nnhelpers.pictures.wish_table import wish_table

__all__ = [
    "Picture",
    "chain_of_neurons",
    "chain_rule_bench",
    "dependencies",
    "digit",
    "digit_reader",
    "drunk_walk",
    "forward_pass",
    "line_by_line",
    "network",
    "neurons_in_a_row",
    "nudge_one",
    "one_neuron",
    "one_step",
    "output_bars",
    "output_wishes",
    "paths_add",
    "pixel_values",
    "three_avenues",
    "training",
    "wish_table",
]
