import re

import numpy as np
import pytest

from nnhelpers import Chain, Neuron, equations
from nnhelpers.style import INK

NEURON = Neuron(w=1.5, b=-0.5, a_prev=0.8, y=1.0)
CHAIN = Chain((1.5, -2.0, 1.2), (0.1, 0.5, -0.4), x=0.9, y=0.2)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.05503, "0.0550"),
        (-0.00001, "-1.0e-05"),
        (-0.0, "0.0000"),
        (99.96, "99.9600"),
        (-246.0, "-246.00"),
        (-1234.56, "-1234.6"),
        (3.2e7, "3.2e+07"),
        (np.float64(0.25), "0.2500"),
    ],
)
def test_number(value, written):
    assert equations.number(value) == written


def test_printed_has_a_real_minus_and_a_plus_if_asked():
    assert equations.printed(-0.5, 2) == "\N{MINUS SIGN}0.50"
    assert equations.printed(0.5, 2, "+") == "+0.50"
    assert equations.printed(0.0, 2, "+") == "0.00"
    assert equations.printed(2e-7) == "2.0e\N{MINUS SIGN}7"


@pytest.mark.parametrize("cost", ["half_squared_error", "squared_error"])
def test_the_miss_is_written_as_the_cost_has_it(cost):
    latex = equations.chain_rule(Neuron(1.5, -0.5, 0.8, 1.0, cost=cost))
    assert (r"2\,(" in latex) == (cost == "squared_error")
    assert latex.count(r"\sigma'(z)") == 3


@pytest.mark.parametrize(
    ("name", "function", "slope"),
    [
        ("sigmoid", r"\sigma(z)", r"\sigma'(z)"),
        ("tanh", r"\mathrm{tanh}(z)", r"\mathrm{tanh}'(z)"),
        ("relu", r"\mathrm{ReLU}(z)", r"\mathrm{ReLU}'(z)"),
        ("identity", "z", "1"),
    ],
)
def test_an_activation_function_and_its_slope_have_one_name(name, function, slope):
    neuron = Neuron(1.5, -0.5, 0.8, 1.0, name)
    assert equations.function(neuron.activation) == function
    assert equations.chain_rule(neuron).count(rf"\cdot {slope} \cdot") == 3


def test_a_cost_that_has_no_equation_is_refused():
    with pytest.raises(ValueError, match="half_squared_error, squared_error; got 'cross_entropy'"):
        equations.chain_rule(Neuron(1.5, -0.5, 0.8, 1.0, cost="cross_entropy"))


def test_the_equation_stays_while_a_slider_moves():
    """Setting it anew costs the browser more than the picture does."""
    one, other = NEURON, Neuron(w=-1.0, b=2.0, a_prev=0.1, y=0.3)
    assert equations.chain_rule(one) == equations.chain_rule(other)
    for part in ("w", "b", "a_prev"):
        assert rf"\partial {equations.symbol(part)}}}" in equations.chain_rule(one)


@pytest.mark.parametrize("layer", [1, 2, 3])
@pytest.mark.parametrize("name", ["w", "b"])
def test_chain_of_factors_has_a_fraction_for_every_factor(name, layer):
    latex = equations.chain_of_factors(CHAIN, name, layer)
    assert latex.count(r"\frac") == 1 + len(CHAIN.factors(name, layer))


def test_the_fractions_of_a_chain_cancel():
    """What stands below one fraction stands above the fraction before it."""
    latex = equations.chain_of_factors(CHAIN, "w", 1)
    latex = re.sub(r"\\textcolor\{#\w+\}\{([^{}]*(?:\{[^{}]*\})?)\}", r"\1", latex)
    fractions = re.findall(r"\\frac\{\\partial (.*?)\}\{\\partial (.*?)\}(?= |$)", latex)
    (whole_of, whole_by), *factors = fractions
    assert factors[0][1] == whole_by
    assert factors[-1][0] == whole_of
    for (above, _), (_, below) in zip(factors, factors[1:], strict=False):
        assert above == below


def test_a_symbol_has_its_labels_in_its_colour():
    assert equations.symbol("w", 1, "02") == rf"\textcolor{{{INK['weight']}}}{{w^{{(1)}}_{{02}}}}"
    assert equations.symbol("z", 2) == "z^{(2)}"
    assert equations.symbol("a_prev").endswith(r"{a_{\text{prev}}}")


def test_braces_are_balanced():
    for latex in (equations.chain_rule(NEURON), equations.chain_of_factors(CHAIN, "b", 1)):
        assert latex.count("{") == latex.count("}")
