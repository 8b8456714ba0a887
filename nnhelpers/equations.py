"""How the course writes a number, a symbol and an equation.

>>> number(-0.058812), number(0), number(3e-7)
('-0.0588', '0.0000', '3.0e-07')
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nnhelpers._checks import one_of
from nnhelpers.costs import Cost
from nnhelpers.symbols import SYMBOLS

if TYPE_CHECKING:
    from nnhelpers.activations import Activation


def number(value: float, digits: int = 4) -> str:
    """Write a number for a reader: fixed digits, fewer from 100 on, an exponent if need be."""
    size = abs(value)
    if 0 < size < 0.5 * 10**-digits or size >= 10_000:
        return f"{value:.{max(digits - 3, 0)}e}"
    return f"{value:z.{min(digits, 4 if size < 100 else 2 if size < 1000 else 1)}f}"


def printed(value: float, digits: int = 4, sign: str = "") -> str:
    """Write a number as a picture shows it: with a real minus, and a plus if `sign` is "+"."""
    return (sign if value > 0 else "") + _typeset(number(value, digits))


def significant(value: float, digits: int = 4) -> str:
    """Write a number with so many significant digits, and a real minus."""
    return _typeset(f"{value:.{digits}g}")


def counted(count: int, noun: str) -> str:
    """Write a number of things: "1 step", "2 steps"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _typeset(body):
    """Shorten the exponent of a number, and give it a real minus."""
    body = re.sub(r"e([+-])0*(\d+)", lambda m: f"e{m[1]}{m[2]}", body)
    return body.replace("-", "\N{MINUS SIGN}")


def symbol(name: str, layer: int | None = None, index: str = "") -> str:
    """Write one of `SYMBOLS` in LaTeX, in its colour.

    A `layer` becomes a label above, an `index` one below: `symbol("w", 1, "02")`.
    """
    letter = SYMBOLS[name].latex + (f"^{{({layer})}}" if layer is not None else "")
    letter += f"_{{{index}}}" if index else ""
    colour = SYMBOLS[name].ink
    return rf"\textcolor{{{colour}}}{{{letter}}}" if colour else letter


def derivative(of: str, by: str, layer: int | None = None, index: str = "") -> str:
    """Write a partial derivative in LaTeX; layer and index are those of what is nudged."""
    return rf"\frac{{\partial {symbol(of)}}}{{\partial {symbol(by, layer, index)}}}"


def function(activation: Activation) -> str:
    """Write an activation function of z in LaTeX; the identity is z itself."""
    return f"{_in_latex(activation)}(z)" if activation.symbol else "z"


def slope_of(activation):
    """Write the slope of an activation function at z in LaTeX; that of the identity is 1."""
    return f"{_in_latex(activation)}'(z)" if activation.symbol else "1"


def _in_latex(activation):
    return r"\sigma" if activation.symbol == "σ" else rf"\mathrm{{{activation.symbol}}}"


def chain_rule(neuron):
    """Write the three derivatives of a `Neuron`'s cost as products of their factors.

    The equation has no numbers in it, so that it is set once and not at every move of a slider:
    the numbers stand in the picture.

    Raises
    ------
    ValueError
        If the cost is neither the squared error nor half of it.
    """
    miss = f"({symbol('a')} - {symbol('y')})"
    costs = {"half_squared_error": miss, "squared_error": rf"2\,{miss}"}
    slope_of_cost = one_of("cost", neuron.cost.name, costs, Cost)
    slope = slope_of(neuron.activation)
    firsts = {"w": symbol("a_prev"), "b": "1", "a_prev": symbol("w")}
    return r" \qquad ".join(
        rf"{derivative('C_0', name)} = {first} \cdot {slope} \cdot {slope_of_cost}"
        for name, first in firsts.items()
    )


def chain_of_factors(chain, name, layer):
    """Write dC_0/dw^(l) or dC_0/db^(l) of a `Chain` as the product of all its factors."""
    last = len(chain.weights)
    z = [rf"z^{{({later})}}" for later in range(last + 1)]
    a = [symbol("a", later) for later in range(last + 1)]
    factors = [(z[layer], symbol(name, layer)), (a[layer], z[layer])]
    for later in range(layer + 1, last + 1):
        factors += [(z[later], a[later - 1]), (a[later], z[later])]
    factors.append((symbol("C_0"), a[last]))
    product = r" \cdot ".join(rf"\frac{{\partial {of}}}{{\partial {by}}}" for of, by in factors)
    return f"{derivative('C_0', name, layer)} = {product}"


def mini_batch_step():
    """Write the update of a weight and of a bias by the mean over a mini-batch."""
    mean = r"\frac{1}{m} \sum_{\text{mini-batch}}"
    return r" \qquad ".join(
        rf"{symbol(name)} \;\to\; {symbol(name)} - \eta\, {mean} {derivative('C_0', name)}"
        for name in ("w", "b")
    )
