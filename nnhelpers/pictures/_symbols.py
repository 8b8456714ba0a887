"""Symbols of the course as pictures write them: derivatives, and functions of z."""

from functools import lru_cache

from nnhelpers.equations import function_name
from nnhelpers.pictures import _svg as svg
from nnhelpers.style import QUANTITY

SYMBOLS = {"w": "w", "b": "b", "a_prev": "a_{prev}", "z": "z", "a": "a", "C_0": "C_{0}"}


@lru_cache(maxsize=64)
def derivative(x, y, of, by, layer=None, size=17):
    """Write a derivative as a fraction in the colours of its symbols, its bar centred on (x, y).

    The `layer` is that of what is nudged.
    """
    drawn = []
    label = f"^{{({layer})}}" if layer is not None else ""
    for place, key, script in ((y - 0.77 * size, of, ""), (y + 0.82 * size, by, label)):
        words = f"$∂{SYMBOLS[key]}{script}$"
        svg.text(drawn, x, place, words, QUANTITY.get(key), "middle", size)
    half = (1.12 if layer is None else 1.4) * size
    svg.line(drawn, x - half, y, x + half, y, width=1.3)
    return tuple(drawn)


def function(activation, z="z"):
    """Write an activation function of z."""
    return _applied(activation, f"({z})")


def slope(activation, z="z"):
    """Write the slope of an activation function at z; that of the identity is 1."""
    return "1" if activation.name == "identity" else _applied(activation, f"′({z})")


def _applied(activation, rest):
    """Set σ as mathematics with what follows, and a name in upright letters before it."""
    name = function_name(activation)
    return f"${name}{rest}$" if name == "σ" else f"{name}${rest}$"
