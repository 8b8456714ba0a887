"""Matt Mazur, "A Step by Step Backpropagation Example" (2015), a 2-2-2 sigmoid network.

The published figures are the post's own; the recomputed ones are the same method in float64. The
post's biases are not updated. Its cost after one update, 0.291027924, does not follow from the
method it describes: its program changed the output weights before it took the hidden gradient.
"""

import numpy as np
import pytest

from nnhelpers import Network
from nnhelpers.published import two_two_two

X, Y, ETA = [[0.05], [0.10]], [[0.01], [0.99]], 0.5
PUBLISHED = {
    "out_hidden": [0.593269992, 0.596884378],
    "out_output": [0.75136507, 0.772928465],
    "cost_per_output": [0.274811083, 0.023560026],
    "cost": 0.298371109,
    "nabla_w_output_first": 0.082167041,
    "weights_output": [[0.35891648, 0.408666186], [0.511301270, 0.561370121]],
    "dE_dout_hidden_first": 0.036350306,
    "nabla_w_hidden_first": 0.000438568,
    "weights_hidden": [[0.149780716, 0.19956143], [0.24975114, 0.29950229]],
    "cost_after_one_update": 0.291027924,
    "cost_after_10000_updates": 0.0000351085,
    "outputs_after_10000_updates": [0.015912196, 0.984065734],
}
RECOMPUTED = {
    "z_hidden": [0.3775, 0.3925],
    "z_output": [1.10590596706, 1.224921404096],
    "delta_output": [0.138498561629, -0.038098236517],
    "nabla_w_output": [[0.082167040564, 0.082667627848], [-0.022602540477, -0.022740242216]],
    "delta_hidden": [0.008771354689, 0.009954254705],
    "nabla_w_hidden": [[0.000438567734, 0.000877135469], [0.000497712735, 0.000995425471]],
    "weights_hidden": [[0.149780716133, 0.199561432266], [0.249751143632, 0.299502287265]],
    "weights_output": [[0.358916479718, 0.408666186076], [0.511301270239, 0.561370121108]],
    "cost_after_one_update": 0.29102777369359933,
    "cost_after_10000_updates": 3.510187782978859e-05,
    "outputs_after_10000_updates": [0.01591362044355068, 0.9840642735146238],
    "cost_updated_too_early": 0.29102792390544197,
    "cost_biases_updated_too": 0.28047144679143016,
}


@pytest.fixture
def net():
    net, x, y = two_two_two()
    assert (x.tolist(), y.tolist()) == (X, Y)
    return net


def close(ours, theirs, tolerance=1e-9):
    return np.allclose(np.ravel(ours), np.ravel(theirs), rtol=0, atol=tolerance)


def update_weights(net, layers=(0, 1)):
    """One step of gradient descent for the weights of some layers; the biases stay."""
    nabla_w = net.backprop(X, Y)[1]
    net.weights = [
        w - ETA * nabla if layer in layers else w
        for layer, (w, nabla) in enumerate(zip(net.weights, nabla_w, strict=True))
    ]


def test_forward(net):
    hidden = Network([2, 2])
    hidden.weights, hidden.biases = net.weights[:1], net.biases[:1]
    a = hidden.feedforward(X)
    assert close(a, PUBLISHED["out_hidden"])
    assert close(net.weights[0] @ X + net.biases[0], RECOMPUTED["z_hidden"])
    assert close(net.weights[1] @ a + net.biases[1], RECOMPUTED["z_output"])
    out = net.feedforward(X)
    assert close(out, PUBLISHED["out_output"])
    assert close((out - Y) ** 2 / 2, PUBLISHED["cost_per_output"])
    assert close(net.mean_cost(X, Y), PUBLISHED["cost"])


def test_gradient(net):
    nabla_b, nabla_w = net.backprop(X, Y)
    assert close(nabla_b[1], RECOMPUTED["delta_output"])
    assert close(nabla_b[0], RECOMPUTED["delta_hidden"])
    assert close(nabla_w[1], RECOMPUTED["nabla_w_output"])
    assert close(nabla_w[0], RECOMPUTED["nabla_w_hidden"])
    assert close(nabla_w[1][0, 0], PUBLISHED["nabla_w_output_first"])
    assert close(nabla_w[0][0, 0], PUBLISHED["nabla_w_hidden_first"])
    assert close((net.weights[1].T @ nabla_b[1])[0], PUBLISHED["dE_dout_hidden_first"])


def test_one_update(net):
    update_weights(net)
    for layer, name in enumerate(("weights_hidden", "weights_output")):
        assert close(net.weights[layer], RECOMPUTED[name])
        assert close(net.weights[layer], PUBLISHED[name], 1e-8)  # printed to 8 digits
    assert close(net.mean_cost(X, Y), RECOMPUTED["cost_after_one_update"])
    assert not close(net.mean_cost(X, Y), PUBLISHED["cost_after_one_update"], 1e-8)


def test_the_published_cost_comes_from_updating_too_early(net):
    update_weights(net, layers=(1,))
    update_weights_with_old_output_error(net)
    assert close(net.mean_cost(X, Y), PUBLISHED["cost_after_one_update"])
    assert close(net.mean_cost(X, Y), RECOMPUTED["cost_updated_too_early"])


def update_weights_with_old_output_error(net):
    """The post's program: the hidden gradient from the new output weights and the old errors."""
    hidden = np.array([PUBLISHED["out_hidden"]]).T
    delta_output = np.array([RECOMPUTED["delta_output"]]).T
    delta_hidden = net.weights[1].T @ delta_output * hidden * (1 - hidden)
    net.weights = [net.weights[0] - ETA * delta_hidden @ np.transpose(X), net.weights[1]]


def test_one_update_with_the_biases(net):
    net.update_mini_batch((X, Y), ETA)
    assert close(net.mean_cost(X, Y), RECOMPUTED["cost_biases_updated_too"])


def test_ten_thousand_updates(net):
    for _ in range(10_000):
        update_weights(net)
    assert close(net.mean_cost(X, Y), RECOMPUTED["cost_after_10000_updates"])
    assert close(net.feedforward(X), RECOMPUTED["outputs_after_10000_updates"])
    assert not close(net.feedforward(X), PUBLISHED["outputs_after_10000_updates"], 1e-6)
    assert close(net.mean_cost(X, Y), PUBLISHED["cost_after_10000_updates"], 1e-8)
