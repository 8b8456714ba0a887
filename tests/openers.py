"""The explorers of the course, by name, for the tests that try each of them."""

from dataclasses import replace
from itertools import product

from nnhelpers import explorers
from nnhelpers.explorers._controls import Choice

EXPLORERS = {name: getattr(explorers, name) for name in explorers.__all__}


def settings_of(explorer):
    """Yield every setting of an explorer's buttons that is possible, as what `move` takes."""
    choices = [control for control in explorer.controls if isinstance(control, Choice)]
    for values in product(*(choice.options.values() for choice in choices)):
        setting = {choice.name: value for choice, value in zip(choices, values, strict=True)}
        state = replace(explorer.state, **setting)
        if all(setting[c.name] in c.options_in(state).values() for c in choices):
            yield setting
