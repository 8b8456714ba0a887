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

import sys
from importlib import import_module
from types import ModuleType

__all__ = [
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


class _Explorers(ModuleType):
    """This package: under the name of an explorer stands what opens it, and not its module."""

    def __getattr__(self, name):
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        import_module(f"{__name__}.{name}")
        return self.__dict__[name]

    def __setattr__(self, name, value):
        is_module = isinstance(value, ModuleType) and name in __all__
        super().__setattr__(name, getattr(value, name) if is_module else value)


sys.modules[__name__].__class__ = _Explorers
