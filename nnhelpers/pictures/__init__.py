"""What moves: pure functions from a state to the text of an SVG picture.

Each takes a `Neuron`, a `Chain` or the arrays of a network and returns the whole picture, with a
description for screen readers and no ids, so that it can stand in a page twice. On a page that
does not know the explorers' style sheet it has a white ground of its own.
"""

from nnhelpers.pictures.chain_of_neurons import chain_of_neurons, neurons_in_a_row
from nnhelpers.pictures.chain_rule_bench import chain_rule_bench
from nnhelpers.pictures.dependencies import dependencies
from nnhelpers.pictures.digit import digit, pixel_values
from nnhelpers.pictures.drunk_walk import drunk_walk
from nnhelpers.pictures.forward_pass import forward_pass
from nnhelpers.pictures.line_by_line import line_by_line
from nnhelpers.pictures.network import network
from nnhelpers.pictures.nudge_one import nudge_one
from nnhelpers.pictures.one_neuron import one_neuron
from nnhelpers.pictures.one_step import one_step
from nnhelpers.pictures.output_bars import output_bars
from nnhelpers.pictures.output_wishes import output_wishes
from nnhelpers.pictures.paths import path_sums
from nnhelpers.pictures.reading import reading
from nnhelpers.pictures.three_avenues import three_avenues
from nnhelpers.pictures.training import training
from nnhelpers.pictures.wish_table import wish_table

__all__ = [
    "chain_of_neurons",
    "chain_rule_bench",
    "dependencies",
    "digit",
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
    "path_sums",
    "pixel_values",
    "reading",
    "three_avenues",
    "training",
    "wish_table",
]
