import dataclasses

import numpy as np
import pytest

from nnhelpers import ACTIVATIONS, Chain, Network, Neuron

SLOPES = {"w": "dC_dw", "b": "dC_db", "a_prev": "dC_da_prev"}
CHAIN = Chain((1.5, -2.0, 1.2), (0.1, 0.5, -0.4), x=0.9, y=0.2)


@pytest.mark.parametrize("cost", ["half_squared_error", "squared_error"])
@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("name", SLOPES)
def test_each_slope_is_the_measured_one(name, activation, cost):
    neuron = Neuron(w=1.3, b=0.4, a_prev=0.7, y=0.2, activation=activation, cost=cost)
    h = 1e-5
    measured = (neuron.nudged(name, h).C_0 - neuron.nudged(name, -h).C_0) / (2 * h)
    assert np.isclose(getattr(neuron, SLOPES[name]), measured, rtol=1e-8)


def test_each_factor_is_the_measured_one():
    neuron, h = Neuron(w=1.3, b=0.4, a_prev=0.7, y=0.2), 1e-6
    for name, factor in (("w", "dz_dw"), ("b", "dz_db"), ("a_prev", "dz_da_prev")):
        measured = (neuron.nudged(name, h).z - neuron.z) / h
        assert np.isclose(getattr(neuron, factor), measured)
    nudged = neuron.nudged("b", h)
    assert np.isclose(neuron.da_dz, (nudged.a - neuron.a) / (nudged.z - neuron.z))
    assert np.isclose(neuron.dC_da, (nudged.C_0 - neuron.C_0) / (nudged.a - neuron.a), rtol=1e-5)


def test_a_row_of_examples_is_as_many_neurons():
    inputs, targets = (0.8, 0.3, 0.9), (1.0, 0.7, 0.1)
    row = Neuron(1.5, -0.5, np.array([inputs]), np.array([targets]))
    for position, (a_prev, y) in enumerate(zip(inputs, targets, strict=True)):
        one = Neuron(1.5, -0.5, a_prev, y)
        assert np.isclose(row.C_0[position], one.C_0)
        assert np.isclose(row.dC_dw[0, position], one.dC_dw)


def test_a_neuron_cannot_be_changed():
    neuron = Neuron(1.0, 0.0, 0.5, 1.0)
    with pytest.raises(dataclasses.FrozenInstanceError):
        neuron.w = 2.0
    assert neuron.nudged("w", 0.5).w == 1.5
    assert neuron.w == 1.0


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_chain_is_a_network_with_one_neuron_a_layer(activation):
    chain = dataclasses.replace(CHAIN, activation=activation)
    net = Network([1, 1, 1, 1], activation=activation)
    net.weights = [np.array([[w]]) for w in chain.weights]
    net.biases = [np.array([[b]]) for b in chain.biases]
    nabla_b, nabla_w = net.backprop([[chain.x]], [[chain.y]])
    assert np.isclose(net.feedforward([[chain.x]]), chain.a[-1])
    for layer in (1, 2, 3):
        assert np.isclose(nabla_w[layer - 1].item(), chain.derivative("w", layer), rtol=1e-12)
        assert np.isclose(nabla_b[layer - 1].item(), chain.derivative("b", layer), rtol=1e-12)


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_chain_derivatives_are_measured_and_made_of_their_factors(layer):
    h = 1e-5

    def cost(parameters, by):
        values = list(getattr(CHAIN, parameters))
        values[layer - 1] += by
        return dataclasses.replace(CHAIN, **{parameters: tuple(values)}).C_0

    for name, parameters in (("w", "weights"), ("b", "biases")):
        measured = (cost(parameters, h) - cost(parameters, -h)) / (2 * h)
        assert np.isclose(CHAIN.derivative(name, layer), measured, rtol=1e-7)
        factors = CHAIN.factors(name, layer)
        assert len(factors) == 2 * (3 - layer) + 3
        assert np.isclose(np.prod(factors), measured, rtol=1e-7)


def test_the_slopes_by_which_the_lesson_says_chains_grow_or_fade():
    for w, by in ((1, 0.25), (6, 1.5)):
        chain = Chain((w,) * 5, (-w / 2,) * 5, x=0.5, y=1.0)
        for layer in range(1, 5):
            ratio = chain.derivative("b", layer) / chain.derivative("b", layer + 1)
            assert np.isclose(ratio, by)


def test_a_chain_tells_its_weighted_inputs():
    before = (CHAIN.x, *(np.tanh(z) for z in dataclasses.replace(CHAIN, activation="tanh").z))
    chain = dataclasses.replace(CHAIN, activation="tanh")
    pairs = zip(chain.weights, before[:-1], chain.biases, strict=True)
    assert chain.z == pytest.approx([w * a_prev + b for w, a_prev, b in pairs])
    assert chain.a == pytest.approx(before)


def test_a_chain_keeps_floats():
    chain = Chain([1, np.float32(2)], [0, True], x=1, y=0)
    assert (chain.weights, chain.biases, chain.x, chain.y) == ((1.0, 2.0), (0.0, 1.0), 1.0, 0.0)
    kept = (*chain.weights, *chain.biases, chain.x, chain.y)
    assert {type(number) for number in kept} == {float}


def test_a_chain_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        CHAIN.x = 2.0
    assert isinstance(CHAIN.neurons, tuple)


def test_one_neuron_is_too_few_for_softmax():
    with pytest.raises(ValueError, match="cost log_likelihood needs softmax, and several neurons"):
        Neuron(1.0, 0.0, 1.0, 1.0, cost="log_likelihood")
