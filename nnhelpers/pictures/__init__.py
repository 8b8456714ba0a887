"""What moves: pure functions from a state to a `Picture`, which knows what it shows in words.

Each takes a `Neuron`, a `Chain` or the arrays of a network:

>>> from nnhelpers import Neuron
>>> from nnhelpers.pictures import one_neuron
>>> drawn = one_neuron(Neuron(w=1.5, b=-0.5, a_prev=0.8, y=0.0))
>>> print(drawn)
One sigmoid neuron: w = 1.50, a_prev = 0.80, b = −0.50; z = 0.7000, a = 0.6682.
>>> drawn.svg[:10]
'<svg xmlns'

A picture has no ids, so that it can stand in a page twice, and carries its words for screen
readers. On a page that does not know the style sheet of the course it has a ground of its own.
"""

from nnhelpers._on_demand import on_demand
from nnhelpers.pictures._handles import Touch
from nnhelpers.pictures._svg import Picture

__all__ = ["Picture", "Touch", *on_demand(__name__)]
