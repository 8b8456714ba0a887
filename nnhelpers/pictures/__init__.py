"""What moves: pure functions from a state to the text of an SVG picture.

Each takes a `Neuron` or a `Chain` and returns the whole picture, with a description for screen
readers and no ids, so that it can stand in a page twice. On a page that does not know the
explorers' style sheet it has a white ground of its own.
"""

from nnhelpers.pictures.chain_of_neurons import chain_of_neurons, neurons_in_a_row
from nnhelpers.pictures.chain_rule_bench import chain_rule_bench
from nnhelpers.pictures.dependencies import dependencies

__all__ = ["chain_of_neurons", "chain_rule_bench", "dependencies", "neurons_in_a_row"]
