"""From numbers to text and LaTeX: how the course writes a number, a symbol and an equation.

>>> number(-0.058812), number(0), number(3e-7)
('-0.0588', '0.0000', '3.0e-07')
"""

import re

from nnhelpers.style import ink

_LETTERS = {
    "w": "w",
    "b": "b",
    "a_prev": r"a_{\text{prev}}",
    "x": "x",
    "z": "z",
    "a": "a",
    "y": "y",
    "C_0": "C_0",
    "h": "h",
}


def number(value, digits=4):
    """Write a number for a reader: fixed digits, fewer from 100 on, an exponent if need be."""
    size = abs(value)
    if 0 < size < 0.5 * 10**-digits or size >= 10_000:
        return f"{value:.{max(digits - 3, 0)}e}"
    return f"{value:z.{min(digits, 4 if size < 100 else 2 if size < 1000 else 1)}f}"


def printed(value, digits=4, sign=""):
    """Write a number as a picture shows it: with a real minus, and a plus if `sign` is "+"."""
    body = re.sub(r"e([+-])0*(\d+)", lambda m: f"e{m[1]}{m[2]}", number(value, digits))
    return (sign if value > 0 else "") + body.replace("-", "\N{MINUS SIGN}")


def latex_number(value, digits=4):
    """Write a number in LaTeX: 3.0 times a power of ten where `number` writes an exponent."""
    body = number(value, digits)
    return re.sub(r"e([+-]\d+)", lambda m: rf" \cdot 10^{{{int(m[1])}}}", body)


def symbol(name, layer=None):
    """Write a symbol in LaTeX, in its colour: w, b, a_prev, x, z, a, y or C_0."""
    letter = _LETTERS[name] + (f"^{{({layer})}}" if layer is not None else "")
    colour = ink(name)
    return rf"\textcolor{{{colour}}}{{{letter}}}" if colour else letter


def derivative(of, by, layer=None):
    """Write a partial derivative in LaTeX."""
    return rf"\frac{{\partial {symbol(of)}}}{{\partial {symbol(by, layer)}}}"


def chain_rule(neuron, name):
    """Write dC_0/d`name` of a `Neuron` as its three factors, each with its number under it.

    Parameters
    ----------
    neuron : Neuron
    name : {"w", "b", "a_prev"}
        The derivative that is spelled out; the other two stand beside it in numbers.
    """
    firsts = {"w": neuron.dz_dw, "b": neuron.dz_db, "a_prev": neuron.dz_da_prev}
    named = {"w": symbol("a_prev") + "=", "b": "", "a_prev": symbol("w") + "="}
    error = {
        "half_squared_error": f"{symbol('a')} - {symbol('y')}",
        "squared_error": f"2({symbol('a')} - {symbol('y')})",
    }[neuron.cost.name]
    slope = {"sigmoid": r"\sigma'(z)", "tanh": r"\tanh'(z)"}.get(
        neuron.activation.name, rf"\mathrm{{{neuron.activation.name}}}'(z)"
    )
    spelled = r" \cdot ".join(
        [
            _over(derivative("z", name), named[name] + latex_number(firsts[name])),
            _over(derivative("a", "z"), f"{slope} = {latex_number(neuron.da_dz)}"),
            _over(derivative("C_0", "a"), f"{error} = {latex_number(neuron.dC_da)}"),
        ]
    )
    others = r" \qquad ".join(
        f"{derivative('C_0', other)} = " + product([first, neuron.da_dz, neuron.dC_da])
        for other, first in firsts.items()
        if other != name
    )
    value = latex_number(firsts[name] * neuron.da_dz * neuron.dC_da)
    return (
        rf"\begin{{gathered}} {derivative('C_0', name)} = {spelled} = \mathbf{{{value}}} \\[8pt] "
        rf"{others} \end{{gathered}}"
    )


def chain_of_factors(chain, name, layer):
    """Write dC_0/dw^(l) or dC_0/db^(l) of a `Chain` as the product of all its factors."""
    names = [rf"\frac{{\partial z^{{({layer})}}}}{{\partial {symbol(name, layer)}}}"]
    for later in range(layer, len(chain.weights) + 1):
        if later > layer:
            names.append(rf"\frac{{\partial z^{{({later})}}}}{{\partial {symbol('a', later - 1)}}}")
        names.append(rf"\frac{{\partial {symbol('a', later)}}}{{\partial z^{{({later})}}}}")
    last = len(chain.weights)
    names.append(rf"\frac{{\partial {symbol('C_0')}}}{{\partial {symbol('a', last)}}}")
    factors = chain.factors(name, layer)
    spelled = r" \cdot ".join(
        _over(factor, latex_number(value)) for factor, value in zip(names, factors, strict=True)
    )
    value = latex_number(chain.derivative(name, layer))
    return rf"{derivative('C_0', name, layer)} = {spelled} = \mathbf{{{value}}}"


def product(factors):
    """Write numbers multiplied with each other, and what they make."""
    value = 1.0
    for factor in factors:
        value = value * factor
    spelled = r" \cdot ".join(
        f"({latex_number(factor)})" if factor < 0 else latex_number(factor) for factor in factors
    )
    return f"{spelled} = {latex_number(value)}"


def _over(factor, under):
    return rf"\underbrace{{{factor}}}_{{\textstyle {under}}}"
