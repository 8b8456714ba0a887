import re

import numpy as np
import pytest

from nnhelpers import Chain, Neuron, equations

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


def test_latex_number_has_no_e():
    assert equations.latex_number(2e-7) == r"2.0 \cdot 10^{-7}"
    assert equations.latex_number(-0.5) == "-0.5000"


@pytest.mark.parametrize(
    ("name", "slope"), [("w", "dC_dw"), ("b", "dC_db"), ("a_prev", "dC_da_prev")]
)
def test_chain_rule_tells_all_three_slopes_and_the_chosen_one_in_bold(name, slope):
    latex = equations.chain_rule(NEURON, name)
    assert rf"\mathbf{{{equations.latex_number(getattr(NEURON, slope))}}}" in latex
    for other in ("dC_dw", "dC_db", "dC_da_prev"):
        assert equations.latex_number(getattr(NEURON, other)) in latex
    for factor in (NEURON.da_dz, NEURON.dC_da):
        assert equations.latex_number(factor) in latex


@pytest.mark.parametrize("cost", ["half_squared_error", "squared_error"])
def test_the_error_is_written_as_the_cost_has_it(cost):
    latex = equations.chain_rule(Neuron(1.5, -0.5, 0.8, 1.0, cost=cost), "w")
    assert ("2(" in latex) == (cost == "squared_error")


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_chain_of_factors_has_every_factor_under_its_fraction(layer):
    latex = equations.chain_of_factors(CHAIN, "w", layer)
    under = [float(value) for value in re.findall(r"\\textstyle (-?[\d.]+)", latex)]
    assert np.allclose(under, CHAIN.factors("w", layer), atol=1e-4)
    assert rf"\mathbf{{{equations.latex_number(CHAIN.derivative('w', layer))}}}" in latex


def test_braces_are_balanced():
    for latex in (equations.chain_rule(NEURON, "b"), equations.chain_of_factors(CHAIN, "b", 1)):
        assert latex.count("{") == latex.count("}")
