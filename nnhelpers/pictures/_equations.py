"""How pictures write mathematics: derivatives, and functions of z."""

from functools import lru_cache

from nnhelpers.pictures import _svg as svg
from nnhelpers.symbols import SYMBOLS


@lru_cache(maxsize=64)
def drawn_derivative(x, y, of, by, layer=None, size=17):
    """Draw a derivative as a fraction in the colours of its symbols, its bar centred on (x, y).

    The `layer` is that of what is nudged.
    """
    drawn = []
    label = f"^{{({layer})}}" if layer is not None else ""
    for place, key, script in ((y - 0.77 * size, of, ""), (y + 0.82 * size, by, label)):
        symbol = SYMBOLS[key]
        svg.text(drawn, x, place, f"$∂{symbol.drawn}{script}$", symbol.quantity, "middle", size)
    half = (1.12 if layer is None else 1.4) * size
    svg.line(drawn, x - half, y, x + half, y, width=1.3)
    return tuple(drawn)


def function(activation, z="z"):
    """Write an activation function of z."""
    return _applied(activation, f"({z})")


def slope(activation, z="z"):
    """Write the slope of an activation function at z; that of the identity is 1."""
    return _applied(activation, f"′({z})") if activation.symbol else "1"


def _applied(activation, rest):
    """Set σ as mathematics with what follows, and a name in upright letters before it."""
    symbol = activation.symbol or activation.label
    return f"${symbol}{rest}$" if symbol == "σ" else f"{symbol}${rest}$"
