"""Sliders that move a picture and an equation.

Show an explorer by making it the last line of a cell; move it by hand, or with `move`:

>>> from nnhelpers.explorers import chain_rule_bench
>>> bench = chain_rule_bench(w=1.5)
>>> bench.move(w=0.0)
>>> bench.state.w
0.0

Each is one function, from a frozen state to a picture and an equation, under the controls that
move the state:

>>> print(str(chain_rule_bench.view(chain_rule_bench.start).picture)[:21])
One neuron: w = 1.50,

None of them needs ipywidgets but to be shown in a notebook (`Explorer.widget`), and each is loaded
when it is first asked for.
"""

from nnhelpers._on_demand import on_demand

__all__ = on_demand(__name__)
